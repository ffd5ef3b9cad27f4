"""Pieces: all prose of a story that a player may read, each with its place and with what the story made of it.

Takes a Script; gives Pieces in the order of the files, each place once, and the sides of what stands in braces. What an
encounter says of its own is no writer's and is left out; a writer's words in a block are found in every scene that
carries them. Field notes, pictures and what is said to a room are not among them. Nothing is judged or counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct

from ..story import document as d
from ..story import encounters
from ..story.building.context import Where, source_and_path
from ..story.loading import Script
from ..story.model import ByCondition, ByVisit, Called, Choice, Item, Outcome, Part, Scene, Story, Text
from ..story.problems import Problem
from .blocks import places, proses
from .braces import Branch, Phrase, branches

Kind = Literal["text", "result", "epilogue", "phrase", "caption", "hint", "locked", "title", "heading", "skip"]
Role = Literal["", "when", "otherwise", "first", "again", "cycle", "shuffle", "gentler"]
TOLD: frozenset[Kind] = frozenset(("text", "result", "epilogue", "phrase"))
"""What the story tells; the rest is what it offers, and what stands above."""


class Piece(Struct, frozen=True):
    """One piece of prose."""

    kind: Kind
    role: Role
    """What it hangs on that it is read; empty where it is read whenever its text is."""
    scene: str
    """The scene in whose mapping it is written; empty for phrases, the epilogue and what is offered everywhere."""
    where: Where
    prose: str
    """As it was written."""
    told_as: tuple[int, ...]
    """Identities of what the story tells for it; none where nothing asks for it."""


class Side(Struct, frozen=True):
    """One side of `{first|later}` or `{asked ? these | those}`."""

    piece: Piece
    offset: int
    """Where it begins in the piece's prose."""
    words: str
    told_as: tuple[int, ...]


class Pieces(Struct, frozen=True):
    """A story's prose."""

    pieces: tuple[Piece, ...]
    sides: tuple[Side, ...]


Place = tuple[str, tuple[str | int, ...]]


def place(where: Where) -> Place:
    """A place as a value: the file and the keys that lead to it."""
    source, path = source_and_path(where)
    return source.file, path


def standing(where: Where, offset: int | None = None, on: Literal["key", "value"] = "value") -> Problem:
    """Where it stands, as a problem that says nothing: its file, line and column."""
    source, path = source_and_path(where)
    return source.problem("", path, "", on=on, offset=offset)


def pieces(script: Script) -> Pieces:
    """All prose of a story. Raises ValueError where the story has errors."""
    if script.story is None:
        raise ValueError("a story with errors was made into nothing yet")
    gathering = _Gathering(script, script.story)
    gathering.all()
    return Pieces(
        tuple(Piece(*about, tuple(ids)) for about, ids in gathering.found.values()),
        tuple(gathering.sides()),
    )


_About = tuple[Kind, Role, str, Where, str]
_Within = tuple[_About, int, str]
"""What it is a side of, where it begins there, and its words."""


