"""From files to a story: all mistakes in one run, each where it stands; and no bytes that break the loader."""

from __future__ import annotations

import gc
import random
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.play.run import Run
from jangmadang.story import shelf
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Loaded
from jangmadang.story.problems import errors

SHIPPED = shelf.shipped()["three-days"]
FILES = {file.name: file.read_text(encoding="utf-8") for file in shelf.story_files(SHIPPED)}


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks `⟦code⟧`, and the line, column and code that each mark stands for."""
    clean, places = "", []
    for part in re.split(r"(⟦[^⟧]*⟧)", text):
        if part.startswith("⟦"):
            line = clean.count("\n") + 1
            places += [(line, len(clean) - clean.rfind("\n"), code) for code in part[1:-1].split()]
        else:
            clean += part
    return clean, places


STORY = """\
jangmadang: 1
id: faulty
title: Faulty
start: ⟦unknown-scene⟧stoev
minuts⟦⟧: 3
state:
  money: {start: ⟦out-of-range⟧-5}
  track: {start: none, one_of: [none, road]}
  told: {set_of: [row]}
people:
  mina: {name: Mi-na, trust: 45}
conditions:
  early: told has row and ⟦unknown-name⟧minna.trust >= 30
scenes:
  stove:
    title: The stove
    text: |
      Your mother counts
      {⟦unknown-name⟧mony:won} of yours, and the [gye](⟦unknown-note⟧gye)'s.
    choices:
      - text: Sew
        when: ⟦wrong-type⟧money
        effects:
          trust: ⟦bare-number⟧5
          told: +⟦unknown-member⟧rwo
          track: ⟦unknown-member⟧raod
        goto: drain
      - text: Ask
        id: ask
        once: true
        chance:
          - odds: ⟦odds-range⟧60 + trust
            goto: drain
          - goto: ⟦unknown-scene⟧drane
"""
MORE = """\
state:
  ⟦duplicate⟧track: true
people:
  pak: {name: Pak, trust: ⟦wrong-shape⟧much}
scenes:
  drain:
    text: Water.
    effects: {have.⟦⟧corn: +1}
    choices:
      - ⟦same-id⟧text: Back
        goto: stove
      - text: Back once more
        goto: stove
  ⟦no-way-on⟧nowhere:
    text: Nothing.
  ⟦duplicate⟧stove:
    goto: drain
  market:
    goto: drain
    view: {rice: "price(⟦unknown-name⟧rise)"}
"""


def test_every_mistake_of_two_files_is_told_in_one_run_at_its_exact_place(tmp_path: Path) -> None:
    story, places = marked(STORY.replace("minuts⟦⟧", "⟦unknown-key⟧minuts"))
    # Of two choices of one id it is the second that is told.
    text = MORE.replace("have.⟦⟧corn", "have.corn").replace("⟦same-id⟧text: Back\n", "text: Back\n")
    more, more_places = marked(text.replace("- text: Back once", "- ⟦same-id⟧text: Back once"))
    found = load(write(tmp_path, story=story, more=more)).problems
    told = {
        name: sorted((p.line, p.column, p.code) for p in errors(found) if p.file.endswith(f"{name}.yaml"))
        for name in ("story", "more")
    }
    assert told == {"story": sorted(places), "more": sorted(more_places)}
    assert len(places) + len(more_places) >= 15
    assert all(p.source for p in found)


def test_a_duplicate_names_the_place_of_the_first(tmp_path: Path) -> None:
    first = "jangmadang: 1\nid: a\ntitle: A\nstart: one\nscenes:\n  one: {goto: one}\n"
    found = load(write(tmp_path, story=first, other="title: B\nscenes:\n  one: {goto: one}\n")).problems
    cover = tmp_path / "story.yaml"
    assert [(Path(p.file).name, p.line, p.message) for p in found] == [
        ("other.yaml", 1, f"`title` stands twice: first at {cover}:3"),
        ("other.yaml", 3, f"`one` under `scenes` stands twice: first at {cover}:6"),
    ]


def test_files_may_stand_below_in_any_order_and_tests_and_policies_are_no_scenes(tmp_path: Path) -> None:
    write(tmp_path, zebra="jangmadang: 1\nid: a\ntitle: A\nstart: one\nscenes: {one: {goto: two}}\n")
    for folder in ("deep/er", "tests", "policies", ".hidden"):
        (tmp_path / folder).mkdir(parents=True)
    write(tmp_path / "deep" / "er", a="scenes: {two: {goto: one, when: x}}\n".replace(", when: x", ""))
    (tmp_path / "deep" / "b.yml").write_text("scenes: {three: {goto: one}}\n")
    for folder in ("tests", "policies", ".hidden"):
        write(tmp_path / folder, a="nonsense: [\n")
    (tmp_path / "notes.txt").write_text("{{{")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.story is not None
    assert sorted(loaded.story.scenes) == ["one", "three", "two"]


def test_dropping_in_a_file_adds_a_branch_with_its_own_state(tmp_path: Path) -> None:
    write(tmp_path, story="jangmadang: 1\nid: a\ntitle: A\nstart: one\nscenes: {one: {goto: two}}\n")
    assert [p.code for p in load(tmp_path).problems] == ["unknown-scene"]
    branch = """
