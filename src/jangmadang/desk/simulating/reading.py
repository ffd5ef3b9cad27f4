"""Reading: how many words lives read, from a sample that is lived with all its text.

Takes rules, a policy and numbers of lives; gives counts. What somebody reads again, or reads again with other numbers
in it, is not counted again, as in `desk.lives`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...many.policies import Policy
from ...play.turn import Rules
from ...play.walking import Walker
from ...play.wishing import Wisher
from ...story.chance import life, stream
from ...story.loading import Script
from ..counting import count, words
from ..pieces import pieces

SAMPLE = 400
"""Lives below this number are read, as far as a simulation has them."""
_NUMBER = re.compile(r"\d[\d,]*")


def words_read(rules: Rules, policy: Policy, seed: int, limit: int, numbers: Iterable[int]) -> dict[int, int]:
    """Lives by how many words they read."""
    walker, wisher = Walker(rules), Wisher(rules, policy.wishes)
    known: dict[str, tuple[str, int]] = {}
    out: dict[int, int] = {}
    for number in numbers:
        lines: dict[str, int] = {}

        def read(line: str, lines: dict[str, int] = lines) -> None:
            one = known.get(line)
            if one is None:
                one = known[line] = (_NUMBER.sub("0", line), len(words(line)))
            lines[one[0]] = one[1]

        its = life(seed, number)
        walker.walk(its, wisher.policy(stream(its, "lots")), read, limit)
        total = sum(lines.values())
        out[total] = out.get(total, 0) + 1
    return out


def words_of(script: Script) -> int:
    """The words that a player may read, every variant."""
    return sum(count(piece.prose) for piece in pieces(script).pieces if piece.kind != "skip")
