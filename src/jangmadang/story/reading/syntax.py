"""What YAML refuses, in a writer's words: a colon in prose, a sign that YAML keeps for itself, lines out of line.

Takes a text and the error that the YAML library raised; gives a slip and, where one character did it, that character's
index, so that the rest of the file can be read without it. The library's own words are not shown unless nothing better
is known.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from .copies import too_deep
from .slips import AFTER_BAR, EXPRESSIONS, LONGEST_KEY, PROSE, Slip, leading, tag

_KEYED = re.compile(
    r" *(?:- +)*(?P<key>(?!- )[^\s#'\"][^\r\n]*?|'[^'\r\n]*'|\"[^\"\r\n]*\") *"
    r"(?P<colon>:)(?:[ \t]+(?P<value>[^\s#][^\r\n]*)?|(?=[\r\n]|\Z))"
)
_ITEM = re.compile(r" *(?:- +)+(?P<value>\S[^\r\n]*)")
_RUN_TOGETHER = re.compile(r" *(?:- +)*(?P<key>[A-Za-z_][\w.]*)(?P<colon>:)[^\s:/]")
_NO_ITEM = re.compile(
    r" *(?P<sign>-(?=[^\s-])|[\u2010-\u2015\u2022\u2212\u00b7]|"
    r"-(?= +(?P<text>(?![^\s:]+:(?:\s|$))[^\s\[{\"'&*!|>#-][^\r\n]*)))"
)
"""A line that was to begin an item: a dash without its space, another dash, a bullet, a text where a key has to be."""
_COMMENT = re.compile(r"\S[ \t]+(#)")
_IN_BRACES = re.compile(r"[{,]\s*(?P<key>[^\s:,{}\[\]]+):[ \t]+[^,{}\[\]\r\n]*\Z")
_SHOWN = 40
_LOOK = 2000  # characters of a line that are looked at: the patterns above are not for megabytes
_CURLY = "\u201c\u201d\u2018\u2019"
_INDENT_HINT = "lines that belong together start in the same column; what belongs to a line stands two spaces deeper"


class Explained(msgspec.Struct, frozen=True):
    """A syntax error in a writer's words."""

    slip: Slip
    culprit: int | None = None
    """The index of the one character without which YAML may go on, if there is one."""


def explain(text: str, error: Any) -> Explained:
    """The error in a writer's words. `error` is a yaml.MarkedYAMLError, of libyaml or of the pure loader."""
    phrase, context = str(error.problem or ""), str(error.context or "")
    index = min(error.problem_mark.index, len(text)) if error.problem_mark else len(text)
    since = min(error.context_mark.index, len(text)) if error.context_mark else index
    at = text[index : index + 1]
    if at == "\t" or "tab character" in phrase:
        tab = text.find("\t", _line_start(text, index))
        tab = index if tab < 0 else tab
        return Explained(
            Slip("tab", tab, "a tab indents this line; YAML takes only spaces", "put two spaces for each step")
        )
    if "mapping values" in phrase:
        return _colon(text, index)
    if "nesting depth" in phrase:
        return Explained(too_deep(index).slip)
    if "directive" in context:
        return Explained(leading(since, "%", "at the start of a line it gives YAML itself an order"), since)
    if "an alias" in context or "an anchor" in context:
        why = "`*` begins the name of a copy" if text[since] == "*" else "`&` begins the name of what follows"
        return Explained(leading(since, text[since], why, _owner(text, since)[0]), since)
    if "tag" in context or "tag handle" in phrase:
        start = since if text[since : since + 1] == "!" else index
        return Explained(tag(start, *_tagged(text, start)), start)
    if "quoted scalar" in context:
        return _quoted(text, since, index, phrase)
    if "block scalar" in context:
        return _beside_bar(text, since, index)
    if "cannot start any token" in phrase:
        return Explained(leading(index, at, key=_owner(text, index)[0]), index)
    if "entries are not allowed" in phrase or "mapping keys are not allowed" in phrase:
        key, start = _owner(text, index)
        return Explained(leading(index, at, key=key), index) if start == index else _out_of_line(text, index)
    if "',' or '" in phrase:
        return _in_braces(text, since, index)
    if "node content" in phrase:
        return _no_content(text, since, index, at)
    if "expected ':'" in phrase:
        return _no_colon(text, since)
    if "document start" in phrase:
        return Explained(Slip("several-documents", index, "a second document begins here; a file holds one"))
    if "expected key" in phrase or "block end" in phrase or "'-' indicator" in phrase:
        return _after_the_end(text, index)
    return Explained(Slip("yaml-syntax", index, f"YAML cannot read on from here: {phrase or error}"))


