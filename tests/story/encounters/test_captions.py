"""What a writer calls the encounters' own choices: every caption is said, in line mode and on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

from jangmadang.plain.saying import page_lines
from jangmadang.play.run import Run
from jangmadang.story.encounters.bribe.texts import CAPTIONS as BRIBE
from jangmadang.story.encounters.crossing.texts import CAPTIONS as CROSSING
from jangmadang.story.encounters.market.words import CAPTIONS as MARKET
from jangmadang.story.encounters.screening.texts import CAPTIONS as SCREENING
from jangmadang.story.loading import load_text
from jangmadang.story.model import Loaded, Words
from jangmadang.tui.drawing.choices import choice_lines
from jangmadang.tui.drawing.lines import plain

WRITING = Path(__file__).parents[3] / "docs" / "writing" / "encounters"
CAPTIONS = {"bribe": BRIBE, "market": MARKET, "screening": SCREENING, "crossing": CROSSING}
GOODS = ("rice", "corn", "soybeans", "potatoes", "chilli", "salt", "soap", "candles", "cloth")
STORY = """
jangmadang: 1
id: words
title: Words
start: here
calendar: {{day_1: 2009-02-27, place: hyesan}}
state:
  money: {{start: 90000, currency: old_won}}
  yuan: {{start: 9000, currency: yuan}}
people:
  ri: {{name: Officer Ri, official: {{temper: patrolman}}}}
  mina: {{name: Mi-na, trust: 60}}
  chae: {{name: Old Chae}}
scenes:
  here:
    text: Here.
    {kind}:
{block}
{captions}
{choices}
  there: {{text: There., ending: {{title: There}}}}
"""
OWN = """
    choices:
      - {id: a, text: A, stay: true}
      - {id: b, text: B, stay: true}
      - {id: c, text: C, stay: true}
      - {id: d, text: D, stay: true}
"""
BLOCKS = {
    "bribe": """
official: ri
errand: {rice_g: 1000}
patrons: [mina]
gifts: [cigarettes, fish]
passed: there
walked: there
""",
    "market": """
goods: [GOODS]
hidden: [southern]
storeroom: true
friend: mina
patrol: {official: ri}
credit: {to: [mina], from: chae}
leave: there
""",
    "screening": """
film: stairs
guests: [mina, chae]
head: chae
gear: {player: 33000, film: 300}
after: there
caught: there
""",
    "crossing": """
