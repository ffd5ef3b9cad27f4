"""Stories of one's own by lines: opened by where they lie, listed the next time, and taken off the list."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from jangmadang.plain.choosing import choose_story
from jangmadang.plain.console import Console
from jangmadang.plain.own import Own
from jangmadang.play.ready import ready
from jangmadang.play.shelved import Shelved
from jangmadang.story import shelf

STORY = """jangmadang: 1
id: coal
title: The coal sack
start: yard
scenes:
  yard: {title: The yard, text: A sack of coal stands open., choices: [{text: Tie it, goto: end}]}
  end: {title: The end, text: It is tied., ending: {title: Tied}}
"""


def test_a_story_of_ones_own_is_opened_listed_and_forgotten(tmp_path: Path) -> None:
    (tmp_path / "coal").mkdir()
    (tmp_path / "coal" / "story.yaml").write_text(STORY, encoding="utf-8")
    (tmp_path / "torn.yaml").write_text(STORY.replace("goto: end", "goto: ned"), encoding="utf-8")
    own = Own(ready, Shelved(tmp_path / "data"))
    coal = str(tmp_path / "coal")
    console = Console(
        StringIO(f"open {tmp_path}/nowhere\nopen {tmp_path}/torn.yaml\nopen {coal}/\n"), words := StringIO()
    )
    three = ready(shelf.shipped()["three-days"]).story
    assert three is not None
    assert choose_story([three], console, own) == coal
    said = words.getvalue()
    assert "There is nothing at" in said and "has errors: jangmadang check" in said
    assert "forget" not in said and ", open PATH, or quit >" in said
    console = Console(StringIO("forget 1\nforget 2\n2\n1\n"), words := StringIO())
    assert choose_story([three], console, own) == "three-days"
    said = words.getvalue()
    assert "2. The coal sack." in said and "Only a story of your own" in said and "stays where it lies" in said
    assert "Answer with a story's number." in said and own.stories() == ([], [])
