"""A wish finds its way through menus, never takes a turn on the way, and gives up when there is none."""

from __future__ import annotations

from jangmadang.play.view import Page
from jangmadang.tui.wish import LONGEST, Wish, mark, next_move, way_back

from .fake_game import FakeSession


def walk(session: FakeSession, wish: Wish) -> list[str]:
    """The choices taken for the wish; `!` before one that is locked, where it stops."""
    taken: list[str] = []
    been: frozenset[str] = frozenset()
    for _ in range(LONGEST):
        page: Page = session.look()
        choice = next_move(page, wish, been)
        if choice is None:
            break
        if not choice.open:
            return [*taken, "!" + choice.id]
        been |= {mark(page, choice)}
        taken.append(choice.id)
        session.choose(choice.id)
        if wish.met_by(choice):
            break
    return taken


def test_from_the_row_into_the_menu() -> None:
    assert walk(FakeSession("market"), Wish("buy", "rice", "5")) == ["open_rice", "buy5"]


def test_from_another_menu_by_way_of_the_row() -> None:
    assert walk(FakeSession("market.corn"), Wish("call", "soap")) == ["back", "open_soap", "call"]


def test_where_one_stands_already() -> None:
    assert walk(FakeSession("market.corn"), Wish("sell", "corn", "1")) == ["sell1"]


def test_a_lock_stops_it() -> None:
    assert walk(FakeSession("market"), Wish("sell", "rice", "1")) == ["open_rice", "!sell1"]


def test_what_cannot_be_done_is_given_up_without_a_turn() -> None:
    session = FakeSession("market")
    walk(session, Wish("buy", "gold", "1"))
    assert session.look().turn == 0
    assert next_move(FakeSession("lane").look(), Wish("buy", "rice", "1"), frozenset()) is None


def test_the_way_back_is_free() -> None:
    back = way_back(FakeSession("market.corn").look())
    assert back is not None and back.menu
    assert way_back(FakeSession("market").look()) is None
