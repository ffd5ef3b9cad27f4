"""Roads: the turns of a playthrough to go back to, and the map of a story as far as it was seen.

Takes a Run, and what was seen in other lives; gives plain frozen data that any face can draw or say. Nothing here
tells of what was never seen: an unseen scene has no row and an ending that was not found has no name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from ..story import days
from ..story.model import DAY
from .ground import Ground
from .life import Life
from .moment import Moment
from .road_view import Spot, StoryMap, Taken, Turn, Turns, Way
from .run import Run
from .seen import Been, Reached, Seen
from .telling import MONTHS
from .turn import Rules

_GROUNDS: WeakKeyDictionary[Rules, Ground] = WeakKeyDictionary()
WAY = 3
"""Choices on the way to an ending that are kept."""


# ---- a life as it lies on the ground --------------------------------------------------------------------------------
class _Stand(Struct, frozen=True):
    """Where one moment of a life stands."""

    moment: Moment
    choice: str
    """The choice that left it, or empty."""
    left_by: str
    """The exit of an encounter that was taken."""
    place: str
    """On the road."""
    aside: str
    arrived: bool
    """One was not there in the moment before."""

    @property
    def spot(self) -> str:
        return self.aside or self.place

    @property
    def key(self) -> str:
        return _key(self.place, self.aside)


def ground(run: Run) -> Ground:
    """The ground of the run's story; made once for all its lives."""
    made = _GROUNDS.get(run.rules)
    if made is None:
        made = _GROUNDS[run.rules] = Ground(run.story)
    return made


def _key(place: str, aside: str) -> str:
    return f"{place}/{aside}" if aside else place


def _stands(run: Run) -> Iterator[_Stand]:
    """Every moment of the life so far."""
    at = ground(run)
    moments = [moment for moment, _ in run.past] + [run.moment]
    place = aside = ""
    for number, moment in enumerate(moments):
        found = at.place(moment.scene)
        before = place, aside
        if found and (moment.fresh or not place):
            place, aside = (found, "") if found in at.main or not place else (place, found)
        after = moments[number + 1] if number + 1 < len(moments) else None
        choice = run.past[number][1].choice if after is not None else ""
        yield _Stand(moment, choice, after.exit if after else "", place, aside, (place, aside) != before)


def glimpse(run: Run, since: int = 0) -> Seen:
    """What a life saw from the step with that number on, counted from 0."""
    at, seen, look = ground(run), Seen(), run.looking
    before, noted = "", 0
    for number, stand in enumerate(_stands(run)):
        moment = stand.moment
        if number >= since:
            if before and stand.place != before and stand.place not in (to := seen.place(before).to):
                to.append(stand.place)
            if stand.aside and stand.aside not in (beside := seen.place(stand.place).beside):
                beside.append(stand.aside)
            been = seen.place(stand.spot)
            if not been.title or moment.scene == stand.spot:
                been.title = look.teller.line(run.story.scenes[moment.scene].title, moment.values, moment.visit)
            been.when = been.when or when(run, moment)
            if run.story.scenes[moment.scene].ending is not None and moment.scene not in seen.endings:
                seen.endings.append(moment.scene)
                seen.reached[moment.scene] = Reached(way=_way(run, moment.turn))
            if (met := moment.values[run.story.notes_met]) != noted:
                noted = met
                seen.notes += [n.id for n in run.story.notes if met >> n.index & 1 and n.id not in seen.notes]
            for key, choice in at.roads(moment.scene):
                if key not in been.open and run.rules.is_open(choice, moment.values):
                    been.open[key] = look.teller.line(choice.text, moment.values, moment.visit)
        if number >= since - 1 and stand.choice:
            key = at.road(moment.scene, stand.choice, stand.left_by)
            if key and key not in (chosen := seen.place(stand.spot).chosen):
                chosen.append(key)
        before = stand.place
    return seen


def recollected(rules: Rules, lives: Iterable[Life]) -> Seen:
    """What lives saw that were kept before anything was noted."""
    seen = Seen()
    for life in lives:
        seen.add(glimpse(Run.resume(rules, life).run))
    return seen


def _way(run: Run, turn: int) -> list[str]:
    """The words of the last choices before that turn at which another road was open."""
    return [one.line.choice for one in turns(run).turns if one.fork and one.number < turn][-WAY:]


def when(run: Run, moment: Moment) -> str:
    """The day of a moment: '28 Nov', 'day 3'."""
    if run.story.first_day is None:
        return f"day {moment.values[DAY]}"
    found = days.date_of(run.rules.world.day(moment.values))
    return f"{found.day} {MONTHS[found.month - 1][:3]}"


# ---- turns ----------------------------------------------------------------------------------------------------------
def turns(run: Run) -> Turns:
    """Every turn so far, where one stands, and the turns that were taken back."""
    whole = run.onward()
    at, look = ground(run), run.looking
    about: list[tuple[_Stand, tuple[str, ...], bool]] = []
    stands = list(_stands(whole))
    for number, stand in enumerate(stands):
        after = stands[number + 1] if number + 1 < len(stands) else None
        if after is not None and not after.moment.fresh:
            continue
        moment = stand.moment
        mine = at.road(moment.scene, stand.choice, stand.left_by) if stand.choice else ""
        others = {
            key: look.teller.line(choice.text, moment.values, moment.visit)
            for key, choice in reversed(at.roads(moment.scene))
            if key != mine and run.rules.is_open(choice, moment.values)
        }
        # Within an encounter one trades and talks, and its ways out stay where they are.
        about.append((stand, tuple(reversed(others.values())), bool(mine and others)))
    lines = whole.journal()
    made = (
        Turn(line, when(run, stand.moment), stand.key, others, fork)
        for line, (stand, others, fork) in zip(lines, about, strict=True)
    )
    here = sum(moment.fresh for moment, _ in run.past[1:]) + (run.moment.fresh if run.past else 0)
    return Turns(tuple(made), here)


