"""Choices and their chances.

In: choices as typed (or as an encounter made them). Out: model choices with ids, checked conditions, one exit each.
"""

from __future__ import annotations

import re

from msgspec import Struct

from .. import document as d
from ..encounters import MadeChoice, MadeOutcome
from ..expressions import INT
from ..model import Choice, Exit, Outcome, Part
from . import effects, texts
from .context import Build, Where

MOST_NESTED = 3
WAYS_ON = ("goto", "draw", "call", "chance")
"""Keys by which a choice leads on."""
ID = r"[\w.]+"
"""What the id of a choice or an outcome looks like."""


class Around(Struct, frozen=True):
    """What a scene gives its choices."""

    scene: str
    exit: Exit | None
    """The exit of every choice without its own."""
    menus: frozenset[str]
    into_here: tuple[str, ...]
    """Scenes that lead into this one, when it is a menu."""
    doors: tuple[str, ...]
    """Those of them that are no menus themselves."""
    made: bool
    """The scene was made by an encounter."""


def choice(build: Build, written: d.Choice, where: Where, around: Around) -> Choice:
    """The choice with its id, its conditions checked and a way on; what is wrong with it is reported."""
    own = effects.exit_of(build, written, where)
    out = own or around.exit
    chance = _chance(build, written.chance, (where, "chance"), own, around, 1)
    if out is None and not (chance and _all_lead_on(chance)):
        if not build.told_of(where, written, WAYS_ON):
            hint = "add goto, draw, call, return or stay"
            build.report("no-way-on", where, "this choice leads nowhere", hint, on="key")
        out = Exit("stay")
    id_ = written.id or _id_of(own or around.exit, chance)
    if build.ledger is not None:
        build.ledger.choices.setdefault((around.scene, id_), where)
    when = build.condition(written.when, (where, "when")) if written.when is not None else None
    # A choice that several scenes offer is one choice: taken in one, it is taken.
    offered_by = "+".join(written.in_) if written.in_ else around.scene
    once = build.names.counter(f"taken({offered_by}.{id_})", 1) if written.once else None
    cost = effects.costs(build, written.cost, (where, "cost"))
    changes = effects.effects(build, written.effects, (where, "effects"))
    result = texts.text(
        build, written.result, build.place_of(written.result, (where, "result")), f"{around.scene}.{id_}.result"
    )
    menu = (
        not (cost or changes or chance or once or result)
        and out is not None
        and (
            (out.kind == "goto" and (out.target in around.menus or out.target in around.into_here))
            or (out.kind == "return" and bool(around.doors))
        )
    )
    made = isinstance(written, MadeChoice)
    back_to_one = out is not None and out.kind == "goto" and out.target not in around.menus
    if menu and not made and back_to_one and len(around.doors) > 1:
        doors = " and ".join(f"`{door}`" for door in sorted(around.doors))
        message = f"this menu is opened from {doors}, so this choice may lead to where one did not come from"
        build.report(
            "menu-doors", where, message, "write `return: true` here: it leads back to whichever opened it", on="key"
        )
    if written.chance and not made and not written.once and not written.cost and _stays(chance, out, around.scene):
        build.report(
            "free-retry",
            (where, "chance"),
            "this can be tried until it works",
            "add `once: true` or a cost",
            on="key",
        )
    if written.locked is not None and written.when is None and not written.cost:
        build.report("lone-key", (where, "locked"), "`locked` stands without `when` or `cost`", on="key")
    return Choice(
        id_,
        _called(build, written.text, (where, "text"), made),
        _called(build, written.hint, (where, "hint"), made),
        cost,
        when,
        texts.line(build, written.locked, (where, "locked"), made),
        changes,
        chance,
        out,
        once,
        result,
        menu,
        False,
        written.tags if isinstance(written, MadeChoice) else {},
        made,
        written.told,
    )


def _called(build: Build, prose: str | None, where: Where, made: bool) -> tuple[Part, ...]:
    """A caption or a hint. On an encounter's choice it is the encounter's own, or stands under `captions`."""
    place = build.place_of(prose, where) if made else where
    return texts.line(build, prose, place, made and place == where)


def _id_of(out: Exit | None, chance: tuple[Outcome, ...]) -> str:
    """A choice without an id is called by where it leads."""
    if out is None and chance:
        out = chance[0].exit
    return effects.exit_id(out.kind, out.target) if out is not None else "stay"


def _chance(
    build: Build, written: list[d.Outcome] | None, where: Where, own: Exit | None, around: Around, depth: int
) -> tuple[Outcome, ...]:
    if not written:
        return ()
    if depth > MOST_NESTED:
        build.report("too-deep", where, f"chances nest at most {MOST_NESTED} deep", on="key")
        return ()
    out: list[Outcome] = []
    for n, piece in enumerate(written):
        here: Where = (where, n)
        last = n == len(written) - 1
        odds = None
        if piece.odds is not None and last:
            build.report("last-odds", (here, "odds"), "the last outcome takes the rest", "leave its odds out", on="key")
        elif piece.odds is not None:
            odds = build.expression(piece.odds, (here, "odds"), INT, low=0, high=100)
        elif not last:
            build.report("missing-odds", here, "every outcome but the last needs `odds`", on="key")
        shown = (
            build.expression(piece.shown, (here, "shown"), INT, low=-100, high=200) if piece.shown is not None else None
        )
        leads = effects.exit_of(build, piece, here)
        inner = _chance(build, piece.chance, (here, "chance"), leads or own, around, depth + 1)
        if leads is None and own is None and around.exit is None and not (inner and _all_lead_on(inner)):
            build.report(
                "no-way-on", here, "this outcome leads nowhere", "add goto, draw, call, return or stay", on="key"
            )
            leads = Exit("stay")
        id_ = piece.id or (effects.exit_id(leads.kind, leads.target) if leads else f"outcome_{n + 1}")
        if piece.id is not None and not re.fullmatch(ID, piece.id):
            hint = "letters, digits and _; no spaces"
            build.report("bad-name", (here, "id"), f'"{piece.id}" cannot be an id', hint)
        if any(other.id == id_ for other in out):
            build.report("same-id", here, f"two outcomes here are called `{id_}`", "give one an `id:`", on="key")
        changes = effects.effects(build, piece.effects, (here, "effects"))
        result = texts.text(
            build, piece.result, build.place_of(piece.result, (here, "result")), f"{around.scene}.{id_}.result"
        )
        if leads is not None and isinstance(piece, MadeOutcome) and piece.exit:
            leads = Exit(leads.kind, leads.target, leads.otherwise, leads.then, piece.exit)
        out.append(Outcome(id_, odds, shown, changes, result, inner, leads))
    return tuple(out)


def _all_lead_on(chance: tuple[Outcome, ...]) -> bool:
    return all(o.exit is not None or (o.chance and _all_lead_on(o.chance)) for o in chance)


def _stays(chance: tuple[Outcome, ...], out: Exit | None, scene: str) -> bool:
    for outcome in chance:
        leads = outcome.exit or out
        if outcome.chance and _stays(outcome.chance, leads, scene):
            return True
        if not outcome.chance and leads is not None and (leads.kind == "stay" or leads.target == scene):
            return True
    return False
