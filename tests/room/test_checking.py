"""Who may ask for what, by what they say alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.room import checking
from jangmadang.room.checking import Place, Refused, ballot, fields, judge, kept, told
from jangmadang.room.messages import Request

HOST = "127.0.0.1:8000"


def asked(method: str = "GET", path: str = "/K4T2M9", body: bytes = b"", **headers: str) -> Request:
    given = {"host": HOST} | ({"origin": f"http://{HOST}"} if method == "POST" else {})
    return Request(method, path, given | {n.replace("_", "-"): v for n, v in headers.items()}, body, "10.0.0.7")


def test_a_path_is_a_room_a_name_and_a_query() -> None:
    assert judge(asked(path="/k4t2m9/state?after=7&as=page"), checking.HERE) == Place(
        "k4t2m9", "state", {"after": "7", "as": "page"}
    )
    assert judge(asked(path="/"), checking.HERE) == Place("", "", {})


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (asked(host="evil.example"), 421),
        (asked(host="127.0.0.1.evil.example:8000"), 421),
        (asked(host="?"), 421),
        (asked(host=""), 421),
        (asked(origin="http://evil.example"), 403),
        (asked("POST", origin="null"), 403),
        (asked("POST", origin=f"https://{HOST}"), 403),
        (asked("POST", origin="", referer="http://evil.example/127.0.0.1:8000/"), 403),
        (asked("POST", origin=""), 403),
        (asked("POST", sec_fetch_site="cross-site"), 403),
        (asked("PUT"), 405),
        (asked("HEAD"), 405),
        (asked(path="//evil.example/x"), 404),
        (asked(path="http://evil.example/"), 404),
        (asked(path="/../../etc/passwd%00"), 404),
        (asked(path="/" + "a" * 400), 404),
        (asked(path="*"), 404),
    ],
)
def test_what_does_not_come_from_the_rooms_own_page_is_refused(request_: Request, status: int) -> None:
    judged = judge(request_, checking.HERE)
    assert isinstance(judged, Refused) and judged.status == status and judged.words.endswith(".")


def test_a_form_that_tells_its_page_and_no_origin_is_taken() -> None:
    assert isinstance(judge(asked("POST", origin="", referer=f"http://{HOST}/K4T2M9"), checking.HERE), Place)


def test_a_code_is_known_however_it_is_typed() -> None:
    assert checking.is_code("k4t2m9", "K4T2M9") and not checking.is_code("K4T2M8", "K4T2M9")
    assert checking.like_code("K4T2M8") and not checking.like_code("favicon.ico")


@given(st.text(max_size=200))
def test_a_cookie_gives_a_secret_or_nothing(header: str) -> None:
    secret = "a" * 22
    assert kept(asked(cookie=header), "ticket_K4T2M9") in ("", secret)
    assert kept(asked(cookie=f"other=1; ticket_K4T2M9={secret}"), "ticket_K4T2M9") == secret
    assert kept(asked(cookie=f"ticket_K4T2M9={secret}; ticket_K4T2M9={'b' * 22}"), "ticket_K4T2M9") == ""


@given(st.binary(max_size=300), st.sampled_from(["application/json", "application/x-www-form-urlencoded", "x/y", ""]))
def test_whatever_is_sent_is_a_vote_and_a_command_or_refused(body: bytes, kind: str) -> None:
    sent = fields(asked("POST", body=body, content_type=kind))
    if not isinstance(sent, Refused):
        assert isinstance(ballot(sent), checking.Ballot | Refused)
        assert isinstance(told(sent), checking.Told | Refused)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["q", "round", "choice", "rid", "command", "seen", "args", "count.1"]), json_like)
)
def test_values_of_any_kind_are_a_vote_or_refused(sent: dict[str, object]) -> None:
    assert isinstance(ballot(sent), checking.Ballot | Refused)
    assert isinstance(told(sent), checking.Told | Refused)


def test_a_form_and_json_say_the_same_command() -> None:
    form = fields(
        asked(
            "POST",
            body=b"command=hands&seen=4&count.sell=11&count.keep=&rid=abcdefgh",
            content_type="application/x-www-form-urlencoded",
        )
    )
    assert not isinstance(form, Refused)
    read = told(form)
    assert isinstance(read, checking.Told)
    assert (read.name, read.arguments, read.seen) == ("hands", {"counts": {"sell": 11, "keep": 0}}, 4)
    assert told({"command": "hands", "args": {"counts": {"sell": 11, "keep": 0}}, "seen": 4, "rid": "abcdefgh"}) == read
