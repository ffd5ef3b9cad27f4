"""Scouting: lives lived to come by what few lives come by.

Takes a story's rules; lives lives that turn to what was taken least, let fall what fell least, and begin again from
where something is still missed. Counted, not drawn: the same story and the same number of lives give the same. What is
shown so can be lived by anybody; that something was not come by proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from ..desk.coverage import Aim
from ..desk.flow import ways
from ..desk.watching import Met, Watch
from ..play.life import Step
from ..play.moment import CannotChoose, Moment
from ..play.run import Run
from ..play.turn import Rules
from ..story.chance import below, life, stream
from ..story.model import Choice, Exit

Begin = Callable[[int, bool], Run]
"""A new life of a seed, in gentler words or not."""
LONGEST = 400
"""Choices of a life that is scouted."""
_EVEN = 1 << 16
_STARTS = 16
"""Lives that are kept for each scene, to begin again from."""
_ONWARD = 60
"""Choices of a life that begins again."""


class Scouted(Struct, frozen=True):
    """One life that was lived, for what it came by."""

    seed: int
    steps: tuple[Step, ...]
    gentler: bool
    source: str = ""
    """The play-test it was, or empty."""


class Scouts:
    """Lives one story and watches."""

    def __init__(self, rules: Rules, aims: Iterable[Aim], seed: int = 1, begin: Begin | None = None) -> None:
        self.rules, self.story, self.seed = rules, rules.story, seed
        self.watch = Watch(rules)
        self.lives: list[Scouted] = []
        """By the numbers that `watch.met` gives them."""
        self.stuck: dict[str, tuple[int, int]] = {}
        """Scenes in which a life had no open choice, with the life and its choices."""
        self.locked: dict[tuple[str, str], tuple[int, int]] = {}
        """Choices that were seen locked, with the first life and its choices."""
        self.least: dict[int, int] = {}
        self.most: dict[int, int] = {}
        """What each slot was at least and at most."""
        self._aims = list(aims)
        self._begin = begin or (lambda seed, gentler: Run.start(rules, seed, gentler))
        self._taken: dict[tuple[str, str], int] = {}
        self._fell: dict[tuple[str, ...], int] = {}
        self._paths: dict[int, tuple[Choice, list[tuple[str, ...]]]] = {}
        self._stood: dict[str, list[tuple[int, Run, int]]] = {}
        """Lives that stood in a scene, each with its number and after how many choices: where to begin again."""
        self._meters = [n for n, slot in enumerate(self.story.slots) if slot.meter]
        self._picks = 0
        self._key = stream(seed, "scouts")

    # ---- lives ----
    def see(self, run: Run, source: str = "", since: int = 0) -> None:
        """Take in a life as it was lived; what it came by before `since` choices is known."""
        number = len(self.lives)
        self.lives.append(Scouted(run.seed, run.steps, run.looking.teller.gentler, source))
        moments = (*(moment for moment, _ in run.past[since:]), run.moment)
        for turn, moment in enumerate(moments, since):
            held = self._stood.setdefault(moment.scene, [])
            if len(held) < _STARTS and (not held or held[-1][0] != number):
                held.append((number, run, turn))
            self._note(number, turn, moment)
        self.watch.see(run, since)

    def _note(self, number: int, turn: int, moment: Moment) -> None:
        s, scene = moment.values, self.story.scenes[moment.scene]
        for slot in self._meters:
            value = s[slot]
            if value < self.least.get(slot, value + 1):
                self.least[slot] = value
            if value > self.most.get(slot, value - 1):
                self.most[slot] = value
        for choice in scene.choices:
            if not choice.skip and (scene.id, choice.id) not in self.locked and not self.rules.is_open(choice, s):
                self.locked[scene.id, choice.id] = (number, turn)

    def live(self, count: int) -> None:
        """So many new lives from the beginning, every other one told in gentler words."""
        for _ in range(count):
            number = len(self.lives)
            run = self._begin(life(self.seed, number), number % 2 == 1)
            self._on(run, LONGEST)
            self.see(run)

    def look_for_what_is_missed(self, tries: int) -> None:
        """Begin again, from lives that stood where something is missed: so many times for each scene."""
        for scene, gentler in self._where():
            stood = self._stood.get(scene, [])
            for n in range(tries if stood else 0):
                if not self._missed_in(scene):
                    break
                _, before, turn = stood[n % len(stood)]
                now = before.past[turn][0] if turn < len(before.past) else before.moment
                run = Run.standing(self.rules, before.past[:turn], now, gentler)
                self._on(run, _ONWARD, stubborn=n % 3 == 2)
                self.see(run, since=turn)

    def _where(self) -> Iterator[tuple[str, bool]]:
        """The scenes in which something is missed, each with whether in gentler words."""
        seen: dict[tuple[str, bool], None] = {}
        for aim in self.missed():
            home = aim.target.scene
            names = [scene.id for scene in self.story.scenes.values() if home and home in (scene.id, scene.encounter)]
            for name in names or [scene.id for scene in self.story.scenes.values() if scene.id in self._stood]:
                seen[name, "gentler" in aim.target.what.split(":", 1)[0]] = None
        yield from seen

    def missed(self) -> list[Aim]:
        """What was not come by yet."""
        return [aim for aim in self._aims if self.watch.met.keys().isdisjoint(aim.by)]

    def _missed_in(self, scene: str) -> bool:
        home = {scene, self.story.scenes[scene].encounter}
        return any(not aim.target.scene or aim.target.scene in home for aim in self.missed())

    # ---- choosing ----
    def _on(self, run: Run, most: int, stubborn: bool = False) -> None:
        """Go on by what was chosen least and fell least; one who is stubborn stays with what was chosen in a scene."""
        chosen: dict[str, str] = {}
        for _ in range(most):
            scene = self.story.scenes[run.moment.scene]
            if scene.ending is not None:
                return
            s = run.moment.values
            open_ = [choice for choice in scene.choices if not choice.skip and self.rules.is_open(choice, s)]
            if not open_:
                self.stuck.setdefault(scene.id, (len(self.lives), len(run.past)))
                return
            again = [choice for choice in open_ if stubborn and choice.id == chosen.get(scene.id)]
            choice = (again or open_)[self._least([self._taken.get((scene.id, c.id), 0) for c in again or open_])]
            chosen[scene.id] = choice.id
            key = (scene.id, choice.id)
            self._taken[key] = self._taken.get(key, 0) + 1
            self._take(run, choice, key)

    def _take(self, run: Run, choice: Choice, key: tuple[str, str]) -> None:
        paths = list(self._paths_of(choice))
        while paths:
            at = self._least([self._fell.get((*key, *path), 0) for path in paths])
            path = paths.pop(at)
            try:
                run.choose(choice.id, path)
            except CannotChoose:
                continue
            self._fell[(*key, *path)] = self._fell.get((*key, *path), 0) + 1
            return
        run.choose(choice.id)

    def _least(self, counts: list[int]) -> int:
        """One of them, the likelier the smaller its count."""
        self._picks += 1
        weights = [_EVEN // (1 + count) + 1 for count in counts]
        at = below(self._key, self._picks, sum(weights))
        for n, weight in enumerate(weights):
            at -= weight
            if at < 0:
                return n
        raise AssertionError("a draw lies within the weights")

    def _paths_of(self, choice: Choice) -> list[tuple[str, ...]]:
        """Everything that may fall when a choice is taken; nothing where nothing does."""
        known = self._paths.get(id(choice))
        if known is None:
            found: list[tuple[str, ...]] = []
            for out, outcomes in ways(choice):
                cards = self._cards(out)
                found += [(*outcomes, card) for card in cards] if cards else [outcomes] if outcomes else []
            known = self._paths[id(choice)] = (choice, found)  # holding it keeps its id its own
        return known[1]

    def _cards(self, out: Exit) -> tuple[str, ...]:
        return self.story.decks[out.target].storylets if out.kind == "draw" else ()

    # ---- what was come by ----
    def first(self, by: Iterable[Met]) -> tuple[int, int] | None:
        """The shortest life that came by any of these: its number, and after how many choices."""
        found = [self.watch.met[met] for met in by if met in self.watch.met]
        return min(found, key=lambda at: (at[1], at[0])) if found else None
