"""The page: what can be chosen and why not, what changed, who is met, what is carried, where it plays."""

from __future__ import annotations

from stories import Play

COST = """
    people: {mina: {name: Mi-na, role: sells soap, trust: 25}}
    state:
      money: {start: 140}
      hours: {start: 3, max: 4, unit: {one: hour, many: hours}}
      pot: {start: 5}
      owed: {start: 900, currency: old_won}
      sewn: false
    conditions: {rich: money >= owed}
    scenes:
      one:
        choices:
          - {id: sew, text: Sew, cost: {money: 200, hours: 1}, stay: true}
          - {id: walk, text: Walk, cost: {money: 100, hours: 1}, stay: true}
          - {id: ask, text: Ask, when: mina.trust >= 40 and risk < 5, stay: true}
          - {id: pay, text: Pay, when: rich, stay: true}
          - {id: meter, text: Turned about, when: 200 <= money, stay: true}
          - {id: flag, text: Flag, when: sewn, stay: true}
          - {id: mixed, text: Mixed, when: sewn and money >= 9000, stay: true}
          - {id: hidden, text: A number nobody sees, when: pot > 9, stay: true}
          - {id: either, text: Either, when: money > 9000 or risk > 50, stay: true}
          - {id: told, text: Told, when: sewn, locked: The row knows already., stay: true}
          - {id: good, text: Sell, cost: {have.corn: 2}, stay: true}
          - {id: once, text: Once, once: true, effects: {risk: +50}, stay: true}
          - {id: earn, text: Earn, effects: {money: +9000}, stay: true}
    """


def test_costs_and_meters_say_why_they_lock_and_any_other_condition_hides(play: Play) -> None:
    life = play(COST)
    assert life.locked == {
        "sew": "needs 200 won; you have 140",
        "ask": "needs 40 trust with Mi-na; you have 25",
        "pay": "needs 900 won; you have 140",
        "meter": "needs 200 won; you have 140",
        "told": "The row knows already.",
        "good": "needs 2 kilos of corn; you have none",
    }
    assert life.choices == ["walk", "once", "earn"]
    assert [choice.number for choice in life.page.choices] == list(range(1, len(life.page.choices) + 1))


def test_every_false_part_is_said_and_what_is_met_opens(play: Play) -> None:
    life = play(COST).choose("once")
    assert life.locked["ask"] == "needs 40 trust with Mi-na; you have 25; needs risk of 4 or less; it is 50"
    assert "once" not in life.choices and "once" not in life.locked
    life.choose("earn")
    assert {"sew", "pay", "meter"} <= set(life.choices)
    assert life.choose("walk", "walk", "walk").locked["sew"] == "needs 1 hour; you have none"


def test_every_cost_that_is_missing_is_said(play: Play) -> None:
    life = play(COST.replace("cost: {money: 200, hours: 1}", "cost: {money: 200, hours: 4}"))
    assert life.locked["sew"] == "needs 200 won; you have 140; needs 4 hours; you have 3"


def test_a_choice_says_what_it_takes_its_chance_and_whether_it_was_taken(play: Play) -> None:
    life = play(COST)
    assert life.choice("walk").price == "−100 won, 1 hour"
    assert life.choice("once").price == ""
    assert not life.choice("walk").taken
    assert life.choose("walk").choice("walk").taken


def test_an_amount_that_is_no_number_is_said_too(play: Play) -> None:
    life = play("""
        state: {money: {start: 10}}
        scenes:
          one: {choices: [{id: a, text: A, cost: {money: 5 + risk}, effects: {risk: +6}, stay: true}]}
        """)
    assert life.choice("a").price == "−5 won"
    assert life.choose("a").locked == {"a": "needs 11 won; you have 5"}


def test_changes_are_said_once_in_the_order_of_the_state_and_inner_numbers_never(play: Play) -> None:
    life = play("""
        people: {mina: {name: Mi-na, trust: 25}}
        goods: {corn: {have: 3}}
        state: {pot: {start: 1}, hours: {start: 4, unit: {one: hour, many: hours}}}
        scenes:
          one:
            choices:
              - id: a
                text: A
                effects: {hours: -1, pot: +1, mina.trust: -12, money: +1200, have.corn: -1, day: +1}
                stay: true
              - {id: b, text: B, effects: [{money: +5}, {money: -5}], stay: true}
        """)
    assert life.choose("a").said == ["money +1,200", "hours −1", "Mi-na trusts you much less", "corn −1"]
    assert life.choose("b").said == []


