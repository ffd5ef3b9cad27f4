"""The page of pictures: every screen is on it in both themes; its pictures are small and ask nobody for anything."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = re.findall(r"\]\((pictures/[^)]+)\)", (DOCS / "gallery.md").read_text("utf-8"))
SCREENS = [
    "title",
    "playthroughs",
    "play",
    "scene",
    "drawer",
    "market",
    "bribe",
    "film",
    "river",
    "note",
    "notes",
    "journal",
    "turn",
    "map",
    "ending",
    "life",
    "gallery",
    "settings",
    "keys",
    "palette",
    "write",
    "write-jump",
    "write-wide",
    "help",
]


@pytest.mark.parametrize("theme", ["lamp", "hanji"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_shown(screen: str, theme: str) -> None:
    assert f"pictures/{screen}-{theme}.svg" in SHOWN


def test_what_is_shown_is_there_and_nothing_else() -> None:
    assert sorted(SHOWN) == sorted(f"pictures/{path.name}" for path in (DOCS / "pictures").glob("*.svg"))
    assert sum((DOCS / shown).stat().st_size for shown in SHOWN) < 3_000_000


@pytest.mark.parametrize("shown", SHOWN)
def test_a_picture_opens_offline_and_names_no_folder_of_its_maker(shown: str) -> None:
    text = (DOCS / shown).read_text("utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert not re.search(r"href|@import|@font-face|url\(|/tmp/|/home/|/root/|/work/", text)
