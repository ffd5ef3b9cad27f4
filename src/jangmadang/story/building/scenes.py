"""Scenes: what is read and chosen at one place of the story.

In: a scene as typed, or as an encounter made it. Out: a model scene. Encounter blocks are gone by now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from .. import document as d
from ..drawings import LIGHTS
from ..expressions import INT
from ..model import Choice, Discuss, Ending, Exit, Part, Rule, Scene, Stage, Storylet, Text, Words
from ..names import DAYS, Scope
from ..problems import did_you_mean
from . import effects, texts
from .choices import ID, Around, choice
from .context import Build, Where, keys_at, source_and_path
from .odds import OddsOf

PHENOMENA = (
    "marketization",
    "movement",
    "corruption",
    "information",
    "erosion",
    "generation",
    "outflow",
    "polarization",
    "bonds",
)
WAYS_ON = ("ending", "choices", "goto", "draw", "call", "market", "bribe", "screening", "crossing")
"""Keys by which a scene leads on, or need not."""
FORMS = ("pairs", "corners", "line", "silent", "open")
AFTER = ("scene", "reveal", "outcome")
CONTENT_NOTES = (
    "hunger",
    "cold and drowning danger",
    "arrest",
    "detention off-stage",
    "violence off-stage",
    "state violence off-stage",
    "death in the past",
    "separated families",
    "informing",
    "threat to a family",
    "trafficking mentioned",
    "illness",
    "drugs mentioned",
)


class Made(Struct, frozen=True):
    """What an encounter left on a scene."""

    name: str
    stage: Stage
    view: dict[str, str]


def scene(
    build: Build,
    name: str,
    written: d.Scene,
    where: Where,
    scope: Scope,
    everywhere: list[tuple[d.Choice, Where]],
    menus: frozenset[str],
    into_here: tuple[str, ...],
    made: Made | None,
    picture: str,
) -> Scene:
    """The scene `name`; what is wrong in it is reported.

    `everywhere` has the choices that name their scenes themselves, `into_here` the scenes with a choice that goes here
    when this is a menu, `made` what an encounter left, `picture` the key of its picture. Visits and people come later:
    see `people`.
    """
    build.enter(scope)
    if build.ledger is not None:
        build.ledger.scenes[name] = where
    default = effects.exit_of(build, written, where)
    doors = tuple(door for door in into_here if door not in menus)
    around = Around(name, default, menus, into_here, doors, made is not None)
    pieces = [(piece, build.place_of(piece, ((where, "choices"), n))) for n, piece in enumerate(written.choices or ())]
    for piece, at in pieces:
        if piece.in_ is not None:
            build.report("lone-key", (at, "in"), "`in` belongs to a choice under `everywhere`", on="key")
    pieces += [(piece, at) for piece, at in everywhere if name in (piece.in_ or ())]
    scope.odds = OddsOf(build, written, pieces)
    chosen = [(choice(build, piece, at, around), at) for piece, at in pieces]
    _ways_on(build, name, written, where, bool(chosen), default)
    if not written.choices and default is not None:
        closing = default.kind == "return" and bool(doors)
        go_on = Choice("go_on", (Words("Go on"),), (), (), None, (), (), (), default, None, (), closing)
        chosen.insert(0, (go_on, where))
    if written.skip is not None:
        chosen.append((_skip(build, written.skip, (where, "skip"), name), (where, "skip")))
    _ids(build, chosen)
    view = {**(made.view if made else {}), **(written.view or {})}
    closes = any(c.menu and c.exit is not None and c.exit.kind == "return" for c, _ in chosen)
    return Scene(
        name,
        texts.line(build, written.title, (where, "title")),
        texts.line(build, written.heading, (where, "heading")),
        _known(build, written.place, (where, "place"), build.names.places, "place") or "",
        _known(build, written.at, (where, "at"), LIGHTS, "hour") or "",
        effects.effects(build, written.effects, (where, "effects")),
        rules(build, written.whenever, (where, "whenever"), name),
        _text(build, name, written, where),
        tuple(made_choice for made_choice, _ in chosen),
        Ending(written.ending.title, written.ending.kind) if written.ending else None,
        written.menu,
        _storylet(build, name, written, where),
        _notes(build, written, where),
        (),
        None,
        None,
        {key: value for key, text in view.items() if (value := build.expression(text, ((where, "view"), key), None))},
        made.stage if made else None,
        made.name if made else "",
        all_known(build, written.phenomena, (where, "phenomena"), PHENOMENA, "phenomenon"),
        tuple(written.sources or ()),
        all_known(build, written.content_notes, (where, "content_notes"), CONTENT_NOTES, "content note"),
        picture,
        _discuss(build, written.discuss, (where, "discuss")),
        doors if closes else (),
        build.names.counter(f"door({name})", len(doors)) if closes else None,
        written.told,
    )


def _text(build: Build, name: str, written: d.Scene, where: Where) -> Text:
    return texts.text(build, written.text, (where, "text"), name)


def _ids(build: Build, chosen: list[tuple[Choice, Where]]) -> None:
    first: dict[str, Where] = {}
    for made, where in chosen:
        if made.id in first:
            source, path = source_and_path(first[made.id])
            line = source.place(path).line
            build.report(
                "same-id",
                where,
                f"two choices here are called `{made.id}`; the first stands at {source.file}:{line}",
                "give one an `id:` of its own",
            )
        elif not re.fullmatch(ID, made.id):
            leads = made.exit or (made.chance[0].exit if made.chance else None)
            unknown = leads is not None and leads.kind != "draw" and leads.target not in build.names.scenes
            if "id" in keys_at(where) or not unknown:  # that there is no such scene was told
                hint = "letters, digits and _; no spaces"
                build.report("bad-name", (where, "id"), f'"{made.id}" cannot be an id', hint)
        else:
            first[made.id] = where


def _skip(build: Build, written: d.Skip, where: Where, name: str) -> Choice:
    if (written.to is None) != written.return_:
        code, which = ("two-exits", "both") if written.return_ else ("missing-key", "neither")
        message = f"a skip leads to a scene or back; here stands {which} of `to` and `return`"
        build.report(code, where, message, "`to:` a scene, or `return: true` for what is called or drawn", on="key")
    aim = effects.scene(build, written.to, (where, "to")) if written.to is not None else ""
    out = Exit("goto", aim) if aim else Exit("return")
    said = texts.text(build, written.say, (where, "say"), f"{name}.skip")
    changes = effects.effects(build, written.effects, (where, "effects"))
    words: tuple[Part, ...] = (Words("Leave this scene out"),)
    return Choice("skip", words, (), (), None, (), changes, (), out, None, said, False, True)


def _ways_on(build: Build, name: str, written: d.Scene, where: Where, chosen: bool, default: Exit | None) -> None:
    leads = chosen or default is not None
    if written.ending is not None:
        if leads:
            build.report("ending-goes-on", where, f"`{name}` is an ending; nothing leads on from it", on="key")
    elif not leads and not build.told_of(where, written, WAYS_ON):
        build.report(
            "no-way-on",
            where,
            f"`{name}` leads nowhere",
            "give it choices, goto, draw, call or return, or make it an ending",
            on="key",
        )
    elif leads and default is not None and default.kind == "stay" and not chosen:
        build.report("no-way-on", where, f"`{name}` only stays where it is", on="key")


def rules(build: Build, written: list[d.Rule] | None, where: Where, key: str) -> tuple[Rule, ...]:
    """`whenever` rules, of a scene or of the whole story."""
    out: list[Rule] = []
    for n, rule in enumerate(written or ()):
        made = one_rule(build, rule, build.place_of(rule, (where, n)), key)
        if made is not None:
            out.append(made)
    return tuple(out)


def one_rule(build: Build, rule: d.Rule, here: Where, key: str) -> Rule | None:
    when = build.condition(rule.when, (here, "when"))
    if (rule.goto is None) == (rule.call is None):
        build.report("rule-exit", here, "a rule has one of goto and call", "give it a scene to go to")
        return None
    kind = "goto" if rule.goto is not None else "call"
    aim = effects.scene(build, rule.goto or rule.call or "", (here, kind))
    once = build.names.counter(f"ruled({key}: {rule.when}: {aim})", 1) if rule.once else None
    changes = effects.effects(build, rule.effects, (here, "effects"))
    if when is None:
        return None
    return Rule(when, "goto" if kind == "goto" else "call", aim, once, changes)


def _storylet(build: Build, name: str, written: d.Scene, where: Where) -> Storylet | None:
    if written.deck is None:
        for key in ("when", "weight", "once", "cooldown"):
            if getattr(written, key):
                build.report("lone-key", (where, key), f"`{key}` stands beside `deck`", on="key")
        return None
    when = build.condition(written.when, (where, "when")) if written.when is not None else None
    weight = build.expression(written.weight, (where, "weight"), INT, low=0) if written.weight is not None else None
    cooldown = written.cooldown or 0
    drawn = build.names.counter(f"drawn({name})", DAYS) if written.once or cooldown else None
    return Storylet(written.deck, when, weight, written.once, cooldown, drawn)


def _notes(build: Build, written: d.Scene, where: Where) -> tuple[int, ...]:
    known = build.names.notes
    out: list[int] = []
    for n, note in enumerate(written.notes or ()):
        if note not in known:
            near = did_you_mean(note, known)
            build.report("unknown-note", ((where, "notes"), n), f"no field note `{note}`", near)
        else:
            out.append(known[note])
    return tuple(out)


def _known(build: Build, word: str | None, where: Where, known: Iterable[str], what: str) -> str | None:
    options = tuple(known)
    if word is not None and word not in options:
        near = did_you_mean(word, options) or (
            "declare it under `places:`" if what == "place" else "known: " + ", ".join(options)
        )
        build.report(f"unknown-{what.replace(' ', '-')}", where, f"no {what} `{word}`", near)
    return word


def all_known(
    build: Build, words: list[str] | None, where: Where, known: tuple[str, ...], what: str
) -> tuple[str, ...]:
    """The words as given; each that is none of the known ones is reported as an unknown `what`."""
    for n, word in enumerate(words or ()):
        _known(build, word, (where, n), known, what)
    return tuple(words or ())


def _discuss(build: Build, written: str | d.Discuss | None, where: Where) -> Discuss | None:
    if written is None:
        return None
    if isinstance(written, str):
        return Discuss(written, "", "open", "scene", "", "")
    _known(build, written.form, (where, "form"), FORMS, "form")
    _known(build, written.after, (where, "after"), AFTER, "moment")
    return Discuss(
        written.ask,
        written.hint or "",
        written.form or "open",
        written.after or "scene",
        written.analyse or "",
        written.apply or "",
    )
