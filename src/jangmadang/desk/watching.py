"""Watching: what a playthrough came by: its scenes, its choices and what fell, and every word that was told of them.

Takes runs of one story; keeps what they came by. A run is read again from its moments, each page as a player meets it:
the text, the choices that are seen, what came of each choice, an ending's epilogue. Nothing is drawn or printed.
"""

from __future__ import annotations

from collections.abc import Callable

from ..play.locks import Locks
from ..play.looking import Looking
from ..play.moment import Moment
from ..play.run import Run
from ..play.telling import Teller
from ..play.turn import Rules
from ..play.world import State, World
from ..story.model import Body, Choice, Outcome, Part
from ..story.prose import Paragraph, Span

Met = tuple[str | int, ...]
"""One thing that was come by: `scene` and its id, those that encounters made included; `taken`, a scene, the choice
taken in it, and perhaps an outcome that fell; `exit`, an encounter and how it was left; `told` and the identity of a
text's body, or of a side of its braces."""
At = tuple[int, int]
"""Which of the runs, from 0, and after how many of its choices."""


class Watch:
    """What some runs of one story came by."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.met: dict[Met, At] = {}
        """All that was come by, with where it was first."""
        self.runs = 0
        self._now: At = (0, 0)
        self._looking = {gentler: _Looking(rules, gentler, self._meet_told) for gentler in (False, True)}
        self._results: dict[int, tuple[Choice, bool]] = {}

    def see(self, run: Run, since: int = 0) -> None:
        """Take in a run, from its beginning or from after so many choices to where it stands."""
        looking = self._looking[run.looking.teller.gentler]
        before: Moment | None = None
        step = None
        for turn, (moment, next_step) in enumerate((*run.past[since:], (run.moment, None)), since):
            self._now = (self.runs, turn)
            if before is not None and step is not None:
                self._took(looking, before, moment, step.choice, step.outcomes)
            self._read(looking, moment)
            before, step = moment, next_step
        self.runs += 1

    def see_state(self, number: int, turn: int, now: Moment) -> None:
        """Take in one state, as that of the run with that number after so many choices."""
        self._now = (number, turn)
        for looking in self._looking.values():
            self._read(looking, now)

    def see_step(self, number: int, turn: int, now: Moment, after: Moment, choice: str) -> None:
        """Take in one choice and what came of it: `after`, the run's state after so many choices."""
        self._now = (number, turn)
        for looking in self._looking.values():
            self._took(looking, now, after, choice, after.drew)

    def _meet(self, *what: str | int) -> None:
        self.met.setdefault(what, self._now)

    def _meet_told(self, id_: int) -> None:
        self.met.setdefault(("told", id_), self._now)

    def _read(self, looking: _Looking, now: Moment) -> None:
        story, s = self.rules.story, now.values
        scene = story.scenes[now.scene]
        self._meet("scene", scene.id)
        looking.teller.line(scene.title, s, now.visit)
        looking.teller.line(scene.heading, s, now.visit)
        looking.teller.text(scene.text, s, now.visit)
        looking.captions(now)
        if scene.ending is not None:
            looking.teller.text(story.epilogue, s, 1)

    def _took(self, looking: _Looking, now: Moment, after: Moment, id_: str, outcomes: tuple[str, ...]) -> None:
        scene = self.rules.story.scenes[now.scene]
        self._meet("taken", now.scene, id_)
        for fell in outcomes:
            self._meet("taken", now.scene, id_, fell)
        if after.exit and scene.encounter:
            self._meet("exit", scene.encounter, after.exit)
        choice = next((choice for choice in scene.choices if choice.id == id_), None)
        if choice is not None and self._tells(choice):
            self.rules.choose(now, choice, outcomes, facilitator=True, teller=looking.teller)

    def _tells(self, choice: Choice) -> bool:
        """Whether anything is read of what comes of a choice; only then is it taken once more."""
        known = self._results.get(id(choice))
        if known is None:
            known = self._results[id(choice)] = (choice, bool(choice.result) or _tell(choice.chance))
        return known[1]


def _tell(chance: tuple[Outcome, ...]) -> bool:
    return any(outcome.result or _tell(outcome.chance) for outcome in chance)


class _Looking(Looking):
    """Looks as any page does, through a teller that notes what it tells."""

    def __init__(self, rules: Rules, gentler: bool, told: Callable[[int], None]) -> None:
        super().__init__(rules, gentler)
        self.teller = _Noting(rules.world, gentler, told)
        self.locks = Locks(rules, self.teller)

    def captions(self, now: Moment) -> None:
        """Tell the words of every choice that is seen."""
        for choice in self.story.scenes[now.scene].choices:
            if not choice.skip and (self.rules.is_open(choice, now.values) or self.reason(choice, now)):
                self.teller.line(choice.text, now.values, now.visit)
                self.teller.line(choice.hint, now.values, now.visit)


class _Noting(Teller):
    """Tells, and notes the identity of each body and of each row of parts that it tells."""

    def __init__(self, world: World, gentler: bool, told: Callable[[int], None]) -> None:
        super().__init__(world, gentler)
        self._told = told

    def body(self, body: Body, s: State, visit: int) -> tuple[Paragraph, ...]:
        self._told(id(body))
        return super().body(body, s, visit)

    def spans(self, parts: tuple[Part, ...], s: State, visit: int) -> tuple[Span, ...]:
        self._told(id(parts))
        return super().spans(parts, s, visit)
