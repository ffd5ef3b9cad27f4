"""The cover: state, people, goods, tables and the rest of what a story declares, given names and slots.

In: the story as written. Out: its names filled in, its slots begun. Scenes are not looked at.
"""

from __future__ import annotations

import re
from typing import Any

from .. import days, goods
from .. import document as d
from ..expressions import BOOL, INT, Members, Names, Symbol, Table
from ..model import DAY, Person, Slot
from ..names import DAYS, LARGEST, Scope, StoryNames
from ..prices import CURRENCIES, PLACES, Prices
from ..problems import did_you_mean
from .context import Build, Where
from .gather import Entries, Written

_NAME = re.compile(r"[^\W\d]\w*")
RESERVED = frozenset(("and", "or", "not", "is", "has", "if", "else", "true", "false", "none"))
TEMPERS = ("patrolman", "clerk", "sergeant", "old_policeman")
NATURAL = {
    "day": d.Variable(start="1", min=1, max=DAYS),
    "money": d.Variable(start="0", currency="old_won", meter="true"),
    "trust": d.Variable(start="0", max=100, meter="true"),
    "risk": d.Variable(start="0", max=100, meter="true"),
}
"""What every story has, declared or not."""


def declare(build: Build, written: Written) -> None:
    """Give every declared thing its name; report what cannot be."""
    names = build.names
    _calendar(build, written)
    _namespace(build, written)
    names.scenes = dict.fromkeys(written.section("scenes"))
    names.phrases = dict.fromkeys(written.section("phrases"))
    for index, note in enumerate(written.section("notes")):
        names.notes[note] = index
    _places(build, written)
    _people(build, written)
    _goods(build, written.section("goods"))
    _state(build, written.section("state"))
    _people_slots(build, written)
    _constants(build, written)
    _pending(build, written)


def _calendar(build: Build, written: Written) -> None:
    calendar, where = written.cover.get("calendar", (None, None))
    if calendar is None:
        return
    try:
        build.names.first_day = days.day_of(calendar.day_1)
    except ValueError:
        build.report("bad-date", (where, "day_1"), f'"{calendar.day_1}" is no date', "write 2009-11-28")


def _namespace(build: Build, written: Written) -> None:
    """State, people, goods, conditions, constants, computed numbers and tables share one namespace."""
    first: dict[str, str] = {}
    for section in ("state", "people", "constants", "conditions", "computed", "tables"):
        for name, (_, where) in written.section(section).items():
            if name in first:
                message = f"`{name}` is declared under `{first[name]}` and under `{section}`"
                build.report("name-clash", where, message, "give one of them another name", on="key")
            first[name] = section
            _check_name(build, name, where)
    for section in ("scenes", "notes", "phrases", "goods", "places"):
        for name, (_, where) in written.section(section).items():
            _check_name(build, name, where)


def _check_name(build: Build, name: str, where: Where) -> None:
    if not _NAME.fullmatch(name) or name in RESERVED:
        hint = "this word has a meaning in expressions" if name in RESERVED else "letters, digits and _; no spaces"
        build.report("bad-name", where, f'"{name}" cannot be a name', hint, on="key")


def _places(build: Build, written: Written) -> None:
    names = build.names
    for place in PLACES:
        names.places[place] = place.title()
    entries = written.section("places")
    calendar, at = written.cover.get("calendar", (None, None))
    home = calendar.place if calendar is not None and calendar.place else "hyesan"
    for place, (shape, _) in entries.items():
        names.places[place] = shape.name
    if home not in names.places:
        build.report("unknown-place", (at, "place"), f"no place `{home}`", did_you_mean(home, names.places))
    for place, (shape, where) in entries.items():
        sold = shape.prices or (home if home in PLACES else "hyesan")
        if sold not in PLACES:
            near = did_you_mean(sold, PLACES) or "known: " + ", ".join(PLACES)
            build.report("unknown-place", (where, "prices"), f"no prices are known for `{sold}`", near)
            continue
        names.prices_at[place] = sold
    names.place = home if home in names.places else "hyesan"


# ---- people -----------------------------------------------------------------------------------------------------
def _people(build: Build, written: Written) -> None:
    names = build.names
    for index, (key, (person, where)) in enumerate(written.section("people").items()):
        official = person.official
        temper = official.temper if official else ""
        if temper and temper not in TEMPERS:
            build.report(
                "unknown-temper",
                ((where, "official"), "temper"),
                f"no temper `{temper}`",
                did_you_mean(temper, TEMPERS) or "known: " + ", ".join(TEMPERS),
            )
        if official:
            names.officials.add(key)
        names.people[key] = Person(
            key,
            index,
            person.name,
            person.hangul or "",
            person.role or "",
            person.mouth if person.mouth is not None else 20,
            person.mouth_line or "",
            temper,
            official.likes if official and official.likes is not None else 0,
            0,
        )


