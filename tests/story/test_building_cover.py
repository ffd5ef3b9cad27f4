"""The cover: what can be declared, what every story has, and what is told where of declarations that cannot be."""

from __future__ import annotations

import pytest
from little_files import loaded, said, story, told


def test_money_trust_risk_and_day_exist_in_every_story_with_sensible_defaults() -> None:
    slots = {slot.name: slot for slot in story("").slots}
    assert [(n, slots[n].start, slots[n].low, slots[n].high) for n in ("day", "money", "trust", "risk")] == [
        ("day", 1, 1, 9999),
        ("money", 0, 0, 999_999_999),
        ("trust", 0, 0, 100),
        ("risk", 0, 0, 100),
    ]
    assert slots["money"].currency == "old_won"
    assert all(slots[name].meter for name in ("money", "trust", "risk"))


def test_what_is_declared_of_them_goes_before_the_defaults_and_the_rest_stays() -> None:
    slots = {s.name: s for s in story("state: {risk: 8, money: {max: 5000, label: Won}, day: {start: 3}}").slots}
    assert (slots["risk"].start, slots["risk"].high) == (8, 100)
    assert (slots["money"].high, slots["money"].label, slots["money"].currency) == (5000, "Won", "old_won")
    assert (slots["day"].start, slots["day"].low) == (3, 1)


def test_bounds_are_0_and_999_999_999_unless_given() -> None:
    slots = {s.name: s for s in story("state: {pot: 7, cold: {start: -3, min: -9}}").slots}
    assert (slots["pot"].start, slots["pot"].low, slots["pot"].high) == (7, 0, 999_999_999)
    assert (slots["cold"].start, slots["cold"].low) == (-3, -9)


def test_a_named_value_starts_with_its_first_name_a_set_empty_and_a_person_as_nobody() -> None:
    slots = {
        s.name: s
        for s in story("""
            people: {om: {name: Om}, pak: {name: Pak}}
            state:
              track: {one_of: [queue, road]}
              told: {set_of: [row, twelve]}
              met: {set_of: people}
              teller: {person: [pak]}
              first: {start: pak, person: people}
            """).slots
    }
    assert [slots[n].start for n in ("track", "told", "met", "teller", "first")] == [0, 0, 0, 0, 2]
    assert str(slots["met"].type) == "a set of om, pak"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("state: {risk: {start: 101}}", "1:23 out-of-range"),
        ("state: {hours: {start: 5, max: 4}}", "1:24 out-of-range"),
        ("state: {hours: {start: 0, min: 1}}", "1:24 out-of-range"),
        ("state: {hours: {min: 5, max: 4, start: 4}}", "1:22 out-of-range"),
        ("state: {hours: {start: some}}", "1:24 bad-start"),
        ("state: {hours: 1:30}", "1:16 bad-start"),
        ("state: {hours: ٣}", "1:16 bad-start"),
        ("state: {track: {start: raod, one_of: [queue, road]}}", "1:24 bad-start"),
        ("state: {track: {one_of: []}}", "1:25 bad-start"),
        ("state: {track: {one_of: [a, b, a]}}", "1:32 duplicate"),
        ("state: {track: {one_of: [a b]}}", "1:26 bad-name"),
        ("state: {told: {set_of: [row, not]}}", "1:30 bad-name"),
        ("state: {told: {set_of: [row], start: row}}", "1:38 bad-start"),
        ("state: {told: {set_of: row}}", "1:24 two-kinds"),
        ("state: {told: {set_of: [a], one_of: [b]}}", "1:9 two-kinds"),
        ("state: {track: {one_of: [a], max: 3}}", "1:30 two-kinds"),
        ("state: {track: {one_of: [a], meter: true}}", "1:30 two-kinds"),
        ("state: {teller: {person: [nobody_there]}}", "1:27 unknown-person"),
        ("state: {money: {currency: won}}", "1:27 unknown-currency"),
        ("state: {risk: false}", "1:9 two-kinds"),
        ("state: {day: {start: a, one_of: [a]}}", "1:9 two-kinds"),
        ("state: {heard: {one_of: [a]}}", "1:9 two-kinds"),
        ("state: {3rd: 0}", "1:9 bad-name"),
        ("state: {and: 0}", "1:9 bad-name"),
        ("state: {a b: 0}", "1:9 bad-name"),
        ("people: {om: {name: Om, trust: 101}}", "1:32 out-of-range"),
        ("people: {om: {name: Om, official: {temper: clark}}}", "1:44 unknown-temper"),
        ("people: {risk: {name: Risk}}", "1:10 name-clash"),
        ("people: {om: {name: Om}}\nstate: {om: 1}", "1:10 name-clash"),
        ("goods: {corn: {have: 1}}\nstate: {corn: 1}", "1:9 name-clash"),
        ("constants: {levy: 3}\nconditions: {levy: true}", "2:14 name-clash"),
        ("conditions: {caught: risk > 1}", "1:14 name-clash"),
        ("state: {season: 1}", "1:9 name-clash"),
        ("each_person: {trust: {max: 3}}", "1:15 name-clash"),
        ("each_person: {knows: {max: 3}}", "1:15 name-clash"),
        ("each_person: {paper: {start: 4, max: 3}}", "1:30 out-of-range"),
        ("each_person: {paper: {min: 4, max: 3, start: 3}}", "1:28 out-of-range"),
        ("goods: {corn: {have: 1000}}", "1:22 out-of-range"),
        ("goods: {corn: {home: -1}}", "1:22 out-of-range"),
        ("goods: {blades: {follows: gold}}", "1:27 bad-good"),
        ("goods: {blades: {ratio: 0}}", "1:25 bad-good"),
        ("places: {stall: {name: Stall, prices: paris}}", "1:39 unknown-place"),
        ("calendar: {day_1: 2009-02-30}", "1:19 bad-date"),
        ("calendar: {day_1: yesterday}", "1:19 bad-date"),
        ("calendar: {day_1: 2009-11-28, place: hyesn}", "1:38 unknown-place"),
        ("tables: {hours: []}", "1:10 empty-table"),
        ("conditions: {a: b, b: a}", "1:14 circle"),
        ("computed: {a: a + 1}", "1:12 circle"),
        ("phrases: {a: '{b}', b: 'so {a}'}", "1:11 circle"),
        ("each_day: {effects: {day: +1}}", "1:12 day-in-each-day"),
        ("content_notes: [hungr]", "1:17 unknown-content-note"),
        ("jangmadang: 2", "1:13 format-version"),
        ("renamed: {scenes: {old: oen}}", "1:25 unknown-scene"),
        ("renamed: {state: {old: monny}}", "1:24 unknown-name"),
        ("renamed: {choices: {old: go_no}}", "1:26 unknown-choice"),
        ("renamed: {choices: {old: one.go_no}}", "1:26 unknown-choice"),
        ("plan: {soon: {stops: {one: 2}}}", "1:8 bad-plan"),
        ("plan: {30: {stops: {oen: 2}}}", "1:21 unknown-scene"),
        ("plan: {30: {skip: [oen]}}", "1:20 unknown-scene"),
        ("whenever: [{when: risk > 1, goto: oen}]", "1:35 unknown-scene"),
        ("whenever: [{when: risk > 1}]", "1:12 rule-exit"),
        ("everywhere: [{text: A, goto: one}]", "1:14 missing-key"),
        ("everywhere: [{in: [oen], text: A, goto: one}]", "1:20 unknown-scene"),
        ("start: oen", "1:8 unknown-scene"),
    ],
)
def test_what_cannot_be_declared_is_told_where_it_stands_and_nothing_else(text: str, place: str) -> None:
    found = told(text)
    if place.endswith("name-clash") and "\n" in text:  # told at whichever of the two sections is looked at later
        assert [one.split()[1] for one in found] == ["name-clash"]
    else:
        assert found == [place]
    assert loaded(text).story is None


