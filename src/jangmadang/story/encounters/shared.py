"""What the encounters have in common: rules that hold at market, at the door, in front of the screen and at the river.

Takes names of slots and whole numbers; gives expressions as a writer would type them. No scene is made here.
"""

from __future__ import annotations

from collections.abc import Iterable


def scaled(slot: str, most: int) -> str:
    """How much trust a good deed worth `most` brings: the more there is already, the less it adds."""
    return f"({most} * (100 - {slot}) + 99) // 100"


def trusted_more(people: Iterable[str], most: int, only: str = "") -> dict[str, str]:
    """Effects: each of these people trusts the player more, and the row by a fifth of the sum.

    `only` is a condition under which it happens. Nobody gives no effects.
    """
    gains = {f"{person}.trust": scaled(f"{person}.trust", most) for person in people}
    if not gains:
        return {}
    gains["trust"] = f"({' + '.join(gains.values())}) // 5"
    return {slot: f"+({gain} if {only} else 0)" if only else f"+({gain})" for slot, gain in gains.items()}
