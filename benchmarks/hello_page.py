"""A page in Textual as one begins: a `Static` for the text and an `OptionList`, both filled anew on each key.

python hello_page.py PAGES        a JSON file of pages, each a text and its choices; `n` turns to the next
"""

import json
import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static

with open(sys.argv[1], encoding="utf-8") as file:
    PAGES = json.load(file)


class HelloPage(App[None]):
    CSS = "Static { height: 1fr; } OptionList { height: 8; }"
    BINDINGS = [("n", "turn", "Next")]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = False
    at = 0

    def compose(self) -> ComposeResult:
        text, choices = PAGES[0]
        yield Static(text, markup=False)
        yield OptionList(*choices, markup=False)

    def action_turn(self) -> None:
        self.at += 1
        text, choices = PAGES[self.at]
        self.query_one(Static).update(text)
        self.query_one(OptionList).set_options(choices)


HelloPage().run()
