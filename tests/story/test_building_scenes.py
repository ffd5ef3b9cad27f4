"""Scenes, choices, effects and exits: what they become, and what is told where of those that cannot be."""

from __future__ import annotations

import pytest
from little_files import loaded, said, story, told


def scene(keys: str, above: str = "") -> str:
    """A story with one further scene of the keys given."""
    return f"{above}\nscenes:\n  one: {keys}\n  two: {{goto: one}}\n".lstrip("\n")


def choice(keys: str, above: str = "") -> str:
    """A story with one choice of the keys given."""
    return scene("{choices: [{text: A, " + keys + "}]}", above)


# Columns: a key of a scene begins at 9, a key of a choice at 29.
@pytest.mark.parametrize(
    ("text", "place"),
    [
        (scene("{text: A}"), "2:3 no-way-on"),
        (scene("{goto: tow}"), "2:15 unknown-scene"),
        (scene("{draw: deck}"), "2:15 unknown-deck"),
        (scene("{goto: two, draw: deck}"), "2:20 two-exits"),
        (scene("{goto: two, then: two}"), "2:20 lone-key"),
        (scene("{goto: two, otherwise: two}"), "2:20 lone-key"),
        (scene("{call: tow, then: two}"), "2:15 unknown-scene"),
        (scene("{stay: true}"), "2:3 no-way-on"),
        (scene("{text: A, choices: []}"), "2:3 no-way-on"),
        (scene("{choises: [{text: A, goto: two}]}"), "2:9 unknown-key"),
        (scene("{ending: The end}"), "2:17 wrong-shape"),
        (scene("{bribe: {official: ri}}"), "2:9 missing-key"),
        (scene("{ending: {title: End}, goto: two}"), "2:3 ending-goes-on"),
        (scene("{goto: two, weight: 3}"), "2:20 lone-key"),
        (scene("{goto: two, cooldown: 3}"), "2:20 lone-key"),
        (scene("{deck: d, weight: money - 5, return: true}"), "2:26 odds-range"),
        (scene("{deck: d, when: money, return: true}"), "2:24 wrong-type"),
        (scene("{goto: two, at: midnite}"), "2:24 unknown-hour"),
        (scene("{goto: two, place: alley}"), "2:27 unknown-place"),
        (scene("{goto: two, phenomena: [bond]}"), "2:32 unknown-phenomenon"),
        (scene("{goto: two, notes: [gye]}"), "2:28 unknown-note"),
        (scene("{goto: two, discuss: {ask: Why?, form: circle}}"), "2:47 unknown-form"),
        (scene("{goto: two, view: {a: mony}}"), "2:30 unknown-name"),
        (scene("{goto: two, skip: {to: tow, say: On.}}"), "2:31 unknown-scene"),
        (scene("{goto: two, skip: {say: On.}}"), "2:20 missing-key"),
        (scene("{goto: two, skip: {to: two, return: true, say: On.}}"), "2:20 two-exits"),
        (scene("{goto: two, whenever: [{when: risk > 3, goto: tow}]}"), "2:54 unknown-scene"),
        (scene("{goto: two, whenever: [{when: risk > 3, goto: two, call: two}]}"), "2:31 rule-exit"),
        (choice("id: a"), "2:19 no-way-on"),
        (choice("Goto: two"), "2:29 unknown-key"),
        (choice("goto: tow"), "2:35 unknown-scene"),
        (choice("id: a b, goto: two"), "2:33 bad-name"),
        (choice("goto: the lane"), "2:35 unknown-scene"),
        (choice("in: [one], goto: two"), "2:29 lone-key"),
        (choice("goto: two, locked: No."), "2:40 lone-key"),
        (choice("goto: two, when: risk"), "2:46 wrong-type"),
        (choice("goto: two, when: rsk > 3"), "2:46 unknown-name"),
        (choice("goto: two, cost: {mony: 3}"), "2:47 unknown-name"),
        (choice("goto: two, cost: {money: +3}"), "2:54 bad-cost"),
        (choice("goto: two, cost: {money: risk - 5}"), "2:54 odds-range"),
        (choice("goto: two, cost: {sewn: 1}", "state: {sewn: false}"), "3:47 bad-cost"),
        (choice("goto: two, effects: {money: 5}"), "2:57 bare-number"),
        (choice("goto: two, effects: {sewn: true}"), "2:50 unknown-name"),
        (choice("goto: two, effects: {rich: true}", "conditions: {rich: money > 9}"), "3:50 not-changeable"),
        (choice("goto: two, effects: {levy: +1}", "constants: {levy: 9}"), "3:50 not-changeable"),
        (choice("goto: two, effects: {day: -1}"), "2:55 day-back"),
        (choice("goto: two, effects: {told: row}", "state: {told: {set_of: [row]}}"), "3:56 bare-member"),
        (choice("goto: two, effects: {told: +rwo}", "state: {told: {set_of: [row]}}"), "3:57 unknown-member"),
        (choice("goto: two, effects: {track: raod}", "state: {track: {one_of: [road]}}"), "3:57 unknown-member"),
        (choice("chance: [{id: a, odds: 130, goto: two}, {goto: one}], once: true"), "2:52 odds-range"),
        (choice("chance: [{id: a, odds: 60 - risk, goto: two}, {goto: one}], once: true"), "2:52 odds-range"),
        (choice("chance: [{id: a, goto: two}, {goto: one}], once: true"), "2:38 missing-odds"),
        (choice("chance: [{odds: 5, goto: two}, {odds: 5, goto: one}], once: true"), "2:61 last-odds"),
        (choice("chance: [{id: a, odds: 5}, {goto: one}], once: true"), "2:38 no-way-on"),
        (choice("chance: [{odds: 5, goto: two}, {goto: two}]"), "2:60 same-id"),
        (choice("chance: [{id: a>b, odds: 5, goto: two}, {goto: two}]"), "2:43 bad-name"),
        (choice("chance: [{odds: 5, goto: two}, {stay: true}]"), "2:29 free-retry"),
        (choice("chance: [{odds: 5, goto: two}, {goto: one}]"), "2:29 free-retry"),
        (
            choice("chance: [{chance: [{chance: [{chance: [{odds: 5, goto: two}, {id: b, goto: two}]}]}]}], goto: two"),
            "2:59 too-deep",
        ),
        (scene("{choices: [{text: A, goto: two}, {text: B, goto: two}]}"), "2:41 same-id"),
        (scene("{choices: [{id: skip, text: A, goto: two}], skip: {to: two, say: On.}}"), "2:58 same-id"),
        ("everywhere: [{in: [one], id: go_on, text: A, goto: one}]", "scenes: {one: {goto: one}}"),
    ],
)
def test_what_cannot_be_is_told_where_it_stands_and_nothing_else(text: str, place: str) -> None:
    found = told(text)
    if place.startswith("scenes"):  # an `everywhere` choice of the name of a scene's only way on
        assert [one.split()[1] for one in found] == ["same-id"]
    else:
        assert found == [place]
    assert loaded(text).story is None


