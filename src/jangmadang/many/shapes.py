"""Expressions for columns of lives: those that differ only in their slots and numbers are one array function.

Takes checked trees; gives rows of a table. `Values` reckons rows for lives: what is a number, or a sum of two slots, by
multiplying; what is more, shape by shape. `Tests` asks conditions as programs of branches: every node compares a sum
with 0, or asks a set, and names the node for yes and the node for no; so it costs the same however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from msgspec import Struct

from ..story.expressions.tree import (
    Absolute,
    And,
    Arithmetic,
    Ask,
    Compare,
    Count,
    Greatest,
    Has,
    If,
    Least,
    Look,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Slot,
    Through,
)
from .chances import I64
from .state import Lives, Rows, States
from .worlds import Worlds

YES, NO = -1, -2
Sum = tuple[dict[int, int], int]


class CannotSimulate(Exception):
    """A story has something that columns cannot hold; the message says what."""


def linear(node: Node) -> Sum | None:
    """The expression as factors of slots and a constant, or None where it is no such sum."""
    match node:
        case Number(value):
            return {}, value
        case Slot(slot):
            return {slot: 1}, 0
        case Negative(part):
            inner = linear(part)
            return None if inner is None else ({s: -f for s, f in inner[0].items()}, -inner[1])
        case Arithmetic("+" | "-" as op, left, right):
            a, b = linear(left), linear(right)
            if a is None or b is None:
                return None
            sign = 1 if op == "+" else -1
            factors = {s: a[0].get(s, 0) + sign * b[0].get(s, 0) for s in {**a[0], **b[0]}}
            return {s: f for s, f in factors.items() if f}, a[1] + sign * b[1]
        case Arithmetic("*", left, right):
            a, b = linear(left), linear(right)
            if a is None or b is None or (a[0] and b[0]):
                return None
            (factors, k), times = (a, b[1]) if a[0] else (b, a[1])
            return {s: f * times for s, f in factors.items() if f * times}, k * times
        case _:
            return None


class Shapes:
    """Array functions by shape, and the slots and numbers that each row puts into its own."""

    def __init__(self, rows: Rows, worlds: Worlds) -> None:
        self._rows, self._worlds = rows, worlds
        self._functions: list[Callable[..., Any]] = []
        self._known: dict[str, int] = {}
        self._asks: list[bool] = []
        """Whether a shape asks the world."""
        self._slots: list[list[list[int]]] = []
        self._numbers: list[list[list[int]]] = []
        self._tables: dict[Any, str] = {}
        self._env: dict[str, Any] = {
            "__builtins__": {},
            "where": np.where,
            "minimum": np.minimum,
            "maximum": np.maximum,
            "abs_": np.abs,
            "bits": np.bitwise_count,
            "zero": np.int64(0),
            "W": worlds,
        }
        self._columns: list[tuple[I64, I64]] = []

    @property
    def count(self) -> int:
        """How many shapes there are."""
        return len(self._functions)

    def add(self, tree: Node) -> tuple[int, int]:
        """The number of the shape, and of this row among those of the shape."""
        writing = _Writing(self)
        text, is_test = writing.written(tree)
        body = f"({text}).astype('i8')" if is_test else text
        whole = f"{len(writing.slots)}|{len(writing.numbers)}|{body}"
        shape = self._known.get(whole)
        if shape is None:
            shape = self._known[whole] = len(self._functions)
            self._functions.append(self._made(body, len(writing.slots), len(writing.numbers)))
            self._asks.append("W." in body)
            self._slots.append([])
            self._numbers.append([])
        self._slots[shape].append(writing.slots)
        self._numbers[shape].append(writing.numbers)
        return shape, len(self._slots[shape]) - 1

    def _made(self, body: str, slots: int, numbers: int) -> Callable[..., Any]:
        lines = ["def f(flat, width, who, lives, slots, numbers, row):"]
        lines += [f" v{n} = flat.take(slots[{n}].take(row) * width + who)" for n in range(slots)]
        lines += [f" k{n} = numbers[{n}].take(row)" for n in range(numbers)]
        exec(compile("\n".join([*lines, f" return {body}"]), "<shape>", "exec"), self._env)
        made: Callable[..., Any] = self._env.pop("f")
        return made

    def close(self) -> None:
        """No more rows: the columns are made."""
        for slots, numbers in zip(self._slots, self._numbers, strict=True):
            self._columns.append((_columns(slots), _columns(numbers)))

    def table(self, values: tuple[int, ...]) -> str:
        """The name of a constant column."""
        name = self._tables.get(values)
        if name is None:
            name = self._tables[values] = f"t{len(self._tables)}"
            self._env[name] = np.array(values, np.int64)
        return name

    def slot(self, slot: int) -> int:
        """The slot's row; one that has several is nothing that expressions can read here."""
        if slot in self._rows.wide:
            raise CannotSimulate(f"{self._rows.slots[slot].name} has more members than a number has bits")
        return slot

    def reckon(self, shape: int, row: I64, states: States, who: I64) -> Any:
        """The rows' values for lives, all of one shape."""
        slots, numbers = self._columns[shape]
        lives = Lives(states, who) if self._asks[shape] else None
        return self._functions[shape](states.flat, states.width, who, lives, slots, numbers, row)


