"""Bounds: what is proved of every life of a story, scene by scene, without going through its states.

    found = bounds(script)
    found.never(("taken", "gate", "bribe"))   -> why nobody ever takes it: "`money` is never more than 400 here; …"
    found.shut("gate")                        -> None: some choice is always open; else which may all be shut
    found.range(slot, "gate")                 -> (0, 400)

Takes a script whose story is whole. What is proved holds for every seed, so for the prices of every world; what is not
proved may still be so. A facilitator's leaving out of scenes is not looked at.
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from ..desk.flow import ANYWHERE, Road, roads
from ..desk.watching import Met
from ..play.moment import Moment
from ..story.expressions import Node
from ..story.expressions.intervals import Interval
from ..story.expressions.tree import And
from ..story.loading import Script
from ..story.model import Choice, Exit, Scene, Story, Text
from .asked import visits
from .facts import Facts
from .reasons import because, slots_in, value
from .settling import Settled
from .stepping import Listener, Point
from .tellable import Tellable
from .ways_apart import can_be, ways_left


def bounds(script: Script, begin: Moment | None = None) -> Bounds:
    """Everything that is proved; with `begin`, of what comes after that moment. Raises ValueError on errors."""
    if script.story is None:
        raise ValueError("a story with errors has no bounds")
    return Bounds(Settled(script, begin))


class Shut(Struct, frozen=True):
    """Choices of a scene that may all be shut together: nothing speaks against it."""

    choices: tuple[str, ...]
    where: str
    """What its variables are then, in words; empty where that would say nothing."""


class Bounds:
    """What is proved of one story."""

    def __init__(self, settled: Settled) -> None:
        self.script, self.story = settled.script, settled.story
        self._settled = settled
        self._seen = _Seen(settled.story)
        settled.listen(self._seen)
        for scene, _, facts in settled.pages():
            self._seen.page(settled, self.story.scenes[scene], facts)

    # ---- what can never be ----
    @cached_property
    def scenes(self) -> dict[str, Facts]:
        """The scenes that one may come to, each with what holds on all its pages."""
        found: dict[str, Facts] = {}
        for scene, _, facts in self._settled.pages():
            known = found.get(scene)
            found[scene] = facts if known is None else known.with_all_of(facts)
        return found

    def never(self, met: Met) -> str:
        """Why nobody ever comes by it, in a sentence; empty where that is not proved."""
        match met:
            case ("scene", str(scene)):
                return self.no_scene(scene)
            case ("taken", str(scene), str(choice)):
                return self.no_choice(scene, choice)
            case ("taken", str(scene), str(choice), str(outcome)):
                return self.no_outcome(scene, choice, outcome)
            case ("exit", str(encounter), str(name)):
                return "" if (encounter, name) in self._seen.exits else "nothing that can happen in it ends so"
            case ("told", int(id_)):
                return self._untold(id_)
        return ""

    def no_scene(self, scene: str) -> str:
        """Why nobody ever comes to a scene, or none ever stays in it to read."""
        if scene in self.scenes:
            return ""
        if any(point.scene == scene for point in self._settled.facts):
            return "its rules always send one on"
        ways = [road for road in self._roads_to.get(scene, ()) if road.source == ANYWHERE or road.source in self.scenes]
        if len({(road.source, road.choice, road.rule) for road in ways}) != 1:
            return "no road that can ever be open leads there"
        road = ways[0]
        if road.rule >= 0:
            return f"only a rule of {road.source or 'the story'} leads there, and it never holds"
        why = self.no_choice(road.source, road.choice)
        return f"only `{road.choice}` in `{road.source}` leads there" + (f", which is never open: {why}" if why else "")

    def no_choice(self, scene: str, choice: str) -> str:
        """Why a choice is never open."""
        if (scene, choice) in self._seen.open:
            return ""
        away = self.no_scene(scene)
        if away:
            return f"nobody comes to `{scene}`: {away}"
        made = self._choice(scene, choice)
        node = self._settled.stepping.open_when(made)
        parts: tuple[Node, ...] = node.parts if isinstance(node, And) else (node,) if node is not None else ()
        facts, costs = self.scenes[scene], len(made.cost)
        for n, part in enumerate(parts):
            low, high = facts.span(part)
            if low == high == 0:
                return because(facts, part, asks="takes" if n >= len(parts) - costs else "asks for")
        return because(facts, node) if node is not None else "it is not offered"

    def no_outcome(self, scene: str, choice: str, outcome: str) -> str:
        """Why an outcome never falls."""
        if (scene, choice, outcome) in self._seen.fell:
            return ""
        return self.no_choice(scene, choice) or "its odds are always 0 here"

    def no_rule(self, scene: str, number: int) -> str:
        """Why a rule of a scene, or of the story (""), never sends one on."""
        if (scene, number) in self._seen.ruled:
            return ""
        return "it never holds where it is asked"

    def no_storylet(self, storylet: str) -> str:
        """Why a storylet is never drawn."""
        return "no draw can ever draw it" if storylet not in self._seen.drawn else ""

    def _untold(self, id_: int) -> str:
        told = self._seen.tellable
        if id_ in told.told:
            return ""
        return told.against.get(id_, "nobody comes to where it is told")

    # ---- what is always so ----
    def always_open(self, scene: str, choice: str) -> str:
        """Why a choice is never locked; empty where that is not proved, or where nobody comes to the scene."""
        pages = self._pages.get(scene, ())
        node = self._settled.stepping.open_when(self._choice(scene, choice))
        if not pages or (node is not None and any(can_be(facts, [(node, False)]) for facts in pages)):
            return ""
        return "nothing is asked for it" if node is None else "what it asks for always holds here"

    @cached_property
    def may_be_stuck(self) -> dict[str, Shut]:
        """The scenes of which it is not proved that some choice is always open, each with those that may be shut."""
        found = {scene: self.shut(scene) for scene in self.scenes if self.story.scenes[scene].ending is None}
        return {scene: shut for scene, shut in found.items() if shut is not None}

    def shut(self, scene: str) -> Shut | None:
        """The choices of a scene that may all be shut together; None is a proof that one is always open there."""
        offered = [choice for choice in self.story.scenes[scene].choices if not choice.skip]
        goals = [(self._settled.stepping.open_when(choice), False) for choice in offered]
        asked = [(node, holds) for node, holds in goals if node is not None]
        if len(asked) < len(goals):
            return None
        for facts in self._pages.get(scene, ()):
            left = ways_left(facts, asked, first_only=True)
            if left:
                return Shut(tuple(choice.id for choice in offered), _said(left[0], facts, [node for node, _ in asked]))
        return None

    @cached_property
    def endless(self) -> tuple[str, ...]:
        """The scenes from which no ending can be come to, whatever is chosen, in the story's order."""
        before: dict[Point, list[Point]] = {}
        for point, after in self._settled.next.items():
            for to in after:
                before.setdefault(to, []).append(point)
        found = [point for point in self._settled.facts if self.story.scenes[point.scene].ending is not None]
        seen = set(found)
        for point in found:
            for one in before.get(point, ()):
                if one not in seen:
                    seen.add(one)
                    found.append(one)
        fine = {point.scene for point in seen if point.kind == "on"}
        return tuple(scene for scene in self.story.scenes if scene in self.scenes and scene not in fine)

    @cached_property
    def may_run_dry(self) -> tuple[str, ...]:
        """The decks of which it is not proved that every draw finds a storylet that is open."""
        return tuple(deck for deck in self.story.decks if deck in self._seen.dry)

    def range(self, slot: int, scene: str = "") -> Interval:
        """Between what a slot lies, on the pages of one scene or on all. Of a scene that nobody comes to: (0, -1)."""
        spans = [facts.of_slot(slot) for name, facts in self.scenes.items() if scene in ("", name)]
        return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else (0, -1)

    # ---- the story ----
    @cached_property
    def _pages(self) -> dict[str, list[Facts]]:
        found: dict[str, list[Facts]] = {}
        for scene, _, facts in self._settled.pages():
            found.setdefault(scene, []).append(facts)
        return found

    @cached_property
    def _roads_to(self) -> dict[str, list[Road]]:
        found: dict[str, list[Road]] = {}
        for road in roads(self.story):
            if road.kind != "skip":
                found.setdefault(road.target, []).append(road)
        return found

    def _choice(self, scene: str, choice: str) -> Choice:
        return next(one for one in self.story.scenes[scene].choices if one.id == choice)


