"""What the one layout is, rule by rule: a piece as a writer typed it, and the same piece laid out."""

from __future__ import annotations

import pytest

from jangmadang.desk.formatting import laid_out

RULES = {
    "two spaces a step, lists a step deeper than their key": (
        """
        scenes:
            stove:
                title: The stove
                choices:
                -   text: Go
                    goto: drain
        """,
        """
        scenes:
          stove:
            title: The stove
            choices:
              - text: Go
                goto: drain
        """,
    ),
    "one empty line between scenes, none doubled, none under the key that opens a group": (
        """
        id: a



        scenes:

          stove:
            goto: drain
          # by the water
          drain:
            goto: stove



          road:
            goto: stove
        """,
        """
        id: a

        scenes:
          stove:
            goto: drain

          # by the water
          drain:
            goto: stove

          road:
            goto: stove
        """,
    ),
    "scenes of one line may stand close": (
        """
        scenes:
          a: {text: One,goto: b}
          b: { text: Two , goto: a }
        """,
        """
        scenes:
          a: {text: One, goto: b}
          b: {text: Two, goto: a}
        """,
    ),
    "prose keeps its lines, its empty lines and its steps": (
        """
        scenes:
          stove:
            text: |
                 Count it again.

                   Count it
                 again.
            goto: drain
        """,
        """
        scenes:
          stove:
            text: |
              Count it again.

                Count it
              again.
            goto: drain
        """,
    ),
    "a text that begins deeper says how deep it stands": (
        """
        scenes:
          stove:
            text: |4
                  Deep.
                Not.
        """,
        """
        scenes:
          stove:
            text: |2
                Deep.
              Not.
        """,
    ),
    "plain words on several lines stand a step under their key": (
        """
        summary: Ten days,
         a quilt.

         A neighbour.
        """,
        """
        summary: Ten days,
          a quilt.

          A neighbour.
        """,
    ),
    "a choice begins with its id and text, and ends in its result and way out": (
        """
        scenes:
          stove:
            choices:
              - goto: drain
                result: |
                  Off.
                text: Go
                when: day > 1   # not at once
                id: go
        """,
        """
        scenes:
          stove:
            choices:
              - id: go
                text: Go
                when: day > 1   # not at once
                result: |
                  Off.
                goto: drain
        """,
    ),
    "a scene begins with its title and ends in its choices": (
        """
        scenes:
          stove:
            choices:
              - {text: Go, goto: drain}
            text: Cold.
            title: The stove
        """,
        """
        scenes:
          stove:
            title: The stove
            text: Cold.
            choices:
              - {text: Go, goto: drain}
        """,
    ),
    "keys with a comment between them stay in their order": (
        """
        scenes:
          stove:
            choices:
              - goto: drain
                # what the player reads
                text: Go
        """,
        """
        scenes:
          stove:
            choices:
              - goto: drain
                # what the player reads
                text: Go
        """,
    ),
    "a name stands above its copies, so such keys stay in their order": (
        """
        scenes:
          stove:
            choices:
              - effects: &cost {day: +1}
                text: Go
                goto: drain
              - text: Run
                effects: *cost
                goto: drain
        """,
        """
        scenes:
          stove:
            choices:
              - effects: &cost {day: +1}
                text: Go
                goto: drain
              - text: Run
                effects: *cost
                goto: drain
        """,
    ),
    "values in a column stay in a column; a lone gap closes": (
        """
        state:
          money:   {start: 5}
          yuan:    {start: 2}
          flag:     false
          seam: false
        """,
        """
        state:
          money:   {start: 5}
          yuan:    {start: 2}
          flag: false
          seam: false
        """,
    ),
    "a comment behind a line moves with it, two spaces off at least": (
        """
        state:
            seam: false # sewn
            road: false      # taken
            told: false      # whom
        """,
        """
        state:
          seam: false  # sewn
          road: false      # taken
          told: false      # whom
        """,
    ),
    "a comment belongs to what stands under it, or to the group it stands in": (
        """
        scenes:
           stove:
              choices:
              -  text: Go
                 goto: drain
                 # the end of this choice
              # - text: an old one
              # the end of the choices

           # the next
           drain:
              goto: stove
        # all
        """,
        """
        scenes:
          stove:
            choices:
              - text: Go
                goto: drain
                # the end of this choice
              # - text: an old one
              # the end of the choices

          # the next
          drain:
            goto: stove
        # all
        """,
    ),
    "brackets stay brackets, and lines in them stay lines": (
        """
        pictures:
          drain:
            file: drain.txt
            alt: The drain.
            scenes: [ drain,badge,
                fives, ]
        """,
        """
        pictures:
          drain:
            file: drain.txt
            alt: The drain.
            scenes: [drain, badge,
              fives]
        """,
    ),
    "quotes stay as they are": (
        """
        title: 'It''s cold'
        summary: "One
            two"
        """,
        """
        title: 'It''s cold'
        summary: "One
          two"
        """,
    ),
}


