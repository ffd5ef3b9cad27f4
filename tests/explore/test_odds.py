"""Odds are those that reckoning with whole fractions gives, and those that lives come to."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numpy")
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from boxed_stories import boxed_story
from brute_force import Everything, Key, everything
from small_stories import small_story

from jangmadang.explore.bits import bits
from jangmadang.explore.boxes import CannotBox
from jangmadang.explore.chains import components
from jangmadang.explore.odds import Odds, odds, settled
from jangmadang.explore.search import search
from jangmadang.explore.slicing import sliced
from jangmadang.many.pool import Pool
from jangmadang.many.tables import Tables
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text
from jangmadang.story.model import Story


def story_of(text: str) -> Story:
    loaded = load_text(text)
    assert loaded.story is not None, "\n".join(problem.text() for problem in loaded.problems)
    return loaded.story


def _in_fractions(whole: Everything) -> tuple[dict[str, Fraction], Fraction]:
    """The share of each last scene, and of what goes round for ever: states are taken out one by one."""
    first = next(iter(whole.moments))
    into: dict[Key, dict[Key, Fraction]] = {key: {} for key in whole.moments}
    out: dict[Key, dict[Key, Fraction]] = {key: {} for key in whole.moments}
    last = {key for key in whole.moments if not whole.ways.get(key)}
    for key, ways in whole.ways.items():
        for to, likely in ways:
            out[key][to] = into[to][key] = out[key].get(to, Fraction(0)) + likely
    for key in sorted(whole.moments, key=lambda key: len(into[key]) * len(out[key])):
        if key == first or key in last:
            continue
        again = out[key].pop(key, Fraction(0))
        into[key].pop(key, None)
        for to, likely in out[key].items():
            del into[to][key]
            for before, came in into[key].items():
                by = out[before].get(to, Fraction(0)) + came * likely / (1 - again)
                out[before][to] = into[to][before] = by
        for before in into[key]:
            del out[before][key]
        out[key].clear()
        into[key].clear()
    if first in last:
        return {str(first[0]): Fraction(1)}, Fraction(0)
    again = out[first].pop(first, Fraction(0))
    shares: dict[str, Fraction] = {}
    for key, likely in out[first].items():
        shares[str(key[0])] = shares.get(str(key[0]), Fraction(0)) + likely / (1 - again)
    return shares, 1 - sum(shares.values())


def _holds(story: Story, found: Odds, shares: dict[str, Fraction], lost: Fraction) -> None:
    ends = {name for name, scene in story.scenes.items() if scene.ending is not None}
    for name in ends:
        assert abs(found.endings.get(name, 0.0) - float(shares.get(name, 0))) < 1e-10
    stuck = sum(share for name, share in shares.items() if name not in ends)
    assert abs(found.stuck - float(stuck)) < 1e-10
    assert abs(found.left - float(lost)) < 1e-10


def _agree(text: str, boxed: bool) -> bool:
    story = story_of(text)
    whole = everything(story, 1, 250)
    if whole is None:
        return False
    exact = _in_fractions(whole)
    slice_ = sliced(story)
    searched = settled(search(Tables(Rules(story)), slice_, 1, 10_000, edges=True))
    _holds(story, searched, *exact)
    if boxed:
        try:
            reached = [bits(story, slice_, narrow=narrow, most=1 << 18) for narrow in (False, True)]
        except CannotBox:
            return True
        for one in reached:
            _holds(story, settled(one), *exact)
    return True


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_the_same_as_in_fractions(seed: int) -> None:
    _agree(boxed_story(seed), True)


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_the_same_as_in_fractions_with_passages_and_decks(seed: int) -> None:
    _agree(small_story(seed), False)


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 2_000, 250))
def test_thousands_of_small_stories(start: int) -> None:
    assert sum(_agree(boxed_story(seed), True) for seed in range(start, start + 250)) > 100
    assert sum(_agree(small_story(seed), False) for seed in range(start, start + 250)) > 30


LONG_WAITS = """\
jangmadang: 1
id: waits
title: Waits
start: here
state: {a: {start: 0, min: 0, max: 3}}
scenes:
  here:
    text: Here.
    choices:
      - id: try
        text: Try
        chance:
          - {odds: 1, effects: {a: +1}, goto: way}
          - {stay: true}
      - {id: trap, text: Trap, when: a == 2, goto: for_ever}
  way:
    text: On the way.
    choices:
      - {id: on, text: On, when: a >= 3, goto: end}
      - {id: back, text: Back, when: a < 3, goto: here}
  for_ever: {text: Round., choices: [{id: round, text: Round, goto: round}]}
  round: {text: And round., choices: [{id: on, text: On, goto: for_ever}]}
  end: {text: Over., ending: {title: Over}}
"""


def test_waiting_long_and_going_round_for_ever_are_told_apart() -> None:
    story = story_of(LONG_WAITS.replace("text: Try", "text: Try\n        cost: {a: 0}"))
    slice_ = sliced(story)
    for found in (bits(story, slice_), search(Tables(Rules(story)), slice_, 1, 100, edges=True)):
        told = settled(found)
        # At a = 2 every try comes off once in a hundred, and every second choice is the trap.
        assert told.endings["end"] == pytest.approx(0.01 / 1.01, abs=1e-12)
        assert told.left == pytest.approx(1 / 1.01, abs=1e-12) and told.stuck == 0


def test_lives_come_to_the_same() -> None:
    story = story_of(boxed_story(11))
    told = settled(bits(story, sliced(story)))
    t, lives = Tables(Rules(story)), 20_000
    ends = np.zeros(len(t.ids))
    for done in Pool(t, 4_096).walk(1, np.arange(lives), limit=400):
        np.add.at(ends, done.scene[done.scene >= t.first_ending], 1)
    assert told.left < 1e-10
    for name, share in told.endings.items():
        noise = (share * (1 - share) / lives) ** 0.5
        assert abs(ends[t.order[name]] / lives - share) < 5 * noise + 1e-9
    assert odds(bits(story, sliced(story))) == told.endings


def test_lots_come_before_what_they_lead_to() -> None:
    onward = {"a": ["b", "e"], "b": ["c"], "c": ["b", "d"], "d": [], "e": ["e", "d"]}
    lots = [frozenset(lot) for lot in components(onward)]
    assert set(lots) == {frozenset("a"), frozenset("bc"), frozenset("d"), frozenset("e")}
    for name, targets in onward.items():
        mine = next(n for n, lot in enumerate(lots) if name in lot)
        assert all(mine <= next(n for n, lot in enumerate(lots) if to in lot) for to in targets)
