"""What is read: variations of a text, what stands in braces, marks, phrases, formats."""

from __future__ import annotations

from itertools import pairwise

import pytest

from jangmadang.play.telling import date, written
from jangmadang.play.world import visit_draw
from jangmadang.story.days import day_of
from stories import Play, Player, plain, read


def text(items: str, above: str = "") -> str:
    """A story of one scene with this text, in which one may stay."""
    return (
        f"{above}\nscenes:\n  one:\n    text: {items}\n    choices:\n"
        "      - {text: Stay, stay: true}\n      - {id: risk, text: R, effects: {risk: +10}, stay: true}\n"
    )


def test_lines_are_joined_empty_lines_part_paragraphs_and_three_dashes_are_a_beat(play: Play) -> None:
    life = play(
        text("|\n      One line\n      and the next.\n\n      A paragraph.\n\n      ---\n\n      After a beat.")
    )
    assert life.text == ["One line and the next.", "A paragraph.", "---", "After a beat."]


def test_all_that_hold_are_read_and_otherwise_belongs_to_the_unbroken_run_above_it(play: Play) -> None:
    items = """
      - {when: risk >= 10, text: ten}
      - {when: risk >= 20, text: twenty}
      - otherwise: calm
      - plain
      - {when: risk >= 20, text: much}
      - {when: risk >= 30, cycle: [thirty]}
      - otherwise: little
      - {when: risk >= 40, text: forty}
      - otherwise: not forty"""
    life = play(text(items))
    assert life.text == ["calm", "plain", "little", "not forty"]
    assert life.choose("risk").text == ["ten", "plain", "little", "not forty"]
    assert life.choose("risk").text == ["ten", "twenty", "plain", "much", "not forty"]
    assert life.choose("risk", "risk").text == ["ten", "twenty", "plain", "much", "thirty", "forty"]


def test_the_first_of_a_run_that_holds_is_read_and_otherwise_closes_it(play: Play) -> None:
    items = """
      - {when: risk >= 30, text: thirty}
      - {else_when: risk >= 20, text: twenty}
      - {else_when: risk >= 10, text: ten}
      - otherwise: calm
      - plain
      - {when: risk >= 20, text: much}
      - {else_when: risk >= 10, text: some}"""
    life = play(text(items))
    assert life.text == ["calm", "plain"]
    assert life.choose("risk").text == ["ten", "plain", "some"]
    assert life.choose("risk").text == ["twenty", "plain", "much"]
    assert life.choose("risk").text == ["thirty", "plain", "much"]


def test_each_when_above_is_looked_at_on_its_own_and_one_below_an_else_when_begins_anew(play: Play) -> None:
    items = """
      - {when: risk == 10, text: ten}
      - {when: risk < 20, text: few}
      - {else_when: risk < 30, text: twenty}
      - {when: risk > 10, text: over ten}
      - {else_when: risk >= 10, text: at ten}
      - otherwise: under ten"""
    life = play(text(items))
    assert life.text == ["few", "under ten"]
    assert life.choose("risk").text == ["ten", "few", "at ten"]
    assert life.choose("risk").text == ["twenty", "over ten"]
    assert life.choose("risk").text == ["over ten"]


def test_what_else_when_reads_goes_by_visits_and_gentler_as_any_item_does(play: Play) -> None:
    items = """
      - {when: risk >= 10, text: ten}
      - {else_when: risk == 0, first: new, again: old, gentler: mild}
      - otherwise: never
      - {when: risk >= 10, first: arrived}
      - {else_when: risk == 0, cycle: [a, b, c]}
      - otherwise: never
      - {when: risk > 0, text: loud}
      - {else_when: risk == 0, shuffle: [quiet]}"""
    life = play(text(items))
    assert life.text == ["new", "a", "quiet"]
    assert life.choose("stay").text == ["old", "b", "quiet"]
    assert life.choose("risk").text == ["ten", "loud"]
    assert play(text(items), gentler=True).text == ["mild", "a", "quiet"]


def test_else_when_stands_in_phrases_results_and_the_epilogue(play: Play) -> None:
    life = play("""
        phrases:
          mood: [{when: risk > 20, text: cold}, {else_when: risk > 5, text: cool}, {otherwise: warm}]
        scenes:
          one:
            text: "It is {mood}."
            choices:
              - id: risk
                text: R
                effects: {risk: +10}
                result: [{when: risk > 10, text: More.}, {else_when: risk > 0, text: Some.}]
                stay: true
              - {id: end, text: E, goto: end}
          end: {text: Over., ending: {title: End}}
        epilogue:
          - {when: risk > 20, text: Cold.}
          - {else_when: risk > 10, text: Cool.}
          - {otherwise: Warm.}
        """)
    assert life.text == ["It is warm."]
    life.choose("risk")
    assert (plain(life.page.result), life.text) == (["Some."], ["It is cool."])
    life.choose("risk", "end")
    assert life.page.ending is not None
    assert plain(life.page.ending.epilogue) == ["Cool."]


