"""A Hundred to One: the sums of an exchange agree in every life, and the story is as large as it set out to be.

What becomes of walkers with a purpose is asked in test_hundred_lives.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from played import Tale

from jangmadang.play.moment import Moment
from jangmadang.story.expressions.types import Names

POT = 360_000
"""Old won of the club's: twelve women, thirty thousand each."""


def value(tale: Tale, moment: Moment, name: str) -> int:
    return moment.values[tale.story.slot_of[name]]


def club(tale: Tale, moment: Moment) -> int:
    """What there is of the club's money, counted in old won."""
    bank = tale.story.slots[tale.story.slot_of["bank"]].type
    assert isinstance(bank, Names)
    banked = value(tale, moment, "banked") if value(tale, moment, "bank") == bank.value("club") else 0
    return value(tale, moment, "pot") + 100 * value(tale, moment, "pot_new") + banked


def moments(tale: Tale) -> Iterator[tuple[Moment, Moment]]:
    for life in tale.lives:
        yield from zip(life.moments, life.moments[1:], strict=False)


# ---- sums -----------------------------------------------------------------------------------------------------------
def test_the_pot_is_whole_or_gone_until_the_exchange(hundred: Tale) -> None:
    for _, moment in moments(hundred):
        if not value(hundred, moment, "exchanged"):
            gone = value(hundred, moment, "pot_given") or value(hundred, moment, "pot_in_yuan")
            assert club(hundred, moment) == (0 if gone else POT), moment.scene


def test_the_clubs_money_never_grows(hundred: Tale) -> None:
    for before, moment in moments(hundred):
        assert club(hundred, moment) <= club(hundred, before), f"from {before.scene} to {moment.scene}"


def test_from_tuesday_on_old_notes_lie_in_one_heap(hundred: Tale) -> None:
    for before, moment in moments(hundred):
        if value(hundred, moment, "exchanged"):
            assert value(hundred, moment, "money") == value(hundred, moment, "quilt") == 0
        if value(hundred, moment, "exchanged") and not value(hundred, before, "exchanged"):
            heap = value(hundred, before, "money") + value(hundred, before, "quilt")
            assert value(hundred, moment, "paper") == heap


def test_an_ending_is_owed_to_what_was_done(hundred: Tale) -> None:
    for life in hundred.lives:
        end = life.moments[-1]
        if end.scene == "ledger":
            assert value(hundred, end, "made_good") >= 9
        if end.scene == "metre":
            assert value(hundred, end, "corner")
        if end.scene == "runner_end":
            assert value(hundred, end, "yuan") >= 400
        if end.scene == "name":
            assert value(hundred, end, "named")


# ---- size -----------------------------------------------------------------------------------------------------------
def test_size(hundred: Tale) -> None:
    story = hundred.story
    assert len([scene for scene in story.written_scenes if scene.text]) >= 62
    assert hundred.files.size >= 19_000
    assert len(story.endings) >= 9
    assert len(story.notes) >= 40
    assert len([scene for scene in story.written_scenes if scene.discuss]) >= 6
    assert set(story.plans) == {20, 45, 90}


def test_a_deck_has_seven_cards_at_least(hundred: Tale) -> None:
    decks = hundred.story.decks.values()
    assert len(decks) >= 2
    assert {deck.id: len(deck.storylets) for deck in decks if len(deck.storylets) < 7} == {}


def test_all_four_encounters_are_met(hundred: Tale) -> None:
    blocks = [kind for _, scene in hundred.files.scenes.values() for kind in scene]
    assert blocks.count("market") >= 2
    assert blocks.count("bribe") >= 2
    assert blocks.count("screening") >= 1
    assert blocks.count("crossing") >= 1


def test_a_life_reads_less_than_half_of_the_words(hundred: Tale) -> None:
    """Else a second life would have little to tell."""
    for k in range(20):
        read = sum(len(p.plain.split()) for _, page in hundred.pages(k) for p in (*page.result, *page.text))
        assert read <= 0.45 * hundred.files.size
