"""Round sums: what can be asked for, and what is counted out, in each kind of money.

Takes whole sums and a currency; gives sums that somebody could say. Since 2002 nobody in these markets has asked for
four won: small change is tens of old won, and from a thousand up one deals by the fifty. This is the one place where
it stands; prices, encounters and `round_up` in a story all come here. What a thing is worth stays exact (`prices`).
"""

from __future__ import annotations

_STEPS: dict[str, tuple[int, int, int]] = {"old_won": (10, 1_000, 50), "new_won": (1, 500, 5)}
"""Of a currency: the step of small sums, from where a sum is large, and the step of large ones. Others go by ones."""
_ONES = (1, 1, 1)


def steps(currency: str) -> tuple[int, int, int]:
    """Of a currency: the step of small sums, from where a sum is large, and the step of large ones."""
    return _STEPS.get(currency, _ONES)


def step(sum_: int, currency: str) -> int:
    """The difference between two sums of about this size that lie beside each other."""
    small, large, coarse = _STEPS.get(currency, _ONES)
    return coarse if abs(sum_) >= large else small


def up(sum_: int, currency: str) -> int:
    """What is asked: never less than the sum."""
    small, large, coarse = _STEPS.get(currency, _ONES)  # not by `step`: a page asks a hundred times
    by = coarse if sum_ >= large or -sum_ >= large else small
    return -(-sum_ // by) * by


def down(sum_: int, currency: str) -> int:
    """What is counted out: never more than the sum."""
    small, large, coarse = _STEPS.get(currency, _ONES)
    by = coarse if sum_ >= large or -sum_ >= large else small
    return sum_ // by * by


def near(sum_: int, currency: str) -> int:
    """What a thing is said to cost: the nearest sum there is, at least the smallest."""
    small, large, coarse = _STEPS.get(currency, _ONES)
    by = coarse if sum_ >= large else small
    return max(small, (sum_ + by // 2) // by * by)
