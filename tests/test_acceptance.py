"""What Three Days is accepted by: every ending again, byte for byte, and every slip told where it stands."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from slips_in_a_story import Site, sites, with_slips

from jangmadang.cli import main
from jangmadang.play.playtests import read_play_test
from jangmadang.story import shelf
from jangmadang.story.loading import load

STORY = shelf.shipped()["three-days"]
TESTS = sorted((STORY / "tests").glob("*.yaml"))
AT_ONCE = 60
"""Slips in one copy of the story: each must be told though others are there."""


@cache
def endings() -> dict[str, Path]:
    """For each ending a play-test that reaches it."""
    found: dict[str, Path] = {}
    for path in TESTS:
        test = read_play_test(path).test
        assert test is not None, path
        if test.expect.ending:
            found.setdefault(test.expect.ending, path)
    return found


@cache
def all_sites() -> tuple[Site, ...]:
    return tuple(sites(STORY))


# ---- the same story again --------------------------------------------------------------------------------------------
def test_there_is_a_choices_file_for_every_ending() -> None:
    story = load(STORY).story
    assert story is not None
    assert set(endings()) == {scene.id for scene in story.endings}


@pytest.mark.parametrize("ending", endings())
def test_the_same_seed_and_choices_give_the_same_bytes_whatever_the_hashing(ending: str, tmp_path: Path) -> None:
    written = []
    for hashing in ("0", "31337"):
        path = tmp_path / f"{hashing}.md"
        command = [sys.executable, "-m", "jangmadang", "play", "three-days", "--plain", "--seed", "7"]
        command += ["--choices", str(endings()[ending]), "--transcript", str(path)]
        env = {**os.environ, "PYTHONHASHSEED": hashing}
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=env, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"")
        written.append((path.read_bytes(), ran.stdout))
    assert written[0] == written[1]
    assert b"**The end: " in written[0][0] and len(written[0][0]) > 5000


# ---- slips -----------------------------------------------------------------------------------------------------------
def missed(slips: list[Site], folder: Path, capsys: pytest.CaptureFixture[str]) -> list[Site]:
    """Those of the slips that `check` does not tell with file, line, column and the name that was meant."""
    with_slips(STORY, folder, slips)
    assert main(["check", str(folder)]) == 1
    heads = [line for line in capsys.readouterr().out.split("\n") if line.startswith(str(folder))]
    return [
        site
        for site in slips
        if not any(
            head.startswith(f"{folder / site.file}:{site.line}:{site.column}: ") and f'"{site.meant}"' in head
            for head in heads
        )
    ]


def one_a_line(found: list[Site]) -> list[list[Site]]:
    """The sites in as few copies of the story as can be, no two of one copy on the same line."""
    copies: list[dict[tuple[str, int], Site]] = []
    for site in found:
        for copy in copies:
            if len(copy) < AT_ONCE and (site.file, site.line) not in copy:
                copy[site.file, site.line] = site
                break
        else:
            copies.append({(site.file, site.line): site})
    return [list(copy.values()) for copy in copies]


@pytest.mark.parametrize("kind", ["scene", "exit", "variable"])
def test_a_slip_in_any_name_is_told_where_it_stands_with_the_name_meant(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [site for site in all_sites() if site.kind == kind]
    assert len(found) >= {"scene": 70, "exit": 8, "variable": 300}[kind]
    assert [site for slips in one_a_line(found) for site in missed(slips, tmp_path, capsys)] == []


def test_a_slip_in_a_key_is_told_where_it_stands_with_the_key_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One at a time: a section that is not read takes all that it declares with it."""
    by_key = {site.meant: site for site in random.Random(7).sample(all_sites(), len(all_sites())) if site.kind == "key"}
    assert len(by_key) >= 60
    some = random.Random(7).sample(sorted(by_key.values()), 25)
    assert [site for slip in some for site in missed([slip], tmp_path, capsys)] == []


@pytest.mark.long
def test_a_slip_anywhere_is_told_where_it_stands_with_the_word_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [site for slip in all_sites() for site in missed([slip], tmp_path, capsys)] == []


@pytest.mark.parametrize("slip", ["=1000", "promised is walks", "money >== 3", "1 +", "owed and", "(money"])
def test_an_expression_that_is_none_is_told_where_it_stands(
    slip: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cover = (STORY / "story.yaml").read_text(encoding="utf-8")
    assert "  can_pay: money >= owed\n" in cover
    with_slips(STORY, tmp_path, [])
    (tmp_path / "story.yaml").write_text(cover.replace("can_pay: money >= owed\n", f"can_pay: {slip}\n"), "utf-8")
    line = cover.split("  can_pay: money >= owed\n")[0].count("\n") + 1
    assert main(["check", str(tmp_path)]) == 1
    heads = [head for head in capsys.readouterr().out.split("\n") if head.startswith(str(tmp_path))]
    assert heads and all(head.startswith(f"{tmp_path / 'story.yaml'}:{line}:") for head in heads)