class _Gathering:
    """One walk along what was written and what was made of it, side by side."""

    def __init__(self, script: Script, story: Story) -> None:
        self.story, self.written = story, script.ledger.written
        self.found: dict[Place, tuple[_About, dict[int, None]]] = {}
        self.within: dict[tuple[Place, int], tuple[_Within, dict[int, None]]] = {}
        self.phrases: set[str] = set()
        self.known: dict[int, Where] = {}
        """Where a writer's words in a block stand, by the object's identity."""
        self.wrapped: set[int] = set()
        """Of these, the items that an encounter made of plain prose, with a condition of its own."""
        self.scene = ""

    def all(self) -> None:
        scenes = self.written.section("scenes")
        setting = self._setting()
        for name, (scene, where) in scenes.items():
            kind = next((kind for kind in encounters.KINDS if getattr(scene, kind) is not None), "")
            if kind:
                self._block(kind, name, scene, where, setting)
            else:
                self._scene(self.story.scenes[name], scene, where, name)
        listed = self.written.lists["epilogue"]
        self.scene = ""
        self._items("epilogue", self.story.epilogue, listed)
        for name, (text, where) in self.written.section("phrases").items():
            if name not in self.phrases:
                self._unasked(text, where)

    def sides(self) -> Iterator[Side]:
        """The sides, once all pieces are there."""
        whole = {at: Piece(*about, tuple(ids)) for at, (about, ids) in self.found.items()}
        for (at, _), ((_, offset, words), ids) in self.within.items():
            if words.strip():
                yield Side(whole[at], offset, words, tuple(ids))

    # ---- encounters ----
    def _setting(self) -> encounters.Setting:
        written, story = self.written, self.story
        return encounters.Setting(
            {key: person for key, (person, _) in written.section("people").items()},
            story.goods,
            {slot.name: slot.currency for slot in story.slots if slot.currency},
            story.place,
            frozenset(written.section("scenes")),
        )

    def _block(self, kind: str, name: str, scene: d.Scene, where: Where, setting: encounters.Setting) -> None:
        block, at = getattr(scene, kind), (where, kind)
        self.known = dict(places(scene, where, block, at))
        expansion = encounters.expand(kind, name, scene, block, setting)
        for copy, original in expansion.copies:
            if id(original) in self.known:
                self.known[id(copy)] = self.known[id(original)]
                if isinstance(original, str):
                    self.wrapped.add(id(copy))
        for made_name, made in expansion.scenes.items():
            here: Where = where if made_name == name else ((at, "(made)"), made_name)
            self._scene(self.story.scenes[made_name], made, here, name, made_name != name)
        self.known, self.wrapped = {}, set()

    # ---- scenes ----
    def _scene(self, scene: Scene, written: d.Scene, where: Where, name: str, made: bool = False) -> None:
        self.scene = name
        if not made:
            self._line("title", scene.title, written.title, (where, "title"))
            self._line("heading", scene.heading, written.heading, (where, "heading"))
        self._text("text", scene.text, written.text, None if made or self.known else (where, "text"))
        offered: list[tuple[d.Choice, Where | None]] = []
        for n, choice in enumerate(written.choices or ()):
            own = None if isinstance(choice, encounters.MadeChoice) else ((where, "choices"), n)
            offered.append((choice, self.known.get(id(choice), own)))
        own_choices = len(offered)
        offered += [(c, at) for c, at in self.written.lists["everywhere"] if scene.id in (c.in_ or ())]
        skip = written.skip is not None
        first = len(scene.choices) - len(offered) - skip  # 1 where `go_on` was added
        for n, (choice, at) in enumerate(offered):
            self.scene = name if n < own_choices else ""
            self._choice(scene.choices[first + n], choice, at)
        self.scene = name
        if written.skip is not None and not made:
            self._text("skip", scene.choices[-1].result, written.skip.say, ((where, "skip"), "say"))

    def _choice(self, choice: Choice, written: d.Choice, at: Where | None) -> None:
        for kind, key, parts in (
            ("caption", "text", choice.text),
            ("hint", "hint", choice.hint),
            ("locked", "locked", choice.locked),
        ):
            prose = getattr(written, key)
            self._line(kind, parts, prose, self.known.get(id(prose), None if at is None else (at, key)))  # type: ignore[arg-type]
        self._text("result", choice.result, written.result, None if at is None else (at, "result"))
        self._outcomes(choice.chance, written.chance, None if at is None else (at, "chance"))

    def _outcomes(self, chance: tuple[Outcome, ...], written: list[d.Outcome] | None, at: Where | None) -> None:
        for n, (outcome, one) in enumerate(zip(chance, written or (), strict=True)):
            here: Where | None = None if at is None else (at, n)
            self._text("result", outcome.result, one.result, None if here is None else (here, "result"))
            self._outcomes(outcome.chance, one.chance, None if here is None else (here, "chance"))

    # ---- texts ----
    def _text(self, kind: Kind, text: Text, written: d.Text | None, where: Where | None) -> None:
        """`where` is None for what an encounter made: the writer's pieces in it are known by themselves."""
        if written is None:
            return
        where = self.known.get(id(written), where)
        listed: list[tuple[Any, Where | None]] = [(written, where)]
        if isinstance(written, list):
            listed = [(piece, None if where is None else (where, n)) for n, piece in enumerate(written)]
        self._items(kind, text, listed)

    def _items(self, kind: Kind, text: Text, written: Iterable[tuple[Any, Where | None]]) -> None:
        items = (item for item in text if item.bodies != ((),) or item.when is not None)
        for item, (piece, listed) in zip(items, written, strict=True):
            where = self.known.get(id(piece), listed)
            if where is not None:
                self._item(kind, item, piece, where)

    def _item(self, kind: Kind, item: Item, piece: str | d.TextItem, where: Where) -> None:
        if isinstance(piece, str):
            self._body(kind, "", item.bodies[0], piece, where)
            return
        if id(piece) in self.wrapped and piece.text is not None:
            self._body(kind, "", item.bodies[0], piece.text, where)
            return
        asks: Role = "when" if item.when is not None else ""
        if piece.text is not None:
            self._body(kind, asks, item.bodies[0], piece.text, (where, "text"))
        elif piece.otherwise is not None:
            self._body(kind, "otherwise", item.bodies[0], piece.otherwise, (where, "otherwise"))
        elif piece.first is not None:
            self._body(kind, "first", item.bodies[0], piece.first, (where, "first"))
            if piece.again is not None:
                self._body(kind, "again", item.bodies[1], piece.again, (where, "again"))
        else:
            several: Literal["cycle", "shuffle"] = "cycle" if piece.cycle is not None else "shuffle"
            for n, (body, prose) in enumerate(zip(item.bodies, piece.cycle or piece.shuffle or (), strict=True)):
                role = several if len(item.bodies) > 1 else asks
                self._body(kind, role, body, prose, ((where, several), n))
        if piece.gentler is not None and item.gentler is not None:
            self._body(kind, "gentler", item.gentler, piece.gentler, (where, "gentler"))

    def _body(self, kind: Kind, role: Role, body: tuple[Any, ...], prose: str, where: Where) -> None:
        about: _About = (kind, role, self.scene, where, prose)
        self._tell(about, body)
        self._sides(about, [part for paragraph in body for part in paragraph.parts], branches(prose))

    def _line(self, kind: Kind, parts: tuple[Part, ...], prose: str | None, where: Where | None) -> None:
        if prose and where is not None:
            about: _About = (kind, "", self.scene, where, prose)
            self._tell(about, parts)
            self._sides(about, parts, branches(prose))

    def _tell(self, about: _About, told: tuple[Any, ...]) -> None:
        at = place(about[3])
        self.found.setdefault(at, (about, {}))[1][id(told)] = None

    def _sides(self, about: _About, parts: Iterable[Part], written: Iterable[Branch | Phrase]) -> None:
        """What was made of braces, beside what stands in them: both in the order of the prose."""
        phrases = self.written.section("phrases")
        asked = [one for one in written if isinstance(one, Branch) or one.name in phrases]
        made = [part for part in parts if isinstance(part, ByVisit | ByCondition | Called)]
        for one, part in zip(asked, made, strict=True):
            if isinstance(part, Called):
                assert isinstance(one, Phrase)
                self._phrase(one.name, part.items)
                continue
            assert isinstance(one, Branch)
            both = (part.first, part.later) if isinstance(part, ByVisit) else (part.then, part.otherwise)
            for half, (offset, words, inner) in zip(both, one.halves, strict=True):
                key = (place(about[3]), offset)
                self.within.setdefault(key, ((about, offset, words), {}))[1][id(half)] = None
                self._sides(about, half, inner)

    # ---- phrases ----
    def _phrase(self, name: str, items: Text) -> None:
        if name in self.phrases:
            return
        self.phrases.add(name)
        text, where = self.written.section("phrases")[name]
        scene, known, self.scene, self.known = self.scene, self.known, "", {}
        self._text("phrase", items, text, where)
        self.scene, self.known = scene, known

    def _unasked(self, text: d.Text, where: Where) -> None:
        """A phrase that no text asks for: it is written all the same."""
        listed = [(piece, (where, n)) for n, piece in enumerate(text)] if isinstance(text, list) else [(text, where)]
        for piece, here in listed:
            for key, prose in proses(piece):
                at: Where = here
                for step in key:
                    at = (at, step)
                self.found.setdefault(place(at), (("phrase", "", "", at, prose), {}))
