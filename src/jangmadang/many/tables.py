"""A story as tables: scenes, choices, outcomes, changes and ways on by number, each column an array.

Takes a story's `Rules`; gives what `turns` needs to take a turn for many lives. Nothing is walked here. Scenes that end
a life come last, as in `play.walking`; a choice that only a facilitator sees, or that never opens, has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from ..play.turn import Rules
from ..story.expressions import Checked
from ..story.expressions.tree import And, Arithmetic, Compare, Negative, Node, Number, Slot
from ..story.model import DAY, Choice, Effect, Exit, Group, Outcome, Rule, Scene
from .chances import I64
from .shapes import NO, YES, CannotSimulate, Shapes, Tests, Values
from .state import Rows
from .worlds import Worlds

GOTO, STAY, RETURN, CALL, DRAW = range(5)
_KINDS = {"goto": GOTO, "stay": STAY, "return": RETURN, "call": CALL, "draw": DRAW}
ADD, PUT_IN, TAKE_OUT, SET = range(4)
_ALWAYS = Number(1)
FEW = 4
"""Choices of a scene that are looked at place by place, and slots that are added to whether a change has them or not:
up to so many, that is less work than to pick out whom it concerns."""


class Lists:
    """Rows that belong to something, one after the other: where each something's begin and how many there are."""

    def __init__(self) -> None:
        self._first: list[int] = []
        self._count: list[int] = []
        self.entries: list[Any] = []

    def add(self, entries: Iterable[Any]) -> int:
        """One more something; gives its number."""
        self._first.append(len(self.entries))
        self.entries += entries
        self._count.append(len(self.entries) - self._first[-1])
        return len(self._first) - 1

    def close(self) -> tuple[I64, I64]:
        """Where each begins, and how many it has."""
        return _column(self._first), _column(self._count)


class Change(Struct, frozen=True):
    """One effect of a group."""

    row: int
    """The state's row; -1 where it goes by who is held."""
    op: int
    value: int
    """Row of `Values`."""
    via: int = -1
    """Row of the held person's index, and in `through` the rows of their field."""
    through: int = -1


class RuleRow(Struct, frozen=True):
    """A `whenever`."""

    test: int
    calls: bool
    target: int
    once: int
    """The state's row that remembers it, or -1."""
    change: int
    nights: bool


class Card(Struct, frozen=True):
    """A storylet in its deck."""

    scene: int
    test: int
    weight: int
    once: bool
    cooldown: int
    drawn: int
    """The state's row, or -1."""


class DeckRow(Struct, frozen=True):
    """A deck."""

    cards: tuple[Card, ...]
    draws: int
    """The state's row, or -1."""


