"""Skill: each encounter met by somebody with a plan and by somebody without, all else at random and by the same lots.

Takes rules and a way of meeting one kind of encounter; gives what it came to there and how the lives ended. The ways go
by what choices are tagged with, so they know no story. Outside the encounter the pick is settled by the life, the scene
and how often it was seen: two ways part where the encounter parts them, and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path

from msgspec import Struct, field

from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.play.wishing import Wisher
from jangmadang.story.chance import fixed, life, stream
from jangmadang.story.model import SEED as SEED_SLOT
from jangmadang.story.model import Choice, Scene

from .counting import KINDS, LONGEST, SEED, get_ready, progress, ready
from .people import Walkers

SURE = 75
"""Somebody who counts at the river goes when told so much in 100, or after so many turns."""
PATIENT = 12


class Here:
    """A page of an encounter, for somebody with a plan."""

    def __init__(self, rules: Rules, scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> None:
        self.rules, self.scene, self.open, self.values = rules, scene, open_, values

    def find(self, verb: str, **tags: str) -> Choice | None:
        """The first open choice that does so, on this page."""
        return next(self._that(self.open, verb, tags), None)

    def way_to(self, verb: str, **tags: str) -> Choice | None:
        """The same, or the choice that opens the menu in which it is, or the menu in which that is."""
        found = self.find(verb, **tags)
        if found is not None:
            return found
        for choice in self.open:
            if choice.menu and choice.tags.get("verb") != "back" and self._lies_in(choice, verb, tags, 2):
                return choice
        return None

    def back(self) -> Choice | None:
        return self.find("back")

    def view(self, name: str) -> int:
        """A number that the player is shown here."""
        of = self.scene.view.get(name)
        return self.rules.world.run(of)(self.values) if of is not None else 0

    def _lies_in(self, menu: Choice, verb: str, tags: dict[str, str], deep: int) -> bool:
        assert menu.exit is not None
        if menu.exit.kind != "goto":
            return False
        inside = [c for c in self.rules.story.scenes[menu.exit.target].choices if self.rules.is_open(c, self.values)]
        if any(self._that(inside, verb, tags)):
            return True
        deeper = (c for c in inside if c.menu and c.tags.get("verb") != "back")
        return deep > 1 and any(self._lies_in(c, verb, tags, deep - 1) for c in deeper)

    def _that(self, choices: Sequence[Choice], verb: str, tags: dict[str, str]) -> Iterator[Choice]:
        for choice in choices:
            if choice.tags.get("verb") == verb and all(choice.tags.get(tag) == is_ for tag, is_ in tags.items()):
                yield choice


Way = Callable[[Here], Choice | None]
"""What is done on a page; None leaves it to the lots, as with anything that the way has no opinion on."""


def _first(*found: Choice | None) -> Choice | None:
    return next((choice for choice in found if choice is not None), None)


# ---- market ---------------------------------------------------------------------------------------------------------
def calls_out(here: Here) -> Choice | None:
    """Calls what there is, hour by hour, leaves the row at the whistle, and packs up at dusk."""
    return _first(here.way_to("call"), here.back(), here.find("away"), here.find("run"), here.find("pack"))


def sells_at_once(here: Here) -> Choice | None:
    """Sells everything to the row, and packs up."""
    return _first(here.way_to("sell", amount="all"), here.back(), here.find("pack"))


def keeps_the_goods(here: Here) -> Choice | None:
    """Packs up again."""
    return _first(here.find("pack"), here.back())


# ---- bribe ----------------------------------------------------------------------------------------------------------
def _offers(here: Here, *shares: str) -> Choice | None:
    return _first(*(here.way_to("offer", share=share) for share in shares), here.back(), *_away(here))


def _away(here: Here) -> tuple[Choice | None, ...]:
    return here.find("walk"), here.find("leave")


def climbs(here: Here) -> Choice | None:
    """Offers a little and, refused, a little more; all of it only when his patience is at its end."""
    return _offers(here, "25", "50", "75", "100") if here.view("patience") > 1 else _offers(here, "100")


def pays_the_top(here: Here) -> Choice | None:
    """Pays the most that he could ask, at once."""
    return _offers(here, "100")


def walks_off(here: Here) -> Choice | None:
    """Walks away."""
    return _first(*_away(here), here.back())


# ---- film -----------------------------------------------------------------------------------------------------------
def careful(here: Here) -> Choice | None:
    """Hides what can be hidden, has somebody look out, asks nobody in, and stops after the first part."""
    shown = _first(here.way_to("measure"), here.back(), here.find("begin"))
    return _first(shown, here.find("stop"), here.find("hide"))


def careless(here: Here) -> Choice | None:
    """Begins as it is, with everybody in, and sees it to the end."""
    return _first(here.way_to("invite"), here.back(), here.find("begin"), here.find("go_on"), here.find("end"))


def goes_to_bed(here: Here) -> Choice | None:
    """Does not show it."""
    return here.find("leave")


# ---- river ----------------------------------------------------------------------------------------------------------
def counts(here: Here) -> Choice | None:
    """Counts the patrol, and goes when the odds are good."""
    ready = here.view("odds") >= SURE or here.view("watched") >= PATIENT or here.view("turn") >= PATIENT
    return _first(here.find("go") if ready else here.find("watch"), here.find("on"))


def goes_at_once(here: Here) -> Choice | None:
    """Goes without counting."""
    return _first(here.find("go"), here.find("on"))


def stays(here: Here) -> Choice | None:
    """Stays on this side."""
    return here.find("stay")


def anything(here: Here) -> Choice | None:
    """Leaves everything to the lots."""
    return None


WAYS: dict[str, dict[str, Way]] = {
    "market": {
        "calls out till dusk": calls_out,
        "sells all at once": sells_at_once,
        "keeps the goods": keeps_the_goods,
    },
    "bribe": {"from low up": climbs, "the most at once": pays_the_top, "walks away": walks_off},
    "screening": {"hides, stops early": careful, "hides nothing": careless, "goes to bed": goes_to_bed},
    "crossing": {"counts first": counts, "goes at once": goes_at_once, "stays": stays},
}
"""By kind of encounter; the first is the one with skill."""
for _ways in WAYS.values():
    _ways["at random"] = anything


class Met(Struct):
    """One encounter as it was met."""

    name: str
    worth: int
    """What money and goods were worth afterwards, less what they were before."""
    risk: int
    """By how much it rose."""
    trust: int
    pages: set[str]
    """By the last part of their names: closed, knock, across; "" is the first page."""
    left: str = ""
    """What was done last."""


class Came(Struct):
    """What one way of meeting a kind of encounter came to."""

    lives: int = 0
    """Lives that met it."""
    endings: Counter[str] = field(default_factory=Counter)
    """Of those lives."""
    met: list[Met] = []

    def share(self, ending: str) -> float:
        """Of a hundred such lives, how many come to the ending."""
        return 100 * self.endings[ending] / max(1, self.lives)

    def pages(self, *names: str) -> float:
        """In how many of a hundred encounters one of these pages was read."""
        return 100 * sum(not met.pages.isdisjoint(names) for met in self.met) / max(1, len(self.met))


class _Life:
    """One life in which one kind of encounter is met in one way."""

    def __init__(self, rules: Rules, kind: str, way: Way, wisher: Wisher | None, came: Came) -> None:
        self.rules, self.kind, self.way, self.wisher, self.came = rules, kind, way, wisher, came
        self.seen: Counter[str] = Counter()
        self.now: Met | None = None
        self.ever = False

    def __call__(self, scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> int:
        self.seen[scene.id] += 1
        at = fixed(stream(values[SEED_SLOT], "skill", scene.id), len(open_), self.seen[scene.id])
        if scene.stage is None or scene.stage.kind != self.kind:
            self.over(values)
            return at
        wanted = self.way(Here(self.rules, scene, open_, values))
        at = open_.index(wanted) if wanted is not None else at
        self.note(scene, scene.stage.name, open_[at], values)
        return at

    def note(self, scene: Scene, name: str, taken: Choice, values: Sequence[int]) -> None:
        """Keep account of the encounter, which begins with its first page."""
        if self.now is not None and self.now.name != name:
            self.over(values)
        if self.now is None:
            worth, risk, trust = self._measured(values)
            self.now, self.ever = Met(name, -worth, -risk, -trust, set()), True
        self.now.pages.add(scene.id.removeprefix(name).removeprefix("."))
        self.now.left = taken.tags.get("verb", taken.id)

    def over(self, values: Sequence[int]) -> None:
        """It is over on the first page elsewhere."""
        if self.now is not None:
            worth, risk, trust = self._measured(values)
            now, self.now = self.now, None
            now.worth, now.risk, now.trust = now.worth + worth, now.risk + risk, now.trust + trust
            self.came.met.append(now)

    def _measured(self, values: Sequence[int]) -> tuple[int, int, int]:
        slots = self.rules.story.slot_of
        worth = self.wisher.worth(values) if self.wisher is not None else 0
        risk, trust = (values[slots[name]] if name in slots else 0 for name in ("risk", "trust"))
        return worth, risk, trust


def meet_all(path: Path, walkers: Walkers, lives: int, processes: int) -> dict[str, dict[str, Came]]:
    """What every way comes to, by kind of encounter."""
    found: dict[str, dict[str, Came]] = {kind: {} for kind in WAYS}
    work = [(kind, way, lives) for kind, ways in WAYS.items() for way in ways]
    with Pool(processes, get_ready, (path, walkers)) as pool:
        for (kind, way, _), came in zip(work, pool.imap(_meet_one, work), strict=True):
            found[kind][way] = came
            progress(f"{path.name}: {KINDS[kind]}, {way}")
    return found


def _meet_one(work: tuple[str, str, int]) -> Came:
    kind, way, lives = work
    here = ready()
    return meet(here.walker, kind, WAYS[kind][way], lives, here.worth)


def meet(walker: Walker, kind: str, way: Way, lives: int, wisher: Wisher | None = None) -> Came:
    """What the way comes to in so many lives; those that never meet the encounter are left out."""
    came = Came()
    for k in range(lives):
        living = _Life(walker.rules, kind, way, wisher, came)
        walked = walker.walk(life(SEED, k), living, limit=LONGEST)
        living.over(walked.values)
        if living.ever:
            came.lives += 1
            came.endings[walked.scene] += 1
    return came
