"""One thing is wrong in a whole story: `check` finds just that, just there. What only looks wrong is let be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from planting import PLANTED, Case, cases

from jangmadang.desk.lint import checked, rules
from jangmadang.story.loading import Script, load_script, load_script_text
from jangmadang.story.problems import Problem

CASES = list(cases())
PROBLEMS = Path(__file__).parents[3] / "docs" / "problems"
ROW = (PLANTED / "row.yaml").read_text(encoding="utf-8")


def found(script: Script) -> list[Problem]:
    return [one.problem for one in checked(script)]


def only(problems: list[Problem], code: str, line: int, column: int) -> None:
    told = "\n".join(problem.text() for problem in problems)
    assert [(p.code, p.line, p.column) for p in problems] == [(code, line, column)], told


@pytest.mark.parametrize("story", ["row.yaml", "night.yaml"])
def test_nothing_is_wrong_in_the_ground(story: str) -> None:
    script = load_script_text((PLANTED / story).read_text(encoding="utf-8"))
    assert [p.text() for p in found(script)] == []
    assert script.story is not None and len(script.story.scenes) > 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_planted_defect_is_found_where_it_is(case: Case) -> None:
    problems = found(load_script_text(case.text))
    if case.at is None:
        assert [p.text() for p in problems] == []
        return
    line, _ = case.at
    assert [p.code for p in problems if p.line == line and p.code in case.follows] == list(case.follows)
    only([p for p in problems if p.line != line or p.code not in case.follows], case.code, *case.at)


# ---- what a patch cannot hold ---------------------------------------------------------------------------------------
def _put(old: str, new: str) -> str:
    """The story with something else in one place."""
    assert ROW.count(old) == 1
    return ROW.replace(old, new)


HERE = "▸"
COPIES = "".join(f"  - &x{n} [{', '.join([f'*x{n - 1}'] * 12)}]\n" for n in (1, 2, 3))
BULKY = {
    "control-character": _put("and then the cat.", f"and then the {HERE}\x07cat."),
    "key-too-long": _put("tables:\n", f"tables:\n  {HERE}{'x' * 201}: [1]\n"),
    "nested-too-deep": f"{ROW}summaries: {'[' * 49}{HERE}{'[' * 9}{']' * 58}\n",
    "set-too-large": _put(
        "  sums: {", f"  many: {{set_of: {HERE}[{', '.join(f'x{n}' for n in range(61))}]}}\n  sums: {{"
    ),
    "too-long": _put("when: ok_sun.trust < 40", f"when: {HERE}ok_sun.trust < 40{' or risk > 30' * 40}"),
    "too-many-copies": _put(
        "start: kitchen\n",
        f"start: kitchen\nsummaries:\n  - &x0 [{', '.join('a' * 12)}]\n{COPIES}  - [{'*x3, ' * 7}{HERE}*x3, *x3]\n",
    ),
}
"""Texts with one defect that is long, or that nobody can see, each with HERE before the place where it is found."""


@pytest.mark.parametrize("code", BULKY)
def test_a_bulky_defect_is_found_where_it_is(code: str) -> None:
    before, after = BULKY[code].split(HERE)
    only(found(load_script_text(before + after)), code, before.count("\n") + 1, len(before) - before.rfind("\n"))


DRAWN = "s" * 20 + "\n" + "w" * 20 + "\n"


def _files(folder: Path) -> Path:
    (folder / "pictures").mkdir()
    (folder / "story.yaml").write_text(ROW, encoding="utf-8")
    for name in ("stove", "planks"):
        (folder / "pictures" / f"{name}.txt").write_text(DRAWN, encoding="utf-8")
    return folder


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="latin-1")


IN_FILES: dict[str, tuple[Callable[[Path], object], str, int, int]] = {
    "missing-file": (lambda folder: (folder / "pictures" / "stove.txt").unlink(), "story.yaml", 42, 11),
    "drawing-size": (_write("pictures/stove.txt", "s" * 70 + "\n"), "stove.txt", 1, 67),
    "uneven-rows": (_write("pictures/stove.txt", "ssss\nsss\n"), "stove.txt", 2, 4),
    "unknown-letter": (_write("pictures/stove.txt", "ssss\nss?s\n"), "stove.txt", 2, 3),
    "duplicate": (_write("later.yaml", "constants: {levy: 300}\n"), "later.yaml", 1, 13),
    "not-utf8": (_write("later.yaml", "# the caf\xe9\n"), "later.yaml", 1, 10),
    "file-too-large": (_write("later.yaml", "# row\n" * 900_000), "later.yaml", 1, 1),
}
"""What happens to a story's folder, and the file and place where it has to be told."""


@pytest.mark.parametrize("code", IN_FILES)
def test_a_defect_between_files_is_found_where_it_is(code: str, tmp_path: Path) -> None:
    happens, file, line, column = IN_FILES[code]
    folder = _files(tmp_path)
    assert found(load_script(folder)) == []
    happens(folder)
    problems = found(load_script(folder))
    only(problems, code, line, column)
    assert Path(problems[0].file).name == file


# ---- all of it ------------------------------------------------------------------------------------------------------
NOT_PLANTED = {
    "no-story": "there is no story to plant it in",
    "play-test": "stands in a play-test, not in a story",
    "policy": "stands in a policy, not in a story",
    "too-many-problems": "comes with a thousand others",
    "unreadable": "needs a folder that nobody may read",
    "unreadable-file": "needs a file that nobody may read",
}


def test_every_code_is_planted_or_there_is_a_reason_why_not() -> None:
    codes = {path.stem for path in PROBLEMS.glob("*.md")} - {"README"}
    planted = {case.code for case in CASES if case.at is not None} | BULKY.keys() | IN_FILES.keys()
    assert sorted(codes - planted - NOT_PLANTED.keys()) == []
    assert sorted((planted | NOT_PLANTED.keys()) - codes) == []
    assert sorted(planted & NOT_PLANTED.keys()) == []


# ---- where nothing is wrong -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["hundred", "three-days"])
def test_nothing_is_found_in_a_story_that_comes_with_the_game(name: str) -> None:
    script = load_script(Path(__file__).parents[3] / "stories" / name)
    assert [p.text() for p in found(script)] == []


def test_every_rule_was_asked() -> None:
    planted = {case.code for case in CASES if case.at is not None}
    assert sorted({rule.code for rule in rules()} - planted) == []
