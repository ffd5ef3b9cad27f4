"""The grammar: tokens go in, a tree of what was written comes out (a Pratt parser).

Nodes know the tokens they span, `at` to `end`, so that every problem can point. What names mean, and whether types
fit, is not asked here. A text that is no expression raises Stumble, for the checker to report.

    weakest: x if c else y · or · and · not · == != < <= > >= is has · + - · * // % · unary - : strongest
"""

from __future__ import annotations

from msgspec import Struct

from .tokens import KEYWORDS

DEEPEST = 40
DIGITS = 18

_IF, _OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _SIGN = range(1, 9)
_LEVEL = {
    "if": _IF,
    "or": _OR,
    "and": _AND,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "is", "has"), _COMPARISON),
    **dict.fromkeys(("+", "-"), _SUM),
    **dict.fromkeys(("*", "//", "%"), _PRODUCT),
}


class Stumble(Exception):
    """The text is no expression: a problem's code, tokens and words."""

    def __init__(self, code: str, at: int, end: int, message: str, hint: str = "") -> None:
        self.code, self.at, self.end, self.message, self.hint = code, at, end, message, hint


class WholeNumber(Struct, gc=False):
    at: int
    end: int
    value: int


class Word(Struct, gc=False):
    """A name, or `true` or `false`."""

    at: int
    end: int
    name: str


class Minus(Struct, gc=False):
    at: int
    end: int
    part: Raw


class Negation(Struct, gc=False):
    at: int
    end: int
    part: Raw


class Operation(Struct, gc=False):
    at: int
    end: int
    op: str
    left: Raw
    right: Raw


class Comparison(Struct, gc=False):
    """`first op right`, or a chain of them. Each step is its sign, the sign's token and the right side."""

    at: int
    end: int
    first: Raw
    steps: list[tuple[str, int, Raw]]


class Joined(Struct, gc=False):
    """`a and b and c`, or the same with `or`."""

    at: int
    end: int
    op: str
    parts: list[Raw]


class Either(Struct, gc=False):
    """`yes if test else no`."""

    at: int
    end: int
    test: Raw
    yes: Raw
    no: Raw


class Call(Struct, gc=False):
    at: int
    end: int
    name: str
    args: list[Raw]


class Date(Struct, gc=False):
    """`2009-11-30`, within day_of."""

    at: int
    end: int
    year: int
    month: int
    day: int


Raw = WholeNumber | Word | Minus | Negation | Operation | Comparison | Joined | Either | Call | Date


def parse(words: list[str]) -> Raw:
    """The tree of a list of tokens that ends in an empty one. Raises Stumble."""
    parser = _Parser(words)
    tree = parser.expression(0, 0)
    if parser.words[parser.at]:
        raise parser.leftover()
    return tree


