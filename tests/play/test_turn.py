"""The order of a turn: visits, effects, costs, chances, decks, passages, rules, days, menus. Little stories lived."""

from __future__ import annotations

import pytest

from jangmadang.play.run import CannotChoose
from stories import Play, Player, plain, read


# ---- the order of a turn --------------------------------------------------------------------------------------------
def test_a_turn_goes_in_the_order_of_the_language(play: Play) -> None:
    """Each step reads what the one before it left, and stamps the next number on its own variable."""
    life = play("""
        state:
          n: {start: 0}
          chose: {start: 0}
          fell: {start: 0}
          night: {start: 0}
          ruled: {start: 0}
          arrived: {start: 0}
          sent: {start: 0}
        each_day: {effects: [{n: +1}, {night: =n}]}
        whenever: [{when: night == 3 and ruled == 0, goto: two, effects: [{n: +1}, {ruled: =n}]}]
        scenes:
          one:
            choices:
              - id: go
                text: Go
                effects: [{n: +1}, {chose: =n}]
                chance: [{effects: [{n: +1}, {fell: =n, day: +1}], goto: nowhere}]
          nowhere: {effects: {n: +100}, goto: one}
          two:
            effects: [{n: +1}, {arrived: =n}]
            whenever: [{when: arrived == 5, goto: three, effects: [{n: +1}, {sent: =n}]}]
            text: Two.
            goto: one
          three: {text: Three., goto: one}
        """)
    life.choose("go")
    order = [life.value(name) for name in ("chose", "fell", "night", "ruled", "arrived", "sent")]
    assert order == [1, 2, 3, 4, 5, 6]
    assert life.text == ["Three."]


def test_results_are_read_before_the_text_the_choices_first(play: Play) -> None:
    life = play("""
        scenes:
          one:
            choices:
              - id: go
                text: Go
                effects: {trust: +1}
                result: Chosen with {trust}.
                chance:
                  - effects: {trust: +1}
                    result: Fell with {trust}.
                    chance: [{id: deep, effects: {trust: +1}, result: "Deep with {trust}.", goto: two}]
          two: {effects: {trust: +1}, text: "Two with {trust}.", goto: one}
        """)
    life.choose("go")
    assert life.result == ["Chosen with 1.", "Fell with 2.", "Deep with 3."]
    assert life.text == ["Two with 4."]
    assert life.choose("go_on").result == []


# ---- visits ---------------------------------------------------------------------------------------------------------
def test_arriving_staying_and_returning_count_as_visits_coming_back_from_a_menu_does_not(play: Play) -> None:
    life = play("""
        scenes:
          one:
            text: Visit {visits(one)}.
            choices:
              - {text: Stay, stay: true}
              - {text: Away, goto: two}
              - {text: A passage, call: aside}
              - {text: The pot, goto: pot}
          two: {goto: one}
          aside: {text: Aside., return: true}
          pot: {menu: true, text: The pot., choices: [{text: Back, goto: one}]}
        """)
    assert life.text == ["Visit 1."]
    assert life.choose("stay").text == ["Visit 2."]
    assert life.choose("two", "one" if "one" in life.choices else "go_on").text == ["Visit 3."]
    assert life.choose("call_aside", "go_on").text == ["Visit 4."]
    assert life.choose("pot").text == ["The pot."]
    assert life.choose("one").text == ["Visit 4."]
    assert life.choose("stay").text == ["Visit 5."]


def test_effects_of_a_scene_apply_on_arriving_only(play: Play) -> None:
    life = play("""
        scenes:
          one:
            effects: {risk: +1}
            choices:
              - {text: Stay, stay: true}
              - {text: A passage, call: aside}
              - {text: A passage and here anew, id: anew, call: aside, then: one}
              - {text: The pot, goto: pot}
              - {text: Again, id: again, goto: one}
          aside: {return: true}
          pot: {menu: true, choices: [{text: Back, goto: one}]}
        """)
    assert life.value("risk") == 1
    assert life.choose("stay", "call_aside", "go_on", "pot", "one").value("risk") == 1
    assert life.choose("again").value("risk") == 2
    assert life.choose("anew", "go_on").value("risk") == 3


