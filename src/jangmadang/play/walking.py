"""Walking: the quick way through a story, for thousands of lives that nobody watches.

    walker = Walker(rules)
    walk = walker.walk(seed, tell=lines.append)     -> Walk: where it ended, the state, how many choices

The same checked story and the same turns as `Run`: the same scenes, states, steps, rolls, words and endings for the
same choices. Instead of pages and moments there is one list of values and one generated function a scene (see
`scene_source.py`), which says every line as it comes. Picks by chance are counted in a stream of their own, so that
walking never touches a life's rolls. No pages, no undo, no saves, no files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from ..story.chance import GOLDEN, M64, key, stream
from ..story.expressions import World as Asked
from ..story.model import SEED, Choice, Exit, Group, Scene
from .change_source import Names
from .effects import UnderWay
from .life import Step
from .moment import Frame
from .scene_source import Arrival, Scenes, Turn, Wants
from .telling import date, written
from .turn import Rules
from .world import visit_draw

LONGEST = 10_000
"""Choices after which a walk stops unless told otherwise."""

Policy = Callable[[Scene, Sequence[Choice], Sequence[int]], int]
"""Picks one of the open choices, by its place among them. The state is to be read, not kept: it goes on changing."""


class Walk(Struct, frozen=True):
    """A life that was walked."""

    seed: int
    scene: str
    """Where it stands: an ending, or where the limit or the lack of an open choice stopped it."""
    values: tuple[int, ...]
    choices: int
    ended: bool
    steps: tuple[Step, ...] | None
    """What was chosen and drawn, when that was asked for: `Run` comes to the same place by them."""


class Way:
    """What a life has besides its state, while it is walked. Generated code reads and writes it."""

    __slots__ = ("key", "pick", "stack", "stuck", "taken")

    def __init__(self, life: int, policy: Policy | None) -> None:
        self.key = life
        self.pick = policy
        self.stack: tuple[Frame, ...] = ()
        self.stuck = 0
        self.taken: list[list[str]] = []


class Walker:
    """Walks one story. Functions are made when they are first needed and kept."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.story = rules, rules.story
        endings = [name for name, scene in self.story.scenes.items() if scene.ending is not None]
        lived = [name for name, scene in self.story.scenes.items() if scene.ending is None]
        self._ids = (*lived, *endings)
        self._order = {name: n for n, name in enumerate(self._ids)}
        self._first_ending = len(lived)
        self._functions: dict[Wants, _Functions] = {}

    def walk(
        self,
        seed: int,
        policy: Policy | None = None,
        tell: Callable[[str], object] | None = None,
        limit: int = LONGEST,
        steps: bool = False,
        lots: int | None = None,
    ) -> Walk:
        """Lives one life to its ending, a scene without an open choice, or so many choices.

        Without a policy each open choice is as likely as the others; pick n is `below(lots, n, how many)`, where `lots`
        is `stream(seed, "lots")` unless given. `tell` gets every line a player would read, in order: the scene's
        paragraphs, the words of its open choices, what came of the choice; at an ending the epilogue too.
        """
        functions = self._made(Wants(tell is not None, policy is not None, steps))
        seed &= M64
        way = Way(key(seed), policy)
        s = list(self.rules.start)
        s[SEED] = seed
        at = functions.arrivals[self._order[self.story.start]](s, way)
        live, first_ending, n = functions.turns, self._first_ending, 0
        z = 0 if policy is not None else key(stream(seed, "lots") if lots is None else lots)
        while at < first_ending and n < limit:
            n += 1
            z = z + GOLDEN & M64
            u = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & M64
            u = (u ^ (u >> 27)) * 0x94D049BB133111EB & M64
            at = live[at](s, (u ^ (u >> 31)) >> 32, way, tell)
        if at == len(self._ids):
            at, n = way.stuck, n - 1
        elif at >= first_ending and tell is not None:
            live[at](s, 0, way, tell)
        taken = tuple(Step(one[0], tuple(one[1:])) for one in way.taken) if steps else None
        return Walk(seed, self._ids[at], tuple(s), n, at >= first_ending, taken)

    def ready(self, lines: bool = True, policy: bool = False, steps: bool = False) -> None:
        """Makes every function of such walks now instead of when it is first needed."""
        self._made(Wants(lines, policy, steps)).make_all()

    def _made(self, wants: Wants) -> _Functions:
        made = self._functions.get(wants)
        if made is None:
            made = self._functions[wants] = _Functions(self.rules, self._order, wants)
        return made


