"""Wrong expressions: each is told with its code, exactly where it stands, in words that help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from row_of_stalls import Row

from jangmadang.story.expressions import BOOL, INT, Checked, ExprProblem, Symbol, Type, check


def wrong(text: str, want: Type | None = None, scope: Row | None = None) -> list[ExprProblem]:
    problems = check(text, scope or Row(), want)
    assert isinstance(problems, list), problems
    return problems


def told(text: str, want: Type | None = None) -> list[tuple[str, str]]:
    """Codes, each with the part of the text that it points at."""
    return [(p.code, text[p.offset : p.offset + p.length]) for p in wrong(text, want)]


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        # Slips with signs.
        ("risk = 3", "single-equals", "="),
        ("held && own_seam", "and-and", "&&"),
        ("held || own_seam", "and-and", "||"),
        ("risk > 3 and !held", "and-and", "!"),
        ("money >= 3,000", "number-commas", "3,000"),
        ("money >= 1,000,000", "number-commas", "1,000,000"),
        ("min(money, 3,000)", "number-commas", "3,000"),
        ("money >= 3_000", "number-commas", "3_000"),
        ("track is “road”", "curly-quotes", "“road”"),
        ("track is ‘road’", "curly-quotes", "‘road’"),
        ("risk > １２", "full-width", "１２"),
        ("risk ＞ 12", "full-width", "＞"),
        ("risk > ٣", "full-width", "٣"),
        ("track is 'road'", "quoted-name", "'road'"),
        ('track is "road"', "quoted-name", '"road"'),
        ("track is 'road", "quoted-name", "'"),
        ("risk > 1.5", "decimal-number", "1.5"),
        ("risk / 2 > 3", "python-ism", "/"),
        ("risk ** 2", "python-ism", "**"),
        ("tolls[0]", "python-ism", "["),
        ("mina.trust()", "python-ism", "mina.trust"),
        ("mina in told", "python-ism", "in"),
        ("held ? 1 : 2", "python-ism", "?"),
        ("held is True", "python-ism", "True"),
        ("risk ≥ 3", "expression-syntax", "≥"),
        ("risk => 3", "expression-syntax", "=>"),
        ("risk <> 3", "expression-syntax", "<>"),
        ("money += 5", "expression-syntax", "+="),
        ("{money} > 3", "expression-syntax", "{"),
        ("risk > 3 ; held", "expression-syntax", ";"),
        ("risk > 3\u200b", "expression-syntax", "\u200b"),
        # Grammar.
        ("", "expression-syntax", ""),
        ("   ", "expression-syntax", ""),
        ("risk >", "expression-syntax", ">"),
        ("> risk", "expression-syntax", ">"),
        ("risk + * 3", "expression-syntax", "*"),
        ("(risk > 3", "expression-syntax", "("),
        ("risk > 3)", "expression-syntax", ")"),
        ("risk 3", "expression-syntax", "3"),
        ("held AND own_seam", "expression-syntax", "AND"),
        ("held, own_seam", "expression-syntax", ","),
        ("1 if held", "expression-syntax", "held"),
        ("1 else 2", "expression-syntax", "else"),
        ("told has not row", "expression-syntax", "has not"),
        ("1 + not held", "expression-syntax", "not"),
        ("risk > 007", "expression-syntax", "007"),
        ("told is none is none", "chained-is", "is"),
        ("0 < risk is held", "chained-is", "is"),
        ("-" * 60 + "risk", "too-deep", "-"),
        ("(" * 60 + "risk" + ")" * 60, "too-deep", "("),
        ("1234567890123456789", "too-large", "1234567890123456789"),
        # Names.
        ("trsut > 3", "unknown-name", "trsut"),
        ("mina.turst > 3", "unknown-name", "mina.turst"),
        ("seen(stov)", "unknown-name", "stov"),
        ("price(rise)", "unknown-name", "rise"),
        ("price(rice, hyesn)", "unknown-name", "hyesn"),
        ("buy(rice, 3, hyesn)", "unknown-name", "hyesn"),
        ("table(tols, 1)", "unknown-name", "tols"),
        ("table(hours_left, sleed)", "unknown-name", "sleed"),
        ("odds_of(latrin)", "unknown-name", "latrin"),
        ("clmap(1, 2, 3)", "unknown-function", "clmap"),
        ("money(3)", "unknown-function", "money"),
        ("track is raod", "unknown-member", "raod"),
        ("teller is slde", "unknown-member", "slde"),
        ("teller is ri", "unknown-member", "ri"),
        ("told has mnia", "unknown-member", "mnia"),
        ("told has none", "unknown-member", "none"),
        # Types.
        ("held + 1", "wrong-type", "held"),
        ("risk and held", "wrong-type", "risk"),
        ("not risk", "wrong-type", "risk"),
        ("track > 1", "wrong-type", "track"),
        ("track == road", "wrong-type", "=="),
        ("held == 1", "wrong-type", "=="),
        ("money is 5", "wrong-type", "is"),
        ("told is row", "wrong-type", "told is row"),
        ("track is season", "wrong-type", "track is season"),
        ("track has road", "wrong-type", "track"),
        ("told has 3", "wrong-type", "3"),
        ("told has risk", "wrong-type", "risk"),
        ("count(track)", "wrong-type", "track"),
        ("table(hours_left, risk)", "wrong-type", "risk"),
        ("1 if held else own_seam", "wrong-type", "own_seam"),
        ("1 if risk else 0", "wrong-type", "risk"),
        # Arguments and bounds.
        ("clamp(risk, 5)", "wrong-arguments", "clamp(risk, 5)"),
        ("clamp(risk, 9, 5)", "wrong-arguments", "clamp(risk, 9, 5)"),
        ("min(3)", "wrong-arguments", "min(3)"),
        ("seen(3)", "wrong-arguments", "3"),
        ("price(rice, yuan, hyesan)", "wrong-arguments", "hyesan"),
        ("buy(rice, debt)", "wrong-arguments", "debt"),
        ("round_up(money, hyesan)", "wrong-arguments", "hyesan"),
        ("round_up(money, pot)", "unknown-name", "pot"),
        ("round_down(held)", "wrong-type", "held"),
        ("sell(rice, 1, 200)", "wrong-arguments", "200"),
        ("fixed(risk, dice)", "wrong-arguments", "risk"),
        ("day_of(30.11.2009)", "decimal-number", "30.11"),
        ("day_of(2009)", "wrong-arguments", "day_of("),
        ("day_of(2009-02-30)", "wrong-arguments", "2009-02-30"),
        ("day_of(1999-02-03)", "wrong-arguments", "day_of(1999-02-03)"),
        ("table(tolls, risk)", "table-index", "risk"),
        ("table(hours_left, host)", "table-index", "host"),
        ("money // pot", "division-by-zero", "pot"),
        ("money % debt", "division-by-zero", "debt"),
        ("money // (risk - 5)", "division-by-zero", "risk - 5"),
        ("money // 0", "division-by-zero", "0"),
        ("money * money * money", "too-large", "money * money * money"),
    ],
)
def test_every_mistake_is_told_where_it_stands(text: str, code: str, part: str) -> None:
    assert (code, part) in told(text)


@pytest.mark.parametrize(
    ("text", "want", "message", "hint"),
    [
        ("pot", BOOL, "`pot` is a number; a condition is needed", "did you mean `pot >= …`?"),
        ("told", INT, "`told` is a set of row, twelve, mina; a number is needed", "`count(told)` is a number"),
        ("told", BOOL, "`told` is a set of row, twelve, mina; a condition is needed", "did you mean `told has row`?"),
        ("held", INT, "`held` is yes or no; a number is needed", "`1 if held else 0` is a number"),
        ("1 // pot", INT, "`pot` can be 0 (it is between 0 and 200)", "write `max(1, pot)`, or `… if pot > 0 else …`"),
        ("teller == om", BOOL, "`==` compares numbers, and `teller` is a person", "write `teller is om`"),
        ("trsut", BOOL, "nothing is called `trsut`", "new? declare it: `state: {trsut: false}`"),
        ("rsik > 3", BOOL, "nothing is called `rsik`", 'did you mean "risk"?'),
        ("track is raod", BOOL, "`raod` is not one of none, queue, road, wall", 'did you mean "road"?'),
        ("held AND own_seam", BOOL, "nothing joins `held` and `AND`", "write `and`"),
        ("money >= 3,000", BOOL, "`3,000` has something between its digits", "write `3000`"),
        ("x.y()", INT, "`x.y(…)`: nothing here has functions of its own", "functions stand in front: `y(x)`"),
        ("clamp(3)", INT, "`clamp` takes three numbers", "write `clamp(what, low, high)`"),
    ],
)  # fmt: skip
def test_the_words_help(text: str, want: Type, message: str, hint: str) -> None:
    (problem,) = wrong(text, want)
    assert (problem.message, problem.hint) == (message, hint)


def test_all_problems_of_a_text_are_told_at_once_in_its_order() -> None:
    assert told("rsik = 3 && trakc is road or told has mnia and money > 3,000") == [
        ("unknown-name", "rsik"),
        ("single-equals", "="),
        ("and-and", "&&"),
        ("unknown-name", "trakc"),
        ("unknown-member", "mnia"),
        ("number-commas", "3,000"),
    ]


def test_one_slip_does_not_hide_behind_others() -> None:
    assert told("tolls[0]") == [("python-ism", "[")]
    assert told("min(3,000, 5)") == [("number-commas", "3,000")]


def test_commas_between_arguments_are_no_separators() -> None:
    assert isinstance(check("clamp(risk,5,100)", Row(), INT), Checked)
    assert told("clamp(rsik,5,100) = 3") == [("unknown-name", "rsik"), ("single-equals", "=")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("130 - risk", "this can be 130 here; it must stay within 0 to 100"),
        ("risk - 30", "this can be -30 here; it must stay within 0 to 100"),
        ("101", "this is 101 here; it must stay within 0 to 100"),
    ],
)
def test_odds_stay_within_a_hundred(text: str, message: str) -> None:
    (problem,) = check(text, Row(), INT, low=0, high=100)  # type: ignore[misc]
    assert (problem.code, problem.message, problem.hint) == ("odds-range", message, "write `clamp(…, 0, 100)`")


def test_other_bounds_have_their_own_code() -> None:
    (problem,) = check("debt", Row(), INT, low=0, range_code="cost-range")  # type: ignore[misc]
    assert (problem.code, problem.hint) == ("cost-range", "write `max(0, …)`")
    (problem,) = check("money", Row(), INT, high=100, range_code="amount-range")  # type: ignore[misc]
    assert (problem.code, problem.hint) == ("amount-range", "write `min(…, 100)`")


def test_length_and_depth_have_an_end() -> None:
    (problem,) = wrong("risk > 3 and " * 50 + "held")
    assert problem.code == "too-long"
    assert isinstance(check("+".join(["risk"] * 80), Row(), INT), Checked)
    assert isinstance(check("(" * 38 + "risk" + ")" * 38, Row(), INT), Checked)


def test_conditions_that_use_one_another_cannot_grow_without_end() -> None:
    row, text = Row(), "risk + pot"
    for step in range(60):
        checked = check(text, row, INT)
        if isinstance(checked, list):
            assert checked[0].code == "too-deep"
            return
        assert checked.size < 10_000, step
        row.add(Symbol("more", INT, tree=checked))
        text = "(more % 100) + (more % 50)"
    raise AssertionError("it grew without end")


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    _judged(text)


STRANGE = """risk held track is not has told and or if else ( ) , + - * // % < <= == = && 3 3,000 1.5 “ ” ' "
min( seen( price( table( fixed( day_of( 2009-11-30 rice stove none true True in １ ≥ ! [ ] ? day"""


@given(st.lists(st.sampled_from(STRANGE.split()), max_size=30).map(" ".join))
def test_no_sequence_of_words_is_too_strange(text: str) -> None:
    _judged(text)


def _judged(text: str) -> None:
    for want in (None, BOOL, INT):
        result = check(text, Row(), want)
        if isinstance(result, list):
            assert result
            for problem in result:
                assert 0 <= problem.offset <= len(text) and problem.length >= 1
                assert problem.offset + problem.length <= max(1, len(text) + 1)
                assert problem.message
