"""What lint says never happens happens in no life: lives at random, in random stories and in those of the game."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk.lint import conditions, locks, reaching
from jangmadang.desk.lint.survey import Survey, survey
from jangmadang.play.moment import CannotChoose, Moment
from jangmadang.play.turn import Rules
from jangmadang.story import shelf
from jangmadang.story.expressions import BOOL, Members, evaluate
from jangmadang.story.expressions.tree import And, Or
from jangmadang.story.loading import Script, load_script, load_script_text

sys.path.append(str(Path(__file__).parents[2] / "play"))
from random_stories import random_story


class Witness:
    """Looks on while a life is lived, and remembers what lint said of the story."""

    def __init__(self, script: Script) -> None:
        self.asked: Survey = survey(script)
        self.rules = Rules(self.asked.story)
        self.conditions = list(
            {id(one.checked): one.checked for one in script.ledger.expressions if one.checked.type == BOOL}.values()
        )
        self.dead_ends = {finding.scene for finding in reaching.RULES[1].find(script)}
        self.parts = [
            (checked.tree, decided)
            for checked in self.conditions
            if isinstance(checked.tree, And | Or) and (decided := _decided(self.asked, checked.tree))
        ]

    def live(self, seed: int, turns: int) -> None:
        rng, moment, seen = random.Random(seed), self.rules.begin(seed), list[str]()
        for _ in range(turns):
            seen.append(moment.scene)
            self.look(moment)
            after = self.go_on(moment, rng)
            if after is None:
                break
            moment = after
        if self.asked.story.scenes[moment.scene].ending is not None:
            assert self.dead_ends.isdisjoint(self.asked.written(name) for name in seen)

    def look(self, moment: Moment) -> None:
        asked = self.asked
        assert moment.scene in asked.reached
        for number, (slot, value) in enumerate(zip(asked.story.slots, moment.values, strict=True)):
            low, high = asked.holding.known.of_slot(number)
            assert low <= value <= high, slot.name
            if isinstance(slot.type, Members):
                assert value & ~asked.holding.known.may[number] == 0, slot.name
            elif number in asked.holding.known.names:
                assert asked.holding.known.names[number] >> value & 1, slot.name
        for checked in self.conditions:
            low, high = asked.span(checked)
            holds = self.rules.world.run(checked)(moment.values)
            assert low <= holds <= high, checked.text

        for tree, decided in self.parts:
            for part in tree.parts:
                holds = evaluate(part, moment.values, self.rules.world)
                assert decided.get(id(part), holds) == holds
                if holds != isinstance(tree, And):
                    break

    def go_on(self, moment: Moment, rng: random.Random) -> Moment | None:
        asked, scene = self.asked, self.asked.story.scenes[moment.scene]
        open_ = [choice for choice in scene.choices if self.rules.is_open(choice, moment.values) and not choice.skip]
        if not open_:
            if scene.ending is None:
                assert locks.may_lock(asked, scene), f"{scene.id} is stuck, and it was proved that it never is"
            return None
        for choice in open_:
            assert (scene.id, choice.id) not in asked.closed_choices
        choice = rng.choice(open_)
        try:
            after = self.rules.choose(moment, choice)
        except CannotChoose:
            return None
        fell = asked.closed_outcomes.get((scene.id, choice.id), {})
        assert not any(after.drew[:n] in fell for n in range(1, len(after.drew) + 1))
        assert asked.closed_storylets.isdisjoint(after.drew)
        return after


def _decided(asked: Survey, tree: And | Or) -> dict[int, int]:
    """The parts that are said to come out alike wherever they are asked, by the object's id."""
    found = conditions._decided(asked.holding.known, tree, None)
    return {id(node): int(holds) for _, holds, node in found if node is not tree}


def known(name: str) -> Script:
    found = shelf.find(name)
    assert found is not None
    return load_script(found)


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_no_life_of_a_random_story_does_what_is_said_to_be_impossible(seed: int) -> None:
    script = load_script_text(random_story(seed))
    assert script.story is not None
    witness = Witness(script)
    for life in range(3):
        witness.live(life, 25)


@pytest.mark.parametrize("name", ["hundred", "three-days"])
def test_no_life_of_a_story_of_the_game_does_either(name: str) -> None:
    witness = Witness(known(name))
    witness.live(1, 40)
    witness.live(2, 40)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(300))
def test_not_in_many_lives_either(seed: int) -> None:
    script = load_script_text(random_story(seed))
    witness = Witness(script)
    for life in range(20):
        witness.live(life, 60)
