"""Readability: how long the words and sentences of an English text are, in one number.

Takes plain text; gives Rudolf Flesch's Reading Ease (1948): 206.835 - 1.015 x words a sentence - 84.6 x syllables a
word. It knows lengths and nothing else: not whether a word is known, a sentence clear or a name foreign. Short lines of
speech raise it. Syllables are guessed from spelling, so the last figure means little. It holds for English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from .counting import words

FORMULA = "Flesch 1948: 206.835 - 1.015 words a sentence - 84.6 syllables a word"
BANDS = ((90, "very easy"), (80, "easy"), (70, "fairly easy"), (60, "plain English"), (50, "fairly hard"), (30, "hard"))
"""From which score on a text counts as what, as Flesch named them; below the last it is very hard."""
_SENTENCE = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouy])(?:e|es|ed)$")
_SOUNDED = re.compile(r"(?:[^aeiouy]le|[^aeiouy]les|[td]ed|(?:[sxz]|[cs]h|[cg])es)$")


class Ease(Struct, frozen=True):
    """How a text reads by the formula."""

    score: float
    words_a_sentence: float
    syllables_a_word: float

    @property
    def band(self) -> str:
        """What such a score is called."""
        return next((name for least, name in BANDS if self.score >= least), "very hard")


def ease(texts: Iterable[str]) -> Ease | None:
    """The ease of some English texts together; None where there is no word. A text that ends without a stop ends its
    sentence all the same.
    """
    sentences = spoken = syllables_ = 0
    for text in texts:
        for paragraph in re.split(r"\n\s*\n", text):
            found = words(paragraph)
            spoken += len(found)
            syllables_ += sum(map(syllables, found))
            stops = [stop.end() for stop in _SENTENCE.finditer(paragraph)]
            rest = words(paragraph[stops[-1] if stops else 0 :])
            sentences += len(stops) + bool(rest)
    if not spoken or not sentences:
        return None
    sentence, word = spoken / sentences, syllables_ / spoken
    return Ease(206.835 - 1.015 * sentence - 84.6 * word, sentence, word)


def syllables(word: str) -> int:
    """The syllables of an English word as its spelling lets one guess, 1 at least."""
    return sum(max(1, _of(part)) for part in re.split(r"['’-]", word.lower()) if len(part) > 1 or part in "aio") or 1


def _of(part: str) -> int:
    count = len(_VOWELS.findall(part))
    return count - 1 if _SILENT.search(part) and not _SOUNDED.search(part) else count
