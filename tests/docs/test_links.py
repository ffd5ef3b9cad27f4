"""Every link between our pages leads somewhere: to a file that is there, and to a heading that is on it."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
FENCE = re.compile(r"^( *)(```+|~~~+).*?^\1\2 *$", re.M | re.S)
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)(?: \"[^\"]*\")?\)")


def _prose(page: Path) -> str:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    text = re.sub(r"^ {4}.*$", "", text, flags=re.M)  # a command, or output
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", lambda code: code[0].strip("`") if "](" not in code[0] else "", text)


@cache
def _anchors(page: Path) -> frozenset[str]:
    found: dict[str, int] = {}
    anchors = set(re.findall(r'<a (?:id|name)="([^"]+)"', page.read_text(encoding="utf-8")))
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", _prose(page), re.M):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        slug = re.sub(r" ", "-", re.sub(r"[^\w\- ]", "", words))
        times = found[slug] = found.get(slug, -1) + 1
        anchors.add(f"{slug}-{times}" if times else slug)
    return frozenset(anchors)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    astray = []
    for link in LINK.findall(_prose(page)):
        if re.match(r"\w+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        aim = (page.parent / file).resolve() if file else page
        if not aim.exists() or (anchor and (aim.suffix != ".md" or anchor not in _anchors(aim))):
            astray.append(link)
    assert astray == []


def test_a_writer_comes_to_every_page_from_the_first() -> None:
    first = ROOT / "docs" / "writing" / "README.md"
    pages = {page.relative_to(first.parent).as_posix() for page in first.parent.rglob("*.md")} - {first.name}
    assert pages - set(LINK.findall(_prose(first))) == set()


def test_every_page_of_the_site_is_on_its_way_round() -> None:
    """What the site's contents name is there, and no page for writers or players is left out of them."""
    listed: list[str] = []

    def gather(entries: list[object]) -> None:
        for entry in entries:
            inner = next(iter(entry.values())) if isinstance(entry, dict) else entry
            if isinstance(inner, list):
                gather(inner)
            else:
                listed.append(str(inner))

    gather(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    docs = ROOT / "docs"
    assert [page for page in listed if not (docs / page).is_file()] == []
    expected = {
        str(page.relative_to(docs))
        for folder in ("playing", "writing", "writing/encounters", "story")
        for page in (docs / folder).glob("*.md")
    }
    assert sorted(expected - set(listed)) == []
