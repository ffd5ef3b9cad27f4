"""Checked trees as Python source, for play: as few operations as there can be, over a state `s`.

Takes trees; gives text that speaks of `s`, min, max, abs and the World's functions, with no more brackets than needed,
and functions compiled from it. The same tree always gives the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from types import CodeType

from .tree import (
    Absolute,
    And,
    Arithmetic,
    Ask,
    Checked,
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

# How tightly Python binds, from the loosest.
_IF, _OR, _AND, _NOT, _COMPARE, _BITS, _SUM, _PRODUCT, _SIGN, _ATOM = range(10)
_LEVEL = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "//": _PRODUCT, "%": _PRODUCT}


def source(tree: Node, test: bool = False) -> str:
    """The tree as a Python expression. With `test`, what is true or false may be any value of that truth."""
    return _written(tree, test)[0]


def compile_expression(checked: Checked, world: object = None) -> Callable[[Sequence[int]], int]:
    """A function from a state to the expression's value. `world` has the functions that it asks for."""
    functions = {name: getattr(world, name) for name in checked.asks}
    built: Callable[[Sequence[int]], int] = eval(
        _code(source(checked.tree)), {"__builtins__": {}, "min": min, "max": max, "abs": abs, **functions}
    )
    return built


@lru_cache(maxsize=4096)
def _code(text: str) -> CodeType:
    return compile(f"lambda s: {text}", "<expression>", "eval")


def _written(node: Node, test: bool = False) -> tuple[str, int]:
    """Text, and how tightly it binds."""
    match node:
        case Number(value):
            return str(value), _ATOM if value >= 0 else _SIGN
        case Slot(slot):
            return f"s[{slot}]", _ATOM
        case Compare(op, left, right):
            return f"{_within(left, _BITS)} {op} {_within(right, _BITS)}", _COMPARE
        case And(parts):
            return " and ".join(_chains(parts, test)), _AND
        case Or(parts):
            return " or ".join(_within(p, _AND, test) for p in parts), _OR
        case Not(part):
            return f"not {_within(part, _NOT, True)}", _NOT
        case Has(of, mask):
            text = f"{_within(of, _BITS)} & {_within(mask, _SUM)}"
            return (text, _BITS) if test else (f"{text} != 0", _COMPARE)
        case Arithmetic(op, left, right):
            level = _LEVEL[op]
            return f"{_within(left, level)} {op} {_within(right, level + 1)}", level
        case Negative(part):
            return f"-{_within(part, _SIGN)}", _SIGN
        case If(condition, yes, no):
            first, last = _within(yes, _OR, test), _within(no, _IF, test)
            return f"{first} if {_within(condition, _OR, True)} else {last}", _IF
        case Through(holder, fields):
            return _through(holder, fields), _ATOM
        case Look(values, index):
            return f"{_tuple(values)}[{source(index)}]", _ATOM
        case Count(of):
            return f"{_within(of, _ATOM)}.bit_count()", _ATOM
        case Least(parts):
            return f"min({', '.join(map(source, parts))})", _ATOM
        case Greatest(parts):
            return f"max({', '.join(map(source, parts))})", _ATOM
        case Absolute(part):
            return f"abs({source(part)})", _ATOM
        case Ask(name, args):
            given = [source(a) if isinstance(a, Node) else repr(a) for a in args]
            return f"{name}({', '.join(['s', *given])})", _ATOM


def _within(node: Node, level: int, test: bool = False) -> str:
    """Text that binds at least as tightly as asked."""
    text, binds = _written(node, test)
    return text if binds >= level else f"({text})"


def _chains(parts: tuple[Node, ...], test: bool) -> list[str]:
    """The parts of an And; comparisons that came from one chain, `0 < x < 5`, are a chain again: x is read once."""
    texts: list[str] = []
    before: Node | None = None
    for part in parts:
        if isinstance(part, Compare) and isinstance(before, Compare) and part.left is before.right:
            texts[-1] += f" {part.op} {_within(part.right, _BITS)}"
        else:
            texts.append(_within(part, _NOT, test))
        before = part
    return texts


def _through(holder: int, fields: tuple[int | None, ...]) -> str:
    have = [value for value, field in enumerate(fields) if field is not None]
    if not have:
        return "0"
    slots = _tuple(tuple(field or 0 for field in fields))
    if len(have) == len(fields):
        return f"s[{slots}[s[{holder}]]]"
    asked = f"s[{holder}]" if have == list(range(1, len(fields))) else f"s[{holder}] in {_tuple(tuple(have))}"
    return f"(s[{slots}[s[{holder}]]] if {asked} else 0)"


def _tuple(values: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, values))}{',' if len(values) == 1 else ''})"
