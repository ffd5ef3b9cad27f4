"""Problems: what is wrong with a story, where it stands, and what would mend it.

Takes words and places from whoever found something; gives plain values that sort, compare, print and turn into JSON.
No reading and no judging here, and no printing: a face decides where the text goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

Severity = Literal["error", "warning"]

LONGEST_WORD = 200
SHOWN = 160  # characters of source shown beside a caret: one line of a broken file can be megabytes long


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong. Problems sort by file, line and column."""

    file: str
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    code: str
    """Kebab-case; docs/problems/<code>.md explains it."""
    message: str
    hint: str = ""
    source: str = ""
    """The line as written, without its line end; empty when there is none to show."""
    length: int = 1
    """How many characters the caret underlines."""
    severity: Severity = "error"

    def text(self) -> str:
        """`file:line:column: code: message (hint)`, then the source line and a caret line, each four spaces in."""
        hint = f" ({self.hint})" if self.hint else ""
        head = visible(f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}{hint}")
        return "\n    ".join([head, *pointed(self.source, self.column, self.length)])

    def as_dict(self) -> dict[str, Any]:
        """The fields by name, as JSON takes them."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by place, each only once (same place, same code, same words)."""
    kept = {(p.file, p.line, p.column, p.code, p.message): p for p in problems}
    return sorted(kept.values())


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a story; warnings alone do not."""
    return [p for p in problems if p.severity == "error"]


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`did you mean "loudspeaker"?` for the candidate nearest to `word`, or "" when none is near.

    Capitals, and `-` or a space for `_`, count as no difference at all.
    """
    by_plain: dict[str, str] = {}
    for name in candidates:
        if name != word:
            by_plain.setdefault(_plain(name), name)
    plain = _plain(word)
    near = by_plain.get(plain)
    if near is None:
        last = min(len(plain), LONGEST_WORD) - 1
        swapped = (plain[:n] + plain[n + 1] + plain[n] + plain[n + 2 :] for n in range(last))
        near = next((by_plain[other] for other in swapped if other in by_plain), None)
    if near is None:
        import difflib  # costs a millisecond that a story without slips need not pay

        close = difflib.get_close_matches(plain, by_plain, n=1, cutoff=0.7 if len(plain) > 3 else 0.6)
        near = by_plain[close[0]] if close else None
    return f'did you mean "{near}"?' if near is not None else ""


def pointed(source: str, column: int, length: int) -> list[str]:
    """The source line and its caret line ([] for no source); the caret stands under `column` on any terminal."""
    if not source:
        return []
    start = min(max(column, 1) - 1, len(source))
    cut = max(0, start - SHOWN // 2) if len(source) > SHOWN else 0
    shown = source[cut : cut + SHOWN]
    marked = shown[start - cut : start - cut + max(length, 1)] or " "
    before = "".join(c if c == "\t" else " " * columns(c) for c in shown[: start - cut])
    caret = before + "^" * max(1, sum(1 if c == "\t" else columns(c) for c in marked))
    if cut:
        shown, caret = "…" + shown, " " + caret
    return [visible(shown) + ("…" if cut + SHOWN < len(source) else ""), caret]


def columns(character: str) -> int:
    """How many terminal columns one character takes: 0 for a combining mark, 2 for Hangul and the like."""
    if character < "\u0300":
        return 1
    import unicodedata

    if unicodedata.combining(character) or "\u1160" <= character <= "\u11ff" or "\ufe00" <= character <= "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    """The text on one line, with every control character shown as a sign: a story must not steer the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c == "\t" or c.isprintable() else _sign(c) for c in text)


def _sign(character: str) -> str:
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)
    return character if character in "\u00a0\u3000" else "\u2421" if code == 127 else "\ufffd"


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")
