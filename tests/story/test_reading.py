"""Reading a story file: plain text with places, every slip said where it stands, and no bytes that break it."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jangmadang.story import reading
from jangmadang.story.reading import Source, read_file, read_text

ROOT = Path(__file__).parents[2]
STOVE = """\
# a comment
scenes:
  stove:
    title: The cold stove
    text:
      - |
        Your mother counts the quilt
        with her thumb.
      - when: mina.trust >= 40
        text: Mi-na has left a twist of cornmeal.
    choices:
      - {id: own_seam, goto: drain, effects: {mother.trust: +5}}
"""


def found(text: str | bytes) -> list[tuple[int, int, str]]:
    return [(p.line, p.column, p.code) for p in read_text(text, "story.yaml").problems]


def at(source: Source, *path: str | int, on: Any = "value") -> tuple[int, int]:
    place = source.place(path, on=on)
    return place.line, place.column


# The tree


def test_every_scalar_is_the_text_that_was_written() -> None:
    source = read_text("a: no\nb: 1:30\nc: 012\nd: ~\ne: 2009-11-28\nf: [yes, 1_000]\ng: ''\n", "s.yaml")
    assert source.problems == []
    assert source.tree == {
        "a": "no", "b": "1:30", "c": "012", "d": "~", "e": "2009-11-28", "f": ["yes", "1_000"], "g": "",
    }  # fmt: skip


def test_an_empty_file_has_no_tree_and_no_problem() -> None:
    for text in ("", "\n\n", "# only a comment\n", "---\n", "\ufeff"):
        source = read_text(text, "s.yaml")
        assert (source.tree, source.problems) == (None, [])


def test_a_byte_order_mark_moves_nothing() -> None:
    source = read_text(b"\xef\xbb\xbfa: b\n", "s.yaml")
    assert (source.tree, source.problems, at(source, "a", on="key")) == ({"a": "b"}, [], (1, 1))


@pytest.mark.parametrize("path", sorted((ROOT / "stories").rglob("*.yaml")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_stories_read_as_any_yaml_reader_reads_them(path: Path) -> None:
    source = read_file(path, path.name)
    assert [p.text() for p in source.problems if p.severity == "error"] == []
    assert source.tree == yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


def test_the_collector_is_left_as_it_was() -> None:
    read_text(STOVE, "s.yaml")
    assert gc.isenabled()


# Places


def test_places_of_keys_values_and_items() -> None:
    source = read_text(STOVE, "s.yaml")
    assert source.problems == []
    assert at(source) == (2, 1)
    assert at(source, "scenes", on="key") == (2, 1)
    assert at(source, "scenes", "stove", "title") == (4, 12)
    assert at(source, "scenes", "stove", "text", 0) == (6, 9)
    assert at(source, "scenes", "stove", "text", 1, "when", on="key") == (9, 9)
    assert at(source, "scenes", "stove", "text", 1, "text") == (10, 15)
    assert at(source, "scenes", "stove", "choices", 0, "effects", "mother.trust") == (12, 61)


def test_a_path_beyond_what_was_written_stops_at_the_last_written_key() -> None:
    source = read_text(STOVE, "s.yaml")
    assert at(source, "scenes", "stove", "goto") == (3, 3)
    assert at(source, "scenes", "stove", "choices", 0, "cost", "money") == (12, 9)
    assert at(source, "scenes", "stove", "title", "x", 3) == (4, 5)
    assert at(source, "scenes", "stove", "text", 9) == (5, 5)
    assert at(source, "nothing") == (2, 1)


def test_lines_are_counted_as_editors_count_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        source = read_text(end.join(["a: 1", "", "b:", "  - 한: 2", "    c: x"]), "s.yaml")
        assert at(source, "b", 0, "c") == (5, 8)


def test_a_problem_underlines_the_whole_word() -> None:
    problem = read_text(STOVE, "s.yaml").problem("unknown-scene", ("scenes", "stove", "choices", 0, "goto"), "no")
    assert (problem.line, problem.column, problem.length) == (12, 30, 5)
    assert problem.text().splitlines()[1:] == [
        "          - {id: own_seam, goto: drain, effects: {mother.trust: +5}}",
        "                                 ^^^^^",
    ]


def test_a_copy_leads_to_where_it_was_written() -> None:
    text = "a: &a {b: 1, c: 2}\nd:\n  <<: *a\n  c: 3\ne: [*a]\nf: {<<: [{b: 9}, *a]}\n"
    source = read_text(text, "s.yaml")
    assert source.problems == []
    assert source.tree["d"] == {"c": "3", "b": "1"}  # type: ignore[index,call-overload]
    assert source.tree["f"] == {"b": "9", "c": "2"}  # type: ignore[index,call-overload]
    assert at(source, "d", "b", on="key") == (1, 8)
    assert at(source, "d", "c") == (4, 6)
    assert at(source, "e", 0, "b") == (1, 11)
    assert at(source, "e", 0) == (5, 5)
    assert at(source, "f", "c") == (1, 17)
    assert at(source, "f", "b") == (6, 14)


STYLES = {
    "plain": "a: risk > 3 and\n  day < 4\n",
    "single": "a: 'risk > 3 and\n\n  it''s < 4'\n",
    "double": 'a: "risk \\u003e 3\\tand \\\n   day < 4"\n',
    "literal": "a: |\n  risk > 3\n\n    and day\n  < 4\n",
    "folded": "a:\n  - 1\nb: >-\n  risk > 3\n  and day\n\n  < 4\n",
    "indented": "a: |2+ # why\n    risk > 3\n  and < 4\n\n",
    "anchored": "a: &x !y risk > 3 < 4\nb: *x\n",
}


@pytest.mark.parametrize("style", STYLES)
def test_an_offset_in_a_scalar_leads_back_to_its_letter(style: str) -> None:
    text = STYLES[style]
    source = read_text(text, "s.yaml")
    key = "b" if style == "folded" else "a"
    value = source.tree[key]  # type: ignore[index,call-overload]
    for offset, letter in enumerate(value):
        problem = source.problem("x", (key,), "", offset=offset)
        written = text.splitlines()[problem.line - 1][problem.column - 1 : problem.column + 5]
        if not letter.isspace():
            assert written.startswith(letter) or written.startswith("\\u003e"), (offset, letter, written)


def test_an_offset_at_the_end_of_a_value_stands_after_its_last_letter() -> None:
    source = read_text("a: |\n  risk >\n\nb: 'x  '\n", "s.yaml")
    assert source.problem("x", ("a",), "", offset=7).column == 9
    assert source.problem("x", ("a",), "", offset=4).column == 7
    assert source.problem("x", ("b",), "", offset=3).column == 8


# Slips

SLIPS: list[tuple[str, list[tuple[int, int, str]]]] = [
    ("text: She said: go\n", [(1, 15, "colon-in-prose")]),
    ("text: She turned\n  and said: go\nb: c\n", [(2, 11, "colon-in-prose")]),
    ("a:\n  - {text: She said: go}\n", [(2, 20, "colon-in-prose")]),
    ("effects: money: +5\n", [(1, 15, "colon-in-prose")]),
    ("text: “Now: go,” she said\n", [(1, 11, "curly-yaml-quotes")]),
    ("“text”: now\n", [(1, 1, "curly-yaml-quotes")]),
    ("text: *strong* word\n", [(1, 7, "leading-sign")]),
    ("text: *strong word\n", [(1, 7, "leading-sign")]),
    ("text: *strong\n", [(1, 7, "leading-sign")]),
    ("text:\n  - *strong* word\n", [(2, 5, "leading-sign")]),
    ("text: {mina} has left\n", [(1, 7, "leading-sign")]),
    ("text: {mina}\n", [(1, 7, "leading-sign")]),
    ("text: [gye](gye) is due\n", [(1, 7, "leading-sign")]),
    ("text: @mina\n", [(1, 7, "leading-sign")]),
    ("text: `no`\n", [(1, 7, "leading-sign")]),
    ("text: %d\n", [(1, 7, "leading-sign")]),
    ("text: & so\n", [(1, 7, "leading-sign")]),
    ("text: &c and so\n", [(1, 7, "leading-sign")]),
    ("text: - She left\n", [(1, 7, "leading-sign")]),
    ("when: > 3\n", [(1, 7, "leading-sign")]),
    ('text: "Count it," says Mother\n', [(1, 7, "leading-sign")]),
    ("text: 'tis cold\nb: c\n", [(1, 7, "leading-sign")]),
    ("%d won: x\n", [(1, 1, "leading-sign")]),
    ("text: | She left\n", [(1, 9, "text-beside-bar")]),
    ("when: !paid\n", [(1, 7, "yaml-tag")]),
    ("when: ! paid\n", [(1, 7, "yaml-tag")]),
    ("text: !Look\n", [(1, 7, "yaml-tag")]),
    ("a: !!int 3\nb: !x {c: d}\n!y e: f\n", [(1, 4, "yaml-tag"), (2, 4, "yaml-tag"), (3, 1, "yaml-tag")]),
    ("when: !a!b c\n", [(1, 7, "yaml-tag")]),
    ("{role: dried fish, the corner, and more}\n", [(1, 18, "torn-braces")]),
    ("{role: dried fish, the corner, name: Om, the old}\n", [(1, 18, "torn-braces"), (1, 40, "torn-braces")]),
    ("{money: 600,000}\n", [(1, 12, "torn-braces")]),
    ("{money: min(a, b)}\n", [(1, 14, "torn-expression")]),
    ("a: [min(a, b), c]\n", [(1, 5, "torn-expression")]),
    ("{money: +5, own_seam}\n", [(1, 13, "empty-value")]),
    ("a:\nb: |\nc: #x\nd:\n  -\n  - x\n: y\n", [(1, 1, "empty-value"), (2, 1, "empty-value"), (3, 1, "empty-value"),
                                              (5, 3, "empty-value"), (7, 1, "empty-value")]),
    ("when: risk > 3 # high\n", [(1, 16, "comment-after-text")]),
    ("text:\n  - stall #31\n", [(2, 11, "comment-after-text")]),
    ("a: {when: risk > 3, # high\n  text: x}\n", []),
    ("a: {x: 1, when: risk # high\n  }\n", [(1, 22, "comment-after-text")]),
    ("text: She said\n  stall #31 is hers\n  and left\n", [(2, 9, "comment-after-text")]),
    ("hours: 4 # of noon\ntrack: {a: b}  # note\n# when: x # y\ntext: |  # z\n  stall #31\nhint: a#b\n", []),
    ('text: "Two words"\ntitle: "One"\nid: "a b"\n', [(1, 7, "quoted-text")]),
    ('a: {when: "risk > 3", odds: "clamp(risk, 5, 95)"}\n', []),
    ("a:\n\tb: c\n\td: e\n", [(2, 1, "tab"), (3, 1, "tab")]),
    ("text: |\n  a\n  \tb\nc:\td\n", []),
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\nb: 3\n", [(2, 1, "merge-conflict"), (7, 1, "duplicate-key")]),
    ("a: 1\nb: 1\n>>>>>>> x\n", [(3, 1, "merge-conflict")]),
    ("a: 1\n'a': 2\nb: {c: 1, c: 2}\n", [(2, 1, "duplicate-key"), (3, 11, "duplicate-key")]),
    ("{a: b}: c\n[d]: e\n", [(1, 1, "key-not-text"), (2, 1, "key-not-text")]),
    ("a: b\n---\nc: d\n", [(2, 1, "several-documents")]),
    ("a: b\n...\nc: d\n", [(3, 1, "several-documents")]),
    ("a: *b\n", [(1, 4, "unknown-anchor")]),
    ("a: &a [*a]\n", [(1, 8, "unknown-anchor")]),
    ("<<: [a]\n", [(1, 1, "merge-key")]),
    ("a: {b: c\nd: e\n", [(1, 4, "unclosed-braces")]),
    ("a:\n  b: c\n d: e\n", [(3, 2, "indentation")]),
    ("a: b\n c: d\n", [(2, 2, "indentation")]),
    ("a: b\nShe left\nc: d\n", [(2, 1, "missing-colon")]),
    ("a：b\nc: d\n", [(1, 1, "missing-colon")]),
    ("title:Gate\ngoto: noon\n", [(1, 6, "missing-space")]),
    ("\u00a0a: b\n", [(1, 1, "odd-space")]),
    ("a: {b: c,, d: e}\n", [(1, 10, "yaml-syntax")]),
    ('a: "\\q"\n', [(1, 5, "yaml-syntax")]),
    ("a: x\0y\nb: \x1b[2J\n", [(1, 5, "control-character"), (2, 4, "control-character")]),
    ('a: "\\0"\n', [(1, 4, "control-character")]),
    ("a: \u2028b\n", [(1, 4, "control-character")]),
    ("a: \ud800\n", [(1, 4, "control-character")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SLIPS, ids=[repr(text)[1:40] for text, _ in SLIPS])
def test_a_slip_is_said_where_it_stands(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert found(text) == expected


# libyaml is stricter about directives, the other about tabs
ONLY_LIBYAML = ("%d won", "text: |\n  a\n  \tb")
SHARED = [(text, expected) for text, expected in SLIPS if not text.startswith(ONLY_LIBYAML)]


@pytest.mark.parametrize(("text", "expected"), SHARED, ids=[repr(text)[1:40] for text, _ in SHARED])
def test_the_reader_without_libyaml_says_the_same(
    text: str, expected: list[tuple[int, int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.tree, "LOADER", yaml.SafeLoader)
    assert found(text) == expected


def test_all_slips_of_a_file_come_out_in_one_run() -> None:
    text = """\