class _Functions:
    """One story's functions for walks that want the same."""

    def __init__(self, rules: Rules, order: dict[str, int], wants: Wants) -> None:
        self.rules, self.order = rules, order
        world = rules.world
        self._ids = tuple(order)
        self.turns: list[Turn] = [partial(self._first_turn, n) for n in range(len(order))]
        self.arrivals: list[Arrival] = [partial(self._first_arrival, n) for n in range(len(order))]
        self.names = Names(
            {name: getattr(world, name) for name in vars(Asked) if not name.startswith("_")}
            | {
                "day": world.day,
                "arrivals": self.arrivals,
                "ruled": self._ruled_later,
                "ids": self._ids,
                "back": self._back,
                "draw": self._draw,
                "pushed": rules.pushed,
                "under_way": _under_way,
                "changed": self._changed,
                "nights": self._nights,
                "told": rules.teller.line,
                "date": date,
                "written": written,
                "drawn": visit_draw,
                "LookupError": LookupError,
            }
        )
        self.scenes = Scenes(rules.story, order, wants, self.names, rules.teller)
        self._first_ending = self.scenes.first_ending

    # ---- making ----
    def _make(self, text: str) -> None:
        exec(compile(text, "<story>", "exec"), self.names.known)

    def make_all(self) -> None:
        scenes = self.rules.story.scenes
        for at, name in enumerate(self._ids):
            self._make_turn(at)
            if scenes[name].effects or scenes[name].rules:  # else one seldom arrives by a function
                self._make_arrival(at)

    def _make_turn(self, at: int) -> Turn:
        self._make(self.scenes.live(at, f"live_{at}"))
        made: Turn = self.names.known[f"live_{at}"]
        self.turns[at] = made
        return made

    def _make_arrival(self, at: int) -> Arrival:
        self._make(self.scenes.arrive(at, f"arrive_{at}"))
        made: Arrival = self.names.known[f"arrive_{at}"]
        self.arrivals[at] = made
        return made

    def _first_turn(self, at: int, s: list[int], u: int, way: Way, tell: Any) -> int:
        return self._make_turn(at)(s, u, way, tell)

    def _first_arrival(self, at: int, *given: Any) -> int:
        return self._make_arrival(at)(*given)

    def _ruled_later(self, *given: Any) -> int:
        self._make(self.scenes.ruled("ruled"))
        made: Arrival = self.names.known["ruled"]
        return made(*given)

    # ---- what generated code leaves to the rules ----
    def _onward(self, s: list[int], way: Way, to: int, arrive: bool) -> int:
        if self.rules.story.rules and to < self._first_ending:
            ruled: Arrival = self.names.known["ruled"]
            return ruled(s, way, to, arrive)
        return self.arrivals[to](s, way, arrive)

    def _back(self, s: list[int], way: Way, at: int) -> int:
        if not way.stack:
            return self._onward(s, way, at, False)
        frame = way.stack[-1]
        way.stack = way.stack[:-1]
        return self._onward(s, way, self.order[frame.scene], frame.arrive)

    def _draw(self, s: list[int], way: Way, at: int, out: Exit) -> int:
        drew: list[str] = way.taken[-1] if way.taken else []
        drawn = self.rules.draw(UnderWay(s, self.rules.teller, drew=drew), out.target)
        if drawn is None:
            to = out.otherwise or out.then
            return self._onward(s, way, self.order[to], True) if to else self._onward(s, way, at, False)
        way.stack = self.rules.pushed(way.stack, out.then or self._ids[at], bool(out.then), drawn)
        return self._onward(s, way, self.order[drawn], True)

    def _changed(self, s: list[int], groups: tuple[Group, ...], choice: Choice | None = None) -> None:
        self.rules.effects.apply(UnderWay(s, self.rules.teller), groups, choice)

    def _nights(self, s: list[int], since: int) -> None:
        self.rules.effects.days(UnderWay(s, self.rules.teller), since)


def _under_way(stack: tuple[Frame, ...], scene: str) -> bool:
    return any(frame.called == scene for frame in stack)
