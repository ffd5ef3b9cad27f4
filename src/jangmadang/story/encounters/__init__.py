"""The encounters: YAML blocks that become ordinary scenes and choices of the core language.

Each kind is one module with an `expand` (the block made into scenes, as a writer might have typed them) and a `view`
(the numbers of a moment as a typed value for richer screens). Nothing downstream of `expand` knows what a market is.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from ..document import Caption, Choice, ExitOrName, Outcome, Person, Rule, Scene, Variable
from ..goods import Good


class MadeChoice(Choice, kw_only=True):
    """A choice that an encounter made."""

    exit: str = ""
    """Name of the encounter's exit that it takes: leave, passed, across."""
    tags: dict[str, str] = field(default_factory=dict)
    """What a screen finds it by: {"good": "rice", "verb": "buy", "amount": "5"}."""
    caption: str | None = None
    """Under which key a block's `captions` call it something else; its id when None, and nothing does when empty."""


class MadeOutcome(Outcome, kw_only=True):
    """An outcome that an encounter made."""

    exit: str = ""


class Setting(Struct, frozen=True):
    """What an expansion may know of the story around it."""

    people: dict[str, Person]
    goods: dict[str, Good]
    currencies: dict[str, str]
    """Of each purse: {"money": "old_won", "yuan": "yuan"}."""
    place: str
    """Where the story plays unless the scene says otherwise."""
    scenes: frozenset[str]


class Trouble(Struct, frozen=True):
    """Something in a block that cannot be: reported at the key it names."""

    code: str
    path: tuple[str | int, ...]
    """Keys from the block down."""
    message: str
    hint: str = ""


class Expansion(Struct, frozen=True):
    """What a block becomes."""

    scenes: dict[str, Scene]
    """The hub under the scene's own name first; all others under `name.something`."""
    state: dict[str, Variable] = {}
    """Slots under `name.something`, fresh in each life; the hub's effects set them anew on arriving."""
    local: dict[str, str] = {}
    """Short names for expressions inside these scenes: {"guests": "film.guests"}."""
    rules: list[Rule] = []
    """Added to the story's `whenever`."""
    fixed: dict[str, Any] = {}
    """What never changes, for screens."""
    view: dict[str, str] = {}
    """Named expressions, evaluated on every page of the encounter, for screens."""
    troubles: list[Trouble] = []
    copies: list[tuple[Any, Any]] = []
    """(copy, original) of a writer's texts that could not be carried as they are, so that problems find their line."""


KINDS = ("market", "bribe", "screening", "crossing")


def expand(kind: str, name: str, scene: Scene, block: Any, setting: Setting) -> Expansion:
    """The scenes that a block of this kind becomes. Modules load when a story first uses them."""
    from importlib import import_module

    module = import_module(f"{__name__}.{kind}")
    expansion: Expansion = module.expand(name, scene, block, setting)
    for made in expansion.scenes.values():
        for choice in made.choices or ():
            if block.captions and isinstance(choice, MadeChoice):
                _call(choice, block.captions)
    return expansion


def _call(choice: MadeChoice, captions: dict[str, str | Caption]) -> None:
    """Call a choice what the writer calls it: by the very object that was written, so that problems find its line."""
    written = captions.get(choice.id or "" if choice.caption is None else choice.caption)
    if isinstance(written, str):
        choice.text = written
    elif written is not None:
        choice.text = choice.text if written.text is None else written.text
        choice.hint = choice.hint if written.hint is None else written.hint


def exit_of(written: ExitOrName, name: str, effects: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The keys of a choice or outcome that takes one of the block's exits.

    `effects` are the encounter's own and come first; the writer's follow, each group after the one before.
    """
    own = list(effects or [])
    if isinstance(written, str):
        return {"goto": written, "exit": name, "effects": own or None}
    theirs = written.effects
    more = theirs if isinstance(theirs, list) else [theirs] if theirs else []
    return {"goto": written.goto, "exit": name, "effects": [*own, *more] or None, "result": written.result}
