"""Other engines get the same story, and the floor in C lives the very lives that ours does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("numpy")

import numpy as np

from benchmarks import generated, translated
from benchmarks.floor import Floor, compiler
from jangmadang.explore.bits import bits
from jangmadang.explore.odds import settled
from jangmadang.explore.search import search
from jangmadang.explore.slicing import sliced
from jangmadang.many.pool import Pool
from jangmadang.many.tables import Tables
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.story.chance import life
from jangmadang.story.loading import load
from jangmadang.story.model import Story


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[generated.Made, Story]:
    """A story of 60 scenes whose numbers go to 15."""
    made = generated.story(60, most=15)
    folder = tmp_path_factory.mktemp("small")
    generated.write(made, folder)
    story = load(folder).story
    assert story is not None
    return made, story


def test_every_language_has_every_choice_effect_and_roll() -> None:
    made = generated.story(60)
    ways = [way for place in made.places.values() for way in place.ways]
    effects = sum(len(way.effects) for way in ways)
    rolls = sum(way.chance is not None for way in ways)
    asked = sum(bool(way.when) for way in ways)
    yarn, bardic = translated.as_yarn(made), translated.as_bardic(made)
    script, promela = "".join(translated.as_choicescript(made).values()), translated.as_promela(made)
    assert yarn.count("\n-> ") == bardic.count("\n+ ") == script.count("#") == len(ways)
    assert yarn.count("to cut($") == bardic.count("max(0, min(100, ") == effects
    assert len(re.findall(r"^    \*set (?!odds)", script, re.M)) == effects
    assert yarn.count("dice(") == bardic.count("roll()") == script.count("*rand") == rolls
    assert len(re.findall(r"^-> .*<<if", yarn, re.M)) == bardic.count("\n+ {") == asked
    assert len(re.findall(r"^  \*if .* #", script, re.M)) == asked
    assert promela.count("  :: d_step {") == len(ways) + rolls


def test_the_floor_lives_the_same_lives(small: tuple[generated.Made, Story], tmp_path: Path) -> None:
    if compiler() is None:
        pytest.skip("no C compiler")
    made, story = small
    t = Tables(Rules(story))
    ends, choices = (np.array(column) for column in Floor(made, tmp_path).lived(5, 0, 3_000))
    for done in Pool(t, 700).walk(5, np.arange(3_000)):
        assert (ends[done.number] == done.scene - t.first_ending).all()
        assert (choices[done.number] == done.turns).all()


def test_a_plain_story_is_lived_by_columns_as_one_by_one(small: tuple[generated.Made, Story]) -> None:
    rules = Rules(small[1])
    t, walker = Tables(rules), Walker(rules)
    for done in Pool(t, 32).walk(3, np.arange(80)):
        for column, number in enumerate(done.number.tolist()):
            walk = walker.walk(life(3, number))
            assert walk.scene == t.ids[done.scene[column]] and walk.choices == done.turns[column]
            assert walk.values == t.rows.values(done.states[:, column])


def test_bits_search_and_odds_agree_on_it(small: tuple[generated.Made, Story]) -> None:
    story = small[1]
    slice_ = sliced(story, texts=False)
    reached = bits(story, slice_, texts=False, narrow=False)
    found = search(Tables(Rules(story)), slice_, 1, 1_000_000, edges=True)
    assert found.complete and len(found.scene) == sum(reached.states.values())
    dense, sparse = settled(reached), settled(found)
    assert dense.endings == pytest.approx(sparse.endings, abs=1e-10)
    assert sum(dense.endings.values()) == pytest.approx(1, abs=1e-10)


@pytest.mark.long
def test_spin_counts_the_same_states(small: tuple[generated.Made, Story], tmp_path: Path) -> None:
    from benchmarks import spin

    if not spin.there():
        pytest.skip("no SPIN, or no C compiler")
    made, story = small
    states, _ = spin.Verifier(made, tmp_path).searched()
    assert states == sum(bits(story, sliced(story, texts=False), texts=False, narrow=False).states.values())


def test_choicescript_is_written_in_files_that_know_each_other() -> None:
    files = translated.as_choicescript(generated.story(1_200))
    assert list(files) == ["startup", "part0", "part1", "part2"]
    assert "*goto_scene part1 " in files["part0"] and "*ending" in files["part2"]
