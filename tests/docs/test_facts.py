"""The facts stand once each, in full, and every id that a page of the docs names is one of them."""

from __future__ import annotations

import re
from pathlib import Path

from facts import FACTS, fact_ids

DOCS = Path(__file__).parents[2] / "docs"
ID = re.compile(r"\bF-[A-Z]{3}-\d+\b")


def test_every_fact_is_written_out_in_full_and_once() -> None:
    lines = [line for line in FACTS.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    ids = [found[0] if (found := ID.findall(line[:16])) else line for line in lines]
    assert sorted(ids) == sorted(fact_ids())


def test_the_pages_name_facts_that_are_there() -> None:
    named = {(page.name, id_) for page in DOCS.rglob("*.md") for id_ in ID.findall(page.read_text(encoding="utf-8"))}
    assert {(page, id_) for page, id_ in named if id_ not in fact_ids()} == set()
