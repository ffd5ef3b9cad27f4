"""What stands beside the story, asked for by a word: where one is, meters with their course, people, pack, notes."""

import pytest
from pages_by_hand import a_page

from jangmadang.plain.beside import meters_lines, pack_lines, people_lines, where_lines
from jangmadang.plain.noting import notes_lines
from jangmadang.play.ending import so_far
from jangmadang.play.run import Run
from jangmadang.play.view import DayView, GoodView, NoteView, PersonView, StageView, SumView
from jangmadang.story.loading import load_text
from jangmadang.story.prose import Paragraph, Span

STORY = """\
jangmadang: 1
id: stove
title: The stove
start: stove
state:
  money: {start: 5000, currency: old_won, meter: true}
  risk: {start: 10, meter: true}
  trust: {start: 20, label: trust, meter: true}
scenes:
  stove:
    title: The stove
    text: Cold.
    choices:
      - {id: talk, text: Talk, effects: {risk: +21}, stay: true}
      - {id: sleep, text: Sleep, effects: {day: +1, risk: -11, money: -300}, stay: true}
      - {id: go, text: Go, goto: last}
  last: {title: The last, ending: {title: The last}, text: Over.}
"""


def told(*choices: str) -> list[str]:
    loaded = load_text(STORY)
    assert loaded.story is not None, loaded.problems
    run = Run.start(loaded.story, 7)
    for choice in choices:
        run.choose(choice)
    days, courses = so_far(run)
    return meters_lines(run.look().meters, courses, days)


def test_each_meter_has_its_course_in_words() -> None:
    assert told("talk", "sleep") == [
        "Money 4,700 won, down 300 last turn. Highest 5,000 won on day 1; never lower.",
        "Trust 20 of 100, unchanged so far.",
        "Risk 20 of 100, down 11 last turn. Highest 31 on day 1; lowest 10 on day 1.",
    ]
    assert told() == ["Money 5,000 won.", "Trust 20 of 100.", "Risk 10 of 100."]
    assert meters_lines((), (), ()) == ["There is nothing to measure yet."]


def test_where_one_is_says_nothing_twice() -> None:
    days = (DayView(29, "Nov", 6), DayView(30, "Nov", 0))
    page = a_page(heading="Monday, dusk. The lane", days=days, alt="A gate with a loudspeaker")
    assert where_lines(page) == [
        "The loudspeaker. Monday, dusk. The lane. A Hundred to One.",
        "30 Nov 2009, day 3 of this life, winter.",
        "Hyesan; 4 turns were taken so far.",
        "[A gate with a loudspeaker.]",
    ]
    assert where_lines(a_page(heading="", place="", date="", season="", hour=""))[1] == "Day 3 of this life."


def test_people_are_told_with_who_moved_last_first() -> None:
    people = [
        PersonView("pak", "Pak", "", "head of the unit", 30, "knows you", last=1),
        PersonView("mina", "Mi-na", "림미나", "sells soap", 47, "trusts you", change=5, last=4),
        PersonView("chae", "Old Chae", "", "", 10, "", last=-1),
    ]
    assert people_lines(people, 4) == [
        "3 people, who moved last first.",
        "Mi-na: 림미나, sells soap. Trusts you; trust 47 of 100, up 5 last turn.",
        "Pak: head of the unit. Knows you; trust 30 of 100, as it has been for 3 turns.",
        "Old Chae. Trust 10 of 100.",
    ]
    assert people_lines([], 4) == ["You have met nobody yet."]


def test_the_pack_has_its_load_and_what_lies_elsewhere() -> None:
    rice = GoodView("rice", "rice", 10, 4, "", "10 kilos", "4 kilos", change=-2, last=3)
    corn = GoodView("corn", "corn", 2, 0, "", "2 kilos", "", last=4)
    quilt = SumView("quilt", "in the quilt", "640,000 won")
    page = a_page(pack=(rice, corn), load=12, sums=(quilt,))
    assert pack_lines(page) == [
        "You carry 2 goods, 12 kilos:",
        "Corn, 2 kilos.",
        "Rice, 10 kilos, down 2 last turn.",
        "At home: rice, 4 kilos.",
        "Laid by and owed: in the quilt, 640,000 won.",
    ]
    market = StageView("market", "alley", {"pack": 30}, {"carry": 12})
    assert pack_lines(a_page(pack=(rice,), load=12, stage=market))[0] == (
        "You carry 1 good, 12 kilos of 30 that you can carry:"
    )
    assert pack_lines(a_page()) == ["You carry nothing to sell."]


GYE = NoteView("gye", "gye", "계", "gyeh", "A savings club.", ("F-MON-11",), "Interviews, 2011")
WON = NoteView("won", "Old won", "", "", "Money of the country.", ("F-MON-1", "F-MON-2"))
PAGE = a_page(notes=(GYE, WON), notes_in_all=9, text=(Paragraph((Span("The "), Span("club", note="gye"))),))


def test_the_notes_met_are_counted_and_those_of_this_page_named() -> None:
    assert notes_lines(PAGE) == [
        "Field notes: gye, Old won. 2 of 9 met.",
        "In the text of this page: gye.",
        "Say notes and a word to read one, or to find those that hold it.",
    ]
    assert notes_lines(a_page()) == ["No field notes yet."]


@pytest.mark.parametrize("said", ["GYE", "계", "\u1100\u1168", "club", "interviews", "gyeh"])
def test_a_note_is_found_by_word_hangul_meaning_and_source(said: str) -> None:
    assert notes_lines(PAGE, said) == ['gye, 계, say "gyeh".', "A savings club.", "Source: Interviews, 2011."]


def test_several_notes_are_named_and_none_is_said() -> None:
    assert notes_lines(PAGE, "y")[0] == '2 notes hold "y": gye, Old won.'
    assert notes_lines(PAGE, "songbun")[0] == 'No field note that you have met holds "songbun".'
    assert notes_lines(PAGE, "won")[-1] == "Sources: F-MON-1, F-MON-2."
