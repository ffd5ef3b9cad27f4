"""The patterns for writers run, and are the shapes that their page says they are."""

import re
from functools import cache
from pathlib import Path
from random import Random

import pytest

from jangmadang.desk.lint import checked
from jangmadang.play.run import Run
from jangmadang.story.loading import load_script
from jangmadang.story.model import Story

WRITING = Path(__file__).parents[2] / "docs" / "writing"
NAMES = ["hub", "gauntlet", "storylets", "bottleneck"]
LIVES = 60


@cache
def _story(name: str) -> Story:
    script = load_script(WRITING / "patterns" / f"{name}.yaml")
    assert script.story is not None and checked(script) == []
    return script.story


def _lives(name: str) -> list[tuple[list[str], list[str], str, Run]]:
    """Of each of some lives: the scenes, the choices, all that was read, and the run at its end."""
    story, lives = _story(name), []
    for seed in range(LIVES):
        run, by, scenes, taken, read = Run.start(story, seed), Random(seed), [], [], []
        for _ in range(40):
            page = run.look()
            scenes.append(page.scene)
            read += [paragraph.plain for paragraph in (*page.result, *page.text)]
            if page.ending:
                break
            open_ones = [choice.id for choice in page.choices if choice.open]
            assert open_ones, f"seed {seed} is stuck at {page.scene}"
            taken.append(by.choice(open_ones))
            run.choose(taken[-1])
        else:
            pytest.fail(f"seed {seed} does not end")
        lives.append((scenes, taken, "\n".join(read), run))
    return lives


def test_a_hub_has_more_errands_than_time() -> None:
    lives = _lives("hub")
    errands = [{"salt", "jar", "hands"} & set(taken) for _, taken, _, _ in lives]
    assert max(map(len, errands)) == 2
    assert {scenes[-1] for scenes, *_ in lives} == {"full", "half", "soup"}


def test_a_gauntlet_is_one_road_and_every_post_has_a_way_on() -> None:
    for scenes, _, read, run in _lives("gauntlet"):
        assert scenes[:2] == ["bridge", "school"] and scenes[2] in ("mill", "dark") and scenes[-1] == "home"
        assert int(str(run.value("corn"))) > 0
        assert ("They know you now" in read) == (run.value("known") == "true")


def test_two_lives_draw_other_storylets() -> None:
    drawn = {
        tuple(s for s in scenes if s in ("iron", "battery", "pump", "letter")) for scenes, *_ in _lives("storylets")
    }
    assert all(len(evenings) == 2 == len(set(evenings)) for evenings in drawn)
    assert len(drawn) >= 6
    assert ("battery", "letter") in drawn and not any(evenings[0] == "letter" for evenings in drawn)


def test_a_bottleneck_is_met_by_everybody_and_remembers() -> None:
    faces = {"hid": "a clean square", "warned": "thirty women looking", "swept": "the case says nothing"}
    met = set()
    for scenes, taken, read, _ in _lives("bottleneck"):
        assert scenes.count("noon") == 1
        assert [name for name, words in faces.items() if words in read] == [taken[0]]
        met.add(taken[0])
    assert met == set(faces)


def test_the_page_shows_what_stands_in_the_files() -> None:
    page = (WRITING / "patterns.md").read_text(encoding="utf-8")
    files = "\n".join((WRITING / "patterns" / f"{name}.yaml").read_text(encoding="utf-8") for name in NAMES)
    lines = {line.strip() for line in files.splitlines()}
    shown = [
        line.strip() for block in re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S) for line in block.splitlines()
    ]
    assert len(shown) > 20 and [line for line in shown if line not in lines] == []
    assert all(f"patterns/{name}.yaml" in page for name in NAMES)
