"""Shocks: what moves the prices of a place for some days; which there are, when one is drawn, how high it is.

Takes the number that a seed, a place and a block of days are mixed to; gives a name and percents by the
kinds of `goods.KINDS`. Prices themselves, and what a story does about a crackdown, stay outside.
"""

from __future__ import annotations

import msgspec

from .chance import fixed

Percent = tuple[int, int, int, int, int]

#                     grain, import, fresh, money, set: percent at the height
SHOCKS: dict[str, Percent] = {
    "crackdown": (10, 14, 6, 6, 0),
    "shipment": (0, -13, 0, -3, 0),
    "grain_truck": (-12, 0, 0, 0, 0),
    "road_closed": (12, 6, 10, 0, 0),
}
SHOCK_LOW = tuple(min(0, *column) for column in zip(*SHOCKS.values(), strict=True))
SHOCK_HIGH = tuple(max(0, *column) for column in zip(*SHOCKS.values(), strict=True))

BLOCK = 20
"""Days of which at most one shock is drawn; it begins and ends inside them."""
FADE = 3
IN_HUNDRED = 35
_NAMES = tuple(SHOCKS)


class Shock(msgspec.Struct, frozen=True):
    """What lies over a place on a day: its name, and the percent it puts on each of `goods.KINDS`."""

    name: str
    percent: Percent


CALM = Shock("", (0, 0, 0, 0, 0))


def draw(key: int) -> tuple[str, int, int]:
    """What comes in a block of days: its name (empty in 65 of 100), its first day, its days at the height."""
    if fixed(key, 100, "comes") >= IN_HUNDRED:
        return "", 0, 0
    return _NAMES[fixed(key, len(_NAMES), "which")], 1 + fixed(key, 8, "start"), 3 + fixed(key, 5, "days")


def height(name: str, into: int, days: int) -> Shock:
    """A shock on a day counted from its first: full at its height, then three, two and one quarter of it."""
    if not 0 <= into < days + FADE or name not in SHOCKS:
        return CALM
    quarters = min(4, FADE + days - into)
    a, b, c, d, e = SHOCKS[name]
    return Shock(name, (a * quarters // 4, b * quarters // 4, c * quarters // 4, d * quarters // 4, e * quarters // 4))
