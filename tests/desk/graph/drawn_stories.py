"""Small stories to draw: one has a card and a link of every kind but encounters."""

from __future__ import annotations

from pathlib import Path

from jangmadang.desk.graph import StoryGraph, story_graph
from jangmadang.story.loading import Script, load_script, load_script_text

EVERY = """\
jangmadang: 1
id: every
title: Every Road
start: stove
state:
  risk: 0
  money: 500
whenever: [{when: risk >= 100, goto: taken}]
scenes:
  stove:
    title: The cold stove
    heading: Saturday, dusk
    phenomena: [marketization]
    text:
      - The quilt is gone.
      - when: money < 200
        text: There is {money:won} left.
      - otherwise: It is enough.
    choices:
      - {text: Go to the row, id: go, goto: row}
      - {text: Ask your aunt, id: ask, call: aunt}
      - {text: Sit, id: sit, draw: evenings, then: row}
      - {text: Open the chest, id: chest, goto: chest}
      - {text: Wait, id: wait, stay: true}
  chest:
    title: The chest
    menu: true
    choices:
      - {text: Close it, id: close, return: true}
  aunt:
    title: Your aunt
    text: She counts.
    choices:
      - {text: Thank her, id: thank, return: true}
  letter:
    title: A letter
    deck: evenings
    when: money > 3
    choices:
      - {text: Read it, id: read, return: true}
  lamp:
    title: The lamp
    deck: evenings
    skip: {return: true, say: The evening passes.}
    choices:
      - {text: Light it, id: light, return: true}
  row:
    title: The row
    whenever: [{when: risk >= 40, goto: taken}]
    choices:
      - {text: Soap, id: soap, goto: soap}
      - {text: Rice, id: rice, when: money >= 300, goto: rice}
      - {text: Fish, id: fish, goto: fish}
      - text: Home
        id: home
        chance:
          - {id: safely, odds: 60, goto: quiet}
          - {id: seen, goto: taken}
  soap: {title: Soap, choices: [{text: Back, id: back, goto: row}]}
  rice: {title: Rice, choices: [{text: Back, id: back, goto: row}]}
  fish: {title: Fish, choices: [{text: Back, id: back, goto: row}]}
  quiet: {title: Quiet, ending: {title: A quiet night, kind: stayed}, text: Snow.}
  taken: {title: Taken, ending: {title: Taken, kind: taken}, text: Boots.}
"""


def graph_of(text: str, encounters: bool = False) -> StoryGraph:
    """The graph of a story in one text."""
    script = load_script_text(text)
    assert script.story is not None, [problem.text() for problem in script.problems]
    return story_graph(script, encounters=encounters)


def folder(tmp_path: Path, **texts: str) -> Script:
    """A story in several files."""
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return load_script(tmp_path)
