"""Files as untidy as YAML allows: random trees, each written in random ways, and what was written of comments.

And shipped files made untidy, so that their layout is undone and not a word is changed.
"""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct

WORDS = (
    "Mi-na",
    "counts",
    "it's",
    'a "sack"',
    "한밤",
    "+5",
    "=day + 1",
    "the #2 bus",
    "won:",
    "soap, corn",
    "x",
    "don't",
)
NAMES = ("stove", "drain", "mina.trust", "day_1", "goods", "장", "a b")


class Written(Struct, frozen=True):
    text: str
    comments: list[str]


PLAIN = st.sampled_from(
    ["soap", "Mi-na counts", "+5", "=day + 1", "mina.trust >= 40", "12", "no", "한밤", "it's", "a#b"]
)
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
PROSE = st.tuples(
    LINES,
    st.lists(st.one_of(LINES, LINES.map("  {}".format), LINES.map("{} ".format), st.just("")), max_size=3),
    LINES,
).map(lambda parts: [parts[0], *parts[1], parts[2]])
TREES: st.SearchStrategy[Any] = st.recursive(
    PLAIN | PROSE,
    lambda inner: (
        st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=4)
        | st.lists(inner, min_size=1, max_size=3).map(lambda items: ("items", items))
    ),
    max_leaves=12,
)
"""A text (a list of its lines where it stands after a bar), a mapping, or ("items", a list)."""


@st.composite
def files(draw: st.DrawFn) -> Written:
    """A file of any shape."""
    tree = draw(st.dictionaries(st.sampled_from(NAMES), TREES, min_size=1, max_size=4))
    writer = _Writer(draw)
    writer.mapping(tree, 0)
    writer.between(0)
    return Written("".join(writer.lines) + draw(st.sampled_from(["", "\n\n"])), writer.comments)


