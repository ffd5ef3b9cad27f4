"""Coverage: what play-tests come by of a story, and what none of them reaches, each with its place.

Takes a Script and what was watched of its tests; gives the things that can be reached, in the order of the files, each
reached or not: scenes, choices, outcomes and encounters' exits, conditional texts, the epilogue's lines. Only what a
writer wrote is counted; what stands in one place counts once, however many scenes it is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ..story.building.context import Where
from ..story.loading import Script
from ..story.model import Choice, Exit, Outcome, Scene, Story
from .pieces import Piece, Side, pieces, place, standing
from .watching import Met, Watch

Kind = Literal["scene", "choice", "outcome", "text", "epilogue"]
KINDS: tuple[Kind, ...] = ("scene", "choice", "outcome", "text", "epilogue")
LONGEST = 60
"""Characters of a text that name it in a list."""


class Target(Struct, frozen=True):
    """One thing that a play-test can reach."""

    file: str
    line: int
    column: int
    kind: Kind
    scene: str
    """The scene it stands in; empty for the epilogue, phrases and choices offered everywhere."""
    what: str
    """What it is, for a list: an id, a condition, the first words."""
    reached: bool


class Aim(Struct, frozen=True):
    """A target, and what a playthrough comes by that reaches it: any of these is enough."""

    target: Target
    by: frozenset[Met]


class Count(Struct, frozen=True):
    """So many of so many."""

    reached: int
    of: int


class Coverage(Struct, frozen=True):
    """All targets of a story, in the order of the files."""

    targets: tuple[Target, ...]

    @property
    def missed(self) -> tuple[Target, ...]:
        """What no test reaches."""
        return tuple(target for target in self.targets if not target.reached)

    def count(self, kind: Kind) -> Count:
        """How many of a kind were reached."""
        found = [target.reached for target in self.targets if target.kind == kind]
        return Count(sum(found), len(found))

    def by(self, scenes: bool = False) -> dict[tuple[str, str], dict[Kind, Count]]:
        """How many were reached in each file, or in each scene of each file; in the order of the files."""
        found: dict[tuple[str, str], dict[Kind, list[bool]]] = {}
        for target in self.targets:
            kinds = found.setdefault((target.file, target.scene if scenes else ""), {})
            kinds.setdefault(target.kind, []).append(target.reached)
        return {key: {kind: Count(sum(n), len(n)) for kind, n in kinds.items()} for key, kinds in found.items()}


def covered(script: Script, watch: Watch) -> Coverage:
    """What was watched, held against the whole story. Raises ValueError where the story has errors."""
    found = (replace(aim.target, reached=not watch.met.keys().isdisjoint(aim.by)) for aim in aims(script))
    return Coverage(tuple(found))


def aims(script: Script) -> tuple[Aim, ...]:
    """All that can be reached in a story, in the order of the files. Raises ValueError where the story has errors."""
    if script.story is None:
        raise ValueError("a story with errors cannot be covered")
    found = [*_scenes(script), *_choices(script), *_exits(script), *_texts(script)]
    return tuple(sorted(found, key=lambda one: _order(one.target)))


def _order(target: Target) -> tuple[str, int, int, int]:
    return target.file, target.line, target.column, KINDS.index(target.kind)


# ---- what a story has ----------------------------------------------------------------------------------------------
def written_choices(story: Story) -> Iterator[tuple[str, Choice]]:
    """The choices that stand in a story's files, each with its scene; a facilitator's are left out."""
    for scene in story.written_scenes:
        for choice in scene.choices:
            if not choice.generated and not choice.skip:
                yield scene.id, choice


def outcomes(chance: Iterable[Outcome]) -> Iterator[Outcome]:
    """All that may come of a chance, the chances within outcomes included."""
    for outcome in chance:
        yield outcome
        yield from outcomes(outcome.chance)


def exits(scene: Scene) -> Iterator[Exit]:
    """Every exit of a scene's choices and of what may come of them."""
    for choice in scene.choices:
        ways = (choice.exit, *(outcome.exit for outcome in outcomes(choice.chance)))
        yield from (way for way in ways if way is not None)


# ---- targets ---------------------------------------------------------------------------------------------------------
def _scenes(script: Script) -> Iterator[Aim]:
    story = script.story
    assert story is not None
    within: dict[str, list[Met]] = {}
    for scene in story.scenes.values():
        within.setdefault(scene.encounter or scene.id, []).append(("scene", scene.id))
    for scene in story.written_scenes:
        if not scene.text:
            continue  # nobody stands in it long enough to read
        yield _aim(script.ledger.scenes[scene.id], "scene", scene.id, scene.id, within[scene.id], on="key")