def test_seen_visits_and_days_since_read_the_past(play: Play) -> None:
    life = play("""
        scenes:
          one:
            text: "{visits(two)} times; {seen(two) ? seen | never}; {days_since(two)} days"
            choices: [{text: Go, goto: two}, {text: Sleep, id: sleep, effects: {day: +3}, stay: true}]
          two: {goto: one}
        """)
    assert life.text == ["0 times; never; 1 days"]
    assert life.choose("two", "go_on").text == ["1 times; seen; 0 days"]
    assert life.choose("sleep").text == ["1 times; seen; 3 days"]
    assert life.choose("two", "go_on").text == ["2 times; seen; 0 days"]


# ---- effects and costs ----------------------------------------------------------------------------------------------
def test_all_of_a_choices_cost_and_effects_read_the_state_before_it(play: Play) -> None:
    life = play("""
        state: {money: {start: 100}, a: {start: 1}, b: {start: 2}, poor: false}
        scenes:
          one:
            choices:
              - id: swap
                text: Swap
                cost: {money: a * 30}
                effects: {a: =b, b: =a, poor: money < 80, money: +10}
                chance: [{effects: {a: +money}, goto: one}]
        """)
    life.choose("swap")
    assert {name: life.value(name) for name in ("money", "a", "b", "poor")} == {
        "money": 80,  # 100 - 30 + 10
        "a": 82,  # 2, then the outcome reads what the choice left
        "b": 1,
        "poor": "false",
    }


def test_what_is_taken_and_given_at_once_is_clamped_together(play: Play) -> None:
    life = play("""
        state: {money: {start: 5, max: 10}}
        scenes:
          one:
            choices:
              - {id: turn, text: Turn over, cost: {money: 4}, effects: {money: +9}, goto: one}
        """)
    assert life.choose("turn").value("money") == 10
    assert life.said == ["money +5"]


def test_a_list_of_effects_applies_one_after_another(play: Play) -> None:
    life = play("""
        state: {a: {start: 1}, b: {start: 0}}
        scenes:
          one:
            effects: [{a: +1, b: =a}, {b: "=b * 10 + a"}]
            goto: one
        """)
    assert (life.value("a"), life.value("b")) == (2, 12)


def test_a_bound_is_clamped_and_said_once(play: Play) -> None:
    life = play("""
        state: {risk: {start: 95}}
        scenes:
          one:
            choices:
              - {id: shout, text: Shout, effects: [{risk: +9}, {risk: +9}], goto: two}
          two: {effects: {risk: +9}, goto: one}
        """)
    life.choose("shout")
    assert life.value("risk") == 100
    assert (life.said, life.arrived) == (["risk +5, and can rise no further"], [])


FAIR = """
    state:
      money: {start: 900, currency: old_won}
      quilt: {start: 500, currency: old_won, label: in the quilt}
    people: {mina: {name: Mi-na, trust: 40}}
    each_day: {effects: {risk: +1}}
    scenes:
      one:
        choices:
          - {id: ask, text: Ask, effects: {mina.trust: +5}, goto: two}
          - {id: sleep, text: Sleep, effects: {day: +1}, goto: two}
          - {id: unpick, text: Unpick it, cost: {quilt: 200}, effects: {money: +200, risk: +1}, told: false, goto: two}
          - {id: late, text: Sleep on, effects: {day: +1, quilt: -100}, told: false, goto: three}
      two:
        effects: {money: -250}
        whenever: [{when: quilt > 400, goto: three, effects: {risk: +2}}]
        goto: one
      three:
        effects: [{money: -100, quilt: -100}, {risk: +9}]
        told: false
        goto: one
    """


def test_what_arriving_changes_is_told_apart_from_what_the_choice_did(play: Play) -> None:
    life = play(FAIR.replace("when: quilt > 400", "when: quilt > 900"))
    life.choose("ask")
    assert (life.said, life.arrived) == (["Mi-na trusts you more"], ["money −250"])
    assert life.choose("go_on").arrived == []
    # a night belongs to the choice that took it
    life.choose("sleep")
    assert (life.said, life.arrived) == (["risk +1"], ["money −250"])


def test_a_scene_may_tell_itself_what_arriving_changes(play: Play) -> None:
    life = play(FAIR)
    life.choose("ask")
    # sent on from one scene to the next: what the first changed is told, what the second did is its text's to tell
    assert (life.scene, life.arrived) == ("three", ["money −250", "risk +2"])
    assert (life.value("money"), life.value("quilt"), life.value("risk")) == (550, 400, 11)
    assert {meter.id: meter.change for meter in life.page.meters}["money"] == -250