def test_one_slip_in_a_declaration_does_not_make_wrong_what_speaks_of_it() -> None:
    text = """
        state: {hours: {start: 9, max: 4}, track: {start: raod, one_of: [queue, road]}}
        conditions: {late: hour == 0, gone: late and track is road}
        computed: {left: hours * levy, more: left + 1}
        constants: {levy: 3}
        scenes:
          one:
            text: "{more}"
            choices: [{text: Go, when: gone or late, effects: {track: queue, hours: -1}, goto: one}]
        """
    assert told(text) == ["2:24 out-of-range", "2:51 bad-start", "3:20 unknown-name"]


def test_near_names_are_offered() -> None:
    assert said("state: {money: {currency: yaun}}") == 'no currency `yaun` (did you mean "yuan"?)'
    assert said("state: {track: {start: raod, one_of: [queue, road]}}").endswith('(did you mean "road"?)')
    assert said("state: {sewn: flase}") == '"flase" is no start for `sewn` (did you mean "false"?)'
    assert said("start: oen").endswith('(did you mean "one"?)')
    assert said("people: {om: {name: Om, official: {temper: clark}}}").endswith('(did you mean "clerk"?)')


def test_a_cover_needs_an_id_a_title_and_a_start() -> None:
    from jangmadang.story.loading import load_text

    found = load_text("jangmadang: 1\nscenes: {one: {goto: one}}\n").problems
    assert sorted(p.message for p in found) == [f"the story's cover needs `{key}`" for key in ("id", "start", "title")]


def test_conditions_computed_numbers_and_phrases_may_stand_in_any_order_and_any_depth() -> None:
    made = story("""
        conditions: {rich: wealth > 100 and not poor, poor: money < 5}
        computed: {wealth: money + pot * levy}
        state: {pot: 3}
        constants: {levy: 40}
        phrases: {outer: "{inner}.", inner: "{wealth:won}"}
        scenes: {one: {text: "{outer}", choices: [{text: Go, when: rich, goto: one}]}}
        """)
    assert made.scenes["one"].choices[0].when is not None


def test_a_story_in_which_a_price_is_asked_needs_no_bound_of_its_own() -> None:
    made = story("""
        calendar: {day_1: 2009-02-27, place: hyesan}
        places: {quay: {name: The quay, prices: hamhung}}
        scenes:
          one:
            place: quay
            choices: [{text: Buy, cost: {money: "buy(rice, 2)"}, effects: {have.rice: +2}, goto: one}]
        """)
    assert made.places["quay"] == "The quay"
    assert made.prices_at["quay"] == "hamhung"
