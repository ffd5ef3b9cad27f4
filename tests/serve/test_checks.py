"""Who may ask for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.serve.checks import HEIGHTS, WIDTHS, Asked, Refused, judge, new_size, size

KEY = "a-key"


def asked(path: str = "/a-key/", host: str = "127.0.0.1:8437", origin: str = "", asks: str = "page") -> Asked:
    return Asked(path, host, origin, "socket" if asks == "socket" else "page")


@pytest.mark.parametrize("host", ["127.0.0.1:8437", "localhost:8437", "LOCALHOST:8437", "[::1]:8437", "localhost"])
def test_this_machine_is_asked_by_its_own_names(host: str) -> None:
    assert judge(asked(host=host), KEY) == ""


def test_a_tunnel_has_a_port_of_its_own() -> None:
    through = asked("/a-key/play", "localhost:9000", "http://localhost:9000", "socket")
    assert judge(through, KEY) == "play"


@pytest.mark.parametrize(
    "host", ["", "?", "example.org", "127.0.0.1.example.org", "example.org:8437", "localhost:8437:1", "0.0.0.0:8437"]
)
def test_a_foreign_name_is_refused(host: str) -> None:
    judged = judge(asked(host=host), KEY)
    assert isinstance(judged, Refused) and judged.status == 421


@pytest.mark.parametrize("asks", ["page", "socket"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://example.org",
        "http://127.0.0.1:3000",  # another page of this machine
        "http://localhost:8437",  # its other name: a page that was served has the name it was asked by
        "https://127.0.0.1:8437",
        "null",
        "?",
    ],
)
def test_another_page_is_refused(origin: str, asks: str) -> None:
    judged = judge(asked("/a-key/play" if asks == "socket" else "/a-key/", origin=origin, asks=asks), KEY)
    assert isinstance(judged, Refused) and judged.status == 403


def test_a_socket_without_an_origin_is_refused() -> None:
    judged = judge(asked("/a-key/play", asks="socket"), KEY)
    assert isinstance(judged, Refused) and judged.status == 403


@pytest.mark.parametrize("path", ["/", "", "/a-kez/", "/a-ke", "/A-KEY/", "//a-key/", "/page.css", "/?a-key", "/ä/"])
def test_without_the_key_nothing_is_told_but_what_is_missing(path: str) -> None:
    judged = judge(asked(path), KEY)
    assert isinstance(judged, Refused) and judged.status == 403 and KEY not in judged.words


def test_a_page_is_no_socket_and_a_socket_no_page() -> None:
    for wrong in (
        asked("/a-key/play"),
        asked("/a-key/", origin="http://127.0.0.1:8437", asks="socket"),
        asked("/a-key/page.css", origin="http://127.0.0.1:8437", asks="socket"),
    ):
        judged = judge(wrong, KEY)
        assert isinstance(judged, Refused) and judged.status == 404


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())


@given(ANYTHING, ANYTHING)
def test_a_size_is_one_that_can_be_drawn(width: object, height: object) -> None:
    columns, rows = size(width, height)
    assert WIDTHS[0] <= columns <= WIDTHS[1] and HEIGHTS[0] <= rows <= HEIGHTS[1]


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ('{"size": [100, 30]}', (100, 30)),
        ('{"size": [20000, 20000]}', (300, 120)),
        ('{"size": [0, -5]}', (20, 10)),
        ('{"size": [99999999999999999999, 1]}', (300, 10)),
        ('{"size": ["100", 30]}', None),
        ('{"size": [100]}', None),
        ('{"type": "quit"}', None),
        ("[" * 20_000, None),
        ("", None),
    ],
)
def test_of_messages_only_a_size_is_heeded(message: str, meant: tuple[int, int] | None) -> None:
    assert new_size(message) == meant
