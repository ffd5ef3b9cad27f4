"""What there is to be seen in the preview: plain data, made off the screen's thread.

`seen(…)` makes a Sight of a script and a run; places are those of the text as it was when the story was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from ..desk.blaming import Condition, shown
from ..desk.flow import ANYWHERE, Road
from ..desk.jumping import declared
from ..desk.why import ChoiceWhy, TextWhy, Why
from ..play.run import Run
from ..play.view import Page
from ..story.building.context import Where, source_and_path
from ..story.expressions import INT
from ..story.loading import Script
from ..story.model import Slot
from ..story.problems import Problem
from ..story.prose import Paragraph, Span

NO_STORY = "There is nothing to play yet: the story has errors, and no version without any was seen. They stand beside."


class Spot(Struct, frozen=True):
    """A place in a file."""

    file: str
    line: int
    column: int

    def short(self, folder: Path | None) -> str:
        """As one says it beside the story: `row.yaml:12`."""
        return f"{relative(self.file, folder)}:{self.line}"


class StateRow(Struct, frozen=True):
    """A variable."""

    name: str
    text: str
    label: str
    """What the player reads for it, or nothing."""
    by: int = 0
    """By how much the last turn moved a number."""
    was: str = ""
    """What it was before the last turn, where that changed it."""
    at_start: bool = True
    """It is as at the story's beginning."""
    inner: bool = False


class RoadRow(Struct, frozen=True):
    """One way to or from the scene that one stands in."""

    scene: str
    """The other one; empty for anywhere."""
    how: str
    """`sell>caught`, `draws from row`, `a rule`."""
    when: Condition | None = None
    """As written, and whether it holds now; only of roads that lead on from here."""
    words: str = ""
    """The condition's words, of roads that lead here."""
    taken: bool = False
    """One came by it."""


class Sight(Struct, frozen=True):
    """Everything to draw."""

    page: Page
    scene: str
    spot: Spot | None
    """Where the scene stands."""
    folder: Path | None
    problems: tuple[Problem, ...]
    linted: bool
    """Lint has looked too."""
    older: bool
    """What is played is older than the text."""
    playable: bool
    told: tuple[str, ...]
    """What became of the writer's place when the story was read again, and the like."""
    stuck: bool
    """The place could not be kept."""
    seed: int = 0
    steps: int = 0
    jump: str = ""
    choices: tuple[ChoiceWhy, ...] = ()
    texts: tuple[TextWhy, ...] = ()
    state: tuple[StateRow, ...] = ()
    comes: tuple[RoadRow, ...] = ()
    leads: tuple[RoadRow, ...] = ()
    generated: frozenset[str] = frozenset()
    """Choices that an encounter made."""
    spots: dict[str, Spot] = {}
    """Where choices of this scene stand (`choice:sell`), variables (`state:money`), scenes of its roads (`scene:x`)."""

    @property
    def errors(self) -> int:
        return sum(problem.severity == "error" for problem in self.problems)


def relative(file: str, folder: Path | None) -> str:
    """A file's name as one says it beside the story."""
    if folder is not None and file.startswith(f"{folder}/"):
        return file[len(str(folder)) + 1 :]
    return file


def spot(where: Where, on_key: bool = True) -> Spot:
    """The place of what stands there."""
    source, path = source_and_path(where)
    place = source.place(path, on="key" if on_key else "value")
    return Spot(source.file, place.line, place.column)


