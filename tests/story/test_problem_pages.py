"""Every page of docs/problems: its broken example gives exactly that problem there, its mended example none."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from jangmadang.story.problems import Problem
from jangmadang.story.reading import read_text

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "problems").glob("*.md"))
BLOCK = re.compile(r"^```yaml (broken|mended)\n(.*?)^```$", re.M | re.S)


def problems(page: str, text: str) -> list[Problem]:
    if "<!-- reading -->" in page:
        return read_text(text, "story.yaml").problems
    if find_spec("jangmadang.story.loading") is None:
        pytest.skip("no loader yet")
    from jangmadang.story.loading import load_text

    return list(load_text(text).problems)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_its_own_problem_and_how_it_goes_away(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    blocks = dict(BLOCK.findall(page))
    assert page.startswith(f"# {path.stem}\n")
    if not blocks:
        return
    line = int(re.findall(r"<!-- line (\d+) -->", page)[0])
    found = problems(page, blocks["broken"])
    assert {p.code for p in found} == {path.stem}, [p.text() for p in found]
    assert line in [p.line for p in found]
    assert [p.text() for p in problems(page, blocks["mended"])] == []


def test_every_problem_of_reading_has_a_page() -> None:
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/jangmadang/story/reading").glob("*.py"))
    codes = set(re.findall(r'(?:Slip|slip|Refused)\(\s*"([a-z0-9-]+)"', source))
    assert len(codes) > 20
    assert codes <= {path.stem for path in PAGES}
