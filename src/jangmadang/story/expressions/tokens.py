"""Words and signs: an expression's text cut into tokens.

One pass of a regular expression; any sign that has no meaning is a token too, for the parser to stumble over. No
grammar and no names here. What people meant by such a sign is in `slips`.
"""

from __future__ import annotations

import re

TOKEN = re.compile(r"[^\W\d]\w*(?:\.\w+)*|[0-9]+|//|[<>=!]=|\S")

KEYWORDS = frozenset(("and", "or", "not", "is", "has", "if", "else"))


def spans(text: str) -> list[tuple[int, int]]:
    """Where the tokens of a text without slips stand, the end counted as one more."""
    return [m.span() for m in TOKEN.finditer(text)] + [(len(text), len(text))]
