"""The reference for writers is true: its examples load, the player reads what they promise, and no key is missing.

A block that begins "```yaml" is a story; a word after it says how a fragment stands in the story that the page shows as
its frame. A block "```text after a, b" is read when these steps are taken in the example above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec.inspect as inspect
import pytest
from msgspec import Struct

from jangmadang.plain.saying import page_lines
from jangmadang.play.playtests import play_test, read_play_test_text
from jangmadang.story.document import Bribe, Crossing, Document, Exit, Market, Screening
from jangmadang.story.expressions.functions import FUNCTIONS
from jangmadang.story.loading import load
from jangmadang.story.model import Story
from jangmadang.story.reading import read_text

WRITING = Path(__file__).parents[2] / "docs" / "writing"
PAGE = (WRITING / "reference.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<how>[^\n]*))?\n(?P<text>.*?)^```$", re.M | re.S)
INTO = {
    "scenes": "scenes:\n",
    "choices": "scenes:\n  stove:\n    text: The stove is cold.\n    choices:\n",
    "text": "scenes:\n  stove:\n    choices: [{text: Go out, goto: drain}, {text: Wait, stay: true}]\n    text:\n",
}
DEEP = {"scenes": 2, "choices": 6, "text": 6}


class Block(Struct, frozen=True):
    line: int
    language: str
    how: str
    text: str
    example: str = ""
    """The nearest YAML above, for a text that is read in it."""
    example_how: str = ""


def blocks() -> Iterator[Block]:
    above = Block(0, "", "", "")
    for found in BLOCK.finditer(PAGE):
        line = PAGE.count("\n", 0, found.start()) + 1
        block = Block(line, found["language"], found["how"] or "", found["text"], above.text, above.how)
        yield block
        if block.language == "yaml" and block.how != "play-test":
            above = block


BLOCKS = list(blocks())
FRAME = next(block.text for block in BLOCKS if block.how == "frame")
EXAMPLES = [b for b in BLOCKS if b.language == "yaml" and b.how != "play-test"]
READ = [b for b in BLOCKS if b.language == "text" and b.how]


def at_line(block: Block) -> str:
    return f"line {block.line}"


# ---- examples -------------------------------------------------------------------------------------------------------
def entries(text: str) -> dict[str, dict[str, str]]:
    """Lines of a file by top-level key and by what is declared below it ('' for the key's own line)."""
    out: dict[str, dict[str, str]] = {}
    section = name = ""
    for line in text.splitlines(keepends=True):
        if line[:1].isalpha():
            section, name = line.partition(":")[0], ""
        elif re.match(r"  \w", line):
            name = line.strip().partition(":")[0]
        out.setdefault(section, {}).setdefault(name, "")
        out[section][name] += line
    return out


def frame_without(fragment: str) -> str:
    """The frame, but for what the fragment declares itself."""
    theirs = entries(fragment)
    kept = ""
    for section, named in entries(FRAME).items():
        own = {name: lines for name, lines in named.items() if not name or name not in theirs.get(section, {})}
        if len(own) > 1 or len(named) == 1:
            single = len(named) == 1 and section in theirs
            kept += "" if single else "".join(own.values())
    return kept


def files(text: str, how: str) -> dict[str, str]:
    """The files of an example."""
    if how in ("", "frame"):
        return {"story.yaml": text}
    if how in INTO:
        indent = " " * DEEP[how]
        text = INTO[how] + "".join(indent + line if line.strip() else line for line in text.splitlines(keepends=True))
    else:
        assert how == "cover", f"unknown kind of example: {how}"
    return {"story.yaml": frame_without(text), "example.yaml": text}


BESIDE = {"valley.txt": "kkk\n", "stove.txt": "ahh\n", "tests/evening.yaml": "steps: []\n"}
"""What the examples name beside the story."""


def loaded(folder: Path, text: str, how: str) -> Story:
    for name, written in (files(text, how) | BESIDE).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(written, encoding="utf-8")
    had = load(folder)
    assert [problem.text() for problem in had.problems] == []
    assert had.story is not None
    return had.story


@pytest.mark.parametrize("block", EXAMPLES, ids=at_line)
def test_every_example_loads(block: Block, tmp_path: Path) -> None:
    loaded(tmp_path, block.text, block.how)


@pytest.mark.parametrize("block", READ, ids=at_line)
def test_the_player_reads_what_is_promised(block: Block, tmp_path: Path) -> None:
    story = loaded(tmp_path, block.example, block.example_how)
    what, _, steps = block.how.partition(" ")
    assert what in ("read", "after"), f"unknown kind of promise: {block.how}"
    read = read_play_test_text(f"seed: 7\nsteps: [{steps}]\n")
    assert read.test is not None, read.problems
    result = play_test(story, read.test)
    assert result.passed, [problem.text() for problem in result.problems]
    said = " ".join(" ".join(page_lines(result.page)).split())
    for promised in filter(None, map(str.strip, block.text.splitlines())):
        if promised.startswith("("):
            assert promised.strip("()").removeprefix("not: ") not in said
        else:
            assert promised in said


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.how == "play-test"], ids=at_line)
def test_every_play_test_is_one_and_passes(block: Block, tmp_path: Path) -> None:
    read = read_play_test_text(block.text)
    assert read.test is not None, read.problems
    result = play_test(loaded(tmp_path, block.example, block.example_how), read.test)
    assert [problem.text() for problem in result.problems] == []


