"""A box moves sets of states as play moves each of them."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numpy")
sys.path.insert(0, str(Path(__file__).parent))

from boxed_stories import boxed_story

from jangmadang.explore.boxes import Box, tree_of
from jangmadang.explore.moves import Moves
from jangmadang.explore.slicing import outcomes, sliced
from jangmadang.play.effects import UnderWay
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text
from jangmadang.story.model import Group, Story


def _box(seed: int) -> tuple[Story, Box]:
    story = load_text(boxed_story(seed)).story
    assert story is not None
    slice_ = sliced(story)
    numbers = [n for n in slice_.slots if story.slots[n].high < 64]
    return story, Box(story, tuple(numbers[:9]), slice_.caps)


def _state(story: Story, box: Box, number: int) -> list[int]:
    state = [slot.start for slot in story.slots]
    for slot, value in zip(box.slots, box.values(number), strict=True):
        state[slot] = value
    return state


def _effects(story: Story) -> list[tuple[Group, ...]]:
    found = [scene.effects for scene in story.scenes.values()]
    for scene in story.scenes.values():
        for choice in scene.choices:
            found += [choice.effects, *(outcome.effects for outcome in outcomes(choice.chance))]
    return [groups for groups in found if groups]


@settings(max_examples=12)
@given(st.integers(0, 10**6))
def test_effects_move_each_state_where_play_does(seed: int) -> None:
    story, box = _box(seed)
    rules, rng = Rules(story), random.Random(seed)
    numbers = [rng.randrange(box.size) for _ in range(6)]
    for groups in _effects(story):
        moves, jumps = Moves(box).changed(groups), Moves(box).jumps(groups)
        for number in numbers:
            state = _state(story, box, number)
            rules.effects.apply(UnderWay(state, rules.teller), groups)
            members, at = 1 << number, number
            for move in moves:
                members = move(members)
            for jump in jumps:
                at += int(jump[at])
            assert members == 1 << at and at == box.number(state)


@settings(max_examples=12)
@given(st.integers(0, 10**6))
def test_conditions_hold_where_play_says(seed: int) -> None:
    story, box = _box(seed)
    rules, rng = Rules(story), random.Random(seed)
    for scene in story.scenes.values():
        for choice in scene.choices:
            if choice.when is not None and choice.when.reads <= set(box.slots):
                mask = box.mask(tree_of(choice.when))
                for number in (rng.randrange(box.size) for _ in range(8)):
                    assert mask >> number & 1 == rules.world.run(choice.when)(_state(story, box, number))


@settings(max_examples=25)
@given(st.integers(1, 6), st.integers(1, 9), st.integers(1, 4), st.integers(-12, 12), st.data())
def test_adding_folds_what_meets_a_bound_onto_it(a: int, b: int, c: int, by: int, data: st.DataObject) -> None:
    story = load_text(
        "jangmadang: 1\nid: x\ntitle: X\nstart: s\nstate:\n"
        + "".join(f"  {name}: {{start: 0, min: 0, max: {high}}}\n" for name, high in (("a", a), ("b", b), ("c", c)))
        + f"scenes: {{s: {{text: S., effects: {{b: {by:+}}}, ending: {{title: S}}}}}}\n"
    ).story
    assert story is not None
    box = Box(story, tuple(story.slot_of[name] for name in "abc"), {})
    members = data.draw(st.integers(0, box.full))
    moved = members
    for move in Moves(box).changed(story.scenes["s"].effects):
        moved = move(moved)
    expected = 0
    for number in range(box.size):
        if members >> number & 1:
            x, y, z = box.values(number)
            state = [0] * len(story.slots)
            for slot, value in zip(box.slots, (x, min(b, max(0, y + by)), z), strict=True):
                state[slot] = value
            expected |= 1 << box.number(state)
    assert moved == expected


def test_a_set_can_be_laid_out_and_taken_up_again() -> None:
    _, box = _box(3)
    members = random.Random(1).getrandbits(box.size)
    assert box.set_of(box.array_of(members)) == members
    smaller = Box(load_text(boxed_story(3)).story, box.slots[1:], {})  # type: ignore[arg-type]
    numbers = {int(box.numbers_in(smaller)[n]) for n in range(box.size) if members >> n & 1}
    assert box.narrowed(smaller)(members) == sum(1 << n for n in numbers)
