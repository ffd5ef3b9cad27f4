"""What right expressions mean: values, bounds, what they read, and the Python they become."""

import pytest
from row_of_stalls import LAST_VISIT, SLOT, VISITS, Row, Town, state

from jangmadang.story.expressions import (
    BOOL,
    INT,
    Checked,
    Members,
    Person,
    Symbol,
    Type,
    check,
    compile_expression,
    evaluate,
    source,
)


def right(text: str, want: Type | None = None, scope: Row | None = None) -> Checked:
    checked = check(text, scope or Row(), want)
    assert isinstance(checked, Checked), checked
    return checked


def value(text: str, s: list[int] | None = None) -> int:
    """Its value, the same by walking and by Python."""
    checked, s = right(text), s or state()
    walked = evaluate(checked.tree, s, Town())
    assert compile_expression(checked, Town())(s) == walked
    assert checked.low <= walked <= checked.high
    return walked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 3 - 2", 5),
        ("-7 // 2", -4),
        ("-7 % 3", 2),
        ("2 - -3", 5),
        ("1 if false else 2 if false else 3", 3),
        ("not false and true", 1),
        ("true or true and false", 1),
        ("not 1 > 2", 1),
        ("0 < 1 < 2", 1),
        ("0 < 3 < 2", 0),
        ("clamp(130, 5, 95)", 95),
        ("clamp(-3, 5, 95)", 5),
        ("min(3, 1, 2) + max(3, 1, 2) + abs(-4)", 8),
        ("999999999999999999", 999999999999999999),
        ("table(tolls, 1 + 1)", 20),
        ("table(hours_left, om)", 3),
        ("day_of(2009-11-05)", 5),
        ("levy", 3000),
    ],
)
def test_constants(text: str, expected: int) -> None:
    assert value(text) == expected
    assert right(text).reads == frozenset()


def test_names_and_people_go_by_the_other_side_of_is() -> None:
    assert value("track is road", state(track=2)) == 1
    assert value("road is track", state(track=2)) == 1
    assert value("track is not road", state(track=2)) == 0
    assert value("(road if held else wall) is track", state(track=3)) == 1
    assert value("teller is sled", state(teller=4)) == 1
    assert value("teller is none", state(teller=0)) == 1
    assert value("teller is host", state(teller=4, host=4)) == 1
    assert value("held is own_seam", state(held=1)) == 0
    assert value("held is not true", state(held=1)) == 0
    assert value("season is autumn", state(day=7)) == 1


def test_a_member_wins_over_a_variable_of_the_same_name_only_beside_a_name() -> None:
    assert source(right("track is queue").tree) == f"s[{SLOT['track']}] == 1"
    assert source(right("queue > 3").tree) == f"s[{SLOT['queue']}] > 3"


def test_sets() -> None:
    told = state(told=0b101)
    assert value("told has row", told) == 1
    assert value("not told has twelve", told) == 1
    assert value("count(told)", told) == 2
    assert value("told has (twelve if held else mina)", told) == 1
    assert value("pot_had has teller", state(pot_had=0b1000, teller=4)) == 1
    assert value("pot_had has teller", state(pot_had=0b1000, teller=2)) == 0
    assert value("pot_had has teller", state(pot_had=0b1111, teller=0)) == 0
    assert value("told has host", state(told=0b100, host=1)) == 1
    assert value("told has host", state(told=0b111, host=4)) == 0


def test_a_field_through_a_held_person() -> None:
    assert value("teller.trust", state(teller=4, sled_trust=61)) == 61
    assert value("teller.trust", state(teller=0, sled_trust=61)) == 0
    assert right("teller.trust").reads >= {SLOT["teller"], SLOT["sled.trust"]}


def test_a_field_that_only_some_people_have() -> None:
    row = Row()
    row.add(Symbol("teller.knows", INT, 1, 5, via=(SLOT["teller"], (None, None, SLOT["om.trust"], None, None))))
    knows = right("teller.knows", scope=row)
    assert (knows.low, knows.high) == (0, 5)
    for teller, expected in ((0, 0), (2, 5), (4, 0)):
        s = state(teller=teller, om_trust=5)
        assert evaluate(knows.tree, s) == compile_expression(knows)(s) == expected