def test_a_choice_may_tell_itself_what_it_changes(play: Play) -> None:
    life = play(FAIR)
    life.choose("unpick")
    assert (life.said, life.arrived, life.value("quilt"), life.value("money")) == ([], ["money −250"], 300, 850)
    # the night it took is not its own to tell
    assert (life.choose("go_on", "late").said, life.arrived) == (["risk +1"], [])


def test_a_bound_met_on_arriving_is_told_there_and_never_twice(play: Play) -> None:
    life = play("""
        state: {risk: {start: 95}}
        scenes:
          one: {choices: [{id: go, text: Go, effects: {risk: +2}, goto: two}]}
          two: {effects: {risk: +9}, choices: [{id: on, text: On, effects: {risk: +1}, goto: three}]}
          three: {effects: {risk: +9}, goto: one}
        """)
    assert life.choose("go").said == ["risk +2"]
    assert life.arrived == ["risk +3, and can rise no further"]
    life.choose("on")
    assert (life.said, life.arrived) == (["risk can rise no further"], [])


def test_sets_flags_names_and_people(play: Play) -> None:
    life = play("""
        people: {mina: {name: Mi-na, trust: 98}, ri: {name: Officer Ri, trust: 20}}
        state:
          told: {set_of: [row, twelve]}
          met: {set_of: people}
          track: {start: none, one_of: [none, queue, road]}
          sewn: false
          teller: {start: none, person: [mina, ri]}
        scenes:
          one:
            text: "{teller}, {teller.trust}, {track}, {count(told)}"
            choices:
              - {id: a, text: A, effects: {told: +row, met: +ri, track: road, sewn: true, teller: mina}, stay: true}
              - {id: b, text: B, effects: {teller.trust: +5, met: +teller, told: +twelve}, stay: true}
              - {id: c, text: C, effects: {told: -row, track: queue if sewn else none, sewn: not sewn}, stay: true}
              - {id: d, text: D, effects: {teller: ri if told has twelve else mina}, stay: true}
              - {id: e, text: E, effects: {teller: none, teller.trust: -1}, stay: true}
              - {id: f, text: F, effects: {teller.trust: +1}, stay: true}
        """)
    assert life.text == ["nobody, 0, none, 0"]
    assert life.choose("a").text == ["Mi-na, 98, road, 1"]
    life.choose("b")
    assert life.text == ["Mi-na, 100, road, 2"]
    assert life.said == ["Mi-na trusts you wholly now"]
    assert (life.value("told"), life.value("met")) == (["row", "twelve"], ["mina", "ri"])
    life.choose("c")
    assert (life.value("told"), life.value("track"), life.value("sewn")) == (["twelve"], "queue", "false")
    assert life.choose("d").text == ["Officer Ri, 20, queue, 1"]
    life.choose("e")  # read before: it is Officer Ri's trust that falls
    assert (life.value("ri.trust"), life.value("teller")) == (19, "none")
    assert life.choose("f").said == []  # nobody's trust can change


def test_every_person_has_what_each_person_has(play: Play) -> None:
    life = play("""
        people: {om: {name: Om}, pak: {name: Pak}}
        each_person: {paper: {start: 1, max: 3}}
        state: {who: {start: pak, person: people}}
        scenes:
          one:
            text: "{om.paper} and {pak.paper}"
            choices: [{id: buy, text: Buy, effects: {who.paper: +5}, stay: true}]
        """)
    assert life.choose("buy").text == ["1 and 3"]


# ---- chance ---------------------------------------------------------------------------------------------------------
CHANCES = """
    state: {risk: {start: 30}}
    scenes:
      one:
        text: One.
        choices:
          - id: try
            text: Try
            cost: {risk: 1}
            chance:
              - {id: good, odds: 40, goto: two}
              - id: middling
                odds: 70
                chance:
                  - {id: left, odds: 0, goto: two}
                  - {id: right, goto: one}
              - {id: never, goto: two}
      two: {text: Two., goto: one}
    """


def test_outcomes_can_be_forced_further_ones_are_drawn(play: Play) -> None:
    assert play(CHANCES).choose("try>good").scene == "two"
    assert play(CHANCES).choose("try>middling").scene == "one"
    assert play(CHANCES).choose("try>middling>right").run.steps[-1].outcomes == ("middling", "right")


