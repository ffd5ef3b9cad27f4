"""How much one may ask: so many a second, so many a minute, and no more; whoever asks too much waits.

Times come in from outside, in seconds that only ever grow. Nothing is read and nobody is known here but by a key.
"""

from __future__ import annotations

from collections.abc import Hashable

VOTES = (5.0, 10)
"""A second and at once, for one ticket: a person who changes their mind is quicker than nobody."""
WRONG_HERE = (10 / 60, 10)
"""Wrong codes from one address."""
WRONG_IN_ALL = (5.0, 30)
"""Wrong codes from everywhere: a code is found by trying in more years than a session has hours."""
NEW_TICKETS = (10.0, 400)
"""New tickets for one address: a whole school may come through one box that hides theirs."""
STREAMS = 4
"""How many streams or waiting questions one ticket may hold open."""
CONNECTIONS = 2500
BODY, WORDS, HEAD = 512, 8192, 8192
"""Bytes of what a phone sends, of what whoever leads may write, and of the head above either."""
PATIENCE = 5.0
"""Seconds in which a connection has to bring a whole request."""
_KNOWN = 10_000


class Rate:
    """A bucket for each key that holds `most` and is filled again by `each_second`."""

    def __init__(self, each_second: float, most: int) -> None:
        self._each_second = each_second
        self._most = most
        self._full_at: dict[Hashable, float] = {}
        """When each bucket is full again; who is not here has a full one."""

    def take(self, key: Hashable, now: float) -> bool:
        """Take one, and whether there was one."""
        full_at = max(self._full_at.get(key, now), now) + 1 / self._each_second
        if (full_at - now) * self._each_second > self._most + 1e-9:
            return False
        # The newest stands last: whoever asked longest ago is forgotten first.
        self._full_at.pop(key, None)
        self._full_at[key] = full_at
        if len(self._full_at) > _KNOWN:
            del self._full_at[next(iter(self._full_at))]
        return True

    def spent(self, key: Hashable, now: float) -> bool:
        """Whether there is none to take; takes none."""
        return (self._full_at.get(key, now) - now) * self._each_second > self._most - 1 + 1e-9