def test_scenes() -> None:
    assert value("seen(stove)") == 0
    s = state(day=9)
    s[VISITS], s[LAST_VISIT] = 3, 4
    assert value("visits(stove)", s) == 3
    assert value("seen(stove)", s) == 1
    assert value("days_since(stove)", s) == 5
    assert right("days_since(stove)").reads == {SLOT["day"], LAST_VISIT}


def test_days_since_a_day_to_come_are_none() -> None:
    s = state(day=3)
    s[LAST_VISIT] = 8
    assert value("days_since(stove)", s) == 0


def test_what_the_world_is_asked() -> None:
    for text, asked in {
        "price(rice)": "price(s, 0, None, None)",
        "price(corn, hyesan, yuan)": "price(s, 1, 'hyesan', 'yuan')",
        "price(corn, yuan)": "price(s, 1, None, 'yuan')",
        "buy(rice)": "buy(s, 0, 1, 3, None, None)",
        "buy(rice, pot, 6, hamhung)": f"buy(s, 0, s[{SLOT['pot']}], 6, 'hamhung', None)",
        "sell(rice, 5, yuan)": "sell(s, 0, 5, 3, None, 'yuan')",
        "want(corn, risk % 5)": f"want(s, 1, s[{SLOT['risk']}] % 5)",
        "fixed(3, squad, day)": f"fixed(s, 3, 'squad', s[{SLOT['day']}])",
        "season is spring": "season(s) == 1",
        "round_up(pot * price(rice))": f"round_up(s, s[{SLOT['pot']}] * price(s, 0, None, None), 'old_won')",
        "round_down(money, money)": f"round_down(s, s[{SLOT['money']}], 'old_won')",
    }.items():
        checked = right(text)
        assert source(checked.tree) == asked
        assert asked.split("(")[0] in checked.asks
        assert SLOT["day"] in checked.reads or not checked.asks & {"price", "buy", "sell", "want", "fixed", "season"}
        value(text, state(day=17, pot=3))


def test_a_price_without_a_place_is_that_of_where_one_is() -> None:
    for text, asked in {
        "price(rice)": "price(s, 0, 'hamhung', None)",
        "buy(rice, 2, yuan)": "buy(s, 0, 2, 3, 'hamhung', 'yuan')",
        "sell(rice, hyesan)": "sell(s, 0, 1, 3, 'hyesan', None)",
    }.items():
        checked = check(text, Row(here="hamhung"))
        assert isinstance(checked, Checked)
        assert source(checked.tree) == asked


def test_odds_of_a_choice_are_its_tree() -> None:
    assert source(right("odds_of(latrine) + 1").tree) == f"min(max(60 - s[{SLOT['risk']}] // 2, 5), 95) + 1"
    assert right("odds_of(latrine)").reads == {SLOT["risk"]}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("risk", 0, 100),
        ("risk * debt", -5000, 5000),
        ("60 - risk // 2", 10, 60),
        ("risk % 7", 0, 6),
        ("debt % 7", 0, 6),
        ("risk % 200", 0, 100),
        ("abs(debt)", 0, 50),
        ("clamp(130 - risk, 5, 95)", 30, 95),
        ("10 if held else risk", 0, 100),
        ("count(told)", 0, 3),
        ("table(tolls, clamp(risk, 1, 2))", 5, 20),
        ("table(hours_left, teller)", 2, 4),
        ("fixed(6, dice)", 0, 5),
        ("risk >= 0", 1, 1),
        ("risk > 100", 0, 0),
        ("risk > 100 or held", 0, 1),
        ("100 // risk if risk > 3 else 0", 0, 25),
        ("risk if risk < 40 else 40", 0, 40),
        ("risk if risk < 40 else 0", 0, 39),
        ("buy(rice, yuan)", 10, 42),
        ("sell(rice, yuan)", 9, 38),
        ("buy(rice, 2, 10, yuan)", 22, 88),
        ("sell(rice, 2, 10, yuan)", 18, 72),
        ("buy(rice)", 1030, 4150),
        ("sell(rice)", 970, 3850),
        ("round_up(risk * 11)", 0, 1100),
        ("round_down(15 + 2000 * risk)", 10, 200000),
        ("round_up(664)", 670, 670),
        ("round_down(664, yuan)", 664, 664),
    ],
)
def test_bounds(text: str, low: int, high: int) -> None:
    checked = right(text)
    assert (checked.low, checked.high) == (low, high)
    assert checked.constant == (low if low == high else None)