def test_words_for_the_commonest_slips() -> None:
    assert said(choice("goto: two, effects: {sewn: true}")) == (
        "no variable `sewn` (declare it: a line `sewn: false` under `state:`)"
    )
    assert said(choice("goto: two, effects: {pot: +1}")).endswith("(declare it: a line `pot: 0` under `state:`)")
    assert said(choice("goto: two, cost: {pot: 1}")).endswith("(declare it: a line `pot: 0` under `state:`)")
    assert said(choice("goto: two, effects: {sewn: ture}", "state: {sewn: false}")).endswith(
        'nothing is called `ture` (did you mean "true"?)'
    )
    assert said(choice("goto: two, when: sewn")).endswith("(new? declare it: `state: {sewn: false}`)")
    assert said(choice("goto: tow")) == 'no scene `tow` (did you mean "two"?)'
    assert said(choice("goto: two, effects: {mony: +1}")) == 'no variable `mony` (did you mean "money"?)'
    assert said(choice("goto: two, effects: {money: 5}")).endswith("(write `+5`, `-5` or `=5`)")
    assert said(scene("{draw: dek}\n  card: {deck: deck, return: true}")) == (
        'no scene lies in a deck `dek` (did you mean "deck"?)'
    )
    assert said(scene("{choices: [{text: A, goto: two}, {text: B, goto: two}]}")) == (
        "two choices here are called `two`; the first stands at s.yaml:2 (give one an `id:` of its own)"
    )
    assert said(choice("goto: two, when: pri > 3", "goods: {corn: {have: 1}}")).startswith("nothing is called `pri`")
    assert said(choice("goto: two, when: price(rise) > 3")) == 'there is no good `rise` (did you mean "rice"?)'
    assert said(choice("goto: two, when: min.trust > 3", "people: {mina: {name: Mi-na}}")) == (
        'nothing is called `min.trust` (did you mean "mina.trust"?)'
    )