text: She said: go
title: @mina
hint: {om} left
a: 1
a: 2
b:
when: !paid
c: {role: dried fish, the corner}
locked: stall #31
"""
    assert found(text) == [
        (1, 15, "colon-in-prose"),
        (2, 8, "leading-sign"),
        (3, 7, "leading-sign"),
        (5, 1, "duplicate-key"),
        (6, 1, "empty-value"),
        (7, 7, "yaml-tag"),
        (8, 21, "torn-braces"),
        (9, 15, "comment-after-text"),
    ]


def test_what_was_meant_is_kept_for_later_checks() -> None:
    source = read_text("text: {om} said: go\nwhen: !paid\nc: {role: dried fish, the corner}\n", "s.yaml")
    assert source.tree == {
        "text": "{om} said: go",
        "when": "not paid",
        "c": {"role": "dried fish, the corner"},
    }
    assert source.problem("x", ("text",), "", offset=11).column == 18


def test_help_says_what_to_write() -> None:
    def words(text: str) -> str:
        return read_text(text, "s.yaml").problems[0].text()

    assert words("when: !paid\n").startswith("s.yaml:1:7: yaml-tag: ")
    assert "write `not paid`" in words("when: !paid\n")
    assert "put the text after | on its own lines" in words("text: She said: go\n")
    assert "the comma ended `role`" in words("{role: dried fish, the corner}\n")
    assert "600000" in words("{money: 600,000}\n")
    assert "the first is in line 1" in words("a: 1\nb: 2\na: 3\n")
    assert 'did you mean "neighbour"?' in words("a: &neighbour {x: y}\nb: *neighbor\n")
    assert "UTF-16" in words("a: b\n".encode("utf-16"))


def test_only_warnings_are_warnings() -> None:
    source = read_text('text: "Two words"\nwhen: a # b\nhint:\n', "s.yaml")
    assert [p.severity for p in source.problems] == ["warning", "warning", "error"]


# Limits


def test_copies_of_copies_are_refused_before_they_unfold() -> None:
    lines = ["a: &a [" + ", ".join(["x"] * 9) + "]"]
    for before, name in zip("abcdefghij", "bcdefghijk", strict=True):
        lines.append(f"{name}: &{name} [" + ", ".join([f"*{before}"] * 9) + "]")
    source = read_text("\n".join(lines), "s.yaml")
    assert [p.code for p in source.problems] == ["too-many-copies"]
    assert source.tree is None


def test_copies_of_much_text_are_refused() -> None:
    text = "a: &a " + "x" * 1_000_000 + "\nb: [" + "*a, " * 60 + "*a]\n"
    assert [p.code for p in read_text(text, "s.yaml").problems] == ["too-many-copies"]


def test_copies_cannot_be_stacked_beyond_the_depth_either() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 60)]
    assert [p.code for p in read_text("\n".join(lines), "s.yaml").problems] == ["nested-too-deep"]


DEEP = {"lists": "[" * 51 + "]" * 51, "items": "- " * 60 + "x", "groups": "{a: " * 51 + "}" * 51, "keys": "? " * 60}
DEEP["signs"] = "[" * 100_000


@pytest.mark.parametrize("text", DEEP.values(), ids=list(DEEP))
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested-too-deep" in [p.code for p in read_text(text, "s.yaml").problems]


def test_fifty_deep_is_allowed() -> None:
    assert found("[" * 50 + "x" + "]" * 50) == []


def test_long_keys_and_giant_numbers_are_refused() -> None:
    assert found("k" * 200 + ": x\n") == []
    assert found("k" * 201 + ": x\n") == [(1, 1, "key-too-long")]
    assert found("k" * 2000 + ": x\n") == [(1, 1, "key-too-long")]
    assert found("a: " + "1" * 30 + "\n") == []
    assert found("a: " + "1" * 31 + "\n") == [(1, 4, "giant-number")]
    assert found("a: [+" + "1" * 31 + ", 'x" + "1" * 40 + "']\n") == [(1, 5, "giant-number")]


def test_a_flood_of_problems_ends() -> None:
    problems = read_text("a:\n" * 5000, "s.yaml").problems
    assert len(problems) == 1001
    assert "too-many-problems" in [p.code for p in problems]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    assert found(b"a: b\nc: \xec\x9e\xa5 \xff d\n") == [(2, 6, "not-utf8")]
    assert read_text(b"a: \xff d\n", "s.yaml").tree is None


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert [p.code for p in read_file(tmp_path / "none.yaml", "none.yaml").problems] == ["unreadable-file"]
    assert [p.code for p in read_file(tmp_path, "folder").problems] == ["unreadable-file"]
    large = tmp_path / "large.yaml"
    large.write_bytes(b"# " + b"x" * reading.LARGEST)
    source = read_file(large, "large.yaml")
    assert [(p.file, p.code) for p in source.problems] == [("large.yaml", "file-too-large")]
    large.write_bytes(b"a: b\n")
    assert read_file(large, "large.yaml").tree == {"a": "b"}


# Whatever the bytes


def paths(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    assert isinstance(tree, dict | list | str)
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(p for key, value in inner for p in paths(value, (*path, key)))]


def check_sound(text: str | bytes) -> None:
    source = read_text(text, "s.yaml")
    lines = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in source.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.source == lines[problem.line - 1]
        assert problem.text()
    if source.tree is None:
        return
    for path in paths(source.tree)[:500]:
        place = source.place(path)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert source.place(path, on="key") <= place
        source.problem("x", path, "", offset=3)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    check_sound(data)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    check_sound(text)


PIECES = st.sampled_from((
    "a", "text", "when", ":", ": ", " ", "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ",", "#", " #", "|\n",
    '"', "'", "&a ", "*a", "<<: ", "!", "!b ", "%", "@", "`", "\t", "?", "? ", "\\", "\r\n", "(", ")", ">-\n",
    "---\n", "...\n", "=======\n", "<<<<<<< x\n", ">>>>>>> y\n", "1,000", "장", "“", "\x85", "\0", "\ufeff", "~",
))  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("a: &a\n  <<: *a")
@example("{a, a}: {(, (")
def test_no_heap_of_signs_breaks_it(text: str) -> None:
    check_sound(text)


@settings(max_examples=200)
@given(st.data())
def test_no_mutilated_story_breaks_it(data: st.DataObject) -> None:
    text = STOVE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 10)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    check_sound(text)


TREES = st.recursive(
    st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0xD7FF), min_size=1, max_size=30),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.text("abcdefgh_", min_size=1, max_size=8), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@given(TREES, st.booleans(), st.sampled_from([None, "'", '"', "|", ">"]))
def test_what_yaml_writes_is_read_back_with_every_letter_at_its_place(tree: Any, flow: bool, style: str | None) -> None:
    text = yaml.dump(tree, default_style=style, default_flow_style=flow, allow_unicode=True, Dumper=Untagged)
    source = read_text(text, "s.yaml")
    if any(p.severity == "error" for p in source.problems):
        return  # prose that is torn in braces, a curly key: said, and tested above
    assert source.tree == yaml.load(text, yaml.CBaseLoader)
    lines = text.split("\n")
    for path in paths(source.tree):
        value: Any = source.tree
        for part in path:
            value = value[part]
        for offset, letter in enumerate(value) if isinstance(value, str) else ():
            if letter.isalpha():
                problem = source.problem("x", path, "", offset=offset)
                assert lines[problem.line - 1][problem.column - 1] in (letter, "\\")


class Untagged(yaml.SafeDumper):
    """Writes text without tags whatever its style, and without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def process_tag(self) -> None:
        pass
