"""Mends: for a problem that has only one way out, the change of the text that takes it.

Takes a problem and the text of its file; gives edits, or none where a writer must decide. Nothing is tried out here and
nothing written: `fixing` does the one, a command the other. A mend stays within the line of its problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ...story.problems import Problem
from ...story.reading import Source
from ...story.reading.slips import AFTER_BAR, PROSE
from .finding import Edit

STEP = "  "
_WRITE = re.compile(r"write `([^`]+)`( with the narrow keys)?")
_SIGNS = frozenset(("<=", ">=", "!=", "==", "*", "-"))
"""What may stand for a sign that is none; `//` is no such, for it rounds."""
_KEYED = re.compile(r"(?P<before>[ ]*(?:- +)*)(?P<key>[\w-]+):[ ]+(?P<value>\S.*)")
_QUOTES = "\"'“”„«»‘’‚"
_OPENERS = "*&@%`{[“”„«»‘’‚"
"""What a text may begin with that is meant as its first letter; a dash may be meant as a list."""
_THOUSANDS = re.compile(r"(?<=\d),\d{3}(?!\d)")
_NEXT = re.compile(r"[\r\n]([ \t]*)[^ \t\r\n]")
_SPACED = re.compile(r"^ +[^ \r\n]", re.M)
_NO_BREAK = "\u00a0\u2007\u202f\u3000\u2009"
_WIDE_COLON = "\uff1a"

Mend = Callable[["Line", Problem], "list[tuple[int, int, str]]"]
"""A line and its problem; what becomes of the characters from here to there, counted from the line's start."""


class Line:
    """The line of a problem, and what stands around it."""

    def __init__(self, text: str, start: int, at: int) -> None:
        """`start`: where the line starts; `at`: the problem's index within it."""
        end = min((n for n in (text.find("\n", start), text.find("\r", start)) if n >= 0), default=len(text))
        self.text, self.at = text[start:end], at
        self.end = next((mark for mark in ("\r\n", "\n", "\r") if text.startswith(mark, end)), None) or _end_in(text)
        self._whole, self._stop = text, end

    def next_indent(self) -> int:
        """How deep the next line stands that is not empty; -1 after the last."""
        found = _NEXT.search(self._whole, self._stop)
        return len(found[1]) if found else -1

    def only_tabs(self) -> bool:
        """Whether every line of the file that is indented is indented by tabs."""
        return _SPACED.search(self._whole) is None


def _end_in(text: str) -> str:
    """How the lines of a file end, for its last one."""
    return "\r\n" if "\r\n" in text else "\n"


def mend(problem: Problem, source: Source, starts: list[int]) -> tuple[Edit, ...]:
    """What certainly mends a problem that loading found. `starts`: where each line of its file starts."""
    way = MENDS.get(problem.code)
    if way is None or problem.line > len(starts):
        return ()
    start = starts[problem.line - 1]
    line = Line(source.text, start, problem.column - 1)
    return tuple(Edit(source, start + since, start + until, text) for since, until, text in way(line, problem))


