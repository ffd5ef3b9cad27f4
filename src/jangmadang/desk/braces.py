"""Braces: what stands in the braces of a piece of prose, as a writer typed it.

Takes prose; gives the inserts that can read in two ways and those that may be phrases, in order, each with its place in
the prose. It reads as the builder of texts does (`story.building.texts`), whose word on what is wrong has gone before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct


class Phrase(Struct, frozen=True):
    """`{name}`: a phrase's name, a person's, a number's."""

    name: str


class Branch(Struct, frozen=True):
    """`{first|later}` or `{asked ? these | those}`."""

    halves: tuple[Half, Half]


Half = tuple[int, str, "tuple[Branch | Phrase, ...]"]
"""Where it begins in the prose, its words, and the braces within them."""


def branches(prose: str) -> Iterator[Branch | Phrase]:
    """The inserts of a piece of prose; values with a format are left out."""
    return _within(prose, 0, len(prose))


def plain(prose: str, value: Callable[[str], str] = lambda _: "{}") -> str:
    """The prose with every side of its braces, one after the other; `value` says what stands for any other insert."""
    out, at = [], 0
    for begin, end in _groups(prose, 0, len(prose)):
        out.append(prose[at:begin])
        halves = _halves(prose, begin + 1, end)
        sides = (plain(prose[a:b].strip(), value) for a, b in halves)
        out.append(" ".join(sides) if halves else value(prose[begin + 1 : end].strip()))
        at = end + 1
    return "".join([*out, prose[at:]])


def _within(prose: str, at: int, end: int) -> Iterator[Branch | Phrase]:
    for begin, close in _groups(prose, at, end):
        halves = _halves(prose, begin + 1, close)
        if halves:
            one, other = (_half(prose, *half) for half in halves)
            yield Branch((one, other))
        elif (name := prose[begin + 1 : close].strip()).isidentifier():
            yield Phrase(name)


def _half(prose: str, at: int, end: int) -> Half:
    while at < end and prose[at].isspace():
        at += 1
    return at, prose[at:end].rstrip(), tuple(_within(prose, at, end))


def _groups(prose: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each outer pair of braces opens and closes."""
    depth = begin = 0
    for n in range(at, end):
        if prose[n] == "{":
            begin = begin if depth else n
            depth += 1
        elif prose[n] == "}" and depth:
            depth -= 1
            if not depth:
                yield begin, n


def _halves(prose: str, at: int, end: int) -> tuple[tuple[int, int], ...]:
    """The two sides of what stands between braces, or nothing where it has none."""
    question = _sign("?", prose, at, end)
    bar = _sign("|", prose, at if question < 0 else question, end)
    return () if bar < 0 else ((at if question < 0 else question + 1, bar), (bar + 1, end))


def _sign(sign: str, prose: str, at: int, end: int) -> int:
    depth = 0
    for n in range(at, end):
        depth += {"{": 1, "}": -1}.get(prose[n], 0)
        if not depth and prose[n] == sign:
            return n
    return -1