def test_a_slip_inside_a_text_is_told_at_its_character_also_on_later_and_folded_lines() -> None:
    text = """
        scenes:
          one:
            text: |
              Your mother counts
              the quilt with {mony:won} and {money:wom}.

              Then [gye](gye), {risk > 3}, {money ? a}, {}.
            title: >-
              A folded
              title with {rsk}
            heading: "in quotes {rsk}"
            choices:
              - {text: "A: {rsk}", goto: one}
              - text: 'It''s {rsk}'
                goto: one
                id: two
        """
    assert told(text) == [
        "6:23 unknown-name",
        "6:44 format",
        "8:18 unknown-note",
        "8:24 yes-or-no-in-text",
        "8:36 half-insert",
        "8:49 empty-insert",
        "11:19 unknown-name",
        "12:14 quoted-text",
        "12:26 unknown-name",
        "14:16 quoted-text",
        "14:21 unknown-name",
        "15:23 unknown-name",
    ]


def test_a_text_knows_whom_and_which_phrase_a_slip_meant() -> None:
    more = "people: {mina: {name: Mi-na}}\nphrases: {calls_you: Un-ju}\n"
    assert said(choice("goto: two, hint: 'Ask {mnia}'", more)) == 'nothing is called `mnia` (did you mean "mina"?)'
    assert said(choice("goto: two, hint: 'Ask {call_you}'", more)) == (
        'nothing is called `call_you` (did you mean "calls_you"?)'
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[{otherwise: A}]", "otherwise-alone"),
        ("[{when: risk > 3, text: A}, B, {otherwise: C}]", "otherwise-alone"),
        ("[{when: risk > 3, text: A}, {otherwise: B}, {otherwise: C}]", "otherwise-alone"),
        ("[{when: risk > 3, otherwise: A}]", "text-item"),
        ("[{else_when: risk > 3, text: A}]", "otherwise-alone"),
        ("[{when: risk > 3, text: A}, B, {else_when: risk > 2, text: C}]", "otherwise-alone"),
        ("[{when: risk > 3, text: A}, {otherwise: B}, {else_when: risk > 2, text: C}]", "otherwise-alone"),
        ("[{when: risk > 3, text: A}, {when: risk > 2, else_when: risk > 1, text: B}]", "text-item"),
        ("[{when: risk > 3, text: A}, {else_when: risk > 2, otherwise: B}]", "text-item"),
        ("[{when: risk > 3, text: A}, {else_when: rsik > 2, text: B}]", "unknown-name"),
        ("[{when: risk > 3}]", "text-item"),
        ("[{first: A, cycle: [B]}]", "text-item"),
        ("[{text: A, again: B}]", "text-item"),
        ("[{cycle: []}]", "text-item"),
        ("'{told}'", "set-in-text"),
        ("'{track:won}'", "format"),
        ("'{day:date}'", "format"),
        ("'{hours:huor}'", "format"),
        ("'{open'", "open-brace"),
    ],
)
def test_texts_that_cannot_be_read(text: str, code: str) -> None:
    above = "state: {told: {set_of: [row]}, track: {one_of: [road]}, hours: {unit: {one: hour, many: hours}}}"
    assert [one.split()[1] for one in told(scene("{goto: two, text: " + text + "}", above))] == [code]


def test_the_date_of_what_is_no_day_is_told() -> None:
    assert said(scene("{goto: two, text: '{money:date}'}", "calendar: {day_1: 2009-11-28}")).startswith(
        "a date is written of a day; this can be 999,999,999"
    )


def test_warnings_alone_leave_a_story_to_play() -> None:
    found = loaded(scene("{goto: two, text: '{risk > 3 ? one two three four five six seven | b}'}"))
    assert [p.code for p in found.problems] == ["long-insert"]
    assert found.problems[0].severity == "warning"
    assert found.story is not None


def test_a_choice_without_an_id_is_called_by_its_exit() -> None:
    made = story("""
        scenes:
          one:
            goto: two
            choices:
              - {text: A, goto: one}
              - {text: B, draw: deck}
              - {text: C, call: card}
              - {text: D, stay: true}
              - {text: E, return: true}
              - {text: F}
              - {text: G, id: own, goto: one}
          two: {choices: [{text: A, once: true, chance: [{odds: 5, goto: one}, {id: else, stay: true}]}]}
          card: {deck: deck, return: true}
          three: {call: one, then: two}
        """)
    assert [choice.id for choice in made.scenes["one"].choices] == [
        *("one", "draw_deck", "call_card", "stay", "return", "two", "own"),
    ]
    assert [choice.id for choice in made.scenes["two"].choices] == ["one"]
    assert [outcome.id for outcome in made.scenes["two"].choices[0].chance] == ["one", "else"]
    assert [choice.id for choice in made.scenes["card"].choices] == ["go_on"]