@pytest.mark.parametrize("step", ["try>never", "try>middling>left", "try>other", "try>good>left", "go_on>good"])
def test_what_cannot_fall_cannot_be_forced_and_nothing_has_changed(play: Play, step: str) -> None:
    life = play(CHANCES).choose("try>good")
    if step.startswith("try"):
        life.choose("go_on")
    before = life.run.moment
    with pytest.raises(CannotChoose):
        life.choose(step)
    assert life.run.moment is before


def test_the_seed_alone_decides_and_every_level_uses_one_roll(play: Play) -> None:
    fell = {}
    for seed in range(60):
        life = play(CHANCES, seed=seed).choose("try")
        fell[seed] = life.run.steps[0].outcomes
        assert life.run.moment.values[1] == len(fell[seed])
        again = play(CHANCES, seed=seed).choose("try")
        assert again.run.steps[0].outcomes == fell[seed]
    assert set(fell.values()) == {("good",), ("middling", "right")}


def test_looking_uses_no_roll_and_a_shuffle_neither(play: Play) -> None:
    life = play("""
        scenes:
          one:
            text: [{shuffle: [a, b, c]}]
            choices: [{text: Stay, stay: true}]
        """)
    pages = [life.page for _ in range(3)]
    assert pages[0] == pages[1] == pages[2]
    assert life.choose("stay", "stay").run.moment.values[1] == 0


def test_what_is_told_of_a_chance_may_differ_from_what_is_rolled(play: Play) -> None:
    life = play("""
        scenes:
          one:
            choices:
              - {id: a, text: A, chance: [{id: yes, odds: 65, goto: two}, {id: no, goto: two}]}
              - {id: b, text: B, chance: [{id: yes, odds: 65, shown: 10, goto: two}, {id: no, goto: two}]}
          two: {goto: one}
        """)
    assert (life.choice("a").odds, life.choice("b").odds) == ("likely, 65 in 100", "very unlikely, 10 in 100")


# ---- decks ----------------------------------------------------------------------------------------------------------
DECK = """
    state: {hour: {start: 0}, day: {start: 1}}
    scenes:
      one:
        text: One.
        choices:
          - {text: An evening, draw: evenings, otherwise: alone, then: after}
          - {text: An evening more, id: more, draw: evenings}
          - {text: Stay up, id: late, effects: {hour: +1}, stay: true}
      weld: {deck: evenings, weight: 3, when: hour == 0, text: Welding., return: true}
      sled: {deck: evenings, text: A sled., return: true}
      girl: {deck: evenings, once: true, text: Scissors., return: true}
      coat: {deck: evenings, cooldown: 2, weight: "hour", text: A coat., return: true}
      alone: {text: Alone., goto: one}
      after: {effects: {hour: =0}, text: After., goto: one}
    """


def test_a_draw_picks_among_the_open_ones_by_weight_with_one_roll(play: Play) -> None:
    drawn = []
    for seed in range(100):
        life = Player(read(DECK), seed).choose("draw_evenings")
        assert life.run.moment.values[1] == 1
        drawn.append(life.scene)
    assert set(drawn) == {"weld", "sled", "girl"}  # the coat weighs nothing yet
    assert 45 <= drawn.count("weld") <= 75  # three in five


def test_a_storylet_returns_to_then_or_back_here(play: Play) -> None:
    life = play(DECK).choose("draw_evenings>sled", "go_on")
    assert life.text == ["After."]
    life.choose("go_on", "more>weld", "go_on")
    assert life.text == ["One."]


def test_once_and_cooldown_close_storylets(play: Play) -> None:
    life = play(DECK).choose("more>girl", "go_on", "late")
    for closed in ("girl", "weld"):  # drawn before; not at this hour
        with pytest.raises(CannotChoose):
            life.choose(f"more>{closed}")
    life.choose("more>coat", "go_on")
    for _ in range(2):
        with pytest.raises(CannotChoose):
            life.choose("more>coat")
        life.choose("more>sled", "go_on")
    assert life.choose("more>coat").text == ["A coat."]


def test_when_none_is_open_the_draw_goes_otherwise_and_uses_no_roll(play: Play) -> None:
    life = play("""
        scenes:
          one:
            text: One.
            choices:
              - {text: Draw, draw: deck, otherwise: alone}
              - {text: Draw or stay, id: stay, draw: deck}
          alone: {text: Alone., goto: one}
          card: {deck: deck, cooldown: 1, return: true}
        """)
    life.choose("draw_deck", "go_on")
    assert life.run.moment.values[1] == 1
    assert life.choose("draw_deck").text == ["Alone."]
    assert life.run.moment.values[1] == 1
    # The draw that found nothing was a draw too: the card has cooled down.
    assert life.choose("go_on", "draw_deck").scene == "card"
    assert life.choose("go_on", "stay").text == ["One."]