# ---- the map --------------------------------------------------------------------------------------------------------
def story_map(run: Run, before: Seen) -> StoryMap:
    """The story as far as it was seen, in this life and `before`."""
    at, this = ground(run), glimpse(run)
    known = Seen()
    known.add(before)
    known.add(this)
    visits: dict[str, list[int]] = {}
    here = ""
    for stand in _stands(run):
        if stand.arrived:
            visits.setdefault(stand.key, []).append(stand.moment.turn)
        here = stand.key
    drawn = _Drawn(run, at, this, known, {key: tuple(numbers) for key, numbers in visits.items()}, here)
    spots = tuple(drawn.rows())
    endings = [scene.id for scene in run.story.endings]
    found = {ending for ending in endings if ending in known.endings or ending in known.places}
    scenes = [place for place in at.places if place not in set(endings)]
    seen = sum(place in known.places for place in scenes)
    return StoryMap(run.story.title, spots, seen, len(scenes), len(found), len(endings))


class _Drawn(Struct, frozen=True):
    """The makings of a map."""

    run: Run
    at: Ground
    this: Seen
    known: Seen
    visits: dict[str, tuple[int, ...]]
    here: str

    def rows(self) -> Iterator[Spot]:
        """All spots, each place with what lies beside it; the endings last."""
        order = self.at.order
        spokes: dict[str, list[str]] = {}
        for place in order:
            if place in self.known.places and (hub := self.at.spokes.get(place)):
                spokes.setdefault(hub, []).append(place)
        for place in order:
            if self.run.story.scenes[place].ending is not None:
                yield self._ending(place)
            elif place in self.known.places and place not in self.at.spokes:
                yield from self._place(place, spokes.get(place, ()))

    def _place(self, place: str, spokes: Sequence[str]) -> Iterator[Spot]:
        yield self._spot(place, place, "place", self._to(place))
        for aside in self._beside(place):
            yield self._spot(_key(place, aside), aside, "aside", (), place)
        for spoke in spokes:
            yield self._spot(spoke, spoke, "aside", (), place)
            for aside in self._beside(spoke):
                yield self._spot(_key(spoke, aside), aside, "aside", (), place)

    def _beside(self, place: str) -> list[str]:
        """Its passages and storylets, in the order written."""
        seen = set(self.known.place(place).beside)
        return [aside for aside in self.at.places if aside in seen and aside in self.known.places]

    def _to(self, place: str) -> tuple[tuple[str, Taken], ...]:
        order, spokes = self.at.order, self.at.spokes
        # One may be sent on while one comes back from a spoke: that road is its hub's.
        hubs = [place, *(spoke for spoke in order if spokes.get(spoke) == place)]
        mine = {aim for hub in hubs for aim in self.this.places.get(hub, Been()).to}
        found = dict.fromkeys(aim for hub in hubs if hub in self.known.places for aim in self.known.places[hub].to)
        return tuple(
            (aim, "now" if aim in mine else "before")
            for aim in found
            if order.get(aim, -1) > order[place] and aim in self.known.places and aim not in spokes
        )

    def _back(self, place: str) -> tuple[str, ...]:
        order, hub = self.at.order, self.at.spokes.get(place)
        return tuple(
            self.known.place(aim).title
            for aim in self.known.place(place).to
            if order.get(aim, len(order)) < order.get(place, 0) and aim != hub and aim in self.known.places
        )

    def _spot(
        self,
        key: str,
        name: str,
        kind: Literal["place", "aside", "ending"],
        to: tuple[tuple[str, Taken], ...],
        under: str = "",
    ) -> Spot:
        been, now = self.known.place(name), self.this.places.get(name, Been())
        ways = tuple(
            Way(words, "now" if way in now.chosen else "before" if way in been.chosen else "")
            for way, words in been.open.items()
            if self._still(name, way)
        )
        return Spot(
            key,
            been.title or name,
            now.when or been.when,
            kind,
            key in self.visits,
            key == self.here,
            self.visits.get(key, ()),
            ways,
            to,
            self._back(name),
            under,
        )

    def _still(self, place: str, way: str) -> bool:
        """Whether the story, which may have been changed since, still has that road."""
        return way in self.at.keys(place)

    def _ending(self, place: str) -> Spot:
        ending = self.run.story.scenes[place].ending
        assert ending is not None
        if place in self.known.places or place in self.known.endings:
            spot = self._spot(place, place, "ending", ())
            return replace(spot, title=ending.title)
        return Spot(place, "", "", "ending", False, False, (), (), (), ())


def last_visit(run: Run, key: str) -> int | None:
    """The turn in which a life was last at a spot, as `Turn.number`; None when it never was."""
    arrived = [stand.moment.turn for stand in _stands(run) if stand.arrived and stand.key == key]
    return arrived[-1] if arrived else None


__all__ = ["glimpse", "ground", "last_visit", "recollected", "story_map", "turns", "when"]