class Seeing:
    """Makes what is to be seen of one script's runs."""

    def __init__(self, script: Script, roads: Sequence[Road]) -> None:
        assert script.story is not None
        self.script, self.story = script, script.story
        conditions = script.ledger.written.section("conditions")
        self.named = {name: text for name, (text, _) in conditions.items() if isinstance(text, str)}
        self._to: dict[str, list[Road]] = {}
        self._from: dict[str, list[Road]] = {}
        for road in roads:
            self._to.setdefault(road.target, []).append(road)
            self._from.setdefault(road.source, []).append(road)

    def scene_spot(self, scene: str) -> Spot | None:
        """Where a scene stands; one that an encounter made stands where its block does."""
        where = self.script.ledger.scenes.get(scene)
        return spot(where) if where is not None else None

    def state(self, run: Run) -> tuple[StateRow, ...]:
        """All variables, as declared; the last two are the bits of what was met."""
        now, before, start = run.moment.values, run.moment.before, run.rules.start
        rows = []
        for n, slot in enumerate(self.story.slots[1:], 1):
            if slot.name in ("notes met", "people met", "rolls of this life"):
                continue
            changed = bool(before) and before[n] != now[n]
            by = now[n] - before[n] if changed and slot.type == INT else 0
            was = shown(self.story, n, before) if changed else ""
            rows.append(
                StateRow(
                    slot.name,
                    shown(self.story, n, now),
                    _label(slot),
                    by,
                    was,
                    now[n] == start[n],
                    not declared(slot, self.story),
                )
            )
        return tuple(rows)

    def leads(self, run: Run) -> tuple[RoadRow, ...]:
        """Roads from where one stands; the story's own rules lead from anywhere."""
        why = Why(run, self.named)
        rows: dict[tuple[str, str], RoadRow] = {}
        for road in (*self._from.get(run.moment.scene, ()), *self._from.get(ANYWHERE, ())):
            when = why.condition(road.when[0]) if road.when else None
            rows.setdefault((road.target, _how(road)), RoadRow(road.target, _how(road), when))
        return tuple(rows.values())

    def comes(self, run: Run) -> tuple[RoadRow, ...]:
        """Roads to where one stands; the one that was taken is marked."""
        here, past = run.moment.scene, run.past
        came = (past[-1][0].scene, past[-1][1].choice) if past else ("", "")
        rows: dict[tuple[str, str], RoadRow] = {}
        for road in self._to.get(here, ()):
            words = " and ".join(checked.text for checked in road.when)
            taken = bool(came[0]) and (road.source, road.choice) == came
            known = rows.get((road.source, _how(road)))
            if known is None or taken:
                rows[road.source, _how(road)] = RoadRow(road.source, _how(road), None, words, taken)
        return tuple(rows.values())

    def spots(self, run: Run, rows: Iterable[RoadRow]) -> dict[str, Spot]:
        """Where things that can be stood at are written."""
        ledger, here = self.script.ledger, run.moment.scene
        found: dict[str, Spot] = {}
        for choice in self.story.scenes[here].choices:
            if (where := ledger.choices.get((here, choice.id))) is not None:
                found[f"choice:{choice.id}"] = spot(where)
        for section in ("state", "people", "goods"):
            for name, (_, where) in ledger.written.section(section).items():
                found[f"state:{name}"] = spot(where)
        for row in rows:
            if row.scene and (at := self.scene_spot(row.scene)) is not None:
                found[f"scene:{row.scene}"] = at
        scene = ledger.scenes.get(here)
        if scene is not None:
            for n, _ in enumerate(self.story.scenes[here].text):
                found[f"text:{n}"] = spot(((scene, "text"), n), on_key=False)
        return found


def _label(slot: Slot) -> str:
    return "" if slot.label in ("", slot.name) else slot.label


def _how(road: Road) -> str:
    """How one goes along a road, in the words of the language."""
    said = ">".join((road.choice, *road.outcomes)) if road.choice else "a rule"
    match road.kind:
        case "call":
            said += " calls"
        case "draw":
            said += f" draws from {road.deck}"
        case "return":
            said += " returns"
        case "skip":
            said = "left out by a facilitator"
    if road.source == ANYWHERE:
        said = "the story's own rule"
    return f"{said} ({road.exit})" if road.exit else said


def nothing_yet(title: str) -> Page:
    """The page where there is no story to play."""
    words = (Paragraph((Span(NO_STORY),)),)
    fields = {name: () for name in ("result", "changes", "choices", "meters", "people", "pack", "notes")}
    fields |= {name: () for name in ("phenomena", "sources", "content_notes")}
    told = {"scene": "", "title": title, "heading": "", "place": "", "date": "", "season": "", "hour": ""}
    return Page(story=title, day=1, turn=0, menu=False, text=words, seen=True, **told, **fields)  # type: ignore[arg-type]
