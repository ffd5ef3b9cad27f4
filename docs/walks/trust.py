"""Who trusts whom for what: each person of a story, with what moves their trust and where it is asked, as Markdown.

Takes a story's files and the checked story; gives text. It is read off what is written, so it says what the story
says: a choice as `scene.choice`, an outcome of chance as `scene.choice>outcome`. Nothing is walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jangmadang.story.model import Choice, Group, Outcome, Story
from jangmadang.story.reading import read_file
from jangmadang.story.shelf import story_files

from .figures import wrapped

ROW = "trust"
"""The trust that is nobody's own."""
EXPRESSIONS = frozenset(("when", "else_when", "odds", "shown", "weight", "crackdown", "holiday", "squad", "power"))
CHANGES = frozenset(("effects", "cost"))
NAMED = frozenset(("conditions", "computed", "phrases"))
ENCOUNTERS = frozenset(("market", "bribe", "screening", "crossing"))
SAID = {">=": "from", "<": "under", "<=": "to", ">": "over"}
_BRACES = re.compile(r"\{([^{}]*)\}")


class Piece(NamedTuple):
    """A value of a story's files that is no mapping and no list."""

    keys: tuple[str, ...]
    """Where it stands: keys, and for an item of a list its id."""
    text: str

    @property
    def changes(self) -> bool:
        """Whether it changes what its last key names."""
        return not CHANGES.isdisjoint(self.keys[:-1])

    @property
    def asks(self) -> str:
        """What of it is an expression."""
        if self.keys[-1] in EXPRESSIONS or self.changes or self.keys[0] in ("conditions", "computed"):
            return self.text
        return " ".join(_BRACES.findall(self.text))

    @property
    def place(self) -> str:
        """Where a player meets it, as this page calls that."""
        if self.keys[0] != "scenes":
            return "the epilogue" if self.keys[0] == "epilogue" else "every turn"
        where, keys = self.keys[1], iter(self.keys[2:])
        for key in keys:
            if key in ("choices", "chance"):
                where += f"{'.' if key == 'choices' else '>'}{next(keys)}"
            elif key in ENCOUNTERS:
                exit_ = next(keys)
                where += "" if exit_ == "text" else f".{exit_}"
        return f"`{where}`"


def people_of(path: Path, story: Story) -> str:
    """Everybody whose trust is moved or asked, in the story's order, and the row last."""
    pieces = [piece for file in story_files(path) for piece in _pieces(read_file(file, str(file)).tree, ())]
    intro = (
        "Made by `make docs-lives` from the files of the story. A choice is `scene.choice`, an outcome of chance "
        "`scene.choice>outcome`, an encounter's exit `scene.exit`; a scene alone is what one reads there, or what "
        "coming there does. A number is what it adds, or from where on it is asked; *odds* are moved by it."
    )
    named = [(f"{one.id}.trust", f"**{one.name}** (`{one.id}`)") for one in story.people]
    said = [_said(name, label, pieces, story) for name, label in (*named, (ROW, f"**The row** (`{ROW}`)"))]
    return "\n\n".join((wrapped(intro), "\n".join(filter(None, said))))


def _said(name: str, label: str, pieces: Sequence[Piece], story: Story) -> str:
    """A person's lines; nothing for one whom nothing moves and nobody asks about."""
    moved, asked, inside = _moved(name, pieces), _asked(name, pieces), _inside(name, pieces, story)
    parts = [f"{label} starts at {story.slots[story.slot_of[name]].start}."]
    if moved:
        parts.append("; ".join(f"{by} {', '.join(where)}" for by, where in moved.items()) + ".")
    if inside:
        parts.append(f"Also what is done in {', '.join(f'`{one}`' for one in inside)} itself.")
    if asked:
        parts.append("*Asked* " + "; ".join(f"{how} {', '.join(where)}" for how, where in asked.items()) + ".")
    return wrapped("- " + " ".join(parts), "  ") if len(parts) > 1 else ""


# ---- what the files say ---------------------------------------------------------------------------------------------
def _pieces(tree: Any, keys: tuple[str, ...]) -> Iterator[Piece]:
    """Every piece that a player can meet: how a facilitator leaves a scene out is none."""
    if isinstance(tree, dict):
        for key, part in tree.items():
            if key != "skip":
                yield from _pieces(part, (*keys, key))
    elif isinstance(tree, list):
        for n, part in enumerate(tree):
            yield from _pieces(part, (*keys, part.get("id", str(n)) if isinstance(part, dict) else str(n)))
    elif keys:
        yield Piece(keys, str(tree))


def _moved(name: str, pieces: Iterable[Piece]) -> dict[str, list[str]]:
    """Where it is changed, by how much; the most first, what has to be reckoned last."""
    found: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.changes and piece.keys[-1] == name:
            found.setdefault(piece.text, []).append(piece.place)
    order = sorted(found, key=lambda by: (not by[1:].isdigit(), -int(by) if by[1:].isdigit() else 0))
    return {by.replace("-", "−", 1) if by[1:].isdigit() else f"`{by}`": found[by] for by in order}


def _asked(name: str, pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """Where it is asked, by how. What asks a named condition asks what that asks."""
    found: dict[str, list[str]] = {}
    for piece in _asking(name, pieces):
        compared = re.findall(rf"{_word(name)}\s*(>=|<=|<|>)\s*(\d+)", piece.asks)
        how = " ".join(dict.fromkeys(f"{SAID[sign]} {number}" for sign, number in compared))
        if not compared or piece.keys[-1] == "odds":
            how = f"{'odds' if piece.keys[-1] == 'odds' else 'reckoned'} {how}".strip()
        places = found.setdefault(how, [])
        places += [place for place in dict.fromkeys(_places(piece, pieces)) if place not in places]
    return {how: places for how, places in found.items() if places}


def _places(piece: Piece, pieces: Sequence[Piece]) -> Iterator[str]:
    """Where a player meets it: for a named condition, wherever that is asked."""
    if piece.keys[0] not in NAMED:
        yield piece.place
        return
    for user in _asking(piece.keys[1], pieces):
        yield from _places(user, pieces)


def _asking(name: str, pieces: Iterable[Piece]) -> list[Piece]:
    word = re.compile(_word(name))
    return [piece for piece in pieces if word.search(piece.asks)]


def _word(name: str) -> str:
    return rf"(?<![\w.]){re.escape(name)}(?![\w.])"


# ---- what encounters do of their own --------------------------------------------------------------------------------
def _inside(name: str, pieces: Iterable[Piece], story: Story) -> list[str]:
    """Encounters that change it by their own rules. Where an exit is written to change it, that has been told."""
    slot = story.slot_of[name]
    own: dict[str, bool] = {}
    for scene in story.scenes.values():
        if scene.encounter:
            made = scene.encounter != scene.id
            groups = [*(scene.effects if made else ())]
            groups += [group for choice in scene.choices if made or choice.generated for group in _groups(choice)]
            own[scene.encounter] = own.get(scene.encounter, False) or slot in {
                e.slot for group in groups for e in group
            }
    exits = {
        piece.keys[1] for piece in pieces if piece.changes and piece.keys[-1] == name and piece.keys[2] in ENCOUNTERS
    }
    return [encounter for encounter, moves in own.items() if moves and encounter not in exits]


def _groups(choice: Choice | Outcome) -> Iterator[Group]:
    yield from choice.effects
    for outcome in choice.chance:
        yield from _groups(outcome)
