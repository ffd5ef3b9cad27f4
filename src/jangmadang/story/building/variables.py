"""State: numbers, flags, named values, sets and held people, each given its slot.

In: variables as written. Out: slots of the story's names. What is wrong is told and a slot is given all the same, so
that nothing that speaks of the variable is wrong for that.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from .. import document as d
from .. import goods
from ..expressions import BOOL, INT, MOST, Members, Names
from ..model import DAY, Slot
from ..names import DAYS, SHARED
from ..prices import CURRENCIES
from ..problems import did_you_mean
from .context import Build, Where
from .gather import Entries

NATURAL = {
    "day": d.Variable(start="1", min=1, max=DAYS),
    "money": d.Variable(start="0", currency="old_won", meter="true"),
    "trust": d.Variable(start="0", max=100, meter="true"),
    "risk": d.Variable(start="0", max=100, meter="true"),
}
"""What every story has, declared or not."""
NAME = re.compile(r"[^\W\d]\w*")
RESERVED = frozenset(("and", "or", "not", "is", "has", "if", "else", "true", "false", "none"))
LARGEST_SET = 60
NOWHERE: Where = (None, "")
"""Where stands what nobody wrote; nothing is ever wrong with it."""
KINDS = ("one_of", "set_of", "person")


def state(build: Build, entries: Entries) -> None:
    """The story's state: what every story has first, then its own."""
    for name, shape in NATURAL.items():
        given, where = entries.get(name, (None, None))
        if given is None or where is None:
            build.names.add_slot(_number(build, name, shape, NOWHERE, NOWHERE))
        else:
            variable(build, name, _with_defaults(given, shape), where)
    for name, (shape, where) in entries.items():
        if name not in NATURAL:
            variable(build, name, shape, where)
    assert build.names.slot_of["day"] == DAY


def _with_defaults(given: str | d.Variable, natural: d.Variable) -> d.Variable:
    given = d.Variable(start=given) if isinstance(given, str) else given
    kept = {key: getattr(natural, key) for key in ("start", "min", "max", "meter", "currency")}
    return replace(given, **{key: value for key, value in kept.items() if getattr(given, key) is None})


def variable(build: Build, name: str, shape: str | d.Variable, where: Where, inner: bool = False) -> None:
    """Give a variable its slot. `inner`: an encounter keeps it for itself."""
    start: Where = (where, "start")
    if isinstance(shape, str):
        shape, start = d.Variable(start=shape), where
    kinds = [key for key in KINDS if getattr(shape, key) is not None]
    if len(kinds) > 1:
        build.report("two-kinds", where, f"`{name}` is {' and '.join(kinds)} at once", on="key")
    slot = {"one_of": _named, "set_of": _set, "person": _person}.get(kinds[0] if kinds else "", _number)(
        build, name, shape, where, start
    )
    if (name in NATURAL or name in SHARED) and slot.type != INT:
        build.report("two-kinds", where, f"`{name}` is a number in every story", on="key")
        slot = replace(slot, type=INT, start=0, low=0, high=100)
    elif kinds and name not in NATURAL:
        for key in ("min", "max", "meter", "currency", "unit"):
            if getattr(shape, key) not in (None, "false"):
                build.report("two-kinds", (where, key), f"`{name}` has names, so it takes no {key}", on="key")
    elif shape.meter is not None and shape.meter not in ("true", "false"):
        build.late_meters.append((name, shape.meter, (where, "meter")))
    if shape.unit is not None:
        build.names.units[shape.unit.one] = goods.Unit(shape.unit.one, shape.unit.many)
    if inner:
        slot = Slot(slot.name, slot.type, slot.start, slot.low, slot.high, inner=True)
    build.names.add_slot(slot)


