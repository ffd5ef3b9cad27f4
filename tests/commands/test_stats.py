"""`jangmadang stats` from the command line: a calm page, a long table, data, and the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from small_story import SMALL, write_small

from jangmadang.cli import main

Capture = pytest.CaptureFixture[str]


def stats(capsys: Capture, *options: str) -> str:
    assert main(["stats", *options]) == 0
    return capsys.readouterr().out


def test_a_small_story_on_a_page(tmp_path: Path, capsys: Capture) -> None:
    assert stats(capsys, write_small(tmp_path), "--lives", "0") == (
        "A Small Story (small): 3 scenes, 1 ending, 41 words.\n\n"
        "Words that a player may read, every variant:\n"
        "  text 14 · results 4 · choices 16 · titles 7\n"
        "  small.yaml     3 scenes       41 words\n"
        "  One visit shows 5 words of a scene's text (medians); stove up to 5.\n\n"
        "Ways, conditions not asked; an encounter is one scene, its own choices uncounted\n"
        "  scenes by choices offered: 2: 1 · 3: 1\n"
        "  1 scene leads to several others, 0 are come to from several\n"
        "  in 1 scene all choices lead to one scene\n"
        "  shortest: 3 scenes: stove → badge → ledger\n"
        "  longest: 3 scenes at most; each scene of its loop of 2 counted once\n\n"
        "Endings, with their words\n"
        "  ledger 6\n\n"
        "Speech: none stands in double quotes.\n\n"
        "Readability: 109, very easy (3.6 words a sentence, 1.11 syllables a word).\n"
        "  Flesch 1948: 206.835 - 1.015 words a sentence - 84.6 syllables a word\n"
    )


def test_lives_say_how_many_and_how_fast_one_reads(tmp_path: Path, capsys: Capture) -> None:
    out = stats(capsys, write_small(tmp_path), "--lives", "20")
    assert "One life (20 lived at random, seed 1)" in out
    assert "minutes, at 260 words each*" in out and "(Brysbaert 2019)" in out
    assert "ledger 100" in out


def test_a_shipped_story_takes_some_forty_lines(capsys: Capture) -> None:
    out = stats(capsys, "hundred", "--lives", "5")
    assert len(out.splitlines()) <= 42
    assert max(map(len, out.splitlines())) <= 82


def test_every_scene_has_its_line(tmp_path: Path, capsys: Capture) -> None:
    out = stats(capsys, write_small(tmp_path), "--lives", "0", "--scenes")
    rows = [line.split() for line in out.split("\n\n")[-1].splitlines()]
    assert [row[0] for row in rows[1:]] == ["stove", "badge", "ledger"]
    assert rows[1][1:] == ["19", "5", "3", "1", "1", "small.yaml:17"]


def test_json_says_the_same(tmp_path: Path, capsys: Capture) -> None:
    found = json.loads(stats(capsys, write_small(tmp_path), "--json", "--lives", "10"))
    assert found["words"]["text"] == 14 and found["endings"] == {"ledger": 6}
    assert found["branching"]["shortest"] == ["stove", "badge", "ledger"]
    assert found["branching"]["loops"] == [["stove", "badge"]] and found["branching"]["branches"] == ["badge"]
    assert found["lives"]["lives"] == 10 and found["lives"]["words_a_minute"] == 260
    assert [scene["scene"] for scene in found["scenes"]] == ["stove", "badge", "ledger"]


def test_every_key_of_the_json_stands_in_its_page(tmp_path: Path, capsys: Capture) -> None:
    text = SMALL.replace("text: A boot on the cloth.", "text: '\"Late,\" says Mi-na.'")
    found = json.loads(stats(capsys, write_small(tmp_path, text), "--json", "--lives", "3"))
    page = Path(__file__).parents[2] / "docs" / "writing" / "stats.md"
    told = set(re.findall(r"\w+", page.read_text().partition("| key of the JSON")[2]))
    lists = (found["files"][0], found["scenes"][0], found["spoken"]["voices"][0])
    parts = (
        found["words"],
        found["branching"],
        found["lives"],
        found["lives"]["words"],
        found["spoken"],
        found["ease"],
    )
    assert {key for part in (found, *lists, *parts) for key in part} - told == set()


def test_what_is_known_of_english_is_said_of_english_only(tmp_path: Path, capsys: Capture) -> None:
    korean = write_small(tmp_path, SMALL.replace("id: small", "id: small\nlanguage: ko"))
    out = stats(capsys, korean, "--lives", "3")
    assert "Readability" not in out and "Speech" not in out and "minutes" not in out and "words read" in out
    assert json.loads(stats(capsys, korean, "--json", "--lives", "0"))["ease"] is None


def test_a_broken_story_has_no_numbers(tmp_path: Path, capsys: Capture) -> None:
    path = write_small(tmp_path, SMALL.replace("goto: badge", "goto: bagde"))
    assert main(["stats", path]) == 1
    assert "unknown-scene" in capsys.readouterr().err
    assert main(["stats", "nowhere"]) == 2


@pytest.mark.parametrize("number", ["-1", "x", "100001"])
def test_lives_are_bounded(tmp_path: Path, capsys: Capture, number: str) -> None:
    assert main(["stats", write_small(tmp_path), "--lives", number]) == 2
    assert "a whole number from 0 to 100,000" in capsys.readouterr().err
