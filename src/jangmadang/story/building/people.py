"""Who is named in a scene, and which scenes are counted: what can only be known once every scene is made."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ..model import Body, Called, Part, Scene, Text, Words
from ..names import StoryNames


class Naming:
    """Finds the people of a story in its words."""

    def __init__(self, names: StoryNames) -> None:
        self.slot_of = names.slot_of
        self.index_of = {person.name: person.index for person in names.people.values()}
        longest_first = sorted(self.index_of, key=len, reverse=True)
        named = "|".join(re.escape(name) for name in longest_first)
        self.pattern = re.compile(rf"(?<!\w)(?:{named})(?!\w)") if named else None

    def complete(self, scene: Scene) -> Scene:
        """The scene with the slots that count its visits, where anything asks for them, and the people it names."""
        visits, last = self.counts(scene.id)
        people = self._people(scene) if self.pattern else ()
        if visits is None and last is None and not people:
            return scene
        return replace(scene, visits=visits, last_visit=last, people=people)

    def counts(self, scene: str) -> tuple[int | None, int | None]:
        """The slots that count a scene's visits and note the day of the last, where anything asks for them."""
        return self.slot_of.get(f"visits({scene})"), self.slot_of.get(f"last({scene})")

    def _people(self, scene: Scene) -> tuple[int, ...]:
        assert self.pattern is not None
        words = [*_words(scene.text)]
        for choice in scene.choices:
            words += _words(choice.result)
        found = self.pattern.findall(" ".join(words))
        return tuple(sorted({self.index_of[name] for name in found}))


def _words(text: Text) -> list[str]:
    """All fixed words of a text."""
    return [word for item in text for body in item.bodies for word in _body(body)]


def _body(body: Body) -> list[str]:
    return [word for paragraph in body for part in paragraph.parts for word in _part(part)]


def _part(part: Part) -> list[str]:
    if isinstance(part, Words):
        return [part.text]
    if isinstance(part, Called):
        return _words(part.items)
    inner = [p for side in ("first", "later", "then", "otherwise") for p in getattr(part, side, ())]
    return [word for p in inner for word in _part(p)]
