"""How numbers of the state are said to a player."""

from __future__ import annotations

import pytest

from jangmadang.play import wording
from jangmadang.story.expressions import INT
from jangmadang.story.goods import Unit
from jangmadang.story.model import Slot

WON = Slot("money", INT, 0, 0, 999, currency="old_won")
YUAN = Slot("yuan", INT, 0, 0, 999, currency="yuan")
HOURS = Slot("hours", INT, 0, 0, 4, unit=Unit("hour", "hours"))
CORN = Slot("have.corn", INT, 0, 0, 999, "corn", unit=Unit("kilo", "kilos"), field="have", good="corn")
STORED = Slot("home.corn", INT, 0, 0, 999, "corn at home", unit=Unit("kilo", "kilos"), field="home", good="corn")
CANDLE = Slot("have.candles", INT, 0, 0, 9, "candles", unit=Unit("candle", "candles"), field="have", good="candles")
MINA = Slot("mina.trust", INT, 0, 0, 100, "Mi-na's trust", True, person="mina", field="trust")
RISK = Slot("risk", INT, 0, 0, 100)


def test_amounts() -> None:
    assert wording.amount(WON, 1200) == "1,200 won"
    assert wording.amount(YUAN, 10) == "10 yuan"
    assert [wording.amount(HOURS, n) for n in (1, 2)] == ["1 hour", "2 hours"]
    assert [wording.amount(slot, 2) for slot in (CORN, STORED)] == ["2 kilos of corn", "2 kilos of corn"]
    assert [wording.amount(CANDLE, n) for n in (1, 3)] == ["1 candle", "3 candles"]
    assert wording.amount(MINA, 40) == "40 trust"
    assert wording.amount(RISK, 3) == "3 risk"


def test_what_a_choice_takes() -> None:
    assert [wording.price(slot, 2) for slot in (WON, HOURS, CORN)] == ["−2 won", "2 hours", "−2 kilos of corn"]
    assert wording.price(WON, 0) == ""


def test_why_something_is_not_met() -> None:
    assert wording.needs(WON, 200, 140) == "needs 200 won; you have 140"
    assert wording.needs(CORN, 1, 0) == "needs 1 kilo of corn; you have none"
    assert wording.needs(MINA, 40, 25, "Mi-na") == "needs 40 trust with Mi-na; you have 25"
    assert wording.at_most(RISK, 20, 35) == "needs risk of 20 or less; it is 35"


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (1, "Mi-na trusts you a little more"),
        (5, "Mi-na trusts you more"),
        (10, "Mi-na trusts you much more"),
        (-3, "Mi-na trusts you a little less"),
        (-40, "Mi-na trusts you much less"),
    ],
)
def test_trust_is_said_in_words(by: int, said: str) -> None:
    assert wording.change(MINA, by, "Mi-na") == said


def test_changes_and_bounds() -> None:
    assert wording.change(WON, -1200) == "money −1,200"
    assert wording.change(CORN, 3) == "corn +3"
    assert wording.bound(WON, at_top=False) == "no money is left"
    assert wording.bound(CORN, at_top=True) == "no more corn can be carried"
    assert wording.bound(MINA, True, "Mi-na") == "Mi-na could not trust you more"
    assert [wording.bound(RISK, top) for top in (True, False)] == [
        "risk can rise no further",
        "risk can fall no further",
    ]


def test_standing_and_odds_have_a_word_for_every_number() -> None:
    assert [wording.standing(n) for n in (0, 20, 40, 60, 80)] == [
        "hardly knows you",
        "knows you",
        "trusts you",
        "would hide things for you",
        "would stand by you",
    ]
    assert wording.odds(65) == "likely, 65 in 100"
    assert wording.odds(0) == "hardly possible, 0 in 100"
    assert len({wording.odds(n).partition(",")[0] for n in range(101)}) == 7