def piece(text: str) -> str:
    lines = text.strip("\n").split("\n")
    edge = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[edge:] for line in lines).rstrip(" ")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_the_layout(rule: str) -> None:
    typed, wanted = map(piece, RULES[rule])
    done = laid_out(typed)
    assert [problem.text() for problem in done.problems] == [] and done.left == ""
    assert done.text == wanted
    assert laid_out(wanted).text == wanted


def test_a_text_that_keeps_the_breaks_at_its_end_keeps_them() -> None:
    typed = "scenes:\n    a:\n        text: |+\n            One.\n\n\n    b:\n        text: Two.\n"
    assert laid_out(typed).text == "scenes:\n  a:\n    text: |+\n      One.\n\n\n  b:\n    text: Two.\n"


def test_lines_end_as_the_first_does_and_the_mark_at_the_start_stays() -> None:
    assert laid_out("\ufeffid:  a\r\ntitle: A\nstart: b").text == "\ufeffid: a\r\ntitle: A\r\nstart: b\r\n"
    assert laid_out("id:  a\ntitle: A\r\n").text == "id: a\ntitle: A\n"


@pytest.mark.parametrize(
    "text", ["id: [", "id: a\nid: b\n", "idd: a\n", "scenes:\n\ta: b\n", "scenes:\n  a: {text: }\n"]
)
def test_what_has_an_error_is_left_alone(text: str) -> None:
    done = laid_out(text)
    assert done.text == text and done.problems


@pytest.mark.parametrize(
    "text, why",
    [
        ("{id: a, title: A}\n", "the file is one pair of brackets (line 1)"),
        ("id:  a\n...\n", "`...` ends the document (line 2)"),
        ("--- # one\nid:  a\n", ""),
        ("--- {id: a}\n", "something stands behind `---` (line 1)"),
    ],
)
def test_what_no_story_needs_is_left_alone(text: str, why: str) -> None:
    done = laid_out(text)
    assert done.left == why and (done.text == text) == bool(why)


@pytest.mark.parametrize("text", ["", "\n\n", "# a\n\n\n\n# b\n"])
def test_a_file_with_nothing_in_it(text: str) -> None:
    done = laid_out(text)
    assert not done.left and done.text == text.strip("\n").replace("\n\n\n", "\n") + ("\n" if text.strip() else "")


def test_a_play_test_is_told_by_its_steps() -> None:
    assert (
        laid_out("seed:   7\nsteps:\n- go\n- {drain:   passed}\n").text
        == "seed: 7\nsteps:\n  - go\n  - {drain: passed}\n"
    )
    steps = "go\nstay\n"  # a file of steps alone
    assert laid_out(steps, play_test=True).text == steps


def test_a_text_that_ends_with_the_file_gains_no_line() -> None:
    assert laid_out("title:   |\n   A").text == "title: |\n  A"
    assert laid_out("title:   |-\n   A").text == "title: |-\n  A\n"


def test_a_name_before_the_first_key_is_that_keys_own() -> None:
    typed = "people:\n    mina:\n        &m name: Mi-na\n        role: *m\n"
    assert laid_out(typed).text == "people:\n  mina:\n    &m name: Mi-na\n    role: *m\n"


def test_a_named_text_after_a_bar_keeps_its_name() -> None:
    typed = "scenes:\n    a:\n        text:   &t |\n            One.\n        goto: b\n    b: {text: *t, goto: a}\n"
    assert laid_out(typed).text == (
        "scenes:\n  a:\n    text: &t |\n      One.\n    goto: b\n\n  b: {text: *t, goto: a}\n"
    )
