"""What an encounter shows besides its text, in words: prices, a man's patience, a room, a patrol's rhythm.

Takes a Page with a stage and gives lines, from the same typed views of the encounters that the screen draws. Rules of
the numbers are the encounter's own and never worked out here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..play.view import Page, StageView

if TYPE_CHECKING:
    from ..story.encounters.market.view import GoodRow

LIMITS = {"money": "more cannot be paid for", "here": "there is no more here", "pack": "you cannot carry more"}
MEASURES = {"curtain": "the curtain is drawn", "low sound": "the sound is low", "lookout": "somebody keeps watch",
            "decoy disc": "another disc turns in the player"}  # fmt: skip
DAYS_AFTER = 5
"""Of a screening's `at`: the evening is over, and one stands somewhere else."""


def stage_lines(page: Page) -> list[str]:
    """What stands around the choices, or nothing where there is no encounter."""
    if page.stage is None or page.ending:
        return []
    said = KINDS.get(page.stage.kind)
    return [line for line in said(page, page.stage) if line] if said else []


# Only the encounter that is met is imported: a story without a river never loads one.
def _market(page: Page, stage: StageView) -> list[str]:
    from ..story.encounters.market.view import view

    market = view(stage.fixed, stage.values)
    named = {choice.tags["good"] for choice in page.choices if "good" in choice.tags}
    lines = [_good(good, market.currency, close=page.menu) for good in market.goods if good.id in named]
    if market.hours and not page.menu:
        left = max(0, market.hours - market.hour)
        parts = [f"{counted(left, 'hour')} of market left", f"you carry {market.carry} of {market.pack} kg"]
        lines.append(_said([*parts, "a whistle has gone"] if market.near else parts))
    return lines


def _good(good: GoodRow, currency: str, *, close: bool) -> str:
    price = f"{good.name} {_sum(good.price, currency)}{f' a {good.unit}' if good.unit else ''}"
    if good.move:
        price += f", {'up' if good.move > 0 else 'down'} {abs(good.move)} in 100 since yesterday"
    parts = [price]
    if close and good.past:
        parts.append(f"before that, day by day, {', '.join(f'{tag:,}' for tag in reversed(good.past))}")
    parts.append(f"you have {good.have}" + (f", paid {good.paid:,} each" if good.have and good.paid else ""))
    parts.append(f"{good.here} to be had here")
    parts += [f"{good.want} wanted in an hour"] if good.want or good.call else []
    parts += [f"you can buy {good.can}: {LIMITS[good.limit]}"] if close and good.limit in LIMITS else []
    parts += [f"a friend says {good.word:,} in three days"] if good.word else []
    return _said(parts)


def _bribe(page: Page, stage: StageView) -> list[str]:
    from ..story.encounters.bribe.view import view

    bribe = view(stage.fixed, stage.values)
    span = ""
    if bribe.high and bribe.patience > 0:
        most = _sum(bribe.high, bribe.currency)
        span = f"{bribe.official or 'He'} may want between {bribe.low:,} and {most}, you guess."
    parts = [f"his patience is {max(0, bribe.patience)} of {bribe.patience_full}", f"he knows you {bribe.knows} of 5"]
    parts += [f"what you know of him: {bribe.temper}"] if bribe.temper else []
    parts += [f"you met him {counted(bribe.met, 'time')} before"] if bribe.met else []
    parts += [f"last time he took {_sum(bribe.last, bribe.currency)}"] if bribe.last else []
    parts += [f"he has refused {_sum(bribe.refused, bribe.currency)}"] if bribe.refused else []
    parts += [f"he is paid for {counted(bribe.regular, 'more day')}"] if bribe.regular else []
    if bribe.witnesses:
        parts.append(f"{', '.join(bribe.watching) or counted(bribe.witnesses, 'other')} can see it")
    return [span, _said(parts)]


def _screening(page: Page, stage: StageView) -> list[str]:
    from ..story.encounters.screening.view import view

    room = view(stage.fixed, stage.values)
    if room.at >= DAYS_AFTER:
        return []
    guests = [guest.name for guest in room.guests if guest.here]
    parts = [f"part {room.part} of {room.parts}"] if room.part else []
    parts.append(f"guests: {', '.join(guests)}" if guests else "you are alone")
    parts.append("there is current" if room.current else "the current is gone")
    parts += [MEASURES.get(name, name) for name, taken in room.measures.items() if taken]
    parts += [f"{counted(room.seconds, 'second')} at the door if they knock"] if room.seconds else []
    asked = {choice.tags.get("person") for choice in page.choices}
    mouths = [_said([f"{guest.name}: {guest.mouth}"]) for guest in room.guests if guest.mouth and guest.id in asked]
    return [_said(parts), *mouths]


def _crossing(page: Page, stage: StageView) -> list[str]:
    from ..story.encounters.crossing import view

    river = view(stage.fixed, stage.values)
    if river.at in ("caught", "stay"):
        return []
    parts = [f"turn {river.turn} of {river.dawn} until dawn"]
    if river.passes:
        passed = [str(turn) for turn in river.passes]
        parts.append(f"they passed in turn{'s' if len(passed) > 1 else ''} {' and '.join(passed)}")
        since = river.turn - river.passes[-1]
        parts.append(f"{counted(since, 'turn')} since the last" if since else "the last just now")
    parts += [f"{' and '.join(map(str, river.gaps))} turns between"] if river.gaps else []
    parts.append(f"the way over takes {counted(river.turns, 'turn')}")
    if river.celsius is not None:
        parts.append(f"{counted(abs(river.celsius), 'degree')}{' below zero' if river.celsius < 0 else ''}")
    parts.append(f"cold {river.cold} of {river.coldest}")
    parts += [f"clear in {river.odds} of 100, as far as you know"] if river.odds >= 0 else []
    night = [part for part in (river.river, river.moon, river.footing) if part]
    night += [f"with you: {', '.join(river.along)}"] if river.along else []
    return [_said(night), _said(parts)]


KINDS: dict[str, Callable[[Page, StageView], list[str]]] = {
    "market": _market,
    "bribe": _bribe,
    "screening": _screening,
    "crossing": _crossing,
}


def _sum(number: int, currency: str) -> str:
    return f"{number:,} {currency}".rstrip()


def counted(number: int, what: str) -> str:
    """`1 hour`, `3 hours`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _said(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
