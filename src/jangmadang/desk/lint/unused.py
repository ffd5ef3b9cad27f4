"""What is declared and used by nothing: notes, people, phrases, pictures, places, conditions, numbers, tables.

Takes scripts; gives findings, each at the declaration. State that nothing reads is looked at elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import to_builtins

from ...story import encounters
from ...story.building.ledger import Ledger
from ...story.loading import Script
from .finding import Finding, Rule
from .passages import passages, prose

_NAME = re.compile(r"[^\W\d]\w*")
_CALLED = re.compile(r"\{\s*([^\W\d]\w*)\s*\}")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
Uses = Callable[[Script], Iterable[str]]
_NAMED: WeakKeyDictionary[Ledger, frozenset[str]] = WeakKeyDictionary()


def _names(script: Script) -> frozenset[str]:
    """Every word of every expression, and the people whose numbers change."""
    ledger, story = script.ledger, script.story
    found = _NAMED.get(ledger)
    if found is None:
        texts = {one.checked.text for one in ledger.expressions}
        slots = story.slots if story is not None else ()
        changed = frozenset(slots[effect.slot].person for effect, _ in ledger.effects)
        found = _NAMED[ledger] = changed.union(_NAME.findall("\n".join(texts)))
    return found


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


def _phrases(script: Script) -> Iterable[str]:
    return _CALLED.findall(prose(script))


def _notes(script: Script) -> Iterator[str]:
    story = script.story
    if story is not None:
        names = [note.id for note in story.notes]
        for scene in story.scenes.values():
            for index in scene.notes:
                yield names[index]
    yield from _LINK.findall(prose(script))


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
    yield from _names(script)


# ---- people ---------------------------------------------------------------------------------------------------------
def _people(script: Script) -> set[str]:
    """People who are named in a text, asked for or changed, held by a variable, or who play in an encounter."""
    written = script.ledger.written
    met = {*_names(script), *_CALLED.findall(prose(script))}
    for variable, _ in written.section("state").values():
        held = None if isinstance(variable, str) else variable.person or variable.set_of
        met.update(held if isinstance(held, list) else [held] if held is not None else ())
    for scene, _ in written.section("scenes").values():
        for kind in encounters.KINDS:
            if (block := getattr(scene, kind)) is not None:
                met.update(_words(to_builtins(block)))
    rest = {key: person.name for key, (person, _) in written.section("people").items() if key not in met}
    if rest:
        names = {id(person.name) for person, _ in written.section("people").values()}
        told = "\n\n".join(one.text for one in passages(script) if id(one.text) not in names)
        met.update(key for key, name in rest.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told))
    return met


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
