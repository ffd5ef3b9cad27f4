"""Lists and mappings in brackets: their words as they were typed, with one way to space them.

Takes a text and YAML's events within one pair of brackets; gives lines. Where the writer ended a line a line ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

_SIGN = re.compile(r"[ \t]+|(?P<break>\n)|(?P<comment>#[^\n]*)|(?P<name>[&!][^\s,\[\]{}]*)|(?P<sign>[][{},:])")
OPENING = (MappingStartEvent, SequenceStartEvent)
CLOSING = (MappingEndEvent, SequenceEndEvent)
_BREAK = "\n"


class Brackets:
    """One pair of brackets that opens at `index`, with all that is in it."""

    def __init__(self, text: str, index: int) -> None:
        self.text = text
        self.at = index
        self.odd = -1
        """Where something stands that these brackets are not read with; -1 for nowhere."""
        self.words: list[str] = []

    def take(self, first: Any, get: Callable[[], Any]) -> int:
        """Takes the events up to the one that closes what `first` opened; gives the index behind the bracket."""
        depth, event = 1, first
        while depth:
            event = get()
            if type(event) in OPENING:
                depth += 1
            elif type(event) in CLOSING:
                depth -= 1
            elif type(event) in (ScalarEvent, AliasEvent):
                self.word(event)
        self.between(event.end_mark.index)
        return self.at

    def word(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if end <= start:
            return
        self.between(start)
        lines = self.text[start:end].rstrip().split(_BREAK)
        self.at = start + len(self.text[start:end].rstrip())
        for n, line in enumerate(lines):
            if n:
                self.words.append(_BREAK)
            # Blanks at an end are folded away, and so are those at a start; but not those that a backslash keeps.
            bare = line.strip(" \t") if n else line.rstrip(" \t")
            self.words.append(line.lstrip(" \t") if bare.endswith("\\") and n < len(lines) - 1 else bare)

    def between(self, until: int) -> None:
        """Takes the signs up to the next word. An empty line counts only within a text, so here it goes."""
        while self.at < until:
            found = _SIGN.match(self.text, self.at, until)
            if found is None:
                self.odd = self.at if self.odd < 0 else self.odd
                self.at = until
                return
            self.at = found.end()
            if found["break"]:
                if self.words and self.words[-1] != _BREAK:
                    self.words.append(_BREAK)
            elif found["comment"] or found["name"] or found["sign"]:
                self.words.append(found.group().rstrip())

    def lines(self) -> tuple[tuple[int, str], ...]:
        """The lines, each with the steps that it stands in."""
        lines: list[tuple[int, str]] = []
        line, depth, step = "", 0, 0
        for n, word in enumerate(self.words):
            if word == _BREAK:
                lines.append((step, line))
                line, step = "", max(1, depth - (self.words[n + 1] in ("}", "]")))
                continue
            after = self.words[n + 1] if n + 1 < len(self.words) else ""
            if word == "," and after in ("}", "]"):
                continue  # a comma that nothing follows
            opened = n > 0 and self.words[n - 1] in ("{", "[")
            if line and not opened and word not in ("}", "]", ",", ":"):
                line += "  " if word.startswith("#") else " "
            line += word
            depth += (word in ("{", "[")) - (word in ("}", "]"))
        return (*lines, (step, line))
