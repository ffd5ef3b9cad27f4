"""What no road leads to, and what leads to no end."""

from __future__ import annotations

from structure import END, codes, told


def test_scenes_behind_one_that_nothing_leads_to_are_told_with_it() -> None:
    assert told(f"""\
        one: {{goto: end}}
        attic: {{goto: chest}}
        chest: {{choices: [{{text: Dig, goto: bottom}}, {{text: Shut, goto: end}}]}}
        bottom: {{goto: end}}
        {END}""") == [
        "unreachable-scene: nobody can come to `attic`: nothing leads to it; "
        "only from here does one come to `chest` and `bottom`"
    ]


def test_a_scene_that_two_lost_ones_lead_to_is_told_once() -> None:
    assert told(f"""\
        one: {{goto: end}}
        left: {{goto: meeting}}
        right: {{goto: meeting}}
        meeting: {{goto: end}}
        {END}""") == [
        "unreachable-scene: nobody can come to `left`: nothing leads to it; only from here does one come to `meeting`",
        "unreachable-scene: nobody can come to `right`: nothing leads to it",
    ]


def test_a_road_that_never_opens_is_none_and_is_named() -> None:
    assert told(f"""\
        one:
          choices: [{{text: Up, when: risk > 100, goto: attic}}, {{text: Out, goto: end}}]
        attic: {{goto: end}}
        {END}""") == [
        "never-open: this choice can never be open: `risk` is always 0",
        "unreachable-scene: nobody can come to `attic`: the choice `attic` of `one` never opens",
    ]


def test_where_a_call_returns_to_is_come_to_only_if_it_is_called_from_somewhere_and_returns() -> None:
    two, aside = "two: {goto: end}\n", "aside: {return: true}\n"
    assert codes(f"one: {{call: aside, then: two}}\n{two}{aside}{END}") == []
    one = "one: {choices: [{text: A, call: aside}, {text: B, goto: end}]}\n"
    lost = "lost: {call: aside, then: two}\n"
    assert codes(f"{one}{lost}{two}{aside}{END}") == ["unreachable-scene"]
    one = "one: {choices: [{text: A, call: aside, then: two}, {text: B, goto: end}]}\n"
    assert told(f"{one}{two}aside: {{goto: end}}\n{END}") == [
        "never-returns: `aside` is called, and never returns",
        "unreachable-scene: nobody can come to `two`: `aside` is called first, and never returns",
    ]


def test_storylets_are_come_to_where_their_deck_is_drawn() -> None:
    assert (
        codes(f"""\
        one: {{draw: row, otherwise: end}}
        rain: {{deck: row, once: true, return: true}}
        {END}""")
        == []
    )


def test_an_encounter_is_one_scene_and_its_exits_are_roads() -> None:
    cover = "people: {mina: {name: Mi-na, trust: 40}}\ncalendar: {day_1: 2009-11-28}\n"
    block = "{film: winter_love, guests: [mina], medium: disc, after: end, caught: hut}"
    scenes = f"film: {{text: Dark., screening: {block}}}\nhut: {{text: A stove., ending: {{title: Hut}}}}\n{END}"
    assert codes(f"one: {{goto: film}}\n{scenes}", cover) == []
    assert told(f"one: {{goto: end}}\n{scenes}", cover) == [
        "unreachable-scene: nobody can come to `film`: nothing leads to it; only from here does one come to `hut`"
    ]


def test_a_dead_end_is_told_at_the_first_scene_that_one_comes_to() -> None:
    assert told(f"""\
        one: {{choices: [{{text: In, goto: cell}}, {{text: Out, goto: end}}]}}
        cell: {{goto: yard}}
        yard: {{choices: [{{text: In, goto: cell}}, {{text: Stand, stay: true}}]}}
        {END}""") == ["dead-end: once in `cell`, nobody comes to an ending any more; nor from `yard`"]


def test_a_story_without_an_ending_is_one_dead_end() -> None:
    assert codes("one: {goto: two}\ntwo: {goto: one}\n") == ["dead-end"]


def test_a_rule_of_the_story_is_a_road_where_something_moves_what_it_asks_for() -> None:
    def cell(effects: str, cover: str) -> list[str]:
        return codes(
            f"one: {{goto: cell}}\ncell: {{choices: [{{text: Wait, id: wait, {effects}stay: true}}]}}\n{END}", cover
        )

    rule = "whenever: [{when: risk >= 20, goto: end}]\n"
    assert cell("effects: {risk: +1}, ", rule) == []
    assert cell("effects: {day: +1}, ", f"each_day: {{effects: {{risk: +1}}}}\n{rule}") == []
    assert cell("", f"each_day: {{effects: {{risk: +1}}}}\n{rule}") == ["dead-end"]
    assert cell("", "whenever: [{when: visits(cell) > 3, goto: end}]\n") == []


def test_a_facilitators_way_out_is_no_road_for_players() -> None:
    assert codes(f"""\
        one: {{goto: cell}}
        cell: {{skip: {{to: end, say: On.}}, choices: [{{text: Wait, stay: true}}]}}
        {END}""") == ["dead-end"]


def test_what_interrupts_may_end_where_it_interrupted() -> None:
    cover = "whenever: [{when: day > 2, call: visit, once: true}]\n"
    assert codes(f"one: {{effects: {{day: +3}}, goto: end}}\nvisit: {{return: true}}\n{END}", cover) == []


def test_a_rule_that_holds_from_the_beginning_leads_away_from_the_first_scene() -> None:
    rule = "whenever: [{when: day < 3, goto: end}]\n"
    assert codes(f"one: {{choices: [{{text: Wait, id: wait, stay: true}}]}}\n{END}", rule) == []
