"""`jangmadang fmt`: what it writes, what it leaves, and what it says of both."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from small_story import SMALL

from jangmadang.cli import main
from jangmadang.desk.formatting import files
from jangmadang.story import shelf

LOOSE = SMALL.replace("  told:", "  told:  ").replace("scenes:\n", "scenes:\n\n\n")
LAID = SMALL.replace("  badge:\n    title", "\n  badge:\n    title").replace(
    "  ledger:\n    title", "\n  ledger:\n    title"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story of two files and a play-test, none of them laid out."""
    folder = tmp_path / "small"
    (folder / "tests").mkdir(parents=True)
    (folder / "story.yaml").write_text(LOOSE, encoding="utf-8")
    (folder / "more.yaml").write_text("notes:\n    jar: {text:  A jar.}   # kept\n", encoding="utf-8")
    (folder / "tests" / "one.yaml").write_text("seed:   7\nsteps: [ wait ]\n", encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))}


def test_a_story_and_its_play_tests_are_laid_out(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", str(story)]) == 0
    assert texts(story) == {
        "story.yaml": LAID,
        "more.yaml": "notes:\n  jar: {text: A jar.}    # kept\n",
        "tests/one.yaml": "seed: 7\nsteps: [wait]\n",
    }
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(story / name) for name in ("story.yaml", "more.yaml", "tests/one.yaml")]
    assert printed.err == "3 files laid out, 0 as they should be.\n"
    assert main(["fmt", str(story)]) == 0
    assert capsys.readouterr().err == "0 files laid out, 3 as they should be.\n"


def test_check_says_which_files_are_not_laid_out_and_writes_nothing(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(story)
    assert main(["fmt", "--check", str(story)]) == 1
    assert str(story / "more.yaml") in capsys.readouterr().out.splitlines()
    assert texts(story) == before
    main(["fmt", str(story)])
    assert main(["fmt", "--check", str(story)]) == 0


def test_diff_shows_the_lines_and_writes_nothing(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(story)
    assert main(["fmt", "--diff", str(story / "tests" / "one.yaml")]) == 0
    printed = capsys.readouterr()
    assert "-seed:   7\n-steps: [ wait ]\n+seed: 7\n+steps: [wait]\n" in printed.out
    assert printed.err == "1 file would be laid out, 0 as they should be.\n"
    assert texts(story) == before


def test_a_cover_alone_is_laid_out_alone(story: Path) -> None:
    more = (story / "more.yaml").read_text()
    assert main(["fmt", str(story / "story.yaml")]) == 0
    assert (story / "story.yaml").read_text() == LAID and (story / "more.yaml").read_text() == more


def test_a_file_with_errors_is_left_and_the_others_are_laid_out(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = "notes:\n    jar: {text:  A jar.\n"
    (story / "more.yaml").write_text(broken)
    assert main(["fmt", str(story)]) == 1
    assert (story / "more.yaml").read_text() == broken and (story / "story.yaml").read_text() == LAID
    said = capsys.readouterr().err
    assert f"{story / 'more.yaml'}:2:" in said and "left as it is until that is mended" in said


def test_a_file_that_changes_meanwhile_is_not_written_over(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = files.judged

    def typed_on(path: Path) -> files.Laid:
        laid = judged(path)
        if path.name == "more.yaml":
            path.write_text("notes: {}\n")
        return laid

    monkeypatch.setattr(files, "judged", typed_on)
    assert main(["fmt", str(story)]) == 1
    assert (story / "more.yaml").read_text() == "notes: {}\n" and (story / "story.yaml").read_text() == LAID
    assert "more.yaml: not written: it has changed meanwhile" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="links and modes")
def test_links_and_modes_stay(story: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("notes:\n    jar: {text: A jar.}\n")
    real.chmod(0o640)
    (story / "more.yaml").unlink()
    (story / "more.yaml").symlink_to(real)
    assert main(["fmt", str(story)]) == 0
    assert (story / "more.yaml").is_symlink() and real.read_text() == "notes:\n  jar: {text: A jar.}\n"
    assert real.stat().st_mode & 0o777 == 0o640


def test_line_ends_and_the_mark_at_the_start_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("\ufeffnotes:\r\n    jar: {text: A jar.}\r\n".encode())
    assert main(["fmt", str(file)]) == 0
    assert file.read_bytes() == "\ufeffnotes:\r\n  jar: {text: A jar.}\r\n".encode()


def test_as_json_there_is_one_object_a_file(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (story / "more.yaml").write_text("notes: [\n")
    assert main(["fmt", "--json", str(story)]) == 1
    cover, more, test = json.loads(capsys.readouterr().out)
    assert (cover["result"], more["result"], test["result"]) == ("changed", "wrong", "changed")
    assert more["problems"][0]["code"] and more["file"] == str(story / "more.yaml")


@pytest.mark.parametrize("named", ["nowhere", "", "a\0b", "x" * 5000])
def test_what_is_not_there(named: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", named]) == 2
    assert "there is no file or folder" in capsys.readouterr().err


def test_a_folder_without_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", str(tmp_path)]) == 2
    assert "there is no .yaml file in" in capsys.readouterr().err


def test_a_story_of_the_game_is_looked_at_by_name_and_not_written(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shelf, "shipped", lambda: {"small": story})
    before = texts(story)
    assert main(["fmt", "small"]) == 2 and texts(story) == before
    assert "it comes with the game" in capsys.readouterr().err
    assert main(["fmt", "--check", "small"]) == 1


# ---- for editors ----------------------------------------------------------------------------------------------------
class Stream:
    """Standard input or output, with the bytes below it."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)

    def flush(self) -> None: ...


@pytest.mark.parametrize(
    "given, wanted, code",
    [
        ("notes:\n    jar: {text:  둘}\n", "notes:\n  jar: {text: 둘}\n", 0),
        ("notes: [\n", "", 1),
        ("", "", 0),
    ],
)
def test_an_editor_hands_over_a_text_and_gets_one_or_nothing(
    given: str, wanted: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Stream()
    monkeypatch.setattr(sys, "stdin", Stream(given.encode()))
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["fmt", "-"]) == code
    assert out.buffer.getvalue().decode() == wanted


def test_the_stories_of_a_folder_are_laid_out_with_their_play_tests(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fmt", "--check", str(story.parent)]) == 1
    said = capsys.readouterr()
    assert "3 files would be laid out" in said.err and "one.yaml" in said.out


def test_a_file_that_is_no_utf_8_is_no_file_to_lay_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "story.yaml"
    file.write_bytes(LOOSE.replace("A quilt", "Café").encode("latin-1", "replace"))
    kept = file.read_bytes()
    for option in ("--check", "--diff"):
        assert main(["fmt", option, str(file)]) == 1
        said = capsys.readouterr()
        assert "not-utf8" in said.err and not said.out
    assert main(["fmt", str(file)]) == 1
    assert "left as it is until that is mended" in capsys.readouterr().err and file.read_bytes() == kept


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert main(["fmt", str(tmp_path / "pipe.yaml")]) == 2
    assert "is neither a file nor a folder" in capsys.readouterr().err
