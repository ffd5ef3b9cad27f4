"""What an editor does with our schema, by the language server that most of them use: yaml-language-server itself.

It stands in `node_modules`, where `npm ci` in this folder puts it; without it these tests are skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from speaking import Server
from told import nested, settings

from jangmadang.cli import main

HERE = Path(__file__).parent
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
STORIES = HERE.parents[1] / "stories"

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed"),
    pytest.mark.skipif(not SERVER.is_file(), reason="yaml-language-server is not installed: npm ci in tests/editors"),
]

TEXT = """\
scenes:
  stove:
    title: The stove
    text: |
      Cold.
    choices:
      - text: Go
        goot: drain
        goto: drain
        once:\x20
      -\x20
    at: nooon
    phenomena: [bonds, ]
  drain:
    market:
      hours: 2
      goods: [rice]
      leave: stove
  \x20
state:
  money: {start: 5, currency: wonn}
"""


def place(words: str, after: str = "") -> tuple[int, int]:
    """Line and character, from 0, right behind the words, which stand behind `after`."""
    index = TEXT.index(words, TEXT.index(after) if after else 0) + len(words)
    return TEXT.count("\n", 0, index), index - (TEXT.rfind("\n", 0, index) + 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A writer's folder, with the schema that the command wrote there."""
    folder = tmp_path_factory.mktemp("writing")
    assert main(["schema", "-o", str(folder / "jangmadang.schema.json")]) == 0
    return folder


def without_network() -> list[str]:
    """What runs a command where there is no network; nothing where the system does not let us."""
    command = ["unshare", "-rn"]
    if shutil.which("unshare") is None:
        return []
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return [] if tried.returncode else command


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """The server with the settings of docs/writing/editors.md, cut off from every network where that can be done."""
    node = shutil.which("node")
    assert node is not None
    with Server([*without_network(), node, str(SERVER), "--stdio"], folder, nested(settings())) as server:
        yield server


@pytest.fixture(scope="module")
def story(server: Server, folder: Path) -> tuple[str, list[dict[str, Any]]]:
    """An open file with slips in it, and what the server says of them."""
    uri = (folder / "stories" / "mine" / "story.yaml").as_uri()
    return uri, server.open(uri, TEXT)


def offered(server: Server, uri: str, at: tuple[int, int]) -> dict[str, dict[str, Any]]:
    said = server.at("completion", uri, *at)
    return {item["label"]: item for item in (said["items"] if isinstance(said, dict) else said)}


def test_slips_are_underlined_where_they_stand(story: tuple[str, list[dict[str, Any]]]) -> None:
    found = {(d["range"]["start"]["line"], d["range"]["start"]["character"]): d["message"] for d in story[1]}
    hour, purse = place("at: "), place("currency: ")
    key = (TEXT.count("\n", 0, TEXT.index("goot")), 8)
    assert "goot" in found[key] and "not allowed" in found[key]
    assert "noon" in found[hour] and "old_won" in found[purse]


def test_keys_of_a_choice_are_offered_with_what_they_are_for(
    server: Server, story: tuple[str, list[dict[str, Any]]]
) -> None:
    line, _ = place("        once: ")
    keys = offered(server, story[0], (line, 8))
    assert {"cost", "effects", "chance", "result"} <= set(keys) and "ending" not in keys
    assert "`{money: 200}`" in str(keys["cost"]["documentation"])


def test_pieces_are_offered_for_a_choice_and_a_scene(server: Server, story: tuple[str, list[dict[str, Any]]]) -> None:
    choices = offered(server, story[0], place("      - ", "once:"))
    assert choices["a choice by chance"]["insertText"].startswith("id: ${1:id}\n  text: ${2:Do something}\n  chance:\n")
    line, _ = place("leave: stove\n")
    scenes = offered(server, story[0], (line, 2))
    assert {"a scene", "an ending", "a market day", "a bribe", "a film night", "a crossing"} <= set(scenes)
    assert "text: |\n" in scenes["a market day"]["insertText"]


def test_words_of_closed_lists_are_offered(server: Server, story: tuple[str, list[dict[str, Any]]]) -> None:
    uri, _ = story
    assert set(offered(server, uri, place("currency: "))) == {"old_won", "new_won", "yuan", "dollar"}
    assert {"marketization", "outflow"} <= set(offered(server, uri, place("phenomena: [bonds, ")))
    assert {"true", "false"} <= set(offered(server, uri, place("once: ")))


@pytest.mark.parametrize(
    "words, told",
    [
        ("    choices", "What can be done."),
        ("    at", "The light, for the picture."),
        ("    market", "Goods to buy, call and pour out"),
        ("      hours", "Calls in a day"),
        ("{start", "The value at the beginning."),
    ],
)
def test_a_key_says_what_it_is_for(
    words: str, told: str, server: Server, story: tuple[str, list[dict[str, Any]]]
) -> None:
    line, character = place(f"{words}:")
    said = server.at("hover", story[0], line, character - 2)
    assert told in said["contents"]["value"]


@pytest.mark.parametrize("path", ["three-days/story.yaml", "three-days/day1.yaml", "three-days/tests/key.yaml"])
def test_nothing_is_underlined_in_a_shipped_story(path: str, server: Server, folder: Path) -> None:
    text = (STORIES / path).read_text(encoding="utf-8")
    assert server.open((folder / "stories" / path).as_uri(), text) == []


def test_a_line_in_the_file_does_as_well(server: Server, folder: Path) -> None:
    text = "# yaml-language-server: $schema=jangmadang.schema.json\nscenes:\n  a: {texxt: A}\n"
    (said,) = server.open((folder / "elsewhere.yaml").as_uri(), text)
    assert "texxt" in said["message"]


def test_no_other_file_is_looked_at(server: Server, folder: Path) -> None:
    assert server.open((folder / "compose.yaml").as_uri(), "services: {}\n") == []
