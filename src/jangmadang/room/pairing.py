"""Pairing: how a facilitator's phone is let in without a secret on the wall.

The phone shows six digits, which are typed at the laptop; then the phone gets its secret, once. Few may wait, not for
long, and who guesses at the laptop's side gets few tries. Times are the session's milliseconds; nothing is kept.
"""

from __future__ import annotations

import secrets

from .clock import MINUTE
from .code import same, ticket_secret

MOST, LONGEST, TRIES = 5, 2 * MINUTE, 5


class Pairing:
    """The phones that wait, and those that were let in."""

    def __init__(self) -> None:
        self._waiting: dict[str, int] = {}
        """Digits, with when they were shown."""
        self._secrets: dict[str, str] = {}
        """Digits that were typed, with the secret for whoever showed them."""
        self._let_in: list[str] = []
        self._tries = 0

    def ask(self, now: int) -> str | None:
        """Six digits for a phone to show; None when as many wait as may."""
        self._forget(now)
        if len(self._waiting) >= MOST:
            return None
        digits = f"{secrets.randbelow(1_000_000):06d}"
        while digits in self._waiting or digits in self._secrets:
            digits = f"{secrets.randbelow(1_000_000):06d}"
        self._waiting[digits] = now
        return digits

    def typed(self, digits: str, now: int) -> bool:
        """Digits typed at the laptop: whether a phone shows them. After five wrong tries all must ask anew."""
        self._forget(now)
        digits = "".join(sign for sign in digits if sign.isdigit())
        found = next((shown for shown in self._waiting if same(shown, digits)), None)
        if found is None:
            self._tries += 1
            if self._tries >= TRIES:
                self._waiting.clear()
                self._tries = 0
            return False
        del self._waiting[found]
        self._tries = 0
        self._secrets[found] = secret = ticket_secret()
        self._let_in.append(secret)
        return True

    def secret(self, digits: str) -> str | None:
        """The secret for the phone that shows these digits, once, after they were typed."""
        return self._secrets.pop(digits, None)

    def knows(self, secret: str) -> bool:
        """Whether it is a secret that was given; takes the same time for any."""
        return any([same(secret, known) for known in self._let_in])

    def waiting(self, now: int) -> int:
        """How many wait."""
        self._forget(now)
        return len(self._waiting)

    def _forget(self, now: int) -> None:
        self._waiting = {digits: since for digits, since in self._waiting.items() if now - since < LONGEST}
