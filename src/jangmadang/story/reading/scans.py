"""What the lines of a text show before YAML does: control characters, the marks of a merge, tabs for indentation.

Takes text; gives slips, and for the first two the text without them, every other character at the index where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .slips import MOST_SLIPS, Slip

MOST_CONTROLS = 20

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NAMES = {
    0: "a NUL character",
    0x1B: "an escape character",
    0x2028: "an invisible line break",
    0xFEFF: "an invisible mark",
}
_MERGE = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: .*)?\Z")
_BLOCK = re.compile(r"( *)(?:- +)*(?:[^\s#].*?:[ \t]+)?[|>][-+1-9]*[ \t]*(?:#.*)?\Z")
_LINE = re.compile(r"[^\r\n]+")
_TABBED = re.compile(r" *(\t)[ \t]*[^ \t]")


def may_hold_controls(text: str) -> bool:
    """Whether the text holds control characters that YAML lets through; quick, for every text is asked."""
    return not text.isascii() and any(c in text for c in "\x85\u2028\u2029\ufeff")


def control_characters(text: str) -> tuple[list[Slip], str]:
    """Characters that nobody sees and that YAML or a terminal would act on; each becomes a sign that says so."""
    slips: list[Slip] = []
    for found in _CONTROL.finditer(text):
        if len(slips) == MOST_CONTROLS:
            break
        code = ord(found.group())
        what = _NAMES.get(code, "a control character")
        hint = "type this line again; it may have been pasted from elsewhere"
        slips.append(Slip("control-character", found.start(), f"{what} (U+{code:04X}) stands here", hint))
    return slips, _CONTROL.sub("\ufffd", text) if slips else text


def conflicts(text: str) -> tuple[list[Slip], str]:
    """Marks left by a merge, one slip a conflict; the text keeps the first version of each."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return [], text
    slips: list[Slip] = []
    kept: list[str] = []
    side, done = "", 0
    for index, line in lines(text):
        found = _MERGE.match(line)
        mark = found.group(1)[0] if found else ""
        if mark in "<>" and mark and not side:
            message = "a merge left two versions of these lines here"
            hint = "keep one version, and remove the lines of <<<<<<<, ======= and >>>>>>>"
            slips.append(Slip("merge-conflict", index, message, hint, 7))
        mark = mark if mark in "<>" or side else ""
        if mark or side not in ("", "<"):
            kept.append(text[done:index] + " " * len(line))
            done = index + len(line)
        side = "" if mark == ">" else mark or side
    return slips, "".join(kept) + text[done:]


def tabs(text: str) -> list[Slip]:
    """Tabs where spaces should indent a line; those inside a block of text are its writer's affair."""
    slips: list[Slip] = []
    block = -1
    for index, line in lines(text):
        inner = line.lstrip(" ")
        indent = len(line) - len(inner)
        if block >= 0 and indent > block:
            continue
        found = _TABBED.match(line)
        if found and len(slips) <= MOST_SLIPS:
            message = "a tab indents this line; YAML takes only spaces"
            slips.append(Slip("tab", index + found.start(1), message, "put two spaces for each step"))
        opened = _BLOCK.match(line)
        block = len(opened.group(1)) if opened else -1
    return slips


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is not empty, without its end, after the index where it starts."""
    for found in _LINE.finditer(text):
        yield found.start(), found.group()
