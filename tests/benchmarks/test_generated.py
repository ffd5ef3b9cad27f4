"""Generated stories are right, whole and the same each time, so that figures of two days can be compared."""

from __future__ import annotations

from pathlib import Path

from benchmarks import generated
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.story.loading import load


def test_a_generated_story_has_no_problems_and_ends_from_anywhere(tmp_path: Path) -> None:
    generated.write(generated.story(700), tmp_path)
    assert len(list(tmp_path.glob("part_*.yaml"))) == 2
    loaded = load(tmp_path)
    assert loaded.story is not None and not loaded.problems
    assert len(loaded.story.scenes) == 700 + generated.ENDINGS
    walker = Walker(Rules(loaded.story))
    walks = [walker.walk(seed) for seed in range(30)]
    assert all(walk.ended for walk in walks)
    assert 25 < sum(walk.choices for walk in walks) / len(walks) < 50


def test_the_same_size_and_seed_give_the_same_story() -> None:
    assert generated.as_ink(generated.story(40)) == generated.as_ink(generated.story(40))
    assert generated.as_ink(generated.story(40)) != generated.as_ink(generated.story(40, seed=2))


def test_both_languages_hold_the_same_choices() -> None:
    made = generated.story(60)
    ours, ink = "".join(generated.as_yaml(made).values()), generated.as_ink(made)
    ways = [way for place in made.places.values() for way in place.ways]
    assert ours.count("        id: way_") == ink.count("\n+ ") == len(ways) == 180
    assert ours.count("        chance:") == ink.count("RANDOM(") == sum(way.chance is not None for way in ways)
    assert ours.count("        when: ") == ink.count("\n+ {") == sum(bool(way.when) for way in ways)
    assert ink.count("MAX(0, MIN(100, ") == sum(len(way.effects) for way in ways)