# ---- passages -------------------------------------------------------------------------------------------------------
def test_a_passage_comes_back_here_or_to_then_from_four_deep(play: Play) -> None:
    life = play("""
        scenes:
          one: {text: One., choices: [{text: In, call: a}, {text: Through, id: through, call: a, then: two}]}
          two: {text: Two., goto: one}
          a: {text: A., choices: [{text: In, call: b, then: a2}, {text: Out, return: true}]}
          a2: {text: A2., return: true}
          b: {text: B., call: c}
          c: {text: C., choices: [{text: In, call: d}, {text: Out, return: true}]}
          d: {text: D., return: true}
        """)
    life.choose("call_a")
    assert life.text == ["A."]
    assert life.choose("return").text == ["One."]
    assert life.choose("through", "return").text == ["Two."]
    life.choose("go_on", "through", "call_b", "go_on", "call_d")
    assert life.text == ["D."]
    assert life.choose("go_on").text == ["C."]
    assert life.choose("return").text == ["B."]
    assert life.choose("go_on", "return").text == ["B."]


def test_a_passage_four_deep_unwinds_to_where_it_began(play: Play) -> None:
    life = play("""
        scenes:
          one: {text: One., call: a, then: end}
          a: {call: b, then: back}
          b: {call: c, then: back}
          c: {call: d, then: back}
          d: {text: D., return: true}
          back: {text: Back., return: true}
          end: {text: End., goto: one}
        """)
    life.choose(*["go_on"] * 4)
    assert life.text == ["D."]
    assert life.choose("go_on").text == ["Back."]
    assert life.choose("go_on", "go_on").text == ["Back."]
    assert life.choose("go_on").text == ["End."]


def test_interruptions_of_deep_passages_lose_no_way_back(play: Play) -> None:
    life = play("""
        whenever:
          - {when: risk >= 1, call: knock, once: true}
          - {when: risk >= 2, call: boots, once: true}
        scenes:
          one: {text: One., call: a, then: end}
          a: {text: A., call: b}
          b: {text: B., call: c}
          c: {text: C., choices: [{id: shout, text: Shout, effects: {risk: +1}, stay: true}, {text: Out, return: true}]}
          knock: {text: Knock., choices: [{text: Ask, effects: {risk: +1}, call: who}, {text: Out, return: true}]}
          who: {text: Who., return: true}
          boots: {text: Boots., return: true}
          end: {text: End., ending: {title: End}}
        """)
    life.choose(*["go_on"] * 3, "shout", "call_who")
    assert life.text == ["Who."]  # five deep: the second interruption waits
    assert life.choose("go_on").text == ["Knock."]
    assert life.choose("return").text == ["Boots."]
    assert life.choose("go_on").text == ["C."]
    assert [frame.scene for frame in life.run.moment.stack] == ["end", "a", "b"]


# ---- whenever -------------------------------------------------------------------------------------------------------
def test_the_storys_rules_are_looked_at_after_each_turn_in_order(play: Play) -> None:
    life = play("""
        state: {risk: {start: 60}}
        whenever:
          - {when: risk >= 100, goto: taken}
          - {when: risk >= 70, call: visit, once: true}
          - {when: risk >= 70, goto: warned, once: true}
        scenes:
          one: {text: One., choices: [{id: shout, text: Shout, effects: {risk: +10}, goto: two}]}
          two: {text: Two., goto: one}
          visit: {text: A visit., return: true}
          warned: {text: A warning., goto: one}
          taken: {ending: {title: Taken}}
        """)
    life.choose("shout")
    assert life.text == ["A visit."]  # the second rule waits
    life.choose("go_on")
    assert life.text == ["A warning."]  # and goes before where the passage led
    life.choose("go_on", "shout", "go_on", "shout", "go_on", "shout")
    assert life.scene == "taken"


def test_a_rule_that_calls_goes_on_where_the_choice_led_and_arrives_there_then(play: Play) -> None:
    life = play("""
        whenever: [{when: risk >= 5, call: visit, once: true, effects: {risk: =1}}]
        scenes:
          one: {choices: [{id: go, text: Go, effects: {risk: +9}, goto: two}]}
          visit: {text: "A visit, risk {risk}.", return: true}
          two: {effects: {trust: +1}, text: "Two, trust {trust}.", goto: one}
        """)
    life.choose("go")
    assert life.text == ["A visit, risk 1."]
    assert life.value("trust") == 0
    assert life.choose("go_on").text == ["Two, trust 1."]


