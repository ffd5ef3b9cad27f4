"""Fixing: what has one way out is mended as its page says, no other line changes, and nothing new is wrong."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk import lint
from jangmadang.desk.lint.finding import Edit, Finding, Rule
from jangmadang.desk.lint.fixing import mended
from jangmadang.desk.lint.kinds import MENDABLE
from jangmadang.desk.lint.mends import MENDS as MENDS_BY_CODE
from jangmadang.desk.lint.rewriting import rewrite
from jangmadang.story.loading import Script, load_script_text
from jangmadang.story.problems import errors

PAGES = Path(__file__).parents[3] / "docs" / "problems"
BLOCK = re.compile(r"^```yaml (broken|mended)\n(.*?)^```$", re.M | re.S)

STORY = """\
jangmadang: 1
id: row
title: The row
start: stove
state: {track: {start: none, one_of: [none, queue, road]}, sewn: false, track_seen: false}
scenes:
  stove:
    title: The stove
    text: The stove is cold.
    choices:
      - text: Go out
        when: sewn
        locked: Not now.
        effects: {money: +5, sewn: true}
        goto: drain
      - text: Wait
        id: wait
        goto: drain
  drain:
    text: White along both banks.
    ending: {title: The drain}
"""

MENDS = {
    "number-commas": ("money: +5", "money: +3,000", "money: +3000"),
    "and-and": ("when: sewn", "when: sewn&&!track_seen", "when: sewn and not track_seen"),
    "or": ("when: sewn", "when: sewn || track_seen", "when: sewn or track_seen"),
    "single-equals": ("when: sewn", "when: day=3", "when: day==3"),
    "is": ("when: sewn", "when: track == road", "when: track is road"),
    "is not": ("when: sewn", "when: track!=road", "when: track is not road"),
    "two steps": ("when: sewn", "when: track = road", "when: track is road"),
    "curly-quotes": ("when: sewn", "when: track is “road”", "when: track is road"),
    "quoted-name": ("when: sewn", "when: track is 'road'", "when: track is road"),
    "full-width": ("when: sewn", "when: day ＞ １０", "when: day > 10"),
    "order": ("when: sewn", "when: day => 2", "when: day >= 2"),
    "typographic": ("when: sewn", "when: day ≥ 2 and day ≤ 9", "when: day >= 2 and day <= 9"),
    "noughts": ("when: sewn", "when: day > 007", "when: day > 7"),
    "True": ("sewn: true", "sewn: True", "sewn: true"),
    "yes": ("sewn: true", "sewn: yes", "sewn: true"),
    "yaml-tag": ("when: sewn", "when: !sewn", "when: not sewn"),
    "missing-space": ("title: The stove", "title:The stove", "title: The stove"),
    "wide colon": ("title: The stove", "title：The stove", "title: The stove"),
    "odd-space": ("title: The stove", "title\u00a0: The stove", "title: The stove"),
    "odd-space before": ("    title: The stove", "  \u00a0\u00a0title: The stove", "    title: The stove"),
    "quoted key": ("title: The stove", "“title”: The stove", "title: The stove"),
    "leading-sign": ("text: The stove", "text: *The* stove", "text: |\n      *The* stove"),
    "quotes": ("text: The stove", 'text: "The stove," she says,', 'text: |\n      "The stove," she says,'),
    "colon-in-prose": ("text: The stove is", "text: The stove: it is", "text: |\n      The stove: it is"),
    "text-beside-bar": ("text: The stove", "text: | The stove", "text: |\n      The stove"),
    "curly-yaml-quotes": ("text: The stove", "text: “Well: the stove", "text: |\n      “Well: the stove"),
}
"""What stands in the story, the slip in its place, and what becomes of that."""

LEFT = {
    "which name is anybody's guess": ("goto: drain", "goto: drian"),
    "a flag is asked in two ways": ("when: sewn", "when: sewn == true"),
    "a set or a number": ("effects: {money: +5", "effects: {money: 5"),
    "halves round up or down": ("money: +5", "money: +5 / 2"),
    "a comment or a text": ("The stove is cold.", "Stall #31 is cold."),
    "two mends": ("The stove is cold.", "Stall: the #31 # is cold."),
    "the quote never closes": ("The stove is cold.", '"The stove is cold.'),
    "goes on below": ("The stove is cold.", "The stove: it is\n      cold."),
    "a list or a dash": ("The stove is cold.", "- The stove is cold."),
    "a letter in quotes": ("The stove is cold.", '"The stove\\n," she says.'),
}


def after(text: str) -> str:
    """The text once all is mended that can be."""
    (source,) = mended(load_script_text(text)).script.sources
    return source.text


@pytest.mark.parametrize("name", MENDS)
def test_what_has_one_way_out_takes_it(name: str) -> None:
    right, wrong, mend = MENDS[name]
    assert STORY.count(right) >= 1
    broken = STORY.replace(right, wrong, 1)
    done = mended(load_script_text(broken))
    assert done.texts == {"story.yaml": (broken, STORY.replace(right, mend, 1))}
    assert done.fixed and errors(done.script.problems) == []


def test_the_codes_that_may_be_mended_are_told_once() -> None:
    assert frozenset(MENDS_BY_CODE) == MENDABLE


@pytest.mark.parametrize("name", LEFT)
def test_what_a_writer_must_decide_stays(name: str) -> None:
    right, wrong = LEFT[name]
    broken = STORY.replace(right, wrong, 1)
    assert broken != STORY and load_script_text(broken).problems
    assert mended(load_script_text(broken)).texts == {}


def test_the_last_line_ends_as_the_others_do() -> None:
    broken = "scenes:\r\n  gate:\r\n    text: *Now* they"
    assert after(broken) == "scenes:\r\n  gate:\r\n    text: |\r\n      *Now* they"


def test_tabs_that_indent_become_steps() -> None:
    tabbed = "".join(re.sub("^ +", lambda found: "\t" * (len(found[0]) // 2), line) for line in STORY.splitlines(True))
    assert "\t\ttext" in tabbed and after(tabbed) == STORY


def test_a_tab_whose_width_is_a_guess_stays() -> None:
    broken = STORY.replace("    title: The stove", "\ttitle: The stove")
    assert after(broken) == broken


def test_a_tab_that_would_become_another_level_stays() -> None:
    """Two spaces for this tab would make `ending` a scene."""
    broken = STORY.replace("    ending: {title: The drain}", "\tending: {title: The drain}")
    assert after(broken) == broken


def test_a_broken_neighbour_does_not_keep_a_mend_away() -> None:
    broken = STORY.replace("when: sewn", "when: sewn && day > 2").replace("goto: drain", "goto: drian", 1)
    assert after(broken) == broken.replace("&&", "and")


@pytest.mark.parametrize(
    "code", [path.stem for path in sorted(PAGES.glob("*.md")) if "yaml broken" in path.read_text("utf-8")]
)
def test_an_example_is_mended_as_its_page_says_or_not_at_all(code: str) -> None:
    blocks = dict(BLOCK.findall((PAGES / f"{code}.md").read_text(encoding="utf-8")))
    assert after(blocks["broken"]) in blocks.values()


# ---- laws -----------------------------------------------------------------------------------------------------------
SLIPS = sorted(name for name, (right, _, _) in MENDS.items() if "\n" not in right)


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def told(script: Script) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.message) for problem in script.problems)


@settings(max_examples=60)
@given(st.sets(st.sampled_from(SLIPS), min_size=1, max_size=5), st.booleans(), st.sampled_from(sorted(LEFT)))
def test_no_other_line_changes_and_nothing_new_is_wrong(slips: set[str], windows: bool, left: str) -> None:
    text = STORY
    for right, wrong, _ in [*(MENDS[name] for name in sorted(slips)), (*LEFT[left], "")]:
        if text.count(right) >= 1:
            text = text.replace(right, wrong, 1)
    text = text.replace("\n", "\r\n") if windows else text
    script = load_script_text(text)
    done = mended(script)
    (source,) = done.script.sources
    right = set(lines(STORY)) & set(lines(text))
    assert [line for line in lines(source.text) if line in right] == [line for line in lines(text) if line in right]
    if all(s.tree is not None for s in script.sources):
        assert not told(done.script) - told(script)
    assert ("\r\n" in source.text) == windows and not (windows and re.search("(?<!\r)\n", source.text))
    assert mended(done.script).texts == {}


@pytest.mark.parametrize("name", ["three-days"])
def test_a_story_without_slips_is_left_alone(name: str) -> None:
    from jangmadang.story import shelf
    from jangmadang.story.loading import load_script

    assert mended(load_script(shelf.shipped()[name])).texts == {}


# ---- what a rule would mend -----------------------------------------------------------------------------------------
def _word(word: str, text: str) -> Rule:
    """A rule that finds a word and would write another."""

    def find(script: Script) -> list[Finding]:
        (source,) = script.sources
        at = source.text.find(word)
        fix = (Edit(source, at, at + len(word), text),)
        where = (((source,), "scenes"), "stove")
        return [Finding((where, "text"), f"it is {word}", scene="stove", fix=fix)] if at >= 0 else []

    return Rule("cold-word", find)


def test_a_rule_can_bring_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "rules", lambda: (_word("cold", "warm"),))
    assert after(STORY) == STORY.replace("cold", "warm")


@pytest.mark.parametrize("text", ["cold cold", "{gone}", "warm: now", "warm # now"])
def test_a_rules_mend_that_makes_something_wrong_is_not_kept(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(lint, "rules", lambda: (_word("cold", text),))
    assert after(STORY) == STORY


def test_a_mend_that_does_not_help_keeps_no_other_away(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"The row": "A row", "cold": "{gone}", "Go out": "Go", "along": "{", "banks": "shores"}
    monkeypatch.setattr(lint, "rules", lambda: tuple(_word(*pair) for pair in words.items()))
    mended_story = STORY.replace("The row", "A row").replace("Go out", "Go").replace("banks", "shores")
    assert after(STORY) == mended_story


def test_what_is_allowed_is_not_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "rules", lambda: (_word("cold", "warm"),))
    allowed = STORY.replace("  stove:\n", "  stove:\n    allow: {cold-word: it is February}\n", 1)
    assert after(allowed) == allowed


# ---- files ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_keeps_its_mark_its_line_ends_and_its_rights(tmp_path: Path, mark: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(f"{mark}one\r\ntwo\r\n".encode())
    file.chmod(0o640)
    assert rewrite(str(file), "one\r\ntwo\r\n", "one\r\n2\r\n") == ""
    assert file.read_bytes() == f"{mark}one\r\n2\r\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize("there", [b"one\nthree\n", b"", b"one\ntwo\n\xff"])
def test_what_was_typed_meanwhile_is_not_lost(tmp_path: Path, there: bytes) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(there)
    assert rewrite(str(file), "one\ntwo\n", "one\n2\n") == "it has changed meanwhile"
    assert file.read_bytes() == there


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text("one\n")
    link.symlink_to(file)
    assert rewrite(str(link), "one\n", "two\n") == ""
    assert link.is_symlink() and file.read_text() == "two\n"


def test_a_file_that_is_gone_is_told_of(tmp_path: Path) -> None:
    assert rewrite(str(tmp_path / "a.yaml"), "one\n", "two\n") == "No such file or directory"