state: {wet: false}
people: {om: {name: Om}}
conditions: {dry: not wet}
goods: {corn: {have: 2}}
notes: {gye: {text: A club.}}
phrases: {her: Om}
epilogue: [{when: wet, text: Wet.}]
whenever: [{when: wet, goto: end}]
everywhere: [{in: [one], id: swim, text: Swim, effects: {wet: true}, stay: true}]
scenes:
  two: {text: "{her} [gye](gye)", choices: [{text: Swim, when: dry, effects: {wet: true, om.trust: +1}, goto: one}]}
  end: {ending: {title: The end}}
"""
    loaded = load(write(tmp_path, branch=branch.replace('"{her} [gye](gye)"', "'{her} [gye](gye)'")))
    assert loaded.problems == ()
    assert loaded.story is not None
    run = Run.start(loaded.story, 1)
    run.choose("swim")
    assert run.ended


def test_the_same_text_has_the_same_fingerprint_and_another_another(tmp_path: Path) -> None:
    text = "jangmadang: 1\nid: a\ntitle: A\nstart: one\nscenes: {one: {goto: one}}\n"
    fingerprints = {load_text(t).story.fingerprint for t in (text, text, text + "# a remark\n")}  # type: ignore[union-attr]
    assert len(fingerprints) == 2


@pytest.mark.parametrize("name", ["nowhere", "nowhere.yaml", "empty"])
def test_nothing_there_is_a_problem_like_any_other(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    loaded = load(tmp_path / name)
    assert loaded.story is None
    assert [p.code for p in loaded.problems] == ["no-story"]


def test_a_single_file_is_a_story(tmp_path: Path) -> None:
    write(tmp_path, one="jangmadang: 1\nid: a\ntitle: A\nstart: one\nscenes: {one: {goto: one}}\n", two="[[[")
    assert load(tmp_path / "one.yaml").problems == ()


def test_the_collector_works_again_after_loading() -> None:
    assert gc.isenabled()
    load_text("[")
    assert gc.isenabled()


@pytest.mark.parametrize("name", shelf.shipped())
def test_shipped_stories_are_without_a_word_of_blame(name: str) -> None:
    assert load(shelf.shipped()[name]).problems == ()


# ---- whatever is written --------------------------------------------------------------------------------------------
WORD = re.compile(r"[\w.]+|[^\w\s]")


def mutated(text: str, rng: random.Random) -> str:
    """The text with a line or a word (or a few) deleted, doubled, moved or renamed."""
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        lines = text.splitlines(keepends=True)
        n = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0:
                del lines[n]
            case 1:
                lines.insert(rng.randrange(len(lines)), lines[n])
            case 2:
                lines[n] = " " * rng.randint(1, 4) + lines[n] if rng.random() < 0.5 else lines[n].lstrip(" ")
            case _:
                words = list(WORD.finditer(text))
                word, other = rng.choice(words), rng.choice(words)[0]
                new = rng.choice([other, "", word[0] * 2, word[0][:-1], word[0][::-1], "0", "-1", "true", "none", "99"])
                lines = [text[: word.start()] + new + text[word.end() :]]
        text = "".join(lines) or "\n"
    return text


def live(loaded: Loaded, seed: int, steps: int) -> None:
    """Whatever loads without errors can be played."""
    if loaded.story is None:
        assert errors(loaded.problems)
        return
    run, rng = Run.start(loaded.story, seed), random.Random(seed)
    for _ in range(steps):
        page = run.look()
        choices = [choice.id for choice in page.choices if choice.open]
        if not choices:
            break
        run.choose(rng.choice(choices))
    run.look()
    assert Run.resume(loaded.story, run.life()).stopped is None


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_a_shipped_story_with_slips_gives_problems_or_a_story_that_can_be_played(seed: int) -> None:
    rng = random.Random(seed)
    name = rng.choice(sorted(FILES))
    files = FILES | {name: mutated(FILES[name], rng)}
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8", errors="surrogatepass")
        loaded = load(Path(folder))
    for problem in loaded.problems:
        assert problem.text()
        assert problem.line >= 1 and problem.column >= 1
    live(loaded, seed, 200)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_a_small_story_with_slips_gives_problems_or_a_story_that_can_be_played(seed: int) -> None:
    rng = random.Random(seed)
    live(load_text(mutated(WHOLE, rng)), seed, 200)


@settings(max_examples=60)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["scenes", "state", "text", "choices", "goto", "when", "effects", "chance", "odds", "one", "people", "start",
         "whenever", "cost", "epilogue", "phrases", "notes", "goods", "tables", "deck", "ending", "title", "skip"]
    ), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_any_tree_gives_problems_or_a_story(tree: object) -> None:
    import json

    live(load_text(json.dumps(tree, ensure_ascii=False)), 1, 20)


WHOLE = """\
jangmadang: 1
id: whole
title: Whole
start: one
calendar: {day_1: 2009-11-28, place: hyesan}
state:
  pot: {start: 3, max: 9, meter: true}
  track: {start: none, one_of: [none, queue, road]}
  told: {set_of: [row, twelve]}
  teller: {start: none, person: [om, pak]}
  wet: false