def test_meters_are_seen_always_or_while_a_condition_holds_with_their_course(play: Play) -> None:
    life = play("""
        state:
          money: {start: 10, meter: sewn}
          debt: {start: 3, max: 50, meter: "debt > 0", label: owed to Pak}
          sewn: false
        scenes:
          one:
            choices:
              - {id: sew, text: Sew, effects: {sewn: true}, stay: true}
              - {id: pay, text: Pay, effects: {debt: -3}, stay: true}
              - {text: Pot, goto: pot}
          pot: {menu: true, choices: [{text: Back, goto: one}]}
        """)
    meters = {m.id: m for m in life.page.meters}
    assert set(meters) == {"trust", "risk", "debt"}
    assert (meters["debt"].label, meters["debt"].bar, meters["debt"].text) == ("owed to Pak", True, "3")
    life.choose("sew", "pay", "pot")
    meters = {m.id: m for m in life.page.meters}
    assert set(meters) == {"money", "trust", "risk"}
    assert meters["money"].text == "10 won"
    assert meters["money"].course == (10, 10, 10)


def test_people_are_met_by_being_named_or_by_their_trust(play: Play) -> None:
    life = play("""
        people:
          mina: {name: Mi-na, hangul: 림미나, role: sells soap, trust: 45}
          om: {name: Om}
          pak: {name: Pak, trust: 5}
        phrases: {she: "{mina}"}
        scenes:
          one:
            text: "Nobody here. {she} left."
            choices: [{text: Two, goto: two}]
          two: {text: Omsk is no person., choices: [{id: a, text: A, effects: {pak.trust: +9}, goto: three}]}
          three: {text: "{om} waits.", goto: one}
        """)
    assert [(p.id, p.standing) for p in life.page.people] == [("mina", "trusts you")]
    assert [p.id for p in life.choose("two").page.people] == ["mina"]
    assert [(p.id, p.change) for p in life.choose("a").page.people] == [("mina", 0), ("om", 0), ("pak", 9)]


def test_it_is_known_when_each_thing_last_moved(play: Play) -> None:
    life = play("""
        people: {mina: {name: Mi-na, trust: 45}, om: {name: Om}, pak: {name: Pak}}
        goods: {corn: {have: 3}, rice: {have: 2}}
        scenes:
          one:
            text: "{pak} waits."
            choices:
              - {id: a, text: A, effects: {mina.trust: +1, have.corn: -1}, stay: true}
              - {id: r, text: R, effects: {have.rice: -1}, stay: true}
              - {id: b, text: B, goto: two}
          two: {text: "{om} waits.", goto: one}
        """)
    assert [(p.id, p.last) for p in life.page.people] == [("pak", -1)]
    life.choose("a", "b")
    assert {p.id: p.last for p in life.page.people} == {"mina": 1, "om": 2, "pak": -1}
    assert {g.id: (g.last, g.change) for g in life.page.pack} == {"corn": (1, 0), "rice": (-1, 0)}


def test_the_load_is_weighed_and_what_lies_at_home_is_not(play: Play) -> None:
    life = play("""
        goods: {corn: {have: 3}, soap: {have: 9}}
        scenes: {one: {choices: [{id: a, text: A, effects: {have.corn: +2, home.corn: +40}, stay: true}]}}
        """)
    assert life.page.load == 3
    corn = life.choose("a").page.pack[0]
    assert (life.page.load, corn.carried, corn.stored, corn.change) == (5, "5 kilos", "40 kilos", 2)


def test_money_that_is_no_meter_is_told_apart(play: Play) -> None:
    life = play("""
        state:
          money: {start: 10, meter: true}
          owed: {start: 0, currency: old_won, label: owed by Pak}
          quilt: {start: 500, currency: old_won, label: in the quilt, meter: "owed > 0"}
          secret: {start: 5}
        scenes: {one: {choices: [{id: a, text: A, effects: {owed: +7}, stay: true}]}}
        """)
    assert [(one.label, one.text) for one in life.page.sums] == [("in the quilt", "500 won")]
    assert [(one.label, one.text, one.change) for one in life.choose("a").page.sums] == [("owed by Pak", "7 won", 7)]


