"""A life looked back on from its end: what is told of it was lived, and nothing of what was not."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from jangmadang.play.ending import life_view
from jangmadang.play.ending_view import PHENOMENA, Course, LifeView, Others, Touched
from jangmadang.play.ending_words import course_words, life_text, life_words, others_words
from jangmadang.play.figures import FILE, Figures, Walked, figures_of, written
from jangmadang.play.found import Found
from jangmadang.play.gallery import gallery, reread
from jangmadang.play.pages import keep, named
from jangmadang.play.roads import glimpse
from jangmadang.play.run import Run
from jangmadang.play.seen import Reached, Seen
from jangmadang.play.turn import Rules
from jangmadang.story import shelf
from jangmadang.story.building.scenes import PHENOMENA as KNOWN
from jangmadang.story.loading import load
from jangmadang.story.model import Story
from stories import read

ROW = """
state:
  money: {start: 500, max: 5000, currency: old_won, meter: not changed, label: money}
  new: {start: 0, max: 900, currency: new_won, meter: changed, label: new won}
  trust: {start: 20, min: 0, max: 100, meter: true}
  luck: {start: 3}
  changed: false
people: {mina: {name: Mi-na, role: sells soap}}
notes:
  gye: {word: gye, text: A club.}
  jang: {word: jang, text: A market.}
