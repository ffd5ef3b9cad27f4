"""What one building of a story leaves for the next: scenes whose text, and all that they could see, is the same.

    kept = Kept()
    build(files, …, kept=kept)      as without, but a scene is only built again where something it hangs on has changed

A scene hangs on what was written of it (in a file that did not change the same object, in one that did an equal one),
on what the cover and the other sections declare, on the slots before it, and on the names it asked for. Slots that
scenes made stay, with their numbers, until what is declared changes: so a story built again may have counters that
nobody asks for any more, and is the same story otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from .. import document as d
from .. import encounters
from ..model import Scene, Slot
from ..problems import Problem
from .context import Build, Where, source_and_path
from .gather import Written
from .ledger import Expressed
from .people import Naming

if TYPE_CHECKING:
    from ..model import Effect

NOT_SEEN = frozenset(("scenes", "pictures", "notes"))
"""Sections whose content no scene sees; of notes their names alone."""
SEEN_OF_THE_COVER = ("calendar",)
GENERATIONS = 2
"""So that a cover that is broken for a moment costs nothing once it is mended."""


class Asked(dict[str, Any]):
    """Names, and which of them were asked for."""

    def __init__(self, names: dict[str, Any]) -> None:
        super().__init__(names)
        self.asked: set[str] = set()

    def __contains__(self, name: object) -> bool:
        self.asked.add(name)  # type: ignore[arg-type]
        return super().__contains__(name)


class AskedSet(frozenset[str]):
    """The same of a set."""

    asked: set[str]

    def __contains__(self, name: object) -> bool:
        self.asked.add(name)  # type: ignore[arg-type]
        return super().__contains__(name)


class _Key(Struct, frozen=True, eq=False):
    """What a scene was built of."""

    written: d.Scene
    where: Where
    into: tuple[str, ...]
    everywhere: tuple[tuple[d.Choice, Where], ...]
    made: Any
    picture: str

    def same(self, other: _Key) -> bool:
        """Whether the scene stands where it stood, in a file that did not change."""
        return self.written is other.written and self.where == other.where and self._around(other)

    def moved(self, other: _Key) -> bool:
        """Whether its file changed, but not the scene. What encounters made is never taken for the same: it is held
        together by the very objects that were written.
        """
        if self.made is not None or other.made is not None or self.written != other.written:
            return False
        (old, was), (new, now) = source_and_path(self.where), source_and_path(other.where)
        return old.file == new.file and was == now and self._around(other)

    def _around(self, other: _Key) -> bool:
        if self.into != other.into or self.picture != other.picture or len(self.everywhere) != len(other.everywhere):
            return False
        pairs = zip(self.everywhere, other.everywhere, strict=True)
        return self.made == other.made and all(a is b and at == bt for (a, at), (b, bt) in pairs)


class _Scene(Struct):
    """A scene that was built, and all else that building it gave."""

    key: _Key
    scene: Scene
    asked: frozenset[str]
    problems: tuple[Problem, ...]
    by_visit: bool
    choices: dict[tuple[str, str], Where]
    expressions: list[Expressed]
    effects: list[tuple[Effect, Where]]
    completed: tuple[Any, Scene] | None = None


class _Expansion(Struct):
    written: d.Scene
    setting: encounters.Setting
    asked: frozenset[str]
    expansion: encounters.Expansion


class _Generation:
    """What was built under the same declarations."""

    def __init__(self, seen: tuple[Any, ...], before: list[Slot]) -> None:
        self.seen, self.before = seen, before
        self.slots: list[tuple[Slot, bool]] = []
        """Those that scenes made, in order, and whether expressions find them by name."""
        self.scenes: dict[str, _Scene] = {}
        self.names: frozenset[str] = frozenset()
        self.decks: frozenset[str] = frozenset()


class Kept:
    """Held by whoever builds one story again and again; not for several stories."""

    def __init__(self) -> None:
        self._generations: list[_Generation] = []
        self._expansions: dict[str, _Expansion] = {}
        self.built = 0
        """Scenes that the last building built; the others were kept."""

    # ---- encounters ----
    def expand(
        self, kind: str, name: str, scene: d.Scene, block: Any, setting: encounters.Setting
    ) -> encounters.Expansion:
        """As `encounters.expand`, once for the same block in the same setting."""
        known = self._expansions.get(name)
        if known is not None and known.written is scene and self._alike(known, setting):
            return known.expansion
        asked = AskedSet(setting.scenes)
        asked.asked = set()
        around = encounters.Setting(setting.people, setting.goods, setting.currencies, setting.place, asked)
        expansion = encounters.expand(kind, name, scene, block, around)
        self._expansions[name] = _Expansion(scene, setting, frozenset(asked.asked), expansion)
        return expansion

    def _alike(self, known: _Expansion, setting: encounters.Setting) -> bool:
        before = known.setting
        declared = ("people", "goods", "currencies", "place")
        if any(getattr(before, what) != getattr(setting, what) for what in declared):
            return False
        if before.scenes == setting.scenes:
            return True
        return not known.expansion.troubles and not known.asked & (before.scenes ^ setting.scenes)

    # ---- scenes ----
    def begin(self, build: Build, written: Written, menus: frozenset[str]) -> Keeping:
        """Before the scenes of one building: everything is declared, no scene is built."""
        names = build.names
        seen = _seen(written, menus)
        before = list(names.slots)
        same = next((g for g in self._generations if g.before == before and g.seen == seen), None)
        generation = same or _Generation(seen, before)
        self._generations = [generation, *(g for g in self._generations if g is not generation)][:GENERATIONS]
        for slot, named in generation.slots:
            names.add_slot(slot, named)
        self.built = 0
        return Keeping(self, generation, build)


class Keeping:
    """The scenes of one building."""

    def __init__(self, kept: Kept, generation: _Generation, build: Build) -> None:
        self._kept, self._generation, self._build = kept, generation, build
        names = build.names
        names.scenes, build.decks = Asked(names.scenes), Asked(build.decks)
        self._scenes, self._decks = names.scenes, build.decks
        self._changed = (generation.names ^ frozenset(names.scenes)) | (generation.decks ^ frozenset(build.decks))
        self._before = generation.scenes
        generation.names, generation.decks = frozenset(names.scenes), frozenset(build.decks)
        generation.scenes = {}
        self._start: tuple[int, int, int] = (0, 0, 0)

    def key(
        self,
        name: str,
        written: d.Scene,
        where: Where,
        into: tuple[str, ...],
        everywhere: list[tuple[d.Choice, Where]],
        made: Any,
        picture: str,
    ) -> _Key:
        """What the scene would be built of now."""
        offered = tuple((piece, at) for piece, at in everywhere if name in (piece.in_ or ()))
        return _Key(written, where, into, offered, made, picture)

    def again(self, name: str, key: _Key) -> Scene | None:
        """The scene as it was built before, with its problems and its places told again; None where it must be built
        (and then `keep` is to be called).
        """
        build, ledger = self._build, self._build.ledger
        known = self._before.get(name)
        if known is not None and not known.key.same(key):
            known = _at(known, key) if not known.problems and known.key.moved(key) else None
        if known is None or self._touched(known):
            self._scenes.asked.clear()
            self._decks.asked.clear()
            self._start = (
                len(build.problems),
                len(ledger.expressions) if ledger is not None else 0,
                len(ledger.effects) if ledger is not None else 0,
            )
            return None
        self._generation.scenes[name] = known
        build.problems += known.problems
        build.by_visit = known.by_visit
        if ledger is not None:
            ledger.scenes[name] = key.where
            ledger.choices.update(known.choices)
            ledger.expressions += known.expressions
            ledger.effects += known.effects
        return known.scene

    def _touched(self, known: _Scene) -> bool:
        """Whether names that came or went can mean anything to the scene."""
        if not self._changed:
            return False
        if known.problems or known.asked & self._changed:
            return True
        # An expression that was checked before is not checked again, so its names are looked for in its words.
        texts = [expressed.checked.text for expressed in known.expressions]
        return any(name in text for text in texts if "(" in text for name in self._changed)

    def keep(self, name: str, key: _Key, scene: Scene) -> None:
        """Note what building the scene gave."""
        build, ledger = self._build, self._build.ledger
        problems, expressions, effects = self._start
        places = {}
        if ledger is not None:
            ids = ((name, choice.id) for choice in scene.choices)
            places = {id_: ledger.choices[id_] for id_ in ids if id_ in ledger.choices}
        self._kept.built += 1
        self._generation.scenes[name] = _Scene(
            key,
            scene,
            frozenset(self._scenes.asked | self._decks.asked),
            tuple(build.problems[problems:]),
            build.by_visit,
            places,
            ledger.expressions[expressions:] if ledger is not None else [],
            ledger.effects[effects:] if ledger is not None else [],
        )

    def end(self) -> None:
        """After the last scene: which slots they made."""
        names, generation = self._build.names, self._generation
        made = names.slots[len(generation.before) :]
        generation.slots = [(slot, slot.name in names.symbols) for slot in made]
        names.scenes, self._build.decks = dict(names.scenes), dict(self._build.decks)

    def complete(self, naming: Naming, scene: Scene) -> Scene:
        """As `naming.complete`; the words of a scene are only looked through once."""
        known = self._generation.scenes[scene.id]
        counted = naming.counts(scene.id)
        if known.completed is None or known.completed[0] != counted or known.scene is not scene:
            known.completed = (counted, naming.complete(scene))
        return known.completed[1]


def _at(known: _Scene, key: _Key) -> _Scene:
    """The scene as it stands in the changed file: the same keys lead to it there."""
    old, new = source_and_path(known.key.where)[0], source_and_path(key.where)[0]
    moved: dict[int, Where] = {}

    def at(where: Where) -> Where:
        if len(where) == 1:
            return (new,) if where[0] is old else where
        found = moved.get(id(where))
        if found is None:
            found = moved[id(where)] = (at(where[0]), where[1])
        return found

    return _Scene(
        key,
        known.scene,
        known.asked,
        (),
        known.by_visit,
        {name: at(where) for name, where in known.choices.items()},
        [Expressed(one.checked, at(one.where), one.offset) for one in known.expressions],
        [(effect, at(where)) for effect, where in known.effects],
        known.completed,
    )


def _seen(written: Written, menus: frozenset[str]) -> tuple[Any, ...]:
    """All that scenes can see of what is declared elsewhere, as values."""
    cover = tuple(written.cover[key][0] if key in written.cover else None for key in SEEN_OF_THE_COVER)
    sections = tuple(
        [(name, entry) for name, (entry, _) in entries.items()]
        for section, entries in written.sections.items()
        if section not in NOT_SEEN
    )
    return cover, sections, list(written.sections["notes"]), menus


__all__ = ["Keeping", "Kept"]
