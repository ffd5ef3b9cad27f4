"""What a play-test expects is brought up to date where it stands, and nothing else of its file is touched."""

from __future__ import annotations

from typing import Any

import pytest
from desk_story import STORY
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.desk.updating import Updated, updated
from jangmadang.play.playtests import play_test, read_play_test_text
from jangmadang.play.turn import Rules
from jangmadang.story.loading import load_text


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = load_text(STORY)
    assert loaded.story is not None
    return Rules(loaded.story)


def update(rules: Rules, text: str) -> Updated:
    read = read_play_test_text(text, "t.yaml")
    assert read.test is not None, read.problems
    return updated(read.test, play_test(rules, read.test))


def test_only_the_values_change(rules: Rules) -> None:
    before = """\
# My remark.
seed:  7
steps: [ sew,   go ]   # two
expect:
    scene: stove        # there
    state:
      money:   500      # won
      told: [row,
             mina]
      track: "road"
      seam: yes
"""
    new = update(rules, before)
    wanted = before.replace("scene: stove", "scene: yard").replace("  500 ", "  300 ").replace('"road"', "none")
    assert new.text == wanted.replace("[row,\n             mina]", "[mina]")
    assert [(one.line, one.column, one.name, one.was, one.now) for one in new.changes] == [
        (5, 12, "scene", "stove", "yard"),
        (7, 16, "money", "500", "300"),
        (8, 13, "told", "[row, mina]", "[mina]"),
        (10, 14, "track", "road", "none"),
    ]
    assert new.left == ()


def test_a_list_in_lines_keeps_the_remark_below_it(rules: Rules) -> None:
    before = "steps: [go]\nexpect:\n  state:\n    told:\n      - row\n    # below\n    seam: true\n"
    after = update(rules, before).text
    assert after == "steps: [go]\nexpect:\n  state:\n    told:\n      []\n    # below\n    seam: false\n"


def test_other_line_ends_stay(rules: Rules) -> None:
    before = "steps: [go]\r\nexpect:\r\n  scene: stove\r\n  state: {money: 1}\r\n"
    assert update(rules, before).text == before.replace("stove", "yard").replace("money: 1", "money: 500")


def test_another_ending_is_named(rules: Rules) -> None:
    new = update(rules, "steps: [go, call>heard]\nexpect: {ending: stove}\n")
    assert new.text == "steps: [go, call>heard]\nexpect: {ending: end}\n"


def test_where_nothing_ends_any_more_the_scene_is_expected(rules: Rules) -> None:
    new = update(rules, "steps: [go]\nexpect: {ending: end, state: {money: 500}}\n")
    assert new.text == "steps: [go]\nexpect: {scene: yard, state: {money: 500}}\n"
    assert new.changes[0].now == "no ending; scene: yard"
    both = update(rules, "steps: [go]\nexpect: {scene: end, ending: end}\n")
    assert both.text == "steps: [go]\nexpect: {scene: yard, ending: end}\n"
    assert ["ending" in problem.hint for problem in both.left] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "steps: [sew, hop]\nexpect: {scene: end}\n",
        "steps: [go]\nexpect: {text: A cat.}\n",
        "steps: [go]\nexpect: {state: {nobody: 3}}\n",
    ],
)
def test_what_only_the_writer_can_settle_is_left_and_said(rules: Rules, text: str) -> None:
    new = update(rules, text)
    assert new.text == text and new.changes == () and len(new.left) == 1


def test_a_value_that_stands_for_two_is_left(rules: Rules) -> None:
    """Changing what an anchor marks would change the other place too."""
    text = "steps: [&x go, call>heard]\nexpect: {scene: *x}\n"
    new = update(rules, text)
    assert new.text == text and new.changes == ()


VALUES = st.sampled_from(["stove", "yard", "end", "'yard'", '"end"'])
STATE = st.fixed_dictionaries(
    {},
    optional={
        "money": st.sampled_from(["500", "300", "-2"]),
        "told": st.sampled_from(["[]", "[mina]", "[row, mina]", "row"]),
        "track": st.sampled_from(["none", "road"]),
        "seam": st.sampled_from(["true", "no"]),
    },
)


@given(scene=VALUES, state=STATE, flow=st.booleans())
def test_afterwards_it_passes_and_a_second_time_changes_nothing(
    rules: Rules, scene: str, state: dict[str, Any], flow: bool
) -> None:
    if flow:
        inside = ", ".join(f"{name}: {value}" for name, value in state.items())
        text = f"steps: [sew, go] # x\nexpect: {{scene: {scene}, state: {{{inside}}}}} # y\n"
    else:
        inside = "".join(f"    {name}:  {value}  # {name}\n" for name, value in state.items())
        text = f"steps: [sew, go] # x\nexpect:\n  scene: {scene} # y\n" + (f"  state:\n{inside}" if state else "")
    new = update(rules, text)
    assert new.left == ()
    again = update(rules, new.text)
    assert again.changes == () and again.text == new.text
    assert new.text.count("#") == text.count("#")