calendar: {day_1: 2009-11-28, place: hyesan}
scenes:
  one:
    title: The row
    phenomena: [marketization, bonds]
    notes: [gye]
    text: A row.
    choices:
      - {id: sell, text: Sell the soap, effects: {money: +250, trust: -5}, goto: two}
      - {id: give, text: Give it away, effects: {trust: +30}, goto: two}
      - {id: look, text: Look into the bag, goto: bag}
  bag:
    title: The bag
    menu: true
    text: Straps.
    choices: [{id: close, text: Close it, return: true}]
  two:
    title: The bank
    phenomena: [corruption]
    effects: {day: +1, new: =money // 100, changed: true}
    text: A bank.
    choices:
      - {id: home, text: Go home, effects: {new: +10}, goto: home}
      - {id: away, text: Go away, goto: away}
  never:
    title: The hill
    text: A hill.
    goto: home
  home: {title: The kitchen, phenomena: [bonds], text: A stove., ending: {title: Home, kind: stayed}}
  away: {title: The road, phenomena: [outflow], text: A road., ending: {title: Away, kind: left}}
epilogue: [Mi-na kept the row.]
"""


def lived(*choices: str) -> Run:
    run = Run.start(read(ROW), 7)
    for choice in choices:
        run.choose(choice)
    return run


def looked_back(*choices: str, before: Seen | None = None, figures: Figures | None = None) -> LifeView:
    view = life_view(lived(*choices), before or Seen(), figures)
    assert view is not None
    return view


def figures(**endings: int) -> Figures:
    return Figures(story="row", walkers=(Walked("random", "takes anything", sum(endings.values()), endings),))


# ---- a small story --------------------------------------------------------------------------------------------------
def test_a_life_that_goes_on_is_not_looked_back_on() -> None:
    assert life_view(lived("sell"), Seen()) is None


def test_a_meter_is_drawn_for_as_long_as_it_was_seen() -> None:
    view = looked_back("look", "close", "sell", "home")
    courses = {course.id: course for course in view.courses}
    money, new, trust = courses["money"], courses["new"], courses["trust"]
    assert "luck" not in courses
    assert (money.values, money.first, money.last, money.gone) == ((500, None, None), "500 won", "500 won", True)
    assert (new.values, new.first, new.last, new.most) == ((None, 7, 17), "7 won", "17 won", "17 won")
    assert (trust.values, trust.low, trust.high, trust.gone) == ((20, 15, 15), 0, 100, False)
    assert view.when == ("28 Nov", "29 Nov", "29 Nov") and view.turns == 2


def test_each_phenomenon_has_the_places_of_this_life_that_are_about_it() -> None:
    where = {one.id: [place.title for place in one.places] for one in looked_back("sell", "home").touched}
    assert where["bonds"] == ["The row", "The kitchen"] and where["corruption"] == ["The bank"]
    assert where["outflow"] == [] and list(where) == list(PHENOMENA)


def test_a_story_that_is_silent_about_phenomena_is_not_asked_for_them() -> None:
    story = read("scenes: {one: {text: A row., goto: end}, end: {title: The end, text: A wall., ending: {title: End}}}")
    run = Run.start(story, 1)
    run.choose("go_on")
    view = life_view(run, Seen())
    assert view is not None and view.touched == () and "touch" not in life_text(view)


def test_what_was_never_met_is_counted_and_not_named() -> None:
    view = looked_back("sell", "home")
    assert (view.met, view.scenes, view.notes, view.all_notes) == (2, 3, 1, 2)
    assert (view.found, view.endings) == (1, 2)
    assert looked_back("sell", "home", before=Seen(endings=["away"])).found == 2
    said = life_text(view)
    assert "The hill" not in said and "jang" not in said and "Away" not in said
    assert "Of the story's 3 scenes it met 2, and 1 never." in said


def test_turning_points_are_turns_where_another_road_was_open() -> None:
    turning = looked_back("look", "close", "sell", "home").turning
    assert [(turn.number, turn.line.choice, turn.others) for turn in turning] == [
        (0, "Sell the soap", ("Give it away",)),
        (1, "Go home", ("Go away",)),
    ]


def test_others_who_end_so_are_simulated_people_and_are_called_that() -> None:
    (random_,) = looked_back("sell", "home", figures=figures(home=14, away=186)).others
    assert random_ == Others("random", "takes anything", 14, 200) and random_.in_100 == "7 in 100"
    assert "simulated people, not players" in others_words((random_,))
    assert looked_back("sell", "home").others == ()


@pytest.mark.parametrize(
    ("ended", "lives", "said"),
    [(0, 2000, "none in 2,000"), (4, 2000, "fewer than 1 in 100"), (10, 2000, "1 in 100"), (2000, 2000, "100 in 100")],
)
def test_a_share_is_said_in_whole_people(ended: int, lives: int, said: str) -> None:
    assert Others("random", "", ended, lives).in_100 == said


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (Course("m", "money", (5, 5), 0, 5, "5 won", "5 won", "5 won", "5 won", False), "Money: 5 won all the time."),
        (
            Course("m", "money", (5, 9, 3, 4), 3, 9, "5", "4", "3", "9", False),
            "Money: 5 at first, 4 at the end; at the least 3, at the most 9.",
        ),
        (
            Course("m", "money", (5, 9, None), 5, 9, "5", "9", "5", "9", True),
            "Money: 5 at first, 9 when last seen.",
        ),
    ],
)
def test_a_course_in_words(course: Course, said: str) -> None:
    assert course_words(course) == said


# ---- the figures ----------------------------------------------------------------------------------------------------
def test_figures_are_read_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(written(figures(home=1, away=2)))
    assert figures_of(tmp_path, "row", ["away", "home"]) == figures(home=1, away=2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[" * 100_000,
        written(figures(home=1)),  # an ending was added since
        written(figures(home=0, away=0)),  # nobody walked
        written(figures(home=-1, away=2)),
        written(Figures(jangmadang_figures=99, story="row", walkers=())),
        written(Figures(story="lane", walkers=())),
    ],
)
def test_figures_that_do_not_fit_are_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    assert figures_of(tmp_path, "row", ["home", "away"]) is None
    assert figures_of(tmp_path / "no-such", "row", ["home", "away"]) is None


# ---- the gallery ----------------------------------------------------------------------------------------------------
def test_an_ending_that_was_not_found_is_a_place_on_the_wall_and_no_more(tmp_path: Path) -> None:
    run = lived("sell", "home")
    found = Found(tmp_path)
    found.note("row", glimpse(run))
    view = gallery(run.story, "row", found.seen("row"), {"home": "1"})
    home, away = view.endings
    assert (home.title, home.way, home.slot) == ("Home", ("Sell the soap", "Go home"), "1")
    assert len(home.on) == len("2026-11-25")
    assert (away.title, away.kind, away.on, away.way) == ("", "", "", ())
    assert (view.found, view.notes, view.all_notes, view.seen, view.scenes) == (1, 1, 2, 2, 3)


def test_the_gallery_keeps_what_no_playthrough_keeps_any_more() -> None:
    seen = Seen(endings=["home", "gone_from_the_story"], reached={"home": Reached("2026-01-02", ["Sell"])})
    home = gallery(lived().story, "row", seen).endings[0]
    assert (home.title, home.on, home.slot) == ("Home", "2026-01-02", "")
    kept = gallery(lived().story, "row", Seen(), {"away": "2"}).endings[1]
    assert (kept.title, kept.slot) == ("Away", "2")


def test_an_ending_is_read_again_from_where_it_is_kept() -> None:
    again = reread(lived("sell", "home"), "3")
    assert (
        again is not None and again.ending.title == "Home" and again.ending.epilogue[0].plain == "Mi-na kept the row."
    )
    assert reread(lived("sell"), "3") is None


# ---- pages that are kept --------------------------------------------------------------------------------------------
def test_a_page_is_never_written_over(tmp_path: Path) -> None:
    paths = [keep(tmp_path, "row", "Until the eleventh", ".md", str(n).encode()) for n in range(3)]
    assert [path.name for path in paths] == [
        "Until the eleventh.md",
        "Until the eleventh 2.md",
        "Until the eleventh 3.md",
    ]
    assert [path.read_text() for path in paths] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Is it going?", "Is it going"), ("../..\\x", "x"), ("con", "con page"), ("\n", "a life"), ("셋째 날", "셋째 날")],
)
def test_a_title_is_a_name_on_any_system(title: str, name: str) -> None:
    assert named(title) == name


# ---- both stories ---------------------------------------------------------------------------------------------------
@cache
def story_of(name: str) -> Rules:
    story = load(shelf.shipped()[name]).story
    assert story is not None
    return Rules(story)


def some_life(name: str, seed: int) -> Run:
    run, lots = Run.start(story_of(name), seed), random.Random(seed)
    while not run.ended:
        run.choose(lots.choice([choice for choice in run.look().choices if choice.open]).id)
    return run


def figures_that_ship(story: Story) -> Figures | None:
    return figures_of(shelf.shipped()[story.id], story.id, [scene.id for scene in story.endings])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["three-days", "hundred"])
def test_a_life_of_each_story(name: str, seed: int) -> None:
    run = some_life(name, seed)
    view = life_view(run, Seen(), figures_that_ship(run.story))
    assert view is not None and view.ending.id == run.moment.scene
    known = {been.title for been in glimpse(run).places.values()}
    assert {place.title for one in view.touched for place in one.places} <= known
    assert sum(bool(one.places) for one in view.touched) >= 6
    assert all(len(course.values) == len(view.when) for course in view.courses)
    assert 0 < view.met < view.scenes and view.turning
    assert view.others and all(0 <= one.ended <= one.lives for one in view.others)
    assert all(words.endswith((".", ":")) for words in life_words(view))


def test_every_phenomenon_has_plain_words() -> None:
    assert set(PHENOMENA) == set(KNOWN)
    assert all(Touched(word, words, ()).words.islower() for word, words in PHENOMENA.items())