def test_the_days_of_a_life_reach_until_today_and_three_weeks_back_at_most(play: Play) -> None:
    scenes = "scenes: {one: {choices: [{id: a, text: A, effects: {day: +3}, stay: true}]}}"
    assert play(scenes).page.days == ()
    life = play("calendar: {day_1: 2009-11-28, place: hyesan}\n" + scenes)
    assert [(day.number, day.month, day.weekday) for day in life.page.days] == [(28, "Nov", 5)]
    assert [day.number for day in life.choose("a").page.days] == [28, 29, 30, 1]
    for _ in range(9):
        life.choose("a")
    assert len(life.page.days) <= 21 and life.page.days[0].weekday == 0
    assert (life.page.days[-1].number, life.page.days[-1].month) == (28, "Dec")


def test_the_pack_says_what_is_carried_and_stored(play: Play) -> None:
    life = play("""
        goods: {corn: {have: 3, home: 1}, blades: {follows: yuan, unit: {one: pair, many: pairs}}}
        scenes:
          one:
            choices:
              - {id: a, text: A, effects: {have.corn: =0, home.corn: -1, have.blades: +1}, stay: true}
        """)
    assert [(g.id, g.text) for g in life.page.pack] == [("corn", "3 kilos in the pack, 1 kilo at home")]
    assert [(g.name, g.text) for g in life.choose("a").page.pack] == [("blades", "1 pair in the pack")]


def test_where_and_when_it_plays(play: Play) -> None:
    life = play("""
        calendar: {day_1: 2009-11-28, place: hyesan}
        places: {stall: {name: The drain side}}
        scenes:
          one:
            title: The stove
            heading: Monday
            place: stall
            at: dusk
            phenomena: [bonds]
            sources: [F-CUR-35]
            content_notes: [hunger]
            picture: {file: stove.txt, alt: A stove.}
            discuss: Whose money is it tonight?
            choices: [{id: a, text: A, effects: {day: +4}, goto: two}]
          two: {discuss: {ask: Why?, hint: Ask the smaller side., form: pairs, after: reveal}, goto: one}
        """)
    page = life.page
    assert (page.story, page.title, page.heading) == ("Small", "The stove", "Monday")
    assert (page.place, page.date, page.day, page.season, page.hour) == (
        *("The drain side", "28 Nov 2009", 1, "winter", "dusk"),
    )
    assert (page.phenomena, page.sources, page.content_notes) == (("bonds",), ("F-CUR-35",), ("hunger",))
    assert (page.picture, page.alt) == ("stove.txt", "A stove.")
    assert page.discuss is not None and page.discuss.ask == "Whose money is it tonight?"
    page = life.choose("a").page
    assert (page.place, page.date, page.season) == ("Hyesan", "2 Dec 2009", "winter")
    assert page.discuss is not None and (page.discuss.form, page.discuss.after) == ("pairs", "reveal")


def test_without_a_calendar_no_date_is_told(play: Play) -> None:
    page = play("scenes: {one: {goto: one}}").page
    assert (page.date, page.season) == ("", "")


def test_the_journal_has_every_turn_and_where_one_stands(play: Play) -> None:
    life = play("""
        scenes:
          one:
            title: Stove
            text: "Visit {visits(one)}."
            choices: [{id: a, text: "Sew {risk}", effects: {risk: +1}, result: Sewn., stay: true}]
        """)
    life.choose("a", "a")
    lines = life.run.journal()
    assert [(n.turn, n.choice, n.text[0].plain, [p.plain for p in n.result]) for n in lines] == [
        (0, "Sew 0", "Visit 1.", ["Sewn."]),
        (1, "Sew 1", "Visit 2.", ["Sewn."]),
        (2, "", "Visit 3.", []),
    ]
    assert [c.text for c in lines[0].changes] == ["risk +1"]