def _people_slots(build: Build, written: Written) -> None:
    names = build.names
    for key, (person, where) in written.section("people").items():
        if not 0 <= person.trust <= 100:
            build.report("out-of-range", (where, "trust"), f"trust lies in 0 to 100; this is {person.trust}")
        start = min(100, max(0, person.trust))
        slot = names.add_slot(
            Slot(f"{key}.trust", INT, start, 0, 100, f"{person.name}'s trust", True, person=key, field="trust")
        )
        known = names.people[key]
        names.people[key] = Person(
            known.id,
            known.index,
            known.name,
            known.hangul,
            known.role,
            known.mouth,
            known.mouth_line,
            known.temper,
            known.likes,
            slot,
        )
        for field, (shape, _) in written.section("each_person").items():
            names.add_slot(
                Slot(f"{key}.{field}", INT, shape.start, shape.min, shape.max, person=key, field=field, inner=True)
            )


# ---- goods ------------------------------------------------------------------------------------------------------
def _goods(build: Build, entries: Entries) -> None:
    names = build.names
    own: dict[str, dict[str, Any]] = {}
    for key, (good, _) in entries.items():
        names.carried[key] = {"have": good.have, "home": good.home}
        given = {
            name: getattr(good, name)
            for name in ("name", "follows", "ratio", "months", "restless", "kind", "weight", "want", "margin")
            if getattr(good, name) is not None
        }
        if str(given.get("follows", "")).isdecimal():
            given["follows"] = int(str(given["follows"]))
        if good.unit is not None:
            given["unit"] = goods.Unit(good.unit.one, good.unit.many)
        if given or key not in goods.GOODS:
            own[key] = given
    names.goods = dict(goods.GOODS)
    for key, given in own.items():
        try:
            names.goods = goods.with_own({key: given}, names.goods)
        except (ValueError, TypeError) as trouble:
            build.report("bad-good", entries[key][1], str(trouble))
    names.prices = Prices(names.goods)
    names.good_index = {name: n for n, name in enumerate(names.goods)}
    for good in names.goods.values():
        names.units.setdefault(good.unit.one, good.unit)


# ---- state ------------------------------------------------------------------------------------------------------
def _state(build: Build, entries: Entries) -> None:
    written: Entries = {}
    for name, shape in NATURAL.items():
        given, where = entries.get(name, (None, None))
        if isinstance(given, str):
            given = d.Variable(start=given)
        written[name] = (_with_defaults(given, shape), where if where is not None else (build_root(build),))
    written.update((name, entry) for name, entry in entries.items() if name not in NATURAL)
    for name, (shape, where) in written.items():
        variable(build, name, shape, where)
    assert build.names.slot_of["day"] == DAY


def build_root(build: Build) -> Any:
    """Stands in for the place of what nobody wrote; never reported."""
    return None


def _with_defaults(given: d.Variable | None, natural: d.Variable) -> d.Variable:
    if given is None:
        return natural
    return d.Variable(
        start=given.start if given.start is not None else natural.start,
        min=given.min if given.min is not None else natural.min,
        max=given.max if given.max is not None else natural.max,
        meter=given.meter if given.meter is not None else natural.meter,
        label=given.label,
        currency=given.currency or natural.currency,
        unit=given.unit,
    )


def variable(build: Build, name: str, shape: str | d.Variable, where: Where, inner: bool = False) -> None:
    """Give a variable its slot."""
    if isinstance(shape, str):
        shape = d.Variable(start=shape)
    kinds = [key for key in ("one_of", "set_of", "person") if getattr(shape, key) is not None]
    if len(kinds) > 1:
        build.report("two-kinds", where, f"`{name}` is {' and '.join(kinds)} at once", on="key")
        return
    kind = kinds[0] if kinds else ""
    if kind and (shape.min is not None or shape.max is not None):
        build.report("two-kinds", where, f"`{name}` has names, so it takes no min or max", on="key")
    slot = {"": _number, "one_of": _named, "set_of": _set, "person": _person}[kind](build, name, shape, where)
    if slot is None:
        return
    if shape.unit is not None:
        build.names.units[shape.unit.one] = goods.Unit(shape.unit.one, shape.unit.many)
    if inner:
        slot = _inner(slot)
    build.names.add_slot(slot)
    if shape.meter is not None and shape.meter not in ("true", "false"):
        build.late_meters.append((name, shape.meter, (where, "meter")))


def _inner(slot: Slot) -> Slot:
    return Slot(slot.name, slot.type, slot.start, slot.low, slot.high, inner=True)


