"""From a tree to the typed document: every misfit told where it stands, the rest kept."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jangmadang.story.document import Document, Variable
from jangmadang.story.reading import read_text
from jangmadang.story.shape import json_schema, typed


def fit(text: str) -> tuple[Document, list[str]]:
    """The document, and `line:column message (hint)` of every misfit."""
    source = read_text(text, "s.yaml")
    assert source.problems == []
    document, misfits = typed(source)
    said = [f"{p.line}:{p.column} {p.message}" + (f" ({p.hint})" if p.hint else "") for p in misfits]
    return document, said


def test_what_fits_is_kept_as_it_was_written() -> None:
    document, said = fit("title: no\nid: 012\nstate: {a: 1:30, b: {start: yes, min: -3}}\nminutes: 40\n")
    assert said == []
    assert (document.title, document.id, document.minutes) == ("no", "012", 40)
    assert document.state == {"a": "1:30", "b": Variable(start="yes", min=-3)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel: A\n", '1:1 no key `titel` at the top level of a story file (did you mean "title"?)'),
        ("scenes: {one: {txt: A}}", '1:16 no key `txt` in scene `one` (did you mean "text"?)'),
        (
            "scenes: {one: {choices: [{text: A, gotto: two}]}}",
            '1:36 no key `gotto` in a choice of scene `one` (did you mean "goto"?)',
        ),
        ("scenes: {one: {choices: [{goto: two}]}}", "1:26 a choice of scene `one` needs `text`"),
        ("scenes: {one: {whenever: [{goto: two}]}}", "1:27 a rule of scene `one` needs `when`"),
        (
            "scenes: {one: {choices: [{text: A, chance: [{ods: 5}]}]}}",
            '1:46 no key `ods` in an outcome of scene `one` (did you mean "odds"?)',
        ),
        (
            "scenes: {one: {text: [{wehn: a, text: b}]}}",
            '1:24 no key `wehn` in a text item of scene `one` (did you mean "when"?)',
        ),
        ("minutes: many", '1:10 `minutes` takes a whole number; this is "many"'),
        ("minutes: 012", '1:10 `minutes` takes a whole number; this is "012"'),
        ("minutes: 1_000", '1:10 `minutes` takes a whole number; this is "1_000"'),
        ("minutes: +5", '1:10 `minutes` takes a whole number; this is "+5"'),
        ("minutes: 4.5", '1:10 `minutes` takes a whole number; this is "4.5"'),
        ("minutes: 99999999999999999999", '1:10 `minutes` takes a whole number; this is "99999999999999999999"'),
        ("scenes: {one: {menu: yes}}", '1:22 `menu` takes true or false; this is "yes"'),
        ("constants: {a: 1000000000000000000}", '1:16 `a` takes a whole number; this is "1000000000000000000"'),
        ("tables: {a: [-1000000000000000000]}", '1:14 `a` takes a whole number; this is "-1000000000000000000"'),
        ("scenes: [a]", "1:9 `scenes` takes a mapping (lines of `key: value`); this is a list"),
        ("scenes: {one: A}", '1:15 `one` takes a mapping (lines of `key: value`); this is "A"'),
        ("title: [a]", "1:8 `title` takes text; this is a list"),
        ("title: {a: b}", "1:8 `title` takes text; this is a mapping"),
        (
            "scenes: {one: {choices: {text: A}}}",
            "1:25 `choices` takes a list (lines that begin with `- `); this is a mapping",
        ),
        (
            "scenes: {one: {effects: 5}}",
            "1:25 `effects` takes a mapping (lines of `key: value`) or a list (lines that begin with `- `);"
            ' this is "5"',
        ),
        ("people: {om: {role: A}}", "1:10 `people.om` needs `name`"),
        ("- a\n", "1:1 a story file takes a mapping (lines of `key: value`); this is a list"),
        ("just words\n", '1:1 a story file takes a mapping (lines of `key: value`); this is "just words"'),
    ],
)
def test_a_misfit_is_told_in_a_writers_words(text: str, said: str) -> None:
    assert fit(text)[1] == [said]


def test_all_misfits_are_told_and_what_fits_around_them_is_kept() -> None:
    document, said = fit("""\
titel: A
minutes: many
state: {pot: [1], track: {one_of: road}, money: {start: 3, mx: 4}}
scenes:
  one:
    text: [A, {text: B}, [C]]
    choices:
      - {goto: two}
      - {text: On, goto: two}
  two: A
""")
    assert [one.split()[0] for one in said] == ["1:1", "2:10", "3:14", "3:35", "3:60", "6:26", "8:9", "10:8"]
    assert document.minutes is None
    assert set(document.state or {}) == {"track", "money"}
    assert document.state is not None and document.state["money"] == Variable(start="3")
    assert document.scenes is not None and list(document.scenes) == ["one"]
    assert [choice.text for choice in document.scenes["one"].choices or ()] == ["On"]
    assert len(document.scenes["one"].text or ()) == 2


def test_whether_something_fits_does_not_hang_on_what_else_is_wrong() -> None:
    """What is read in one pass when all is well, and by a walk when something is not, must be the same."""
    for value in ("012", "1_000", "+5", " 5", "1.0", "true", "True", "yes", "null", "~", "-0", "0x1F", "١"):
        for line in (f"minutes: '{value}'", f"scenes: {{one: {{menu: '{value}'}}}}", f"title: '{value}'"):
            alone, said = fit(f"{line}\n")
            beside, more = fit(f"{line}\nwrong_key: 1\n")
            assert [one for one in more if "wrong_key" not in one] == said, line
            assert alone == beside, line


def test_an_empty_file_is_an_empty_document() -> None:
    assert fit("") == (Document(), [])
    assert fit("# only a remark\n") == (Document(), [])


def validator() -> Any:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_takes_a_story_as_other_readers_of_yaml_see_it() -> None:
    story = {
        "jangmadang": 1,
        "id": 12,
        "title": "A",
        "start": "one",
        "state": {"money": {"start": 3, "meter": True}, "sewn": False, "pot": 5},
        "scenes": {"one": {"text": ["A", {"when": "sewn", "text": "B"}], "choices": [{"text": "On", "goto": "one"}]}},
    }
    assert list(validator().iter_errors(story)) == []


@pytest.mark.parametrize(
    "story",
    [
        {"titel": "A"},
        {"minutes": "many"},
        {"scenes": {"one": {"choices": [{"goto": "two"}]}}},
        {"scenes": {"one": {"menu": "perhaps"}}},
        {"scenes": []},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(story: dict[str, Any]) -> None:
    assert list(validator().iter_errors(story))