def _columns(rows: list[list[int]]) -> I64:
    return np.ascontiguousarray(np.array(rows, np.int64).T) if rows and rows[0] else np.empty((0, 0), np.int64)


class _Writing:
    """One tree on its way to text; slots and numbers become v0 … and k0 …"""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.slots: list[int] = []
        self.numbers: list[int] = []

    def number(self, node: Node) -> str:
        """Text of a whole number for each life."""
        text, is_test = self.written(node)
        return f"({text}).astype('i8')" if is_test else text

    def test(self, node: Node) -> str:
        """Text of yes or no for each life."""
        text, is_test = self.written(node)
        return text if is_test else f"({text} != 0)"

    def written(self, node: Node) -> tuple[str, bool]:
        """Text, and whether it is yes or no."""
        match node:
            case Number(value):
                return self._k(value), False
            case Slot(slot):
                self.slots.append(self.shapes.slot(slot))
                return f"v{len(self.slots) - 1}", False
            case Arithmetic(op, left, right):
                return f"({self.number(left)} {op} {self.number(right)})", False
            case Negative(part):
                return f"(-{self.number(part)})", False
            case Absolute(part):
                return f"abs_({self.number(part)})", False
            case Least(parts):
                return self._folded("minimum", map(self.number, parts)), False
            case Greatest(parts):
                return self._folded("maximum", map(self.number, parts)), False
            case Count(of):
                return f"bits({self.number(of)}).astype('i8')", False
            case Has(of, mask):
                return f"(({self.number(of)} & {self.number(mask)}) != 0)", True
            case Compare(op, left, right):
                return f"({self.number(left)} {op} {self.number(right)})", True
            case And(parts):
                return f"({' & '.join(map(self.test, parts))})", True
            case Or(parts):
                return f"({' | '.join(map(self.test, parts))})", True
            case Not(part):
                return f"(~{self.test(part)})", True
            case If(test, yes, no):
                return f"where({self.test(test)}, {self.number(yes)}, {self.number(no)})", False
            case Look(values, index):
                return f"{self.shapes.table(values)}.take({self.number(index)}, mode='clip')", False
            case Through(holder, fields):
                return self._through(holder, fields), False
            case Ask(name, args):
                return self._asked(name, args), False
        raise AssertionError(f"no such node: {node!r}")

    def _k(self, value: int) -> str:
        self.numbers.append(value)
        return f"k{len(self.numbers) - 1}"

    def _folded(self, function: str, parts: Iterable[str]) -> str:
        first, *rest = parts
        for part in rest:
            first = f"{function}({first}, {part})"
        return first

    def _through(self, holder: int, fields: tuple[int | None, ...]) -> str:
        held, _ = self.written(Slot(holder))
        slots = self.shapes.table(tuple(-1 if field is None else self.shapes.slot(field) for field in fields))
        found = f"{slots}.take({held}, mode='clip')"
        return f"where({found} < 0, zero, flat.take(maximum({found}, zero) * width + who))"

    def _asked(self, name: str, args: tuple[Any, ...]) -> str:
        given = ["lives"]
        # The first of a price or a want is its good, which settles what is looked up; other numbers may differ.
        fixed_first = name in ("price", "price_on", "buy", "sell", "want")
        for n, arg in enumerate(args):
            if isinstance(arg, Node):
                given.append(self.number(arg))
            elif isinstance(arg, int) and not (fixed_first and n == 0):
                given.append(self._k(arg))
            else:
                given.append(repr(arg))
        return f"W.{name}({', '.join(given)})"