people: {om: {name: Om, trust: 30}, pak: {name: Pak}}
each_person: {paper: {max: 3}}
goods: {corn: {have: 3}}
constants: {levy: 4}
tables: {hours: {none: 1, om: 2, pak: 3}, rows: [1, 2, 3]}
conditions: {early: told has row or pot >= 4}
computed: {both: pot * 2 + levy}
phrases: {call: [{when: early, text: Un-ju}, {otherwise: "Un-sil"}]}
notes: {gye: {word: gye, text: A club.}}
each_day: {effects: {pot: -1}}
whenever: [{when: risk >= 90, goto: end}, {when: pot == 0, call: aside, once: true}]
everywhere: [{in: [one, two], id: eat, text: Eat, cost: {have.corn: 1}, effects: {pot: +1}, stay: true}]
epilogue: [{when: wet, text: Wet.}, {otherwise: Dry.}]
renamed: {scenes: {old: two}}
scenes:
  one:
    title: "One {visits(one)}"
    effects: [{teller: om if early else pak}, {pot: "=table(hours, teller)"}]
    text:
      - |
        A [gye](gye) of {both:won}, *said* {call}, {first|later}, {wet ? wet | dry}.
      - {when: teller.trust > 10, text: Trusted.}
      - otherwise: Not trusted.
      - first: Once.
        again: Again.
      - cycle: [a, b]
      - shuffle: [c, d]
    choices:
      - id: try
        text: Try
        cost: {pot: 1}
        chance:
          - {id: good, odds: 60 - risk // 2, effects: {told: +row, day: +1}, goto: two}
          - {id: bad, effects: {risk: +20, om.paper: +1}, result: Bad., goto: one}
      - {text: Draw, draw: cards, otherwise: two, then: one}
      - {text: Pot, goto: jar}
      - {text: Swim, when: not wet, effects: {wet: true, track: road, teller: none}, stay: true}
  two:
    whenever: [{when: wet and risk > 50, goto: end}]
    skip: {to: end, say: Left out.}
    choices: [{text: Back, goto: one}, {text: End, when: price(rice) > 0, locked: No., goto: end}]
  jar: {menu: true, choices: [{text: Close, goto: one}]}
  aside: {text: Aside., return: true}
  sled: {deck: cards, weight: 2, text: Sled., return: true}
  girl: {deck: cards, once: true, cooldown: 2, when: pot < 5, text: Girl., return: true}
  end: {ending: {title: End, kind: stayed}, text: End.}
"""


def test_the_whole_story_is_right() -> None:
    assert errors(load_text(WHOLE).problems) == []