class _Parser:
    __slots__ = ("at", "words")

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.at = 0

    def expression(self, power: int, depth: int) -> Raw:
        """An expression whose loosest sign binds more tightly than `power`."""
        if depth > DEEPEST:
            message = f"more than {DEEPEST} brackets and signs within one another"
            raise Stumble(
                "too-deep", self.at, self.at + 1, message, "name parts of it under `conditions` or `computed`"
            )
        words = self.words
        left = self.operand(power, depth)
        while (level := _LEVEL.get(op := words[self.at], 0)) > power:
            if level >= _SUM:
                self.at += 1
                right = self.expression(level, depth + 1)
                left = Operation(left.at, right.end, op, left, right)
            elif level == _COMPARISON:
                left = self.comparison(left, depth)
            elif level == _IF:
                self.at += 1
                test = self.expression(_IF, depth + 1)
                if words[self.at] != "else":
                    raise Stumble(
                        "expression-syntax",
                        self.at - 1,
                        self.at,
                        "`if` needs an `else`",
                        "write `this if condition else that`",
                    )
                self.at += 1
                no = self.expression(0, depth + 1)
                left = Either(left.at, no.end, test, left, no)
            else:
                parts = [left]
                while words[self.at] == op:
                    self.at += 1
                    parts.append(self.expression(level, depth + 1))
                left = Joined(left.at, parts[-1].end, op, parts)
        return left

    def operand(self, power: int, depth: int) -> Raw:
        """What can stand where an expression begins."""
        at = self.at
        word = self.words[at]
        if word[:1].isidentifier():
            if word not in KEYWORDS:
                self.at = at + 1
                if self.words[at + 1] == "(":
                    return self.call(word, depth)
                return Word(at, at + 1, word)
            if word == "not":
                if power >= _COMPARISON:
                    hint = "put brackets round it: `(not …)`"
                    raise Stumble("expression-syntax", at, at + 1, "`not` binds too loosely to stand here", hint)
                self.at = at + 1
                part = self.expression(_NOT, depth + 1)
                return Negation(at, part.end, part)
        elif word[:1].isdecimal():
            self.at = at + 1
            if len(word) > 1 and (word[0] == "0" or len(word) > DIGITS):
                if len(word) > DIGITS:
                    message = f"a number has at most {DIGITS} digits"
                    raise Stumble("too-large", at, at + 1, message)
                meant = word.lstrip("0") or "0"
                raise Stumble("expression-syntax", at, at + 1, "a number does not begin with 0", f"write `{meant}`")
            return WholeNumber(at, at + 1, int(word))
        elif word == "-":
            self.at = at + 1
            part = self.expression(_SIGN, depth + 1)
            return Minus(at, part.end, part)
        elif word == "(":
            self.at = at + 1
            inner = self.expression(0, depth + 1)
            self.close(at)
            return inner
        raise self.missing()

    def comparison(self, first: Raw, depth: int) -> Raw:
        """What follows the first side of a comparison, as far as the chain goes."""
        words, steps = self.words, []
        while _LEVEL.get(op := words[at := self.at]) == _COMPARISON:
            self.at = at + 1
            if words[at + 1] == "not":
                if op == "is":
                    op = "is not"
                    self.at = at + 2
                elif op == "has":
                    hint = "put it in front: `not told has row`"
                    raise Stumble("expression-syntax", at, at + 2, "`has not` is not used here", hint)
            steps.append((op, at, self.expression(_COMPARISON, depth + 1)))
        return Comparison(first.at, steps[-1][2].end, first, steps)

    def call(self, name: str, depth: int) -> Raw:
        """A function's arguments; `at` is on its opening bracket."""
        words, opened, start = self.words, self.at, self.at - 1
        if "." in name:
            thing, _, method = name.rpartition(".")
            hint = f"functions stand in front: `{method}({thing})`"
            raise Stumble("python-ism", start, opened, f"`{name}(…)`: nothing here has functions of its own", hint)
        self.at += 1
        args: list[Raw] = []
        if name == "day_of":
            args.append(self.date())
        elif words[self.at] != ")":
            args.append(self.expression(0, depth + 1))
            while words[self.at] == ",":
                self.at += 1
                args.append(self.expression(0, depth + 1))
        self.close(opened)
        return Call(start, self.at, name, args)

    def date(self) -> Raw:
        at = self.at
        digits = self.words[at : at + 5]
        year, month, day = digits[::2] if len(digits) == 5 else ("", "", "")
        if (
            [len(year), len(month), len(day)] == [4, 2, 2]
            and digits[1::2] == ["-", "-"]
            and (year + month + day).isdigit()
        ):
            self.at = at + 5
            return Date(at, at + 5, int(year), int(month), int(day))
        raise Stumble("wrong-arguments", at - 2, at, "day_of takes a date", "write `day_of(2009-11-30)`")

    def close(self, opened: int) -> None:
        """Takes the closing bracket for the one at `opened`."""
        word = self.words[self.at]
        if word == ")":
            self.at += 1
        elif word:
            raise self.leftover()
        else:
            raise Stumble("expression-syntax", opened, opened + 1, "this bracket is never closed")

    def missing(self) -> Stumble:
        """Something else stands where a name or a number should."""
        at, words = self.at, self.words
        word, before = words[at], words[at - 1] if at else ""
        if not word and not at:
            return Stumble("expression-syntax", 0, 1, "an expression is missing here")
        if not word:
            return Stumble("expression-syntax", at - 1, at, f"something is missing after `{before}`")
        if before:
            return Stumble(
                "expression-syntax", at, at + 1, f"`{word}` cannot follow `{before}`: something is missing between"
            )
        return Stumble("expression-syntax", at, at + 1, f"an expression cannot begin with `{word}`")

    def leftover(self) -> Stumble:
        """The expression is over, and yet something follows."""
        at, words = self.at, self.words
        word, before = words[at], words[at - 1]
        code = "expression-syntax"
        if word == ")":
            return Stumble(code, at, at + 1, "this bracket was never opened")
        if word == "else":
            return Stumble(code, at, at + 1, "`else` without an `if`", "write `this if condition else that`")
        if word == ",":
            return Stumble(code, at, at + 1, "a comma stands only between what a function takes")
        for said in (word, before):
            if said.lower() in KEYWORDS and said not in KEYWORDS:
                return Stumble(code, at, at + 1, f"nothing joins `{before}` and `{word}`", f"write `{said.lower()}`")
        hint = "join them with `and`, `or`, `is`, `+` …; a name has no blanks"
        return Stumble(code, at, at + 1, f"nothing joins `{before}` and `{word}`", hint)
