"""The plain tree walker: evaluates a checked tree node by node, for tests and for asking why.

Slow and obvious; play runs the Python of `python.source`, and must agree with this.
"""

from __future__ import annotations

from collections.abc import Sequence

from .tree import (
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


def evaluate(tree: Node, s: Sequence[int], world: object = None) -> int:
    """The value of a tree in a state; yes and no are 1 and 0. `world` has the functions that the tree asks for."""

    def value(node: Node) -> int:
        return evaluate(node, s, world)

    match tree:
        case Number(number):
            return number
        case Slot(slot):
            return int(s[slot])
        case Through(holder, fields):
            field = fields[s[holder]]
            return 0 if field is None else int(s[field])
        case Arithmetic(op, left, right):
            return _arithmetic(op, value(left), value(right))
        case Negative(part):
            return -value(part)
        case Absolute(part):
            return abs(value(part))
        case Least(parts):
            return min(value(p) for p in parts)
        case Greatest(parts):
            return max(value(p) for p in parts)
        case Count(of):
            return value(of).bit_count()
        case Has(of, mask):
            return int(value(of) & value(mask) != 0)
        case Compare(op, left, right):
            return int(_compare(op, value(left), value(right)))
        case And(parts):
            return int(all(value(p) for p in parts))
        case Or(parts):
            return int(any(value(p) for p in parts))
        case Not(part):
            return int(not value(part))
        case If(test, yes, no):
            return value(yes) if value(test) else value(no)
        case Look(values, index):
            return values[value(index)]
        case Ask(name, args):
            given = [value(a) if isinstance(a, Node) else a for a in args]
            return int(getattr(world, name)(s, *given))


def _arithmetic(op: str, left: int, right: int) -> int:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "//":
            return left // right
        case _:
            return left % right


def _compare(op: str, left: int, right: int) -> bool:
    match op:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right
