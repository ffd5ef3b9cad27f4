"""Listing, checking and describing stories from the command line."""

import json
import os
import re
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from small_story import SMALL, write_small

from jangmadang.cli import main
from jangmadang.story import shelf


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shipped stories: one as a folder, one as a file, and something that is none."""
    folder = tmp_path / "stories"
    (folder / "small").mkdir(parents=True)
    (folder / "small" / "story.yaml").write_text(SMALL)
    (folder / "other.yaml").write_text(SMALL.replace("id: small", "id: other").replace("[hunger]", "[]"))
    (folder / "LICENSE").write_text("no story")
    monkeypatch.setattr(shelf, "_shipped_folder", lambda: folder)
    return folder


def test_the_list_says_what_one_chooses_by(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories"]) == 0
    assert capsys.readouterr().out == (
        "other: A Small Story\n  A quilt and a badge.\n  About 2 minutes, 3 scenes, 1 ending.\n\n"
        "small: A Small Story\n  A quilt and a badge.\n  About 2 minutes, 3 scenes, 1 ending.\n"
        "  Content notes: hunger.\n"
    )


def test_the_list_as_json(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", "--format", "json"]) == 0
    other, small = json.loads(capsys.readouterr().out)
    assert (other["id"], small["id"]) == ("other", "small")
    assert small["content_notes"] == ["hunger"] and small["minutes"] == 2 and small["errors"] == 0
    assert small["path"] == str(shipped / "small")


def test_a_shipped_story_with_errors_is_listed_with_them(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shipped / "other.yaml").write_text("jangmadang: [")
    assert main(["stories"]) == 1
    said = capsys.readouterr().out
    assert "jangmadang check other" in said and "small: A Small Story" in said


@pytest.mark.parametrize("named", ["small", "stories/small", "stories/small/story.yaml", "other", "stories/other.yaml"])
def test_a_story_is_named_by_path_or_id(shipped: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.chdir(shipped.parent)
    assert main(["check", named]) == 0


def test_a_path_goes_before_a_shipped_id(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shipped.parent / "small").write_text("jangmadang: [")
    monkeypatch.chdir(shipped.parent)
    assert main(["check", "small"]) == 1


def test_every_problem_has_its_place_its_line_and_a_caret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SMALL.replace("goto: ledger", "goto: leger").replace("told: +mina", "told: +min"))
    assert main(["check", story]) == 1
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    places = [line for line in lines if line.startswith(f"{story}:")]
    assert len(places) >= 2
    for place in places:
        line, column = map(int, place.removeprefix(f"{story}:").split(":")[:2])
        source = Path(story).read_text().splitlines()[line - 1]
        shown = lines[lines.index(place) + 1 : lines.index(place) + 3]
        assert shown[0] == f"    {source}"
        assert shown[1].index("^") == 4 + column - 1
    assert "errors" in printed.err


def test_problems_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SMALL.replace("goto: ledger", "goto: leger"))
    assert main(["check", story, "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert {"file", "line", "column", "code", "message", "hint", "severity"} <= problems[0].keys()
    assert problems[0]["file"] == story


def test_warnings_alone_are_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SMALL.replace("text: A boot on the cloth.", 'text: "A boot on the cloth."'))
    assert main(["check", story]) == 0
    printed = capsys.readouterr()
    assert "quoted-text" in printed.out and printed.err == "0 errors, 1 warning.\n"


def test_several_stories_at_once_and_one_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path)
    assert main(["check", story, story]) == 0
    assert main(["check", story, "nowhere"]) == 2
    assert main(["check", str(tmp_path / "nowhere.yaml")]) == 2
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / "empty")]) == 1
    assert "no .yaml file" in capsys.readouterr().out


def test_the_schema_takes_a_good_story_and_refuses_a_slip(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(yaml.safe_load(SMALL))
    assert not validator.is_valid(yaml.safe_load(SMALL.replace("choices:", "choises:")))


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2: `on` is a key and 2009-02-27 a text, as whatever an editor validates with reads them."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag.rpartition(":")[2] in ("int", "float", "null", "merge")]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def test_the_schema_takes_every_shipped_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    validator = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    files = [file for story in shelf.shipped().values() for file in shelf.story_files(story)]
    assert len(files) > 1
    for file in files:
        read = yaml.load(file.read_text("utf-8"), AsEditorsRead)
        assert [error.json_path for error in validator.iter_errors(read)] == [], file


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_and_devices_in_a_storys_folder_are_not_waited_for(tmp_path: Path) -> None:
    write_small(tmp_path)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zeros.yaml").symlink_to("/dev/zero")
    assert main(["check", str(tmp_path)]) == 0
    assert main(["check", str(tmp_path / "pipe.yaml")]) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text here")
def test_a_file_whose_name_is_no_text_is_checked_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / os.fsdecode(b"\xff.yaml")
    path.write_text(SMALL.replace("goto: ledger", "goto: leger"))
    assert main(["check", "--json", str(path)]) == 1
    assert json.loads(capsys.readouterr().out)[0]["file"].endswith("\ufffd.yaml")


def test_a_story_without_problems_is_told_so_where_no_program_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = write_small(tmp_path)
    assert main(["check", story]) == 0
    assert tuple(capsys.readouterr()) == ("", f"{story}: nothing is wrong. 3 scenes, 1 ending.\n")
    assert main(["check", "--json", story]) == 0
    assert tuple(capsys.readouterr()) == ("[]\n", "")