def test_a_rule_does_not_call_a_passage_that_is_under_way(play: Play) -> None:
    life = play("""
        whenever: [{when: risk >= 5, call: visit}]
        scenes:
          one: {choices: [{id: go, text: Go, effects: {risk: =9}, goto: two}]}
          visit: {text: A visit., choices: [{text: Deeper, goto: visit2}]}
          visit2: {text: Still., effects: {risk: =0}, return: true}
          two: {text: Two., goto: one}
        """)
    assert Player(life.run.story).choose("go", "visit2").text == ["Still."]
    assert life.choose("go", "visit2", "go_on").text == ["Two."]


def test_a_goto_of_the_storys_rules_leaves_every_passage(play: Play) -> None:
    life = play("""
        whenever: [{when: risk >= 5, goto: out, once: true}]
        scenes:
          one: {call: aside}
          aside: {choices: [{id: go, text: Go, effects: {risk: +9}, stay: true}, {text: Back, return: true}]}
          out: {text: Out., return: true}
        """)
    life.choose("go_on", "go")
    assert life.text == ["Out."]
    assert life.run.moment.stack == ()


def test_a_scenes_own_rules_send_one_on_before_a_word_is_read_also_after_a_stay(play: Play) -> None:
    life = play("""
        state: {hours: {start: 2, max: 4}}
        scenes:
          one:
            text: One.
            whenever: [{when: hours == 0, goto: shutters}, {when: risk == 3, call: aside, once: true}]
            choices:
              - {id: wait, text: Wait, effects: {hours: -1}, stay: true}
              - {id: shout, text: Shout, effects: {risk: +3}, stay: true}
          aside: {text: Aside., return: true}
          shutters: {text: Shutters., effects: {hours: =4}, goto: one}
        """)
    assert life.choose("shout").text == ["Aside."]
    assert life.choose("go_on").text == ["One."]
    assert life.choose("wait").text == ["One."]
    assert life.choose("wait").text == ["Shutters."]
    assert life.choose("go_on").text == ["One."]


def test_eight_rules_may_send_one_on_and_one_has_arrived_where_the_last_leads(play: Play) -> None:
    scenes = "".join(
        f"          s{n}: {{effects: {{risk: +1}}, whenever: [{{when: risk > 0, goto: s{n + 1}}}], goto: one}}\n"
        for n in range(8)
    )
    life = play(f"""
        scenes:
          one: {{goto: s0}}
{scenes}          s8: {{effects: {{risk: +1}}, text: The last., goto: one}}
        """)
    life.choose("go_on")
    assert (life.text, life.value("risk")) == (["The last."], 9)


def test_an_ending_is_an_ending_whatever_rule_would_hold(play: Play) -> None:
    life = play("""
        whenever: [{when: risk >= 5, goto: taken}]
        scenes:
          one: {choices: [{id: go, text: Go, effects: {risk: +9}, goto: home}]}
          home: {ending: {title: Home}}
          taken: {ending: {title: Taken}}
        """)
    assert life.choose("go").scene == "home"


def test_two_rules_of_one_condition_are_each_once(play: Play) -> None:
    life = play("""
        scenes:
          one:
            text: One.
            whenever:
              - {when: risk > 0, call: a, once: true}
              - {when: risk > 0, call: b, once: true}
            choices: [{id: go, text: Go, effects: {risk: =1}, stay: true}]
          a: {text: A., return: true}
          b: {text: B., return: true}
        """)
    assert life.choose("go").text == ["A."]
    assert life.choose("go_on").text == ["B."]
    assert life.choose("go_on").text == ["One."]


