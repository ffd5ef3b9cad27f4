"""What the lanes of the map say is what the roads are: traced by their shapes, as an eye does."""

from __future__ import annotations

import random
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jangmadang.play import roads
from jangmadang.play.road_view import StoryMap
from jangmadang.play.run import Run
from jangmadang.play.seen import Seen
from jangmadang.play.turn import Rules
from jangmadang.story import shelf
from jangmadang.story.loading import load, load_text
from jangmadang.tui.drawing.lines import plain, width_of
from jangmadang.tui.drawing.map import Look, map_lines
from jangmadang.tui.drawing.map_rows import LANE, Row, gathered, rows_of

sys.path.append(str(Path(__file__).parents[1] / "play"))
from random_stories import random_story

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
ARMS = {
    "│": UP | DOWN,
    "╎": UP | DOWN,
    "─": LEFT | RIGHT,
    "╌": LEFT | RIGHT,
    "├": UP | DOWN | RIGHT,
    "┤": UP | DOWN | LEFT,
    "┬": LEFT | RIGHT | DOWN,
    "┴": LEFT | RIGHT | UP,
    "╰": UP | RIGHT,
    "╯": UP | LEFT,
    "╮": DOWN | LEFT,
    "╭": DOWN | RIGHT,
    "┼": UP | DOWN | LEFT | RIGHT,
}


@cache
def rules(name: str, number: int = 0) -> Rules:
    story = load(shelf.shipped()[name]).story if name else load_text(random_story(number)).story
    assert story is not None
    return Rules(story)


def drawn(of: Rules, lives: int, most: int, seed: int = 1) -> StoryMap:
    """The map in the last of some lives at random."""
    seen = Seen()
    for life in range(lives):
        picks, run = random.Random(f"{seed} {life}"), Run.start(of, life)
        for _ in range(most):
            open_ = [choice.id for choice in run.look().choices if choice.open]
            if not open_:
                break
            run.choose(picks.choice(open_))
        seen.add(roads.glimpse(run))
    return roads.story_map(run, seen)


def reached(rows: list[Row], start: int, spots: dict[int, str]) -> set[str]:
    """The spots that the lanes lead to from the spot of a row."""
    grid = [plain(row.lanes) for row in rows]
    lane = next(at for at in range(0, len(grid[start]), LANE) if grid[start][at] in "▪▫")
    # Its own crossing comes before the next spot on the road.
    below = start + 1
    while below < len(rows) and (rows[below].words or (rows[below].own and at_of(grid[below], lane) in "├╰")):
        below += 1
    ways: list[tuple[int, int]] = []
    if at_of(grid[below - 1], lane) in "╰ ":
        return set()
    if below < len(rows) and not rows[below].own and at_of(grid[below], lane) not in "│╎ ":
        ways += from_crossing(grid[below], lane, below)
    elif below < len(rows):
        ways.append((below, lane))
    return {spot for row, at in ways if (spot := followed(grid, row, at, spots))}


def followed(grid: list[str], row: int, at: int, spots: dict[int, str]) -> str:
    """The spot that a lane leads to, from that cell down; nothing when it ends."""
    while row < len(grid) and (sign := at_of(grid[row], at)) != " ":
        if sign in "▪▫":
            return spots[row]
        if not ARMS[sign] & DOWN:  # it runs into the lane that this row is of
            step = 1 if ARMS[sign] & RIGHT else -1
            at += step
            while at % LANE or at_of(grid[row], at) in "│╎" or not ARMS[at_of(grid[row], at)] & UP:
                at += step
        row += 1
    return ""


def at_of(line: str, cell: int) -> str:
    return line[cell] if cell < len(line) else " "


def from_crossing(line: str, lane: int, row: int) -> list[tuple[int, int]]:
    """Where a spot's own crossing leads."""
    ways = [(row + 1, lane)] if ARMS[line[lane]] & DOWN else []
    for step, arm in ((1, RIGHT), (-1, LEFT)):
        at = lane
        onward = bool(ARMS[line[at]] & arm)
        while onward:
            at += step
            sign = at_of(line, at)
            if at % LANE or sign in "│╎─╌":  # passed beneath
                continue
            if ARMS[sign] & DOWN:
                ways.append((row + 1, at))
            onward = bool(ARMS[sign] & arm)
    return ways


def check(of: StoryMap, words: bool) -> None:
    rows = rows_of(of, words)
    spots = {number: of.spots[row.spot].key for number, row in enumerate(rows) if row.own}
    assert sorted(row.spot for row in rows if row.own) == list(range(len(of.spots)))
    assert [row.spot for row in rows if row.own] == list(range(len(of.spots)))
    for number, row in enumerate(rows):
        spot = of.spots[row.spot]
        if row.own and spot.found and not spot.under:
            assert reached(rows, number, spots) == {key for key, _ in spot.to}, spot.title


@given(st.integers(0, 30), st.integers(1, 6), st.integers(1, 40), st.booleans())
@example(18, 6, 9, False)  # roads to both sides, and two to one of them
@settings(max_examples=60, deadline=None)
def test_lanes_lead_where_the_roads_lead(story: int, lives: int, most: int, words: bool) -> None:
    check(drawn(rules("", story), lives, most), words)


@pytest.mark.parametrize("name", sorted(shelf.shipped()))
def test_so_they_do_in_the_stories_there_are(name: str) -> None:
    for lives in (1, 3, 20):
        check(drawn(rules(name), lives, 300), words=lives == 3)


def test_a_story_keeps_within_the_screen_and_is_seen_from_end_to_end() -> None:
    of = drawn(rules("hundred"), 12, 300)
    rows = rows_of(of, words=False)
    for width, height in ((56, 18), (80, 24), (120, 40)):
        seen, top = set[str](), 0
        for at in range(len(of.spots)):
            frame = map_lines(of, rows, Look(at, top), (), width, height)
            top = frame.top
            assert len(frame.lines) == height and max(map(width_of, frame.lines)) <= width
            caret = [line for line in map(plain, frame.lines) if "▸" in line]
            assert len(caret) == 1
            seen.add(caret[0])
        assert len(seen) > len(of.spots) // 2


def test_standing_elsewhere_moves_no_row_that_is_in_sight() -> None:
    of = drawn(rules("hundred"), 3, 300)
    rows = rows_of(of, words=False)
    first = map_lines(of, rows, Look(5), (), 80, 24)
    second = map_lines(of, rows, Look(7, first.top), (), 80, 24)
    assert second.top == first.top
    changed = [a != b for a, b in zip(first.lines[:16], second.lines[:16], strict=True)]
    assert sum(changed) == 2


def test_endings_not_found_yet_share_a_row() -> None:
    whole = drawn(rules("hundred"), 3, 300)
    of = gathered(whole)
    left = whole.endings - whole.found
    assert left > 1 and sum(not spot.found for spot in of.spots) == 1
    assert [spot for spot in of.spots if spot.found] == [spot for spot in whole.spots if spot.found]
    at = next(number for number, spot in enumerate(of.spots) if not spot.found)
    lines = [plain(line) for line in map_lines(of, rows_of(of, words=False), Look(at), (), 80, 24).lines]
    assert any("▸" in line and f"{left} endings not found yet" in line for line in lines)
    assert gathered(of) == of
