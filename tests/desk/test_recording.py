"""A playthrough becomes a play-test that comes to the very same place."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_story import STORY
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk.recording import CannotRecord, read_choices, record, steps_of
from jangmadang.play.life import Step
from jangmadang.play.playtests import play_test, read_play_test, read_play_test_text
from jangmadang.play.run import Run
from jangmadang.play.transcript import transcript
from jangmadang.play.turn import Rules
from jangmadang.story import chance
from jangmadang.story.loading import load, load_text

SHIPPED = Path(__file__).parents[2] / "stories"


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = load_text(STORY)
    assert loaded.story is not None
    return Rules(loaded.story)


@pytest.fixture(scope="module")
def three_days() -> Rules:
    loaded = load(SHIPPED / "three-days")
    assert loaded.story is not None
    return Rules(loaded.story)


def lived(rules: Rules, seed: int, *steps: str) -> Run:
    run = Run.start(rules, seed)
    for step in map(Step.parse, steps):
        run.choose(step.choice, step.outcomes)
    return run


def test_it_holds_seed_steps_and_what_is_so_at_the_end(rules: Rules) -> None:
    run = lived(rules, 7, "sew", "go", "call>heard")
    assert record(rules, 7, run.steps) == (
        "# Ends in The end, after 3 choices.\n"
        "seed: 7\nsteps:\n  - sew\n  - go\n  - call>heard\n"
        "expect:\n  ending: end\n  state: {money: 300, trust: 0, risk: 0}\n"
    )


def test_in_mid_story_the_scene_is_expected(rules: Rules) -> None:
    assert "# Stands at The yard, after 1 choice.\n" in record(rules, 1, lived(rules, 1, "go").steps)
    assert "expect:\n  scene: yard\n" in record(rules, 1, lived(rules, 1, "go").steps)


def test_what_fell_is_written_even_where_the_seed_draws_it(rules: Rules) -> None:
    """One roll more, earlier in the story, must not change what falls here."""
    run = lived(rules, 3, "go", "call")
    assert f"  - call>{run.steps[-1].outcomes[0]}\n" in record(rules, 3, run.steps)


def test_the_gentler_wording_is_kept(rules: Rules) -> None:
    assert "gentler: true\n" in record(rules, 1, lived(rules, 1, "go").steps, gentler=True)


def test_an_encounter_is_written_by_its_exit_where_that_comes_to_the_same(three_days: Rules) -> None:
    test = read_play_test(SHIPPED / "three-days" / "tests" / "key.yaml").test
    assert test is not None
    steps = play_test(three_days, test).steps
    text = record(three_days, test.seed or 0, steps)
    assert "- {alley: leave}\n" in text and "- {officer: passed}\n" in text
    assert text.count("\n  - ") < len(steps) + 1


@given(seed=st.integers(0, 2**64 - 1), length=st.integers(0, 60))
@settings(max_examples=12)
def test_any_life_is_lived_again(three_days: Rules, seed: int, length: int) -> None:
    run = Run.start(three_days, seed)
    for n in range(length):
        ways = [choice for choice in run.look().choices if choice.open]
        if not ways:
            break
        run.choose(ways[chance.below(seed, n + 1, len(ways))].id)
    read = read_play_test_text(record(three_days, seed, run.steps))
    assert read.test is not None and read.problems == ()
    again = play_test(three_days, read.test)
    assert again.passed
    assert again.run.look().scene == run.look().scene
    assert [again.run.value(name) for name in run.story.slot_of] == [run.value(name) for name in run.story.slot_of]


def test_a_step_that_cannot_be_taken_is_told(rules: Rules) -> None:
    with pytest.raises(CannotRecord, match="choice 2, hop, cannot be taken"):
        record(rules, 1, [Step("go"), Step("hop")])
    with pytest.raises(CannotRecord, match="facilitator"):
        record(rules, 1, [Step("skip")])


def test_a_saved_life_gives_its_steps(rules: Rules) -> None:
    run = lived(rules, 9, "sew", "go")
    assert steps_of(rules, run.life()) == run.steps


def test_a_life_that_does_not_fit_the_story_gives_none(rules: Rules) -> None:
    changed = load_text(STORY.replace("id: sew", "id: stitch"))
    assert changed.story is not None
    with pytest.raises(CannotRecord, match="Choice 1, sew"):
        steps_of(Rules(changed.story), lived(rules, 9, "sew", "go").life())


def test_a_transcript_is_read_by_its_last_block(rules: Rules, tmp_path: Path) -> None:
    run = lived(rules, 12, "sew", "go", "call>heard")
    path = tmp_path / "played.md"
    path.write_text(transcript("The Quilt", 12, run.steps, run.journal(), run.look().ending))
    read = read_choices(path)
    assert read.test is not None and read.test.seed == 12
    assert play_test(rules, read.test).steps == run.steps


def test_what_is_wrong_in_a_transcript_stands_in_its_line(rules: Rules, tmp_path: Path) -> None:
    path = tmp_path / "played.md"
    path.write_text("# The Quilt\n\nText.\n\n```yaml\nseed: 3\nsteps:\n  - go\n  - hop\n```\n")
    read = read_choices(path)
    assert read.test is not None
    (problem,) = play_test(rules, read.test).problems
    assert (problem.line, problem.column) == (9, 5)


def test_a_choices_file_is_read_and_what_it_expects_is_not_asked(rules: Rules, tmp_path: Path) -> None:
    path = tmp_path / "choices.txt"
    path.write_text("sew  # first\ngo\n")
    read = read_choices(path)
    assert read.test is not None and [step.text() for step in play_test(rules, read.test).steps] == ["sew", "go"]
    path.write_text("steps: [go]\nexpect: {scene: end}\n")
    read = read_choices(path)
    assert read.test is not None and play_test(rules, read.test).passed
    assert read_choices(tmp_path / "none").test is None
