"""What stands beside the story, and what lies over it: meters with their course, people, pack, the calendar, notes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jangmadang.play.note_search import found
from jangmadang.play.view import Change, DayView, GoodView, Meter, Page, PersonView, SumView
from jangmadang.tui.drawing.lines import Line, plain, width_of
from jangmadang.tui.drawing.meters import changes_lines, meter_lines, meter_pieces
from jangmadang.tui.drawing.page import Look, arrange
from jangmadang.tui.drawing.sides import course_lines, drawer, panel, people_lines, week_lines
from jangmadang.tui.drawing.signs import plot
from jangmadang.tui.drawing.words import linked, stood_at

from .conftest import SIZES, Opened
from .fake_game import NOTES, FakeSession

HINTS = [("?", "Help", "help")]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def words(lines: list[Line]) -> list[str]:
    return [plain(line).rstrip() for line in lines]


def a_change(text: str) -> Change:
    return Change(text, text, 1)


# ---- what changed, said once


MANY = [a_change(text) for text in ("risk +8", "old notes −367,850", "Grandfather trusts you much less")]


def test_what_changed_is_parted_between_changes_not_within() -> None:
    lines = changes_lines(MANY, (a_change("new won +495"),), 44, 62, 3, "p")
    assert words(lines) == ["risk +8 · old notes −367,850 ·", "Grandfather trusts you much less · here: new won +495"]


def test_what_does_not_fit_is_counted_and_its_key_named() -> None:
    lines = changes_lines(MANY, (a_change("new won +495"),), 44, 62, 1, "p")
    assert words(lines) == ["risk +8 · … and 3 more (p)"]
    assert ("key", "people") in [piece.target for piece in lines[0]]


@given(
    st.lists(st.text(st.sampled_from("ab ,"), min_size=1, max_size=50).filter(str.strip), max_size=8),
    st.integers(0, 8),
    st.integers(16, 60),
    st.integers(1, 4),
)
def test_no_change_is_lost_without_a_word(texts: list[str], own: int, room: int, most: int) -> None:
    changes = [a_change(" ".join(text.split())) for text in texts]
    lines = changes_lines(changes[:own], changes[own:], room, room + 12, most, "p")
    assert len(lines) <= most
    assert all(width_of(line) <= room + 12 * (number > 0) for number, line in enumerate(lines))
    told = " ".join(" ".join(words(lines)).split())
    counted = re.search(r"(?:and (\d+) more|(\d+) changes?) \(p\)$", told)
    missing = int(counted[1] or counted[2]) if counted else 0
    assert all(change.text in told for change in changes[: len(changes) - missing])


def test_a_word_that_fits_the_second_line_is_not_torn_on_the_first() -> None:
    wide = a_change("Grandfatherly trusts you")
    assert words(changes_lines([wide, a_change("risk +8")], (), 10, 30, 3, "p")) == [
        "",
        "Grandfatherly trusts you ·",
        "risk +8",
    ]
    assert words(changes_lines([wide], (), 13, 24, 2, "p")) == ["Grandfatherly", "trusts you"]
    assert words(changes_lines([a_change("Grandfatherly")], (), 10, 12, 3, "p")) == ["1 change", "(p)"]


# ---- meters


def test_a_unit_that_is_the_name_is_not_said_twice() -> None:
    assert plain(meter_pieces(Meter("new_won", "new won", 2095, "2,095 won", 0, 9, False, 495), 5)) == (
        "2,095 new won ▴495"
    )
    assert plain(meter_pieces(Meter("paper", "old notes", 5, "5 won", 0, 9, False), 5)) == "old notes 5 won"


@given(st.integers(56, 109), st.lists(st.integers(-9, 9), min_size=3, max_size=3))
def test_meters_stay_where_they_are_whatever_a_turn_changes(width: int, changes: list[int]) -> None:
    before = [
        Meter("money", "money", 46000, "46,000 won", 0, 10**9, False),
        Meter("trust", "trust", 35, "35", 0, 100, True),
        Meter("risk", "risk", 10, "10", 0, 100, True),
    ]
    after = [replace(meter, change=by) for meter, by in zip(before, changes, strict=True)]
    then, now = words(meter_lines(before, width)), words(meter_lines(after, width))
    assert [line.count("▪") + line.count("▫") for line in then] == [line.count("▪") + line.count("▫") for line in now]
    assert all(width_of(line) <= width for line in meter_lines(after, width))


@given(st.lists(st.integers(-5, 10**6), max_size=300), st.integers(2, 30), st.integers(1, 3))
def test_a_plot_shows_the_whole_course_in_its_room(course: list[int], cells: int, rows: int) -> None:
    drawn = plot(course, cells, rows)
    assert len(drawn) == rows
    assert {len(row) for row in drawn} <= {len(drawn[0])} and len(drawn[0]) <= cells
    if len(set(course)) > 1 and len(course) <= 2 * cells:
        top = drawn[0]
        assert any(ord(cell) != 0x2800 for cell in top), "the highest value reaches the top"


def test_a_plot_grows_to_the_right_and_nothing_in_it_moves() -> None:
    course = [3, 9, 4, 6, 8, 5, 7, 9]
    for length in range(4, len(course)):
        before, after = plot(course[:length], 10, 2), plot(course[: length + 1], 10, 2)
        kept = length // 2
        assert [row[:kept] for row in before] == [row[:kept] for row in after]


def test_a_course_says_its_highest_and_lowest() -> None:
    lines = words(course_lines([Meter("trust", "trust", 42, "42", 0, 100, True, 3, (35, 38, 36, 39, 42))], 32, 2))
    assert lines[0] == "trust ▪▪▪▪▫▫▫▫▫▫ 42 ▴3"
    assert lines[1].startswith("42 ") and lines[2].startswith("35 ")
    assert len(words(course_lines([Meter("risk", "risk", 9, "9", 0, 100, True, 0, (9, 9, 9))], 32, 2))) == 2


# ---- people, pack, sums, days


def a_person(name: str, last: int = -1, change: int = 0, standing: str = "trusts you") -> PersonView:
    return PersonView(name.lower(), name, "", "sells soap", 45, standing, change, last)


def full_page() -> Page:
    return replace(
        FakeSession("lane").look(),
        people=tuple(a_person(f"Person {n}", n, 0, "would hide things for you") for n in range(20)),
        pack=(
            GoodView("rice", "rice", 4, 0, "4 kilos", "4 kilos", "", 0, 2),
            GoodView("corn", "corn", 2, 9, "", "2 kilos", "9 kilos", -3, 7),
        ),
        sums=(SumView("pot", "the pot", "360,000 won"), SumView("owed", "owed by Pok-nyo", "900 won", 100, 4)),
        days=tuple(DayView(day, "Nov", (day - 2) % 7) for day in range(20, 31)),
        load=6,
    )


def test_who_moved_last_comes_first() -> None:
    lines = words(people_lines([a_person("Om"), a_person("Mi-na", 3), a_person("Pak", 9, 2)], 32))
    assert [line.split()[0] for line in lines[1:]] == ["Pak", "Mi-na", "Om"]
    assert "▪▪▫▫▫ ▴2 trusts you" in lines[1]


@given(st.integers(20, 60), st.sampled_from(["hardly knows you", "would hide things for you", "trusts you"]))
def test_how_somebody_stands_to_you_is_never_cut(width: int, standing: str) -> None:
    lines = people_lines([a_person("The man at the pole", 3, -12, standing), a_person("Om", standing=standing)], width)
    assert " ".join(" ".join(words(lines)).split()).count(standing) == 2


def test_the_pack_says_its_weight_and_at_a_market_how_much_can_be_carried() -> None:
    page = full_page()
    assert "carrying  6 kilos" in words(drawer(page, 36))
    market = FakeSession("market").look()
    held = replace(market, pack=page.pack, load=99)
    assert any("carrying  13 of " in line for line in words(drawer(held, 36)))


def test_the_drawer_has_all_of_it() -> None:
    page = replace(full_page(), changes=tuple(MANY), arrived=(a_change("new won +495"),))
    told = words(drawer(page, 36))
    heads = [name for name in ("this turn", "people", "at home", "laid by and owed", "how it went") if name in told]
    assert len(heads) == 5
    assert {"risk +8", "old notes −367,850", "here: new won +495"} <= set(told)
    assert any(line.startswith("owed by Pok-nyo") and "900 won ▴100" in line for line in told)
    assert sum("sells soap" in line for line in told) == 20


@given(st.integers(20, 60), st.integers(0, 20), st.sampled_from([32, 36]))
def test_the_panel_fits_and_says_where_the_rest_is(rows: int, people: int, width: int) -> None:
    page = full_page()
    page = replace(page, people=page.people[:people])
    lines = panel(page, width, rows, "p")
    assert len(lines) <= rows and all(width_of(line) <= width for line in lines)
    told = words(lines)
    if rows >= 36:
        assert "people" in told and "laid by and owed" in told
        assert any("Person" in line for line in told) == bool(people)
    if sum(line.startswith("Person") for line in told) < people and rows >= 36:
        assert "p shows more" in told


def test_weeks_stand_under_their_days_with_a_square_before_today() -> None:
    days = tuple(DayView(day, "Nov" if day < 31 else "Dec", (day + 5) % 7) for day in (28, 29, 30))
    assert words(week_lines(days)) == [
        "     Mo Tu We Th Fr Sa Su",
        "Nov                 28 29",
        "    ▪30",
    ]


# ---- the drawer


@sizes
async def test_the_drawer_opens_and_closes_and_nothing_else_moves(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        before = player.lines
        await player.press("p")
        assert "how it stands" not in player.text and "people" in player.text
        if size[0] >= 64:
            left = size[0] // 2 - 6
            assert [line[:left].rstrip() for line in player.lines[:-1]] == [
                line[:left].rstrip() for line in before[:-1]
            ]
            assert "▸ 1 Pay Mi-na" in player.text  # one can still choose
        await player.press("p")
        assert player.lines == before
        await player.press("p", "escape")
        assert player.lines == before


@sizes
async def test_a_long_drawer_scrolls(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        player.app.screen._page = replace(full_page(), choices=player.app.screen._page.choices)  # type: ignore[attr-defined]
        await player.press("p")
        assert "Person 19" in player.text and "▪30" not in player.text
        seen = player.text
        for _ in range(30):
            await player.press("space")
            seen += player.text
        assert all(f"Person {n} " in seen for n in range(20)) and "how it went" in seen and "▪30" in player.text
        await player.press("pageup")
        assert "▪30" not in player.text


async def test_where_it_lies_over_the_choices_a_number_shows_them_first(opened: Opened) -> None:
    async with opened("lane", size=(56, 18)) as player:
        await player.press("p", "1")
        assert "The loudspeaker" in player.text and not player.session.can_undo
        await player.press("p", "enter", "1")
        assert player.session.can_undo


# ---- words with a note


def test_a_word_over_two_lines_is_one_word() -> None:
    page = FakeSession("lane").look()
    text = tuple(
        replace(p, spans=tuple(replace(s, text="gye " * 30) if s.note else s for s in p.spans)) for p in page.text
    )
    frame = arrange(replace(page, text=text), Look(), 80, 40, HINTS)
    assert [word.note for word in frame.words] == ["gye"]


def test_the_caret_at_a_word_moves_nothing() -> None:
    page = FakeSession("lane").look()
    before, after = (arrange(page, Look(word=at), 80, 30, HINTS) for at in (None, 0))
    differ = [(plain(old), plain(new)) for old, new in zip(before.lines, after.lines, strict=True) if old != new]
    assert [(old.replace("▸", " "), new.replace("▸", " ")) for old, new in differ] == [
        (old.replace("▸", " "), old.replace("▸", " ")) for old, _ in differ
    ]
    assert sum("▸" in plain(line) for line in after.lines) == 1
    assert "▸gye" in "".join(map(plain, after.lines))


@given(st.text(st.sampled_from('ab "'), max_size=12))
def test_a_word_is_marked_in_the_space_before_it(before: str) -> None:
    from jangmadang.tui.drawing.lines import Piece

    one = (Piece("     "), Piece(before), Piece("word", "note", ("note", "gye")), Piece(", and"))
    assert width_of(stood_at(one, 2)) == width_of(one)
    assert plain(stood_at(one, 2)).count("▸") == 1
    assert linked((one,))[0].piece == 2


@sizes
async def test_a_word_is_reached_and_opened_by_keys(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        before = player.lines
        await player.press("n")
        assert "▸gye" in player.at
        await player.press("enter")
        assert "A savings club" in player.text and "Source: Interviews with people who left" in player.text
        assert "F-MON-11" not in player.text and "계" in player.text
        await player.press("escape")
        assert "A savings club" not in player.text and "▸gye" in player.at
        await player.press("escape")
        assert next(line for line in player.lines if "▸" in line).strip().startswith("▸")
        assert "▸ 1 Pay" in player.text or player.lines[-1] == before[-1]
        await player.press("down")
        assert "▸" in player.text and "▸gye" not in player.text


async def test_a_word_further_down_is_scrolled_to(opened: Opened) -> None:
    async with opened("lane", size=(56, 18)) as player:
        assert "gye" not in player.text
        await player.press("n")
        assert "▸gye" in player.text


async def test_a_word_is_opened_by_mouse(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("space")
        row = player.row(" gye ")
        await player.pilot.click(offset=(player.lines[row].index("gye"), row))
        await player.pilot.pause()
        assert "A savings club" in player.text
        await player.press("1")
        assert "A savings club" not in player.text and not player.session.can_undo


# ---- all notes


def test_notes_are_found_by_word_hangul_and_meaning() -> None:
    assert [note.id for note in found(NOTES, "gra")] == ["mettugi"]
    assert [note.id for note in found(NOTES, "계")] == ["gye"]
    assert [note.id for note in found(NOTES, "stall")] == ["mettugi"]
    assert [note.id for note in found(NOTES, "ㅎㅛㄷ", "gye")] == ["gye"]  # typed with the other layout
    assert found(NOTES, "zzz") == [] and found(NOTES, " ") == list(NOTES)


@sizes
async def test_all_notes_are_counted_found_by_typing_and_read(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("lane", size=size) as player:
        await player.press("N")
        assert "2 of 12 met" in player.lines[0] and "▸ gye" in player.text and "grasshopper" in player.text
        await player.press("g", "r")
        assert "▸ grasshopper" in player.text and "▸ gye" not in player.text
        await player.press("enter")
        assert "A trader without a stall." in player.text and "Sources: F-MKT-08" in player.text
        for _ in range(3):  # from the card to the list, from what was typed to all, and back
            if "Field notes" in player.lines[0]:
                await player.press("escape")
        assert "The loudspeaker" in player.text


async def test_cards_are_turned_with_the_arrows(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("f3", "enter", "right")
        assert "A trader without a stall." in player.text
        await player.press("left")
        assert "A savings club" in player.text


async def test_the_open_card_leads_to_its_place_among_all_notes(opened: Opened) -> None:
    async with opened("lane") as player:
        await player.press("n", "enter", "N")
        assert "Field notes" in player.lines[0] and "A savings club" in player.text
