"""How the wall looks: writing stands out in every theme, the address is dark on light, nothing secret is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color
from tui.test_looks import DRAWN, contrast

from jangmadang.room.answers import Options
from jangmadang.room.projector.drawing.frame import Door
from jangmadang.room.projector.drawing.qr import modules

from .hosted_room import ADDRESS, Leader, on_the_wall, rules_of

LEAST = {"lamp": 4.5, "hanji": 4.5, "river": 4.5, "contrast": 7.0}


def papers(leader: Leader) -> list[list[tuple[Color | None, Color | None, str]]]:
    """Each cell's ink, paper and sign."""
    rows = []
    for strip in leader.app.screen._compositor.render_strips():
        row = []
        for segment in strip:
            style = segment.style
            row += [(style.color if style else None, style.bgcolor if style else None, sign) for sign in segment.text]
        rows.append(row)
    return rows


@pytest.mark.parametrize("theme", LEAST)
async def test_what_is_written_stands_out(tmp_path: Path, theme: str) -> None:
    """From the lobby to the bars, with a question at the foot and the help."""
    async with on_the_wall(tmp_path, theme=theme) as leader:

        def faint() -> list[str]:
            return [
                sign
                for row in papers(leader)
                for ink, paper, sign in row
                if sign.strip(DRAWN) and ink and paper and contrast(ink, paper) < LEAST[theme]
            ]

        assert not faint()
        while leader.sight.state != "vote_open":
            await leader.press("space")
        await leader.vote((1, 2), (2, 1))
        assert not faint()
        await leader.press("c", "r")
        assert not faint()
        await leader.press("2")
        assert not faint()
        await leader.press("escape", "p")
        assert not faint()
        await leader.press("p", "question_mark")
        assert not faint()


@pytest.mark.parametrize(("theme", "colours"), [("lamp", "full"), ("hanji", "full"), ("terminal", "terminal")])
async def test_the_address_is_dark_on_light(tmp_path: Path, theme: str, colours: str) -> None:
    async with on_the_wall(tmp_path, theme=theme, colours=colours) as leader:  # type: ignore[arg-type]
        cells = {(ink, paper) for row in papers(leader) for ink, paper, sign in row if sign in "▀▄█"}
        ((ink, _),) = {(ink, paper) for ink, paper in cells if ink and paper and paper.name in LIGHT}
        assert ink.name in ("#000000", "black")


LIGHT = ("#ffffff", "bright_white")


async def test_by_other_signs_the_address_is_drawn_by_cells(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path, size=(120, 40), glyphs="ascii") as leader:
        rows = papers(leader)
        at = [
            [paper.name == "#000000" for _, paper, _ in row if paper and paper.name in ("#000000", "#ffffff")]
            for row in rows
        ]
        read = [row[::2] for row in at if row]
        assert read == [list(row) for row in modules(ADDRESS)]


async def test_nothing_secret_is_on_the_wall(tmp_path: Path) -> None:
    """No hint for whoever leads, no note, no address of the facilitator's page, in a whole session."""
    hints = [
        " ".join(scene.discuss.hint.split())[:40]
        for scene in rules_of().story.scenes.values()
        if scene.discuss is not None and scene.discuss.hint
    ]
    assert hints
    async with on_the_wall(tmp_path, Options(seed=7, minutes=15)) as leader:
        await leader.command("note", words="somebody said river")
        for _ in range(300):
            if leader.state == "closed":
                break
            words = leader.words
            assert "said river" not in words
            assert "8000/f" not in words
            assert not any(hint in words for hint in hints)
            await leader.command("next")
            leader.later(20)
        assert leader.state == "closed"


async def test_a_room_without_phones_shows_no_address(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path, Options(seed=7, hands=True), Door(), size=(80, 24)) as leader:
        assert "raised hands" in leader.text
        assert "http" not in leader.text.lower()
        assert leader.room.code not in leader.text
        await leader.press("q")
        assert "raised hands" in leader.text
