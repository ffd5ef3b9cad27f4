"""Anchors, aliases and merge keys: what is written once and stands in several places, and the limits of that.

Takes finished values from the growing tree; gives the same objects again, or a slip. Nothing is unfolded to be counted.
"""

from __future__ import annotations

from typing import Any

from ..problems import did_you_mean
from .places import Marks, by_name
from .slips import EXPRESSIONS, PROSE, Refused, Slip, leading

DEEPEST = 50
MOST_NODES = 200_000
MOST_TEXT = 50_000_000


class Copies:
    """What has a name (`&name`) in one file, and how much its copies (`*name`) would unfold to."""

    def __init__(self) -> None:
        self.unused: dict[str, Slip] = {}
        """Names given to a text and not used yet: perhaps a text that began with `&`."""
        self._values: dict[str, Any] = {}
        self._kept: list[Any] = []  # weights go by id, so nothing weighed may be collected
        self._weights: dict[int, tuple[int, int, int]] = {}
        self._nodes = self._text = 0

    def keep(self, anchor: str, index: int, key: str, value: Any) -> None:
        """Names a finished value that stands under `key`."""
        self._values[anchor] = value
        self._kept.append(value)
        if isinstance(value, str) and (key in PROSE or key in EXPRESSIONS):
            self.unused[anchor] = leading(index, "&", key=key)

    def take(self, anchor: str, index: int, key: str, depth: int) -> Any:
        """The value of that name, or a Slip. Raises Refused where copies would unfold beyond a limit."""
        if anchor not in self._values:
            if key in PROSE or key in EXPRESSIONS:
                return leading(index, "*", key=key)
            message = f"`*{anchor}` copies what `&{anchor}` names, and nothing above has that name"
            hint = did_you_mean(anchor, self._values) or f"write `&{anchor}` before what is to be copied"
            return Slip("unknown-anchor", index, message, hint, len(anchor) + 1)
        self.unused.pop(anchor, None)
        value = self._values[anchor]
        nodes, characters, below = self._weigh(value)
        self._nodes += nodes
        self._text += characters
        if self._nodes > MOST_NODES or self._text > MOST_TEXT:
            much = f"{MOST_NODES:,} pieces or {MOST_TEXT // 1_000_000} MB"
            raise Refused("too-many-copies", index, f"the copies (`*`) in this file unfold to more than {much}")
        if depth + below - 1 > DEEPEST:
            raise too_deep(index)
        return value

    def _weigh(self, value: Any) -> tuple[int, int, int]:
        """Pieces, characters and depth of a value with all copies in it unfolded."""
        if isinstance(value, str):
            return 1, len(value), 0
        weight = self._weights.get(id(value))
        if weight is None:
            nodes, characters, deepest = 1, 0, 0
            for n, c, below in map(self._weigh, value.values() if isinstance(value, dict) else value):
                nodes, characters, deepest = nodes + n, characters + c, max(deepest, below)
            weight = self._weights[id(value)] = (nodes, characters, deepest + 1)
        return weight


def merge(marks: Marks, tree: dict[str, Any], value: Any) -> bool:
    """Takes over the keys of other dicts, with their places; False when `value` is no dict and no list of them.

    The tree's own keys win, then those that come first.
    """
    mine = by_name(marks, tree)
    for other in value if isinstance(value, list) else [value]:
        if isinstance(other, dict):
            theirs = by_name(marks, other)
            for name, inner in other.items():
                if name not in tree:
                    tree[name] = inner
                    mine[name] = theirs[name]
        elif not (isinstance(other, str) and other.startswith("*")):  # a copy of nothing is said already
            return False
    return True


def too_deep(index: int) -> Refused:
    """What is raised for the node at `index`."""
    return Refused("nested-too-deep", index, f"lists and groups stand more than {DEEPEST} deep in one another here")
