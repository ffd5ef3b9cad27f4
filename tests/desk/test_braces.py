"""Braces are read in prose as the builder of texts reads them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jangmadang.desk.braces import Branch, Phrase, branches, plain


def test_both_forms_have_two_halves_with_their_places() -> None:
    prose = "One {first|later} and {risk > 3 ?  these | those }."
    one, other = branches(prose)
    assert isinstance(one, Branch) and isinstance(other, Branch)
    assert [words for _, words, _ in one.halves] == ["first", "later"]
    assert [words for _, words, _ in other.halves] == ["these", "those"]
    for at, words, _ in (*one.halves, *other.halves):
        assert prose[at:].startswith(words)


def test_what_stands_within_a_half_is_found_in_it() -> None:
    (outer,) = branches("{seam ? a {first|later} one | {her_name}}")
    assert isinstance(outer, Branch)
    (_, _, (inner,)), (_, _, phrases) = outer.halves
    assert isinstance(inner, Branch) and [words for _, words, _ in inner.halves] == ["first", "later"]
    assert phrases == (Phrase("her_name"),)


def test_values_are_no_phrases() -> None:
    assert list(branches("{money:won} and {2 * pot}")) == []


def test_plain_prose_has_every_side() -> None:
    assert plain("a {b|c} d {x ? e | f {y} } g {money:won}") == "a b c d e f {} g {}"
    assert plain("{mina} nods", {"mina": "Mi-na"}.__getitem__) == "Mi-na nods"


@given(st.text(alphabet="ab {}|?", max_size=40))
def test_no_prose_is_too_torn(prose: str) -> None:
    """Whatever is typed, halves lie within the prose and in its order."""
    for found in branches(prose):
        if isinstance(found, Branch):
            (a, one, _), (b, other, _) = found.halves
            assert a <= b <= len(prose)
            assert prose[a:].startswith(one) and prose[b:].startswith(other)
    plain(prose)
