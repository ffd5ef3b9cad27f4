"""Scenes as Python functions over a list `s`, for walking: the same checked trees that `Rules` runs, written out.

Takes a story; gives the source of three kinds of function, each made when it is first needed:

    live(s, u, w, show)           one turn: tells the scene and its open choices, picks one by `u` (32 bits of
                                  chance), applies it, and gives the number of the scene where it leads
    arrive(s, w, arrive, left)    arrival effects and the scene's own rules; gives where one ends up
    ruled(s, w, to, arrive)       the story's rules on the way to a scene

Scenes are numbers, endings the last of them. `w` holds what a life has besides its state: see `walking.Way`. What is
rare stays in one place, in `Rules`: decks, returns, nights, effects through a held person. Nothing here runs anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from ..story.chance import GOLDEN, M64
from ..story.expressions import source
from ..story.model import DAY, DEEPEST, LONGEST_CHAIN, Choice, Exit, Group, Outcome, Rule, Scene, Story
from .change_source import Changes, Names, number
from .telling import Teller
from .text_source import Texts, by_visit


class Wants(Struct, frozen=True):
    """What a walk is asked for; code for anything else is not written."""

    lines: bool
    """Every line a player would read is handed out."""
    policy: bool
    """Somebody picks; else chance does."""
    steps: bool
    """Choices and outcomes are noted."""


class Scenes:
    """Writes one story's scenes."""

    def __init__(self, story: Story, order: dict[str, int], wants: Wants, names: Names, teller: Teller) -> None:
        self.story, self.order, self.wants, self.names = story, order, wants, names
        self.ids = tuple(order)
        self.changes = Changes(story, names)
        self.texts = Texts(names, teller)
        self.first_ending = len(order) - len(story.endings)

    # ---- a turn ----
    def live(self, at: int, name: str) -> str:
        """The function of a turn in the scene numbered `at`, under this name."""
        scene = self._scene(at)
        body: list[str] = []
        if self.wants.lines:
            if self._asks_visit(scene):
                body.append(f"v = s[{scene.visits}] or 1" if scene.visits is not None else "v = 1")
            body += self.texts.lines(scene.text)
        if scene.ending is not None:
            body += self._epilogue() if self.wants.lines else []
            return _function(f"{name}(s, u, w, show)", [*body, f"return {at}"])
        body += self._choices(at, scene)
        return _function(f"{name}(s, u, w, show)", body)

    def _asks_visit(self, scene: Scene) -> bool:
        results = [choice.result for choice in scene.choices]
        chances = [choice.chance for choice in scene.choices]
        while chances:
            for outcome in chances.pop():
                results.append(outcome.result)
                chances.append(outcome.chance)
        return any(map(by_visit, (scene.text, *results))) or by_visit((), *(choice.text for choice in scene.choices))

    def _epilogue(self) -> list[str]:
        return ["v = 1", *self.texts.lines(self.story.epilogue)]

    def _choices(self, at: int, scene: Scene) -> list[str]:
        offered = [(n, choice, self._open(choice)) for n, choice in enumerate(scene.choices) if not choice.skip]
        offered = [(n, choice, asked) for n, choice, asked in offered if asked != "0"]
        out = [f"a{n} = {asked}" for n, _, asked in offered if asked]
        if self.wants.lines:
            for n, choice, asked in offered:
                out.append(f"{f'if a{n}: ' if asked else ''}show({self.texts.line(choice.text)})")
        out += self._pick(at, scene, offered)
        before = 0  # choices that are always open, so far
        for n, choice, asked in offered:
            block = self._taken(at, scene, choice)
            if n == offered[-1][0]:
                out += block
            elif asked:
                out += [f"if a{n}:", f" if k == {before}:", *_deeper(block, 2), " k -= 1"]
            else:
                out += [f"if k == {before}:", *_deeper(block)]
                before += 1
        return out

    def _open(self, choice: Choice) -> str:
        """Whether it can be taken, as source that gives 0 or 1; nothing when it always can."""
        asked: list[str] = []
        if choice.once is not None:
            asked.append(f"not s[{choice.once}]")
        if choice.when is not None:
            if choice.when.constant is None:
                asked.append(f"({source(choice.when.tree)})")
            elif not choice.when.constant:
                return "0"
        for cost in choice.cost:
            low = self.story.slots[cost.slot].low
            if cost.value.constant is not None:
                asked.append(f"s[{cost.slot}] >= {cost.value.constant + low}")
            else:
                asked.append(f"s[{cost.slot}] - {number(cost.value)} >= {low}")
        return " and ".join(asked)

    def _pick(self, at: int, scene: Scene, offered: list[tuple[int, Choice, str]]) -> list[str]:
        always = sum(not asked for _, _, asked in offered)
        stuck = [f" w.stuck = {at}", f" return {len(self.order)}"]
        if not offered:
            return [line[1:] for line in stuck]
        if self.wants.policy:
            out = [f"o = [{', '.join(self.names.name(choice) for _, choice, asked in offered if not asked)}]"]
            if always < len(offered):
                every = ((n, choice, asked) for n, choice, asked in offered)
                picked = [f"{f'a{n} and ' if asked else ''}{self.names.name(choice)}" for n, choice, asked in every]
                out = [f"o = [q for q in ({', '.join(picked)},) if q]"]
            if not always:
                out += ["if not o:", *stuck]
            return [*out, f"k = w.pick({self.names.name(scene)}, o, s)", "o[k]"]
        if always == len(offered):
            return [f"k = u * {always} >> 32"] if always > 1 else []
        conditional = " + ".join(f"a{n}" for n, _, asked in offered if asked)
        if always:
            return [f"k = u * ({always} + {conditional}) >> 32"]
        return [f"x = {conditional}", "if not x:", *stuck, "k = u * x >> 32"]

    def _taken(self, at: int, scene: Scene, choice: Choice) -> list[str]:
        """The rest of the turn once the choice is picked."""
        out = [f"w.taken.append([{choice.id!r}])"] if self.wants.steps else []
        if choice.menu:
            assert choice.exit is not None
            return [*out, *self._menu(scene, choice.exit)]
        nights = any(map(_moves_day, _all_groups(choice)))
        if nights:
            out.append(f"d = s[{DAY}]")
        out += self.changes.lines(choice.effects, choice) if choice.effects or choice.cost else []
        if choice.once is not None:
            out.append(f"s[{choice.once}] = 1")
        if self.wants.lines:
            out += self.texts.lines(choice.result)
        return out + self._fall(at, scene, choice.chance, choice.exit, nights)

    def _menu(self, scene: Scene, out: Exit) -> list[str]:
        """Into a menu, which remembers its door, or out of one."""
        if out.kind == "return":
            doors = ", ".join(str(self.order[door]) for door in scene.doors)
            return [f"return ({doors},)[max(0, s[{scene.door}] - 1)]"]
        menu = self.story.scenes[out.target]
        opened = [f"s[{menu.door}] = {menu.doors.index(scene.id) + 1}"] if scene.id in menu.doors else []
        return [*opened, f"return {self.order[out.target]}"]

    def _fall(self, at: int, scene: Scene, chance: tuple[Outcome, ...], out: Exit | None, nights: bool) -> list[str]:
        if not chance:
            assert out is not None, "the builder gives every choice a way out"
            return self._leave(at, scene, out, nights)
        lines = list(ROLL)
        for n, outcome in enumerate(chance):
            block = self._outcome(at, scene, outcome, out, nights)
            if outcome.odds is None:
                return lines + block
            odds = number(outcome.odds)
            if outcome.odds.low < 0 or outcome.odds.high > 100:
                odds = f"min(100, max(0, {odds}))"
            if n or len(chance) > 2:
                lines.append(f"q = {f'q + {odds}' if n else odds}")
                odds = "q"
            lines += [f"if r < {odds}:", *_deeper(block)]
        return [*lines, "raise LookupError('the last outcome takes the rest')"]

    def _outcome(self, at: int, scene: Scene, outcome: Outcome, out: Exit | None, nights: bool) -> list[str]:
        lines = [f"w.taken[-1].append({outcome.id!r})"] if self.wants.steps else []
        lines += self.changes.lines(outcome.effects)
        if self.wants.lines:
            lines += self.texts.lines(outcome.result)
        return lines + self._fall(at, scene, outcome.chance, outcome.exit or out, nights)

    # ---- where it leads ----
    def _leave(self, at: int, scene: Scene, out: Exit, nights: bool) -> list[str]:
        lines = [f"if s[{DAY}] != d: nights(s, d)"] if nights else []
        match out.kind:
            case "goto":
                return lines + self._onward(self.order[out.target], True)
            case "stay":
                return lines + self._onward(at, False)
            case "return":
                return [*lines, f"return back(s, w, {at})"]
            case "call":
                push = f"w.stack = pushed(w.stack, {out.then or scene.id!r}, {bool(out.then)}, {out.target!r})"
                return [*lines, push, *self._onward(self.order[out.target], True)]
            case "draw":
                return [*lines, f"return draw(s, w, {at}, {self.names.name(out)})"]

    def _onward(self, to: int, arrive: bool) -> list[str]:
        again = "" if arrive else ", False"
        if self.story.rules and to < self.first_ending:
            return [f"return ruled(s, w, {to}{again})"]
        scene = self._scene(to)
        if scene.rules or (arrive and scene.effects):
            return [f"return arrivals[{to}](s, w{again})"]
        return [*self._noted(scene), f"return {to}"]

    def _noted(self, scene: Scene) -> list[str]:
        """What a scene's being read leaves in the state."""
        out: list[str] = []
        if scene.visits is not None:
            high = self.story.slots[scene.visits].high
            out.append(f"s[{scene.visits}] = min(s[{scene.visits}] + 1, {high})")
        if scene.last_visit is not None:
            out.append(f"s[{scene.last_visit}] = s[{DAY}]")
        for slot, bits in ((self.story.notes_met, scene.notes), (self.story.people_met, scene.people)):
            if bits:
                out.append(f"s[{slot}] |= {sum(1 << bit for bit in set(bits))}")
        return out

    # ---- arriving ----
    def arrive(self, at: int, name: str) -> str:
        """The function of arriving in the scene numbered `at`, under this name."""
        scene = self._scene(at)
        done = [*self._noted(scene), f"return {at}"]
        body: list[str] = []
        if scene.effects:
            body += ["if arrive:", *_deeper(self._with_nights(scene.effects))]
        rules: list[str] = []
        for rule in scene.rules:
            push = f"w.stack = pushed(w.stack, {scene.id!r}, False, {rule.target!r})"
            go = f"return arrivals[{self.order[rule.target]}](s, w, True, left - 1)"
            rules += self._rule(rule, [push, go] if rule.kind == "call" else [go])
        if rules:
            body += ["if left:", *_deeper(rules)]
        return _function(f"{name}(s, w, arrive=True, left={LONGEST_CHAIN})", body + done)

    def ruled(self, name: str) -> str:
        """The function that looks at the story's rules, under this name."""
        body: list[str] = []
        for rule in self.story.rules:
            leave = "w.stack = ()"
            if rule.kind == "call":
                leave = f"w.stack = pushed(w.stack, ids[to], arrive, {rule.target!r})"
            # what interrupts waits until one of the passages is over
            waits = [f"len(w.stack) < {DEEPEST}"] if rule.kind == "call" else []
            body += self._rule(rule, [leave, f"return arrivals[{self.order[rule.target]}](s, w)"], *waits)
        return _function(f"{name}(s, w, to, arrive=True)", [*body, "return arrivals[to](s, w, arrive)"])

    def _rule(self, rule: Rule, go: list[str], *asked_first: str) -> list[str]:
        asked = list(asked_first)
        if rule.once is not None:
            asked.append(f"not s[{rule.once}]")
        if rule.kind == "call":
            asked.append(f"not under_way(w.stack, {rule.target!r})")
        asked.append(f"({source(rule.when.tree, True)})")
        done = self._with_nights(rule.effects)
        if rule.once is not None:
            done.append(f"s[{rule.once}] = 1")
        return [f"if {' and '.join(asked)}:", *_deeper([*done, *go])]

    def _with_nights(self, groups: tuple[Group, ...]) -> list[str]:
        lines = self.changes.lines(groups)
        if any(map(_moves_day, groups)):
            return [f"d = s[{DAY}]", *lines, f"if s[{DAY}] != d: nights(s, d)"]
        return lines

    def _scene(self, at: int) -> Scene:
        return self.story.scenes[self.ids[at]]


# The n-th roll of a life, as `chance.roll` has it: n is the state's second number, the key of the life is in `w`.
ROLL = (
    "s[1] += 1",
    f"z = w.key + s[1] * {GOLDEN} & {M64}",
    f"z = (z ^ (z >> 30)) * {0xBF58476D1CE4E5B9} & {M64}",
    f"z = (z ^ (z >> 27)) * {0x94D049BB133111EB} & {M64}",
    "r = ((z ^ (z >> 31)) >> 32) * 100 >> 32",
)

Turn = Callable[[list[int], int, Any, Any], int]
Arrival = Callable[..., int]


def _all_groups(choice: Choice) -> list[Group]:
    found, chances = list(choice.effects), [choice.chance]
    while chances:
        for outcome in chances.pop():
            found += outcome.effects
            chances.append(outcome.chance)
    return found


def _moves_day(group: Group) -> bool:
    return any(effect.slot == DAY for effect in group)


def _function(head: str, body: list[str]) -> str:
    return "\n".join([f"def {head}:", *_deeper(body)])


def _deeper(lines: list[str], by: int = 1) -> list[str]:
    pad = " " * by
    return [pad + line for line in lines]