@pytest.mark.parametrize(
    "text",
    [
        "money // pot if pot > 0 else 0",
        "money // pot if pot != 0 else 0",
        "0 if pot == 0 else money // pot",
        "0 if pot < 1 else money // pot",
        "money // pot if held and 0 < pot else 0",
        "pot > 0 and money // pot >= 3",
        "pot == 0 or money // pot >= 3",
        "0 if not pot > 0 else money % pot",
        "0 if pot != 0 else (money // pot if pot > 0 else 0)",
        "0 if pot != 999 else (money // pot if pot > 0 else 0)",
    ],
)
def test_a_test_guards_a_division(text: str) -> None:
    assert value(text, state(pot=0, money=50)) in (0, 1)
    assert isinstance(value(text, state(pot=7, money=50)), int)


@pytest.mark.parametrize(
    "text",
    [
        "(1 if pot > 0 else 0) + money // pot",
        "(0 if pot == 0 else 1) + money // pot",
        "(pot > 0 and held) is (money // pot > 1)",
        "money // pot if pot > 0 or held else 0",
        "0 if pot == 0 and held else money // pot",
        "held or money // pot > 1",
    ],
)
def test_a_test_guards_nothing_beyond_its_branch(text: str) -> None:
    problems = check(text, Row())
    assert isinstance(problems, list)
    assert [p.code for p in problems] == ["division-by-zero"]


def test_a_condition_is_put_in_where_its_name_stands() -> None:
    row = Row()
    row.add(Symbol("can_share", BOOL, tree=right("pot > 0 and not held")))
    row.add(Symbol("paper", INT, tree=right("money + 1000 * pot")))
    share = right("paper // pot if can_share else paper", scope=row)
    assert share.reads == {SLOT["money"], SLOT["pot"], SLOT["held"]}
    s = state(money=500, pot=10)
    assert evaluate(share.tree, s) == compile_expression(share)(s) == 1050


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("risk >= 40 and teller is sled", "s[5] >= 40 and s[12] == 4"),
        ("((risk)) + (2 * (money))", "s[5] + 2 * s[3]"),
        ("risk - (2 - money)", "s[5] - (2 - s[3])"),
        ("-(risk + 1)", "-(s[5] + 1)"),
        ("0 < risk < 30", "0 < s[5] < 30"),
        ("not (held or told has row)", "not (s[7] or s[10] & 1)"),
        ("told has row", "s[10] & 1 != 0"),
        ("1 if told has row else 0", "1 if s[10] & 1 else 0"),
        ("(held or own_seam) and held", "(s[7] or s[8]) and s[7]"),
        ("(risk > 3) is held", "(s[5] > 3) == s[7]"),
        ("count(told)", "s[10].bit_count()"),
        ("2 * (risk if held else 0)", "2 * (s[5] if s[7] else 0)"),
    ],
)
def test_python_has_no_more_brackets_than_it_needs(text: str, python: str) -> None:
    assert source(right(text).tree) == python


def test_types_are_said_as_a_writer_would() -> None:
    row = Row()
    said = {name: str(row.symbols[name].type) for name in ("risk", "held", "track", "told", "teller")}
    assert said == {
        "risk": "a number",
        "held": "yes or no",
        "track": "one of none, queue, road, wall",
        "told": "a set of row, twelve, mina",
        "teller": "a person",
    }


def test_what_may_be_held_where_a_person_is_needed() -> None:
    row = Row()
    narrow = Person(("mina", "om", "ri", "sled"), ("sled", "mina"))
    assert right("host", narrow, row).type == Person(("mina", "om", "ri", "sled"), ("mina", "sled"))
    assert right("sled if held else mina", narrow, row).high == 4
    problems = check("teller", row, narrow)
    assert isinstance(problems, list)
    assert problems[0].message == "`teller` can be none, which cannot stand here"


def test_numbers_alone_and_numbers_among_other_things_are_the_same() -> None:
    assert right("60").tree == right("(60)").tree
    assert isinstance(check("60", Row(), BOOL), list)
    assert isinstance(check("101", Row(), INT, low=0, high=100), list)


def test_empty_sets_have_no_members_to_suggest() -> None:
    row = Row()
    row.add(Symbol("empty", Members(()), 0, 0, slot=SLOT["told"]))
    problems = check("empty", row, BOOL)
    assert isinstance(problems, list)
    assert problems[0].code == "wrong-type"