# ---- days -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "turn",
    [
        "effects: {day: +2}, goto: two",
        "chance: [{effects: {day: +2}, goto: two}]",
        "goto: arriving",
        "effects: {trust: +1}, goto: ruled",
        "effects: {money: +1}, goto: two",
        "effects: [{day: +1}, {day: +1}], goto: two",
        "effects: {day: =3}, goto: two",
    ],
    ids=["choice", "outcome", "arriving", "rule-of-scene", "rule-of-story", "one by one", "set"],
)
def test_each_day_happens_for_every_day_that_passes_wherever_it_was_moved(play: Play, turn: str) -> None:
    life = play(f"""
        state: {{money: {{start: 0}}, risk: {{start: 9}}}}
        each_day: {{effects: {{risk: -1}}}}
        whenever: [{{when: money > 0, goto: two, once: true, effects: {{day: +2}}}}]
        scenes:
          one: {{choices: [{{id: go, text: Go, {turn}}}]}}
          arriving: {{effects: {{day: +2}}, goto: one}}
          ruled: {{whenever: [{{when: trust > 0, goto: two, effects: {{day: +2}}}}], goto: one}}
          two: {{goto: one}}
        """)
    life.choose("go")
    assert (life.value("day"), life.value("risk")) == (3, 7)


def test_a_day_never_goes_back(play: Play) -> None:
    life = play("""
        each_day: {effects: {risk: +1}}
        state: {day: {start: 5}}
        scenes:
          one: {choices: [{id: back, text: Back, effects: {day: =2}, goto: one}]}
        """)
    life.choose("back")
    assert (life.value("day"), life.value("risk")) == (5, 0)


# ---- menus ----------------------------------------------------------------------------------------------------------
MENU = """
    state: {money: {start: 100}}
    whenever: [{when: money < 60, goto: poor}]
    scenes:
      one:
        title: Stove
        text: "Visit {visits(one)}, {money}."
        choices: [{text: The pot, goto: pot}, {text: Stay, stay: true, effects: {money: -1}}]
      pot:
        menu: true
        title: Pot
        text: The pot.
        choices:
          - {text: Close it, goto: one}
          - {id: take, text: Take, effects: {money: -30}, result: Taken., stay: true}
      poor: {text: Poor., goto: one}
    """


def test_moves_in_menus_are_steps_but_no_turns(play: Play) -> None:
    life = play(MENU).choose("stay", "pot")
    assert (life.scene, life.page.menu, life.page.turn) == ("pot", True, 1)
    assert life.said == []  # it was said before
    life.choose("one", "pot", "one")
    assert [step.text() for step in life.run.steps] == ["stay", "pot", "one", "pot", "one"]
    assert life.page.turn == 1
    assert life.page.seen
    assert [line.title for line in life.run.journal()] == ["Stove", "Stove"]
    assert life.choose("pot").choice("one").menu
    assert not life.choice("take").menu


def test_choices_inside_a_menu_are_ordinary_turns(play: Play) -> None:
    life = play(MENU).choose("pot", "take")
    assert (life.scene, life.page.turn, life.result) == ("pot", 1, ["Taken."])
    assert life.choose("take").text == ["Poor."]


def test_undo_goes_back_to_before_the_last_turn(play: Play) -> None:
    life = play(MENU).choose("stay", "pot", "take", "one")
    run = life.run
    assert run.undo()
    assert (run.look().scene, run.value("money"), run.look().turn) == ("one", 99, 1)
    assert run.redo()
    assert (run.look().scene, run.value("money")) == ("one", 69)
    run.choose("pot")
    run.choose("one")
    run.undo()
    run.undo()
    assert (run.value("money"), run.steps) == (100, ())
    assert not run.undo()


# ---- everywhere, skip -----------------------------------------------------------------------------------------------
def test_choices_offered_in_several_scenes(play: Play) -> None:
    life = play("""
        everywhere:
          - {in: [one, two], id: bread, text: Eat, once: true, effects: {trust: +1}, stay: true}
          - {in: [two], id: home, text: Home, goto: three}
        scenes:
          one: {text: One., choices: [{text: On, goto: two}]}
          two: {text: Two., goto: three}
          three: {text: Three., goto: one}
        """)
    assert life.choices == ["two", "bread"]
    life.choose("bread", "two")
    # Eaten is eaten, wherever; and a scene that only leads on still does.
    assert life.choices == ["go_on", "home"]
    assert life.choose("go_on").text == ["Three."]


def test_only_a_facilitator_leaves_a_scene_out(play: Play) -> None:
    life = play("""
        scenes:
          one:
            choices: [{text: On, goto: two}]
            skip: {to: two, say: We leave this out., effects: {risk: +2}}
          two: {text: Two., goto: one}
        """)
    assert life.choices == ["two"]
    with pytest.raises(CannotChoose):
        life.choose("skip")
    life.choose("skip", facilitator=True)
    assert (life.text, life.result, life.value("risk")) == (["Two."], ["We leave this out."], 2)