class Tables:
    """One story's tables."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.story = rules, rules.story
        story = self.story
        endings = [name for name, scene in story.scenes.items() if scene.ending is not None]
        lived = [name for name, scene in story.scenes.items() if scene.ending is None]
        self.ids = (*lived, *endings)
        self.order = {name: n for n, name in enumerate(self.ids)}
        self.first_ending = len(lived)
        self.start = self.order[story.start]
        self.rows = Rows(story)
        self.shapes = Shapes(self.rows, Worlds(rules.world))
        self.values, self.tests = Values(self.shapes), Tests(self.shapes)
        self.through: list[I64] = []
        """Rows of a field by the index of who is held; -1 for nobody and for people without it."""
        self._groups, self._changes = Lists(), Lists()
        self._changed: dict[Any, int] = {}
        self._exits: list[tuple[int, int, int, int, int, int]] = []
        self._exit_of: dict[Any, int] = {}
        self._outcomes = Lists()
        self.outcome_names: list[tuple[str, str, tuple[str, ...]]] = []
        """Of each outcome: its scene, its choice, the outcomes that lead to it and itself."""
        self.only_adds = False
        """Whether all changes do no more than add."""
        self._build()

    # ---- building ----
    def _build(self) -> None:
        story = self.story
        scenes = [story.scenes[name] for name in self.ids]
        choices = Lists()
        self.choices: list[tuple[Scene, Choice]] = []
        tests: list[int] = []
        changes: list[int] = []
        nights: list[bool] = []
        chances: list[int] = []
        exits: list[int] = []
        menus: list[int] = []
        for scene in scenes:
            offered = [c for c in scene.choices if not c.skip and not (c.when is not None and c.when.constant == 0)]
            choices.add(offered)
            for choice in offered:
                self.choices.append((scene, choice))
                tests.append(self._open(choice))
                menus.append(self._menu(scene, choice) if choice.menu else -1)
                changes.append(-1 if choice.menu else self._taken(choice))
                nights.append(not choice.menu and _has_nights(choice))
                chances.append(self._chance(scene, choice, choice.chance, choice.exit, ()))
                exits.append(self._exit(scene, choice.exit) if choice.exit is not None and not choice.menu else -1)
        self.first_choice, self.choice_count = choices.close()
        self.choice_test, self.choice_change = _column(tests), _column(changes)
        self.choice_nights = np.array(nights, bool)
        self.choice_chance, self.choice_exit, self.choice_menu = _column(chances), _column(exits), _column(menus)
        self.has_menus = any(menu >= 0 for menu in menus)
        self.scene_change = _column([self._change(scene.effects) for scene in scenes])
        self.scene_nights = np.array([_moves_day(scene.effects) for scene in scenes], bool)
        self.noted_change = _column([self._noted(scene) for scene in scenes])
        rules = Lists()
        for scene in scenes:
            rules.add(self._rule(rule) for rule in scene.rules)
        self.first_rule, self.rule_count = rules.close()
        self.scene_rules: list[RuleRow] = rules.entries
        self.story_rules = [self._rule(rule) for rule in story.rules]
        self.arrives = (self.scene_change >= 0) | (self.rule_count > 0)
        """Scenes where arriving does something before the first word."""
        self.each_day = self._change(story.each_day)
        self.decks = [self._deck(name) for name in story.decks]
        self.deck_numbers = {name: n for n, name in enumerate(story.decks)}
        self._close()

    def _close(self) -> None:
        self.group_first, self.group_count = self._groups.close()
        groups: list[tuple[int, int, bool]] = self._groups.entries
        self.group_change, self.group_size, simple = (_column([g[n] for g in groups]) for n in range(3))
        self.group_simple = simple.astype(bool)
        self.all_simple = bool(self.group_simple.all())
        effects: list[Change] = self._changes.entries
        for name in Change.__struct_fields__:
            setattr(self, f"effect_{name}", _column([getattr(effect, name) for effect in effects]))
        self.outcome_first, self.outcome_count = self._outcomes.close()
        outcomes: list[tuple[int, int, int, int]] = self._outcomes.entries
        self.outcome_odds, self.outcome_change, self.outcome_chance, self.outcome_exit = (
            _column([o[n] for o in outcomes]) for n in range(4)
        )
        exits = self._exits or [(0,) * 6]
        self.exit_kind, self.exit_to, self.exit_then, self.exit_arrives, self.exit_else, self.exit_deck = (
            _column([e[n] for e in exits]) for n in range(6)
        )
        self.only_goto = bool((self.exit_kind == GOTO).all())
        self.quiet = self.only_goto and not self.story_rules and not self.arrives.any()
        self.quiet = self.quiet and bool((self.noted_change < 0).all())
        """Whether a way on is nothing but the next scene."""
        for closing in (self.values, self.tests, self.shapes):
            closing.close()
        self._add_up()
        self._by_place()

    def _add_up(self) -> None:
        """Changes that only add numbers to few slots, as columns of what each adds to each."""
        is_number, number = self.values.numbers()
        adds = (self.effect_op == ADD) & (self.effect_row >= 0)
        adds[adds] = is_number.take(self.effect_value[adds])
        others = np.concatenate(([0], np.cumsum(~adds)))
        first, size = self.group_change, self.group_size
        group_adds = self.group_simple & (others.take(first + size) == others.take(first))
        self.change_adds = self.group_count == 1
        self.change_adds[self.change_adds] = group_adds.take(self.group_first[self.change_adds])
        change = np.flatnonzero(self.change_adds)
        group = self.group_first.take(change)
        effects = size.take(group)
        whose = np.repeat(change, effects)
        effect = np.arange(len(whose)) + np.repeat(first.take(group) - (np.cumsum(effects) - effects), effects)
        rows, place = np.unique(self.effect_row.take(effect), return_inverse=True)
        self.added_rows: list[int] = rows.tolist() if len(rows) <= FEW else []
        """The rows that are added to; none where there are more than few."""
        if not self.added_rows:
            self.change_adds[:] = False
            return
        # The last column is for lives without a change, whose number is -1.
        self.added: I64 = np.zeros((len(rows), len(self.group_count) + 1), np.int64)
        self.added[place, whose] = number.take(self.effect_value.take(effect))
        self.only_adds = bool(self.change_adds.all())

    def _by_place(self) -> None:
        """The tests of each scene's first choice, of its second, and so on, where no scene has many."""
        most = int(self.choice_count.max(initial=0))
        self.tests_by_place: list[I64] = []
        """By scene; none where some scene has many choices. Empty where all of a place are always open."""
        for place in range(most if most <= FEW else 0):
            there = np.flatnonzero(self.choice_count > place)
            tests = np.full(len(self.ids), NO, np.int64)
            tests[there] = self.choice_test.take(self.first_choice.take(there) + place)
            always = bool((tests[: self.first_ending] == YES).all())
            self.tests_by_place.append(tests[:0] if always else tests)

    # ---- choices ----
    def _open(self, choice: Choice) -> int:
        """The program that tells whether it can be taken, as `Rules.is_open` does."""
        parts: list[Node] = []
        if choice.once is not None:
            parts.append(Compare("==", Slot(choice.once), Number(0)))
        if choice.when is not None:
            parts.append(_tree(choice.when))
        for cost in choice.cost:
            left = Arithmetic("-", Slot(cost.slot), _tree(cost.value))
            parts.append(Compare(">=", left, Number(self.story.slots[cost.slot].low)))
        return self.tests.add(And(tuple(parts)) if parts else _ALWAYS)

    def _menu(self, scene: Scene, choice: Choice) -> int:
        """Where a menu's door leads: rows of `menu_ways`."""
        out = choice.exit
        assert out is not None
        if out.kind == "return":
            doors = tuple(self.order[door] for door in scene.doors)
            way = (scene.door if scene.door is not None else -1, doors, -1, 0)
        else:
            menu = self.story.scenes[out.target]
            opened = menu.door is not None and scene.id in menu.doors
            door = menu.door if opened and menu.door is not None else -1
            way = (-1, (self.order[out.target],), door, menu.doors.index(scene.id) + 1 if opened else 0)
        if not hasattr(self, "menu_ways"):
            self.menu_ways: list[tuple[int, tuple[int, ...], int, int]] = []
            """The row of the door it was opened by (or -1), where each door leads, the row to set, and to what."""
        self.menu_ways.append(way)
        return len(self.menu_ways) - 1

    def _taken(self, choice: Choice) -> int:
        """Cost and effects of a choice, and that it was taken."""
        groups = [list(map(self._effect, group)) for group in choice.effects]
        if choice.cost:
            costs = [self._add(cost.slot, Negative(_tree(cost.value))) for cost in choice.cost]
            groups[:1] = [costs + (groups[0] if groups else [])]
        if choice.once is not None:
            taken = Change(choice.once, SET, self.values.add(Number(1)))
            groups = [*groups[:-1], [*groups[-1], taken]] if groups else [[taken]]
        return self._entered(groups)

    def _chance(
        self, scene: Scene, choice: Choice, chance: tuple[Outcome, ...], out: Exit | None, before: tuple[str, ...]
    ) -> int:
        if not chance:
            return -1
        entries, names = [], []
        for outcome in chance:
            leads = outcome.exit or out
            path = (*before, outcome.id)
            inner = self._chance(scene, choice, outcome.chance, leads, path)
            odds = -1 if outcome.odds is None else self.values.add(_tree(outcome.odds))
            to = -1 if inner >= 0 or leads is None else self._exit(scene, leads)
            entries.append((odds, self._change(outcome.effects), inner, to))
            names.append((scene.id, choice.id, path))
        self.outcome_names += names
        return self._outcomes.add(entries)

    def _exit(self, scene: Scene, out: Exit) -> int:
        key = (scene.id, out.kind, out.target, out.then, out.otherwise)
        found = self._exit_of.get(key)
        if found is not None:
            return found
        here = self.order[scene.id]
        then, otherwise = out.then or scene.id, out.otherwise or out.then
        to = self.order[out.target] if out.kind in ("goto", "call") else here
        deck = list(self.story.decks).index(out.target) if out.kind == "draw" else -1
        self._exits.append(
            (
                _KINDS[out.kind],
                to,
                self.order[then],
                int(bool(out.then)),
                self.order[otherwise] if otherwise else -1,
                deck,
            )
        )
        self._exit_of[key] = len(self._exits) - 1
        return self._exit_of[key]

    # ---- changes ----
    def _change(self, groups: Sequence[Group]) -> int:
        return self._entered([list(map(self._effect, group)) for group in groups])

    def _entered(self, groups: list[list[Change]]) -> int:
        """The number of a change; -1 of one that changes nothing."""
        groups = [group for group in groups if group]
        if not groups:
            return -1
        key = tuple(map(tuple, groups))
        known = self._changed.get(key)
        if known is None:
            entries = []
            for group in groups:
                rows = [effect.row for effect in group]
                simple = len(set(rows)) == len(rows) and all(
                    effect.via < 0 and effect.op in (ADD, SET) for effect in group
                )
                entries.append((len(self._changes.entries), len(group), simple))
                self._changes.add(group)
            known = self._changed[key] = self._groups.add(entries)
        return known

    def _add(self, slot: int, value: Node) -> Change:
        return Change(slot, ADD, self.values.add(value))

    def _effect(self, effect: Effect) -> Change:
        tree = _tree(effect.value)
        if effect.of_set:
            op = {"+": PUT_IN, "-": TAKE_OUT, "=": SET}[effect.op]
        else:
            op = SET if effect.op == "=" else ADD
            tree = Negative(tree) if effect.op == "-" else tree
        value = self.values.add(tree)
        if effect.via is None:
            return Change(self._narrow(effect.slot), op, value)
        holder, fields = effect.via
        self.through.append(_column([-1 if field is None else self._narrow(field) for field in fields]))
        return Change(-1, op, value, holder, len(self.through) - 1)

    def _narrow(self, slot: int) -> int:
        if slot in self.rows.wide:
            raise CannotSimulate(f"{self.story.slots[slot].name} has more members than a number has bits")
        return slot

    def _noted(self, scene: Scene) -> int:
        """What a scene's being read leaves in the state."""
        story, out = self.story, list[Change]()
        if scene.visits is not None:
            out.append(Change(scene.visits, ADD, self.values.add(Number(1))))
        if scene.last_visit is not None:
            out.append(Change(scene.last_visit, SET, self.values.add(Slot(DAY))))
        for slot, bits in ((story.notes_met, scene.notes), (story.people_met, scene.people)):
            for row, mask in self.rows.bits(slot, sum(1 << bit for bit in set(bits))) if bits else ():
                out.append(Change(row, PUT_IN, self.values.add(Number(mask))))
        return self._entered([out])

    # ---- rules and decks ----
    def _rule(self, rule: Rule) -> RuleRow:
        return RuleRow(
            self.tests.add(_tree(rule.when)),
            rule.kind == "call",
            self.order[rule.target],
            -1 if rule.once is None else rule.once,
            self._change(rule.effects),
            _moves_day(rule.effects),
        )

    def _deck(self, name: str) -> DeckRow:
        deck, cards = self.story.decks[name], []
        for id_ in deck.storylets:
            storylet = self.story.scenes[id_].storylet
            assert storylet is not None
            cards.append(
                Card(
                    self.order[id_],
                    self.tests.add(_tree(storylet.when) if storylet.when is not None else _ALWAYS),
                    self.values.add(_tree(storylet.weight) if storylet.weight is not None else Number(1)),
                    storylet.once,
                    storylet.cooldown,
                    -1 if storylet.drawn is None else storylet.drawn,
                )
            )
        return DeckRow(tuple(cards), -1 if deck.draws is None else deck.draws)

    # the columns that `_close` makes of `Change`
    effect_row: I64
    effect_op: I64
    effect_value: I64
    effect_via: I64
    effect_through: I64


def _tree(checked: Checked) -> Node:
    return checked.tree if checked.constant is None else Number(checked.constant)


def _column(numbers: Iterable[int]) -> I64:
    return np.array(list(numbers), np.int64)


def _moves_day(groups: Sequence[Group]) -> bool:
    return any(effect.slot == DAY for group in groups for effect in group)


def _has_nights(choice: Choice) -> bool:
    found, chances = _moves_day(choice.effects), [choice.chance]
    while chances:
        for outcome in chances.pop():
            found = found or _moves_day(outcome.effects)
            chances.append(outcome.chance)
    return found
