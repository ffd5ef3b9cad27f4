"""What cannot be in a market block, told at the key it stands under.

Takes the block as typed and what is known of the story; gives troubles. Expressions are checked by the builder.
"""

from __future__ import annotations

from ...document import Market, Scene
from ...problems import did_you_mean
from .. import Setting, Trouble
from ..shared import Checks
from .patrol import EVENTS
from .row import MOST_PEOPLE
from .words import CAPTIONS, KEYS

SEATS = ("alley", "stall", "yard")
MOST_GOODS = 12
MOST_AMOUNTS = 2
MOST_BESIDE = 5
"""Choices of the writer's that fit beside a market's own."""
LARGEST_TAG = 99_999_999


def troubles(scene: Scene, block: Market, setting: Setting) -> list[Trouble]:
    """Everything that is impossible in a block."""
    checks = Checks(setting)
    _goods(checks, block)
    _numbers(checks, block)
    _people(checks, block)
    checks.purse(block.purse, "purse")
    checks.exit(block.leave, "leave")
    for event, way in (block.on or {}).items():
        checks.exit(way, "on", event)
    checks.keys("encounter-event", block.on or (), EVENTS, "event", "on")
    checks.keys("encounter-text", block.text or (), (*KEYS, *block.goods, *(block.hidden or ())), "text", "text")
    checks.captions(block.captions, CAPTIONS)
    beside = len(scene.choices or ())
    if beside > MOST_BESIDE:
        message = f"{beside} choices stand beside the market's own; there is room for {MOST_BESIDE}"
        checks.trouble("too-many-choices", (), message, "move some of them to a scene of their own")
    return checks.troubles


def _goods(checks: Checks, block: Market) -> None:
    hidden = block.hidden or []
    sold = list(dict.fromkeys([*block.goods, *hidden]))
    if not sold:
        checks.trouble("empty-market", ("goods",), "a market needs at least one good", "goods: [rice, corn]")
    if len(sold) > MOST_GOODS:
        message = f"there is room for {MOST_GOODS} goods in a market; these are {len(sold)}"
        checks.trouble("too-many", ("goods",), message, "two rows can be two scenes")
    for key, goods in (("goods", block.goods), ("hidden", hidden)):
        for n, id_ in enumerate(goods):
            if id_ in goods[:n]:
                checks.trouble("listed-twice", (key, n), f"`{id_}` stands here twice", "leave one of them out")
            elif checks.good(id_, key, n) and checks.setting.currencies.get(block.purse) == id_:
                message = f"`{id_}` is what the purse `{block.purse}` holds: it cannot be bought with itself"
                checks.trouble("own-money", (key, n), message, "leave it out, or give another `purse:`")
    for id_, sum_ in (block.tags or {}).items():
        if id_ not in sold:
            checks.trouble("unknown-good", ("tags", id_), f"`{id_}` is not sold here", did_you_mean(id_, sold))
        else:
            checks.number(sum_, 1, LARGEST_TAG, "tags", id_)


def _numbers(checks: Checks, block: Market) -> None:
    if block.seat not in SEATS:
        near = did_you_mean(block.seat, SEATS) or "known: " + ", ".join(SEATS)
        checks.trouble("unknown-seat", ("seat",), f"there is no seat `{block.seat}`", near)
    checks.number(block.hours, 1, 12, "hours")
    checks.number(block.pack, 1, 999, "pack")
    checks.number(block.spread, 0, 25, "spread")
    if block.patrol is not None:
        checks.number(block.patrol.heat, 0, 100, "patrol", "heat")
    if block.fee is not None:
        checks.number(block.fee.rice_g, 0, 99_999, "fee", "rice_g")
    amounts = block.amounts or []
    if len(amounts) > MOST_AMOUNTS:
        message = f"there is room for {MOST_AMOUNTS} amounts beside `all`; these are {len(amounts)}"
        checks.trouble("too-many", ("amounts",), message, "amounts: [1, 5]")
    for n, amount in enumerate(amounts):
        if amount in amounts[:n]:
            checks.trouble("listed-twice", ("amounts", n), f"{amount} stands here twice", "leave one of them out")
        elif not 1 <= amount <= 999:
            message = f"an amount goes from 1 to 999; this is {amount}"
            checks.trouble("encounter-number", ("amounts", n), message)


def _people(checks: Checks, block: Market) -> None:
    credit, official = block.credit, block.patrol.official if block.patrol else None
    for path, person in ((("friend",), block.friend), (("wholesaler",), block.wholesaler)):
        if person is not None:
            checks.person(person, *path)
    if official is not None and checks.person(official, "patrol", "official"):
        known = checks.setting.people[official]
        if known.official is None:
            message, hint = (
                f"{known.name} is no official",
                f"give `{official}` a line `official: {{temper: patrolman}}`",
            )
            checks.trouble("not-an-official", ("patrol", "official"), message, hint)
    if credit is None:
        return
    if credit.from_ is not None:
        checks.person(credit.from_, "credit", "from")
    to = credit.to or []
    for n, person in enumerate(to):
        if person in to[:n]:
            checks.trouble(
                "listed-twice", ("credit", "to", n), f"`{person}` stands here twice", "leave one of them out"
            )
        else:
            checks.person(person, "credit", "to", n)
    if len(to) > MOST_PEOPLE:
        message = f"there is room for {MOST_PEOPLE} people; these are {len(to)}"
        checks.trouble("too-many", ("credit", "to"), message)
