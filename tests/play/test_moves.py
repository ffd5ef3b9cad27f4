"""Which meters a choice touches: told by its own cost, effects and outcomes, and no more than that."""

from __future__ import annotations

from jangmadang.play.run import Run
from jangmadang.story.loading import load_text

STORY = """\
jangmadang: 1
id: small
title: Small
start: stove
state:
  money: {start: 500, currency: old_won, meter: true}
  trust: {start: 20, label: the row's trust, meter: true}
  cold: {start: 0, meter: "cold > 2"}
  told: {start: 0}
people:
  mina: {name: Mi-na, trust: 10}
scenes:
  stove:
    title: The stove
    text: Cold.
    choices:
      - {id: pay, text: Pay her, cost: {money: 100}, effects: {mina.trust: +5}, stay: true}
      - id: ask
        text: Ask her
        once: true
        chance:
          - {id: tells, odds: 50, effects: {trust: +2}, stay: true}
          - {id: laughs, effects: {told: +1}, goto: last}
      - {id: wait, text: Wait, effects: {cold: +3}, stay: true}
      - {id: sleep, text: Sleep, goto: last}
  last: {title: The last, effects: {money: -50}, ending: {title: The last}, text: Over.}
"""


def test_cost_effects_and_every_outcome_are_told_by_the_meters_in_sight() -> None:
    loaded = load_text(STORY)
    assert loaded.story is not None, [problem.text() for problem in loaded.problems]
    run = Run.start(loaded.story, 7)

    def moves() -> dict[str, tuple[str, ...]]:
        return {choice.id: choice.moves for choice in run.look().choices}

    # Nobody's trust, nothing hidden, and nothing of what lies behind: arriving is another matter.
    assert moves() == {"pay": ("money",), "ask": ("the row's trust",), "wait": (), "sleep": ()}
    run.choose("wait")
    assert moves()["wait"] == ("cold",)  # now it is seen
