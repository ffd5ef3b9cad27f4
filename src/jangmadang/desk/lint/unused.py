"""What is declared and used by nothing: notes, people, phrases, pictures, places, conditions, numbers, tables.

Takes scripts; gives findings, each at the declaration. State that nothing reads is looked at elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import to_builtins

from ...story import encounters
from ...story.loading import Script
from .finding import Finding, Rule
from .passages import passages

_NAME = re.compile(r"[^\W\d]\w*")
_CALLED = re.compile(r"\{\s*([^\W\d]\w*)\s*\}")
_LINK = re.compile(r"\]\(([^()\s]+)\)")


Uses = Callable[[Script], Iterable[str]]


class Used:
    """Which names a story uses, found when first asked."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._names: frozenset[str] | None = None
        self._prose: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """Every word of every expression, and the people whose numbers change."""
        if self._names is None:
            ledger, story = self.script.ledger, self.script.story
            texts = {one.checked.text for one in ledger.expressions}
            slots = story.slots if story is not None else ()
            changed = {slots[effect.slot].person for effect, _ in ledger.effects}
            self._names = frozenset(changed).union(_NAME.findall("\n".join(texts)))
        return self._names

    @property
    def prose(self) -> str:
        """All that can be read, as written; phrases and notes too."""
        if self._prose is None:
            self._prose = "\n\n".join(passage.text for passage in passages(self.script))
        return self._prose


def used(script: Script) -> Used:
    """What a script uses; that of the script asked last is kept."""
    if not _kept or _kept[0].script is not script:
        _kept[:] = [Used(script)]
    return _kept[0]


_kept: list[Used] = []


def _unused(section: str, uses: Uses, message: str, hint: str) -> Callable[[Script], Iterator[Finding]]:
    """What finds the entries of a section that nothing uses."""

    def find(script: Script) -> Iterator[Finding]:
        entries = script.ledger.written.section(section)
        if entries:
            known = frozenset(uses(script))
            for name, (_, where) in entries.items():
                if name not in known:
                    yield Finding(where, message.format(name), hint, on="key")

    return find


def _names(script: Script) -> Iterable[str]:
    return used(script).names


def _phrases(script: Script) -> Iterable[str]:
    return _CALLED.findall(used(script).prose)


def _notes(script: Script) -> Iterator[str]:
    story = script.story
    if story is not None:
        names = [note.id for note in story.notes]
        for scene in story.scenes.values():
            for index in scene.notes:
                yield names[index]
    yield from _LINK.findall(used(script).prose)


def _pictures(script: Script) -> Iterator[str]:
    if script.story is not None:
        for scene in script.story.scenes.values():
            yield scene.picture


def _places(script: Script) -> Iterator[str]:
    story = script.story
    if story is not None:
        yield story.place
        for scene in story.scenes.values():
            yield scene.place
    for scene, _ in script.ledger.written.section("scenes").values():
        if scene.market is not None and scene.market.place is not None:
            yield scene.market.place
    yield from used(script).names


# ---- people ---------------------------------------------------------------------------------------------------------
def _people(script: Script) -> Iterator[str]:
    """People who are named in a text, asked for or changed, held by a variable, or who play in an encounter."""
    people = script.ledger.written.section("people")
    found = used(script)
    yield from found.names
    yield from _CALLED.findall(found.prose)
    names = {person.name: key for key, (person, _) in people.items()}
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    for name in re.findall(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", _told(script)):
        yield names[name]
    for variable, _ in script.ledger.written.section("state").values():
        held = None if isinstance(variable, str) else variable.person or variable.set_of
        yield from held if isinstance(held, list) else [held] if held is not None else ()
    for scene, _ in script.ledger.written.section("scenes").values():
        for kind in encounters.KINDS:
            if (block := getattr(scene, kind)) is not None:
                yield from _words(to_builtins(block))


def _told(script: Script) -> str:
    """All that can be read but the names and the roles of people."""
    own = {id(person.name) for person, _ in script.ledger.written.section("people").values()}
    return "\n\n".join(one.text for one in passages(script) if id(one.text) not in own)


def _words(tree: Any) -> Iterator[str]:
    """All keys and all short texts of a block."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        yield from tree
        for value in tree.values():
            yield from _words(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _words(item)


_OPENED = "name it under the `notes:` of a scene, or link a word to it"
_MET = "no text names `{}`, and nothing asks for them"
_SHOWN = "name a scene under its `scenes:`, or leave it out"
RULES = (
    Rule("unused-note", _unused("notes", _notes, "no scene opens the field note `{}`", _OPENED)),
    Rule("unused-person", _unused("people", _people, _MET, "let the player meet them, or leave them out")),
    Rule("unused-phrase", _unused("phrases", _phrases, "no text says the phrase `{}`", "say it, or leave it out")),
    Rule("unused-picture", _unused("pictures", _pictures, "the picture `{}` stands over no scene", _SHOWN)),
    Rule("unused-place", _unused("places", _places, "no scene is at the place `{}`", "let one be, or leave it out")),
    Rule("unused-condition", _unused("conditions", _names, "nothing asks `{}`", "ask it, or leave it out")),
    Rule("unused-computed", _unused("computed", _names, "nothing uses the number `{}`", "use it, or leave it out")),
    Rule("unused-constant", _unused("constants", _names, "nothing uses the constant `{}`", "use it, or leave it out")),
    Rule("unused-table", _unused("tables", _names, "nothing looks into the table `{}`", "use it, or leave it out")),
)
