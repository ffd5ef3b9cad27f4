"""The ids of the facts that stories and field notes may cite, read where the facts stand: docs/story/facts.md."""

from __future__ import annotations

import re
from pathlib import Path

FACTS = Path(__file__).parents[1] / "docs" / "story" / "facts.md"
FACT = re.compile(r"^- \*\*(F-[A-Z]+-\d+)\*\* \| [^|]+ \| [^|]+ \| [^|]+ \| (?:high|medium|low)\b", re.M)


def fact_ids() -> frozenset[str]:
    """Every fact that is written out in full: what, when and where, source, how sure."""
    return frozenset(FACT.findall(FACTS.read_text(encoding="utf-8")))
