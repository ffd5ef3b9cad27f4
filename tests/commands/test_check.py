"""`jangmadang check`: what it prints in each form, what it writes when it mends, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from glob import glob
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from small_story import write_small

from jangmadang import __version__
from jangmadang.cli import main
from jangmadang.commands.check import FORMATS
from jangmadang.desk.lint import rewriting
from jangmadang.story.building.demands import REQUIRABLE

QUIET = """\
jangmadang: 1
id: quiet
title: Quiet
start: gate
scenes:
  gate:
    text: The gate is shut.
    choices:
      - {text: Go round by the drain, goto: road}
      - {text: Wait for the guard to sleep, id: wait, goto: road}
  road:
    text: The road is white.
    ending: {title: The road}
"""
WARNED = QUIET.replace("The gate is shut.", "The gate is shut. # at four")
SLIPS = QUIET.replace("goto: road}\n      - {text: Wait", "when: day > 1 && day < 9, goto: raod}\n      - {text: Wait")


def check(*arguments: str) -> int:
    return main(["check", *arguments])


def test_warnings_alone_are_fine_unless_one_is_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, WARNED)
    assert check(story) == 0
    assert "comment-after-text" in capsys.readouterr().out
    assert check(story, "--strict") == 1
    assert check(write_small(tmp_path, QUIET), "--strict") == 0


def test_what_lint_finds_is_told_beside_what_loading_finds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    todo = WARNED.replace("The road is white.", "TODO: the road.").replace("text: TODO", "text: |\n      TODO")
    assert check(write_small(tmp_path, todo)) == 0
    said = capsys.readouterr().out
    assert "comment-after-text" in said and "todo" in said


@pytest.mark.parametrize("named", ["", "story.yaml", "more.yaml", "tests/evening.yaml"])
def test_any_file_of_a_story_is_the_whole_story(tmp_path: Path, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    head, _, tail = QUIET.partition("  road:\n")
    (tmp_path / "story.yaml").write_text(head)
    (tmp_path / "more.yaml").write_text(f"scenes:\n  road:\n{tail}")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "evening.yaml").write_text("steps: [wait]\n")
    assert check(str(tmp_path / named)) == 0
    assert "2 scenes, 1 ending" in capsys.readouterr().err


def test_a_story_that_is_named_twice_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.yaml").write_text(WARNED)
    check(str(tmp_path), str(tmp_path / "story.yaml"), str(tmp_path))
    assert capsys.readouterr().out.count("comment-after-text") == 1


# ---- forms ----------------------------------------------------------------------------------------------------------
def test_github_reads_each_problem_as_an_annotation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a,b:c%").mkdir()
    path = tmp_path / "a,b:c%" / "quiet.yaml"
    path.write_text(WARNED.replace("goto: road}\n      - {text: W", "goto: raod}\n      - {text: W"))
    monkeypatch.chdir(tmp_path)
    assert check(str(path), "--format", "github") == 1
    said = capsys.readouterr()
    assert said.err == ""
    warning, error = said.out.splitlines()
    where = "file=a%2Cb%3Ac%25/quiet.yaml"
    assert warning.startswith(f"::warning {where},line=7,col=29,endColumn=38,title=comment-after-text::a `#` after")
    assert error == (
        f'::error {where},line=9,col=45,endColumn=49,title=unknown-scene::no scene `raod` (did you mean "road"?)'
    )


def test_github_is_told_nothing_where_nothing_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write_small(tmp_path, QUIET), "--format", "github") == 0
    assert tuple(capsys.readouterr()) == ("", "")


def test_no_message_breaks_out_of_its_annotation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, QUIET.replace("goto: road}", 'goto: "ro\\n::error::100%"}', 1))
    assert check(story, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(re.match("::(error|warning) file=", line) for line in lines)
    assert any("::error::100%25" in line for line in lines)


SEVERITIES = {"error", "warning", "note", "none"}


def valid_sarif(log: Any) -> Any:
    """The one run of a SARIF 2.1.0 log, after a look at all that its schema requires of the parts that we write."""
    assert set(log) == {"$schema", "version", "runs"} and log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert driver["name"] and isinstance(driver["version"], str)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids) and all(rule["shortDescription"]["text"] for rule in driver["rules"])
    for result in run["results"]:
        assert result["message"]["text"] and result["level"] in SEVERITIES
        assert ids[result["ruleIndex"]] == result["ruleId"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(r"[\w.~:/%@!$&'()*+,;=-]+", place["artifactLocation"]["uri"], re.A)
        region = place["region"]
        assert all(isinstance(number, int) and number >= 1 for number in region.values())
        assert region["endColumn"] > region["startColumn"] and set(region) == {"startLine", "startColumn", "endColumn"}
    return run


def test_sarif_is_what_its_schema_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "눈 one.yaml"
    path.write_text(SLIPS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert check(path.name, "--format", "sarif") == 1
    said = capsys.readouterr().out
    run = valid_sarif(json.loads(said))
    assert [result["ruleId"] for result in run["results"]] == ["and-and", "unknown-scene"]
    assert {result["level"] for result in run["results"]} == {"error"}
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii() and unquote(uri) == path.name
    check(path.name, "--format", "sarif")
    assert capsys.readouterr().out == said


def test_sarif_of_nothing_is_a_run_without_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write_small(tmp_path, QUIET), "--format", "sarif") == 0
    assert valid_sarif(json.loads(capsys.readouterr().out))["results"] == []


def test_json_is_short_for_its_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, WARNED)
    check(story, "--json")
    short = capsys.readouterr().out
    check(story, "--format", "json")
    assert capsys.readouterr().out == short
    (problem,) = json.loads(short)
    assert (problem["code"], problem["severity"], problem["line"]) == ("comment-after-text", "warning", 7)


# ---- mending --------------------------------------------------------------------------------------------------------
def test_check_says_what_it_could_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write_small(tmp_path, SLIPS)) == 1
    assert capsys.readouterr().err == "2 errors, 0 warnings. 1 may mend itself: --diff shows how.\n"


def test_diff_shows_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SLIPS)
    for also in ([], ["--fix"]):
        assert check(story, "--diff", *also) == 1
        said = capsys.readouterr()
        assert said.out.splitlines()[:2] == [f"--- {story}", f"+++ {story}"]
        changed = [line for line in said.out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        assert [line[0] for line in changed] == ["-", "+"] and " and " in changed[1]
        assert "and-and" in said.out and "1 would be mended in 1 file; nothing is written." in said.err
        assert Path(story).read_text() == SLIPS


def test_fix_writes_what_it_shows_and_checks_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SLIPS)
    assert check(story, "--fix") == 1
    said = capsys.readouterr()
    assert Path(story).read_text() == SLIPS.replace("&&", "and")
    assert "+      - {text: Go round by the drain, when: day > 1 and day < 9, goto: raod}" in said.out
    assert "and-and" not in said.out and "unknown-scene" in said.out
    assert said.err == "1 mended in 1 file.\n1 error, 0 warnings.\n"
    assert os.listdir(tmp_path) == ["small.yaml"]


def test_fix_of_a_good_story_touches_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = Path(write_small(tmp_path, QUIET))
    before = story.stat()
    assert check(str(story), "--fix") == 0
    assert (story.stat().st_mtime_ns, story.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert capsys.readouterr().out == ""


def test_fix_says_so_where_a_writer_must_decide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SLIPS.replace("&&", "and"))
    assert check(story, "--fix") == 1
    assert capsys.readouterr().err == "nothing has only one way out; nothing is written.\n1 error, 0 warnings.\n"
    assert check(str(tmp_path / "none.yaml"), "--fix") == 2
    (tmp_path / "empty").mkdir()
    assert check(str(tmp_path / "empty"), "--fix") == 1


def test_several_files_are_mended_each_in_its_own_way(tmp_path: Path) -> None:
    head, _, tail = SLIPS.replace("raod", "road").partition("  road:\n")
    tail = f"scenes:\n  road:\n{tail}".replace("text: The road", "text: *The* road")
    (tmp_path / "story.yaml").write_bytes(b"\xef\xbb\xbf" + head.replace("\n", "\r\n").encode())
    (tmp_path / "more.yaml").write_text(tail)
    assert check(str(tmp_path), "--fix") == 0
    mended = head.replace("&&", "and").replace("\n", "\r\n").encode()
    assert (tmp_path / "story.yaml").read_bytes() == b"\xef\xbb\xbf" + mended
    assert (tmp_path / "more.yaml").read_text() == tail.replace("text: *The*", "text: |\n      *The*")


def test_what_a_program_reads_holds_no_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SLIPS)
    assert check(story, "--fix", "--json") == 1
    said = capsys.readouterr()
    assert [problem["code"] for problem in json.loads(said.out)] == ["unknown-scene"]
    assert "+++" in said.err


def test_a_file_that_is_written_meanwhile_keeps_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = Path(write_small(tmp_path, SLIPS))
    real = rewriting.rewrite

    def meanwhile(file: str, read: str, text: str) -> str:
        story.write_text(SLIPS + "# more\n")
        return real(file, read, text)

    monkeypatch.setattr(rewriting, "rewrite", meanwhile)
    assert check(str(story), "--fix") == 1
    assert story.read_text() == SLIPS + "# more\n"
    assert "not written: it has changed meanwhile" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do all may write here too")
def test_a_file_that_may_not_be_written_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = Path(write_small(tmp_path, SLIPS))
    story.chmod(0o444)
    assert check(str(story), "--fix") == 1
    assert story.read_text() == SLIPS and "it may not be written" in capsys.readouterr().err


def test_a_diff_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = write_small(tmp_path, SLIPS.replace("Go round", "Go\u202e round"))
    check(story, "--diff")
    assert "\u202e" not in capsys.readouterr().out


@pytest.mark.parametrize("text, ends", [(QUIET, 0), (SLIPS, 1)], ids=["good", "broken"])
def test_checking_loads_no_screen(tmp_path: Path, text: str, ends: int) -> None:
    code = "import sys; from jangmadang.cli import main; s = main(sys.argv[1:]); print('textual' in sys.modules, s)"
    ran = subprocess.run(
        [sys.executable, "-c", code, "check", write_small(tmp_path, text)], capture_output=True, text=True, check=False
    )
    assert ran.stdout.splitlines()[-1] == f"False {ends}"


# ---- a repository of stories ----------------------------------------------------------------------------------------
ROOT = Path(__file__).parents[2]
CI = ROOT / "docs" / "writing" / "ci"


def commands(text: str) -> list[str]:
    """The `jangmadang check` lines among the commands of a script."""
    return [line for line in map(str.strip, text.splitlines()) if line.startswith("jangmadang check")]


def sample_commands() -> dict[str, list[str]]:
    """What each sample would run to check."""
    workflow = yaml.safe_load((CI / "github.yml").read_text("utf-8"))
    steps = "\n".join(step.get("run", "") for step in workflow["jobs"]["check"]["steps"])
    return {"github.yml": commands(steps), "check.sh": commands((CI / "check.sh").read_text("utf-8"))}


def run(command: str) -> int:
    """A command line, with the files its patterns mean where it runs."""
    words = [found for word in command.split()[1:] for found in (sorted(glob(word)) if "*" in word else [word])]
    return main(words)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two good stories in the folder `stories`, and the folder above as where one is."""
    for name in ("one", "two"):
        (tmp_path / "stories" / name).mkdir(parents=True)
        (tmp_path / "stories" / name / "story.yaml").write_text(QUIET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("sample", sample_commands())
def test_a_sample_checks_every_story_and_is_strict(
    sample: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = sample_commands()[sample]
    assert run(command) == 0
    (repository / "stories" / "two" / "story.yaml").write_text(WARNED)
    assert run(command) == 1
    assert "stories/two/story.yaml" in capsys.readouterr().out


def test_a_folder_of_stories_is_all_of_them(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "stories"]) == 0
    said = capsys.readouterr().err
    assert "stories/one: nothing" in said and "stories/two: nothing" in said
    assert main(["test", "stories"]) == 2
    assert "is a folder of stories; name one of them: stories/one, stories/two" in capsys.readouterr().err
    (repository / "stories" / "story.yaml").write_text(QUIET)
    assert main(["check", "stories"]) == 1  # with a file of its own it is one story, and the ids stand in it twice


@pytest.mark.skipif(os.name == "nt", reason="there is no sh")
def test_the_script_ends_well_with_stories_that_have_no_play_tests(repository: Path) -> None:
    (repository / "jangmadang").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jangmadang "$@"\n')
    (repository / "jangmadang").chmod(0o755)
    environ = os.environ | {"PATH": f"{repository}{os.pathsep}{os.environ['PATH']}"}
    assert main(["fmt", "stories"]) == 0
    assert subprocess.run(["sh", str(CI / "check.sh")], check=False, env=environ, capture_output=True).returncode == 0
    (repository / "stories" / "two" / "story.yaml").write_text("\n\n" + QUIET)
    assert subprocess.run(["sh", str(CI / "check.sh")], check=False, env=environ, capture_output=True).returncode == 1


def test_a_hook_checks_the_story_of_each_file_that_it_is_given(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook, lays_out = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["language"] == "python" and hook["require_serial"]
    assert {"id", "name", "entry", "language", "files"} <= set(hook) & set(lays_out)
    given = ["stories/one/story.yaml", "stories/two/tests/a.yaml", "stories/two/pictures/river.txt"]
    for file in given[1:]:
        Path(file).parent.mkdir()
        Path(file).write_text("")
    assert all(re.search(hook["files"], file) for file in given)
    assert not any(re.search(hook["files"], file) for file in ("stories/one/LICENSE", ".github/workflows/a.yml"))
    assert run(" ".join([hook["entry"], *given])) == 0
    assert capsys.readouterr().err.count("nothing is wrong") == 2
    assert [bool(re.search(lays_out["files"], file)) for file in given] == [True, True, False]
    assert run(" ".join([lays_out["entry"], given[0]])) == 0
    (repo,) = yaml.safe_load((CI / "pre-commit-config.yaml").read_text("utf-8"))["repos"]
    (asked,) = repo["hooks"]
    assert asked["id"] == hook["id"] and repo["repo"] and repo["rev"] == f"v{__version__}"
    (repository / "stories" / "two" / "story.yaml").write_text(WARNED)
    assert run(" ".join([hook["entry"], *asked["args"], *given])) == 1


@pytest.mark.skipif(os.name == "nt", reason="there is no sh")
def test_the_script_is_one_that_a_shell_reads() -> None:
    assert os.access(CI / "check.sh", os.X_OK)
    assert subprocess.run(["sh", "-n", CI / "check.sh"], check=False).returncode == 0


# ---- the page -------------------------------------------------------------------------------------------------------
PAGE = (ROOT / "docs" / "writing" / "checking.md").read_text("utf-8")


def test_the_page_names_every_form_and_what_require_takes() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.M) == list(FORMATS)
    assert " ".join(REQUIRABLE) in PAGE


def test_the_pages_example_of_a_mend_is_what_happens(tmp_path: Path) -> None:
    before, after = re.findall(r"^    [-+] +when: (.*)$", PAGE, re.M)
    text = QUIET.replace("start: gate\n", "start: gate\nstate: {pails: {start: 0, max: 3}, seen: false}\n")
    text = text.replace("goto: road}", f"when: {before}, effects: {{pails: +1, seen: true}}, goto: road}}", 1)
    story = Path(write_small(tmp_path, text))
    assert check(str(story), "--fix") == 0
    assert story.read_text() == text.replace(before, after)


def test_the_pages_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", PAGE):
        assert (ROOT / "docs" / "writing" / link).exists(), link
    headings = [re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^## (.+)$", PAGE, re.M)]
    assert re.findall(r"^\d+\. \[[^\]]+\]\(#([^)]+)\)", PAGE, re.M) == headings
