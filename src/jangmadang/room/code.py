"""Codes and tickets: what a phone shows at the door.

The room's code is read from a wall and typed, so it has six signs that are not mistaken for one another. A ticket is a
secret of 128 bits that a phone keeps; the room keeps only its hash. A paper ticket is a code that lets one phone in.
"""

from __future__ import annotations

import secrets

from ..story.digest import blake2b

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Neither 0 and O nor 1, I and L."""
LENGTH = 6
PAPER_LENGTH = 8
SEAL = 16
"""Bytes of a hash. A secret has 128 bits of its own, so that nothing slower is needed."""


def room_code() -> str:
    """A new room's code: six signs."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def paper_codes(count: int) -> tuple[str, ...]:
    """So many codes for paper tickets, all different: eight signs each."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes["".join(secrets.choice(SIGNS) for _ in range(PAPER_LENGTH))] = None
    return tuple(codes)


def plain(typed: str) -> str:
    """A code as it was meant: capitals, without spaces and hyphens."""
    return "".join(sign for sign in typed.upper() if sign not in " -\t")[: 4 * PAPER_LENGTH]


def ticket_secret() -> str:
    """A new ticket's secret: 128 bits in 22 signs that a cookie may hold."""
    return secrets.token_urlsafe(16)


def seal(secret: str) -> bytes:
    """The hash that is kept in a secret's place. Finding by it leaks no time: it tells nothing of what was close."""
    return blake2b(secret.encode("utf-8", "replace")[:512], digest_size=SEAL, person=b"jangmadang room").digest()


def same(one: str, other: str) -> bool:
    """Whether two secrets or codes are the same, in a time that does not tell where they differ."""
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