def _colon(text: str, index: int) -> Explained:
    """A colon and a space where no key can be."""
    start = _line_start(text, index)
    found = _KEYED.match(text, start, start + _LOOK)
    own = found is None or found.start("colon") >= index
    before, above = _line_above(text, start)
    if own and index - start > _LOOK // 2:
        return Explained(Slip("key-too-long", start, f"this key has more than {LONGEST_KEY} characters", AFTER_BAR))
    if own and found is not None:
        together = _RUN_TOGETHER.match(above)
        if together and not _KEYED.match(above, 0, _LOOK):
            return Explained(_no_space(before + together.start("colon"), together.group("key")))
        if _owner(text, start, above_only=True)[1] < 0:
            return _no_colon(text, before + len(above) - len(above.lstrip(" ")))
        if " " not in found.group("key"):
            return _out_of_line(text, index)
    key, value = _owner(text, index, above_only=own)
    if text[value : value + 1] in _CURLY and value >= 0:
        why = "curly quotes do not hold a text together: YAML takes this colon for the end of a key"
        return Explained(Slip("curly-yaml-quotes", index, why, AFTER_BAR), index)
    return Explained(_in_prose(index, key), index)


def _in_prose(index: int, key: str) -> Slip:
    if key in EXPRESSIONS:
        return Slip("colon-in-prose", index, "a colon and a space cannot stand in a condition or number", "take it out")
    message, hint = "YAML takes this colon for the end of a key", AFTER_BAR
    if key:
        message += f", inside the text of `{key}`"
        hint += "" if key in PROSE else "; keys that belong to it stand on the lines below, two spaces deeper"
    return Slip("colon-in-prose", index, message, hint)


def _quoted(text: str, since: int, index: int, phrase: str) -> Explained:
    """A quote that never closes, or a backslash that means nothing."""
    slash = text.rfind("\\", since, index + 1)
    if slash >= 0 and "end of stream" not in phrase and "document" not in phrase:
        written = text[slash : slash + 2]
        return Explained(Slip("yaml-syntax", slash, f"`{written}` means nothing in double quotes", AFTER_BAR, 2), slash)
    key = _owner(text, since)[0]
    return Explained(leading(since, text[since], "the quote that it opens never closes", key), since)


def _beside_bar(text: str, since: int, index: int) -> Explained:
    key = _owner(text, since)[0]
    sign = text[since]
    if key in EXPRESSIONS:
        return Explained(leading(since, sign, key=key), since)
    hint = f"leave nothing but `{sign}` on this line, and write the text on the lines below, two spaces deeper"
    return Explained(Slip("text-beside-bar", index, f"text cannot stand on the same line as `{sign}`", hint), since)


def _in_braces(text: str, since: int, index: int) -> Explained:
    """A comma or a closing bracket is missing in a group or list that opened at `since`."""
    found = _IN_BRACES.search(text, since, index)
    if text[index : index + 1] == ":" and found:
        return Explained(_in_prose(index, found.group("key")), index)
    line = text[since : index + 500].splitlines()[0]
    sign = text[since : since + 1]
    close = "}" if sign == "{" else "]"
    if "\n" not in text[since:index] and close in line:
        message = f"something is wrong here inside the `{sign}` of this line"
        return Explained(Slip("yaml-syntax", index, message, "write it on lines of its own, without braces"))
    hint = f"write `{close}` at its end, or write it on lines of its own"
    return Explained(Slip("unclosed-braces", since, f"the `{sign}` that opens here is not closed", hint))


def _no_content(text: str, since: int, index: int, at: str) -> Explained:
    key, start = _owner(text, index)
    if start == index and at:
        return Explained(leading(index, at, key=key), index)
    if at == ",":
        return Explained(Slip("yaml-syntax", index, "there is nothing between this comma and the sign before it"))
    opened = max(text.rfind("{", 0, index), text.rfind("[", 0, index))
    hint = "write the closing bracket, or write it on lines of its own"
    where = opened if opened >= 0 else index
    return Explained(Slip("unclosed-braces", where, "the bracket that opens here is not closed", hint))


