"""A playthrough: where it stands, what may be chosen, and every moment before.

    run = Run.start(story, seed=7)
    page = run.look()
    run.choose(page.choices[0].id)
    run.undo()

A Run holds moments (values) and the steps between them; the rules of a turn are in `turn.py`, what a face draws is made
in `looking.py`. No files, no screens.
"""

from __future__ import annotations

from msgspec import Struct

from ..story.chance import M64
from ..story.expressions import BOOL, Members, Names
from ..story.expressions import Person as Held
from ..story.model import DAY, SEED, Choice, Slot, Story
from . import renaming
from .life import Began, Life, Step
from .looking import Looking, Past
from .moment import CannotChoose, Frame, Moment
from .turn import Rules
from .view import JournalLine, Page

LONGEST_STEP, LONGEST_WHY = 80, 200
"""Characters of what a save holds, in a message: it may come from anybody's file."""


class Stopped(Struct, frozen=True):
    """Where a replay could not go on."""

    number: int
    """Which step, from 1; 0 when it could not even begin."""
    step: str
    why: str
    """For the player, in words."""


class Resumed(Struct, frozen=True):
    """A life lived again."""

    run: Run
    """As far as the steps hold."""
    stopped: Stopped | None
    from_state: Run | None
    """Standing where the life stood, from the state stored; only where a replay stopped and the scene still exists."""

    def words(self, life: Life) -> tuple[str, str]:
        """For the player, where the replay of that life stopped: what is the matter, and how far it could be lived."""
        stopped, made, of = self.stopped, len(self.run.steps), len(life.steps)
        assert stopped is not None
        matter = (
            "The story was changed since this was saved."
            if life.fingerprint != self.run.story.fingerprint
            else "This save does not agree with the story."
        )
        # The reason may be the writer's own line about a lock, which ends as it likes.
        why = stopped.why[:LONGEST_WHY]
        why += "" if why.rstrip("\"'”’)»").endswith((".", "!", "?", "…")) else "."
        if not stopped.number:
            return matter, f"No choice could be lived again: {why}"
        if made == of:
            return matter, f"Every choice could be lived again, but {why}"
        choices = "1 choice" if of == 1 else f"{of} choices"
        step = stopped.step[:LONGEST_STEP]
        return matter, f"{made} of {choices} could be lived again. Choice {stopped.number}, {step}, could not: {why}"


