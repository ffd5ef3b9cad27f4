"""Slips: what is wrong with a text while only its index is known, and the words for the slips that YAML hides.

Takes the pieces that YAML made of a writer's line; gives codes, messages and hints. No parsing here.
"""

from __future__ import annotations

import re

import msgspec

from ..problems import Severity

PROSE = frozenset((
    "text", "hint", "locked", "result", "ask", "say", "summary", "title", "heading", "role", "analyse", "apply",
    "otherwise", "first", "again", "gentler", "cycle", "shuffle", "source",
))  # fmt: skip
"""Keys that hold what a player reads; the items of their lists too."""
EXPRESSIONS = frozenset(("when", "else_when", "odds", "shown"))

LONGEST_KEY = 200
MOST_SLIPS = 1_000

AFTER_BAR = "put the text after | on its own lines"
OWN_LINES = "write it on lines of its own, without braces"

_SIGNS = {
    "*": "`*` and a name stand for a copy of something written above",
    "&": "`&` gives a name to what follows, and nothing uses that name",
    "{": "`{` opens a group of keys",
    "[": "`[` opens a list",
    '"': "the text goes on after the quotes have closed",
    "'": "the text goes on after the quote has closed",
    "-": "a dash and a space begin a list",
    "?": "`?` and a space begin a key",
    ">": "`>` announces a block of lines",
    "|": "`|` announces a block of lines",
}
_KEY_BEFORE = re.compile(r"(\w+):[ \t]+\Z")
_OPERATOR = re.compile(r"[<>=+*/]")


class Slip(msgspec.Struct, frozen=True):
    """A problem that knows its index in the text, not yet its line."""

    code: str
    index: int
    """From 0, in characters."""
    message: str
    hint: str = ""
    length: int = 1
    severity: Severity = "error"


class Refused(Exception):
    """The file is beyond a limit; reading it further would only cost time."""

    def __init__(self, code: str, index: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.slip = Slip(code, index, message, hint)


class Enough(Exception):
    """So many slips in one file that more of them would help nobody."""


def first_slips(slips: list[Slip]) -> list[Slip]:
    """The slips, or the first thousand by place and one more that says so."""
    if len(slips) <= MOST_SLIPS:
        return slips
    first = sorted(slips, key=lambda slip: slip.index)[:MOST_SLIPS]
    words = f"this file has more than {MOST_SLIPS:,} problems; no more are shown"
    return [*first, Slip("too-many-problems", first[-1].index, words, "mend the first ones and look again")]


def leading(index: int, sign: str, why: str = "", key: str = "") -> Slip:
    """Text (or an expression, by `key`) that starts with a sign which YAML takes for its own."""
    what, hint = "text", AFTER_BAR
    if key in EXPRESSIONS:
        what, hint = "a condition or number", "write it so that it starts with a name or a number"
    shown = "a backtick" if sign == "`" else f"`{sign}`"
    why = why or _SIGNS.get(sign, f"YAML keeps {shown} for itself")
    return Slip("leading-sign", index, f"{what} cannot start with {shown} here: {why}", hint, len(sign))


def text_begins(text: str, index: int) -> bool:
    """Whether what stands at `index` is all that a key for prose holds on its line, up to there."""
    before = _KEY_BEFORE.search(text, max(0, index - 100), index)
    return before is not None and before.group(1) in PROSE


def tag(index: int, written: str, key: str, meant: str) -> Slip:
    """A tag; `meant` is the whole value without its `!`."""
    if key in EXPRESSIONS:
        hint = f"write `not {meant}`"
    elif key in PROSE:
        hint = AFTER_BAR
    else:
        hint = "leave it out; everything is read as it is written"
    return Slip("yaml-tag", index, f"`{written}` is not part of the value: `!` starts a YAML tag", hint, len(written))


def is_torn(key: str, value: str, rest: str) -> bool:
    """Whether `rest`, a key without a value in braces, is what a comma cut off from the value before it."""
    if value.count("(") > value.count(")") or " " in rest or (value[-1:].isdigit() and rest[:1].isdigit()):
        return True
    return key in PROSE or (" " in value and key not in EXPRESSIONS and not _OPERATOR.search(value))


def torn(index: int, key: str, value: str, rest: str) -> Slip:
    """A value in braces that a comma (at `index`) cut in two."""
    if value.count("(") > value.count(")"):
        hint = f"write `{key}` on a line of its own, outside the braces"
        return Slip("torn-expression", index, f"the comma ended `{key}` at `{value}`", hint)
    if value[-1:].isdigit() and rest[:1].isdigit():
        hint = f"write numbers without commas: {value}{rest}"
        return Slip("torn-braces", index, f"the comma ended `{key}` at {value}", hint)
    return Slip("torn-braces", index, f"the comma ended `{key}`", "write text with commas on a line of its own after |")