DRAWN = """
    scenes:
      one:
        choices: [{text: Wait, id: wait, draw: evenings, then: two}, {text: Ask her in, id: ask, call: visit}]
      two: {text: Two., goto: one}
      lamp:
        deck: evenings
        text: The lamp.
        choices: [{text: Trim it, id: trim, return: true}]
        skip: {return: true, say: The evening passes., effects: {risk: +2}}
      visit:
        text: She sits.
        choices: [{text: Talk, goto: talk}]
      talk:
        text: She talks.
        skip: {return: true, say: She talks until ten.}
        return: true
    """


def test_what_is_left_out_may_lead_back_to_where_it_was_drawn_or_called_from(play: Play) -> None:
    life = play(DRAWN).choose("wait")
    assert life.text == ["The lamp."]
    life.choose("skip", facilitator=True)
    assert (life.text, life.result, life.value("risk")) == (["Two."], ["The evening passes."], 2)
    called = play(DRAWN).choose("ask", "talk")
    called.choose("skip", facilitator=True)
    assert (called.choices, called.result) == (["wait", "ask"], ["She talks until ten."])


@pytest.mark.parametrize(
    "block",
    [
        "market: {goods: [rice], leave: two}",
        "bribe: {official: ri, errand: {rice_g: 900}, passed: two, walked: two}",
        "screening: {film: snow, guests: [mina], after: two, caught: two}",
        "crossing: {across: two, back: two, caught: two, stay: two}",
    ],
    ids=lambda block: block.partition(":")[0],
)
def test_a_facilitator_leaves_an_encounter_out_and_it_can_be_met_later(play: Play, block: str) -> None:
    life = play(f"""
        state: {{money: {{start: 9000}}}}
        people:
          ri: {{name: Ri, official: {{temper: patrolman}}}}
          mina: {{name: Mi-na}}
        scenes:
          one:
            text: One.
            {block}
            skip: {{to: two, say: We leave this out.}}
          two: {{text: Two., choices: [{{text: Back, goto: one}}]}}
        """)
    assert "skip" not in life.choices
    life.choose("skip", facilitator=True)
    assert (life.text, life.result, life.value("money")) == (["Two."], ["We leave this out."], 9000)
    life.choose("one")
    assert life.text[0] == "One." and len(life.choices) > 1


# ---- endings --------------------------------------------------------------------------------------------------------
def test_an_ending_is_read_with_every_open_fragment_in_order(play: Play) -> None:
    life = play("""
        epilogue:
          - {when: trust >= 1, text: First.}
          - {when: trust >= 2, text: Never.}
          - otherwise: Second.
          - Third.
          - {when: trust >= 1, text: Fourth., gentler: Softer.}
          - otherwise: Never.
        scenes:
          one: {choices: [{id: end, text: End, effects: {trust: +1}, goto: ledger}]}
          ledger: {text: The ledger., ending: {title: The Ledger, kind: stayed}}
        """)
    life.choose("end")
    page = life.page
    assert life.text == ["The ledger."]
    assert page.ending is not None
    assert (page.ending.id, page.ending.title, page.ending.kind) == ("ledger", "The Ledger", "stayed")
    assert plain(page.ending.epilogue) == ["First.", "Third.", "Fourth."]
    assert life.run.ended
    assert life.choices == []


def test_a_menu_that_several_scenes_open_shuts_where_it_was_opened(play: Play) -> None:
    life = play(
        """
        state: {coal: 2}
        everywhere:
          - {in: [one, two], id: open, text: Open the chest, goto: chest}
        scenes:
          one: {text: One., choices: [{text: On, goto: two}]}
          two: {text: "Two, {first time|again}.", choices: [{text: Back, goto: one}]}
          chest:
            menu: true
            text: A chest.
            choices:
              - {id: take, text: Take a coal, effects: {coal: -1}, stay: true}
              - {id: shut, text: Shut it, return: true}
        """
    )
    assert life.choose("open", "shut").scene == "one"
    assert life.run.moment.turn == 0
    life.choose("two", "open", "take")
    assert (life.scene, life.value("coal")) == ("chest", 1)
    assert life.choose("shut").scene == "two"
    assert life.text == ["Two, first time."]  # a menu that was left is no new visit
    assert life.run.undo() and (life.scene, life.value("coal")) == ("two", 2)
    assert life.choose("one", "open", "shut").scene == "one"