def test_first_again_and_cycle_go_by_visits(play: Play) -> None:
    life = play(text("[{first: She counts twice., again: She no longer counts.}, {first: New.}, {cycle: [a, b]}]"))
    assert life.text == ["She counts twice.", "New.", "a"]
    assert life.choose("stay").text == ["She no longer counts.", "b"]
    assert life.choose("stay").text == ["She no longer counts.", "a"]


def test_a_shuffle_reads_every_line_before_any_comes_again_and_never_one_twice_running() -> None:
    for size in (2, 3, 5):
        for seed in range(40):
            drawn = [visit_draw(seed, "stove.3", visit, size) for visit in range(1, 6 * size + 1)]
            assert all(a != b for a, b in pairwise(drawn))
            assert all(sorted(drawn[n : n + size]) == list(range(size)) for n in range(0, len(drawn), size))
    orders = {tuple(visit_draw(seed, "stove.3", visit, 3) for visit in (1, 2, 3)) for seed in range(60)}
    assert len(orders) == 6
    assert [visit_draw(7, "stove.3", visit, 1) for visit in (1, 2)] == [0, 0]


def test_a_shuffle_is_settled_by_seed_and_place(play: Play) -> None:
    story = text("[{shuffle: [a, b, c, d]}, {shuffle: [a, b, c, d]}]")
    lives = [Player(read(story), seed).text for seed in range(30)]
    assert lives == [Player(read(story), seed).text for seed in range(30)]
    assert any(first != second for first, second in lives)
    assert {first for first, _ in lives} == set("abcd")


def test_a_gentler_line_stands_for_what_would_be_read(play: Play) -> None:
    items = """
      - {text: He holds the bowl between his wrists., gentler: He sleeps through the next day.}
      - {when: risk >= 10, text: Blood., gentler: "'Some {risk}.'"}
      - {first: Cold., gentler: Cool.}
      - "{hurt}" """
    story = text(items, "phrases: {hurt: [{text: Hurt., gentler: Tired.}]}")
    life = play(story, gentler=True)
    assert life.text == ["He sleeps through the next day.", "Cool.", "Tired."]
    assert life.choose("risk").text == ["He sleeps through the next day.", "'Some 10.'", "Tired."]
    hard = play(story)
    assert hard.text == ["He holds the bowl between his wrists.", "Cold.", "Hurt."]


def test_what_stands_in_braces(play: Play) -> None:
    above = """
people: {mina: {name: Mi-na}}
state:
  money: {start: 46000}
  hours: {start: 1, unit: {one: hour, many: hours}}
  own_seam: true
  old_track: {one_of: [drain_side, road]}
  teller: {start: mina, person: [mina]}
"""
    line = (
        '"{mina}, {teller}; {money + 200:won}; {hours:hour}, {hours + 2:hour}; {own_seam ? green thread | one seam};'
        ' {first time|later}; {old_track}; {money - 46001}; {hours:words}; {risk:percent}; {money}"'
    )
    life = play(text(line.replace('"', "'"), above))
    first = (
        "Mi-na, Mi-na; 46,200 won; 1 hour, 3 hours; green thread; first time; drain side; −1; one; 0 per cent; 46,000"
    )
    assert life.text == [first]
    assert life.choose("stay").text == [first.replace("first time", "later")]


def test_dates_seasons_and_weekdays_follow_the_calendar(play: Play) -> None:
    above = "calendar: {day_1: 2009-11-28, place: hyesan}"
    line = "'{day:date}, {day + 3:date}, {day_of(2009-12-25):date}; {season}, {weekday}'"
    assert play(text(line, above)).text == [
        "28 November 2009, 1 December 2009, 25 December 2009; winter, Saturday",
    ]


def test_marks_are_strong_said_and_notes(play: Play) -> None:
    life = play(
        text(
            "|\n      The *very* _pot_, the [gye](gye)'s, 2 * 3 * 4, snake_case_word, _{risk ? *a* | b}_ and *{risk}*.",
            "notes: {gye: {word: gye, text: A club.}}",
        ).replace("{risk ? *a* | b}", "{risk > 0 ? a | b}")
    )
    spans = [(s.text, s.mark, s.note) for s in life.page.text[0].spans if s.mark or s.note]
    assert spans == [
        ("very", "strong", ""),
        ("pot", "said", ""),
        ("gye", "", "gye"),
        ("b", "said", ""),
        ("0", "strong", ""),
    ]
    assert "2 * 3 * 4, snake_case_word" in life.text[0]


