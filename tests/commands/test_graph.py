"""`jangmadang graph`: which form is written where, a run on it, and what is said when it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_story import SMALL, write_small

from jangmadang.cli import main
from jangmadang.play.run import Run
from jangmadang.play.saves import to_bytes
from jangmadang.story.loading import load_text

BEGINS = {"svg": "<svg ", "html": "<!doctype html>", "mmd": "---\n", "dot": "digraph ", "json": "{\n"}


@pytest.mark.parametrize("form", BEGINS)
def test_the_ending_of_the_file_is_the_form(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    out = tmp_path / f"out.{form.upper()}"
    assert main(["graph", write_small(tmp_path), "-o", str(out)]) == 0
    assert out.read_text("utf-8").startswith(BEGINS[form])
    assert tuple(capsys.readouterr()) == ("", f"{out}: 3 scenes, 3 links.\n")


@pytest.mark.parametrize("form", BEGINS)
def test_without_a_file_it_goes_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main(["graph", write_small(tmp_path), "--format", form]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(BEGINS[form]) and printed.err == ""


def test_json_is_short_for_the_format_and_the_format_goes_before_the_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story, out = write_small(tmp_path), tmp_path / "out.txt"
    assert main(["graph", story, "--json"]) == 0
    graph = json.loads(capsys.readouterr().out)
    assert [card["id"] for card in graph["cards"]] == ["stove", "badge", "ledger"]
    assert main(["graph", story, "--format", "dot", "-o", str(out)]) == 0
    assert out.read_text().startswith("digraph ")


def test_a_form_that_nothing_names_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path)
    assert main(["graph", story]) == 2
    assert "--format with one of svg, html, mmd, dot, json" in capsys.readouterr().err
    assert main(["graph", story, "-o", str(tmp_path / "out.png")]) == 2
    assert "out.png does not say which form" in capsys.readouterr().err
    assert main(["graph", str(tmp_path / "nowhere"), "--json"]) == 2


def test_a_story_with_errors_is_not_drawn_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story, out = write_small(tmp_path, SMALL.replace("goto: ledger", "goto: leger")), tmp_path / "out.svg"
    out.write_text("kept")
    assert main(["graph", story, "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert "cannot be drawn" in said and 'did you mean "ledger"?' in said and out.read_text() == "kept"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", write_small(tmp_path), "-o", str(tmp_path / "no" / "out.svg")]) == 2
    assert "cannot be written" in capsys.readouterr().err


# ---- a run ----------------------------------------------------------------------------------------------------------
def stops(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    return [(stop["card"], stop["choice"]) for stop in json.loads(capsys.readouterr().out)["run"]]


TAKEN = [("stove", "own_seam"), ("badge", "latrine>believed"), ("ledger", "")]


def test_a_play_test_and_a_list_of_steps_are_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, test, lines = write_small(tmp_path), tmp_path / "test.yml", tmp_path / "steps.txt"
    test.write_text("seed: 7\nsteps: [own_seam, latrine>believed]\n")
    lines.write_text("own_seam\nlatrine>believed\n")
    for file in (test, lines):
        assert main(["graph", story, "--json", "--path", str(file)]) == 0
        assert stops(capsys) == TAKEN


def test_a_play_test_goes_by_its_name_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "believed.yaml").write_text("steps: [own_seam, latrine>believed]\n")
    assert main(["graph", story, "--json", "--path", "believed"]) == 0
    assert stops(capsys) == TAKEN
    assert main(["graph", story, "--json", "--path", "belived"]) == 2
    assert "there is no play-test and no file belived" in capsys.readouterr().err


def test_a_save_is_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, save = write_small(tmp_path), tmp_path / "1.json"
    loaded = load_text(SMALL)
    assert loaded.story is not None
    run = Run.start(loaded.story, 7)
    run.choose("own_seam")
    run.choose("latrine", ("believed",))
    save.write_bytes(to_bytes(run.life()))
    assert main(["graph", story, "--json", "--path", str(save)]) == 0
    assert stops(capsys) == TAKEN
    save.write_bytes(save.read_bytes().replace(b'"small"', b'"other"'))
    assert main(["graph", story, "--json", "--path", str(save)]) == 2
    assert "of another story" in capsys.readouterr().err
    save.write_bytes(b'{"jangmadang_save": 1}')
    assert main(["graph", story, "--json", "--path", str(save)]) == 2
    assert "is damaged" in capsys.readouterr().err


def test_a_run_that_goes_no_further_is_drawn_as_far_as_it_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story, lines = write_small(tmp_path), tmp_path / "steps.txt"
    lines.write_text("own_seam\nlatrin\n")
    assert main(["graph", story, "--json", "--path", str(lines)]) == 1
    printed = capsys.readouterr()
    assert 'did you mean "latrine"?' in printed.err
    assert [stop["card"] for stop in json.loads(printed.out)["run"]] == ["stove", "badge"]
    assert main(["graph", story, "--json", "--path", str(tmp_path / "nowhere.yaml")]) == 2


# ---- heat -----------------------------------------------------------------------------------------------------------
def test_lives_of_now_and_of_a_result_warm_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, result, out = write_small(tmp_path), tmp_path / "lives.json", tmp_path / "out.svg"
    assert main(["simulate", story, "--runs", "40", "--engine", "scalar", "-o", str(result)]) == 0
    capsys.readouterr()
    drawn = []
    for heat in ("40", str(result)):
        assert main(["graph", story, "--json", "--heat", heat]) == 0
        drawn.append(capsys.readouterr().out)
    assert drawn[0] == drawn[1]
    graph = json.loads(drawn[0])
    assert graph["lives"] == 40 and {card["id"]: card["heat"] for card in graph["cards"]}["ledger"] == 1.0
    assert main(["graph", story, "-o", str(out), "--heat", "40"]) == 0
    assert capsys.readouterr().err == f"{out}: 3 scenes, 3 links, warm by 40 lives.\n"
    write_small(tmp_path, SMALL.replace("goto: badge", "goto: ledger", 1))
    assert main(["graph", story, "--json", "--heat", str(result)]) == 2
    assert "before this story was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("heat", "words"),
    [
        ("20,001", "from 1 to 20,000"),
        ("0", "from 1 to"),
        ("no.json", "No such file"),
        ("small.yaml", "is no result of a simulation"),
    ],
)
def test_heat_that_there_is_not_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], heat: str, words: str
) -> None:
    story = write_small(tmp_path)
    heat = heat if "." not in heat else str(tmp_path / heat)
    try:
        assert main(["graph", story, "--json", "--heat", heat]) == 2
    except SystemExit as refused:
        assert refused.code == 2
    printed = capsys.readouterr()
    assert words in printed.err and printed.out == ""
