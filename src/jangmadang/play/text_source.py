"""Texts as lines of Python that hand each paragraph to `show`, for walking.

Takes model texts; gives lines that say, over a state `s` and a visit `v`, word for word what `Teller` tells, without
marks and in the wording that is not gentler. A beat is `---`. Phrases are left to `Teller`.
"""

from __future__ import annotations

from ..story.expressions import INT, Checked, Names, Type, source
from ..story.expressions import Person as Held
from ..story.expressions.tree import Number
from ..story.model import Body, ByCondition, ByVisit, Called, Item, Part, Text, Value, Words
from .change_source import Names as Known
from .telling import Teller

BEAT = "---"


class Texts:
    """Writes one story's texts."""

    def __init__(self, names: Known, teller: Teller) -> None:
        self.names, self.teller = names, teller
        self._tables: dict[Type, str] = {}

    def lines(self, text: Text) -> list[str]:
        """Everything that is read of a text now."""
        out: list[str] = []
        run: list[Item] = []  # an unbroken run of items that ask
        for item in (*text, None):
            if item is not None and item.when is not None and item.pick != "otherwise":
                if run and run[-1].else_when and not item.else_when:
                    out += self._run(run)
                    run = []
                run.append(item)
                continue
            told = self._item(item) if item is not None else []
            if item is None or item.pick != "otherwise":
                out += self._run(run) + told
            elif len(run) == 1 and (first := self._asking(run[0], self._item(run[0]))):
                out += first + _under("else:", told)
            else:
                out += ["h = 0", *self._held(run), *_under("if not h:", told)]
            run = []
        return out

    def _run(self, run: list[Item]) -> list[str]:
        if any(asks.else_when for asks in run):
            return ["h = 0", *self._held(run)]
        return [line for asks in run for line in self._asking(asks, self._item(asks))]

    def _held(self, run: list[Item]) -> list[str]:
        """What is told of a run, where `h` remembers whether any of it held."""
        return [line for asks in run for line in self._asking(asks, ["h = 1", *self._item(asks)])]

    def _asking(self, item: Item, told: list[str]) -> list[str]:
        assert item.when is not None
        holds = source(item.when.tree, True)
        return _under(f"if not h and ({holds}):" if item.else_when else f"if {holds}:", told)

    def _item(self, item: Item) -> list[str]:
        match item.pick:
            case "first":
                out = _under("if v <= 1:", self._body(item.bodies[0]))
                return out + _under("else:" if out else "if v > 1:", self._body(item.bodies[1]))
            case "cycle":
                return self._one_of(f"(v - 1) % {len(item.bodies)}", item)
            case "shuffle":
                return self._one_of(f"drawn(s[0], {item.key!r}, v, {len(item.bodies)})", item)
        return self._body(item.bodies[0])

    def _one_of(self, which: str, item: Item) -> list[str]:
        out = [f"x = {which}"]
        for n, body in enumerate(item.bodies):
            out += _under(f"if x == {n}:", self._body(body))
        return out

    def _body(self, body: Body) -> list[str]:
        return [f"show({self.line(paragraph.parts) if paragraph.parts else repr(BEAT)})" for paragraph in body]

    def line(self, parts: tuple[Part, ...]) -> str:
        """One line or paragraph, as source."""
        fixed, filled = "", []
        for part in parts:
            if isinstance(part, Words):
                fixed += part.text.replace("%", "%%")
            else:
                fixed += "%s"
                filled.append(self._part(part))
        if not filled:
            return repr(fixed.replace("%%", "%"))
        return f"({fixed!r} % ({', '.join(filled)},))"

    def _part(self, part: Value | Called | ByVisit | ByCondition) -> str:
        match part:
            case Value():
                return self._value(part.of, part.format)
            case ByVisit():
                return f"({self.line(part.first)} if v <= 1 else {self.line(part.later)})"
            case ByCondition():
                holds = source(part.when.tree, True)
                return f"({self.line(part.then)} if {holds} else {self.line(part.otherwise)})"
            case Called():
                return f"told({self.names.name((part,))}, s, v)"

    def _value(self, of: Checked, form: str) -> str:
        said, kind = f"({source(of.tree)})", of.type
        if isinstance(kind, Names | Held):
            return f"{self._table(kind)}[{said}]"
        if kind != INT:
            return f"str({said})"
        if form == "date":
            return f"date(day(s) - s[2] + {said})"
        if form in ("", "number") and of.low >= 0:
            return said if of.high < 1000 else f"format({said}, ',')"
        return f"written({said}, {form!r})"

    def _table(self, kind: Names | Held) -> str:
        """The words of all values of a type, as the teller says them."""
        if kind not in self._tables:
            size = len(kind.options) if isinstance(kind, Names) else len(kind.people) + 1
            values = [Value(Checked("", Number(n), kind, n, n)) for n in range(size)]
            self._tables[kind] = self.names.name(tuple(self.teller.value(value, ()) for value in values))
        return self._tables[kind]


def by_visit(text: Text, *lines: tuple[Part, ...]) -> bool:
    """Whether a text or a line may read differently the second time."""
    return any(
        item.pick in ("first", "cycle", "shuffle") or any(_asks(paragraph.parts) for paragraph in body)
        for item in text
        for body in item.bodies
    ) or any(map(_asks, lines))


def _asks(parts: tuple[Part, ...]) -> bool:
    return any(
        isinstance(part, ByVisit | Called)
        or (isinstance(part, ByCondition) and (_asks(part.then) or _asks(part.otherwise)))
        for part in parts
    )


def _under(head: str, lines: list[str]) -> list[str]:
    return [head, *(f" {line}" for line in lines)] if lines else []
