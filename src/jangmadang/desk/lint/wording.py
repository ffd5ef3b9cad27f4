"""Slips of the pen: a word twice, quotes that never close, and what was only to hold a place.

Takes scripts; gives findings. What is English here is asked of English stories only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from operator import eq

from ...story.loading import Script
from .finding import Finding, Rule
from .passages import BRACES, Passage, paragraphs, passages, prose

_ONCE = frozenset(
    (
        *("a", "an", "the", "and", "or", "of", "to", "from", "for", "with", "at", "by", "into", "onto", "than", "as"),
        *("my", "your", "our", "their", "its", "he", "she", "it's", "we", "they", "i", "are", "was", "were"),
    )
)
"""Words of which no sentence has two in a row. `had had`, `that that`, `her her` may be meant."""
_TWICE = re.compile(rf"(?<![\w'’-])({'|'.join(sorted(_ONCE))})\s+\1(?![\w'’-])", re.IGNORECASE)

_PLACEHOLDERS = ("lorem ipsum", "dolor sit amet", "placeholder", "text goes here", "text here", "insert text", "asdf")
_EMPTY = frozenset(
    ("?", "??", "???", ".", "-", "x", "xx", "xxx", "tba", "n/a", "foo", "bar", "baz", "untitled", "blah")
)
"""All of a passage, in small letters, where nothing was written yet."""
_LONGEST = max(map(len, _EMPTY)) + 2


def doubled_word(script: Script) -> Iterator[Finding]:
    """A small word that stands twice in a row."""
    if not _english(script) or not _repeats(prose(script).lower()):
        return
    for passage in passages(script):
        if _repeats(passage.text.lower()):
            for found in _TWICE.finditer(passage.text):
                said, length = f"“{' '.join(found[0].split())}”", _on_one_line(found[0])
                yield _at(passage, found.start(), f"{said}: one word twice", "keep one", length)


def _repeats(text: str) -> bool:
    """Whether any of those words stands twice in a row."""
    words = text.split()
    return not _ONCE.isdisjoint(compress(words, map(eq, words, words[1:])))


_STRAY = re.compile(r"[,;](?:(?<=\s[,;])(?=\s|$)|\s*[,;])")
"""A comma with a blank before and behind it, or two."""


def stray_comma(script: Script) -> Iterator[Finding]:
    """A comma or semicolon with a space before it, or twice in a row."""
    if not _english(script) or not _STRAY.search(prose(script)):
        return
    for passage in passages(script):
        if _STRAY.search(passage.text):
            for found in _STRAY.finditer(_masked(passage.text)):
                if len(found[0]) > 1:
                    said, hint = f"“{' '.join(found[0].split())}”: two stand here", "keep one"
                else:
                    said, hint = f"a space before “{found[0]}”", "take the space away"
                yield _at(passage, found.start(), said, hint, _on_one_line(found[0]))


def open_quote(script: Script) -> Iterator[Finding]:
    """A paragraph in which a quotation begins or ends, and not both."""
    for passage in passages(script):
        text = passage.text
        if '"' in text and text.count('"') % 2 and passage.kind != "line":
            yield from _open(passage)


def _open(passage: Passage) -> Iterator[Finding]:
    found = [(at, paragraph) for at, paragraph in paragraphs(passage.text) if paragraph.count('"') % 2]
    every = dict(paragraphs(passage.text))
    starts = list(every)
    for at, paragraph in found:
        after = starts[starts.index(at) + 1 :]
        if after and every[after[0]].lstrip("*_").startswith('"'):
            continue  # a speech of several paragraphs opens each, and closes the last
        if re.search(r'\d"', paragraph):
            continue  # inches
        last = at + paragraph.rindex('"')
        yield _at(passage, last, "a quotation mark without its other half", 'close what somebody says with `"`')


_SHUT = re.compile(r"\}|(\[[^\[\]{}]+\]\()[^()\s]*+(?!\))")
"""A brace that closes nothing, and a link that is not closed before the next space."""


def half_mark(script: Script) -> Iterator[Finding]:
    """A `}` without its `{`, and a link to a field note that is not closed: the player would read the signs."""
    text = prose(script)
    if "](" not in text and text.count("}") <= text.count("{"):
        return
    for passage in passages(script):
        for found in _SHUT.finditer(_masked(passage.text)):
            if found[1]:
                said = "this link is not closed, so its brackets are read as they stand"
                hint = "write `[words](note)`: no space in the note's name, and `)` behind it"
                yield _at(passage, found.start(), said, hint, _on_one_line(found[0]))
            else:
                yield _at(passage, found.start(), "a `}` without its `{`", "write `{` before it, or take it away")


def _masked(text: str) -> str:
    """The text with an `x` for each sign of what stands in braces, also of braces in them."""
    while "{" in text and (masked := BRACES.sub(lambda braces: "x" * len(braces[0]), text)) != text:
        text = masked
    return text


def placeholder_text(script: Script) -> Iterator[Finding]:
    """Text that was to hold a place, and text without a word in it."""
    low = prose(script).lower()
    likely = tuple(phrase for phrase in _PLACEHOLDERS if phrase in low)
    for passage in passages(script):
        text = passage.text
        if len(text) <= _LONGEST:
            bare = text.strip().lower()
            if not bare:
                yield Finding(
                    passage.where, "nothing can be read here", "write it, or leave it out", scene=passage.scene
                )
            elif bare in _EMPTY:
                yield Finding(passage.where, f"“{bare}” {_HOLDS}", "write it", scene=passage.scene)
        for phrase in likely:
            if (at := text.lower().find(phrase)) >= 0:
                yield _at(passage, at, f"“{phrase}” {_HOLDS}", "write it", len(phrase))
                break


_HOLDS = "only holds the place of a text"


def _english(script: Script) -> bool:
    return script.story is not None and script.story.language.startswith("en")


def _at(passage: Passage, offset: int, message: str, hint: str, length: int = 1) -> Finding:
    return Finding(passage.where, message, hint, offset=offset, length=length, scene=passage.scene)


def _on_one_line(text: str) -> int:
    return len(text.partition("\n")[0])


RULES = (
    Rule("doubled-word", doubled_word),
    Rule("open-quote", open_quote),
    Rule("half-mark", half_mark),
    Rule("stray-comma", stray_comma),
    Rule("placeholder-text", placeholder_text),
)
