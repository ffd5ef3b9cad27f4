"""What is proved holds in every state there is: all states of a small story are looked at."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk.lint.cases import can_all_fail
from jangmadang.desk.lint.proving import Known
from jangmadang.story.expressions import BOOL, Checked, Members, Names, evaluate
from jangmadang.story.loading import load_script_text

STORY = """\
jangmadang: 1
id: small
title: Small
start: one
state:
  a: {start: 0, min: -1, max: 3}
  b: {start: 0, max: 3}
  wet: false
  track: {start: none, one_of: [none, road, ice]}
  told: {set_of: [lane, gate]}
scenes:
  one: {ending: {title: One}}
conditions:
"""
NAMES = ("a", "b", "wet", "track", "told")
number = st.sampled_from(("a", "b", "-1", "0", "1", "2", "3", "a + b", "a - b", "min(a, 2)", "max(b, 1)", "abs(a)",
                          "count(told)", "a * b", "a % 2", "(b if wet else a)"))  # fmt: skip
plain = st.one_of(
    st.builds("{} {} {}".format, number, st.sampled_from(("<", "<=", "==", "!=", ">=", ">")), number),
    st.sampled_from(("wet", "track is road", "track is not ice", "told has lane", "told has gate", "0 < a < b")),
)
condition = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    ),
    max_leaves=6,
)


class Small:
    """The story with some conditions, all its states, and what is known of them."""

    def __init__(self, texts: list[str]) -> None:
        lines = "".join(f'  c{n}: "{text}"\n' for n, text in enumerate(texts))
        script = load_script_text(STORY + lines)
        assert script.story is not None, [p.text() for p in script.problems]
        self.conditions: list[Checked] = [
            one.checked for one in script.ledger.expressions if one.checked.text in texts and one.checked.type == BOOL
        ]
        slots = script.story.slots
        numbers = [script.story.slot_of[name] for name in NAMES]
        start = [slot.start for slot in slots]
        self.states = []
        for values in product(*(range(slots[n].low, slots[n].high + 1) for n in numbers)):
            state = list(start)
            for n, value in zip(numbers, values, strict=True):
                state[n] = value
            self.states.append(state)
        spans = [(slot.low, slot.high) for slot in slots]
        names = {
            n: (1 << slot.high + 1) - 1
            for n, slot in enumerate(slots)
            if slot.type == BOOL or isinstance(slot.type, Names)
        }
        may = {n: slot.high for n, slot in enumerate(slots) if isinstance(slot.type, Members)}
        self.known = Known(spans, names, may)


@settings(max_examples=60)
@given(condition)
def test_bounds_hold_in_every_state(text: str) -> None:
    small = Small([text])
    for checked in small.conditions:
        low, high = small.known.span(checked.tree)
        assert {evaluate(checked.tree, state) for state in small.states} <= set(range(low, high + 1))


@settings(max_examples=60)
@given(condition, condition)
def test_what_is_learnt_leaves_out_no_state(first: str, second: str) -> None:
    small = Small([first, second])
    one, other = small.conditions[0], small.conditions[-1]
    for holds in (True, False):
        known = small.known.copy()
        there = [state for state in small.states if evaluate(one.tree, state) == holds]
        if not known.assume(one.tree, holds):
            assert not there
            continue
        low, high = known.span(other.tree)
        assert {evaluate(other.tree, state) for state in there} <= set(range(low, high + 1))


@settings(max_examples=60)
@given(st.lists(condition, min_size=1, max_size=3))
def test_conditions_of_which_one_always_holds_do_not_all_fail(texts: list[str]) -> None:
    small = Small(texts)
    trees = [checked.tree for checked in small.conditions]
    if not can_all_fail(trees, small.known):
        assert all(any(evaluate(tree, state) for tree in trees) for state in small.states)


def test_plain_proofs_are_found() -> None:
    def never_all_fail(*texts: str) -> bool:
        small = Small(list(texts))
        return not can_all_fail([checked.tree for checked in small.conditions], small.known)

    assert never_all_fail("a > 1", "a <= 1")
    assert never_all_fail("a > b", "b >= a")
    assert never_all_fail("track is road", "track is ice", "track is none")
    assert never_all_fail("wet and a > 1", "not wet", "a < 2")
    assert never_all_fail("told has lane or wet", "not (told has lane) or a > 0", "a <= 0 and not wet")
    assert not never_all_fail("a > 1", "a < 1")
    assert not never_all_fail("wet and a > 1", "not wet")
