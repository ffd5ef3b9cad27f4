"""Types: what kind of value an expression has, said the way a writer would say it.

Plain values that compare by what they hold. No names are looked up here and nothing is checked.
"""

from __future__ import annotations

from msgspec import Struct

SHOWN = 8  # names in a message: more is no help


class Plain(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """A whole number, or yes and no."""

    words: str

    def __str__(self) -> str:
        return self.words


INT = Plain("a number")
"""A whole number of at most 64 bits."""
BOOL = Plain("yes or no")
"""A condition or a flag: 1 or 0."""


class Names(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """One of some names; its value is the index into them."""

    options: tuple[str, ...]
    what: str = ""
    """Who declared it, such as `track`. Two of the same options are alike whatever this says."""

    def value(self, name: str) -> int | None:
        """The value of a name, or None when it is none of the options."""
        return self.options.index(name) if name in self.options else None

    def __str__(self) -> str:
        return "one of " + listed(self.options)

    def __eq__(self, other: object) -> bool:
        return type(other) is Names and other.options == self.options

    def __hash__(self) -> int:
        return hash(self.options)


class Members(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """A set of named things; its value has a bit for each, the first the lowest."""

    options: tuple[str, ...]

    def value(self, name: str) -> int | None:
        """The bit mask of one member, or None when it can never be in the set."""
        return 1 << self.options.index(name) if name in self.options else None

    def __str__(self) -> str:
        return "a set of " + listed(self.options)


class Person(Struct, frozen=True, gc=False, tag=True, array_like=True):
    """Holds a person: 0 for nobody, else 1 + the index into the story's people."""

    people: tuple[str, ...]
    """All people of the story, in its order."""
    allowed: tuple[str, ...]
    """The ids it can hold, `none` among them if it can be empty."""

    def value(self, name: str) -> int | None:
        """The value of an id or `none`, or None when it can never be held."""
        if name not in self.allowed:
            return None
        return self.people.index(name) + 1 if name in self.people else 0

    def __str__(self) -> str:
        return "a person"


Type = Plain | Names | Members | Person


def listed(options: tuple[str, ...]) -> str:
    """`none, queue, road`, cut short with `…`."""
    return ", ".join(options[:SHOWN]) + (", …" if len(options) > SHOWN else "")


def fits(type_: Type, wanted: Type) -> bool:
    """Whether a value of one type can stand where another is needed."""
    if isinstance(type_, Person) and isinstance(wanted, Person):
        return type_.people == wanted.people and set(type_.allowed) <= set(wanted.allowed)
    return type_ == wanted


def alike(a: Type, b: Type) -> bool:
    """Whether both hold people of the same story, whoever is allowed."""
    return isinstance(a, Person) and isinstance(b, Person) and a.people == b.people


def joint(a: Type, b: Type) -> Type | None:
    """The type of what is either one or the other."""
    if isinstance(a, Person) and isinstance(b, Person) and a.people == b.people:
        both = {*a.allowed, *b.allowed}
        return Person(a.people, tuple(p for p in ("none", *a.people) if p in both))
    return a if a == b else None
