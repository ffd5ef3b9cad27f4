"""What was heard a moment ago is not said again; `again` says all of it."""

from msgspec.structs import replace
from pages_by_hand import a_page, words

from jangmadang.plain.hearing import Hearing
from jangmadang.play.view import Page, StageView

TEXT = "The loudspeaker over the gate clears its throat."
HEADING = "The lane behind the station"


def said(hearing: Hearing, page: Page, whole: bool = False) -> str:
    return "\n".join(hearing.lines(page, whole=whole, hints="full"))


def market(**values: int) -> StageView:
    goods = [{"id": "rice", "name": "rice", "unit": "kilo", "kind": ""}]
    goods.append({"id": "corn", "name": "corn", "unit": "kilo", "kind": ""})
    now = {"hour": 0, "carry": 4, "price.rice": 2000, "price.corn": 900, "have.rice": 4, **values}
    fixed = {"goods": goods, "hours": 4, "pack": 30, "currency": "won", "place": "", "seat": "alley", "friend": ""}
    return StageView("market", "alley", {**fixed, "amounts": [1, 5]}, now)


def at_market(**values: int) -> Page:
    goods = zip(a_page().choices, ("rice", "corn"), strict=True)
    opened = (replace(choice, tags={"good": good, "verb": "open"}) for choice, good in goods)
    return a_page(choices=tuple(opened), stage=market(**values))


def test_text_and_heading_that_stay_are_said_once() -> None:
    hearing = Hearing()
    assert TEXT in said(hearing, a_page()) and HEADING in said(Hearing(), a_page())
    after = said(hearing, a_page(turn=5))
    assert TEXT not in after and HEADING not in after
    assert after.startswith("The loudspeaker.\nMoney 31,400 won, down 200.") and "1. Buy anything" in after
    assert said(hearing, a_page(turn=6, result=words("She waves."))).startswith("She waves.\nMoney")


def test_new_words_in_the_same_place_are_said_without_their_heading() -> None:
    hearing = Hearing()
    said(hearing, a_page())
    later = said(hearing, a_page(turn=5, text=words("It has said what it had to say.")))
    assert later.startswith("It has said what it had to say.") and HEADING not in later
    elsewhere = said(hearing, a_page(turn=6, title="The stove", text=words("It has said what it had to say.")))
    assert elsewhere.startswith(f"The stove. {HEADING}") and "what it had to say" not in elsewhere


def test_of_what_stands_around_only_what_changed_is_said_again() -> None:
    hearing = Hearing()
    first = said(hearing, at_market())
    assert "Rice 2,000 won a kilo; you have 4;" in first and "Corn 900 won a kilo;" in first
    later = said(hearing, at_market(**{"have.rice": 5, "carry": 5}))
    assert "Rice 2,000 won a kilo; you have 5;" in later and "you carry 5 of 30" in later and "Corn" not in later
    assert "Rice" not in said(hearing, at_market(**{"have.rice": 5, "carry": 5}))
    assert "you have 4;" in said(hearing, at_market())  # as it was before is a change too
    said(hearing, a_page(scene="lane"))
    assert "Corn 900 won" in said(hearing, at_market())  # one was away


def test_again_says_all_of_it() -> None:
    hearing = Hearing()
    said(hearing, at_market())
    whole = said(hearing, at_market(), whole=True)
    for one in (TEXT, HEADING, "Corn 900 won", "Money 31,400 won."):
        assert one in whole
