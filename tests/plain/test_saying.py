"""How a page reads in lines: everything in words, choices last."""

import pytest
from pages_by_hand import a_page, words

from jangmadang.plain.saying import (
    change_words,
    changes_line,
    choice_line,
    journal_lines,
    page_lines,
    price_words,
    sentence,
)
from jangmadang.play.view import (
    Change,
    ChoiceView,
    EndingView,
    JournalLine,
    Meter,
    NoteView,
    StageView,
)


def test_a_page_in_reading_order() -> None:
    assert page_lines(a_page()) == [
        "The loudspeaker. The lane behind the station, Hyesan. 30 November 2009, dusk.",
        "The loudspeaker over the gate clears its throat.",
        "",
        "Everyone stops talking.",
        "Money 31,400 won, down 200. Mi-na trusts you a little more.",
        "",
        "1. Buy anything that will keep. Costs 12,000 won; risk rises.",
        "2. Locked: Change it all with the yuan man. Needs 40 trust with Old Chae; you have 15.",
    ]


def test_what_a_choice_led_to_comes_before_where_one_is_now() -> None:
    lines = page_lines(a_page(result=words("She waves back.")))
    assert lines[:3] == [
        "She waves back.",
        "",
        "The loudspeaker. The lane behind the station, Hyesan. 30 November 2009, dusk.",
    ]


def test_text_read_before_is_not_read_again_unless_asked_for() -> None:
    page = a_page(seen=True, changes=())
    assert page_lines(page)[0] == "The loudspeaker."
    assert not any("clears its throat" in line for line in page_lines(page))
    assert any("clears its throat" in line for line in page_lines(page, whole=True))


def test_a_menu_says_what_changed_no_second_time() -> None:
    note = NoteView("gye", "gye", "", "", "A savings club.", (), new=True)
    page = a_page(menu=True, seen=True, notes=(note,), text=words("A bag."))
    assert page_lines(page, turned=False) == ["The loudspeaker.", "A bag.", "", *page_lines(page)[-2:]]
    assert "New field note: gye." in page_lines(page)


def test_a_page_opened_again_says_all_that_one_has() -> None:
    assert "Money 31,400 won." in page_lines(a_page(seen=True), whole=True)


def test_a_picture_and_content_notes_are_said_before_the_text() -> None:
    lines = page_lines(a_page(alt="A gate with a loudspeaker", content_notes=("arrest",)))
    assert lines[1:4] == [
        "Content notes: arrest.",
        "[A gate with a loudspeaker.]",
        "The loudspeaker over the gate clears its throat.",
    ]


def test_an_ending_has_its_epilogue_and_name_and_no_choices() -> None:
    page = a_page(choices=(), ending=EndingView("ledger", "The ledger", "stayed", words("Mi-na kept the stall.")))
    assert page_lines(page)[-4:] == ["", "Mi-na kept the stall.", "", "The end: The ledger."]