def test_phrases_are_one_wording_in_many_places_also_within_each_other_and_by_visit(play: Play) -> None:
    above = """
people: {om: {name: Om, trust: 50}}
phrases:
  om_calls_you:
    - {when: om.trust >= 60, text: Un-ju}
    - otherwise: Un-sil… Un-ju
  greeting: |
    '{om_calls_you}!' {again_or_not}
  again_or_not: {first: You again?, again: Still here?}
"""
    life = play(text("'{greeting}'", above))
    assert life.text == ["'Un-sil… Un-ju!' You again?"]
    assert life.choose("stay").text == ["'Un-sil… Un-ju!' Still here?"]


def test_titles_headings_choices_hints_and_locks_are_told_too(play: Play) -> None:
    life = play("""
        phrases: {told_at: nine o'clock}
        scenes:
          one:
            title: "Stove {visits(one)}"
            heading: Monday, {told_at}
            choices:
              - {id: a, text: "Sew {risk}", hint: "with {risk} risk", stay: true}
              - {id: b, text: B, when: risk > 3, locked: "Not with {risk}.", stay: true}
        """)
    page = life.choose("a").page
    assert (page.title, page.heading) == ("Stove 2", "Monday, nine o'clock")
    assert (life.choice("a").text, life.choice("a").hint) == ("Sew 0", "with 0 risk")
    assert life.locked == {"b": "Not with 0."}


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (14000, "won", "14,000 won"),
        (-200, "won", "−200 won"),
        (140, "new_won", "140 won"),
        (1, "yuan", "1 yuan"),
        (1, "dollars", "1 dollar"),
        (2, "dollars", "2 dollars"),
        (1234567, "number", "1,234,567"),
        (1234567, "", "1,234,567"),
        (3, "kg", "3 kg"),
        (5, "percent", "5 per cent"),
        (0, "words", "no"),
        (20, "words", "twenty"),
        (21, "words", "21"),
        (-1, "words", "−1"),
        (1, "=hour|hours", "1 hour"),
        (0, "=hour|hours", "0 hours"),
        (-1, "=hour|hours", "−1 hours"),
    ],
)
def test_formats(number: int, form: str, said: str) -> None:
    assert written(number, form) == said


def test_a_date_is_written_out() -> None:
    assert date(day_of("2009-11-30")) == "30 November 2009"


def test_a_field_note_met_is_on_the_page_new_only_once(play: Play) -> None:
    life = play("""
        notes:
          gye: {word: gye, hangul: 계, say: gyeh, text: "A club.\\n\\nIts sum is the pot.", sources: [F-MON-11],
            source: "_Daily NK_, 2011; hearsay."}
          pass: {title: A pass, text: A paper.}
        scenes:
          one: {goto: two}
          two: {notes: [gye], choices: [{text: Stay, stay: true}, {text: Three, goto: three}]}
          three: {notes: [pass], goto: one}
        """)
    assert life.page.notes == ()
    [note] = life.choose("go_on").page.notes
    assert (note.id, note.word, note.hangul, note.say, note.new) == ("gye", "gye", "계", "gyeh", True)
    assert note.text == "A club.\n\nIts sum is the pot."
    assert (note.source, note.sources) == ("Daily NK, 2011; hearsay.", ("F-MON-11",))
    assert [n.new for n in life.choose("stay").page.notes] == [False]
    assert [(n.word, n.new) for n in life.choose("three").page.notes] == [("A pass", True), ("gye", False)]


def test_results_may_vary_too(play: Play) -> None:
    life = play("""
        scenes:
          one:
            choices:
              - id: a
                text: A
                stay: true
                effects: {risk: +10}
                result: [{when: risk >= 20, text: Twenty.}, {otherwise: Ten.}, {first: First., again: Again.}]
        """)
    assert life.choose("a").result == ["Ten.", "First."]
    assert life.choose("a").result == ["Twenty.", "Again."]
    assert plain(life.page.text) == []


@pytest.mark.parametrize(
    ("gentler", "said"), [(False, "He holds the bowl between his wrists."), (True, "He sleeps through the next day.")]
)
def test_results_are_read_gently_too(play: Play, gentler: bool, said: str) -> None:
    life = play(
        """
        scenes:
          one:
            text: A gate.
            choices:
              - id: knock
                text: Knock
                result: [{text: He holds the bowl between his wrists., gentler: He sleeps through the next day.}]
                goto: yard
          yard: {text: A yard., ending: {title: The yard}}
        """,
        gentler=gentler,
    )
    assert life.choose("knock").result == [said]
