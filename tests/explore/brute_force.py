"""Every state of a small story, one by one, by the rules that play uses: what explorers are checked against.

Nothing is left out of a state but the count of rolls, what is only noted for the player, and a fourth visit from a
fifth. Every outcome that can fall
is made to fall, and every card that can be drawn is drawn.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from msgspec import Struct

from jangmadang.play.moment import CannotChoose, Moment
from jangmadang.play.turn import Rules
from jangmadang.story.model import ROLLS, Choice, Outcome, Story

Key = tuple[object, ...]
MOST_VISITS = 4
"""Visits told apart: no small story asks for so many."""


class Everything(Struct):
    """What a story has in it."""

    moments: dict[Key, Moment]
    """Every state."""
    far: dict[Key, int]
    """How many choices the shortest way to each has."""
    taken: set[tuple[str, str]]
    shut: set[tuple[str, str]]
    fell: set[tuple[str, str, tuple[str, ...]]]
    stuck: set[Key]
    ways: dict[Key, list[tuple[Key, Fraction]]]
    """Where each state leads, and how likely when every open choice is as likely as the others."""


def key_of(story: Story, moment: Moment) -> Key:
    left_out = (ROLLS, story.notes_met, story.people_met)
    visits = {scene.visits for scene in story.scenes.values()}
    told_apart = (min(v, MOST_VISITS) if n in visits else v for n, v in enumerate(moment.values) if n not in left_out)
    return (moment.scene, moment.stack, tuple(told_apart))


def everything(story: Story, seed: int, most: int) -> Everything | None:
    """All of it; None where there are more states than `most`."""
    rules = Rules(story)
    first = rules.begin(seed)
    found = Everything({key_of(story, first): first}, {key_of(story, first): 0}, set(), set(), set(), set(), {})
    level = [first]
    while level:
        after: list[Moment] = []
        for moment in level:
            after += _on(rules, moment, found)
        if len(found.moments) > most:
            return None
        level = after
    return found


def _on(rules: Rules, moment: Moment, found: Everything) -> list[Moment]:
    story, here = rules.story, key_of(rules.story, moment)
    scene, new = story.scenes[moment.scene], []
    if scene.ending is not None:
        return []
    open_ = [choice for choice in scene.choices if not choice.skip and rules.is_open(choice, moment.values)]
    found.shut |= {(scene.id, c.id) for c in scene.choices if not c.skip and c not in open_}
    found.taken |= {(scene.id, c.id) for c in open_}
    if not open_:
        found.stuck.add(here)
    ways = found.ways.setdefault(here, [])
    for choice in open_:
        for script in scripts(story, choice):
            try:
                after = rules.choose(moment, choice, script)
            except CannotChoose:
                continue
            if len(after.drew) > len(script):
                continue  # something else was drawn besides: another script says what
            path = tuple(name for name in script if name not in story.scenes)
            found.fell |= {(scene.id, choice.id, path[: n + 1]) for n in range(len(path))}
            key = key_of(story, after)
            ways.append((key, Fraction(1, len(open_)) * likely(rules, moment, choice, script)))
            if key not in found.moments:
                found.moments[key], found.far[key] = after, found.far[here] + 1
                new.append(after)
    return new


def scripts(story: Story, choice: Choice) -> list[tuple[str, ...]]:
    """Everything that could be made to fall, whether it can or not."""
    if choice.menu:
        return [()]
    cards = [(), *((name,) for deck in story.decks.values() for name in deck.storylets)]
    return [(*path, *card) for path, card in product(_paths(choice.chance), cards)]


def _paths(chance: tuple[Outcome, ...]) -> list[tuple[str, ...]]:
    if not chance:
        return [()]
    return [(outcome.id, *rest) for outcome in chance for rest in _paths(outcome.chance)]


def likely(rules: Rules, moment: Moment, choice: Choice, script: tuple[str, ...]) -> Fraction:
    """How likely a script is, once its choice was taken: reckoned anew, step by step."""
    from jangmadang.play.effects import UnderWay

    way = UnderWay(list(moment.values), rules.teller)
    rules.effects.apply(way, choice.effects, choice)
    if choice.once is not None:
        way.s[choice.once] = 1
    out, chance, whole, names = choice.exit, choice.chance, Fraction(1), list(script)
    while chance:
        left, name = 100, names.pop(0)
        for outcome in chance:
            odds = min(left, rules.odds(outcome, way.s))
            left -= odds
            if outcome.id == name:
                whole *= Fraction(odds, 100)
                rules.effects.apply(way, outcome.effects)
                out, chance = outcome.exit or out, outcome.chance
                break
    assert out is not None
    if out.kind != "draw" or not names:
        return whole
    way.s[2] = max(way.s[2], moment.values[2])
    deck, s, weights = rules.story.decks[out.target], way.s, {}
    draws = s[deck.draws] + 1 if deck.draws is not None else 0
    for card in deck.storylets:
        lot = rules.story.scenes[card].storylet
        assert lot is not None
        last = s[lot.drawn] if lot.drawn is not None else 0
        if last and (lot.once or draws - last <= lot.cooldown):
            continue
        if lot.when is None or rules.world.run(lot.when)(s):
            weights[card] = max(0, 1 if lot.weight is None else rules.world.run(lot.weight)(s))
    return whole * Fraction(weights[names[0]], sum(weights.values()))
