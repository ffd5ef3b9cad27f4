"""The walls between the rooms: what the import contract forbids, and what a command may not load."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Too slow to start with, or a screen's business: none of it belongs to a command that prints lines.
HEAVY = {"dataclasses", "importlib.metadata", "numpy", "pydantic", "rich", "textual"}

RUN_AND_LIST_MODULES = """
import json, sys
from jangmadang.cli import main
try:
    status = main()
except SystemExit as stop:
    status = stop.code
sys.stdout.flush()
print(json.dumps({"status": status or 0, "modules": sorted(sys.modules)}), file=sys.stderr)
"""


def test_the_rooms_import_only_downwards() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_no_two_folders_of_tests_have_a_helper_of_one_name() -> None:
    """Folders without `__init__.py` share one space of names: the second module of a name would never be found."""
    folders = [
        folder for folder in [ROOT / "tests", *(ROOT / "tests").rglob("*/")] if "node_modules" not in folder.parts
    ]
    flat = [folder for folder in folders if not (folder / "__init__.py").exists()]
    names = Counter(file.stem for folder in flat for file in folder.glob("*.py") if file.stem != "conftest")
    assert not [name for name, times in names.items() if times > 1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["stories"],
        ["check", str(ROOT / "stories" / "three-days")],
        ["play", "three-days", "--plain", "--seed", "7"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_of_lines_loads_no_screen(arguments: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", RUN_AND_LIST_MODULES, *arguments],
        cwd=ROOT,
        input="quit\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stderr.splitlines()[-1])
    assert told["status"] == 0, ran.stdout + ran.stderr
    assert HEAVY.isdisjoint(told["modules"])
