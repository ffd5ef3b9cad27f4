"""The river's odds: how squads walk, when they pass, whether the way over stays clear, and what one can guess of it.

Takes the block's numbers; gives expressions as a writer would type them, over the crossing's own variables by their
short names, and whole numbers worked out beforehand. No scene and no words for the player are made here.

A squad passes with gaps of soonest..latest turns, spread evenly. With `since` turns gone, the next turn brings it in
100 // (latest - max(since, soonest - 1)) of 100, and the next n turns stay clear in
100 * (latest - max(since + n, soonest - 1)) // (latest - max(since, soonest - 1)).
Which squad walks is never told. What one can guess weighs every squad by how well it fits the gaps that were seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

SQUADS: dict[str, tuple[tuple[int, int], ...]] = {
    "clock": ((6, 7),),
    "slow": ((7, 10),),
    "double": ((2, 2), (7, 8)),
    "jumpy": ((3, 9),),
}
"""Gaps of each squad, in turns. The double one sends a second pair two turns behind the first (judgement)."""

MIX = {"clock": 50, "slow": 30, "double": 15, "jumpy": 5}
"""How many nights in a hundred each squad walks, unless the block says otherwise."""

MOST = 97
"""No night is surer than this."""
NUMB = 8
"""Cold above which one grows slow: 2 in 100 for each."""
MET = 60
"""Of a hundred who are not in the clear, so many are turned back in time."""
SPOTTED = 2
"""Of a hundred passes, so many end with a torch on the bank."""
THERE = 86
"""Nights in a hundred on which a paid guard stands at his post (F-BOR-06, F-BOR-10)."""
COMES, BROUGHT = 84, 90
"""Nights in a hundred on which a broker comes, and then brings one over."""

WALKS = {
    "clock": (6, 7),
    "slow": (7, 10),
    "pair": (2, 2),
    "round": (7, 8),
    "jumpy": (3, 9),
}
"""Every gap that may be running: `pair` and `round` are the two of the double squad, one after the other."""

WEIGHTS = tuple(f"weigh_{walk}" for walk in WALKS)
"""Variables: how much speaks for each of them, since the first pass that was seen."""

_KIND = {"pair": "double", "round": "double"}
_SCALE = 28  # the least number that 1, 2, 4 and 7 divide: how many lengths each gap may have


def passing() -> str:
    """Odds in 100 that somebody passes in this turn."""
    return "100 // max(1, river_latest - max(since, river_soonest - 1)) if since + 1 >= river_soonest else 0"


def numb() -> str:
    """What the cold takes off the odds, in 100."""
    return f"2 * max(0, cold - {NUMB})"


def clear(turns: int, seen: int) -> str:
    """Odds in 100 that the way over stays clear tonight. `seen`: what snow, moon and numbers take off, in 100."""
    ahead, rest = (
        f"river_latest - max(since + {turns}, river_soonest - 1)",
        "river_latest - max(since, river_soonest - 1)",
    )
    return f"clamp(100 * ({ahead}) // max(1, {rest}) - {seen} - {numb()}, 0, {MOST})"


def told() -> str:
    """Odds in 100 that the player is told: what can be guessed, less the cold."""
    return f"clamp(river_guess - {numb()}, 0, {MOST})"


# ---- drawing the night ----------------------------------------------------------------------------------------------
def squad(mix: Mapping[str, int], name: str) -> str:
    """Which squad walks, 0 to 3: settled by seed, place and day, so that looking again changes nothing."""
    draw, so_far, text = f"fixed(100, crossing.{name}.squad, day)", 0, ""
    *most, last = SQUADS
    for number, kind in enumerate(most):
        so_far += mix.get(kind, 0)
        text += f"{number} if {draw} < {so_far} else "
    return text + str(list(SQUADS).index(last))


def phase(name: str) -> str:
    """How far into its gaps the squad is: 0 to the sum of its longest gaps, less 1. Drawn anew for each arrival."""
    sums = [sum(latest for _, latest in gaps) for gaps in SQUADS.values()]
    size = " else ".join(f"{n} if river_squad == {k}" for k, n in enumerate(sums[:-1])) + f" else {sums[-1]}"
    return f"fixed({size}, crossing.{name}.phase, day, river_night, turn)"


def begun() -> dict[str, str]:
    """The gap that runs when one arrives, from `squad` and `phase`."""
    (clock, slow, double, jumpy) = SQUADS.values()
    pair, longer = double
    in_pair = f"river_squad == 2 and river_phase < {pair[1]}"
    in_round = f"river_squad == 2 and river_phase >= {pair[1]}"
    return {
        "since": f"river_phase - {pair[1]} if {in_round} else river_phase",
        "soonest": f"{clock[0][0]} if river_squad == 0 else {slow[0][0]} if river_squad == 1 else "
        f"{jumpy[0][0]} if river_squad == 3 else {pair[0]} if {in_pair} else {longer[0]}",
        "latest": f"{clock[0][1]} if river_squad == 0 else {slow[0][1]} if river_squad == 1 else "
        f"{jumpy[0][1]} if river_squad == 3 else {pair[1]} if {in_pair} else {longer[1]}",
    }


def turned_over() -> dict[str, str]:
    """The gap that runs after a pass: the double squad changes between its two, the others keep theirs."""
    pair, longer = SQUADS["double"]
    return {
        "soonest": f"({pair[0] + longer[0]} - river_soonest if river_squad == 2 else river_soonest)",
        "latest": f"({pair[1] + longer[1]} - river_latest if river_squad == 2 else river_latest)",
    }


# ---- guessing -------------------------------------------------------------------------------------------------------
def first_weights(mix: Mapping[str, int]) -> dict[str, int]:
    """What speaks for each gap when the first pass has been seen.

    One arrives more often within a long gap than within a short one, so the first pass of a double squad mostly ends
    its long gap: the second pair is still to come.
    """
    pair, longer = (latest for _, latest in SQUADS["double"])
    share = {"clock": 10, "slow": 10, "jumpy": 10}
    share |= {"pair": 10 * longer // (pair + longer), "round": 10 * pair // (pair + longer)}
    return {f"weigh_{walk}": mix.get(_KIND.get(walk, walk), 0) * share[walk] for walk in WALKS}


def weighed() -> dict[str, str]:
    """How a gap that was seen (`gap1`) changes the weights: what does not fit it is out."""

    def fits(walk: str, before: str) -> str:
        low, high = WALKS[before]
        # After a gap of two nothing is left but the double squad: no need to let its weight grow.
        factor = 1 if before == "pair" else _SCALE // (high - low + 1)
        return f"(weigh_{before} * {factor} if {low} <= gap1 <= {high} else 0) if gap1 > 0 else weigh_{walk}"

    before = {"pair": "round", "round": "pair"}
    return {f"weigh_{walk}": fits(walk, before.get(walk, walk)) for walk in WALKS}


def guess_after_pass(turns: int, seen: int) -> list[str]:
    """What can be guessed in the turn of a pass: the weight of all that may be, then the guess itself, in 100."""
    return _guess(turns, seen, lambda most, length: str(max(0, min(length, most))))


def guess_since(turns: int, seen: int) -> list[str]:
    """What can be guessed `since` turns after a pass: the weight of all that may be, then the guess itself."""
    return _guess(turns, seen, lambda most, length: f"clamp({most} - since, 0, {length})")


def _guess(turns: int, seen: int, left: Callable[[int, int], str]) -> list[str]:
    alive, through = [], []
    for walk, (low, high) in WALKS.items():
        length = high - low + 1
        weigh = f"weigh_{walk} * {_SCALE // length}"
        alive.append(f"{weigh} * {left(high, length)}")
        if high > turns:
            # Less what shows of one, but never below nothing: a squad that surely passes cannot be surer.
            through.append(f"{weigh} * max(0, 100 * {left(high - turns, length)} - {seen} * {left(high, length)})")
    return [" + ".join(alive), f"min(100, ({' + '.join(through) or '0'}) // max(1, river_weight))"]


def guess_before(mix: Mapping[str, int], turns: int, seen: int) -> list[int]:
    """What can be guessed while nobody has passed, by turns watched from 0: over all squads, and all they may be at."""

    def lasts(walk: str, since: int) -> int:
        low, high = WALKS[walk]
        return max(0, high - max(since, low - 1))

    def guess(watched: int) -> int:
        alive = through = Fraction(0)
        for walk, (_, high) in WALKS.items():
            squad = _KIND.get(walk, walk)
            for began in range(high):
                share = Fraction(mix.get(squad, 0) * lasts(walk, began + watched), lasts(walk, began))
                share /= sum(latest for _, latest in SQUADS[squad])
                if share:
                    clear = Fraction(100 * lasts(walk, began + watched + turns), lasts(walk, began + watched))
                    alive, through = alive + share, through + share * max(Fraction(0), clear - seen)
        return int(through / alive) if alive else 0

    return [guess(watched) for watched in range(max(high for _, high in WALKS.values()))]


def by_turns(values: list[int], variable: str) -> str:
    """A short list of numbers by a variable, as one expression: the last stands for all that follow."""
    text, n = "", 0
    while n < len(values) - 1 and len(set(values[n:])) > 1:
        last = n
        while values[last + 1] == values[n]:
            last += 1
        text += f"{values[n]} if {variable} <= {last} else "
        n = last + 1
    return text + str(values[n])