class Run:
    """One playthrough of a story."""

    def __init__(self, rules: Rules, first: Moment, gentler: bool = False, began: Began | None = None) -> None:
        self.rules, self.story = rules, rules.story
        self._began = began
        self.looking = Looking(rules, gentler)
        self._past: list[tuple[Moment, Step]] = []
        """Moments left behind, each with the step that left it."""
        self._now = first
        self._undone: list[tuple[Step, ...]] = []
        """Steps taken back, a turn each, the nearest last."""

    @staticmethod
    def start(story: Story | Rules, seed: int, gentler: bool = False) -> Run:
        """A new life. `Rules` made once can be shared by many."""
        rules = story if isinstance(story, Rules) else Rules(story)
        return Run(rules, rules.begin(seed), gentler)

    @staticmethod
    def standing(rules: Rules, past: Past, now: Moment, gentler: bool = False) -> Run:
        """A life that stands where another stood, with what that had behind it."""
        run = Run(rules, now, gentler)
        run._past = list(past)
        return run

    # ---- where it stands ----
    @property
    def moment(self) -> Moment:
        return self._now

    @property
    def past(self) -> Past:
        """Moments left behind, each with the step that left it."""
        return self._past

    @property
    def seed(self) -> int:
        return self._now.values[SEED]

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for _, step in self._past)

    @property
    def ended(self) -> bool:
        return self.story.scenes[self._now.scene].ending is not None

    def look(self) -> Page:
        """What is to be read and chosen now. Looking changes nothing."""
        return self.looking.page(self._now, self._past)

    def value(self, name: str) -> int | str | list[str]:
        """A variable's value by its name, as a save writes it. Raises KeyError for an unknown one."""
        number = self.story.slot_of[name]
        return _as_written(self.story.slots[number], self._now.values[number], self.story)

    # ---- moving ----
    def choose(self, choice: str, outcomes: tuple[str, ...] = (), facilitator: bool = False) -> None:
        """Take a choice by its id. Outcomes given are forced in turn, further ones are drawn.

        Raises CannotChoose when it is not there, is locked, or an outcome cannot fall; nothing has changed then.
        """
        found = self.find(choice)
        if found is None:
            raise CannotChoose(f"there is no choice `{choice}` here")
        if not found.skip and not self.rules.is_open(found, self._now.values):
            raise CannotChoose(self.looking.reason(found, self._now) or f"`{choice}` is not open now")
        after = self.rules.choose(self._now, found, outcomes, facilitator, self.looking.teller)
        self._past.append((self._now, Step(found.id, after.drew)))
        self._now = after
        self._undone.clear()

    def again(self, step: Step) -> None:
        """Take a step that was taken before, by its old names where the story has new ones. Raises CannotChoose."""
        try:
            self.choose(step.choice, step.outcomes, facilitator=True)
        except CannotChoose:
            outcomes = tuple(renaming.outcome(self.story, outcome) for outcome in step.outcomes)
            if outcomes == step.outcomes:
                raise
            self.choose(step.choice, outcomes, facilitator=True)

    def find(self, choice: str) -> Choice | None:
        """The choice of that id (or of an id it was renamed from) in this scene."""
        here = self.story.scenes[self._now.scene]
        wanted = renaming.choice(self.story, here.id, choice)
        return next((c for c in here.choices if c.id == choice), None) or next(
            (c for c in here.choices if c.id == wanted), None
        )

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> bool:
        """Back to before the last turn; menus opened since, and on the way to it, are left too. False at the start."""
        if not self._past:
            return False
        undone: list[Step] = []
        while self._past:
            self._now, step = self._past.pop()
            undone.append(step)
            left_a_turn = not self._is_menu_move(step)
            if left_a_turn:
                break
        while self._past and not self._now.fresh:
            self._now, step = self._past.pop()
            undone.append(step)
        self._undone.append(tuple(reversed(undone)))
        return True

    def redo(self) -> bool:
        """Forward again over what was undone, with the same outcomes. False when nothing is."""
        if not self._undone:
            return False
        kept = self._undone[:-1]
        for step in self._undone[-1]:
            self.choose(step.choice, step.outcomes, facilitator=True)
        self._undone = kept
        return True

    def take_back(self, steps: tuple[Step, ...]) -> None:
        """Know these steps as taken back from here, as far as they hold."""
        stood = len(self._past)
        for step in steps:
            try:
                self.again(step)
            except CannotChoose:
                break
        while len(self._past) > stood and self.undo():
            pass

    def _is_menu_move(self, step: Step) -> bool:
        choice = next((c for c in self.story.scenes[self._now.scene].choices if c.id == step.choice), None)
        return choice is not None and choice.menu

    def back_to(self, turn: int) -> None:
        """Roll back until no more than `turn` turns were taken."""
        while self._now.turn > turn and self.undo():
            pass

    def go_to(self, turn: int) -> None:
        """The same, or forward through what was taken back."""
        self.back_to(turn)
        while self._now.turn < turn and self.redo():
            pass

    def onward(self) -> Run:
        """Another run that took again all that was taken back."""
        other = self.branch()
        other._undone = list(self._undone)
        while other.redo():
            pass
        return other

    def branch(self) -> Run:
        """Another run that stands where this one does; what either does is nothing to the other."""
        other = Run(self.rules, self._now, self.looking.teller.gentler, self._began)
        other._past = list(self._past)
        return other

    # ---- remembering ----
    def journal(self) -> list[JournalLine]:
        """Every turn so far, then where it stands. Menus leave no line."""
        return self.looking.journal(self._now, self._past)

    def life(self) -> Life:
        """What a save keeps."""
        now, story = self._now, self.story
        scene = story.scenes[now.scene]
        title = self.looking.teller.line(scene.title, now.values, now.visit)
        return Life(
            story.id,
            story.title,
            story.fingerprint,
            self.seed,
            self.steps,
            now.scene,
            title,
            now.values[DAY],
            tuple((frame.scene, frame.arrive, frame.called) for frame in now.stack),
            {slot.name: _as_written(slot, value, story) for slot, value in zip(story.slots, now.values, strict=True)},
            self.ended,
            self.looking.teller.gentler,
            self._began,
            tuple(step for turn in reversed(self._undone) for step in turn),
        )

    @staticmethod
    def resume(story: Story | Rules, life: Life, gentler: bool | None = None) -> Resumed:
        """Live a life again, with the outcomes it drew, as far as the story still allows it.

        `gentler` overrules what the life was read in.
        """
        rules = story if isinstance(story, Rules) else Rules(story)
        gentle = life.gentler if gentler is None else gentler
        run = Run.start(rules, life.seed, gentle)
        if life.began is not None:
            taken_up = _taken_up(rules, life.seed, life.began, gentle)
            if taken_up is None:
                return _stopped(run, life, 0, f"the scene `{life.began.scene}` it was taken up in is gone")
            run = taken_up
        for number, step in enumerate(life.steps, 1):
            try:
                run.again(step)
            except CannotChoose as cannot:
                return _stopped(run, life, number, cannot.reason)
        if run.moment.scene != renaming.scene(rules.story, life.scene):
            return _stopped(run, life, len(life.steps), "the same steps lead elsewhere now")
        if rules.story.fingerprint == life.fingerprint and run.life().state != life.state:
            return _stopped(run, life, len(life.steps), "what was stored does not agree with the steps")
        run.take_back(life.ahead)
        return Resumed(run, None, None)