def _choices(script: Script) -> Iterator[Aim]:
    """Written choices and their outcomes. One that several scenes offer is taken where any of them took it."""
    story, ledger = script.story, script.ledger
    assert story is not None
    found: dict[object, list[tuple[Where, str, Choice]]] = {}
    for scene, choice in written_choices(story):
        where = ledger.choices.get((scene, choice.id))
        if where is not None:  # else it is the `go_on` of a scene without choices, and no more than reading it
            found.setdefault(place(where), []).append((where, scene, choice))
    for offered in found.values():
        where, scene, choice = offered[0]
        home = scene if len(offered) == 1 else ""
        scenes = [name for _, name, _ in offered]
        yield _aim(where, "choice", home, choice.id, [("taken", name, choice.id) for name in scenes])
        for at, outcome in _placed(choice.chance, (where, "chance")):
            fell: list[Met] = [("taken", name, choice.id, outcome.id) for name in scenes]
            yield _aim(at, "outcome", home, f"{choice.id}>{outcome.id}", fell)


def _placed(chance: tuple[Outcome, ...], where: Where) -> Iterator[tuple[Where, Outcome]]:
    for n, outcome in enumerate(chance):
        here: Where = (where, n)
        yield here, outcome
        yield from _placed(outcome.chance, (here, "chance"))


def _exits(script: Script) -> Iterator[Aim]:
    """The exits of encounters: those that a writer gave a scene."""
    story = script.story
    assert story is not None
    named: dict[str, set[str]] = {}
    for scene in story.scenes.values():
        if scene.encounter:
            named.setdefault(scene.encounter, set()).update(out.name for out in exits(scene) if out.name)
    for name, (written, where) in script.ledger.written.section("scenes").items():
        stage = story.scenes[name].stage
        if stage is None:
            continue
        block, at = getattr(written, stage.kind), (where, stage.kind)
        beside: dict[str, object] = block.on or {}
        for exit in sorted(named.get(name, ())):
            key = exit if getattr(block, exit, None) is not None else f"{exit}_"
            if exit in beside:
                here: Where = ((at, "on"), exit)
            elif getattr(block, key, None) is not None:
                here = (at, exit)
            else:
                continue
            yield _aim(here, "outcome", name, f"{{{name}: {exit}}}", [("exit", name, exit)], on="key")


def _texts(script: Script) -> Iterator[Aim]:
    all_of = pieces(script)
    for piece in all_of.pieces:
        if piece.kind == "skip" or not piece.told_as:
            continue
        if piece.role or piece.kind == "epilogue" or _key(piece):
            kind: Kind = "epilogue" if piece.kind == "epilogue" else "text"
            yield _aim(piece.where, kind, piece.scene, _named(piece), _told(piece.told_as))
    for side in all_of.sides:
        if side.piece.kind != "skip":
            yield _side(side)


def _side(side: Side) -> Aim:
    kind: Kind = "epilogue" if side.piece.kind == "epilogue" else "text"
    words = f"{{{_short(side.words)}}}"
    return _aim(side.piece.where, kind, side.piece.scene, words, _told(side.told_as), offset=side.offset)


def _told(ids: Iterable[int]) -> list[Met]:
    return [("told", each) for each in ids]


def _named(piece: Piece) -> str:
    before = ": ".join(word for word in (_key(piece), piece.role) if word)
    return f"{before}: {_short(piece.prose)}" if before else _short(piece.prose)


def _key(piece: Piece) -> str:
    """The moment of an encounter whose words it is: all of these hang on what happens there."""
    _, path = place(piece.where)
    return str(path[4]) if piece.kind in ("text", "result") and path[3:4] == ("text",) and len(path) > 4 else ""


def _short(prose: str) -> str:
    words = " ".join(prose.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]}…"


def _aim(
    where: Where,
    kind: Kind,
    scene: str,
    what: str,
    by: Iterable[Met],
    on: Literal["key", "value"] = "value",
    offset: int | None = None,
) -> Aim:
    at = standing(where, offset, on)
    return Aim(Target(at.file, at.line, at.column, kind, scene, what, False), frozenset(by))