def test_no_sign_that_a_screen_reader_stumbles_over() -> None:
    market = StageView(
        "market",
        "alley",
        {"goods": [{"id": "corn", "name": "corn", "unit": "kg", "kind": ""}], "hours": 4, "currency": "won", "pack": 30,
         "place": "", "seat": "alley", "friend": "", "amounts": [1, 5]},
        {"hour": 1, "near": 1, "carry": 12, "price.corn": 1000, "price.corn.-1": 950, "have.corn": 4, "paid.corn": 900,
         "here.corn": 9, "want.corn": 3, "call.corn": 1100, "limit.corn": 1, "can.corn": 2},
    )  # fmt: skip
    choices = (ChoiceView("corn", 1, "Corn", price="−1,000 won, 1 hour", tags={"verb": "open", "good": "corn"}),)
    said = "\n".join(page_lines(a_page(stage=market, choices=choices)))
    assert "Corn 1,000 won a kg, up 5 in 100 since yesterday; you have 4, paid 900 each; 9 to be had here" in said
    assert "3 hours of market left; you carry 12 of 30 kg; a whistle has gone." in said
    assert "Costs 1,000 won, 1 hour." in said
    assert not set(said) & set("−▴▾▸✗✓│─┌└⣀█░*_|#→")


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (
            StageView("bribe", "officer", {"official": "Officer Ri", "currency": "won", "patience": 3},
                      {"low": 800, "high": 2400, "patience": 2, "knows": 1, "refused": 500}),
            ["Officer Ri may want between 800 and 2,400 won, you guess.",
             "His patience is 2 of 3; he knows you 1 of 5; he has refused 500 won."],
        ),
        (
            StageView("screening", "film",
                      {"film": "F", "medium": "disc", "parts": 3, "cut": "the current holds",
                       "guests": [{"id": "mina", "name": "Mi-na", "mouth": "counts"}],
                       "measures": [{"id": "curtain", "name": "curtain"}, {"id": "low", "name": "low sound"}]},
                      {"at": 1, "part": 1, "guest.mina": 1, "trust.mina": 40, "need.mina": 0, "current": 0,
                       "curtain": 1, "low": 0, "seconds": 30}),
            ["Part 1 of 3; guests: Mi-na; the current is gone; the curtain is drawn; 30 seconds at the door if they "
             "knock."],
        ),
        (
            StageView("crossing", "bank",
                      {"river": "the Yalu", "across": "there", "moon": "no moon", "ice": "the ice holds", "with": [],
                       "dawn": 20, "turns": 3, "cold_max": 30},
                      {"at": 0, "turn": 10, "known": 1, "since": 2, "gap1": 6, "cold": 3, "celsius": -16, "odds": 65}),
            ["The Yalu; no moon; the ice holds.",
             "Turn 10 of 20 until dawn; they passed in turns 2 and 8; 2 turns since the last; 6 turns between; the way "
             "over takes 3 turns; 16 degrees below zero; cold 3 of 30; clear in 65 of 100, as far as you know."],
        ),
        (StageView("something new", "x", {}, {}), []),
    ],
)  # fmt: skip
def test_an_encounter_is_told_in_words(stage: StageView, said: list[str]) -> None:
    without = page_lines(a_page())
    assert [line for line in page_lines(a_page(stage=stage)) if line not in without] == said


@pytest.mark.parametrize(
    ("price", "said"),
    [
        ("−200 won, 1 hour", "costs 200 won, 1 hour"),
        ("12,000 won", "costs 12,000 won"),
        ("−200 won, +5 kg", "costs 200 won; gives 5 kg"),
        ("", ""),
    ],
)
def test_prices_in_words(price: str, said: str) -> None:
    assert price_words(price) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("money −200", "money 31,400 won, down 200"),
        ("money +1,200 won", "money 31,400 won, up 1,200 won"),
        ("no more can be carried", "no more can be carried"),
        ("Hyang-mi trusts you less", "Hyang-mi trusts you less"),
    ],
)
def test_changes_in_words(text: str, said: str) -> None:
    assert change_words(Change(text, "money", 0), [Meter("money", "money", 31400, "31,400 won", 0, 1, False)]) == said


def test_what_coming_here_changed_is_said_after_and_apart() -> None:
    money = Meter("money", "money", 31400, "31,400 won", 0, 1, False)
    trust = Change("Mi-na trusts you more", "mina.trust", 5)
    fee, gift = Change("money −250", "money", -250), Change("money +500", "money", 500)
    page = a_page(changes=(gift, trust), arrived=(fee, Change("risk +3", "risk", 3)), meters=(money,))
    assert changes_line(page) == (
        "Money up 500. Mi-na trusts you more. On coming here: money 31,400 won, down 250; risk up 3."
    )
    assert changes_line(a_page(changes=(), arrived=(fee,), meters=(money,))) == (
        "On coming here: money 31,400 won, down 250."
    )


def test_odds_and_what_was_chosen_before_are_said() -> None:
    line = choice_line(ChoiceView("go", 3, "Go?", odds="55 in 100", taken=True))
    assert line == "3. Go? Chance: 55 in 100. Chosen before."


@pytest.mark.parametrize("text", ["Go.", "Go?", 'He said "go."', "Wait…", "”Go!”"])
def test_a_sentence_that_ends_is_left_alone(text: str) -> None:
    assert sentence(text) == text


def test_the_journal() -> None:
    turn = JournalLine(
        0,
        "crack",
        "Only a line",
        "",
        words("It opens."),
        "Wave",
        words("She waves."),
        (Change("money −1", "money", -1),),
        (Change("money −250", "money", -250),),
    )
    assert journal_lines([turn]) == [
        "Turn 1. Only a line.",
        "It opens.",
        "On coming here: money down 250.",
        "You chose: Wave.",
        "She waves.",
        "Money down 1.",
    ]
    assert journal_lines([]) == ["Nothing was chosen yet."]