# ---- expressions ----------------------------------------------------------------------------------------------------
def _as_hinted(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """The hint is all that can stand there."""
    told = _WRITE.fullmatch(problem.hint)
    return _spaced(line, problem, told[1]) if told else []


def _spaced(line: Line, problem: Problem, word: str) -> list[tuple[int, int, str]]:
    """The word in place of what is underlined, apart from the words beside it."""
    since, until = line.at, line.at + problem.length
    if _is_word(word[0]) and since and _is_word(line.text[since - 1]):
        word = " " + word
    if word[-1].isalpha() and (_is_word(line.text[until : until + 1]) or line.text[until : until + 1] in "(!"):
        word += " " if until < len(line.text) else ""
    return [(since, until, word)]


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _sign(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """`=>` for `>=`, `007` for `7`."""
    told = _WRITE.fullmatch(problem.hint)
    known = "is no comparison", "is not on the keyboard of an expression", "a number does not begin with 0"
    if told and problem.message.endswith(known) and (told[1] in _SIGNS or told[1].isdigit()):
        return _spaced(line, problem, told[1])
    return []


def _small(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """`True` is `true`; what else belongs to a programming language is a writer's to say anew."""
    return _as_hinted(line, problem) if problem.message.endswith("is written small") else []


def _yes(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """`yes` is `true`; any other name that nothing has may be anything."""
    return _as_hinted(line, problem) if problem.message.endswith("means nothing here") else []


def _is(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """`track == road` is `track is road`; a flag and a set have more than one way."""
    told, written = _WRITE.fullmatch(problem.hint), line.text[line.at : line.at + 2]
    if not (told and " compares numbers, and " in problem.message and written in ("==", "!=")):
        return []
    instead = "is" if written == "==" else "is not"
    if f" {instead} " not in told[1]:
        return []
    before, after = line.text[line.at - 1 : line.at], line.text[line.at + 2 : line.at + 3]
    return [(line.at, line.at + 2, " " * (before != " ") + instead + " " * (after != " "))]


def _not(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """`!paid` is `not paid`; text that begins so goes after a bar."""
    if problem.hint == AFTER_BAR:
        return _below_bar(line, problem)
    follows = line.text[line.at + 1 : line.at + 2]
    if problem.hint.startswith("write `not ") and (follows.isalpha() or follows == "("):
        return [(line.at, line.at + 1, "not ")]
    return []


def _without_comma(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """`{money: 3,000}`: the comma between digits goes."""
    if problem.hint.startswith("write numbers without commas") and _THOUSANDS.match(line.text, line.at):
        return [(line.at, line.at + 1, "")]
    return []


# ---- lines ----------------------------------------------------------------------------------------------------------
def _spaces(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """Two spaces for each tab, where tabs alone indent the file; beside spaces their width is anybody's guess."""
    if not line.only_tabs():
        return []
    inner = line.text.lstrip(" \t")
    return [(n, n + 1, STEP) for n in range(len(line.text) - len(inner)) if line.text[n] == "\t"]


def _ordinary(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """No space behind a key, and before it whole steps of ordinary ones."""
    colon = line.text.find(":", line.at)
    head = line.text[: max(colon, 0)]
    indent = len(head) - len(head.lstrip(_NO_BREAK + " "))
    instead = "" if indent % len(STEP) else " "
    edits = [(n, n + 1, instead) for n in range(indent) if head[n] in _NO_BREAK]
    behind = len(head.rstrip(_NO_BREAK + " "))
    return edits + ([(behind, colon, "")] if behind < colon else [])


def _space_after(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    return [(line.at + 1, line.at + 1, " ")] if line.text[line.at : line.at + 1] == ":" else []


def _colon(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """A full-width colon after a key."""
    at = line.text.find(_WIDE_COLON)
    if at < 0 or _WIDE_COLON not in problem.hint or not re.fullmatch(r"[ ]*(?:- +)*[\w-]+", line.text[:at]):
        return []
    rest = line.text[at + 1 :]
    until = at + 1 + len(rest) - len(rest.lstrip(" \u3000"))
    return [(at, until, ": " if line.text[until:] else ":")]


def _unquoted_key(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    if problem.message != "curly quotes become part of the key":
        return _below_bar(line, problem)
    written = line.text[line.at : line.at + problem.length]
    return [(line.at, line.at + problem.length, written.strip(_QUOTES))]


# ---- text -----------------------------------------------------------------------------------------------------------
def _below_bar(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """Text that YAML cannot take on the line of its key goes below a bar, if it is all on that line."""
    found = _KEYED.fullmatch(line.text)
    if problem.hint != AFTER_BAR or found is None or found["key"] not in PROSE or line.at < found.start("value"):
        return []
    value, deep = found["value"].rstrip(), found.start("key")
    if " #" in value or line.next_indent() > deep or not _begins_as_meant(value, problem):
        return []
    return [(found.start("value"), len(line.text), f"|{line.end}{' ' * deep}{STEP}{value}")]


def _begins_as_meant(value: str, problem: Problem) -> bool:
    """Whether the text is to be read as it stands, with all its signs."""
    first = value[0]
    if problem.code == "leading-sign" and first in "\"'":
        return "goes on after" in problem.message and "\\" not in value and "''" not in value
    if first in "{[":
        return ": " not in value
    return first.isalnum() or first in _OPENERS or problem.code == "yaml-tag"


def _from_beside_bar(line: Line, problem: Problem) -> list[tuple[int, int, str]]:
    """Text that begins beside its bar goes below it, as deep as what follows."""
    found = re.fullmatch(r"([ ]*(?:- +)*)[\w-]+:[ ]+[|>][ ]+(?P<value>[^#\s+\-0-9].*)", line.text)
    if found is None or problem.code != "text-beside-bar":
        return []
    deep, follows = len(found[1]), line.next_indent()
    indent = follows if follows > deep else deep + len(STEP)
    since = len(line.text[: found.start("value")].rstrip())
    return [(since, len(line.text), line.end + " " * indent + found["value"].rstrip())]


MENDS: dict[str, Mend] = {
    "and-and": _as_hinted,
    "colon-in-prose": _below_bar,
    "curly-quotes": _as_hinted,
    "curly-yaml-quotes": _unquoted_key,
    "expression-syntax": _sign,
    "full-width": _as_hinted,
    "leading-sign": _below_bar,
    "missing-colon": _colon,
    "missing-space": _space_after,
    "number-commas": _as_hinted,
    "odd-space": _ordinary,
    "python-ism": _small,
    "quoted-name": _as_hinted,
    "single-equals": _as_hinted,
    "tab": _spaces,
    "text-beside-bar": _from_beside_bar,
    "torn-braces": _without_comma,
    "unknown-name": _yes,
    "wrong-type": _is,
    "yaml-tag": _not,
}
"""By code; `kinds.MENDABLE` names the same, for who need not load this."""
