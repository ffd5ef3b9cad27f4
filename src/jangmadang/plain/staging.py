"""What an encounter shows besides its text, in words: prices, a man's patience, a room, a patrol's rhythm.

Takes a Page with a stage and gives lines. The stage holds final words in `fixed` and whole numbers of now in `values`;
a name that is missing is not said. The numbers' rules are the encounter's own and never worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..play.view import Page

Values = Mapping[str, int]
Fixed = Mapping[str, Any]

LIMITS = {1: "more cannot be paid for", 2: "there is no more here", 3: "you cannot carry more"}
MEASURES = {"curtain": "the curtain is drawn", "low": "the sound is low", "lookout": "somebody keeps watch",
            "decoy": "another disc turns in the player"}  # fmt: skip


def stage_lines(page: Page) -> list[str]:
    """What stands around the choices, or nothing where there is no encounter."""
    stage = page.stage
    if stage is None or page.ending:
        return []
    said = KINDS.get(stage.kind)
    return [line for line in said(page, stage.fixed, stage.values) if line] if said else []


def _market(page: Page, fixed: Fixed, values: Values) -> list[str]:
    named = {choice.tags["good"] for choice in page.choices if "good" in choice.tags}
    goods = [good for good in fixed.get("goods", ()) if good["id"] in named and f"price.{good['id']}" in values]
    lines = [_good(good, fixed, values, close=page.menu) for good in goods]
    hours, hour = fixed.get("hours", 0), values.get("hour", 0)
    if hours and not page.menu:
        left = max(0, hours - hour)
        parts = [f"{counted(left, 'hour')} of market left"]
        parts += [f"you carry {values['carry']} of {fixed['pack']} kg"] if "carry" in values and "pack" in fixed else []
        lines.append(_said([*parts, "a whistle has gone"] if values.get("near") else parts))
    return lines


def _good(good: Mapping[str, str], fixed: Fixed, values: Values, *, close: bool) -> str:
    g, currency = good["id"], fixed.get("currency", "")
    price = values[f"price.{g}"]
    parts = [f"{good['name']} {_sum(price, currency)}{' a ' + good['unit'] if good.get('unit') else ''}"]
    before = values.get(f"price.{g}.-1")
    if before:
        parts[0] += _moved(price, before)
    if close:
        past = [values[name] for day in range(1, 11) if (name := f"price.{g}.-{day}") in values]
        parts += [f"before that, day by day, {', '.join(f'{tag:,}' for tag in past)}"] if past else []
    have, paid, here, want = (values.get(f"{what}.{g}") for what in ("have", "paid", "here", "want"))
    if have is not None:
        parts.append(f"you have {have}" + (f", paid {paid:,} each" if have and paid else ""))
    parts += [f"{here} to be had here"] if here is not None else []
    parts += [f"{want} wanted in an hour"] if want is not None else []
    limit = LIMITS.get(values.get(f"limit.{g}", 0)) if close else None
    parts += [f"you can buy {values[f'can.{g}']}: {limit}"] if limit and f"can.{g}" in values else []
    word = values.get(f"word.{g}")
    parts += [f"a friend says {word:,} in three days"] if word else []
    return _said(parts)


def _bribe(page: Page, fixed: Fixed, values: Values) -> list[str]:
    currency = fixed.get("currency", "")
    span = ""
    if "low" in values and "high" in values and not values.get("known") and values.get("patience", 1):
        most = _sum(values["high"], currency)
        span = f"{fixed.get('official', 'He')} may want between {values['low']:,} and {most}, you guess."
    parts = []
    if "patience" in values:
        whole = f" of {fixed['patience']}" if "patience" in fixed else ""
        parts.append(f"his patience is {values['patience']}{whole}")
    parts += [f"he knows you {values['knows']} of 5"] if "knows" in values else []
    parts += [f"he is {fixed['temper']}"] if fixed.get("temper") and values.get("knows", 0) >= 2 else []
    parts += [f"last time he took {_sum(values['last'], currency)}"] if values.get("last") else []
    parts += [f"he has refused {_sum(values['refused'], currency)}"] if values.get("refused") else []
    seen = fixed.get("witnesses")
    if seen:
        parts.append(f"{', '.join(seen) if isinstance(seen, list | tuple) else counted(seen, 'other')} can see it")
    return [span, _said(parts)]


DAYS_AFTER = 5  # of a screening's `at`: the evening is over, and one stands somewhere else


def _screening(page: Page, fixed: Fixed, values: Values) -> list[str]:
    if values.get("at") == DAYS_AFTER:
        return []
    guests = [guest["name"] for guest in fixed.get("guests", ()) if values.get(f"guest.{guest['id']}")]
    parts = [f"guests: {', '.join(guests)}" if guests else "you are alone"]
    if values.get("part") and "parts" in fixed:
        parts.insert(0, f"part {values['part']} of {fixed['parts']}")
    if "current" in values:
        parts.append("there is current" if values["current"] else "the current is gone")
    names = {measure["id"]: measure["name"] for measure in fixed.get("measures", ())}
    parts += [names.get(what, said) for what, said in MEASURES.items() if values.get(what)]
    parts += [f"{counted(values['seconds'], 'second')} at the door if they knock"] if values.get("seconds") else []
    asked = {choice.tags.get("person") for choice in page.choices}
    mouths = [
        _said([f"{guest['name']}: {guest['mouth']}"])
        for guest in fixed.get("guests", ())
        if guest.get("mouth") and guest["id"] in asked
    ]
    return [_said(parts), *mouths]


CAUGHT = 4  # of a crossing's `at`; it and what comes after are no longer the river


def _crossing(page: Page, fixed: Fixed, values: Values) -> list[str]:
    if values.get("at", 0) >= CAUGHT:
        return []
    parts = []
    if "turn" in values:
        parts.append(f"turn {values['turn']}" + (f" of {fixed['dawn']} until dawn" if "dawn" in fixed else ""))
    if values.get("known"):
        parts.append(f"passes seen: {values['known']}")
        parts += [f"turns since the last: {values['since']}"] if "since" in values else []
    gaps = [str(values[gap]) for gap in ("gap1", "gap2") if values.get(gap)]
    parts += [f"turns between passes, the latest first: {', '.join(gaps)}"] if gaps else []
    if "turns" in fixed:
        gone = f", {values['leg']} behind you" if values.get("leg") else ""
        parts.append(f"the way over takes {fixed['turns']}{gone}")
    if "cold" in values:
        parts.append(f"cold {values['cold']}" + (f" of {fixed['cold_max']}" if "cold_max" in fixed else ""))
    parts += [f"clear in {values['odds']} of 100, as far as you know"] if values.get("odds", -1) >= 0 else []
    night = [str(fixed["moon"])] if fixed.get("moon") else []
    night += [f"the ice {fixed['ice']}"] if fixed.get("ice") else []
    night += [f"the water {fixed['water']}"] if fixed.get("water") else []
    return [_said(night), _said(parts)]


KINDS: dict[str, Callable[[Page, Fixed, Values], list[str]]] = {
    "market": _market,
    "bribe": _bribe,
    "screening": _screening,
    "crossing": _crossing,
}


def _moved(price: int, before: int) -> str:
    percent = round(100 * (price - before) / before)
    return f", {'up' if percent > 0 else 'down'} {abs(percent)} in 100 since yesterday" if percent else ""


def _sum(number: int, currency: str) -> str:
    return f"{number:,} {currency}".rstrip()


def counted(number: int, what: str) -> str:
    """`1 hour`, `3 hours`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _said(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
