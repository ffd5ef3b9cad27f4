"""What a story file is written of: keys and items with their values, and the comments and empty lines around them.

The text between colons, dashes and brackets stays as it was typed; only its place in the file is undone. `cutting.py`
makes this of a text, `laying.py` makes a text of it.
"""

from __future__ import annotations

from msgspec import Struct


class Comment(Struct, frozen=True):
    """From its `#` to the end of its line, and the column (from 0) at which it stood."""

    column: int
    text: str


Between = Comment | None
"""What stands on a line of its own between two keys: a comment, or nothing (None)."""


class Scalar(Struct, frozen=True):
    """A text on one line or several, plain or quoted; or a copy (`*name`)."""

    lines: tuple[str, ...]
    below: bool = False
    """Whether it starts on the line below its key."""


class BlockText(Struct, frozen=True):
    """A text after `|` or `>`: the sign, what is done with the breaks at its end, and its lines from their own edge."""

    sign: str
    chomp: str
    lines: tuple[str, ...]
    comment: Comment | None = None
    named: str = ""
    """`&name` before the sign."""


class Flow(Struct, frozen=True):
    """A list or mapping in brackets, in lines already laid out: how deep each stands, and its text."""

    lines: tuple[tuple[int, str], ...]
    below: bool = False


class Entry(Struct):
    """A key or an item (whose key is empty) with its value."""

    key: str
    before: list[Between]
    value: Value
    gap: int = 1
    """Spaces between colon and value."""
    starts: int = -1
    """The column at which the value stood on the key's own line; -1 when it did not."""
    named: str = ""
    """`&name`, and whatever else stands before a block."""
    head: Comment | None = None
    """Behind the key itself, where the value stands below."""
    after: Comment | None = None
    """Behind the end of the value."""


class Block(Struct):
    """Keys or items, one below the other."""

    items: bool
    column: int
    entries: list[Entry]
    tail: list[Between]
    """What stands below the last entry and no deeper than it."""


Value = Scalar | BlockText | Flow | Block


class Cut(Struct, frozen=True):
    """A whole file: what stands before its one document, and that."""

    head: tuple[str, ...]
    root: Block


class Unusual(Exception):
    """A way to write YAML that is left as it is. Says what, and holds the index at which it stands."""

    def __init__(self, index: int, what: str) -> None:
        super().__init__(what)
        self.index = index
        self.what = what
