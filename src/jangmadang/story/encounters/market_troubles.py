"""What cannot be in a market block, told at the key it stands under.

Takes the block as typed and what is known of the story; gives troubles. Expressions are checked by the builder.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..document import Exit, ExitOrName, Market, Scene
from ..problems import did_you_mean
from . import Setting, Trouble
from .market_patrol import EVENTS
from .market_row import MOST_PEOPLE
from .market_words import KEYS

SEATS = ("alley", "stall", "yard")
MOST_GOODS = 12
MOST_AMOUNTS = 2
MOST_BESIDE = 5
"""Choices of the writer's that fit beside a market's own."""


def market_troubles(scene: Scene, block: Market, setting: Setting) -> list[Trouble]:
    """Everything that is impossible in a block."""
    return [*_goods(block, setting), *_numbers(block), *_people(block, setting), *_ways(scene, block, setting)]


def _goods(block: Market, setting: Setting) -> Iterable[Trouble]:
    hidden = block.hidden or []
    if not block.goods and not hidden:
        yield Trouble("empty-market", ("goods",), "a market needs at least one good", "goods: [rice, corn]")
    for key, goods in (("goods", block.goods), ("hidden", hidden)):
        for n, id_ in enumerate(goods):
            if id_ not in setting.goods:
                near = did_you_mean(id_, setting.goods) or "declare it under `goods:`"
                yield Trouble("unknown-good", (key, n), f"no good `{id_}`", near)
            elif id_ in goods[:n]:
                yield Trouble("same-good", (key, n), f"`{id_}` stands here twice", "leave one of them out")
            elif setting.currencies.get(block.purse) == id_:
                message = f"`{id_}` is what the purse `{block.purse}` holds; it cannot be bought with itself"
                yield Trouble("own-money", (key, n), message, "leave it out, or give another `purse:`")
    sold = {*block.goods, *hidden}
    for id_, sum_ in (block.tags or {}).items():
        if id_ not in sold:
            yield Trouble("unknown-good", ("tags", id_), f"`{id_}` is not sold here", did_you_mean(id_, sold))
        elif not 1 <= sum_ <= 99_999_999:
            yield Trouble("out-of-range", ("tags", id_), f"a price goes from 1 to 99,999,999; this is {sum_:,}")
    if len(sold) > MOST_GOODS:
        yield Trouble("out-of-range", ("goods",), f"a market has at most {MOST_GOODS} goods; these are {len(sold)}")


def _numbers(block: Market) -> Iterable[Trouble]:
    if block.seat not in SEATS:
        near = did_you_mean(block.seat, SEATS) or "known: " + ", ".join(SEATS)
        yield Trouble("unknown-seat", ("seat",), f"no seat `{block.seat}`", near)
    bounds = [("hours", block.hours, 1, 12), ("pack", block.pack, 1, 999), ("spread", block.spread, 0, 25)]
    for key, value, low, high in bounds:
        if not low <= value <= high:
            yield Trouble("out-of-range", (key,), f"`{key}` goes from {low} to {high}; this is {value}")
    if block.patrol is not None and not 0 <= block.patrol.heat <= 100:
        yield Trouble("out-of-range", ("patrol", "heat"), f"`heat` goes from 0 to 100; this is {block.patrol.heat}")
    if block.fee is not None and not 0 <= block.fee.rice_g <= 99_999:
        yield Trouble("out-of-range", ("fee", "rice_g"), f"`rice_g` goes from 0 to 99,999; this is {block.fee.rice_g}")
    amounts = block.amounts or []
    if len(amounts) > MOST_AMOUNTS:
        message = f"at most {MOST_AMOUNTS} amounts stand beside `all`: nine choices fit on a page"
        yield Trouble("out-of-range", ("amounts",), message, "amounts: [1, 5]")
    for n, amount in enumerate(amounts):
        if not 1 <= amount <= 999:
            yield Trouble("out-of-range", ("amounts", n), f"an amount goes from 1 to 999; this is {amount}")
        elif amount in amounts[:n]:
            yield Trouble("out-of-range", ("amounts", n), f"the amount {amount} stands here twice")


def _people(block: Market, setting: Setting) -> Iterable[Trouble]:
    credit, patrol = block.credit, block.patrol
    named: list[tuple[tuple[str | int, ...], str | None]] = [
        (("friend",), block.friend),
        (("wholesaler",), block.wholesaler),
        (("patrol", "official"), patrol.official if patrol else None),
        (("credit", "from"), credit.from_ if credit else None),
    ]
    to = (credit.to or []) if credit else []
    named += [(("credit", "to", n), person) for n, person in enumerate(to)]
    for path, person in named:
        if person is None:
            continue
        if person not in setting.people:
            near = did_you_mean(person, setting.people) or "declare them under `people:`"
            yield Trouble("unknown-person", path, f"no person `{person}`", near)
        elif path[0] == "patrol" and setting.people[person].official is None:
            name = setting.people[person].name
            yield Trouble(
                "no-official", path, f"{name} is no official", f"give {person} `official: {{temper: patrolman}}`"
            )
    for n, person in enumerate(to):
        if person in to[:n]:
            yield Trouble("same-person", ("credit", "to", n), f"`{person}` stands here twice", "leave one of them out")
    if len(to) > MOST_PEOPLE:
        message = f"credit is given to at most {MOST_PEOPLE} people; these are {len(to)}"
        yield Trouble("out-of-range", ("credit", "to"), message)
    if block.purse not in setting.currencies:
        near = did_you_mean(block.purse, setting.currencies)
        hint = near or f"declare it: state: {{{block.purse}: {{start: 0, currency: yuan}}}}"
        yield Trouble("unknown-purse", ("purse",), f"no purse `{block.purse}`", hint)


def _ways(scene: Scene, block: Market, setting: Setting) -> Iterable[Trouble]:
    for key in block.text or {}:
        if key not in KEYS and key not in block.goods and key not in (block.hidden or ()):
            near = did_you_mean(key, (*KEYS, *block.goods)) or "known: " + ", ".join(KEYS)
            yield Trouble("unknown-text-key", ("text", key), f"a market says nothing under `{key}`", near)
    ways: list[tuple[tuple[str, ...], ExitOrName]] = [(("leave",), block.leave)]
    for event, way in (block.on or {}).items():
        if event not in EVENTS:
            near = did_you_mean(event, EVENTS) or "known: " + ", ".join(EVENTS)
            yield Trouble("unknown-event", ("on", event), f"a market has no event `{event}`", near)
        ways.append((("on", event), way))
    for path, way in ways:
        target = way.goto if isinstance(way, Exit) else way
        if target not in setting.scenes:
            full = (*path, "goto") if isinstance(way, Exit) else path
            yield Trouble("unknown-scene", full, f"no scene `{target}`", did_you_mean(target, setting.scenes))
    beside = len(scene.choices or ())
    if beside > MOST_BESIDE:
        message = f"{beside} choices stand beside the market's own; at most {MOST_BESIDE} fit"
        yield Trouble("too-many-choices", (), message, "move some of them to a scene of their own")