def test_in_the_journal_a_page_left_by_its_menu_is_read_once_and_before_what_was_done_there(play: Play) -> None:
    life = play("""
        scenes:
          one:
            title: The row
            text: Planks and a drain.
            choices:
              - {id: soap, text: Soap, goto: soap}
              - {id: sit, text: Sit, effects: {risk: +1}, stay: true}
          soap:
            menu: true
            title: Soap
            text: It smells of pine.
            choices: [{id: buy, text: Buy, effects: {money: -5}, stay: true}, {id: back, text: Back, return: true}]
        """)
    life.choose("soap", "buy", "buy", "back", "sit")
    lines = [(line.title, [p.plain for p in line.text], line.choice) for line in life.run.journal()]
    assert lines == [
        ("The row", ["Planks and a drain.", "It smells of pine."], "Buy"),
        ("Soap", ["It smells of pine."], "Buy"),
        ("The row", [], "Sit"),
        ("The row", ["Planks and a drain."], ""),
    ]


def test_in_the_journal_what_arriving_changed_stands_where_one_arrived(play: Play) -> None:
    life = play("""
        scenes:
          one: {choices: [{id: go, text: Go, effects: {trust: +2}, goto: two}]}
          two: {effects: {risk: +3}, choices: [{id: go, text: Go, goto: one}]}
        """).choose("go")
    one, two = life.run.journal()
    assert [[c.text for c in part] for part in (one.arrived, one.changes, two.arrived, two.changes)] == [
        [], ["trust +2"], ["risk +3"], [],
    ]  # fmt: skip


def test_prices_hold_where_the_scene_stands(play: Play) -> None:
    line = "text: '{price(rice)} {price(rice, hyesan)} {price(rice, pyongyang)}', choices: [{text: On, goto: two}]"
    life = play(f"""
        calendar: {{day_1: 2009-02-27, place: hyesan}}
        places: {{capital: {{name: The capital, prices: pyongyang}}}}
        scenes:
          one: {{{line}}}
          two: {{place: capital, {line.replace("goto: two", "goto: one")}}}
        """)
    here, home, there = life.text[0].split()
    assert here == home != there
    here, home, there = life.choose("two").text[0].split()
    assert here == there != home


def test_buying_costs_a_little_more_selling_brings_a_little_less_and_wants_and_draws_are_settled(play: Play) -> None:
    life = play("""
        calendar: {day_1: 2009-02-27, place: hyesan}
        state: {yuan: {start: 100, currency: yuan}}
        scenes:
          one:
            text: >-
              {buy(rice, 10) > 10 * price(rice) ? dearer | no}, {sell(rice, 10) < 10 * price(rice) ? cheaper | no},
              {price(rice, yuan)}, {want(rice, 2)}, {fixed(3, squad, day)}
            choices: [{text: Stay, stay: true}]
        """)
    first = life.text
    assert first[0].startswith("dearer, cheaper, ")
    assert life.choose("stay").text == first


def test_the_odds_of_another_choice_can_be_told(play: Play) -> None:
    life = play("""
        state: {risk: {start: 10}}
        scenes:
          one:
            text: "{odds_of(try)}"
            choices:
              - id: try
                text: Try
                cost: {risk: 1}
                chance: [{odds: "clamp(60 - risk, 5, 95)", goto: two}, {stay: true}]
              - {id: other, text: Safe, when: odds_of(try) > 50, goto: two}
          two:
            text: "{odds_of(try)}"
            choices: [{id: try, text: Try, cost: {risk: 1}, chance: [{id: all, goto: one}]}, {text: Back, goto: one}]
        """)
    assert (life.text, life.choices) == (["50"], ["try"])
    assert life.choose("try>two").text == ["100"]
    assert life.choose("one").choices == ["try", "other"]


def test_a_cost_may_say_in_the_story_s_words_why_it_locks(play: Play) -> None:
    life = play(
        """
        state: {hours: {start: 0, unit: {one: hour, many: hours}}, lamp: false}
        scenes:
          one:
            text: One.
            choices:
              - {id: hear, text: Hear him out, cost: {hours: 1}, locked: He begins in 1953., stay: true}
              - {id: see, text: See, cost: {hours: 1}, when: lamp, locked: It is dark., stay: true}
              - {id: light, text: Light the lamp, effects: {lamp: true}, stay: true}
        """
    )
    assert life.locked == {"hear": "He begins in 1953.", "see": "It is dark."}
    assert life.choose("light").locked == {"hear": "He begins in 1953.", "see": "needs 1 hour; you have none"}