class Values:
    """Whole numbers by row."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._written: list[tuple[int, int, int, int, int, int, int]] = []
        self._known: dict[Node, int] = {}

    def add(self, tree: Node) -> int:
        """The row of an expression."""
        row = self._known.get(tree)
        if row is None:
            row = self._known[tree] = len(self._written)
            self._written.append(self._row(tree))
        return row

    def _row(self, tree: Node) -> tuple[int, int, int, int, int, int, int]:
        sum_ = linear(tree)
        if sum_ is not None and len(sum_[0]) <= 2:
            (a, f), (b, g) = [*((self._shapes.slot(s), by) for s, by in sum_[0].items()), (0, 0), (0, 0)][:2]
            return len(sum_[0]), a, f, b, g, sum_[1], 0
        shape, row = self._shapes.add(tree)
        return 3 + shape, 0, 0, 0, 0, 0, row

    def close(self) -> None:
        """No more rows."""
        columns = np.array(self._written or [(0,) * 7], np.int64).T
        self._kind, self._a, self._f, self._b, self._g, self._k, self._row_of = map(np.ascontiguousarray, columns)
        self._plain = not self._kind.any()

    def numbers(self) -> tuple[Any, I64]:
        """Which rows are numbers, whatever the life, and what each adds to all else that it is made of."""
        return self._kind == 0, self._k

    def reckon(self, row: I64, states: States, who: I64) -> I64:
        """The value of a row for each life."""
        out = self._k.take(row)
        if self._plain:
            return out
        kind = self._kind.take(row)
        at = np.flatnonzero(kind)
        if not at.size:
            return out
        kinds = kind.take(at)
        summed = at[kinds < 3]
        if summed.size:
            rows, lives = row.take(summed), who.take(summed)
            value = self._f.take(rows) * states.flat.take(self._a.take(rows) * states.width + lives)
            two = np.flatnonzero(kind.take(summed) == 2)
            if two.size:
                rows = rows.take(two)
                value[two] += self._g.take(rows) * states.flat.take(self._b.take(rows) * states.width + lives.take(two))
            out[summed] += value
        if summed.size < at.size:
            for shape, places in by_kind(at[kinds >= 3], kinds[kinds >= 3]):
                rows = self._row_of.take(row.take(places))
                out[places] = self._shapes.reckon(shape - 3, rows, states, who.take(places))
        return out


_SUM, _EQUAL, _SET = 0, 1, 2


class _Node(Struct, frozen=True):
    kind: int
    a: int
    f: int
    b: int
    g: int
    k: int
    row: int
    yes: int
    no: int


class Tests:
    """Conditions by the node at which their program begins."""

    __test__ = False

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._nodes: list[_Node] = []
        self._known: dict[Any, int] = {}

    def add(self, tree: Node) -> int:
        """Where the program of a condition begins; YES or NO for one that always holds, or never."""
        found = self._known.get(tree)
        if found is None:
            found = self._known[tree] = self._test(tree, YES, NO)
        return found

    def _test(self, node: Node, yes: int, no: int) -> int:
        """Built from the end, so that where a node leads is there already."""
        match node:
            case Number(value):
                return yes if value else no
            case And(parts):
                for part in reversed(parts):
                    yes = self._test(part, yes, no)
                return yes
            case Or(parts):
                for part in reversed(parts):
                    no = self._test(part, yes, no)
                return no
            case Not(part):
                return self._test(part, no, yes)
            case Slot(slot):
                return self._node(_EQUAL, {slot: 1}, 0, no, yes)
            case Has(Slot(slot), Number(mask)):
                return self._node(_SET, {slot: 1}, mask, yes, no)
            case Compare(op, left, right):
                sum_ = linear(Arithmetic("-", left, right))
                if sum_ is not None and len(sum_[0]) <= 2:
                    return self._compared(op, sum_, yes, no)
        shape, row = self._shapes.add(node)
        return self._append(_Node(3 + shape, 0, 0, 0, 0, 0, row, yes, no))

    def _compared(self, op: str, sum_: Sum, yes: int, no: int) -> int:
        factors, k = sum_
        if not factors:
            holds = {"==": k == 0, "!=": k != 0, "<": k < 0, "<=": k <= 0, ">": k > 0, ">=": k >= 0}[op]
            return yes if holds else no
        if op in ("==", "!="):
            return self._node(_EQUAL, factors, k, *((yes, no) if op == "==" else (no, yes)))
        if op in ("<", ">="):
            return self._node(_SUM, factors, k, *((yes, no) if op == ">=" else (no, yes)))
        # x > 0 is x - 1 >= 0
        return self._node(_SUM, factors, k - 1, *((yes, no) if op == ">" else (no, yes)))

    def _node(self, kind: int, factors: dict[int, int], k: int, yes: int, no: int) -> int:
        (a, f), (b, g) = [*((self._shapes.slot(s), by) for s, by in factors.items()), (0, 0), (0, 0)][:2]
        return self._append(_Node(kind, a, f, b, g, k, 0, yes, no))

    def _append(self, node: _Node) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1

    def close(self) -> None:
        """No more conditions."""
        nodes = [tuple(getattr(node, name) for name in node.__struct_fields__) for node in self._nodes]
        columns = np.array(nodes or [(0,) * 9], np.int64).T
        kind, a, f, b, g, k, row, yes, no = map(np.ascontiguousarray, columns)
        self._kind, self._a, self._f, self._b, self._g, self._k, self._row = kind, a, f, b, g, k, row
        self._yes, self._no = yes, no
        self._one_kind = bool((kind == _SUM).all())
        self._two = bool(g.any())

    def holds(self, entry: I64, states: States, who: I64) -> Any:
        """Whether the condition that begins at each entry holds for the life beside it: an array of yes and no."""
        out = entry == YES
        at = np.flatnonzero(entry >= 0)
        node, who = entry.take(at), who.take(at)
        while at.size:
            node = np.where(self._asked(node, states, who), self._yes.take(node), self._no.take(node))
            out[at[node == YES]] = True
            more = np.flatnonzero(node >= 0)
            at, who, node = at.take(more), who.take(more), node.take(more)
        return out

    def _asked(self, node: I64, states: States, who: I64) -> Any:
        flat, width = states.flat, states.width
        value = self._f.take(node) * flat.take(self._a.take(node) * width + who)
        k = self._k.take(node)
        if self._two:
            two = np.flatnonzero(self._g.take(node))
            if two.size:
                n = node.take(two)
                value[two] += self._g.take(n) * flat.take(self._b.take(n) * width + who.take(two))
        holds = value + k >= 0
        if self._one_kind:
            return holds
        kind = self._kind.take(node)
        equal = np.flatnonzero(kind == _EQUAL)
        if equal.size:
            holds[equal] = value.take(equal) + k.take(equal) == 0
        members = np.flatnonzero(kind == _SET)
        if members.size:
            holds[members] = value.take(members) & k.take(members) != 0
        rest = np.flatnonzero(kind >= 3)
        if rest.size:
            for shape, places in by_kind(rest, kind.take(rest)):
                rows = self._row.take(node.take(places))
                holds[places] = self._shapes.reckon(shape - 3, rows, states, who.take(places)) != 0
        return holds


def by_kind(places: I64, kinds: I64) -> Iterable[tuple[int, I64]]:
    """The places by what kind they are of, for each kind there is."""
    if not kinds.size:
        return
    first = int(kinds[0])
    if (kinds == first).all():
        yield first, places
        return
    order = np.argsort(kinds.astype(np.int16 if kinds.max() < 32_000 else np.int64), kind="stable")
    sorted_ = kinds.take(order)
    cuts = np.flatnonzero(np.diff(sorted_)) + 1
    for part in np.split(order, cuts):
        yield int(kinds[part[0]]), places.take(part)
