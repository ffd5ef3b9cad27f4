"""Effects, costs and exits: what a choice changes, what it takes and where it leads.

In: mappings as typed. Out: model effects over slots, costs, exits. Nothing is applied here.
"""

from __future__ import annotations

from typing import Any, Literal

from .. import document as d
from ..expressions import INT, Members, Symbol
from ..expressions import Effect as Parsed
from ..model import DAY, Cost, Effect, Exit, ExitKind, Group
from ..problems import did_you_mean
from .context import Build, Where

EXITS: dict[str, ExitKind] = {"goto": "goto", "draw": "draw", "call": "call", "stay": "stay", "return_": "return"}
"""Ways on, of which a choice, an outcome or a scene has one, by the name that a document has for the key."""


def effects(build: Build, written: d.Effects | None, where: Where) -> tuple[Group, ...]:
    """Groups of effects: one for a mapping, one after another for a list."""
    if not written:
        return ()
    if isinstance(written, dict):
        group = _group(build, written, build.place_of(written, where))
        return (group,) if group else ()
    groups = (
        _group(build, piece, build.place_of(piece, (build.place_of(written, where), n)))
        for n, piece in enumerate(written)
    )
    return tuple(group for group in groups if group)


def _group(build: Build, written: dict[str, str], where: Where) -> Group:
    out: list[Effect] = []
    for name, text in written.items():
        symbol = target(build, name, (where, name), "0" if text[:1] in ("+", "-", "=") else "false")
        if symbol is None:
            continue
        parsed = build.effect(text, symbol)
        if isinstance(parsed, list):
            build.expression_problems(parsed, (where, name))
            continue
        build.expression_problems(list(parsed.warnings), (where, name))
        effect = _effect(build, symbol, parsed)
        if effect.slot == DAY and effect.op == "-":
            build.report("day-back", (where, name), "days do not go back", "write +1 or =3")
            continue
        out.append(effect)
        if build.ledger is not None:
            build.ledger.write(parsed.value, (where, name))
            build.ledger.effects.append((effect, (where, name)))
    return tuple(out)


def target(build: Build, name: str, where: Where, start: str = "0") -> Symbol | None:
    """The variable that an effect or a cost names; what can never be changed is reported.

    `start`: what one that is not declared might start as.
    """
    symbol = build.scope.find(name)
    if symbol is None:
        near = did_you_mean(name, build.scope.names())
        line = f"declare it: a line `{name}: {start}` under `state:`" if "." not in name else ""
        build.report("unknown-name", where, f"no variable `{name}`", near or line, on="key")
        return None
    if symbol.call or (symbol.slot is None and symbol.via is None):
        what = "a condition or a computed number" if symbol.tree is not None else "a constant"
        build.report("not-changeable", where, f"`{name}` is {what}; it cannot be changed", on="key")
        return None
    return symbol


def _effect(build: Build, symbol: Symbol, parsed: Parsed) -> Effect:
    of_set = isinstance(symbol.type, Members)
    if symbol.via is not None:
        slots = build.names.slots
        low = min(slots[n].low for n in symbol.via[1] if n is not None)
        high = max(slots[n].high for n in symbol.via[1] if n is not None)
        return Effect(-1, parsed.op, parsed.value, low, high, symbol.via, of_set)
    assert symbol.slot is not None
    slot = build.names.slots[symbol.slot]
    return Effect(symbol.slot, parsed.op, parsed.value, slot.low, slot.high, None, of_set)


def costs(build: Build, written: dict[str, str] | None, where: Where) -> tuple[Cost, ...]:
    """What a choice needs and takes: numbers, or flags that must be set."""
    out: list[Cost] = []
    for name, text in (written or {}).items():
        here = (where, name)
        symbol = target(build, name, here)
        if symbol is None:
            continue
        if symbol.slot is None or symbol.type != INT:
            what = str(symbol.type) if symbol.slot is not None else "somebody's whom another name holds"
            build.report("bad-cost", here, f"`{name}` cannot be paid: it is {what}", "a cost is a number", on="key")
            continue
        if text[:1] in "+-=":
            build.report("bad-cost", here, "a cost is written without a sign", f"write {text[1:]}")
            continue
        value = build.expression(text, here, INT, low=0)
        if value is None:
            continue
        out.append(Cost(symbol.slot, value, name))
    return tuple(out)


def exit_of(build: Build, written: Any, where: Where) -> Exit | None:
    """The exit that a choice, an outcome or a scene names, or None when it names none."""
    named = [kind for key, kind in EXITS.items() if getattr(written, key)]
    if not named:
        for key in ("then", "otherwise"):
            if getattr(written, key):
                build.report("lone-key", (where, key), f"`{key}` stands without `draw` or `call`", on="key")
        return None
    if len(named) > 1:
        words = " and ".join(f"`{kind}`" for kind in named)
        build.report("two-exits", (where, named[1]), f"{words}: only one way out can be taken", on="key")
    kind = named[0]
    name = getattr(written, "exit", "")
    then = scene(build, written.then, (where, "then")) if written.then else ""
    otherwise = scene(build, written.otherwise, (where, "otherwise")) if written.otherwise else ""
    if written.otherwise and kind != "draw":
        build.report("lone-key", (where, "otherwise"), "`otherwise` stands beside `draw`", on="key")
    if written.then and kind not in ("draw", "call"):
        build.report("lone-key", (where, "then"), "`then` stands beside `draw` or `call`", on="key")
    match kind:
        case "goto" | "call":
            aim = scene(build, getattr(written, kind), (where, kind))
            return Exit(kind, aim, "", then, name)
        case "draw":
            deck = written.draw
            if deck not in build.decks:
                near = did_you_mean(deck, build.decks) or "give a scene `deck: " + deck + "`"
                build.report("unknown-deck", (where, "draw"), f"no scene lies in a deck `{deck}`", near)
            return Exit("draw", deck, otherwise, then, name)
        case _:
            return Exit(kind, "", "", "", name)


def exit_id(kind: ExitKind, target: str) -> str:
    """What a choice or an outcome without an id is called, by where it leads: `drain`, `draw_evenings`, `stay`."""
    if kind == "goto":
        return target
    return f"{kind}_{target}" if kind in ("draw", "call") else kind


def scene(build: Build, name: str, where: Where, on: Literal["key", "value"] = "value") -> str:
    """The scene of that name; an unknown one is reported."""
    if name not in build.names.scenes:
        near = did_you_mean(name, build.names.scenes)
        build.report("unknown-scene", where, f"no scene `{name}`", near, on=on)
    return name


__all__ = ["EXITS", "costs", "effects", "exit_id", "exit_of", "scene", "target"]
