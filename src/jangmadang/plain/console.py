"""Standard input and output as a player by lines meets them: lines below lines, the question last.

Lines are wrapped only on a terminal; a pipe or a log gets a paragraph a line, and sees what was answered. Nothing
here knows what is said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from ..story.problems import columns

LONGEST_ANSWER = 10_000
IN_VAIN = 100
"""Answers in a row that changed nothing, after which a file or a program is not asked again."""
WIDEST = 80
"""Columns, until a measure is set."""


class Console:
    """Says lines and asks for one."""

    def __init__(self, answers: TextIO | None = None, words: TextIO | None = None) -> None:
        """Standard input and output unless others are given. Bytes that fit no encoding are replaced, not fatal."""
        self._answers = answers if answers is not None else sys.stdin
        self._words = words if words is not None else sys.stdout
        for stream in (self._answers, self._words):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        self.asks_a_person = bool(self._answers and self._answers.isatty())
        self._terminal = bool(self._words and self._words.isatty())
        self._in_vain = 0
        self.measure = WIDEST
        """Columns that a line may take on a terminal, where it has as many."""

    def say(self, lines: Iterable[str]) -> None:
        """Each line below the last; written out at once."""
        if self._words is None:
            return
        width = self._width()
        self._words.write("".join(f"{piece}\n" for line in lines for piece in wrapped(harmless(line), width)))
        self._words.flush()

    def ask(self, question: str) -> str | None:
        """The answer without its line end, or None when there are no more answers (or none that lead anywhere)."""
        if self._words is not None:
            self._words.write("\n".join(wrapped(question.rstrip(" "), self._width())) + " ")
            self._words.flush()
        try:
            answer = self._answers.readline(LONGEST_ANSWER) if self._answers is not None else ""
        except (OSError, ValueError):
            answer = ""  # a folder, or a terminal that has gone: nobody answers there
        if not answer:
            self.say([""])
            return None
        answer = answer.rstrip("\r\n")
        if not self.asks_a_person:
            self.say([answer])  # a log should read as the player saw it
            self._in_vain += 1
            if self._in_vain > IN_VAIN:
                self.say([f"{IN_VAIN} answers in a row changed nothing."])
                return None
        return answer

    def heeded(self) -> None:
        """The last answer led somewhere."""
        self._in_vain = 0

    def _width(self) -> int:
        if not self._terminal or self._words is None:
            return 0
        try:
            return min(os.get_terminal_size(self._words.fileno()).columns, self.measure)
        except (OSError, ValueError):
            return self.measure


def wrapped(line: str, width: int) -> list[str]:
    """The line in pieces of at most `width` terminal columns, broken at spaces; whole when `width` is 0."""
    if not width or len(line) * 2 <= width:
        return [line]
    pieces, piece, taken = [], "", 0
    for word in line.split(" "):
        size = sum(map(columns, word))
        if piece and taken + 1 + size > width:
            pieces.append(piece)
            piece, taken = word, size
        elif piece:
            piece, taken = f"{piece} {word}", taken + 1 + size
        else:
            piece, taken = word, size
    return [*pieces, piece]


def harmless(line: str) -> str:
    """The line without control characters: neither a story nor a pasted answer steers the terminal."""
    return line if line.isprintable() else "".join(c if c.isprintable() else " " for c in line)
