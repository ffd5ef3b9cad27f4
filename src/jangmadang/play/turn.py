"""The rules of a turn: from one moment of a life to the next.

Takes a story's `Rules`, a moment and a choice; gives the next moment. Moments are values, so undo, rollback and
branches are only other moments. The order of a turn is the language's: the choice's cost and effects, its roll, the
outcome's effects; days that passed; the story's `whenever`; the next scene's arrival effects; its own `whenever`; its
text.
"""

from __future__ import annotations

from ..story.chance import M64, below, roll
from ..story.model import (
    DAY,
    DEEPEST,
    LONGEST_CHAIN,
    ROLLS,
    SEED,
    Choice,
    Exit,
    Outcome,
    Rule,
    Scene,
    Story,
)
from .effects import Effects, UnderWay
from .moment import NOTHING, CannotChoose, Frame, Moment, Told
from .telling import Teller
from .world import State, World


class Rules:
    """One story, ready to be lived by the rules. Shared by all its lives."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.world = World(story)
        self.teller = Teller(self.world)
        self.effects = Effects(self.world)
        self.start = tuple(slot.start for slot in story.slots)

    # ---- beginning ----
    def begin(self, seed: int, scene: str = "", state: State = (), stack: tuple[Frame, ...] = ()) -> Moment:
        """The first moment of a life. Any whole number is a seed.

        It may begin by arriving in any scene, with any state, in the midst of passages.
        """
        s = list(state or self.start)
        s[SEED] = seed & M64
        return self._arrived(UnderWay(s, self.teller), scene or self.story.start, True, stack, 0, ())

    # ---- what is open ----
    def is_open(self, choice: Choice, s: State) -> bool:
        """Whether the choice can be taken: not taken before if once, its condition holds, its cost is there."""
        if choice.once is not None and s[choice.once]:
            return False
        run = self.world.run
        if choice.when is not None and not run(choice.when)(s):
            return False
        return all(self.affordable(cost.slot, run(cost.value)(s), s) for cost in choice.cost)

    def affordable(self, slot: int, amount: int, s: State) -> bool:
        """Whether so much can be taken from the slot and still leave it its lowest value."""
        return s[slot] - amount >= self.story.slots[slot].low

    def odds(self, outcome: Outcome, s: State) -> int:
        """In 100; the last outcome's are whatever is left and given as 100."""
        return 100 if outcome.odds is None else min(100, max(0, self.world.run(outcome.odds)(s)))

    # ---- choosing ----
    def choose(
        self,
        moment: Moment,
        choice: Choice,
        forced: tuple[str, ...] = (),
        facilitator: bool = False,
        teller: Teller | None = None,
    ) -> Moment:
        """The moment after a choice. `forced` outcomes are taken in turn, further ones are drawn.

        `teller` tells the results; without one they are told as written.

        Raises CannotChoose when the choice is not open or a forced outcome cannot fall.
        """
        s = list(moment.values)
        if choice.skip and not facilitator:
            raise CannotChoose("only a facilitator leaves scenes out")
        if not self.is_open(choice, s):
            raise CannotChoose("this choice is locked now")
        if choice.menu:
            return self._menu(moment, choice)
        way = UnderWay(s, teller or self.teller, forced, moment.values)
        scene = self.story.scenes[moment.scene]
        self.effects.apply(way, choice.effects, choice)
        if choice.once is not None:
            s[choice.once] = 1
        way.result += way.teller.text(choice.result, s, moment.visit)
        out = self._fall(way, choice, moment.visit)
        if not choice.told:
            self.effects.hush(way, moment.values, 0)
        self.effects.days(way, moment.values[DAY])
        chosen = self.effects.tell(way)
        to, arrive, stack = self._leave(way, out, scene, moment.stack)
        to, arrive, stack = self._story_rules(way, to, arrive, stack)
        if len(way.drew) < len(forced):
            raise CannotChoose(f"nothing is left to fall as `{forced[len(way.drew)]}`")
        return self._arrived(way, to, arrive, stack, moment.turn + 1, moment.values, out.name, chosen)

    def _menu(self, moment: Moment, choice: Choice) -> Moment:
        assert choice.exit is not None
        scenes, values, target = self.story.scenes, moment.values, choice.exit.target
        if choice.exit.kind == "return":
            target = self.opened_by(scenes[moment.scene], values)
        menu = scenes[target]
        if menu.door is not None and moment.scene in menu.doors:
            door = menu.doors.index(moment.scene) + 1
            values = (*values[: menu.door], door, *values[menu.door + 1 :])
        return Moment(
            values,
            target,
            self.visit(menu, values),
            moment.stack,
            turn=moment.turn,
            fresh=False,
        )

    def opened_by(self, menu: Scene, s: State) -> str:
        """The scene that a menu was opened from: where closing it leads."""
        return menu.doors[max(0, s[menu.door] - 1)] if menu.door is not None else menu.doors[0]

    def _fall(self, way: UnderWay, choice: Choice, visit: int) -> Exit:
        """Roll the choice's chances; gives the exit taken."""
        out, chance = choice.exit, choice.chance
        while chance:
            outcome = self._drawn(way, chance)
            way.drew.append(outcome.id)
            self.effects.apply(way, outcome.effects)
            way.result += way.teller.text(outcome.result, way.s, visit)
            out, chance = outcome.exit or out, outcome.chance
        assert out is not None, "the builder gives every choice a way out"
        return out

    def _drawn(self, way: UnderWay, chance: tuple[Outcome, ...]) -> Outcome:
        s = way.s
        s[ROLLS] += 1
        fell = roll(s[SEED], s[ROLLS])
        forced, so_far = way.next_forced(), 0
        picked = None
        for outcome in chance:
            odds = min(100 - so_far, self.odds(outcome, s))
            if (outcome.id == forced) if forced else picked is None and fell < so_far + odds:
                if forced and odds <= 0:
                    raise CannotChoose(f"`{forced}` cannot fall now: its odds are 0")
                picked = outcome
            so_far += odds
        if picked is None:
            raise CannotChoose(f"there is no outcome `{forced}` here")
        return picked

    # ---- leaving ----
    def _leave(
        self, way: UnderWay, out: Exit, scene: Scene, stack: tuple[Frame, ...]
    ) -> tuple[str, bool, tuple[Frame, ...]]:
        match out.kind:
            case "goto":
                return out.target, True, stack
            case "stay":
                return scene.id, False, stack
            case "return":
                if not stack:
                    return scene.id, False, stack
                return stack[-1].scene, stack[-1].arrive, stack[:-1]
            case "call":
                return out.target, True, self.pushed(stack, out.then or scene.id, bool(out.then), out.target)
            case "draw":
                drawn = self.draw(way, out.target)
                if drawn is None:
                    to = out.otherwise or out.then
                    return (to, True, stack) if to else (scene.id, False, stack)
                return drawn, True, self.pushed(stack, out.then or scene.id, bool(out.then), drawn)

    def pushed(self, stack: tuple[Frame, ...], scene: str, arrive: bool, called: str) -> tuple[Frame, ...]:
        """The stack while the passage `called` is under way, to return to `scene` afterwards."""
        # A rule may interrupt three passages and call as many again. Only what calls itself without end goes deeper:
        # the outermost return is given up then rather than the life.
        return (*stack, Frame(scene, arrive, called))[-2 * DEEPEST :]

    def draw(self, way: UnderWay, name: str) -> str | None:
        """A storylet of the deck, by weight and one roll, or None (and no roll) when none is open."""
        s, run, deck = way.s, self.world.run, self.story.decks[name]
        draws = s[deck.draws] + 1 if deck.draws is not None else 0
        open_: list[tuple[str, int]] = []
        for id_ in deck.storylets:
            storylet = self.story.scenes[id_].storylet
            assert storylet is not None
            last = s[storylet.drawn] if storylet.drawn is not None else 0
            if last and (storylet.once or draws - last <= storylet.cooldown):
                continue
            if storylet.when is not None and not run(storylet.when)(s):
                continue
            weight = 1 if storylet.weight is None else run(storylet.weight)(s)
            if weight > 0:
                open_.append((id_, weight))
        if deck.draws is not None:
            s[deck.draws] = draws
        forced = way.next_forced()
        if not open_:
            if forced:
                raise CannotChoose(f"`{forced}` is not open in the deck `{name}` now")
            return None
        s[ROLLS] += 1
        at = below(s[SEED], s[ROLLS], sum(weight for _, weight in open_))
        if forced:
            if all(id_ != forced for id_, _ in open_):
                raise CannotChoose(f"`{forced}` is not open in the deck `{name}` now")
            drawn = forced
        else:
            drawn = _by_weight(open_, at)
        way.drew.append(drawn)
        storylet = self.story.scenes[drawn].storylet
        if storylet is not None and storylet.drawn is not None:
            s[storylet.drawn] = max(1, draws)
        return drawn

    def _story_rules(
        self, way: UnderWay, to: str, arrive: bool, stack: tuple[Frame, ...]
    ) -> tuple[str, bool, tuple[Frame, ...]]:
        if self.story.scenes[to].ending is not None:
            return to, arrive, stack
        rules = self.story.rules
        if len(stack) >= DEEPEST:  # what interrupts waits until one of the passages is over
            rules = tuple(rule for rule in rules if rule.kind != "call")
        rule = self._holding(way, rules, stack)
        if rule is None:
            return to, arrive, stack
        if rule.kind == "goto":
            return rule.target, True, ()
        return rule.target, True, self.pushed(stack, to, arrive, rule.target)

    def _holding(self, way: UnderWay, rules: tuple[Rule, ...], stack: tuple[Frame, ...]) -> Rule | None:
        """The first rule that holds, its effects applied and its once remembered."""
        for rule in rules:
            if rule.once is not None and way.s[rule.once]:
                continue
            if rule.kind == "call" and any(frame.called == rule.target for frame in stack):
                continue
            if self.world.run(rule.when)(way.s):
                day = way.s[DAY]
                self.effects.apply(way, rule.effects)
                self.effects.days(way, day)
                if rule.once is not None:
                    way.s[rule.once] = 1
                return rule
        return None

    # ---- arriving ----
    def _arrived(
        self,
        way: UnderWay,
        to: str,
        arrive: bool,
        stack: tuple[Frame, ...],
        turn: int,
        before: tuple[int, ...],
        exit_name: str = "",
        chosen: Told = NOTHING,
    ) -> Moment:
        s, story = way.s, self.story
        scene = story.scenes[to]
        for sent in range(LONGEST_CHAIN + 1):
            was, full = tuple(s) if before and not scene.told else None, len(way.full)
            if arrive:
                day = s[DAY]
                self.effects.apply(way, scene.effects)
                self.effects.days(way, day)
            rule = self._holding(way, scene.rules, stack) if sent < LONGEST_CHAIN else None
            if was is not None:
                self.effects.hush(way, was, full)
            if rule is None:
                break
            if rule.kind == "call":
                stack = self.pushed(stack, scene.id, False, rule.target)
            scene, arrive = story.scenes[rule.target], True
        if scene.visits is not None:
            s[scene.visits] = min(s[scene.visits] + 1, story.slots[scene.visits].high)
        if scene.last_visit is not None:
            s[scene.last_visit] = s[DAY]
        for note in scene.notes:
            s[story.notes_met] |= 1 << note
        for person in scene.people:
            s[story.people_met] |= 1 << person
        return Moment(
            tuple(s),
            scene.id,
            self.visit(scene, s),
            stack,
            tuple(way.result),
            chosen,
            self.effects.tell(way) if before else NOTHING,
            tuple(way.drew),
            turn,
            before,
            exit_name,
        )

    def visit(self, scene: Scene, s: State) -> int:
        """Which visit of the scene this is, from 1; always 1 where nothing in it asks."""
        return max(1, s[scene.visits]) if scene.visits is not None else 1


def _by_weight(open_: list[tuple[str, int]], at: int) -> str:
    for id_, weight in open_:
        if at < weight:
            return id_
        at -= weight
    raise AssertionError("a draw lies within the weights")