def _number(build: Build, name: str, shape: d.Variable, where: Where) -> Slot | None:
    start = (shape.start or "0").strip()
    if start in ("true", "false"):
        return Slot(name, BOOL, int(start == "true"), 0, 1, shape.label or "", shape.meter == "true")
    if not re.fullmatch(r"-?\d{1,18}", start):
        build.report(
            "bad-start",
            (where, "start"),
            f'"{start}" is no start for `{name}`',
            "a whole number, true or false; for names add one_of: [...]",
        )
        return None
    low = shape.min if shape.min is not None else 0
    high = shape.max if shape.max is not None else LARGEST
    value = int(start)
    if low > high:
        build.report("out-of-range", (where, "min"), f"min {low} is larger than max {high}")
        return None
    if not low <= value <= high:
        build.report("out-of-range", (where, "start"), f"`{name}` starts at {value}, outside {low} to {high}")
        value = min(high, max(low, value))
    if shape.currency and shape.currency not in CURRENCIES:
        near = did_you_mean(shape.currency, CURRENCIES) or "known: " + ", ".join(CURRENCIES)
        build.report("unknown-currency", (where, "currency"), f"no currency `{shape.currency}`", near)
    unit = goods.Unit(shape.unit.one, shape.unit.many) if shape.unit else None
    currency = shape.currency if shape.currency in CURRENCIES else ""
    meter = shape.meter == "true"
    inner = not (meter or currency or unit or shape.label or shape.meter)
    return Slot(name, INT, value, low, high, shape.label or "", meter, currency or "", unit, inner=inner)


def _named(build: Build, name: str, shape: d.Variable, where: Where) -> Slot | None:
    options = tuple(shape.one_of or ())
    start = shape.start if shape.start is not None else (options[0] if options else "")
    if start not in options:
        near = did_you_mean(start, options)
        build.report("bad-start", (where, "start"), f"`{name}` starts as `{start}`, which is none of its names", near)
        return None
    return Slot(name, Names(options, name), options.index(start), 0, len(options) - 1, inner=True)


def _set(build: Build, name: str, shape: d.Variable, where: Where) -> Slot | None:
    if isinstance(shape.set_of, str):
        if shape.set_of != "people":
            build.report("two-kinds", (where, "set_of"), "`set_of` takes a list of names, or `people`")
            return None
        options = tuple(build.names.people)
    else:
        options = tuple(shape.set_of or ())
    if len(options) > 60:
        build.report("set-too-large", (where, "set_of"), "a set holds at most 60 names")
        return None
    if shape.start not in (None, "none", ""):
        build.report("bad-start", (where, "start"), "a set starts empty", "leave `start` out")
    return Slot(name, Members(options), 0, 0, (1 << len(options)) - 1, inner=True)


def _person(build: Build, name: str, shape: d.Variable, where: Where) -> Slot | None:
    people = build.names.people
    if isinstance(shape.person, str):
        allowed = tuple(people) if shape.person in ("people", "true") else (shape.person,)
    else:
        allowed = tuple(shape.person or ())
    for n, person in enumerate(allowed):
        if person not in people:
            place = ((where, "person"), n) if isinstance(shape.person, list) else (where, "person")
            build.report("unknown-person", place, f"no person `{person}`", did_you_mean(person, people))
    allowed = tuple(person for person in allowed if person in people)
    start = shape.start or "none"
    if start != "none" and start not in allowed:
        build.report("bad-start", (where, "start"), f"`{name}` starts as `{start}`, who is not among them")
        start = "none"
    value = 0 if start == "none" else people[start].index + 1
    kind = build.names.holder(("none", *allowed))
    return Slot(name, kind, value, 0, len(people), inner=True)


# ---- numbers and conditions ------------------------------------------------------------------------------------------
def _constants(build: Build, written: Written) -> None:
    names = build.names
    for name, (value, _) in written.section("constants").items():
        names.symbols[name] = Symbol(name, INT, value, value, value=value)
    for name, (values, where) in written.section("tables").items():
        if not values:
            build.report("empty-table", where, f"the table `{name}` is empty", on="key")
        elif isinstance(values, dict):
            names.tables[name] = Table(name, tuple(values.values()), Names(tuple(values), name))
        else:
            names.tables[name] = Table(name, tuple(values))


def _pending(build: Build, written: Written) -> None:
    """Conditions and computed numbers are checked when first asked for, so they may stand in any order."""
    for section, want in (("conditions", BOOL), ("computed", INT)):
        for name, (text, where) in written.section(section).items():

            def settle(name: str = name, text: str = text, where: Where = where, want: Any = want) -> Symbol | None:
                inside = build.scope
                build.enter(build.base)
                checked = build.expression(text, where, want)
                build.enter(inside)
                return Symbol(name, want, checked.low, checked.high, tree=checked) if checked else None

            build.names.pending[name] = settle


def settle_all(build: Build) -> None:
    """Look at every condition and meter that nothing has asked for yet."""
    names: StoryNames = build.names
    build.enter(build.base)
    for name in list(names.pending):
        names.find(name)
    for name, condition, where in build.late_meters:
        checked = build.condition(condition, where)
        if checked is not None:
            number = names.slot_of[name]
            slot = names.slots[number]
            names.slots[number] = Slot(
                slot.name, slot.type, slot.start, slot.low, slot.high, slot.label, checked, slot.currency, slot.unit
            )


__all__ = ["Scope", "declare", "settle_all", "variable"]
