"""What the projector draws, without a screen: each state at three sizes, nothing secret, the address as a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jangmadang.room.code import SIGNS
from jangmadang.room.projector.drawing import large, qr
from jangmadang.room.projector.drawing.frame import Door, Drawn, Face, clock
from jangmadang.room.projector.drawing.telling import how_it_lies, late
from jangmadang.room.projector.drawing.whole import SCREENS, drawn, shown
from jangmadang.room.snapshot import Gauge, Option, Projector, Row, Split, Talk, Times
from jangmadang.tui.drawing.lines import plain, width_of

SIZES = [(56, 18), (80, 24), (120, 40)]
ADDRESS = "http://192.168.43.1:8000/K4T2M9"
DOOR = Door("K4T2M9", ADDRESS, "MARKET")
KEYS = (("space", "Next", "do('next')"), ("?", "Keys", "help"))
TEXT = (("Mi-na does not look at the loudspeaker. She looks at your rice.",),)
OPTIONS = (
    Option("keep", 1, "Buy anything that will keep", votes=11, share=46, leads=True),
    Option("rice", 2, "Sell the rice to Mi-na", votes=10, share=42),
    Option("line", 3, "Stand in the exchange line", price="two days", votes=3, share=12),
    Option("yuan", 4, "The yuan man", reason="needs 40 trust, you have 15"),
)
HIDDEN = tuple(replace(option, votes=None, share=0, leads=False) for option in OPTIONS)
GAUGES = (
    Gauge("money", "money", "31,400 won", 31_400, 0, 1_000_000),
    Gauge("trust", "trust", "60", 60, 0, 100, True),
    Gauge("risk", "risk", "35", 35, 0, 100, True, change=3),
)
LONG = tuple(["hunger", "illness", "cold and drowning danger", "arrest", "detention off-stage", "informing"])
SIGHT = Projector(
    5,
    "lobby",
    100_000,
    "A Hundred to One",
    "en",
    summary="The won is cut a hundred to one. A week, a coat lining, a neighbour.",
    number=7,
    scene="The loudspeaker",
    text=TEXT,
    options=HIDDEN,
    gauges=GAUGES,
    content=("hunger", "a curfew", "fear of informers"),
    phones=23,
    people=24,
    votes=True,
    until=140_000,
    voted=18,
)
SPLIT = Split(24, 1, 1, 2)
PROMPTS = tuple(Talk(f"What of {form}?", form) for form in ("feel", "describe", "analyse", "apply"))
ROWS = tuple(
    Row(n, "vote_open" if n % 2 else "waiting", "The loudspeaker", GAUGES, 6, 4, 7, (3, 2, 1)) for n in range(1, 10)
)
SIGHTS = {
    "lobby": SIGHT,
    "lobby_long": replace(SIGHT, content=LONG),
    "scene": replace(SIGHT, state="scene", until=0, text=TEXT * 8),
    "vote_open": replace(SIGHT, state="vote_open", question=3, round=2),
    "live": replace(SIGHT, state="vote_open", options=OPTIONS),
    "vote_closed": replace(SIGHT, state="vote_closed"),
    "reveal": replace(SIGHT, state="reveal", options=OPTIONS, split=SPLIT, voted=24),
    "decide": replace(SIGHT, state="decide", votes=False, table=3),
    "outcome": replace(SIGHT, state="outcome", result=TEXT, changes=("money −200",), options=()),
    "stop": replace(SIGHT, state="stop", talk=Talk("Who is richer tonight than at noon?", "pairs")),
    "waiting": replace(SIGHT, state="waiting", group=2, rows=ROWS),
    "ending": replace(SIGHT, state="ending", ending="The ledger"),
    "debrief": replace(SIGHT, state="debrief", prompts=PROMPTS),
    "closed": replace(SIGHT, state="closed"),
    "pace": replace(
        SIGHT,
        pace=True,
        times=Times(1_100_000, 2_700_000, 70_000, 1_800_000, next_stop="The coat", next_stop_minutes=5),
    ),
    "grid": replace(SIGHT, grid=True, rows=ROWS),
    "panel": replace(SIGHT, state="scene", panel=True),
    "pause": replace(SIGHT, state="vote_open", paused=True),
    "blank": replace(SIGHT, state="vote_open", blank=True),
}


def draw(name: str, size: tuple[int, int] = (56, 18), door: Door = DOOR, scroll: int = 0) -> Drawn:
    return drawn(Face(*size, hints=KEYS, door=door, scroll=scroll, now=100_000), SIGHTS[name])


def text(made: Drawn) -> str:
    return "\n".join(plain(line).rstrip() for line in made.lines)


@pytest.mark.parametrize("size", [*SIZES, (40, 12), (200, 60)])
@pytest.mark.parametrize("name", SIGHTS)
def test_each_screen_fills_its_wall_and_no_more(name: str, size: tuple[int, int]) -> None:
    for door in (DOOR, Door()):
        made = draw(name, size, door)
        assert len(made.lines) == size[1]
        assert all(width_of(line) <= size[0] for line in made.lines)


def test_every_state_has_a_screen() -> None:
    assert {shown(sight) for sight in SIGHTS.values()} >= set(SCREENS)


def test_the_pictures_of_the_plan_hold() -> None:
    """What a room must be able to read in each state, at 56 by 18."""
    for name, words in {
        "lobby": ["MARKET", "192.168.43.1:8000", "/K4T2M9", "23 phones · 24 people", "look away or leave at any time"],
        "vote_open": ["7 · The loudspeaker", "K4T2M9", "0:40", "18 of 24 have chosen", "second vote", "needs 40 trust"],
        "reveal": ["24 of 24 chose", "46%", "One vote apart.", "what does 2 cost that 1"],
        "stop": ["STOP · The loudspeaker", "0:40", "Who is richer tonight than at noon?", "Talk in pairs"],
        "decide": ["Table 3 speaks."],
        "pause": ["We stop here for a moment."],
        "pace": ["1:10 late", "Next stop: The coat, 5 minutes."],
        "debrief": ["Feel", "Describe", "Analyse", "Apply"],
    }.items():
        for one in words:
            assert one in text(draw(name)), (name, one)


def test_nothing_shows_through_a_pause_or_a_blank_wall() -> None:
    for name in ("pause", "blank"):
        for words in ("loudspeaker", "rice", "chosen", "money"):
            assert words not in text(draw(name)), name
    assert text(draw("blank")).strip() == "space Next"


def test_votes_are_hidden_until_they_are_shown() -> None:
    assert "46%" not in text(draw("vote_open")) + text(draw("vote_closed"))
    assert "46%" in text(draw("live")), "live bars are the room's own setting"
    assert "0:40" in text(draw("live"))


def test_a_locked_door_shows_no_code_and_says_so() -> None:
    locked = replace(SIGHTS["vote_open"], locked=True)
    assert "K4T2M9" not in text(drawn(Face(56, 18, KEYS, DOOR), locked))
    assert "locked" in text(drawn(Face(56, 18, KEYS, DOOR), replace(SIGHT, locked=True)))


def test_a_text_that_is_too_long_is_read_page_by_page_and_choices_come_whole() -> None:
    made, seen, scroll = draw("scene"), [], 0
    for _ in range(9):
        seen.append(text(made))
        if not made.more:
            break
        scroll += made.room - 1
        made = draw("scene", scroll=scroll)
    assert 1 < len(seen) < 6
    for page in seen:
        has = [words in page for words in ("1  Buy", "2  Sell", "3  Stand", "✗  The yuan")]
        assert all(has) or not any(has)
    assert "✗  The yuan" in seen[-1]


def test_a_refusal_is_said_in_the_foot_and_nothing_moves() -> None:
    face = Face(56, 18, KEYS, DOOR, now=100_000)
    before = drawn(face, SIGHTS["vote_open"])
    told = drawn(replace(face, said="No vote is open."), SIGHTS["vote_open"])
    differ = [one for one, other in zip(before.lines, told.lines, strict=True) if one != other]
    assert len(differ) == 1
    assert "No vote is open." in text(told)


# ---- the address
def scanned(lines: tuple[tuple[object, ...], ...], light: str) -> list[list[bool]]:
    """Half blocks back to modules."""
    dark = {sign: two for two, sign in qr.HALVES.items()}
    rows: list[list[bool]] = []
    for line in lines:
        signs = plain(line)  # type: ignore[arg-type]
        rows += [[dark[sign][0] for sign in signs], [dark[sign][1] for sign in signs]]
    return [[one != (light == "light") for one in row] for row in rows]


@pytest.mark.parametrize("way", ["halves", "light"])
@pytest.mark.parametrize("scale", [1, 2])
def test_the_picture_is_the_code_of_the_address(way: qr.Way, scale: int) -> None:
    grid = [list(row) for row in qr.modules(ADDRESS)]
    read = scanned(qr.code_lines(ADDRESS, way, scale), way)
    side = len(grid)
    assert [[row[x * scale] for x in range(side)] for row in read[: side * scale : scale]] == grid
    assert not any(grid[0]) and not any(row[0] for row in grid), "it stands in a light border"


def test_in_capitals_it_takes_29_by_15_cells() -> None:
    assert qr.size(ADDRESS, "halves") == (29, 15)
    assert qr.size(ADDRESS, "cells") == (58, 29)
    assert qr.size(ADDRESS, "") == (0, 0)


def test_how_it_is_drawn_hangs_on_signs_and_colours() -> None:
    assert qr.way_of("full", True) == "halves"
    assert qr.way_of("ascii", True) == qr.way_of("safe", True) == "cells"
    assert qr.way_of("full", False) == "light"
    assert qr.way_of("full", False, dark=False) == "halves"
    assert qr.way_of("ascii", False) == ""


def test_where_there_is_no_room_for_the_picture_the_address_is_there_in_words() -> None:
    made = text(drawn(Face(56, 18, KEYS, DOOR, way=""), SIGHT))
    assert "192.168.43.1:8000/K4T2M9" in made
    assert "█ █" in made, "the code stands there in large letters"


@given(st.text(SIGNS, min_size=1, max_size=8), st.sampled_from((1, 2)))
def test_every_code_can_be_drawn_in_large_letters(code: str, scale: int) -> None:
    lines = large.letters(code, scale=scale)
    assert len(lines) == large.rows(scale)
    assert {width_of(line) for line in lines} == {large.width(code, scale)}


# ---- words
@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_how_the_votes_lie_is_always_said(voted: int, apart: int, first: int, second: int, tied: bool) -> None:
    lies, asks = how_it_lies(Split(voted, apart, first, second, (1, 2) if tied else ()))
    assert lies.endswith(".") and (not asks or asks.endswith("?"))


def test_time_is_told_in_minutes_and_seconds() -> None:
    assert [clock(left) for left in (0, 1, 999, 40_000, 725_000, -5)] == [
        "0:00",
        "0:01",
        "0:01",
        "0:40",
        "12:05",
        "0:00",
    ]
    assert [late(by) for by in (0, 70_000, -40_000)] == ["on time", "1:10 late", "0:40 early"]
