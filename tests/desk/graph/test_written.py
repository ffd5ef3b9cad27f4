"""Each form is whole: well-formed, with everything in it, and a story's words are never read as anything but words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from drawn_stories import EVERY, graph_of

from jangmadang.desk.graph import StoryGraph, story_graph, with_run, written
from jangmadang.desk.graph.measure import cut, shortened, width, wrapped
from jangmadang.desk.graph.picture import picture
from jangmadang.desk.graph.styles import CARDS, DAY, ENDING_INK, LINES, NIGHT, WARMTH
from jangmadang.desk.graph.values import Card, Link, Offer, Passage, Stop, Way
from jangmadang.play.run import Run
from jangmadang.story.loading import Script, load_script_text

SVG = "{http://www.w3.org/2000/svg}"
NASTY = r"""</script><img src=x onerror=alert(1)> "&quot; \" {{x}} --> ]]> %% #quot; | ` < & ' $ 장마당"""
HOSTILE = f"""\
jangmadang: 1
id: nasty
title: '{NASTY.replace("'", "''").replace("{{x}}", "")}'
start: one
scenes:
  one:
    title: '{NASTY.replace("'", "''").replace("{{x}}", "")}'
    text: '{NASTY.replace("'", "''").replace("{{x}}", "")}'
    choices:
      - {{text: On, id: on, when: day > 2, goto: last}}
  last: {{title: Last, ending: {{title: Last, kind: stayed}}}}
"""


@pytest.fixture(scope="module")
def hostile() -> StoryGraph:
    return graph_of(HOSTILE)


def classes(svg: str, of: str) -> list[ElementTree.Element]:
    tree = ElementTree.fromstring(svg)
    return [group for group in tree.iter(f"{SVG}g") if of in (group.get("class") or "").split()]


def test_the_picture_shows_every_card_and_every_link_once(every: StoryGraph) -> None:
    svg = written(every, "svg")
    shown = [int(card.get("data-card", "-1")) for card in classes(svg, "card") if card.get("data-card")]
    assert shown == list(range(len(every.cards)))
    links = [int(n) for line in classes(svg, "link") for n in (line.get("data-links") or "").split()]
    assert sorted(links) == list(range(len(every.links)))
    words = re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(svg).itertext()))
    for said in ("money &gt;= 300", "chance: safely", "anywhere: risk &gt;= 100", "Every Road", "2 storylets"):
        assert said.replace("&gt;", ">") in words


def test_what_a_colour_says_a_word_or_a_dash_says_too(every: StoryGraph) -> None:
    svg = written(every, "svg")
    for card in classes(svg, "card"):
        number = card.get("data-card")
        if number and every.cards[int(number)].kind != "scene":
            assert every.cards[int(number)].kind in list(card.itertext())
    assert len({dashes for _, _, dashes in LINES.values()}) == len(LINES)


def test_a_run_is_numbered_and_the_rest_steps_back(every: StoryGraph) -> None:
    script = load_script_text(EVERY)
    assert script.story is not None
    run = Run.start(script.story, 1)
    run.choose("go")
    run.choose("soap")
    svg = written(with_run(every, run), "svg")
    ran = {int(card.get("data-card", "0")): card for card in classes(svg, "card") if "ran" in card.get("class", "")}
    assert {every.cards[n].id for n in ran} == {"stove", "row", "soap"}
    assert [list(card.itertext())[-1] for card in ran.values()] == ["1", "2", "3"]
    assert len([line for line in classes(svg, "ran") if line.get("data-links")]) == 2
    assert "linkStyle 0,8 stroke" in written(with_run(every, run), "mmd")
    assert written(with_run(every, run), "dot").count("penwidth=3") == 2


def test_no_words_on_a_line_lie_on_a_card_or_on_other_words(three_days: Script) -> None:
    drawn = picture(story_graph(three_days, encounters=True))
    taken = [(card.x, card.y, card.x + card.width, card.y + card.height) for card in drawn.cards]
    for line in drawn.lines:
        if line.label is not None:
            half = width(line.label.text, 11) / 2
            mine = (line.label.x - half, line.label.y - 7, line.label.x + half, line.label.y + 7)
            for other in taken:
                apart = mine[2] <= other[0] or other[2] <= mine[0] or mine[3] <= other[1] or other[3] <= mine[1]
                assert apart, line.label
            taken.append(mine)


def test_a_line_to_and_fro_says_what_the_way_back_asks_for_too() -> None:
    text = EVERY.replace("text: Back, id: back, goto: row", "text: Back, id: back, when: day > 2, goto: row")
    labels = {line.links: line.label.text for line in picture(graph_of(text)).lines if line.label is not None}
    graph = graph_of(text)
    said = {graph.links[numbers[0]].target: words for numbers, words in labels.items()}
    assert said["soap"] == "back: day > 2" and said["rice"] == "money >= 300 · back: day > 2"


def test_the_same_story_gives_the_same_bytes_in_another_process(every: StoryGraph, tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(EVERY)
    line = [sys.executable, "-m", "jangmadang", "graph", "story.yaml", "--format", "svg"]
    env = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, check=True)
    assert told.stdout.decode() == written(every, "svg")


# ---- a story is somebody's text -------------------------------------------------------------------------------------
def test_nothing_in_a_story_becomes_a_tag_of_the_picture(hostile: StoryGraph) -> None:
    tree = ElementTree.fromstring(written(hostile, "svg"))
    known = {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g", "polygon"}
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= known


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]