class _Writer:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.comments: list[str] = []
        self.names: list[str] = []
        """What was named so far, and may be copied."""
        self.count = 0
        self.edge = 99
        """A comment stands left of this, or it would be text."""

    def a(self, *of: Any) -> Any:
        return self.draw(st.sampled_from(of))

    def comment(self) -> str:
        self.comments.append(f"# {len(self.comments)} {self.a('why', 'key: value', '- id: old', '…')}")
        return self.comments[-1]

    def between(self, column: int) -> None:
        """Perhaps empty lines, perhaps comments, at any depth that leaves them comments."""
        for what in self.a((), (), (), ("empty",), ("comment",), ("empty", "comment", "empty"), ("comment", "comment")):
            if what == "empty":
                self.lines.append(self.a("\n", "   \n" if self.edge > 90 else "\n"))
            else:
                at = min(self.a(column, column, 0, column + 3), self.edge - 1)
                self.lines.append(" " * at + self.comment() + "\n")

    def tail(self) -> str:
        if not self.a(True, False, False):
            return self.a("", "", " ")
        return self.a("  ", " ", "        ") + self.comment()

    def mapping(self, tree: dict[str, Any], column: int, first: str = "") -> None:
        for key, value in tree.items():
            if not first:
                self.between(column)
            front = first or " " * column
            first = ""
            self.value(front + key + self.a(":", ":", " :"), value, column, nested=column + self.a(1, 2, 4))

    def items(self, items: list[Any], column: int, first: str = "") -> None:
        for item in items:
            if not first:
                self.between(column)
            front = (first or " " * column) + "-"
            first = ""
            gap = self.a(1, 1, 3)
            if isinstance(item, dict) and self.a(True, True, False):
                self.edge = 99
                self.mapping(item, column + 1 + gap, front + " " * gap)
            else:
                self.value(front, item, column, nested=column + self.a(1, 2, 4), dash=True)

    def value(self, front: str, value: Any, column: int, nested: int, dash: bool = False) -> None:
        self.edge = 99
        gap = self.a(" ", " ", "   ")
        match value:
            case dict() | ("items", _) if self.brief(value) and self.a(True, False):
                self.lines.append(f"{front}{gap}{self.flow(value, column)}{self.tail()}\n")
            case dict():
                name = self.named()
                self.lines.append(f"{front}{gap}{name}".rstrip() + f"{self.tail()}\n")
                known = [*self.names]
                self.names = [one for one in known if f"&{one} " not in name]  # no copy of itself within
                self.mapping(value, nested)
                self.names = [*dict.fromkeys((*known, *self.names))]
            case ("items", items):
                self.lines.append(f"{front}{self.tail()}\n")
                self.items(items, nested if dash or self.a(True, False) else column)
            case list():
                self.bar(front + gap + self.named(), value, nested)
            case _ if self.names and self.a(True, False, False):
                self.lines.append(f"{front}{gap}*{self.a(*self.names)}{self.tail()}\n")
            case _:
                self.lines.append(f"{front}{gap}{self.named()}{self.word(value)}{self.tail()}\n")

    def named(self) -> str:
        """A name for what follows, now and then."""
        if not self.a(True, False, False, False):
            return ""
        self.count += 1
        self.names.append(f"n{self.count}")
        return f"&{self.names[-1]}{self.a(' ', '  ')}"

    def bar(self, front: str, lines: list[str], nested: int) -> None:
        sign, chomp = self.a("|", "|", ">"), self.a("", "", "-", "+")
        behind = self.tail()
        self.lines.append(f"{front}{sign}{chomp}{behind}\n")
        self.lines += [" " * nested + line + "\n" if line else "\n" for line in lines]
        self.lines += ["\n"] * self.a(0, 0, 1, 2)
        self.edge = nested

    def word(self, text: str) -> str:
        quoted = "'" + text.replace("'", "''") + "'"
        return self.a(text, text, quoted, '"' + text + '"' if " " not in text else text)

    def brief(self, value: Any) -> bool:
        if isinstance(value, dict):
            return all(" " not in key and self.brief(inner) for key, inner in value.items())
        if isinstance(value, tuple):
            return all(map(self.brief, value[1]))
        return isinstance(value, str)

    def flow(self, value: Any, column: int) -> str:
        if isinstance(value, str):
            return self.word(value)
        space = self.a("", "", " ", "\n" + " " * (column + 5), "  ")
        inner = (
            [f"{key}:{self.a(' ', '  ')}{self.flow(one, column)}" for key, one in value.items()]
            if isinstance(value, dict)
            else [self.flow(one, column) for one in value[1]]
        )
        ends = "{}" if isinstance(value, dict) else "[]"
        return ends[0] + space + self.a(", ", ",  ", " , ").join(inner) + space + ends[1]


# ---- shipped files --------------------------------------------------------------------------------------------------
_KEPT = re.compile(r"^(?P<edge> *)(?:- )*(?:[^\s#][^#]*: )?[|>][-+]?$")


def untidy(text: str, *, step: int, spaces: bool, blanks: bool, ends: bool) -> str:
    """The same file with another layout: other steps, spaces in brackets, empty lines and blanks at lines' ends."""
    out: list[str] = []
    bar = -1
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        deep = len(line) - len(bare)
        if bar >= 0 and (deep > bar or not bare):
            out.append(" " * (deep * step if bare else 0) + bare)
            continue
        bar = deep if _KEPT.match(line) else -1
        if blanks and not bare:
            out.append("")
        dashes = len(bare) - len(re.sub(r"^(- )+", "", bare))
        bare = ("-" + " " * (2 * step - 1)) * (dashes // 2) + bare[dashes:]
        if spaces and "'" not in bare and '"' not in bare and bare.count(": {") == 1 and bare.endswith("}"):
            bare = bare.replace("{", "{ ").replace("}", " }").replace(", ", " ,  ")
        out.append(" " * (deep * step) + bare + ("  " if ends and bare and bar < 0 else ""))
    return "\n".join(out)
