"""Real screens, as a page is sent them and as the game itself holds them: the app plays under Textual's pilot, with a
driver that writes down what it draws.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct
from rich.cells import cell_len
from textual import constants
from textual.drivers import headless_driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.pilot import Pilot

from jangmadang.play.saves import Saves
from jangmadang.settings import Settings
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.game import Session
from jangmadang.tui.playing import RunGame

INK, PAPER = "#ebe0cc", "#14110f"
"""What the page takes where the game names no colour."""
KOREAN = """\
jangmadang: 1
id: korean
title: 그림
summary: 한 줄, and what stands beside it.
language: ko
minutes: 1
content_notes: []
start: lane
scenes:
  lane:
    title: 장마당 골목
    text: |
      저녁이다. 사람들이 하나둘 돌아간다; the lane is empty, 값도 없다.
    choices:
      - text: 집으로 간다 — home
        goto: end
  end:
    title: 집
    text: 아궁이가 따뜻하다.
    ending: {title: 집, kind: stayed}
"""
"""A story in two scripts, for what the shipped ones lack: lines of wide signs."""


class Cell(Struct, frozen=True):
    """One cell, as Textual's compositor holds it. The right half of a wide sign has the sign ""."""

    sign: str
    ink: str
    paper: str
    bold: bool
    italic: bool
    underline: bool


class Screenful(Struct, frozen=True):
    """What was written since the screen before, and what stands there now."""

    name: str
    written: bytes
    cells: list[list[Cell]]


class Writer(HeadlessDriver):
    """Keeps what is written."""

    written: str = ""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written += data


def cells(app: JangmadangApp) -> list[list[Cell]]:
    """What the compositor holds."""
    rows = []
    for strip in app.screen._compositor.render_strips():
        row: list[Cell] = []
        for text, style, _ in strip:
            assert style is not None
            ink, paper = (colour and colour.get_truecolor().hex for colour in (style.color, style.bgcolor))
            for sign in text:
                looks = (ink or INK, paper or PAPER, bool(style.bold), bool(style.italic), bool(style.underline))
                row += [Cell(sign, *looks), Cell("", *looks)][: cell_len(sign)]
        rows.append(row)
    return rows


async def recorded(monkeypatch: pytest.MonkeyPatch, folder: Path, size: tuple[int, int], theme: str) -> list[Screenful]:
    """The title, a page, a market, a page of Korean, the help and an ending, one after another."""
    monkeypatch.setattr(headless_driver, "HeadlessDriver", Writer)
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "truecolor")  # as `children.environment` asks for
    monkeypatch.delenv("NO_COLOR", raising=False)
    (folder / "korean.yaml").write_text(KOREAN, "utf-8")
    game = RunGame({"korean": folder / "korean.yaml"}, Saves(folder / "saves"))
    app = JangmadangApp(game, Settings(theme=theme, motion=False), keep_settings=lambda settings: None)
    screens: list[Screenful] = []

    async def keep(name: str, pilot: Pilot[None]) -> None:
        await app.workers.wait_for_complete()
        await app.ask(int)
        await pilot.pause()
        driver = app._driver
        assert isinstance(driver, Writer)
        screens.append(Screenful(name, driver.written.encode(), cells(app)))
        driver.written = ""

    async with app.run_test(size=size) as pilot:
        app.post_message(TerminalSupportsSynchronizedOutput())
        await keep("title", pilot)
        await app.play(open_at(game, "three-days"))
        await keep("play", pilot)
        await pilot.press("1", "1")
        await keep("market", pilot)
        await pilot.press("right", "down")
        await keep("a market's row", pilot)
        await app.play(open_at(game, "korean"))
        await keep("Korean", pilot)
        await pilot.press("question_mark")
        await keep("help", pilot)
        await pilot.press("escape")
        await app.play(ended(open_at(game, "three-days")))
        await keep("ending", pilot)
        app.finish()
    return screens


def open_at(game: RunGame, story: str) -> Session:
    session = game.open(story, 7)
    assert session is not None, game.problem
    return session


def ended(session: Session) -> Session:
    """Play on by whatever was taken least until it ends."""
    taken: dict[str, int] = {}
    for _ in range(300):
        page = session.look()
        if page.ending is not None:
            return session
        choice = min((c for c in page.choices if c.open), key=lambda c: taken.get(c.id, 0))
        taken[choice.id] = taken.get(choice.id, 0) + 1
        session.choose(choice.id)
    raise AssertionError("it does not end")
