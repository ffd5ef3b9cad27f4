"""Every page of docs/problems: its broken example gives exactly that problem there, its mended example none.

And every problem that our code can give has its page, so that a code is never a dead end.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jangmadang.desk.lint import checked
from jangmadang.play.playtests import read_play_test_text
from jangmadang.story.loading import load_script_text, load_text
from jangmadang.story.problems import Problem
from jangmadang.story.reading import read_text

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "jangmadang"
FOLDER = ROOT / "docs" / "problems"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.stem != "README")
NAMED = {path.stem for path in PAGES}
BLOCK = re.compile(r"^```yaml (broken|mended)\n(.*?)^```$", re.M | re.S)
CODE = re.compile(r"[a-z]+[0-9]*(-[a-z0-9]+)*")
NO_CODES = {"utf-8"}
WITHOUT_EXAMPLE = {
    "drawing-size",  # needs a drawing's file, as the next two
    "duplicate",  # needs two files
    "file-too-large",
    "missing-file",  # needs a folder
    "no-story",
    "not-utf8",
    "policy",  # needs a story to be held against
    "too-many-problems",
    "uneven-rows",
    "unknown-letter",
    "unreadable",
    "unreadable-file",
}


def problems(page: str, text: str) -> list[Problem]:
    if "<!-- reading -->" in page:
        return read_text(text, "story.yaml").problems
    if "<!-- play-test -->" in page:
        return list(read_play_test_text(text).problems)
    if "<!-- lint -->" in page:
        return [one.problem for one in checked(load_script_text(text))]
    return list(load_text(text).problems)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_its_own_problem_and_how_it_goes_away(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert page.startswith(f"# {path.stem}\n")
    blocks = dict(BLOCK.findall(page))
    if path.stem in WITHOUT_EXAMPLE:
        assert not blocks
        return
    line = int(re.findall(r"<!-- line (\d+) -->", page)[0])
    found = problems(page, blocks["broken"])
    assert {p.code for p in found} == {path.stem}, [p.text() for p in found]
    assert line in [p.line for p in found]
    assert [p.text() for p in problems(page, blocks["mended"])] == []


def codes() -> set[str]:
    """Every code in the rooms that find problems."""
    rooms = (SOURCE / "story", SOURCE / "play", SOURCE / "many", SOURCE / "desk" / "lint")
    files = [path for room in rooms for path in room.rglob("*.py")]
    return {code for path in files for code in _codes(ast.parse(path.read_text(encoding="utf-8")))} - NO_CODES


def _codes(tree: ast.Module) -> Iterator[str]:
    """Kebab-case words anywhere; single words where a problem is told; and the `unknown-…` of what a list names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if "-" in node.value and CODE.fullmatch(node.value):
                yield node.value
        elif isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first, last = node.args[0], node.args[-1]
            if name == "Problem":
                first = node.args[3]
            if name in ("report", "problem", "Problem", "Slip", "Trouble", "trouble", "ExprProblem", "Rule"):
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
            elif name in ("_known", "all_known") and isinstance(last, ast.Constant):
                yield f"unknown-{last.value.replace(' ', '-')}"


def test_every_problem_has_a_page_and_every_page_a_problem() -> None:
    given = codes()
    assert len(given) > 100
    assert sorted(given - NAMED) == []
    assert sorted(NAMED - given) == []


def test_the_index_names_every_page_once() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([\w-]+)\.md\)", index)
    assert sorted(linked) == sorted(NAMED)


@pytest.mark.parametrize("path", [*PAGES, FOLDER / "README.md"], ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        assert (FOLDER / link).exists(), link