def _number(build: Build, name: str, shape: d.Variable, where: Where, start_at: Where) -> Slot:
    start = (shape.start or "0").strip()
    if start in ("true", "false"):
        return Slot(name, BOOL, int(start == "true"), 0, 1, shape.label or "", shape.meter == "true")
    low = shape.min if shape.min is not None else 0
    high = shape.max if shape.max is not None else MOST
    if not re.fullmatch(r"-?\d{1,18}", start, re.ASCII):
        known = "a whole number, true or false; for names add one_of: [...]"
        hint = did_you_mean(start, ("true", "false")) or known
        build.report("bad-start", start_at, f'"{start}" is no start for `{name}`', hint)
        start = str(low)
    value = int(start)
    if low > high:
        build.report("out-of-range", (where, "min"), f"min {low} is larger than max {high}")
        low, high = high, low
    if not low <= value <= high:
        build.report("out-of-range", start_at, f"`{name}` starts at {value}, outside {low} to {high}")
        value = min(high, max(low, value))
    if shape.currency and shape.currency not in CURRENCIES:
        near = did_you_mean(shape.currency, CURRENCIES) or "known: " + ", ".join(CURRENCIES)
        build.report("unknown-currency", (where, "currency"), f"no currency `{shape.currency}`", near)
    unit = goods.Unit(shape.unit.one, shape.unit.many) if shape.unit else None
    currency = shape.currency if shape.currency in CURRENCIES else ""
    meter = shape.meter == "true"
    inner = not (meter or currency or unit or shape.label or shape.meter)
    return Slot(name, INT, value, low, high, shape.label or "", meter, currency or "", unit, inner=inner)


def _options(build: Build, name: str, written: list[str], where: Where) -> tuple[str, ...]:
    """The names that a variable can take, each checked and kept once."""
    for n, option in enumerate(written):
        if option in written[:n]:
            build.report("duplicate", (where, n), f"`{option}` stands twice among the names of `{name}`")
        elif not NAME.fullmatch(option) or (option in RESERVED and option != "none"):
            hint = "this word has a meaning in expressions" if option in RESERVED else "letters, digits and _"
            build.report("bad-name", (where, n), f'"{option}" cannot be a name', hint)
    return tuple(dict.fromkeys(written))


def _named(build: Build, name: str, shape: d.Variable, where: Where, start_at: Where) -> Slot:
    options = _options(build, name, shape.one_of or [], (where, "one_of"))
    if not options:
        build.report("bad-start", (where, "one_of"), f"`{name}` has no names to be one of")
        options = ("none",)
    start = shape.start if shape.start is not None else options[0]
    if start not in options:
        near = did_you_mean(start, options)
        build.report("bad-start", start_at, f"`{name}` starts as `{start}`, which is none of its names", near)
        start = options[0]
    return Slot(name, Names(options, name), options.index(start), 0, len(options) - 1, inner=True)


def _set(build: Build, name: str, shape: d.Variable, where: Where, start_at: Where) -> Slot:
    if isinstance(shape.set_of, list):
        options = _options(build, name, shape.set_of, (where, "set_of"))
    else:
        options = tuple(build.names.people)
        if shape.set_of != "people":
            build.report("two-kinds", (where, "set_of"), "`set_of` takes a list of names, or `people`")
    if len(options) > LARGEST_SET:
        build.report("set-too-large", (where, "set_of"), f"a set holds at most {LARGEST_SET} names")
        options = options[:LARGEST_SET]
    if shape.start not in (None, "none", ""):
        build.report("bad-start", start_at, "a set starts empty", "leave `start` out")
    return Slot(name, Members(options), 0, 0, (1 << len(options)) - 1, inner=True)


def _person(build: Build, name: str, shape: d.Variable, where: Where, start_at: Where) -> Slot:
    people = build.names.people
    if isinstance(shape.person, str):
        allowed = tuple(people) if shape.person in ("people", "true") else (shape.person,)
    else:
        allowed = tuple(shape.person or ())
    for n, person in enumerate(allowed):
        if person not in people:
            place = ((where, "person"), n) if isinstance(shape.person, list) else (where, "person")
            build.report("unknown-person", place, f"no person `{person}`", did_you_mean(person, people))
    start = shape.start or "none"
    if start != "none" and start not in allowed:
        near = did_you_mean(start, allowed)
        build.report("bad-start", start_at, f"`{name}` starts as `{start}`, who is not among them", near)
    value = people[start].index + 1 if start in allowed and start in people else 0
    kind = build.names.holder(("none", *(person for person in dict.fromkeys(allowed) if person in people)))
    return Slot(name, kind, value, 0, len(people), inner=True)
