"""Meaning: the tree as written goes in, a checked tree over slots with its type and bounds comes out.

A Checker holds one text's problems and goes on after each, so that all are told at once. Names are asked of the Scope;
functions are in `functions`, comparisons and logic in `conditions`. Nothing is parsed and nothing is run here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..problems import Severity, did_you_mean
from . import conditions, intervals
from .functions import FUNCTIONS
from .intervals import HIGHEST, LOWEST, Interval
from .parse import (
    Call,
    Comparison,
    Date,
    Either,
    Joined,
    Minus,
    Negation,
    Operation,
    Raw,
    WholeNumber,
    Word,
)
from .scope import Kind, Scope, Symbol
from .tree import (
    Arithmetic,
    Ask,
    ExprProblem,
    Negative,
    Node,
    Number,
    Slot,
    Through,
)
from .types import BOOL, INT, Members, Names, Person, Plain, Type, alike, fits, listed

Found = tuple[Node, Type, int, int]
"""A node, its type and its bounds."""

_CONSTANTS = {"true": 1, "false": 0}


YES_AND_NO = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""What YAML elsewhere takes for true and false."""


class Checker:
    """One text being checked."""

    def __init__(self, text: str, words: list[str], places: Callable[[], list[tuple[int, int]]], scope: Scope) -> None:
        self.text, self.words, self.places, self.scope = text, words, places, scope
        self.problems: list[ExprProblem] = []
        self.reads: set[int] = set()
        self.asks: set[str] = set()
        self.size = len(words) - 1
        self.known: dict[int, Interval] = {}
        self.names_first = True

    # ---- telling ----------------------------------------------------------------------------------------------------
    def problem(self, code: str, at: int, end: int, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Adds a problem about the tokens `at` to `end`."""
        places = self.places()
        start, stop = places[at][0], places[max(at, end - 1)][1]
        self.problems.append(ExprProblem(code, start, max(1, stop - start), message, hint, severity))

    def said(self, raw: Raw) -> str:
        """The part of the text that a node spans."""
        places = self.places()
        return self.text[places[raw.at][0] : places[raw.end - 1][1]]

    def wrong_type(self, raw: Raw, type_: Type, wanted: Type) -> None:
        """The value is of one type where another is needed."""
        said = self.said(raw)
        if isinstance(type_, Person) and isinstance(wanted, Person) and alike(type_, wanted):
            other = next(name for name in type_.allowed if name not in wanted.allowed)
            message = f"`{said}` can be {other}, which cannot stand here"
            self.problem("wrong-type", raw.at, raw.end, message, f"it can be {listed(wanted.allowed)}")
            return
        named = len(said) <= 30 and type(raw) in (Word, Call, Either)
        needed = "a condition" if wanted is BOOL else str(wanted)
        is_ = f"`{said}` is {type_}" if named else f"this is {type_}"
        name = said if named else "…"
        hint = ""
        if wanted is BOOL:
            if type_ is INT:
                hint = f"did you mean `{name} >= …`?"
            elif isinstance(type_, Members):
                hint = f"did you mean `{name} has {type_.options[0]}`?" if type_.options else ""
            elif isinstance(type_, Names | Person):
                options = type_.options if isinstance(type_, Names) else type_.allowed
                hint = f"did you mean `{name} is {options[-1]}`?" if options else ""
        elif wanted is INT:
            if type_ is BOOL:
                hint = f"`1 if {name} else 0` is a number"
            elif isinstance(type_, Members):
                hint = f"`count({name})` is a number"
            else:
                hint = "what has a name is compared with `is`"
        self.problem("wrong-type", raw.at, raw.end, f"{is_}; {needed} is needed", hint)

    def unknown(self, raw: Word, expect: Type | None) -> None:
        """Nothing has this name."""
        name, lower = raw.name, raw.name.lower()
        if name in ("True", "False", "None"):
            self.problem("python-ism", raw.at, raw.end, f"`{name}` is written small", f"write `{lower}`")
            return
        if lower in YES_AND_NO:
            hint = f"write `{YES_AND_NO[lower]}`"
            self.problem("unknown-name", raw.at, raw.end, f"`{name}` means nothing here", hint)
            return
        hint = did_you_mean(name, self.scope.names())
        if not hint and expect is BOOL:
            hint = did_you_mean(name, ("true", "false"))
        if not hint and name in FUNCTIONS:
            hint = f"a function takes brackets: `{FUNCTIONS[name].usage}`"
        elif not hint and expect in (BOOL, INT) and "." not in name:
            start = "false" if expect is BOOL else "{start: 0}"
            hint = f"new? declare it: `state: {{{name}: {start}}}`"
        self.problem("unknown-name", raw.at, raw.end, f"nothing is called `{name}`", hint)

    # ---- visiting ---------------------------------------------------------------------------------------------------
    def visit(self, raw: Raw, expect: Type | None = None) -> Found | None:
        """The meaning of a node, or None when its problems were told. `expect` only helps to read names."""
        found: Found | None = _VISIT[type(raw)](self, raw, expect)
        return found

    def need(self, raw: Raw, wanted: Type) -> Found | None:
        """As `visit`, but of the type that is needed, or None."""
        found: Found | None = _VISIT[type(raw)](self, raw, wanted)
        if found is None or found[1] is wanted or fits(found[1], wanted):
            return found
        self.wrong_type(raw, found[1], wanted)
        return None

    def number(self, raw: WholeNumber, expect: Type | None) -> Found | None:
        return Number(raw.value), INT, raw.value, raw.value

    def word(self, raw: Word, expect: Type | None) -> Found | None:
        """A name: of a value where one of a named kind is expected, else of something declared."""
        name = raw.name
        named = expect is not None and type(expect) is not Plain
        if named and self.names_first:
            value = expect.value(name)  # type: ignore[union-attr]
            if value is not None:
                return self.member(name, value, expect)  # type: ignore[arg-type]
        symbol = self.scope.find(name)
        if symbol is not None:
            return self.symbol(symbol)
        if name in _CONSTANTS:
            value = _CONSTANTS[name]
            return Number(value), BOOL, value, value
        if named:
            value = expect.value(name)  # type: ignore[union-attr]
            if value is not None:
                return self.member(name, value, expect)  # type: ignore[arg-type]
            self.unknown_member(raw, expect)  # type: ignore[arg-type]
        else:
            self.unknown(raw, expect)
        return None

    def member(self, name: str, value: int, of: Type) -> Found:
        if isinstance(of, Person):
            of = Person(of.people, (name,))
        return Number(value), of, value, value

    def unknown_member(self, raw: Word, of: Type) -> None:
        name, options = raw.name, of.allowed if isinstance(of, Person) else getattr(of, "options", ())
        if isinstance(of, Person) and name in of.people:
            message = f"`{name}` can never stand here; it can be {listed(options)}"
        else:
            message = f"`{name}` is not one of {listed(options)}"
        self.problem("unknown-member", raw.at, raw.end, message, did_you_mean(name, options))

    def symbol(self, symbol: Symbol) -> Found:
        """What a declared name stands for."""
        slot = symbol.slot
        low, high = symbol.low, symbol.high
        if slot is not None and not symbol.call:
            self.reads.add(slot)
            known = self.known.get(slot)
            if known is None or max(low, known[0]) > min(high, known[1]):
                # Where a test that never holds was learnt, its part is never reached: the next test guards alone.
                self.known[slot] = low, high
            else:
                low, high = max(low, known[0]), min(high, known[1])
            return Slot(slot), symbol.type, low, high
        if symbol.value is not None:
            return Number(symbol.value), symbol.type, symbol.value, symbol.value
        tree = symbol.tree
        if tree is not None:
            self.reads |= tree.reads
            self.asks |= tree.asks
            self.size += tree.size
            return tree.tree, symbol.type, tree.low, tree.high
        if symbol.via is not None:
            holder, fields = symbol.via
            self.reads.add(holder)
            self.reads.update(f for f in fields if f is not None)
            return Through(holder, fields), symbol.type, min(0, low), max(0, high)
        self.asks.add(symbol.call)
        if slot is not None:
            self.reads.add(slot)
        return Ask(symbol.call, ()), symbol.type, low, high

    # ---- numbers ----------------------------------------------------------------------------------------------------
    def minus(self, raw: Minus, expect: Type | None) -> Found | None:
        found = self.need(raw.part, INT)
        if found is None:
            return None
        node, _, low, high = found
        if type(node) is Number:
            return Number(-low), INT, -low, -low
        return self.whole(raw, Negative(node), -high, -low)

    def operation(self, raw: Operation, expect: Type | None) -> Found | None:
        left, right = self.need(raw.left, INT), self.need(raw.right, INT)
        if left is None or right is None:
            return None
        op, c, d = raw.op, right[2], right[3]
        if op in ("//", "%") and c <= 0 <= d:
            said = self.said(raw.right)
            message = f"`{said}` is 0" if c == d else f"`{said}` can be 0 (it is between {c} and {d})"
            hint = "" if c == d else f"write `max(1, {said})`, or `… if {said} > 0 else …`"
            self.problem("division-by-zero", raw.right.at, raw.right.end, message, hint)
            return None
        low, high = intervals.arithmetic(op, left[2], left[3], c, d)
        if type(left[0]) is Number and type(right[0]) is Number:
            return self.whole(raw, Number(low), low, high)
        return self.whole(raw, Arithmetic(op, left[0], right[0]), low, high)  # type: ignore[arg-type]

    def whole(self, raw: Raw, node: Node, low: int, high: int) -> Found | None:
        """A number, if it always fits 64 bits."""
        if low < LOWEST or high > HIGHEST:
            most = high if high > HIGHEST else low
            hint = "bound what it is made of: `max:` in `state`, or `clamp(…)`"
            self.problem("too-large", raw.at, raw.end, f"this can reach {most:,}, which is too large", hint)
            return None
        return node, INT, low, high

    # ---- arguments --------------------------------------------------------------------------------------------------
    def numbers(self, args: list[Raw]) -> list[Found] | None:
        """The meanings of all, or None when one is no number."""
        found = [self.need(arg, INT) for arg in args]
        right = [f for f in found if f is not None]
        return right if len(right) == len(found) else None

    def static(self, arg: Raw, kind: Kind, exists: Callable[[str], bool]) -> str | None:
        """The name that an argument is, or None when it is none of that kind, which is told."""
        if type(arg) is not Word:
            self.problem("wrong-arguments", arg.at, arg.end, f"the name of a {kind} is needed here")
            return None
        if exists(arg.name):
            return arg.name
        hint = did_you_mean(arg.name, self.scope.ids(kind))
        self.problem("unknown-name", arg.at, arg.end, f"there is no {kind} `{arg.name}`", hint)
        return None

    def call(self, raw: Call, expect: Type | None) -> Found | None:
        function = FUNCTIONS.get(raw.name)
        if function is None:
            if (symbol := self.scope.find(raw.name)) is not None:
                message, hint = f"`{raw.name}` is {symbol.type}, and no function", "write it without brackets"
            else:
                message, hint = f"there is no function `{raw.name}`", did_you_mean(raw.name, FUNCTIONS)
            self.problem("unknown-function", raw.at, raw.at + 1, message, hint)
            if symbol is None:
                for arg in raw.args:
                    if type(arg) is not Word:
                        self.visit(arg)
            return None
        if not function.fewest <= len(raw.args) <= function.most:
            hint = f"write `{function.usage}`"
            self.problem("wrong-arguments", raw.at, raw.end, f"`{raw.name}` takes {function.takes}", hint)
            return None
        return function.check(self, raw)

    def date(self, raw: Date, expect: Type | None) -> Found | None:
        raise AssertionError("a date stands only in day_of")


_VISIT: dict[type, Any] = {
    WholeNumber: Checker.number,
    Word: Checker.word,
    Minus: Checker.minus,
    Negation: conditions.negation,
    Operation: Checker.operation,
    Comparison: conditions.comparison,
    Joined: conditions.joined,
    Either: conditions.either,
    Call: Checker.call,
    Date: Checker.date,
}
