"""Planted defects are found, each with its proof or its way there; what is right is called right; ways can be lived."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy")

from jangmadang.explore.exploring import Plan, explore
from jangmadang.explore.verdicts import Explored, Verdict, Witness
from jangmadang.play.playtests import play_test, read_play_test_text
from jangmadang.play.run import Run
from jangmadang.story.loading import Script, load_script, load_script_text

HEAD = """\
jangmadang: 1
id: planted
title: Planted
start: gate
state:
  corn: {start: 3, min: 0, max: 9, meter: true}
  paid: false
"""


def _explored(scenes: str, plan: Plan | None = None, head: str = HEAD) -> tuple[Script, Explored]:
    script = load_script_text(head + scenes)
    assert script.story is not None, [problem.text() for problem in script.problems]
    return script, explore(script, plan or Plan(lives=20, rounds=1))


def _verdict(found: Explored, kind: str, what: str) -> Verdict:
    (one,) = [one for one in found.verdicts if (one.kind, one.what) == (kind, what)]
    return one


def _live(script: Script, witness: Witness | None) -> Run:
    assert script.story is not None and witness is not None
    steps = ", ".join(witness.steps)
    read = read_play_test_text(f"seed: {witness.seed}\nsteps: [{steps}]\n")
    assert read.test is not None
    result = play_test(script.story, read.test)
    assert result.passed
    return result.run


def test_an_ending_behind_a_bound_is_impossible_and_says_so() -> None:
    _, found = _explored("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: more, text: More, effects: {corn: +2}, stay: true}
      - {id: full, text: Full, when: corn > 9, goto: barn}
      - {id: out, text: Out, goto: road}
  barn: {text: The barn., ending: {title: Barn}}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.searched.complete and found.searched.seeds == "all"
    barn = _verdict(found, "ending", "barn")
    assert (barn.said, barn.why) == ("impossible", "all 8 states that there are were gone through")
    assert _verdict(found, "ending", "road").said == "reachable"
    assert found.stuck.said == "proved" and found.ending.said == "proved"
    assert found.odds == pytest.approx({"road": 1.0})


def test_a_soft_lock_is_shown_by_the_shortest_life_that_ends_in_it() -> None:
    script, found = _explored("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: bribe, text: Pay him, cost: {corn: 2}, effects: {paid: true}, goto: post}
      - {id: wait, text: Wait, goto: gate}
  post:
    text: He wants more.
    choices:
      - {id: more, text: Two more, cost: {corn: 2}, goto: road}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.stuck.said == "refuted" and found.stuck.scenes == ("post",)
    assert found.stuck.witness == Witness(1, ("bribe",), shortest=True)
    run = _live(script, found.stuck.witness)
    assert run.moment.scene == "post" and not any(choice.open for choice in run.look().choices)
    assert found.ending.said == "refuted"


def test_a_loop_without_a_way_out_is_found() -> None:
    script, found = _explored("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: in, text: In, effects: {paid: true}, goto: yard}
      - {id: out, text: Out, goto: road}
  yard:
    text: The yard.
    choices:
      - {id: round, text: Round, goto: shed}
      - {id: back, text: Back, when: not paid, goto: gate}
  shed:
    text: The shed.
    choices:
      - {id: round, text: Round, goto: yard}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.stuck.said == "proved"
    assert found.ending.said == "refuted" and found.ending.scenes == ("shed", "yard")
    assert _live(script, found.ending.witness).moment.scene == "yard"
    assert _verdict(found, "choice", "back").said == "impossible"


def test_a_deck_that_runs_dry_is_found() -> None:
    _, found = _explored("""\
scenes:
  gate:
    text: Here.
    choices:
      - {id: draw, text: Draw, draw: cards}
      - {id: out, text: Out, when: corn == 0, goto: road}
  one: {deck: cards, once: true, text: One., effects: {corn: -1}, choices: [{id: back, text: Back, return: true}]}
  two: {deck: cards, once: true, text: Two., effects: {corn: -1}, choices: [{id: back, text: Back, return: true}]}
  road: {text: The road., ending: {title: Road}}
""")
    assert found.ending.said == "refuted"
    assert "gate" in found.ending.scenes
    assert _verdict(found, "ending", "road").said == "impossible"


def test_conditional_texts_results_and_locks_have_verdicts_with_ways() -> None:
    script, found = _explored(
        """\
scenes:
  gate:
    text:
      - {when: corn >= 4, text: Plenty.}
      - {else_when: corn > 20, text: Far too much.}
      - otherwise: Hardly any.
    choices:
      - id: more
        text: "{paid ? More | Some}"
        when: corn < 9
        effects: {corn: +1}
        cost: {risk: 0}
        chance:
          - {id: given, odds: 50, effects: {paid: true}, result: He gives it.}
          - {id: taken, result: You take it.}
        stay: true
      - {id: out, text: Out, when: corn >= 6, locked: Not with so little., goto: road}
  road: {text: The road., ending: {title: Road}}
""".replace('"{paid ? More | Some}"', "'{paid ? More | Some}'")
    )
    said = {one.what: one.said for one in found.verdicts if one.kind in ("text", "lock", "outcome")}
    assert said == {
        "when: Plenty.": "reachable",
        "when: Far too much.": "impossible",
        "otherwise: Hardly any.": "reachable",
        "{More}": "reachable",
        "{Some}": "reachable",
        "more>given": "reachable",
        "more>taken": "reachable",
        "out": "reachable",
    }
    plenty = _verdict(found, "text", "when: Plenty.").witness
    assert plenty is not None and len(plenty.steps) == 1 and plenty.shortest
    assert "Plenty." in [p.plain for p in _live(script, plenty).look().text]


def test_what_is_too_large_is_shown_by_lives_and_the_rest_is_called_undecided() -> None:
    head = HEAD.replace("max: 9", "max: 900000")
    scenes = """\
scenes:
  gate:
    text: Here.
    choices:
      - {id: more, text: More, effects: {corn: =corn * 3}, stay: true}
      - {id: one, text: One, effects: {corn: +1}, stay: true}
      - {id: rich, text: Rich, when: corn == 777777, goto: barn}
      - {id: out, text: Out, goto: road}
  barn: {text: The barn., ending: {title: Barn}}
  road: {text: The road., ending: {title: Road}}
"""
    script, found = _explored(scenes, Plan(most=500, lives=20, rounds=1), head)
    assert not found.searched.complete and found.searched.largest == "corn"
    rich = _verdict(found, "choice", "rich")
    assert rich.said == "undecided" and "corn makes them many" in rich.why
    assert _verdict(found, "ending", "road").said == "reachable" and found.odds == {}
    for one in found.verdicts:
        if one.said == "reachable":
            _live(script, one.witness)


@pytest.mark.parametrize("name", ["hub", "gauntlet", "storylets", "bottleneck"])
def test_the_patterns_for_writers_are_sound(name: str) -> None:
    from pathlib import Path

    found = explore(load_script(Path(__file__).parents[2] / f"docs/writing/patterns/{name}.yaml"))
    assert found.searched.complete
    assert found.stuck.said == found.ending.said == "proved"
    assert [(one.kind, one.what) for one in found.verdicts if one.said != "reachable"] == []
    assert sum(found.odds.values()) == pytest.approx(1)
