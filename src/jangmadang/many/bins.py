"""Bins: where a number is counted, in whole numbers alone, so that counts add up however lives were divided.

A number that has no more than 129 values is counted by itself. Any other is cut to its six highest bits: up to 15 by
itself, then in eight steps to each doubling, one in eight to one in sixteen of it wide. A bin is called by that number
of it which is nearest to 0. Turns and days are looked at by a grid of their own, as far apart.
"""

from __future__ import annotations

from collections.abc import Mapping

LINEAR = 128
BITS = 6


class Bins:
    """The bins of a number within bounds."""

    def __init__(self, low: int, high: int) -> None:
        self.linear = high - low <= LINEAR
        self.low = low
        self.lowest = low if self.linear else place(low)
        """The place of the first bin; places follow one another, and that of 0 is 0 where bins are cut."""
        self.count = (high - low if self.linear else place(high) - self.lowest) + 1

    def of(self, value: int) -> int:
        """The bin's name: that number in it which is nearest to 0."""
        return value if self.linear else cut(value)

    def name(self, at: int) -> int:
        """The name of the bin at a place, from 0."""
        return at + self.lowest if self.linear else named(at + self.lowest)


def cut(value: int) -> int:
    """The number without all but its six highest bits."""
    size = abs(value)
    more = max(0, size.bit_length() - BITS)
    return (size >> more << more) * (-1 if value < 0 else 1)


def place(value: int) -> int:
    """The place of a number's bin: 0 is at 0, and one bin follows the other to both sides."""
    size = abs(value)
    more = max(0, size.bit_length() - BITS)
    at = (more << BITS - 1) + (size >> more)
    return -at if value < 0 else at


def named(at: int) -> int:
    """The name of the bin at a place."""
    steps = 1 << BITS - 1
    more = max(0, abs(at) // steps - 1)
    size = abs(at) - more * steps << more
    return -size if at < 0 else size


def width(name: int) -> int:
    """How many numbers a bin that is cut has."""
    return 1 << max(0, abs(name).bit_length() - BITS)


def roundest(name: int) -> int:
    """The roundest number in a bin that is cut: sums of money are round, and this is most likely the one it was."""
    low, high = abs(name), abs(name) + width(name) - 1
    step: int = 10 ** len(str(high))
    while -(-low // step) * step > high:
        step //= 10
    found = -(-low // step) * step
    return -found if name < 0 else found


def on_grid(turn: int) -> bool:
    """Whether meters are looked at in this turn: every fifth up to 160, then sixteen times to each doubling."""
    return turn % 5 == 0 and cut_at(turn // 5) == turn // 5


def cut_at(number: int) -> int:
    """A number without all but its five highest bits: of days, every one up to the 32nd is its own."""
    more = max(0, number.bit_length() - 5)
    return number >> more << more


def quantile(counts: Mapping[int, int], part: int, of: int) -> int | None:
    """The bin in which the number lies under which are `part` of `of` parts; None of nothing."""
    total, so_far = sum(counts.values()), 0
    for name in sorted(counts):
        so_far += counts[name]
        if counts[name] and so_far * of >= total * part and so_far:
            return name
    return None