guard: {official: ri, yuan: 200}
broker: {person: chae, yuan: 1000}
across: there
back: there
caught: there
stay: there
""",
}
WHOM = {"bribe": ["mina"], "screening": ["mina", "chae"], "market": [], "crossing": []}
BLOCKS["market"] = BLOCKS["market"].replace("GOODS", ", ".join(GOODS))
KINDS = sorted(BLOCKS)
KEPT = {
    "bribe": "quarter|half|most|all|cigarettes|fish",
    "market": rf"(buy|sell)\d|sellall|mina|southern|{'|'.join(GOODS)}",
    "screening": "",
    "crossing": "",
}
"""Choices without a caption: they are called by what they trade, or by whom they turn to."""
VARIED = {"call", "whisper", "store", "fetch", "begin", "silent"}
"""Captions that stand for more than one wording of ours: of each good its own; alone and together."""


def loaded(kind: str, captions: str = "") -> Loaded:
    parts = {"block": indent(BLOCKS[kind].strip("\n"), " " * 6), "choices": OWN if kind in ("bribe", "market") else ""}
    captions = indent(f"captions:\n{indent(captions.strip(chr(10)), '  ')}", " " * 6) if captions else ""
    return load_text(STORY.format(kind=kind, captions=captions, **parts), "s.yaml")


def keys(kind: str) -> Iterator[str]:
    for key in CAPTIONS[kind]:
        yield from (key.replace("…", whom) for whom in WHOM[kind]) if "…" in key else [key]


def called(kind: str, captions: str = "") -> dict[tuple[str, str], str]:
    """What every choice that the encounter made is called, by scene and id; a value in it is `…`."""
    found = loaded(kind, captions)
    assert found.story is not None and found.problems == (), found.problems
    return {
        (scene.id, choice.id): "".join(part.text if isinstance(part, Words) else "…" for part in choice.text)
        for scene in found.story.scenes.values()
        for choice in scene.choices
        if choice.generated
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_caption_is_said_and_no_choice_is_left_but_those_that_say_what_they_trade(kind: str) -> None:
    words = {f"Word {key}" for key in keys(kind)}
    said = called(kind, "\n".join(f"{key}: Word {key}" for key in keys(kind)))
    assert words <= {*said.values()}
    kept = {id_ for (_, id_), text in said.items() if text not in words}
    assert [id_ for id_ in sorted(kept) if not re.fullmatch(KEPT[kind], id_)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_caption_takes_the_place_of_the_words_that_the_page_has_for_it(kind: str) -> None:
    ours = called(kind)
    for key, words in CAPTIONS[kind].items():
        if "…" in key:
            continue
        said = called(kind, f"{key}: Word")
        before = {ours[where] for where, text in said.items() if text == "Word"}
        assert before and {where for where in ours if ours[where] != said[where] and said[where] != "Word"} == set()
        assert key in VARIED or len(before) == 1, (key, before)
        if "…" not in words and key not in VARIED:
            assert before == {words}


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_every_caption_with_its_words(kind: str) -> None:
    page = (WRITING / f"{kind}.md").read_text(encoding="utf-8")
    table = re.search(r"<!-- captions -->\n\n\| key \|.*\n\|[-|]+\n((?:\|.*\n)+)", page)
    assert table is not None
    assert dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", table[1], re.M)) == CAPTIONS[kind]


def test_a_caption_may_bring_a_hint_and_what_choices_may_hold() -> None:
    captions = """
walk:
  text: Take {money:won} and go, {money > 5 ? all of it | none left}
  hint: the soap waits, {again|still}
talk: {hint: slowly}
"""
    story = loaded("bribe", captions).story
    assert story is not None
    page = Run.start(story, 1).look()
    said = {choice.id: (choice.text, choice.hint) for choice in page.choices}
    assert said["walk"] == ("Take 90,000 won and go, all of it", "the soap waits, again")
    assert said["talk"] == ("Talk with Officer Ri", "slowly")
    (walk,) = [choice for choice in page.choices if choice.id == "walk"]
    assert any("Take 90,000 won and go, all of it" in line for line in page_lines(page))
    drawn = " ".join(plain(line) for line in choice_lines(walk, True, "all", 6, 70))
    assert "Take 90,000 won and go, all of it" in drawn and "the soap waits" in drawn


@pytest.mark.parametrize(
    ("kind", "captions", "line", "code", "words"),
    [
        (
            "bribe",
            "wlak: Go",
            "wlak: Go",
            "encounter-text",
            'no caption `wlak` in this encounter (did you mean "walk"?)',
        ),
        ("bribe", "name_chae: Go", "name_chae: Go", "encounter-text", "name_mina"),
        ("market", "corn: Go", "corn: Go", "encounter-text", "no caption `corn`"),
        ("screening", "home: The {rsik}", "home: The {rsik}", "unknown-name", 'did you mean "risk"?'),
        ("market", "seized_go: The {rsik}", "seized_go: The {rsik}", "unknown-name", 'did you mean "risk"?'),
        ("crossing", "on: {hint: 'A {rsik}'}", "on: {hint: 'A {rsik}'}", "unknown-name", 'did you mean "risk"?'),
        ("bribe", "back: '{risk:wonn}'", "back: '{risk:wonn}'", "format", 'did you mean "won"?'),
        ("crossing", "home: {txt: A}", "home: {txt: A}", "unknown-key", 'did you mean "text"?'),
    ],
)
def test_a_slip_in_a_caption_is_told_once_and_where_it_stands(
    kind: str, captions: str, line: str, code: str, words: str
) -> None:
    found = loaded(kind, captions)
    (problem,) = found.problems
    assert (problem.code, problem.source.strip()) == (code, line)
    assert words in problem.text()