SLIPS = re.findall(r"^\| `([^|]+)` \|[^|]+\| \[([\w-]+)\]\(\.\./problems", PAGE, re.M)


@pytest.mark.parametrize("written, code", SLIPS, ids=[code for _, code in SLIPS])
def test_the_slips_that_are_told_of_are_found(written: str, code: str) -> None:
    value = f"effects: {written}" if written.startswith("{") else written
    text = f"scenes:\n  stove:\n    choices:\n      - id: go\n        {value}\n"
    assert code in {problem.code for problem in read_text(text, "story.yaml").problems}


# ---- keys -----------------------------------------------------------------------------------------------------------
ENCOUNTERS = {kind.__name__.lower(): kind for kind in (Market, Bribe, Screening, Crossing)}


def mappings(kind: Any, into: dict[str, set[str]], stop: frozenset[str] = frozenset()) -> dict[str, set[str]]:
    """The keys of every mapping that can stand in a value of this type, by the mapping's name."""
    if isinstance(kind, inspect.Metadata):
        mappings(kind.type, into, stop)
    elif isinstance(kind, inspect.UnionType):
        for option in kind.types:
            mappings(option, into, stop)
    elif isinstance(kind, inspect.ListType):
        mappings(kind.item_type, into, stop)
    elif isinstance(kind, inspect.DictType):
        mappings(kind.value_type, into, stop)
    elif isinstance(kind, inspect.StructType) and kind.cls.__name__ not in (*into, *stop):
        into[kind.cls.__name__] = {field.encode_name for field in kind.fields}
        for field in kind.fields:
            mappings(field.type, into, stop)
    return into


def documented() -> dict[str, set[str]]:
    """The keys in each table of the page that a comment names: those in the first column."""
    out: dict[str, set[str]] = {}
    for found in re.finditer(r"<!-- keys: (\w+) -->\n+((?:\|.*\n)+)", PAGE):
        rows = found[2].splitlines()[2:]
        keys = {key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])}
        out.setdefault(found[1], set()).update(keys)
    return out


WRITTEN = mappings(inspect.type_info(Document), {}, frozenset(kind.__name__ for kind in ENCOUNTERS.values()))
mappings(inspect.type_info(Exit), WRITTEN)


@pytest.mark.parametrize("mapping", sorted(WRITTEN))
def test_every_key_is_documented_and_no_other(mapping: str) -> None:
    assert documented().get(mapping, set()) == WRITTEN[mapping]


def test_no_table_of_keys_is_about_a_mapping_that_does_not_exist() -> None:
    assert set(documented()) == set(WRITTEN)


@pytest.mark.parametrize("kind", sorted(ENCOUNTERS))
def test_every_key_of_an_encounter_is_on_its_page(kind: str) -> None:
    page = (WRITING / "encounters" / f"{kind}.md").read_text(encoding="utf-8")
    keys = set().union(*mappings(inspect.type_info(ENCOUNTERS[kind]), {}, frozenset(WRITTEN)).values())
    assert sorted(key for key in keys if not re.search(rf"\b{key}:|`{key}`", page)) == []


def test_every_function_is_documented_and_no_other() -> None:
    table = re.search(r"<!-- functions -->\n+((?:\|.*\n)+)", PAGE)
    assert table is not None
    assert set(re.findall(r"^\| `([^`]+)`", table[1], re.M)) == {function.usage for function in FUNCTIONS.values()}


LINK = re.compile(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)")


@pytest.mark.parametrize("link", sorted(set(LINK.findall(BLOCK.sub("", PAGE)))))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (WRITING / link).exists()


def test_the_list_of_contents_names_every_part() -> None:
    headings = [re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^## (.+)$", PAGE, re.M)]
    assert re.findall(r"^\d+\. \[[^\]]+\]\(#([^)]+)\)", PAGE, re.M) == headings
