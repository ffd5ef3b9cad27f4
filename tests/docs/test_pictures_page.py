"""The page on drawing is true: its example is a story, drawn as shown, and its table has every letter."""

from __future__ import annotations

import re
from pathlib import Path

from jangmadang.play.run import Run
from jangmadang.story import drawings
from jangmadang.story.loading import load
from jangmadang.tui.drawing.lines import plain
from jangmadang.tui.drawing.picture import Mood, picture

PAGE = (Path(__file__).parents[2] / "docs" / "writing" / "pictures.md").read_text(encoding="utf-8")
DRAWINGS = dict(re.findall(r"^```drawing (\S+)\n(.*?)^```$", PAGE, re.M | re.S))
SEEN = re.findall(r"^```seen (\S+) (\w+)\n(.*?)^```$", PAGE, re.M | re.S)
STORY = next(text for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S) if "start:" in text)


def test_the_first_drawing_is_a_story_that_loads_and_looks_as_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY, encoding="utf-8")
    for name, text in DRAWINGS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = load(tmp_path)
    assert [problem.text() for problem in loaded.problems] == []
    assert loaded.story is not None
    page = Run.start(loaded.story, 1).look()
    mood = Mood.of(page.light, page.season)
    assert mood == Mood("night", "winter")
    assert picture(page.drawing, mood, "colour", 66)
    for name, how, shown in SEEN:
        rows, _ = drawings.read(DRAWINGS[name], name)
        drawn = picture(rows, mood, how, len(rows[0]))  # type: ignore[arg-type]
        assert [plain(line).rstrip() for line in drawn] == shown.splitlines()


def test_every_letter_is_in_the_table_and_no_other() -> None:
    table = PAGE[PAGE.index("| letter |") :].split("\n\n")[0]
    assert sorted(re.findall(r"\| `(.)` \|", table)) == sorted(drawings.MATERIALS)


def test_the_sizes_and_hours_are_those_of_the_game() -> None:
    assert f"at most {drawings.WIDEST} letters in a row and {drawings.HIGHEST} rows" in PAGE
    hours = PAGE[PAGE.index("| `at` |") :].split("\n\n")[0]
    said = {
        hour: row.split("|")[2].strip()
        for row in hours.splitlines()[2:]
        for hour in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    assert said == {hour: Mood.of(hour, "").light for hour in drawings.LIGHTS}