def _said(way: Facts, facts: Facts, nodes: list[Node]) -> str:
    """What is known of the variables that decide, where that is more than is known of the scene."""
    taken, said = [], []
    for slot in sorted(set().union(*map(slots_in, nodes))):
        now, name = value(way, slot), way.frame.slots[slot].name
        if now != value(facts, slot):
            if name.startswith("taken("):
                taken.append(f"`{name[6:-1].rpartition('.')[2]}`")
            else:
                said.append(f"`{name}` is {now.removeprefix('always ')}")
    if taken:
        said.append(f"{', '.join(taken)} {'was' if len(taken) == 1 else 'were'} taken before")
    return " and ".join(said[:3])


class _Seen(Listener):
    """What may be, as the last look along all steps tells it."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.open: set[tuple[str, str]] = set()
        self.fell: set[tuple[str, str, str]] = set()
        self.exits: set[tuple[str, str]] = set()
        self.ruled: set[tuple[str, int]] = set()
        self.drawn_of: set[tuple[str, str]] = set()
        self.drawn: set[str] = set()
        self.dry: set[str] = set()
        self.tellable = Tellable()

    def opened(self, scene: Scene, choice: Choice, facts: Facts) -> None:
        self.open.add((scene.id, choice.id))

    def fallen(self, scene: Scene, choice: Choice, path: tuple[str, ...]) -> None:
        self.fell.add((scene.id, choice.id, path[-1]))

    def left(self, scene: Scene, choice: Choice, out: Exit) -> None:
        self.exits.add((scene.encounter, out.name))

    def ruled_by(self, source: str, number: int) -> None:
        self.ruled.add((source, number))

    def drew(self, scene: Scene, choice: Choice, deck: str, storylet: str) -> None:
        if storylet:
            self.drawn.add(storylet)
            self.fell.add((scene.id, choice.id, storylet))
        else:
            self.dry.add(deck)

    def result(self, text: Text, facts: Facts, visit: Interval) -> None:
        self.tellable.text(text, facts, visit)

    def page(self, settled: Settled, scene: Scene, facts: Facts) -> None:
        """What may be read on a page."""
        told, visit = self.tellable, visits(scene, facts)
        told.line(scene.title, facts, visit)
        told.line(scene.heading, facts, visit)
        told.text(scene.text, facts, visit)
        for choice in scene.choices:
            if not choice.skip:
                told.line(choice.text, facts, visit)
                told.line(choice.hint, facts, visit)
                node = settled.stepping.open_when(choice)
                if node is not None and can_be(facts, [(node, False)]):
                    told.line(choice.locked, facts, visit)
        if scene.ending is not None:
            told.text(self._story.epilogue, facts, (1, 1))
