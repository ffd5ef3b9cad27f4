"""Looking: from a moment to the page a face draws.

Reads a moment and those before it; changes nothing. All sentences about numbers come from `wording.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from ..story import days
from ..story.model import DAY, Choice, Discuss, Outcome, Scene, Slot
from . import wording
from .life import Step
from .locks import Locks, who
from .moment import NOTHING, Moment, Told
from .telling import MONTHS, Teller
from .turn import Rules
from .view import (
    Change,
    ChoiceView,
    DayView,
    Discussion,
    EndingView,
    GoodView,
    JournalLine,
    Meter,
    NoteView,
    Page,
    PersonView,
    StageView,
    SumView,
)

Past = Sequence[tuple[Moment, Step]]


RECENT = 400
"""Steps that a page looks back on: some four long lives. A look must not grow with a playthrough that never ends."""


class Looking:
    """Makes pages of one story's moments."""

    def __init__(self, rules: Rules, gentler: bool = False) -> None:
        self.rules, self.story, self.world = rules, rules.story, rules.world
        self.teller = Teller(rules.world, gentler) if gentler else rules.teller
        self.locks = Locks(rules, self.teller)
        self._touched: dict[int, tuple[int, ...]] = {}
        """Slots that each choice sets, by the choice's identity: the story keeps them all."""

    def page(self, now: Moment, past: Past) -> Page:
        """The page of a moment; what came before it is looked back on for as long as a long life lasts."""
        recent = past[-RECENT:]
        story, s = self.story, now.values
        scene = story.scenes[now.scene]
        place = scene.place or story.place
        day = self.world.day(s)
        dated = story.first_day is not None
        picture = story.pictures.get(scene.picture)
        moved = _moved(now)
        last = self._last(now, recent)
        return Page(
            story.title,
            scene.id,
            self.teller.line(scene.title, s, now.visit),
            self.teller.line(scene.heading, s, now.visit),
            story.places.get(place, place),
            self._date(day) if dated else "",
            s[DAY],
            days.season(day) if dated else "",
            scene.at,
            now.turn,
            scene.menu,
            now.result,
            self.changes(now.chosen),
            self.teller.text(scene.text, s, now.visit),
            not now.fresh,
            self.choices(now, recent),
            self._meters(now, recent, moved),
            self._people(now, moved, last),
            self._pack(s, moved, last),
            self._notes(now),
            scene.phenomena,
            scene.sources,
            scene.content_notes,
            picture.file if picture else "",
            picture.alt if picture else "",
            picture.rows if picture else (),
            scene.at or (picture.at if picture else ""),
            self._stage(scene, now),
            self._ending(scene, now),
            _discussion(scene.discuss),
            self.changes(now.arrived, now.chosen),
            self._load(s),
            self._sums(s, moved, last),
            _days(day, s[DAY]) if dated else (),
            len(story.notes),
        )

    def _date(self, day: int) -> str:
        found = days.date_of(day)
        return f"{found.day} {MONTHS[found.month - 1][:3]} {found.year}"

    # ---- choices ----
    def choices(self, now: Moment, past: Past) -> tuple[ChoiceView, ...]:
        """Those that can be seen, numbered from 1: open ones, and locked ones that say why."""
        taken = {step.choice for moment, step in past if moment.scene == now.scene}
        out: list[ChoiceView] = []
        for choice in self.story.scenes[now.scene].choices:
            if choice.skip:
                continue
            open_ = self.rules.is_open(choice, now.values)
            reason = "" if open_ else self.reason(choice, now)
            if open_ or reason:
                out.append(self._choice(choice, now, len(out) + 1, open_, reason, choice.id in taken))
        return tuple(out)

    def _choice(self, choice: Choice, now: Moment, number: int, open_: bool, reason: str, taken: bool) -> ChoiceView:
        s, run, slots = now.values, self.world.run, self.story.slots
        prices = [wording.price(slots[cost.slot], run(cost.value)(s)) for cost in choice.cost]
        return ChoiceView(
            choice.id,
            number,
            self.teller.line(choice.text, s, now.visit),
            self.teller.line(choice.hint, s, now.visit),
            ", ".join(price for price in prices if price),
            self._odds(choice, now) if open_ else "",
            open_,
            reason,
            choice.menu,
            taken,
            choice.tags,
            self._moves(choice, s),
        )

    def _moves(self, choice: Choice, s: Sequence[int]) -> tuple[str, ...]:
        """The meters in sight that the choice or any of its outcomes sets, in the order of the state."""
        touched = self._touched.get(id(choice))
        if touched is None:
            cost = {cost.slot for cost in choice.cost}
            touched = self._touched[id(choice)] = tuple(sorted(cost | _set_by(choice)))
        slots = (self.story.slots[n] for n in touched)
        return tuple(
            wording.label(slot)
            for slot in slots
            if slot.meter and not slot.person and (slot.meter is True or self.world.run(slot.meter)(s))
        )

    def _odds(self, choice: Choice, now: Moment) -> str:
        """The first outcome is what one hopes for; an encounter says for itself which of its odds are told."""
        if not choice.chance:
            return ""
        first = choice.chance[0]
        told = first.shown if first.shown is not None else None if choice.generated else first.odds
        return wording.odds(min(100, max(0, self.world.run(told)(now.values)))) if told is not None else ""

    def reason(self, choice: Choice, now: Moment) -> str:
        """Why a choice that is not open is locked, or '' when it had better not be seen."""
        return self.locks.reason(choice, now)

    # ---- numbers ----
    def changes(self, told: Told, said: Told = NOTHING) -> tuple[Change, ...]:
        """What a part of a turn changed, in the order of the state; each said once, its bound with it. A bound that was
        said already, of an earlier part, is met without a word.
        """
        slots, full, out = self.story.slots, dict(told.full), list[Change]()
        for n, by in told.by:
            out.append(Change(wording.change(slots[n], by, self._who(slots[n]), full.pop(n, None)), slots[n].name, by))
        for n, at_top in (one for one in full.items() if one not in said.full):
            out.append(Change(wording.bound(slots[n], at_top, self._who(slots[n])), slots[n].name, 0))
        return tuple(out)

    def _who(self, slot: Slot) -> str:
        return who(self.story, slot)

    def _last(self, now: Moment, past: Past) -> dict[int, int]:
        """The turn in which each number that players are told of was last moved; people that were met, by their place
        beneath 0.
        """
        met, last = self.story.people_met, dict[int, int]()
        for moment in (now, *(moment for moment, _ in reversed(past))):
            for n, _ in (*moment.chosen.by, *moment.arrived.by):
                last.setdefault(n, moment.turn)
            if moment.before and (new := moment.values[met] & ~moment.before[met]):
                for person in self.story.people:
                    if new >> person.index & 1:
                        last.setdefault(~person.index, moment.turn)
        return last

    def _meters(self, now: Moment, past: Past, moved: dict[int, int]) -> tuple[Meter, ...]:
        out: list[Meter] = []
        for n, slot in enumerate(self.story.slots):
            if slot.person or not slot.meter:
                continue
            if slot.meter is not True and not self.world.run(slot.meter)(now.values):
                continue
            value = now.values[n]
            text = wording.amount(slot, value) if slot.currency or slot.unit else f"{value:,}"
            course = [moment.values[n] for moment, _ in past if moment.fresh]
            course += [value] if now.fresh else []
            bar = slot.high - slot.low <= 100 and not slot.currency
            about = (value, text, slot.low, slot.high, bar, moved.get(n, 0), tuple(course))
            out.append(Meter(slot.name, wording.label(slot), *about))
        return tuple(out)

    def _people(self, now: Moment, changed: dict[int, int], last: dict[int, int]) -> tuple[PersonView, ...]:
        met = now.values[self.story.people_met]
        out: list[PersonView] = []
        for person in self.story.people:
            trust = now.values[person.trust]
            moved = trust != self.rules.start[person.trust]
            if met >> person.index & 1 or moved:
                by = changed.get(person.trust, 0)
                since = max(last.get(person.trust, -1), last.get(~person.index, -1))
                about = (trust, wording.standing(trust), by, since)
                out.append(PersonView(person.id, person.name, person.hangul, person.role, *about))
        return tuple(out)

    def _pack(self, s: Sequence[int], moved: dict[int, int], last: dict[int, int]) -> tuple[GoodView, ...]:
        held: dict[str, dict[str, int]] = {}
        for n, slot in enumerate(self.story.slots):
            if slot.good and slot.field in ("have", "home") and s[n]:
                held.setdefault(slot.good, {})[slot.field] = n
        out: list[GoodView] = []
        for id_, kept in held.items():
            good = self.story.goods[id_]
            have, home = (s[kept[field]] if field in kept else 0 for field in ("have", "home"))
            carried, stored = (
                f"{n:,} {good.unit.one if n == 1 else good.unit.many}" if n else "" for n in (have, home)
            )
            said = [f"{much} {where}" for much, where in ((carried, "in the pack"), (stored, "at home")) if much]
            change = moved.get(kept.get("have", -1), 0)
            since = max(last.get(n, -1) for n in kept.values())
            out.append(GoodView(id_, good.name, have, home, ", ".join(said), carried, stored, change, since))
        return tuple(out)

    def _load(self, s: Sequence[int]) -> int:
        goods = self.story.goods
        return sum(s[n] * goods[slot.good].weight for n, slot in enumerate(self.story.slots) if slot.field == "have")

    def _sums(self, s: Sequence[int], moved: dict[int, int], last: dict[int, int]) -> tuple[SumView, ...]:
        """Money of any kind that is told of and is no meter now. What is nothing is left out."""
        return tuple(
            SumView(slot.name, wording.label(slot), wording.amount(slot, s[n]), moved.get(n, 0), last.get(n, -1))
            for n, slot in enumerate(self.story.slots)
            if slot.currency and s[n] and not (slot.inner or slot.good or slot.person)
            if not slot.meter or (slot.meter is not True and not self.world.run(slot.meter)(s))
        )

    # ---- the rest ----
    def _notes(self, now: Moment) -> tuple[NoteView, ...]:
        met = now.values[self.story.notes_met]
        before = now.before[self.story.notes_met] if now.before else 0
        out = [
            NoteView(
                note.id,
                note.word,
                note.hangul,
                note.say,
                "\n\n".join(p.plain for p in self.teller.body(note.text, now.values, 1)),
                note.sources,
                " ".join(p.plain for p in self.teller.body(note.source, now.values, 1)),
                not before >> note.index & 1,
            )
            for note in self.story.notes
            if met >> note.index & 1
        ]
        return tuple(sorted(out, key=lambda note: not note.new))

    def _stage(self, scene: Scene, now: Moment) -> StageView | None:
        if scene.stage is None:
            return None
        values = {name: self.world.run(checked)(now.values) for name, checked in scene.view.items()}
        return StageView(scene.stage.kind, scene.stage.name, scene.stage.fixed, values)

    def _ending(self, scene: Scene, now: Moment) -> EndingView | None:
        if scene.ending is None:
            return None
        epilogue = self.teller.text(self.story.epilogue, now.values, 1)
        return EndingView(scene.id, scene.ending.title, scene.ending.kind, epilogue)

    def journal(self, now: Moment, past: Past) -> list[JournalLine]:
        """Every turn, oldest first, then where it stands. Moves in menus leave no line of their own: the page that was
        read before a menu was opened stands before what was read in it, and is not read again on coming back.
        """
        lines: list[JournalLine] = []
        before: JournalLine | None = None
        after = [moment for moment, _ in past[1:]] + ([now] if past else [])
        for (moment, step), next_ in zip(past, after, strict=True):
            scene = self.story.scenes[moment.scene]
            if not next_.fresh:
                if moment.fresh and not scene.menu:
                    before = self._line(moment, "", None)
                continue
            words = next(
                (self.teller.line(c.text, moment.values, moment.visit) for c in scene.choices if c.id == step.choice),
                step.choice,
            )
            lines.append(self._line(moment, words, next_, before))
            before = None
        lines.append(self._line(now, "", None, before))
        return lines

    def _line(
        self, moment: Moment, choice: str, after: Moment | None, before: JournalLine | None = None
    ) -> JournalLine:
        scene, s = self.story.scenes[moment.scene], moment.values
        line = JournalLine(
            moment.turn,
            scene.id,
            self.teller.line(scene.title, s, moment.visit),
            self.teller.line(scene.heading, s, moment.visit),
            self.teller.text(scene.text, s, moment.visit),
            choice,
            after.result if after is not None else (),
            self.changes(after.chosen) if after is not None else (),
            self.changes(moment.arrived, moment.chosen),
        )
        read = line.text if moment.fresh or scene.menu else ()
        if before is None:
            return replace(line, text=read)
        return replace(
            line, title=before.title, heading=before.heading, text=(*before.text, *read), arrived=before.arrived
        )


def _set_by(what: Choice | Outcome) -> set[int]:
    """The slots that a choice or an outcome sets, with all outcomes beneath."""
    slots = {effect.slot for group in what.effects for effect in group}
    return slots.union(*map(_set_by, what.chance))


def _moved(now: Moment) -> dict[int, int]:
    """By how much the last turn moved each number, as far as the player is told."""
    moved = dict(now.chosen.by)
    for n, by in now.arrived.by:
        moved[n] = moved.get(n, 0) + by
    return moved


@lru_cache(maxsize=8)
def _days(today: int, lived: int) -> tuple[DayView, ...]:
    """From the Monday two weeks ago, or from the first day, until today."""
    first = max(today - lived + 1, today - today % 7 - 14)
    dates = ((day, days.date_of(day)) for day in range(first, today + 1))
    return tuple(DayView(date.day, MONTHS[date.month - 1][:3], day % 7) for day, date in dates)


def _discussion(written: Discuss | None) -> Discussion | None:
    if written is None:
        return None
    return Discussion(written.ask, written.hint, written.form, written.after, written.analyse, written.apply)
