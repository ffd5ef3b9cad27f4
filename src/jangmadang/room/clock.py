"""Time as the room counts it: whole milliseconds since the session began, never backwards.

The core reads no clock: whoever hosts it hands in two (a wall clock and one that only goes forward), and every command
and vote is given the time it came. A session that was broken off goes on where the lesson is: time away counts, unless
it was so long that the lesson must have been another one.
"""

from __future__ import annotations

from collections.abc import Callable

SECOND, MINUTE = 1_000, 60_000
LONGEST_AWAY = 20 * MINUTE
"""Milliseconds after which a session that is taken up again is another lesson: the time away does not count."""


class Clock:
    """Milliseconds since a session began."""

    def __init__(self, wall: Callable[[], int], steady: Callable[[], int], began: int = 0, last: int = 0) -> None:
        """`wall` and `steady` give milliseconds: since 1970, and since whenever (as `time.monotonic_ns() // 10**6`).

        `began` is the wall clock's time of the session's beginning (0: now), `last` the session's time of its last
        entry. A wall clock that was put back, or time away of more than LONGEST_AWAY, counts as no time.
        """
        now = wall()
        self.began = began or now
        away = now - self.began - last
        self.gap = away if 0 < away <= LONGEST_AWAY else 0
        """Milliseconds between the last entry and now that count."""
        self._steady = steady
        self._from, self._at = steady(), last + (self.gap if began else 0)

    def now(self) -> int:
        """Milliseconds since the session began."""
        return self._at + max(0, self._steady() - self._from)


def of_this_machine(began: int = 0, last: int = 0) -> Clock:
    """The clock of the machine that hosts: the one place where the time is read."""
    import time

    return Clock(lambda: time.time_ns() // 1_000_000, lambda: time.monotonic_ns() // 1_000_000, began, last)
