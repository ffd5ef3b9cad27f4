"""Updating: what a play-test expects, made to agree with how the story goes now.

Takes a play-test and how it went; gives the file's text with the values changed where they stand, and what was changed.
Nothing else of the file is touched: no comment, no step, no way of writing. What nobody but the writer can settle is
left and said. The result is read and held against the play-test before it is given.
"""

from __future__ import annotations

from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace

from ..play.playtests import Expected, PlayTest, TestResult, read_play_test_text, unmet
from ..story.problems import Problem
from ..story.reading.tree import LOADER

PASSAGE = "which passage of the page matters is the writer's to say"
NO_ENDING = "this is no ending any more: take `ending` out, or mend the story"
BY_HAND = "this file is written in a way that is changed by hand only"


class Changed(Struct, frozen=True):
    """One value of a play-test that was changed."""

    line: int
    column: int
    """Where it stood before; both from 1."""
    name: str
    """scene, ending, or a name of the state."""
    was: str
    now: str


class Updated(Struct, frozen=True):
    """A play-test's new text."""

    text: str
    """The same as before where nothing could be changed."""
    changes: tuple[Changed, ...]
    left: tuple[Problem, ...]
    """What is still not as expected."""


_Edit = tuple[int, int, str, str, str, str]
"""From and to in the text, what is put there; the value's name, what it was and what it is now."""


def updated(test: PlayTest, result: TestResult) -> Updated:
    """The play-test's text with what it expects brought up to date, for one whose steps can all be taken.

    For one whose steps cannot, nothing is changed: `left` says why.
    """
    text, run, page = test.source.text, result.run, result.page
    unlike = unmet(run, page, test)
    if set(result.problems) != set(unlike):
        return Updated(text, (), result.problems)
    root = yaml.compose(text, Loader=LOADER)
    edits, left = _edits(text, root, test, result)
    if not edits:
        return Updated(text, (), tuple(left))
    new = text
    for begin, end, put, *_ in sorted(edits, reverse=True):
        new = new[:begin] + put + new[end:]
    read = read_play_test_text(new, test.source.file)
    if read.test is None or not _only_expects_else(test, read.test) or len(unmet(run, page, read.test)) > len(left):
        return Updated(text, (), tuple(replace(problem, hint=BY_HAND) for problem in unlike))
    return Updated(new, tuple(_told(text, edit) for edit in sorted(edits)), tuple(left))


def _edits(text: str, root: Any, test: PlayTest, result: TestResult) -> tuple[list[_Edit], list[Problem]]:
    expect, run, page = test.expect, result.run, result.page
    _, written = _entry(root, "expect")
    edits: list[_Edit] = []
    left: list[Problem] = []

    def wrong(**one: Any) -> list[Problem]:
        return unmet(run, page, replace(test, expect=Expected(**one)))

    if expect.scene and wrong(scene=expect.scene):
        edits.append(_value(text, written, "scene", expect.scene, page.scene))
    if expect.ending and (found := wrong(ending=expect.ending)):
        if page.ending is not None:
            edits.append(_value(text, written, "ending", expect.ending, page.ending.id))
        elif expect.scene:
            left += [replace(problem, hint=NO_ENDING) for problem in found]
        else:
            key, _ = _entry(written, "ending")
            _, end, _, _, was, now = _value(text, written, "ending", expect.ending, page.scene)
            edits.append((key.start_mark.index, end, f"scene: {now}", "ending", was, f"no ending; scene: {now}"))
    _, state = _entry(written, "state")
    for name, wanted in expect.state.items():
        if found := wrong(state={name: wanted}):
            if name in run.story.slot_of:
                edits.append(_value(text, state, name, _flow(wanted), _flow(run.value(name))))
            else:
                left += found
    if expect.text:
        left += [replace(problem, hint=PASSAGE) for problem in wrong(text=expect.text)]
    return edits, left


def _entry(mapping: Any, name: str) -> tuple[Any, Any]:
    """The key and the value of that name; two times None where there is none."""
    for key, value in mapping.value if isinstance(mapping, yaml.MappingNode) else ():
        if key.value == name:
            return key, value
    return None, None


def _value(text: str, mapping: Any, name: str, was: str, now: str) -> _Edit:
    _, node = _entry(mapping, name)
    return node.start_mark.index, _end(text, node), now, name, was, now


def _end(text: str, node: Any) -> int:
    """Where a value ends as written: a block's own mark stands after the lines and remarks that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    begin: int = node.start_mark.index
    return begin + len(text[begin:end].rstrip())


def _flow(value: int | str | list[str]) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def _only_expects_else(before: PlayTest, after: PlayTest) -> bool:
    """Whether nothing but what is expected differs."""
    as_before = [(order.step, order.encounter, order.exit) for order in before.orders]
    same = before.seed == after.seed and before.gentler == after.gentler and before.expect.text == after.expect.text
    names = before.expect.state.keys() == after.expect.state.keys()
    return same and names and as_before == [(order.step, order.encounter, order.exit) for order in after.orders]


def _told(text: str, edit: _Edit) -> Changed:
    begin, _, _, name, was, now = edit
    line = text.count("\n", 0, begin) + 1
    return Changed(line, begin - (text.rfind("\n", 0, begin) + 1) + 1, name, was, now)
