"""What somebody at the river notices: the count, the price of each way, and that one can always go home."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from random import Random
from textwrap import indent

import pytest
from crossing_nights import STORY, Night, calm, passed, river
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.play.run import CannotChoose, Run
from jangmadang.play.turn import Rules
from jangmadang.story.document import Crossing
from jangmadang.story.encounters import crossing
from jangmadang.story.encounters.crossing import checks, odds, texts
from jangmadang.story.loading import load_text
from jangmadang.story.model import DAY, LONGEST_CHAIN, ROLLS
from jangmadang.story.problems import Problem

GUARD = "guard: {official: ho, yuan: 2000, hour: 8}"
BROKER = "broker: {person: chae, yuan: 10000, debt: true}"
FULL = f"with: [child]\n      for: [mother, mina]\n      notes: [staying]\n      {GUARD}\n      {BROKER}"
TRIP = "purpose: trip\n      load: [rice]\n      guard: {official: ho, hour: 8}"
FORD = "way: ford\n      cold: 0\n      holds: 60\n      turns: 6"


# ---- the bank -------------------------------------------------------------------------------------------------------
def test_watching_counts_turns_cold_and_the_gaps_between_passes() -> None:
    night = Night(river(), 5)
    gaps: list[int] = []
    while night.waits and night.now("turn") < 19:
        known, since = night.now("known"), night.now("since")
        night.watch()
        if night.now("known") > known and known:
            gaps.append(since + 1)
            assert night.now("gap1") == since + 1
        assert night.now("cold") == night.now("turn")
    assert gaps and all(2 <= gap <= 10 for gap in gaps)


@pytest.mark.parametrize("seed", range(40))
def test_a_squad_keeps_to_its_gaps(seed: int) -> None:
    night = Night(river("seen: 0\n      dawn: 30\n      cold: 0"), seed)
    squad = list(odds.SQUADS)[night.now("squad")]
    seen: list[int] = []
    while night.waits:
        known, since = night.now("known"), night.now("since")
        night.watch()
        if night.waits and night.now("known") > known and known:
            seen.append(since + 1)
    walks = odds.SQUADS[squad]
    assert all(any(low <= gap <= high for low, high in walks) for gap in seen), (squad, seen)
    if squad == "double":
        assert all((a == 2) != (b == 2) for a, b in itertools.pairwise(seen))


def test_tonight_is_settled_and_tomorrow_is_another_night() -> None:
    squads = set()
    for seed in range(30):
        night = Night(river(), seed)
        tonight = night.now("squad")
        night.choose("turn_back", "same")
        assert night.now("squad") == tonight
        night.choose("turn_back", "again")
        squads.add((tonight, night.now("squad")))
    assert any(first != second for first, second in squads)
    drawn = [Night(river(), seed).now("squad") for seed in range(400)]
    assert abs(drawn.count(0) - 200) < 40 and 0 < drawn.count(3) < 50


def test_an_excursion_to_the_willows_keeps_the_count_and_going_home_ends_the_night() -> None:
    night = calm(river())
    night.choose("watch>nobody", "watch>nobody", "willows", "bank")
    assert (night.now("turn"), night.now("cold")) == (2, 2)
    assert night.now("walked") == 2
    night.choose("turn_back", "again")
    assert (night.now("turn"), night.now("cold"), night.now("known")) == (0, 0, 0)


def test_dawn_sends_one_home() -> None:
    night = calm(river("dawn: 5"))
    night.watch(5)
    assert (night.at, night.now("turn")) == ("bank.back", 5)
    assert "grey enough to read by" in " ".join(p.plain for p in night.run.look().text)


def test_a_torch_can_find_one_at_a_pass_and_no_other_time() -> None:
    seen = 0
    for seed in range(600):
        night = Night(river(), seed)
        while night.waits:
            known = night.now("known")
            night.watch()
            if night.at == "bank.seen":
                assert night.now("known") == known + 1
                seen += 1
    assert 600 * 2 * 0.02 * 0.4 < seen < 600 * 2.5 * 0.02 * 2
    assert {c.id for c in Night(river(), 0).rules.story.scenes["bank.seen"].choices} == {"home", "stay"}


# ---- the ways -------------------------------------------------------------------------------------------------------
def test_going_leads_over_the_ice_and_the_ice_has_its_say() -> None:
    night = calm(river())
    night.choose("go>clear")
    assert night.at == "bank.ice" and night.run.look().stage is not None
    dry = night.run.branch()
    night.choose("on>holds", "go_on")
    assert (night.at, night.now("seen_outside"), night.run.moment.exit) == ("far", 1, "across")
    dry.choose("on", ("wet",))
    assert dry.moment.scene == "bank.back"
    assert dry.value("day") == 2  # frozen to the bone: a day under the quilt
    dry.choose("home")
    assert dry.value("risk") == 20 + 3


def test_who_is_met_is_turned_back_or_taken() -> None:
    night = Night(river(), 2)
    taken = night.run.branch()
    night.choose("go>met>turned", "home")
    assert (night.at, night.now("caught")) == ("home", 0)
    taken.choose("go", ("met", "taken"))
    taken.choose("go_on")
    assert (taken.moment.scene, taken.value("caught"), taken.value("risk")) == ("hut", 1, 35)


def test_who_turns_back_frozen_sleeps_through_a_day_unless_the_story_says_no() -> None:
    for block, day in (("", 2), ("rest: false", 1)):
        night = Night(river(block), 6)
        while night.waits and night.now("cold") < 12:
            night.watch()
        assert night.waits
        night.choose("turn_back")
        assert night.now("day") == day
        assert ("button" in " ".join(p.plain for p in night.run.look().result)) == (day == 2)


def test_turning_back_at_the_bank_leads_home_at_once_and_elsewhere_to_a_page_that_decides() -> None:
    back = "back: {goto: home, effects: {walked: +1}, result: The window is lit.}"
    text = STORY.format(block="river: yalu_upper", yuan=0, money=0, rice=0, host=0, start="bank")
    loaded = load_text(text.replace("back: home", back))
    assert loaded.story is not None
    night = calm(Rules(loaded.story))
    night.choose("turn_back")
    read = [p.plain for p in night.run.look().result]
    assert "the bank" in read[0] and "washing stones" in read[1] and read[2] == "The window is lit."
    assert (night.at, night.run.moment.exit, night.now("risk"), night.now("walked")) == ("home", "back", 23, 2)
    middle = calm(river())
    middle.choose("go>clear", "turn_back")
    assert middle.at == "bank.back" and {c.id for c in middle.run.look().choices} == {"home", "stay"}


def test_a_guard_costs_and_is_there_or_gone_with_half() -> None:
    night = calm(river(FULL))
    gone = night.run.branch()
    night.choose("watch>nobody", "guard>there")
    assert (night.at, night.now("yuan"), night.now("turn"), night.now("cold")) == ("bank.ice", 18_000, 8, 8)
    assert (night.now("ho.met"), night.now("ho.knows"), night.now("guarded")) == (1, 1, 1)
    gone.choose("guard", ("moved",))
    assert gone.moment.scene == "bank" and gone.value("yuan") == 19_000
    assert (gone.value("bank.turn"), gone.value("bank.known")) == (8, 0)
    guard = next(c for c in gone.look().choices if c.id == "guard")
    assert not guard.open and guard.reason == "He is not there tonight."
    with pytest.raises(CannotChoose):
        gone.choose("guard")


def test_his_hour_is_over_when_one_watches_too_long() -> None:
    night = Night(river(GUARD), 6)
    while night.waits and night.now("turn") <= 8:
        night.watch()
    guard = next(c for c in night.run.look().choices if c.id == "guard")
    assert (guard.open, guard.reason) == (False, "His hour is over for tonight.")


def test_a_guard_who_has_eaten_at_your_table_takes_a_third_less() -> None:
    for host, paid in ((29, 2000), (30, 1334)):
        night = Night(river(GUARD, host=host), 4)
        night.choose("guard>there")
        assert night.now("yuan") == 20_000 - paid


@pytest.mark.parametrize(("rice", "host", "left"), [(8, 0, 6), (9, 0, 6), (1, 0, 0), (12, 40, 10), (0, 0, 0)])
def test_the_guard_of_a_trip_takes_a_quarter_of_the_load(rice: int, host: int, left: int) -> None:
    night = Night(river(TRIP, rice=rice, host=host, yuan=0), 4)
    alone = night.run.branch()
    night.choose("guard>there", "on>holds")
    assert night.now("have.rice") == left
    alone.choose("turn_back")
    assert alone.value("have.rice") == rice


def test_a_broker_takes_what_there_is_and_the_rest_is_owed() -> None:
    night = Night(river(FULL, yuan=3000), 4)
    failed = night.run.branch()
    night.choose("broker>comes>brought")
    assert (night.now("yuan"), night.now("debt"), night.at) == (0, 7000, "bank.across")
    failed.choose("broker", ("absent",))
    assert (failed.value("yuan"), failed.value("bank.debt")) == (0, 0)
    failed.choose("home")
    failed.choose("again")
    failed.choose("broker", ("comes", "brought"))
    assert failed.value("bank.debt") == 8500  # half of the three thousand that were paid stood


def test_prices_are_taken_from_any_purse() -> None:
    night = Night(river(f"{GUARD}\n      purse: money", money=5_000_000), 4)
    night.choose("guard>there")
    paid = 5_000_000 - night.now("money")
    assert 2000 * 300 < paid < 2000 * 700 and paid % 50 == 0 and night.now("yuan") == 20_000


def test_no_purse_no_guard_and_the_reason_is_said() -> None:
    night = Night(river(FULL, yuan=1999), 4)
    guard = next(c for c in night.run.look().choices if c.id == "guard")
    assert not guard.open and "2,000 yuan" in guard.reason


# ---- staying --------------------------------------------------------------------------------------------------------
def test_staying_is_never_a_failure_and_counts_once() -> None:
    night = Night(river(FULL), 4)
    night.choose("stay")
    assert (night.at, night.now("mother.trust"), night.now("mina.trust")) == ("bank.stay", 24, 43)
    assert (night.now("trust"), night.now("risk")) == (10 + (4 + 3) // 5, 10)
    assert [note.id for note in night.run.look().notes] == ["staying"]
    night.choose("go_on", "again")
    before = night.run.moment.values
    night.choose("stay", "go_on")
    for name in ("mother.trust", "mina.trust", "trust", "risk"):
        assert night.now(name) == before[night.rules.story.slot_of[name]], name


def test_turning_back_brings_no_trust() -> None:
    night = Night(river(FULL), 4)
    start = {n: night.now(n) for n in ("trust", "mother.trust", "mina.trust", "child.trust")}
    for _ in range(5):
        night.choose("turn_back", "same")
    assert start == {n: night.now(n) for n in start}


def test_who_went_along_trusts_you_more_on_the_other_bank() -> None:
    night = Night(river(FULL), 4)
    night.choose("guard>there", "on>holds")
    assert night.now("child.trust") == 62
    assert "Un-chol" in " ".join(p.plain for p in night.run.look().text)


def test_the_way_over_is_longer_with_a_load_and_with_somebody() -> None:
    def turns(block: str) -> int:
        stage = Night(river(block), 1).run.look().stage
        assert stage is not None
        return int(stage.fixed["turns"])

    assert [turns(b) for b in ("", "purpose: trip", "with: [child]", "with: [child]\n      turns: 3")] == [3, 4, 5, 3]


# ---- promises of every encounter ------------------------------------------------------------------------------------
BLOCKS = ["", FULL, TRIP, FORD, f"{FORD}\n      {GUARD}\n      {BROKER}"]


@pytest.mark.parametrize("block", BLOCKS)
def test_nine_choices_at_most_and_one_of_them_free(block: str) -> None:
    story = river(block).story
    made = [scene for scene in story.scenes.values() if scene.encounter]
    assert len(made) == 7
    for scene in made:
        assert 1 <= len(scene.choices) <= 9
        assert any(not c.cost and c.when is None and not c.once for c in scene.choices), scene.id


@settings(max_examples=60)
@given(
    seed=st.integers(0, 2**64 - 1),
    block=st.sampled_from(BLOCKS),
    yuan=st.sampled_from([0, 1999, 2000, 9999, 10_000, 999_999_999]),
)
def test_every_random_walk_leaves(seed: int, block: str, yuan: int) -> None:
    run = Night(river(block, yuan=yuan, rice=seed % 13), seed).run
    dice = Random(seed)
    for _ in range(400):
        page = run.look()
        if page.scene in ("far", "hut", "home"):
            break
        open_ = [c for c in page.choices if c.open]
        assert len(page.choices) <= 9
        assert page.scene != "bank" or {"turn_back", "stay"} <= {c.id for c in open_}
        run.choose(open_[dice.randrange(len(open_))].id)
        assert all(v >= 0 for v in run.moment.values)
    else:
        pytest.fail("still at the river")
    assert len(run.steps) < 40 * LONGEST_CHAIN


def test_looking_rolls_nothing_and_the_same_choices_give_the_same_night() -> None:
    first, second = Night(river(FULL), 11), Night(river(FULL), 11)
    for night in (first, second):
        for choice in ("watch", "watch", "watch", "guard"):
            if night.waits:
                night.choose(choice)
            if night is second:
                before = night.run.moment
                night.run.look()
                night.run.look()
                assert night.run.moment is before
    assert first.run.moment == second.run.moment
    rolls = Night(river(), 1)
    assert rolls.run.moment.values[ROLLS] == 0 and rolls.run.moment.values[DAY] == 1


def test_undo_brings_back_the_count() -> None:
    night = Night(river(), 9)
    night.watch(3)
    before = night.run.moment
    night.watch()
    night.run.undo()
    assert night.run.moment == before


# ---- what is shown --------------------------------------------------------------------------------------------------
def test_the_squad_is_nowhere_on_the_page() -> None:
    """Two nights that have looked alike so far read alike, whoever walks."""
    pages: dict[tuple[int, ...], dict[str, set[int]]] = {}
    for seed in range(300):
        night = Night(river(FULL), seed)
        for _ in range(6):
            if not night.waits:
                break
            page = night.run.look()
            stage = page.stage
            assert stage is not None
            seen = tuple(night.now(n) for n in ("turn", "known", "gap1", "gap2"))
            seen += (night.now("since") if night.now("known") else 0, night.run.moment.visit)
            read = repr((stage, [(c.text, c.hint, c.odds, c.open) for c in page.choices], page.text))
            pages.setdefault(seen, {}).setdefault(read, set()).add(night.now("squad"))
            night.watch()
    alike = [reads for reads in pages.values() if len(set().union(*reads.values())) > 1]
    assert len(alike) > 10
    # Gaps older than the last two are remembered too; six turns hold no three of them.
    assert all(len(reads) == 1 for reads in alike)


def test_the_hint_names_what_hurts_most() -> None:
    def hint(night: Night) -> str:
        return next(c.hint for c in night.run.look().choices if c.id == "go")

    assert hint(Night(river(), 12)) == "a guess; you have not seen them pass"
    night = passed(river())
    assert hint(night) == "a guess; a second pair may follow"
    night = passed(river("mix: {clock: 100}\n      seen: 20"))
    assert hint(night) == "a guess; every step shows"
    night.choose(*["watch>nobody"] * 4)
    assert hint(night) == "a guess; the next must be near"


def test_the_view_gives_the_passes_and_nothing_of_the_squad() -> None:
    night = Night(river(FULL), 21)
    while night.waits and night.now("known") < 2:
        night.watch()
    stage = night.run.look().stage
    assert stage is not None
    seen = crossing.view(stage.fixed, stage.values)
    assert (seen.at, seen.river, seen.along, seen.turns) == ("bank", "the upper Yalu", ("Un-chol",), 5)
    assert len(seen.passes) == 2 and seen.passes[1] - seen.passes[0] == seen.gaps[0] == night.now("gap1")
    assert seen.passes[-1] + night.now("since") == seen.turn
    assert not set(stage.values) & {"squad", "soonest", "latest", "phase", "guess"}
    ford = Night(river(FORD), 1).run.look().stage
    assert ford is not None and crossing.view(ford.fixed, ford.values).footing == "high and brown"
    assert "celsius" not in ford.values
    sent_home = Night(river("dawn: 5"), 21)
    while sent_home.waits:
        sent_home.watch()
    after = sent_home.run.look().stage
    assert after is not None and crossing.view(after.fixed, after.values).at == "back"


def test_the_writers_own_words_are_read() -> None:
    block = """text:
        watch: You begin again from one.
        pass:
          - when: gap1 > 0
            text: A gap of {gap1}.
          - otherwise: The first.
        stay: You stay."""
    night = calm(river(block))
    night.choose("watch>nobody")
    assert [p.plain for p in night.run.moment.result] == ["You begin again from one."]
    night = passed(river(block))
    assert [p.plain for p in night.run.moment.result] == ["The first."]
    night.choose("stay")
    assert [p.plain for p in night.run.look().text] == ["You stay."]


def test_an_event_can_lead_elsewhere() -> None:
    night = Night(river("on:\n        turned: {goto: willows, effects: {walked: +10}, result: Run.}"), 7)
    night.choose("go>met>turned")
    assert (night.at, night.now("walked"), night.now("risk")) == ("willows", 11, 23)
    assert night.run.moment.exit == "turned"


# ---- what cannot be -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("block", "code", "at"),
    [
        ("river: amur", "unknown-river", "amur"),
        ("way: bridge", "crossing-word", "bridge"),
        ("purpose: fun", "crossing-word", "fun"),
        ("turns: 0", "encounter-number", "0"),
        ("dawn: 99", "encounter-number", "99"),
        ("mix: {clock: 50, slow: 20}", "crossing-mix", "{clock"),
        ("mix: {clock: 50, sloow: 50}", "unknown-squad", "50"),
        ("with: [nobody_here]", "unknown-person", "nobody_here"),
        ("guard: {official: mina, yuan: 5}", "not-an-official", "mina"),
        ("guard: {official: ho}", "guard-price", "{official"),
        ("guard: {official: ho, yuan: 5, hour: 20}", "encounter-number", "20"),
        ("broker: {person: chae, yuan: 5}\n      purse: shells", "unknown-purse", "shells"),
        ("load: [rice]", "crossing-word", "[rice]"),
        ("purpose: trip\n      load: [gold]", "unknown-good", "gold"),
        ("text: {wach: x}", "encounter-text", "x"),
        ("on: {rain: home}", "encounter-event", "home"),
    ],
)
def test_what_cannot_be_is_said_where_it_stands(block: str, code: str, at: str) -> None:
    found = problems(block)
    assert {p.code for p in found} == {code}, [p.text() for p in found]
    problem = found[0]
    assert problem.source[problem.column - 1 :].startswith(at) or at in problem.source


def test_a_bank_has_room_for_nine() -> None:

    more = "".join(f"\n      - {{id: c{n}, text: More, goto: willows}}" for n in range(5))
    text = STORY.format(block=FULL, yuan=0, money=0, rice=0, host=0, start="bank").replace(
        "goto: willows}\n  willows", "goto: willows}" + more + "\n  willows"
    )
    assert {p.code for p in load_text(text).problems} == {"too-many-choices"}


def problems(block: str) -> list[Problem]:

    return list(load_text(STORY.format(block=block, yuan=0, money=0, rice=0, host=0, start="bank")).problems)


# ---- the page for writers -------------------------------------------------------------------------------------------
PAGE = Path(__file__).parents[3] / "docs" / "writing" / "encounters" / "crossing.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_on_the_page_can_be_played(example: str) -> None:

    if example.startswith("crossing:"):
        before, rest = STORY.format(block="", yuan=0, money=0, rice=9, host=0, start="bank").split("    crossing:\n")
        example = before + indent(example, "    ") + "    choices:\n" + rest.split("    choices:\n", 1)[1]
    loaded = load_text(example)
    assert [p.text() for p in loaded.problems] == [] and loaded.story is not None
    assert {"watch", "go", "turn_back", "stay"} <= {c.id for c in Run.start(loaded.story, 1).look().choices}


def test_the_page_names_every_key_and_every_text() -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = [key.rstrip("_") for key in Crossing.__struct_fields__]
    named = {*keys, *texts.KEYS, *checks.EVENTS, *odds.SQUADS, *crossing.LOCAL}
    assert [key for key in sorted(named) if f"`{key}`" not in page and f"  {key}:" not in page] == []
