"""Scenes that nobody comes to, scenes that nobody leaves towards an ending, and passages that never return.

Takes a script; gives findings. Where several scenes hang together, the first of them is told and the others named, so
that one missing road is one finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...story.loading import Script
from ...story.model import DAY
from ...story.model import Rule as StoryRule
from ..flow import ANYWHERE, Road
from . import moving
from .finding import Finding, Rule
from .survey import Survey, survey

NAMED = 3
"""Scenes that a message names before it counts."""


# ---- nobody comes to them -------------------------------------------------------------------------------------------
def _unreachable(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    # A storylet that can never be drawn says so itself.
    known = asked.reached | asked.closed_storylets
    lost = [scene.id for scene in asked.story.written_scenes if scene.id not in known]
    if not lost:
        return
    into: dict[str, list[Road]] = {name: [] for name in lost}
    for road in asked.roads:
        for aim in asked.leads(road):
            if aim in into and (road.source == ANYWHERE or asked.written(road.source) != aim):
                into[aim].append(road)
    for name, behind in _firsts(lost, _between(asked, lost)):
        message = f"nobody can come to `{name}`{_why_lost(asked, name, into[name])}"
        if behind:
            message += f"; only from here does one come to {_named(behind)}"
        hint = f"lead to it with `goto: {name}`, or take it out"
        if (lot := asked.story.scenes[name].storylet) is not None:
            hint = f"`draw: {lot.deck}` draws it"
        yield Finding(asked.ledger.scenes[name], message, hint, on="key", scene=name)


def _between(asked: Survey, names: Iterable[str]) -> dict[str, dict[str, None]]:
    """Which of the written scenes `names` lead to which, whatever their conditions; an encounter is one."""
    ahead: dict[str, dict[str, None]] = {name: {} for name in names}
    for road in asked.roads:
        if road.source == ANYWHERE or road.target == ANYWHERE:
            continue
        source = asked.written(road.source)
        if source in ahead:
            for aim in asked.leads(road):
                if (target := asked.written(aim)) in ahead and target != source:
                    ahead[source][target] = None
    return ahead


def _firsts(names: list[str], ahead: dict[str, dict[str, None]]) -> Iterator[tuple[str, list[str]]]:
    """The scenes that lead to all the others, each with those; of a circle, the one written first."""
    behind = {name: _behind(name, ahead) for name in names}
    told: set[str] = set()
    for name in names:
        if name not in told and all(one in behind[name] for one in names if name in behind[one]):
            yield name, [one for one in names if one in behind[name] and one not in told and one != name]
            told |= behind[name] | {name}


def _behind(name: str, ahead: dict[str, dict[str, None]]) -> set[str]:
    found = list(ahead[name])
    seen = set(found)
    for one in found:
        for aim in ahead[one]:
            if aim not in seen:
                seen.add(aim)
                found.append(aim)
    return seen


def _why_lost(asked: Survey, name: str, here: list[Road]) -> str:
    """What stands in the way where something would lead to it (the roads `here`); else that nothing does."""
    shut = [road for road in here if road in asked.closed_roads and road.source in (ANYWHERE, *asked.reached)]
    if shut:
        return f": {_said(shut[0])} never opens" if shut[0].rule < 0 else f": {_said(shut[0])} never holds"
    if called := next((road.target for road in asked.roads if road.then == name and road.kind == "call"), ""):
        return f": `{called}` is called first, and never returns"
    lot = asked.story.scenes[name].storylet
    if lot is not None and not any(road.deck == lot.deck and road.kind == "draw" for road in asked.roads):
        return f": nothing draws the deck `{lot.deck}`"
    if elsewhere := list(dict.fromkeys(asked.written(road.source) for road in here)):
        return f": only {_named(elsewhere)} would lead to it"
    return ": nothing leads to it"


def _said(road: Road) -> str:
    """A road in a sentence."""
    whose = "the story" if road.source == ANYWHERE else f"`{road.source}`"
    if road.rule >= 0:
        return f"the rule `{road.when[0].text}` of {whose}"
    if road.outcomes:
        return f"the outcome `{'>'.join((road.choice, *road.outcomes))}` of {whose}"
    return f"the choice `{road.choice}` of {whose}"


def _named(names: list[str]) -> str:
    """`a`, `b` and 3 more."""
    shown = [f"`{name}`" for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(f"{len(names) - NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


# ---- nobody leaves them ---------------------------------------------------------------------------------------------
def _dead_ends(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    story = asked.story
    ending = _come_to_an_end(asked)
    stuck = [name for name in story.scenes if name in asked.reached and name not in ending]
    if not stuck:
        return
    names = list(dict.fromkeys(asked.written(name) for name in stuck))
    for name, behind in _firsts(names, _between(asked, names)):
        message = f"once in `{name}`, nobody comes to an ending any more"
        if behind:
            message += f"; nor from {_named(behind)}"
        hint = "lead on to a scene from which one does, or give one an `ending:`"
        yield Finding(asked.ledger.scenes[name], message, hint, on="key", scene=name)


def _come_to_an_end(asked: Survey) -> set[str]:
    """The scenes from which some road leads to an ending."""
    before: dict[str, list[str]] = {}
    # A road that can never open is told as that: it is mended there, and then it leads on.
    for road in asked.roads:
        if road.source != ANYWHERE and road.kind != "skip":
            before.setdefault(road.target, []).append(road.source)
    # What returns to wherever it interrupted ends if that does.
    ending = _closed_under(before, [ANYWHERE, *(scene.id for scene in asked.story.endings)])
    if len(ending) <= len(asked.story.scenes):
        _by_rules(asked, before, ending)
    return ending


def _closed_under(before: dict[str, list[str]], found: list[str], seen: set[str] | None = None) -> set[str]:
    seen = set() if seen is None else seen
    seen.update(found)
    for name in found:
        for earlier in before.get(name, ()):
            if earlier not in seen:
                seen.add(earlier)
                found.append(earlier)
    return seen


def _by_rules(asked: Survey, before: dict[str, list[str]], ending: set[str]) -> None:
    """Adds the scenes that one of the story's own rules can take one from: something there changes what it asks for."""
    rules = [rule for rule in asked.story.rules if rule.target in ending]
    if not rules:
        return
    moves = {name: moving.in_scene(asked, name) for name in asked.story.scenes if name not in ending}
    found = [name for name, moved in moves.items() if any(_may_turn(rule, moved) for rule in rules)]
    if asked.story.start in moves:
        # Rules are asked after a choice: one that holds from the very beginning leads away from the first scene.
        found.append(asked.story.start)
    _closed_under(before, found, ending)


def _may_turn(rule: StoryRule, moved: set[int]) -> bool:
    return not moved.isdisjoint(rule.when.reads) or (DAY in moved and bool(rule.when.asks))


# ---- a call that never comes back -----------------------------------------------------------------------------------
def _never_returns(script: Script) -> Iterator[Finding]:
    asked = survey(script)
    for road in asked.roads:
        if road.kind != "call" or road.target in asked.returning or road.source not in (ANYWHERE, *asked.reached):
            continue
        where = asked.place(road)
        if where is not None:
            message = f"`{road.target}` is called, and never returns"
            hint = f"end it with `return: true`, or write `goto: {road.target}`"
            yield Finding((where, "call"), message, hint, scene=road.source)


RULES = (
    Rule("unreachable-scene", _unreachable),
    Rule("dead-end", _dead_ends),
    Rule("never-returns", _never_returns),
)
