"""The facts that a story may cite: those in the files which its cover names under `facts:`.

Takes a script; gives ids. A fact is a line that begins with a dash and the fact's id, then `|` or `:` and what it says.
"""

from __future__ import annotations

import re

from ...story.beside import Beside
from ...story.building.demands import OUR_FACTS, fact_files
from ...story.loading import Script
from ...story.reading import LARGEST

_FACT = re.compile(r"^[-*] +(?:\*\*)?([\w.-]+)(?:\*\*)? *[|:]", re.M)


def known_facts(script: Script) -> frozenset[str] | None:
    """The ids of the facts that the story may cite; None where its cover names no facts, or they cannot be read."""
    named, _ = script.ledger.written.cover.get("facts", (None, None))
    files = fact_files(named)
    texts = [_text(script, name) for name in files]
    if not files or None in texts:
        return None
    return frozenset(found for text in texts if text is not None for found in _FACT.findall(text))


def _text(script: Script, name: str) -> str | None:
    if name == OUR_FACTS:
        from . import library

        return library.facts().read_text(encoding="utf-8")
    data = Beside(script.folder).read(name, LARGEST)
    return data.decode("utf-8", "replace") if data is not None else None
