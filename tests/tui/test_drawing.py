"""Lines: nothing is lost in wrapping, nothing is wider than its room, and a page fits every size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from jangmadang.play.view import Change, ChoiceView, Meter
from jangmadang.tui.drawing.choices import Block
from jangmadang.tui.drawing.keyline import key_line
from jangmadang.tui.drawing.lines import Piece, clip, ends, fit, pad, plain, width_of, wrap
from jangmadang.tui.drawing.meters import MARKS, changes_line, meter_lines
from jangmadang.tui.drawing.page import Look, arrange
from jangmadang.tui.drawing.signs import curve, shift, signed, squares
from jangmadang.tui.keys import PLAY, STAGE, TITLE

from .fake_game import FakeSession

WORDS = st.text(st.sampled_from("ab가나 ,-…\xa0"), max_size=60)
HINTS = [(key.shown, key.label, key.action) for key in PLAY if key.line and key.label != "Help"]
HINTS.append(("?", "Help", "help"))


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "note", "said"])), max_size=5), st.integers(2, 40))
def test_wrapping_keeps_every_word_and_its_role(pieces: list[tuple[str, str]], width: int) -> None:
    lines = wrap([Piece(text, role) for text, role in pieces], width)
    assert all(width_of(line) <= width for line in lines)
    written = [(c, role) for text, role in pieces for c in text if c != " "]
    drawn = [(c, piece.role) for line in lines for piece in line for c in piece.text if c != " "]
    assert drawn == written


def test_a_word_of_two_roles_is_not_torn() -> None:
    lines = wrap([Piece("at the "), Piece("market", "note"), Piece(", they say")], 12)
    assert [plain(line) for line in lines] == ["at the", "market, they", "say"]


@given(WORDS, st.integers(0, 30))
def test_fitting_is_exact(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert width_of(clip((Piece(text),), width)) <= max(width, 0)
    assert width_of(pad((Piece(text),), width)) == width


@given(WORDS, WORDS, st.integers(10, 80))
def test_the_right_end_stands_at_the_edge(left: str, right: str, width: int) -> None:
    line = ends((Piece(left),), (Piece(right),), width)
    assert width_of(line) == max(width, cell_len(right))


@given(st.integers(-50, 150), st.sampled_from([5, 10]))
def test_squares_count_and_never_hide_the_little_there_is(value: int, count: int) -> None:
    drawn = squares(value, 0, 100, count)
    assert len(drawn) == count
    assert ("▪" in drawn) == (value > 0)
    assert ("▫" not in drawn) == (value >= 100)


def test_signs_of_change() -> None:
    assert (shift(0), shift(3), shift(-1200), signed(-200)) == ("", "▴3", "▾1,200", "−200")


@given(st.lists(st.integers(0, 10**9), max_size=40), st.integers(1, 10))
def test_a_curve_is_as_long_as_its_values(values: list[int], cells: int) -> None:
    drawn = curve(values, cells)
    assert len(drawn) == min(cells, (len(values) + 1) // 2)
    assert all(0x2800 <= ord(c) <= 0x28FF for c in drawn)


def test_a_rising_price_rises() -> None:
    assert curve([1, 2, 3, 4], 2) == "⣠⣾"


@given(st.integers(20, 200), st.integers(1, 5))
def test_meters_give_up_their_squares_before_a_second_line(width: int, count: int) -> None:
    meters = [Meter(f"m{n}", "trust", 40, "40", 0, 100, True) for n in range(count)]
    lines = meter_lines(meters, width)
    if len(lines) > 1:
        assert 2 + sum(len("trust 40") + 3 for _ in meters) - 3 > width - MARKS


@given(st.integers(20, 200))
def test_the_last_key_always_has_its_place(width: int) -> None:
    assert "? Help" in plain(key_line(HINTS, width))
    assert width_of(key_line(HINTS, width)) <= max(width, 8)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 30))
def test_the_chosen_one_is_always_in_sight(count: int, chosen: int, height: int) -> None:
    choices = [ChoiceView(str(n), n, f"Do the {n}th thing", hint="slow") for n in range(1, count + 1)]
    block = Block(choices, 6, 40, "locks")
    which = str(min(chosen, count))
    lines = block.lines(which, height)
    assert len(lines) <= height
    assert any(f"Do the {which}th thing" in plain(line) for line in lines)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50), st.booleans()), min_size=1, max_size=9))
def test_beside_the_words_nothing_is_lost_and_nothing_moves(sizes: list[tuple[int, int, bool]]) -> None:
    choices = [
        ChoiceView(str(n), n, "w" * words, hint="h" * hint, open=open_, reason="r" * (hint or 1))
        for n, (words, hint, open_) in enumerate(sizes, 1)
    ]
    block = Block(choices, 6, 60, "beside")
    looks = [[plain(line).replace("▸", " ").rstrip() for line in block.lines(one.id, 99)] for one in choices]
    assert all(look == looks[0] for look in looks)
    assert len(looks[0]) == block.height == block.all_told
    said = "".join("".join(looks[0]).split())
    assert all(one.text in said and (one.hint if one.open else one.reason) in said for one in choices)
    assert max(map(len, looks[0])) <= 6 + 60


def test_what_is_told_beside_words_stands_one_beneath_the_other() -> None:
    choices = [ChoiceView(str(n), n, "w" * n, hint="hint" if n % 2 else "") for n in (1, 2, 5, 9)]
    lines = [plain(line) for line in Block(choices, 6, 60, "beside").lines("1", 9)]
    assert len(lines) == 4 and {line.index("hint") for line in lines if "hint" in line} == {6 + 9 + 3}


@pytest.mark.parametrize("scene", ["lane", "long", "market", "market.corn", "bribe", "screening", "crossing", "end"])
@given(width=st.integers(30, 160), height=st.integers(12, 60), scroll=st.integers(0, 40), reading=st.booleans())
def test_every_page_fits_every_size(scene: str, width: int, height: int, scroll: int, reading: bool) -> None:
    page = FakeSession(scene).look()
    page = replace(page, changes=(Change("the whole lane trusts you a little more", "trust", 3),) * 4)
    frame = arrange(page, Look(scroll=scroll, reading=reading), width, height, HINTS)
    assert len(frame.lines) == height
    assert max(width_of(line) for line in frame.lines) <= width
    assert frame.at in frame.items or page.ending is not None
    for item in frame.items:
        seen = arrange(page, Look(at=item, scroll=scroll, reading=reading), width, height, HINTS)
        assert any("▸" in plain(line) for line in seen.lines)


def test_what_coming_here_changed_stands_apart() -> None:
    trust, fee, risk = Change("trust +5", "trust", 5), Change("money −250", "money", -250), Change("risk +3", "risk", 3)
    assert plain(changes_line((trust,), (fee, risk), 60)) == "trust +5 · on coming here: money −250, risk +3"
    assert plain(changes_line((trust,), (fee, risk), 40)) == "trust +5 · here: money −250, risk +3"
    assert plain(changes_line((), (fee,), 40)) == "on coming here: money −250"
    assert changes_line((), (), 40) == ()
    page = replace(FakeSession("lane").look(), changes=(trust,), arrived=(fee,))
    frame = arrange(page, Look(), 80, 24, HINTS)
    assert any("trust +5 · on coming here: money −250" in plain(line) for line in frame.lines)


@pytest.mark.parametrize("keys", [(*PLAY, *STAGE), TITLE])
def test_no_key_means_two_things(keys: tuple[object, ...]) -> None:
    names = [name for key in keys for name in key.binding().key.split(",")]  # type: ignore[attr-defined]
    assert len(names) == len(set(names))


@given(st.text(st.sampled_from("ab ,-"), max_size=80), st.integers(1, 30))
def test_plain_words_wrap_as_all_others_do(text: str, width: int) -> None:
    # The mark of a second role, at the end, takes the long way round.
    long_way = wrap([Piece(text + " "), Piece("~", "note")], width)
    assert [plain(line) for line in wrap([Piece(text + " ~")], width)] == [plain(line) for line in long_way]


KEYS = [("enter", "Choose", "take"), ("j", "Journal", "journal"), ("esc", "Title", "leave"), ("q", "Quit", "quit")]
HELP = ("?", "Help", "help")


@pytest.mark.parametrize(
    ("palette", "width", "shown"),
    [
        (False, 60, " enter Choose  j Journal  esc Title  q Quit  ? Help"),
        (False, 43, " enter Choose  j Journal  esc Title  ? Help"),
        (False, 42, " enter Choose  esc Title  ? Help"),
        (True, 43, " enter Choose  j Journal  esc Title  ? Help"),
        (True, 42, " enter Choose  j Journal  ^p All  ? Help"),
    ],
)
def test_the_way_out_always_has_its_place_on_the_key_line(palette: bool, width: int, shown: str) -> None:
    keys = [*KEYS, *([("ctrl+p", "All", "palette")] if palette else []), HELP]
    assert plain(key_line(keys, width)) == shown
