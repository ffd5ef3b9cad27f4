"""A group: one life of the story, where the talk about it stands, and the way back.

A room has one, or up to nine that decide for themselves. Takes events of the log, one after another; nothing else
changes it. What a command comes to is `steering.py`'s.
"""

from __future__ import annotations

from msgspec import Struct

from ..play.life import Step
from ..play.run import Run
from ..play.view import ChoiceView, Page
from ..story.model import Choice, Plan, Scene
from . import events as e
from .votes import Round

SOME_MINUTES = 3
"""For a stop that the plan gives no time."""


class Answer(Struct, frozen=True):
    """A decision, with all that is needed to be before it again."""

    choice: str
    scene: str
    by: e.By
    reason: str
    round: Round | None
    """That it answers; None where nobody voted."""
    before: Run
    skipped: bool = False


class Group:
    """One life of the story and where the room stands in it."""

    def __init__(self, number: int, run: Run, plan: Plan | None, alone: bool) -> None:
        self.number, self.run, self.plan = number, run, plan
        self.alone = alone
        """It is the only one: somebody leads it step by step."""
        self.phase: e.Phase = "lobby"
        self.back: e.Phase = "scene"
        """Where a stop, or a debrief that is taken back, returns to."""
        self.round: Round | None = None
        """The round that is before the group."""
        self.rounds: list[Round] = []
        """All rounds, whatever became of them."""
        self.answers: list[Answer] = []
        self.undone: list[tuple[Answer, Run]] = []
        self.until = 0
        self.stopped: set[int] = set()
        """Lengths of the life at which the plan's stop was made: it is made once."""
        self.ending = False
        """It ends at the next good stop."""
        self.steered = 0
        """Number of the last event that changed its course."""
        self._page: tuple[Run, Page] | None = None
        self._taken: tuple[Answer, ChoiceView | None] | None = None

    # ---- where it stands ----
    @property
    def scene(self) -> Scene:
        return self.run.story.scenes[self.run.moment.scene]

    @property
    def page(self) -> Page:
        """What is read now."""
        if self._page is None or self._page[0] is not self.run:
            self._page = (self.run, self.run.look())
        return self._page[1]

    @property
    def beneath(self) -> e.Phase:
        """The phase, or what lies beneath a stop."""
        return self.back if self.phase in ("stop", "waiting") else self.phase

    @property
    def told(self) -> Scene:
        """The scene that the room is talking about: in an outcome, the one that was decided in."""
        if self.beneath == "outcome" and self.answers:
            return self.run.story.scenes[self.answers[-1].scene]
        return self.scene

    @property
    def taken(self) -> ChoiceView | None:
        """What was decided, as it was offered, in an outcome; None where a scene was left out."""
        if self.beneath != "outcome" or not self.answers or self.answers[-1].skipped:
            return None
        answer = self.answers[-1]
        if self._taken is None or self._taken[0] is not answer:
            before = answer.before
            views = before.looking.choices(before.moment, before.past)
            self._taken = (answer, next((view for view in views if view.id == answer.choice), None))
        return self._taken[1]

    @property
    def skip(self) -> Choice | None:
        """The way to leave this scene out, if there is one."""
        return next((choice for choice in self.scene.choices if choice.skip), None)

    def offered(self) -> tuple[ChoiceView, ...]:
        """The choices that can be taken now, menus last in mind: they count only inside an encounter or alone."""
        open_ = tuple(choice for choice in self.page.choices if choice.open)
        turns = tuple(choice for choice in open_ if not choice.menu)
        return open_ if self.scene.encounter or not turns else turns

    @property
    def voted_on(self) -> bool:
        """Whether this scene has a vote: the plan says where; without one, everywhere outside encounters."""
        if len(self.offered()) < 2 or self.scene.menu:
            return not self.alone
        if not self.alone:
            return True
        listed = self.plan.votes if self.plan is not None else ()
        return self.scene.id in listed if listed else not self.scene.encounter

    @property
    def accepting(self) -> bool:
        """Whether votes count now."""
        return self.beneath == "vote_open" and self.phase != "waiting"

    def stop_minutes(self, scene: str) -> int:
        """Minutes to talk at a scene: as planned, or some."""
        return (self.plan.stops.get(scene, 0) if self.plan is not None else 0) or SOME_MINUTES

    def due(self, after: str) -> bool:
        """Whether the plan stops here, at this point of the scene, and has not yet."""
        scene = self.told
        if self.plan is None or scene.id not in self.plan.stops or self.place() in self.stopped or self._left_out:
            return False
        wanted = scene.discuss.after if scene.discuss is not None else "scene"
        if wanted == "reveal" and after == "scene" and not self.voted_on:
            return True  # nothing will be revealed
        return wanted == after

    def place(self) -> int:
        """Tells a visit of a scene from every other of this life: how long the life was on coming there."""
        return len(self.run.steps) - (1 if self.beneath == "outcome" else 0)

    @property
    def at_good_stop(self) -> bool:
        """What was just decided in is a place to end for good."""
        good = self.plan is not None and self.told.id in self.plan.good_stops
        return good and self.beneath == "outcome" and not self._left_out

    @property
    def _left_out(self) -> bool:
        return self.beneath == "outcome" and bool(self.answers) and self.answers[-1].skipped

    def asked(self, question: int, round_: int) -> Round | None:
        """That round of that question."""
        return next((r for r in reversed(self.rounds) if r.question == question and r.number == round_), None)

    # ---- the fold ----
    def take(self, event: e.AnyEvent) -> None:
        """What happened."""
        match event:
            case e.Begin():
                self.phase = "ending" if self.run.ended else "scene"
            case e.Question():
                self.round = Round(event.question, event.round, event.scene, event.choices)
                self.rounds.append(self.round)
                self.phase, self.until = "vote_open", event.until
            case e.Reopen():
                self.phase, self.until = "vote_open", event.until
            case e.Close():
                self.phase, self.until = "vote_closed", 0
            case e.Reveal():
                self.phase = "reveal"
                if self.round is not None:
                    self.round.shown = True
            case e.Waver():
                self.phase = "decide"
            case e.Decide():
                self._decided(Step(event.choice, event.drew), event.by, event.reason)
            case e.Skip():
                self._decided(Step("skip", event.drew), event.by, "", True)
            case e.Next():
                self.phase = "ending" if self.run.ended else "scene"
            case e.Stop():
                self.stopped.add(self.place())
                if self.phase != "waiting":
                    self.back = self.phase
                self.phase, self.until = "stop", event.until
            case e.Wait():
                self.back, self.phase = self.phase, "waiting"
            case e.GoOn():
                self.phase, self.until = self.back, 0
            case e.Time():
                self.until = max(0, self.until + event.by)
            case e.Hands():
                asked = self.asked(event.question, event.round)
                if asked is not None:
                    asked.hands = dict(event.counts)
            case e.Undo():
                self._undo()
            case e.Forward():
                answer, run = self.undone.pop()
                self.answers.append(answer)
                self.run, self.round, self.until = run, None, 0
                self._arrive(answer.scene)
            case e.End():
                self.ending = True
            case e.Debrief():
                self.back, self.phase, self.until = self.beneath, "debrief", 0
            case e.Closed():
                self.phase = "closed"

    def _decided(self, step: Step, by: e.By, reason: str, skipped: bool = False) -> None:
        scene = self.scene.id
        self.answers.append(Answer(step.choice, scene, by, reason, self.round, self.run, skipped))
        run = self.run.branch()
        run.again(step)
        self.run, self.round, self.until = run, None, 0
        self.undone.clear()
        self._arrive(scene)

    def _arrive(self, left: str) -> None:
        """To the outcome where there is any, or where the plan has something to do after it; else to the scene."""
        page, plan = self.page, self.plan
        told = bool(page.result or page.changes or page.arrived) and not page.seen
        planned = plan is not None and (left in plan.good_stops or left in plan.stops)
        self.phase = "outcome" if told or (planned and not page.seen) else "ending" if self.run.ended else "scene"

    def _undo(self) -> None:
        if self.phase == "debrief":
            self.phase, self.ending = self.back, False
            return
        answer = self.answers.pop()
        self.undone.append((answer, self.run))
        self.run, self.until = answer.before, 0
        self.round = answer.round if self.alone else None
        self.phase = "reveal" if self.round is not None and self.round.shown else "scene"

    def plain(self) -> tuple[object, ...]:
        """All of it as a value, to be compared."""
        return (
            *(self.number, self.phase, self.back, self.until, self.ending, self.steered, sorted(self.stopped)),
            self.run.life(),
            [round_.plain() for round_ in self.rounds],
            self.round.plain() if self.round is not None else None,
            [(a.choice, a.scene, a.by, a.reason, a.skipped) for a in self.answers],
            [(a.choice, run.life()) for a, run in self.undone],
        )