def test_nothing_in_a_story_becomes_a_tag_of_the_page_and_nothing_is_asked_of_anybody(hostile: StoryGraph) -> None:
    page = written(hostile, "html")
    read = Tags()
    read.feed(page)
    assert "img" not in read.tags and read.tags.count("script") == 3 and read.handlers == []
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None and policy[1].startswith("default-src 'none'") and "unsafe" not in policy[1]
    assert set(re.findall(r"https?://[^\"'\s]+", page)) == {"http://www.w3.org/2000/svg"}
    data = re.search(r'<script type="application/json" id="graph">(.*?)</script>', page)
    assert data is not None and json.loads(data[1])["cards"][0]["title"] == hostile.cards[0].title


def test_a_sign_that_xml_cannot_hold_is_shown_as_one_that_it_can(every: StoryGraph) -> None:
    card = msgspec.structs.replace(every.cards[0], title="a\x00b\x1bc\ud800d\ufffe")
    graph = msgspec.structs.replace(every, cards=(card, *every.cards[1:]))
    ElementTree.fromstring(written(graph, "svg"))
    assert "\x1b" not in written(graph, "svg")


CARD = re.compile(
    r'^ {4}s\d+(\[|\(\[|\{\{|\[\[|>|\[\(|\(\(\(|\[/)"[^"<>`\\]*"(\]|\]\)|\}\}|\]\]|\)\]|\)\)\)|\\\]):::[a-z]+$'
)
ARROW = re.compile(r'^ {2}s\d+ <?(-->|-\.->|==>)(\|"[^"<>`\\]*"\|)? s\d+$')


@pytest.mark.parametrize("story", [EVERY, HOSTILE])
def test_mermaid_holds_nothing_but_what_it_knows(story: str) -> None:
    graph = graph_of(story)
    lines = written(graph, "mmd").splitlines()
    assert lines[0] == lines[2] == "---" and json.loads(lines[1].removeprefix("title: "))[:1] in "E‹"
    assert lines[3] == "flowchart TD"
    assert sum(bool(CARD.match(line)) for line in lines) == len(graph.cards)
    assert sum(bool(ARROW.match(line)) for line in lines) == len(graph.links)
    rest = [line for line in lines[4:] if not CARD.match(line) and not ARROW.match(line)]
    known = (
        r'^ {2}(subgraph g\d+\["[^"]*"\]|end|classDef [a-z]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6})$'
    )
    assert all(re.match(known, line) for line in rest), rest


@pytest.mark.parametrize("story", [EVERY, HOSTILE])
def test_dot_holds_nothing_but_what_it_knows(story: str) -> None:
    graph = graph_of(story)
    text = r'"(?:[^"\\]|\\["\\])*"'
    value = rf"(?:{text}|[a-zA-Z]\w*|\d+)"
    about = rf"\[\w+={value}(?:, \w+={value})*\]"
    lines = written(graph, "dot").splitlines()
    assert re.match(rf"^digraph {text} {{$", lines[0]) and lines[-1] == "}"
    known = (
        rf"^ +(?:{text} -> {text} {about}|(?:graph|node|edge|{text}) {about}|subgraph cluster_\d+ {{|label={text}|}})$"
    )
    assert all(re.match(known, line) for line in lines[1:-1])
    assert sum(" -> " in line and line.startswith('  "') for line in lines) == len(graph.links)


# ---- JSON -----------------------------------------------------------------------------------------------------------
def test_json_is_the_graph_and_reads_back(every: StoryGraph) -> None:
    text = written(every, "json")
    assert msgspec.json.decode(text, type=StoryGraph) == every
    assert json.loads(text)["jangmadang_graph"] == 1


def test_every_field_of_the_json_is_on_the_page_that_describes_it() -> None:
    page = (Path(__file__).parents[3] / "docs" / "writing" / "graph.md").read_text("utf-8")
    for shape in (StoryGraph, Card, Link, Way, Offer, Passage, Stop):
        for field in shape.__struct_fields__:
            assert f"`{field}`" in page, f"{shape.__name__}.{field}"


# ---- words ----------------------------------------------------------------------------------------------------------
def test_words_are_wrapped_and_cut_to_their_room() -> None:
    assert wrapped("From one who has not heard", 120, 13.5, 2) == ["From one who", "has not heard"]
    lines = wrapped("A title that is far too long for two lines of any card at all", 120, 13.5, 2, bold=True)
    assert len(lines) == 2 and lines[1].endswith("…") and all(width(line, 13.5, bold=True) <= 120 for line in lines)
    assert cut("장마당에서", 40, 13.5) == "장마…" and width("장", 10) == 10
    assert shortened("corner and (places or sold_to_jang)", 26) == "corner and (places or…"


def test_every_ink_can_be_read_on_its_paper() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for at_night, general in enumerate((DAY, NIGHT)):
        for kind, faces in CARDS.items():
            surface, edge = faces[at_night]
            ink = ENDING_INK[at_night] if kind == "ending" else general["ink"]
            assert contrast(ink, surface) >= 7
            assert kind == "ending" or contrast(general["faint"], surface) >= 4.5, kind
            assert kind in ("ending", "scene") or contrast(edge, surface) >= 4.5, (kind, at_night)
        for kind, (colours, _, _) in LINES.items():
            assert contrast(colours[at_night], general["box"]) >= 3, (kind, at_night)
        for faces in WARMTH:
            assert contrast(general["ink"], faces[at_night]) >= 7, faces
        assert contrast(general["ink"], general["box"]) >= 7 and contrast(general["run"], general["paper"]) >= 4.5
