"""Ways: a shortest life to whatever can be reached, where a story was gone through in boxes.

    ways = Ways(reached)
    ways.to_scene("market"), ways.to_choice("market", "sell"), …     -> the choices, each with what fell

Goes through the story once more, choice by choice, and keeps of each scene what was new after how many; stops as soon
as everything was met. A way is then walked back from its end: which states led here is found by halving.
"""

from __future__ import annotations

from collections.abc import Callable

from .bits import Reached
from .boxed import Way

Step = tuple[str, tuple[str, ...]]
"""A choice's id, and the outcomes that fell."""
MOST_KEPT = 1 << 30
"""Bytes of what was new: what is met only later has no way."""
_State = tuple[int, str, int]
"""After how many choices, in which scene, and the number within its box."""


class Ways:
    """The ways of one story."""

    def __init__(self, reached: Reached, most: int = MOST_KEPT) -> None:
        self._boxed, self._most = reached.boxed, most
        self._left: set[tuple[str, ...]] = {("scene", name) for name in reached.sets}
        self._left |= {("choice", *choice) for choice in reached.taken()}
        self._left |= {("shut", *choice) for choice in reached.shut()}
        self._left |= {("outcome", name, choice, *fell) for name, choice, fell in reached.fell()}
        self._stuck = reached.stuck()
        self._left |= {("stuck", name) for name in self._stuck}
        self._met: dict[tuple[str, ...], tuple[int, str, int]] = {}
        """What there is: after how many choices it was met, in which scene, in which states."""
        self._new: list[dict[str, int]] = []
        """After so many choices, the states of each scene that were not there before."""
        self._came: list[dict[str, list[tuple[str, Way, tuple[str, ...]]]]] = []
        self._back: dict[_State, tuple[_State, Step]] = {}
        self._go()

    # ---- asked ----
    def to_scene(self, scene: str) -> list[Step] | None:
        """The steps to a scene; None where there is none, or where it is too far."""
        return self._way(("scene", scene))

    def to_choice(self, scene: str, choice: str) -> list[Step] | None:
        """To a page where the choice is open."""
        return self._way(("choice", scene, choice))

    def to_locked(self, scene: str, choice: str) -> list[Step] | None:
        """To a page where it is locked."""
        return self._way(("shut", scene, choice))

    def to_outcome(self, scene: str, choice: str, fell: tuple[str, ...]) -> list[Step] | None:
        """Through the fall of an outcome: it falls in the last step."""
        met = self._met.get(("outcome", scene, choice, *fell))
        if met is None:
            return None
        rounds, name, members = met
        way = next(way for way in self._boxed.ways(name) if way.id == choice)

        def falls(some: int) -> tuple[str, ...] | None:
            for got, _, _ in self._boxed.taken(name, way, some):
                if got[: len(fell)] == fell:
                    return got
            return None

        members = _halved(members, lambda some: falls(some) is not None)
        last = falls(members)
        assert last is not None
        return [*self._walked((rounds, name, members.bit_length() - 1)), (choice, last)]

    def to_stuck(self, scene: str) -> list[Step] | None:
        """To a page of the scene where nothing is open."""
        return self._way(("stuck", scene))

    def to_states(self, scene: str, members: int) -> list[Step] | None:
        """To a page of the scene in one of these states."""
        for rounds, new in enumerate(self._new):
            some = new.get(scene, 0) & members
            if some:
                return self._walked((rounds, scene, _lowest(some)))
        return None

    # ---- forth ----
    def _go(self) -> None:
        boxed, seen = self._boxed, dict[str, int]()
        new: dict[str, int] = {}
        came: dict[str, list[tuple[str, Way, tuple[str, ...]]]] = {}
        for name, members in boxed.beginning():
            seen[name] = new[name] = new.get(name, 0) | members
        kept = 0
        while new:
            self._new.append(new)
            self._came.append(came)
            self._note(new)
            kept += sum(members.bit_length() for members in new.values()) // 8
            if not self._left or kept > self._most:
                return
            new, came = self._round(new, seen)

    def _round(
        self, new: dict[str, int], seen: dict[str, int]
    ) -> tuple[dict[str, int], dict[str, list[tuple[str, Way, tuple[str, ...]]]]]:
        after: dict[str, int] = {}
        came: dict[str, list[tuple[str, Way, tuple[str, ...]]]] = {}
        for name, members in new.items():
            for way, fell, to, there in self._boxed.turn(name, members):
                if fell:
                    self._fallen(name, way, fell, members)
                fresh = there & ~seen.get(to, 0)
                if fresh:
                    seen[to] = seen.get(to, 0) | fresh
                    after[to] = after.get(to, 0) | fresh
                    came.setdefault(to, []).append((name, way, fell))
        return after, came

    def _note(self, new: dict[str, int]) -> None:
        rounds = len(self._new) - 1
        for name, members in new.items():
            self._meet(("scene", name), rounds, name, members)
            self._meet(("stuck", name), rounds, name, members & self._stuck.get(name, 0))
            for way in self._boxed.ways(name):
                open_ = members if way.open is None else members & way.open
                self._meet(("choice", name, way.id), rounds, name, open_)
                self._meet(("shut", name, way.id), rounds, name, members ^ open_)

    def _fallen(self, name: str, way: Way, fell: tuple[str, ...], members: int) -> None:
        open_ = members if way.open is None else members & way.open
        for n in range(len(fell)):
            self._meet(("outcome", name, way.id, *fell[: n + 1]), len(self._new) - 1, name, open_)

    def _meet(self, what: tuple[str, ...], rounds: int, name: str, members: int) -> None:
        if members and what in self._left:
            self._left.discard(what)
            self._met[what] = rounds, name, members

    # ---- back ----
    def _way(self, what: tuple[str, ...]) -> list[Step] | None:
        met = self._met.get(what)
        return None if met is None else self._walked((met[0], met[1], _lowest(met[2])))

    def _walked(self, state: _State) -> list[Step]:
        steps = []
        while state[0]:
            known = self._back.get(state)
            if known is None:
                known = self._back[state] = self._before(state)
            state, step = known
            steps.append(step)
        return steps[::-1]

    def _before(self, state: _State) -> tuple[_State, Step]:
        """A state one choice earlier, and the step from it."""
        rounds, to, number = state
        bit = 1 << number
        for name, way, fell in self._came[rounds][to]:

            def leads(some: int, name: str = name, way: Way = way, fell: tuple[str, ...] = fell) -> bool:
                return any(
                    got == fell and there == to and after & bit
                    for got, there, after in self._boxed.taken(name, way, some)
                )

            before = self._new[rounds - 1][name]
            some = before if way.open is None else before & way.open
            if leads(some):
                one = _halved(some, leads)
                return (rounds - 1, name, one.bit_length() - 1), (way.id, fell)
        raise AssertionError(f"nothing leads to {to}")


def _lowest(members: int) -> int:
    return (members & -members).bit_length() - 1


def _halved(members: int, holds: Callable[[int], bool]) -> int:
    """One member of a set of which it holds, where it holds of a set because it holds of a member."""
    low, high = _lowest(members), members.bit_length()
    while members & members - 1:
        middle = (low + high) // 2
        lower = members & (1 << middle) - 1
        members = lower if lower and holds(lower) else members ^ lower
        low, high = _lowest(members), members.bit_length()
    return members
