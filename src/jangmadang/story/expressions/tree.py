"""The checked tree: what an expression means once every name is a slot, and what is proved about it.

Everything that runs, compiles or explores expressions reads these nodes, and these alone. Yes and no are 1 and 0, a
name is its index, a set is a bit mask, a person is 0 or 1 + index: so every node gives one whole number. Nodes are
values; a subtree may be shared. No text is read here.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..problems import Severity
from .types import Type

ArithmeticOp = Literal["+", "-", "*", "//", "%"]
ComparisonOp = Literal["==", "!=", "<", "<=", ">", ">="]


class Number(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """A constant of any type."""

    value: int


class Slot(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """The value of a slot of the state."""

    slot: int


class Through(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """A field of the person whom a slot holds: `teller.trust`. 0 for nobody, and for people without that field."""

    holder: int
    fields: tuple[int | None, ...]
    """The field's slot by the holder's value; index 0 is nobody."""


class Arithmetic(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """`+ - *`, and `// %` that round down. A division is proved safe only where it is reached: see And, Or, If."""

    op: ArithmeticOp
    left: Node
    right: Node


class Negative(Struct, frozen=True, gc=False, tag=True, array_like=True):
    part: Node


class Absolute(Struct, frozen=True, gc=False, tag=True, array_like=True):
    part: Node


class Least(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """`min`; clamp(x, low, high) is Least(Greatest(x, low), high)."""

    parts: tuple[Node, ...]


class Greatest(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """`max`."""

    parts: tuple[Node, ...]


class Count(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """How many members a set has."""

    of: Node


class Has(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """Whether a set and a mask share a member. The mask is a Number, or a Look by a person's value."""

    of: Node
    mask: Node


class Compare(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """Two whole numbers (or names, flags, people as numbers) compared. A chain is an And of these."""

    op: ComparisonOp
    left: Node
    right: Node


class And(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """All hold. A later part is reached only when those before it hold."""

    parts: tuple[Node, ...]


class Or(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """One holds. A later part is reached only when those before it do not hold."""

    parts: tuple[Node, ...]


class Not(Struct, frozen=True, gc=False, tag=True, array_like=True):
    part: Node


class If(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """`yes if test else no`; only one side is reached."""

    test: Node
    yes: Node
    no: Node


class Look(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """A constant by an index that is proved to be within 0 and the last."""

    values: tuple[int, ...]
    index: Node


class Ask(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """A function of the World: prices, wants, fixed draws, the season."""

    name: str
    args: tuple[Node | int | str | None, ...]
    """After the state: constants as they are, and nodes to be evaluated."""


Node = (
    Number
    | Slot
    | Through
    | Arithmetic
    | Negative
    | Absolute
    | Least
    | Greatest
    | Count
    | Has
    | Compare
    | And
    | Or
    | Not
    | If
    | Look
    | Ask
)


class Checked(Struct, frozen=True, gc=False, array_like=True):
    """An expression that is right."""

    text: str
    """As written, without the sign of an effect."""
    tree: Node
    type: Type
    low: int
    high: int
    """The value is always within low..high, whatever the state and the seed."""
    reads: frozenset[int] = frozenset()
    """Slots that its value depends on."""
    asks: frozenset[str] = frozenset()
    """Functions of the World that its value depends on."""
    size: int = 1
    """Words and signs, those of conditions within it counted each time they are used."""

    @property
    def constant(self) -> int | None:
        """Its value when it is proved to have only one."""
        return self.low if self.low == self.high else None


class ExprProblem(Struct, frozen=True, gc=False):
    """Something wrong in an expression, placed within its text."""

    code: str
    offset: int
    """In characters, from 0."""
    length: int
    message: str
    hint: str = ""
    severity: Severity = "error"


class Effect(Struct, frozen=True, gc=False):
    """What an effect does to the one thing it names."""

    op: Literal["+", "-", "="]
    """Of a set: put in, take out, be nothing but."""
    value: Checked
    """Of a set: the bit mask of the member (0 for none)."""
    warnings: tuple[ExprProblem, ...] = ()