def test_calls_that_nest_deeper_than_four_are_told() -> None:
    passages = "".join(f"  p{n}: {{call: p{n + 1}, then: end}}\n" for n in range(1, 5))
    text = f"scenes:\n  one: {{call: p1}}\n{passages}  p5: {{return: true}}\n  end: {{return: true}}\n"
    assert told(text) == ["6:3 call-depth"]
    assert "`p1` → `p2` → `p3` → `p4` → `p5`" in said(text)
    shorter = text.replace("call: p5, then: end", "return: true").replace("p5: {return: true}", "p5: {goto: one}")
    assert told(shorter) == []


def test_a_scene_that_returns_though_nothing_calls_it_is_told() -> None:
    text = "scenes:\n  one: {goto: pit}\n  pit: {return: true}\n"
    assert told(text) == ["3:3 return-nowhere"]
    assert told(scene("{goto: two, skip: {return: true, say: On.}}")) == ["2:3 return-nowhere"]
    assert told(text.replace("goto: pit", "call: pit, then: one")) == []
    assert told("whenever: [{when: risk > 5, call: pit}]\n" + text.replace("goto: pit", "goto: one")) == []


def test_rules_that_always_send_one_on_are_told_where_the_chain_is_longer_than_eight() -> None:
    def chain(scenes: int) -> str:
        sent = "".join(f"  s{n}: {{whenever: [{{when: 1 < 2, goto: s{n + 1}}}], goto: one}}\n" for n in range(scenes))
        return f"scenes:\n  one: {{goto: s0}}\n{sent}  s{scenes}: {{goto: one}}\n"

    assert told(chain(8)) == []
    assert told(chain(9)) == ["3:19 rule-chain"]


def test_a_menu_is_opened_from_one_scene_or_leads_back_to_none_by_itself() -> None:
    text = """
        scenes:
          one: {choices: [{text: Pot, goto: pot}, {text: Two, goto: two}]}
          two: {choices: [{text: Pot, goto: pot}]}
          pot: {menu: true, choices: [{text: One, goto: one}, {text: Deeper, goto: deep}]}
          deep: {menu: true, choices: [{text: Back, goto: pot}]}
        """
    assert told(text) == ["5:31 menu-doors"]
    assert "`one` and `two`" in said(text)
    assert told(text.replace("{choices: [{text: Pot, goto: pot}]}", "{goto: one}")) == []


def test_odds_of_are_those_of_a_choice_of_the_same_scene() -> None:
    wrong = choice("id: a, when: odds_of(b) > 3, goto: two")
    assert told(wrong) == ["2:50 unknown-name"]
    assert said(wrong) == "there is no choice `b`"
    text = """
        scenes:
          one:
            choices:
              - {id: a, text: A, once: true, chance: [{id: x, odds: odds_of(b), goto: one}, {id: y, goto: one}]}
              - {id: b, text: B, once: true, chance: [{id: x, odds: odds_of(a), goto: one}, {id: y, goto: one}]}
        """
    assert told(text) == ["6:61 circle"]
    slip = text.replace("odds_of(a)", "rsk")
    assert told(slip) == ["6:61 unknown-name"]


def test_an_index_that_can_leave_a_table_is_told() -> None:
    assert told(choice("goto: two, when: 'table(rows, risk) > 1'", "tables: {rows: [1, 2, 3]}")) == ["3:59 table-index"]


def test_named_tables_are_read_by_people_and_names() -> None:
    above = "people: {om: {name: Om}}\nstate: {who: {person: [om]}}\ntables: {hours: {om: 4, none: 0}}"
    assert told(choice("goto: two, when: 'table(hours, who) > 1'", above)) == []
    assert told(choice("goto: two, when: 'table(hours, pak) > 1'", above)) == ["5:60 unknown-name"]


@pytest.mark.parametrize(
    "block",
    [
        "market: {goods: [rice], leave: two, holiday: sewm}",
        "bribe: {official: ri, errand: {rice_g: 9}, passed: two, walked: two, crackdown: not sewm}",
        "screening: {film: f, guests: [ri], after: two, caught: two, squad: sewm}",
        "screening: {film: f, guests: [ri], after: two, caught: two, power: day > 1 and sewm}",
    ],
)
def test_a_slip_in_the_condition_of_a_block_is_told_once_and_where_it_stands(block: str) -> None:
    above = "state: {sewn: false}\npeople: {ri: {name: Ri, official: {temper: clerk}}}\n"
    text = scene("{text: A, " + block + "}", above)
    row, column = next((n, line.index("sewm") + 1) for n, line in enumerate(text.splitlines(), 1) if "sewm" in line)
    assert told(text) == [f"{row}:{column} unknown-name"]
