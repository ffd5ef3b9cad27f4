"""Effects: what a writer types beside a name, and what it does to it."""

import pytest
from row_of_stalls import SLOT, Row, state

from jangmadang.story.expressions import Effect, evaluate, parse_effect, source


def done(name: str, text: str) -> Effect:
    row = Row()
    effect = parse_effect(text, row.symbols[name], row)
    assert isinstance(effect, Effect), effect
    return effect


def told(name: str, text: str) -> list[tuple[str, str]]:
    row = Row()
    problems = parse_effect(text, row.symbols[name], row)
    assert isinstance(problems, list), problems
    return [(p.code, text[p.offset : p.offset + p.length]) for p in problems]


@pytest.mark.parametrize(
    ("name", "text", "op", "python"),
    [
        ("money", "+5", "+", "5"),
        ("money", "-5", "-", "5"),
        ("money", "=5", "=", "5"),
        ("money", " + 5", "+", "5"),
        ("money", "=-debt", "=", f"-s[{SLOT['debt']}]"),
        ("money", "-(pot + 3)", "-", f"s[{SLOT['pot']}] + 3"),
        ("money", "= pot + 3", "=", f"s[{SLOT['pot']}] + 3"),
        ("money", "+2 * pot", "+", f"2 * s[{SLOT['pot']}]"),
        ("money", "+5 if held else 3", "+", f"5 if s[{SLOT['held']}] else 3"),
        ("held", "true", "=", "1"),
        ("held", "=false", "=", "0"),
        ("held", "own_seam or risk > 3", "=", f"s[{SLOT['own_seam']}] or s[{SLOT['risk']}] > 3"),
        ("track", "road", "=", "2"),
        ("track", "=road", "=", "2"),
        ("track", "queue if held else track", "=", f"1 if s[{SLOT['held']}] else s[{SLOT['track']}]"),
        ("teller", "sled if held else none", "=", f"4 if s[{SLOT['held']}] else 0"),
        ("told", "+mina", "+", "4"),
        ("told", "-row", "-", "1"),
        ("told", "=twelve", "=", "2"),
        ("told", "=none", "=", "0"),
        ("told", "+(row if held else mina)", "+", f"1 if s[{SLOT['held']}] else 4"),
    ],
)
def test_effects(name: str, text: str, op: str, python: str) -> None:
    effect = done(name, text)
    assert (effect.op, source(effect.value.tree), effect.warnings) == (op, python, ())


def test_whoever_a_variable_holds_goes_into_a_set() -> None:
    effect = done("pot_had", "+teller")
    assert [evaluate(effect.value.tree, state(teller=held)) for held in (0, 2, 4)] == [0, 0b10, 0b1000]
    assert effect.value.reads == {SLOT["teller"]}


@pytest.mark.parametrize(
    ("name", "text", "code", "part"),
    [
        ("money", "5", "bare-number", "5"),
        ("money", "pot", "bare-number", "pot"),
        ("money", "pto", "unknown-name", "pto"),
        ("money", "==5", "expression-syntax", "=="),
        ("money", "true", "wrong-type", "true"),
        ("money", "+", "expression-syntax", ""),
        ("money", "+ trsut", "unknown-name", "trsut"),
        ("money", "+held", "wrong-type", "held"),
        ("money", "+3,000", "number-commas", "3,000"),
        ("money", "＋5", "full-width", "＋"),
        ("money", "−5", "expression-syntax", "−"),
        ("held", "+1", "wrong-type", "+"),
        ("held", "1", "wrong-type", "1"),
        ("track", "raod", "unknown-member", "raod"),
        ("track", "+road", "wrong-type", "+"),
        ("teller", "ri", "unknown-member", "ri"),
        ("teller", "host", "wrong-type", "host"),
        ("told", "mina", "bare-member", "mina"),
        ("told", "+mnia", "unknown-member", "mnia"),
        ("told", "+3", "wrong-type", "3"),
    ],
)
def test_mistakes_in_effects(name: str, text: str, code: str, part: str) -> None:
    assert (code, part) in told(name, text)


def test_a_bare_number_is_told_what_to_write() -> None:
    row = Row()
    (problem,) = parse_effect("5", row.symbols["money"], row)  # type: ignore[misc]
    assert problem.message == "`money` is a number: say whether it rises, falls or becomes"
    assert problem.hint == "write `+5`, `-5` or `=5`"


@pytest.mark.parametrize(
    ("text", "at"), [("-pot + 3", 5), ("+pot - 3", 5), ("- (pot) - (3)", 8), ("-3 if held else pot + 1", 20)]
)
def test_a_sign_after_the_sign_is_a_warning(text: str, at: int) -> None:
    (warning,) = done("money", text).warnings
    assert (warning.code, warning.offset, warning.severity) == ("loose-sign", at, "warning")


@pytest.mark.parametrize("text", ["-(pot + 3)", "+ -debt", "=pot + 3", "+min(pot, risk - 3)", "+3 * -debt"])
def test_signs_that_cannot_be_misread_are_not(text: str) -> None:
    assert done("money", text).warnings == ()
