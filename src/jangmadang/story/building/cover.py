"""The cover: state, people, goods, tables and the rest of what a story declares, given names and slots.

In: the story as written. Out: its names filled in, its slots begun. Scenes are not looked at.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from .. import days, goods
from .. import document as d
from ..expressions import BOOL, INT, Names, Symbol, Table, Type
from ..model import Person, Slot
from ..names import GOOD_FIELDS, OFFICIAL_FIELDS, SHARED, WORLD, StoryNames
from ..prices import PLACES, Prices
from ..problems import did_you_mean
from .context import Build, Where
from .gather import Entries, Written
from .variables import NAME, NATURAL, RESERVED, state, variable

EVERY_STORY = frozenset((*NATURAL, *SHARED, *WORLD))
MONTHS = 12
TEMPERS = ("patrolman", "clerk", "sergeant", "old_policeman")


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
    state(build, written.section("state"))
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
    for section in ("state", "people", "goods", "constants", "conditions", "computed", "tables"):
        for name, (_, where) in written.section(section).items():
            if name in EVERY_STORY and section not in ("state", "goods"):
                message = f"`{name}` is a thing of every story, so it cannot stand under `{section}`"
                build.report("name-clash", where, message, "give this another name", on="key")
            elif name in WORLD and section == "state":
                message = f"`{name}` follows from the calendar, so it cannot stand under `state`"
                build.report("name-clash", where, message, "give this another name", on="key")
            if name in first:
                message = f"`{name}` is declared under `{first[name]}` and under `{section}`"
                build.report("name-clash", where, message, "give one of them another name", on="key")
            first[name] = section
            _check_name(build, name, where)
    for section in ("scenes", "notes", "phrases", "places", "pictures", "each_person"):
        for name, (_, where) in written.section(section).items():
            _check_name(build, name, where)


def _check_name(build: Build, name: str, where: Where) -> None:
    if not NAME.fullmatch(name) or name in RESERVED:
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
            0,
        )


def _people_slots(build: Build, written: Written) -> None:
    names = build.names
    fields = _fields(build, written.section("each_person"))
    for key, (person, where) in written.section("people").items():
        if not 0 <= person.trust <= 100:
            build.report("out-of-range", (where, "trust"), f"trust lies in 0 to 100; this is {person.trust}")
        start = min(100, max(0, person.trust))
        slot = names.add_slot(
            Slot(f"{key}.trust", INT, start, 0, 100, f"{person.name}'s trust", True, person=key, field="trust")
        )
        names.people[key] = replace(names.people[key], trust=slot)
        for field, shape in fields.items():
            names.add_slot(
                Slot(f"{key}.{field}", INT, shape.start, shape.min, shape.max, person=key, field=field, inner=True)
            )


def _fields(build: Build, entries: Entries) -> dict[str, d.Field]:
    """What every person has, within its bounds."""
    fields: dict[str, d.Field] = {}
    for field, (shape, where) in entries.items():
        if field == "trust" or field in OFFICIAL_FIELDS:
            message = f"people have `{field}` already" if field == "trust" else f"officials have `{field}` already"
            build.report("name-clash", where, message, "give this another name", on="key")
            continue
        low, high = min(shape.min, shape.max), max(shape.min, shape.max)
        if low != shape.min:
            build.report("out-of-range", (where, "min"), f"min {shape.min} is larger than max {shape.max}")
        if not low <= shape.start <= high:
            message = f"`{field}` starts at {shape.start}, outside {low} to {high}"
            build.report("out-of-range", (where, "start"), message)
        fields[field] = d.Field(min(high, max(low, shape.start)), low, high)
    return fields


# ---- goods ------------------------------------------------------------------------------------------------------
def _follows(build: Build, written: str | dict[str, int], where: Where) -> str | int | tuple[tuple[int, int], ...]:
    """What a price follows: a curve's name, a sum of old won, or sums by dates in rising order."""
    if isinstance(written, str):
        return int(written) if written.isdecimal() and len(written) < 10 else written
    knots: list[tuple[int, int]] = []
    for date, sum_ in written.items():
        try:
            knots.append((days.day_of(date), sum_))
        except ValueError:
            build.report("bad-date", (where, date), f'"{date}" is no date', "write 2009-11-28", on="key")
    return tuple(knots) or "rice"


def _goods(build: Build, entries: Entries) -> None:
    names = build.names
    own: dict[str, dict[str, Any]] = {}
    for key, (good, where) in entries.items():
        names.carried[key] = {}
        for field in ("have", "home"):
            much, most = getattr(good, field), GOOD_FIELDS[field]
            if not 0 <= much <= most:
                build.report("out-of-range", (where, field), f"`{field}` lies in 0 to {most}; this is {much}")
            names.carried[key][field] = min(most, max(0, much))
        given = {
            name: getattr(good, name)
            for name in ("name", "ratio", "months", "restless", "kind", "weight", "want", "margin")
            if getattr(good, name) is not None
        }
        if good.months is not None and len(good.months) != MONTHS:
            build.report("bad-good", (where, "months"), f"`months` takes twelve numbers; these are {len(good.months)}")
            del given["months"]
        if good.follows is not None:
            given["follows"] = _follows(build, good.follows, (where, "follows"))
        if good.unit is not None:
            given["unit"] = goods.Unit(good.unit.one, good.unit.many)
        if given or key not in goods.GOODS:
            own[key] = given
    names.goods = dict(goods.GOODS)
    for key, given in own.items():
        try:
            names.goods = goods.with_own({key: given}, names.goods)
        except (ValueError, TypeError) as trouble:
            said, where = str(trouble), entries[key][1]
            named = [name for name in given if f": {name} " in said]
            if named:
                build.report("bad-good", (where, named[0]), said)
            else:
                build.report("bad-good", where, said, on="key")
    names.prices = Prices(names.goods)
    names.good_index = {name: n for n, name in enumerate(names.goods)}
    for good in names.goods.values():
        names.units.setdefault(good.unit.one, good.unit)


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
            build.names.pending[name] = _Pending(build, name, text, where, want).settle


class _Pending:
    """A condition or a computed number that nothing has asked for yet."""

    def __init__(self, build: Build, name: str, text: str, where: Where, want: Type) -> None:
        self.build, self.name, self.text, self.where, self.want = build, name, text, where, want
        self.open = False

    def settle(self) -> Symbol:
        """What it stands for. One that is wrong is told here, and what speaks of it is not wrong for that."""
        anything = Symbol(self.name, self.want, value=1)
        if self.open:
            self.build.report("circle", self.where, f"`{self.name}` speaks of itself", on="key")
            return anything
        self.open = True
        inside = self.build.scope
        self.build.enter(self.build.base)
        checked = self.build.expression(self.text, self.where, self.want)
        self.build.enter(inside)
        return Symbol(self.name, self.want, checked.low, checked.high, tree=checked) if checked else anything


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
            names.slots[number] = replace(names.slots[number], meter=checked)


__all__ = ["declare", "settle_all", "variable"]
