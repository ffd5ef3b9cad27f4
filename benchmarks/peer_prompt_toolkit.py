"""The same page with prompt_toolkit: two windows of text, drawn anew on each key.

python peer_prompt_toolkit.py PAGES        a JSON file of pages, each a text and its choices; `n` turns to the next
"""

import json
import sys

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

with open(sys.argv[1], encoding="utf-8") as file:
    PAGES = json.load(file)

at = [0]
keys = KeyBindings()


@keys.add("n")
def turn(event):
    at[0] += 1


text = Window(FormattedTextControl(lambda: PAGES[at[0]][0]), wrap_lines=True)
choices = Window(FormattedTextControl(lambda: "\n".join(PAGES[at[0]][1])), height=8)
Application(Layout(HSplit([text, choices])), key_bindings=keys, full_screen=True).run()