def _stopped(run: Run, life: Life, number: int, why: str) -> Resumed:
    step = life.steps[number - 1].text() if number else ""
    stood = Began(life.scene, life.stack, life.state)
    return Resumed(run, Stopped(number, step, why), _taken_up(run.rules, life.seed, stood, run.looking.teller.gentler))


def _taken_up(rules: Rules, seed: int, began: Began, gentler: bool) -> Run | None:
    """A run that stands where a state was stored, as far as the story still knows it; None without the scene."""
    story = rules.story
    scene = renaming.scene(story, began.scene)
    if scene not in story.scenes:
        return None
    values = list(rules.start)
    values[SEED] = seed & M64
    for name, written in began.state.items():
        number = renaming.slot(story, name, began.state)
        value = _from_written(story.slots[number], written, story) if number else None
        if number and value is not None:
            slot = story.slots[number]
            values[number] = min(slot.high, max(slot.low, value))
    frames = (
        Frame(renaming.scene(story, name), arrive, renaming.scene(story, called))
        for name, arrive, called in began.stack
    )
    stack = tuple(frame for frame in frames if frame.scene in story.scenes)
    visit = rules.visit(story.scenes[scene], values)
    return Run(rules, Moment(tuple(values), scene, visit, stack), gentler, began)


def _as_written(slot: Slot, value: int, story: Story) -> int | str | list[str]:
    kind = slot.type
    if isinstance(kind, Names):
        return kind.options[value]
    if isinstance(kind, Held):
        return story.people[value - 1].id if value else "none"
    if isinstance(kind, Members):
        return [name for n, name in enumerate(kind.options) if value >> n & 1]
    if kind == BOOL:
        return "true" if value else "false"
    if slot.name == "notes met":
        return [note.id for note in story.notes if value >> note.index & 1]
    if slot.name == "people met":
        return [person.id for person in story.people if value >> person.index & 1]
    return value


def _from_written(slot: Slot, written: int | str | list[str], story: Story) -> int | None:
    kind = slot.type
    if slot.name in ("notes met", "people met"):
        known = {p.id: p.index for p in (story.notes if slot.name == "notes met" else story.people)}
        names = written if isinstance(written, list) else []
        return sum(1 << known[name] for name in set(names) if name in known)
    if isinstance(kind, Members) and isinstance(written, list):
        return sum(1 << kind.options.index(name) for name in set(written) if name in kind.options)
    if isinstance(kind, Names | Held) and isinstance(written, str):
        return kind.value(written)
    if kind == BOOL and isinstance(written, str):
        return int(written == "true")
    return written if isinstance(written, int) and not isinstance(kind, Names | Held | Members) else None


__all__ = ["CannotChoose", "Resumed", "Run", "Stopped"]
