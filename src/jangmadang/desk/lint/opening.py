"""What can never be open: choices, outcomes, rules and storylets. Only what is proved is told.

Takes a script; gives findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...story.loading import Script
from ...story.model import Choice
from ..flow import ANYWHERE
from .finding import Finding, Rule
from .reasons import because
from .survey import Survey, survey


# ---- what never opens -----------------------------------------------------------------------------------------------
def _never_open(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    for name, id_ in asked.closed_choices:
        yield from _choice(asked, name, id_)
    for (name, id_), outcomes in asked.closed_outcomes.items():
        yield from _outcomes(asked, name, id_, list(outcomes))
    for (source, number), why in asked.closed_rules.items():
        yield from _rule(asked, source, number, why)
    for name in asked.closed_storylets:
        lot = asked.story.scenes[name].storylet
        assert lot is not None
        if asked.is_told_elsewhere(lot.when):
            continue
        key = "when" if asked.never(lot.when) else "weight"
        why = because(asked, lot.when) if key == "when" else "its weight is always 0"
        message = f"this storylet can never be drawn: {why}"
        yield Finding((asked.ledger.scenes[name], key), message, scene=name)


def _choice(asked: Survey, name: str, id_: str) -> Iterator[Finding]:
    choice = _choice_of(asked, name, id_)
    where = asked.choice_place(name, id_)
    if where is None or asked.is_told_elsewhere(choice.when):
        return
    if asked.never(choice.when):
        message = f"this choice can never be open: {because(asked, choice.when)}"
        yield Finding((where, "when"), message, scene=asked.written(name))
        return
    for cost in choice.cost:
        if cost.label in asked.unpayable(choice):
            low, _ = asked.span(cost.value)
            slot = asked.story.slots[cost.slot]
            most = asked.holding.known.of_slot(cost.slot)[1] - slot.low
            message = f"this can never be paid: it takes {low:,}, and there are never more than {most:,} to spend"
            yield Finding(((where, "cost"), cost.label), message, scene=asked.written(name))


def _choice_of(asked: Survey, name: str, id_: str) -> Choice:
    return next(one for one in asked.story.scenes[name].choices if one.id == id_)


def _outcomes(asked: Survey, name: str, id_: str, closed: list[tuple[str, ...]]) -> Iterator[Finding]:
    if asked.choice_place(name, id_) is None:
        return
    for ids in closed:
        where = asked.outcome_place(name, id_, ids)
        chance = _choice_of(asked, name, id_).chance
        for before in ids[:-1]:
            chance = next(one for one in chance if one.id == before).chance
        outcome = next(one for one in chance if one.id == ids[-1])
        if outcome.odds is not None and asked.span(outcome.odds)[1] <= 0:
            message = "this outcome can never fall: its odds are always 0"
            yield Finding((where, "odds"), message, scene=asked.written(name))
        else:
            message = "this outcome can never fall: those before it take all 100"
            yield Finding(where, message, "lower their odds, or take it out", scene=asked.written(name))


def _rule(asked: Survey, source: str, number: int, why: str) -> Iterator[Finding]:
    where = asked.rule_place(source, number)
    if where is None:
        return
    rules = asked.story.rules if source == ANYWHERE else asked.story.scenes[source].rules
    message = f"this rule never holds: {because(asked, rules[number].when)}"
    hint = ""
    if why == "never" and asked.is_told_elsewhere(rules[number].when):
        return
    if why == "after":
        message = "this rule is never looked at: one before it always holds"
        hint = "put it first, or take one of them out"
    yield Finding((where, "when"), message, hint, scene=source)


RULES = (Rule("never-open", _never_open),)