def _no_colon(text: str, start: int) -> Explained:
    """A line that should begin with a key and has no colon."""
    together = _RUN_TOGETHER.match(text, _line_start(text, start))
    if together:
        return Explained(_no_space(together.start("colon"), together.group("key")))
    length = len(text[start : start + 500].splitlines()[0]) if start < len(text) else 1
    hint = "a key ends with a colon; a line of text stands two spaces deeper than its key, after |"
    if "\uff1a" in text[start : start + length]:
        hint = "`\uff1a` is a full-width colon; write `:` and a space"
    return Explained(Slip("missing-colon", start, "this line has no colon", hint, length))


def _no_space(index: int, key: str) -> Slip:
    return Slip(
        "missing-space",
        index,
        f"there is no space after this colon, so `{key}` is not read as a key",
        f"write `{key}: …`",
    )


def _after_the_end(text: str, index: int) -> Explained:
    """Something stands where YAML thought a value had ended."""
    key, start = _owner(text, index)
    sign = text[start : start + 1] if start >= 0 else ""
    if (sign and sign in "\"'*&") or (sign and sign in "{[" and (not key or key in PROSE or key in EXPRESSIONS)):
        return Explained(leading(start, sign, key=key), start)
    if sign and sign in "{[":
        hint = "give each key a line of its own"
        return Explained(
            Slip("yaml-syntax", index, f"nothing can follow the closing bracket of `{key}` on its line", hint)
        )
    before, above = _line_above(text, _line_start(text, index))
    comment = _COMMENT.search(above)
    if comment and 0 <= start <= before + comment.start(1):
        message = "a `#` after a space starts a comment, and text cannot go on after it"
        hash_sign = before + comment.start(1)
        return Explained(Slip("comment-after-text", hash_sign, message, AFTER_BAR), hash_sign)
    if text[index : index + 1] == ":":
        return Explained(Slip("empty-value", index, "there is no name before this colon", "write `name: value`"))
    return _out_of_line(text, index)


def _out_of_line(text: str, index: int) -> Explained:
    line = start = _line_start(text, index)
    while text[start : start + 1] == " ":
        start += 1
    item = _NO_ITEM.match(text, line, line + _LOOK)
    if item and not item.group("text"):
        return Explained(_no_item(0, item))
    before, above = _line_above(text, line)
    item = _NO_ITEM.match(above, 0, _LOOK)
    if item and item.start("sign") < start - line:
        return Explained(_no_item(before, item))
    return Explained(Slip("indentation", start, "this line does not line up with the lines around it", _INDENT_HINT))


def _no_item(before: int, item: re.Match[str]) -> Slip:
    """A line that was to begin an item of a list, and in which YAML sees none, or one text."""
    sign, written = item.group("sign"), item.group("text")
    if written:
        hint = f"begin it with a key: `- text: {written[:_SHOWN]}{'…' if len(written) > _SHOWN else ''}`"
        message = "this item is one text, so no keys can follow it"
        return Slip("list-item", before + item.start("text"), message, hint, len(written))
    message = "no space follows this dash" if sign == "-" else f"`{sign}` begins no item of a list"
    return Slip("list-item", before + item.start("sign"), message, "write `-` and a space")


def _tagged(text: str, start: int) -> tuple[str, str, str]:
    """The tag at `start`, the key it stands under, and the value without its `!`."""
    line = text[start : start + 500].splitlines()[0]
    return (line.split() or ["!"])[0], _owner(text, start)[0], line[1:].strip()


def _owner(text: str, index: int, above_only: bool = False) -> tuple[str, int]:
    """The key of the value that `index` lies in ("" in a list), and where that value starts; -1 when there is none."""
    start = _line_start(text, index)
    line = text[start : start + 2000].splitlines()[0] if start < len(text) else ""
    indent = len(line) - len(line.lstrip(" "))
    if not above_only:
        found = _value_of(text, start)
        if found and found[1] <= index:
            return found
    while start > 0:
        start, line = _line_above(text, start)
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            return _value_of(text, start) or ("", -1)
    return "", -1


def _value_of(text: str, start: int) -> tuple[str, int] | None:
    keyed = _KEYED.match(text, start, start + _LOOK)
    if keyed:
        return (keyed.group("key"), keyed.start("value")) if keyed.group("value") else None
    item = _ITEM.match(text, start, start + _LOOK)
    return ("", item.start("value")) if item else None


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _line_above(text: str, start: int) -> tuple[int, str]:
    """The nearest line above that is not blank, after its start; (0, "") when there is none."""
    while start > 0:
        end = start - 1
        start = _line_start(text, end)
        line = text[start:end].rstrip("\r")
        if line.strip():
            return start, line
    return 0, ""
