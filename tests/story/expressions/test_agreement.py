"""Random right expressions: Python from the tree, the tree walked, and Python's own reading of the text agree."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from row_of_stalls import DECLARED, PEOPLE, SLOT, SLOTS, TELLERS, TOLD, TRACKS, Row, Town

from jangmadang.story.expressions import Checked, check, compile_expression, evaluate

Draw = Any
Pair = tuple[str, str]
"""The same in our language and in Python over a plain namespace."""

NUMBERS = [name for name, type_, _, _ in DECLARED if str(type_) == "a number" and name not in ("seed", "queue")]
FLAGS = ["held", "own_seam"]


def plain(name: str) -> str:
    return name.replace(".", "_")


@st.composite
def number(draw: Draw, depth: int) -> Pair:
    kind = draw(st.integers(0, 2 if depth == 0 else 11))
    if kind == 0:
        n = draw(st.integers(0, 120))
        return str(n), str(n)
    if kind <= 2:
        name = draw(st.sampled_from([*NUMBERS, "teller.trust", "levy"]))
        return name, plain(name)
    sub = number(depth - 1)
    if kind <= 4:
        (a, pa), (b, pb) = wrapped(draw, draw(sub)), wrapped(draw, draw(sub))
        op = draw(st.sampled_from(["+", "-", "*"]))
        return f"{a} {op} {b}", f"{pa} {op} {pb}"
    if kind == 5:
        a, pa = wrapped(draw, draw(sub))
        b, pb = draw(st.one_of(st.integers(1, 40).map(lambda n: (str(n), str(n))), sub.map(positive)))
        op = draw(st.sampled_from(["//", "%"]))
        return f"{a} {op} {b}", f"{pa} {op} {pb}"
    if kind == 6:
        a, pa = wrapped(draw, draw(sub))
        return f"-{a}", f"-{pa}"
    if kind == 7:
        (a, pa), (b, pb) = draw(sub), draw(sub)
        function = draw(st.sampled_from(["min", "max"]))
        return f"{function}({a}, {b})", f"{function}({pa}, {pb})"
    if kind == 8:
        a, pa = draw(sub)
        low, high = draw(st.integers(-50, 50)), draw(st.integers(50, 90))
        return f"clamp({a}, {low}, {high})", f"min(max({pa}, {low}), {high})"
    if kind == 9:
        (a, pa), (b, pb), (c, pc) = draw(sub), draw(sub), draw(condition(depth - 1))
        text, python = f"{a} if {bracketed(c)} else {b}", f"{pa} if ({pc}) else {pb}"
        return (text, python) if draw(st.booleans()) else (f"({text})", f"({python})")
    if kind == 10:
        a, pa = draw(sub)
        return draw(
            st.sampled_from(
                [
                    ("count(told)", "len(told)"),
                    (f"abs({a})", f"abs({pa})"),
                    (f"table(tolls, clamp({a}, 0, 2))", f"[0, 5, 20][min(max({pa}, 0), 2)]"),
                    ("table(hours_left, teller)", "{'sled': 4, 'om': 3, 'none': 2}[teller]"),
                    ("price(rice, hyesan) % 90", "town.price(s, 0, 'hyesan', None) % 90"),
                    (f"buy(corn, clamp({a}, 0, 9), yuan)", f"town.buy(s, 1, min(max({pa}, 0), 9), 3, None, 'yuan')"),
                    (f"round_up({a})", f"town.round_up(s, {pa}, 'old_won')"),
                    (f"fixed({positive(('0', '0'))[0]}, squad, {a})", f"town.fixed(s, 1, 'squad', {pa})"),
                ]
            )
        )
    name = draw(st.sampled_from(["pot", "risk", "debt"]))
    test, k = draw(st.sampled_from([(">", 0), (">=", 1), (">", 7)]))
    a, pa = draw(sub)
    text, python = f"(({a}) // {name} if {name} {test} {k} else 0)", f"(({pa}) // {name} if {name} {test} {k} else 0)"
    return text, python


@st.composite
def condition(draw: Draw, depth: int) -> Pair:
    kind = draw(st.integers(0, 3 if depth == 0 else 9))
    if kind == 0:
        name = draw(st.sampled_from(FLAGS))
        return name, name
    if kind == 1:
        name, options = draw(st.sampled_from([("track", TRACKS), ("teller", TELLERS), ("host", ("mina", "sled"))]))
        option, negated = draw(st.sampled_from(options)), draw(st.booleans())
        return f"{name} is {'not ' * negated}{option}", f"{name} {'!=' if negated else '=='} {option!r}"
    if kind == 2:
        member = draw(st.sampled_from([*TOLD, "host"]))
        return f"told has {member}", f"({'host' if member == 'host' else repr(member)} in told)"
    if kind == 3:
        held = ("pot_had has teller", "(teller in pot_had)")
        return held if draw(st.booleans()) else ("teller is host", "teller == host")
    if kind <= 5:
        steps = [draw(number(depth - 1)) for _ in range(draw(st.sampled_from([2, 2, 2, 3])))]
        ops = [draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">="])) for _ in steps[1:]]
        text, python = bracketed(steps[0][0]), bracketed(steps[0][1])
        for op, (a, pa) in zip(ops, steps[1:], strict=True):
            text, python = f"{text} {op} {bracketed(a)}", f"{python} {op} {bracketed(pa)}"
        return text, python
    sub = condition(depth - 1)
    if kind == 6:
        a, pa = wrapped(draw, draw(sub))
        return f"not {a}", f"not {pa}"
    if kind == 7:
        (a, pa), (b, pb) = draw(sub), draw(sub)
        op, negated = draw(st.sampled_from([("is", "=="), ("is not", "!=")]))
        return f"({bracketed(a)} {op} {bracketed(b)})", f"(bool({pa}) {negated} bool({pb}))"
    if kind == 8:
        a, pa = draw(number(depth - 1))
        return f"(pot > 0 and ({a}) // pot > 3)", f"(pot > 0 and ({pa}) // pot > 3)"
    op = draw(st.sampled_from(["and", "or"]))
    parts = [wrapped(draw, draw(sub)) for _ in range(draw(st.integers(2, 3)))]
    return f" {op} ".join(p[0] for p in parts), f" {op} ".join(p[1] for p in parts)


def wrapped(draw: Draw, pair: Pair) -> Pair:
    """In brackets, or not: Python reads the unbracketed with the precedence that ours must have."""
    return (f"({pair[0]})", f"({pair[1]})") if draw(st.booleans()) else pair


def bracketed(text: str) -> str:
    return text if text.replace(".", "").replace("_", "").isalnum() else f"({text})"


def positive(pair: Pair) -> Pair:
    return f"max(1, {pair[0]})", f"max(1, {pair[1]})"


@st.composite
def states(draw: Draw) -> list[int]:
    s = []
    for name, _, low, high in DECLARED:
        if name == "teller":
            s.append(draw(st.sampled_from([0, 2, 4])))
        elif name == "host":
            s.append(draw(st.sampled_from([1, 4])))
        else:
            s.append(draw(st.one_of(st.integers(low, high), st.integers(low, min(high, low + 60)))))
    return s + [0] * (SLOTS - len(s))


def namespace(s: list[int]) -> dict[str, Any]:
    """The state as Python things: texts, sets and numbers."""
    people = ("none", *PEOPLE)
    names: dict[str, Any] = {plain(name): s[slot] for name, slot in SLOT.items()}
    names["track"] = TRACKS[s[SLOT["track"]]]
    names["teller"], names["host"] = people[s[SLOT["teller"]]], people[s[SLOT["host"]]]
    names["told"] = {name for i, name in enumerate(TOLD) if s[SLOT["told"]] >> i & 1}
    names["pot_had"] = {name for i, name in enumerate(PEOPLE) if s[SLOT["pot_had"]] >> i & 1}
    names["teller_trust"] = 0 if names["teller"] == "none" else names[f"{names['teller']}_trust"]
    return names | {"levy": 3000, "town": Town(), "s": s}


@given(st.one_of(number(2), condition(3)), states(), states())
def test_three_ways_of_reading_agree(pair: Pair, one: list[int], other: list[int]) -> None:
    text, python = pair
    checked = check(text, Row())
    if isinstance(checked, list):
        assume({p.code for p in checked} != {"too-large"} and len(text) <= 500)
    assert isinstance(checked, Checked), checked
    compiled = compile_expression(checked, Town())
    for s in (one, other):
        expected = int(eval(python, namespace(s)))
        assert evaluate(checked.tree, s, Town()) == expected
        assert compiled(s) == compiled(tuple(s)) == expected
        assert checked.low <= expected <= checked.high


@given(st.one_of(number(2), condition(3)), states(), st.data())
def test_only_what_is_read_matters(pair: Pair, s: list[int], data: Any) -> None:
    checked = check(pair[0], Row())
    assume(isinstance(checked, Checked))
    assert isinstance(checked, Checked)
    other = [a if i in checked.reads else b for i, (a, b) in enumerate(zip(s, data.draw(states()), strict=True))]
    assert evaluate(checked.tree, s, Town()) == evaluate(checked.tree, other, Town())
