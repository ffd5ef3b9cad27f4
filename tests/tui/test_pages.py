"""Every page of the stories that come with the game, drawn at the three sizes: nothing is cut, and nothing jumps."""

from __future__ import annotations

import gc
import random
from functools import cache

import pytest
from textual.strip import Strip

from jangmadang.play.ready import ready
from jangmadang.play.run import Run
from jangmadang.play.view import ChoiceView, Page
from jangmadang.settings import Settings
from jangmadang.story import shelf
from jangmadang.tui.app import JangmadangApp
from jangmadang.tui.drawing.lines import Line, Target, plain, width_of
from jangmadang.tui.drawing.page import Frame, Look, arrange
from jangmadang.tui.playing import RunGame
from jangmadang.tui.widgets.canvas import Canvas, Row

from .conftest import SIZES
from .fake_game import FakeGame, FakeSession

HINTS = [("enter", "Choose", "take"), ("?", "Help", "help")]
STORIES = sorted(shelf.shipped())
LIVES = 2
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@cache
def pages(name: str) -> tuple[Page, ...]:
    """A page of every scene that some lives come to, as it is first met and, once, as it is met again."""
    story = ready(shelf.shipped()[name]).story
    assert story is not None
    found: dict[tuple[str, bool], Page] = {}
    for seed in range(LIVES):
        run, pick = Run.start(story, seed), random.Random(seed)
        for _ in range(400):
            page = run.look()
            found.setdefault((page.scene, page.seen), page)
            open_ = [choice for choice in page.choices if choice.open]
            if not open_:
                break
            run.choose(pick.choice(open_).id)
    return tuple(found.values())


def written(lines: list[Line] | tuple[Line, ...]) -> str:
    """The words of lines, those of the column beside the story left out, with one space between."""
    words: list[str] = []
    for line in lines:
        here: list[str] = []
        for piece in line:
            if piece.text == "│ " and piece.role == "rule":
                break
            here.append(piece.text)
        # Signs that there is more stand in the margin.
        words.append("".join(here).strip("▴▾▸ "))
    return " ".join(" ".join(words).split())


def rows_of(frame: Frame, target: Target) -> list[int]:
    return [n for n, line in enumerate(frame.lines) if any(piece.target == target for piece in line)]


def beneath(choice: ChoiceView) -> str:
    if not choice.open:
        return choice.reason
    return " · ".join(part for part in (choice.price, choice.odds, choice.hint) if part)


@sizes
@pytest.mark.parametrize("name", STORIES)
def test_every_choice_is_read_whole_where_one_stands_at_it(name: str, size: tuple[int, int]) -> None:
    for page in pages(name):
        first = arrange(page, Look(), *size, HINTS)
        for target in first.items:
            frame = arrange(page, Look(at=target), *size, HINTS)
            assert frame.at == target
            assert len(frame.lines) == size[1] and all(width_of(line) <= size[0] for line in frame.lines)
            rows = rows_of(frame, target)
            assert any("▸" in plain(frame.lines[row]) for row in rows), (page.scene, target)
            if target[0] == "choice":
                choice = next(choice for choice in page.choices if choice.id == target[1])
                told = written([frame.lines[row] for row in rows])
                assert " ".join(choice.text.split()) in told, (page.scene, told)
                assert " ".join(beneath(choice).split()) in told, (page.scene, told)


@sizes
@pytest.mark.parametrize("name", STORIES)
def test_every_word_of_the_text_is_reached_by_reading_on(name: str, size: tuple[int, int]) -> None:
    for page in pages(name):
        seen: list[str] = []
        scroll = 0
        while True:
            frame = arrange(page, Look(scroll=scroll, reading=True), *size, HINTS)
            seen.append(written(frame.lines))
            if frame.scroll >= frame.scroll_most:
                break
            scroll = frame.scroll + 1
        told = " ".join(seen)
        for paragraph in (*page.result, *page.text):
            for part in range(0, len(words := paragraph.plain.split()), 4):
                assert " ".join(words[part : part + 4]) in told or frame.stage, (page.scene, paragraph.plain)
        if not (page.menu and page.result):
            assert " ".join(page.title.split()) in told


@sizes
@pytest.mark.parametrize("name", STORIES)
def test_nothing_beside_the_story_is_cut(name: str, size: tuple[int, int]) -> None:
    for page in pages(name):
        for side in (None, 0):
            frame = arrange(page, Look(side=side), *size, HINTS)
            told = " ".join(" ".join(plain(line) for line in frame.lines).split())
            for person in page.people[:2]:
                if side == 0 or size[0] >= 110:
                    assert max(page.people, key=lambda one: one.last).name in told, (page.scene, person.name)
            assert all("…" not in plain(line).partition("│")[2] for line in frame.lines), page.scene


@sizes
@pytest.mark.parametrize("name", STORIES)
def test_the_first_page_shows_all_choices_under_six_lines_of_text(name: str, size: tuple[int, int]) -> None:
    page = pages(name)[0]
    frame = arrange(page, Look(), *size, HINTS)
    told = written(frame.lines)
    assert frame.rows >= 6
    assert all(" ".join(choice.text.split()) in told for choice in page.choices)


# ---- nothing jumps


@sizes
@pytest.mark.parametrize("name", STORIES)
def test_moving_changes_only_the_two_choices_and_what_is_told_of_them(name: str, size: tuple[int, int]) -> None:
    for page in pages(name):
        targets = [item for item in arrange(page, Look(), *size, HINTS).items if item[0] == "choice"]
        frames = [arrange(page, Look(at=target), *size, HINTS) for target in targets]
        for old, new, before, after in zip(targets, targets[1:], frames, frames[1:], strict=False):
            changed = [n for n, (one, two) in enumerate(zip(before.lines, after.lines, strict=True)) if one != two]
            own = {row for frame in (before, after) for target in (old, new) for row in rows_of(frame, target)}
            listed = {row for frame in (before, after) for target in targets for row in rows_of(frame, target)}
            scrolls = any("▾" in plain(line)[:1] or "▴" in plain(line)[:1] for line in (*before.lines, *after.lines))
            if not before.stage:
                assert set(changed) <= (listed if scrolls else own), (page.scene, old, new)


@sizes
@pytest.mark.parametrize("scene", ["lane", "long", "bribe", "crossing"])
def test_a_notice_moves_nothing_but_the_rule_where_it_fits(scene: str, size: tuple[int, int]) -> None:
    page = FakeSession(scene).look()
    before, after = (arrange(page, Look(notice=said), *size, HINTS) for said in ("", "Not now."))
    changed = [n for n, (one, two) in enumerate(zip(before.lines, after.lines, strict=True)) if one != two]
    assert len(changed) == 1 and "Not now." in plain(after.lines[changed[0]])


@pytest.mark.parametrize("between", [(56, 18), (120, 40), (97, 31), (60, 50)])
async def test_reading_goes_on_where_it_was_after_another_size(between: tuple[int, int]) -> None:
    game = FakeGame()
    session = FakeSession("long")
    app = JangmadangApp(game, Settings(motion=False), begin=lambda: session, keep_settings=lambda settings: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("space", "space", "down", "down")
        await pilot.pause()

        def lines() -> list[str]:
            return [plain(line).rstrip() for line in app.screen.canvas.lines]  # type: ignore[attr-defined]

        before = lines()
        assert "▸ 3" in "\n".join(before)
        first = next(line.split()[-3:] for line in before[1:] if line.strip())
        await pilot.resize_terminal(*between)
        await pilot.pause()
        told = " ".join(" ".join(lines()).split())
        assert " ".join(first) in told or between[1] > 24  # where there is more room, more is seen
        assert "▸ 3" in told
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert lines() == before
        app.finish()


@pytest.mark.parametrize("name", STORIES)
async def test_a_turn_paints_no_line_twice(name: str) -> None:
    game = RunGame()
    app = JangmadangApp(game, Settings(motion=False), begin=lambda: game.open(name, 7), keep_settings=lambda _: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        canvas: Canvas = app.screen.canvas  # type: ignore[attr-defined]
        painted: list[int] = []
        render = canvas.render_line

        def watched(y: int) -> Strip:
            painted.append(y)
            return render(y)

        canvas.render_line = watched  # type: ignore[method-assign]
        await pilot.press("down")
        await pilot.pause()
        assert len(painted) == len(set(painted)) <= 4
        app.finish()


async def test_rows_that_are_no_longer_drawn_are_let_go_of_without_the_collector() -> None:
    game = RunGame()
    begin, settings = (lambda: game.open(STORIES[0], 7)), Settings(motion=False)
    app = JangmadangApp(game, settings, begin=begin, keep_settings=lambda _: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        gc.collect()
        gc.disable()
        try:
            for _ in range(6):
                await pilot.press("1")
                await pilot.pause()
            rows = sum(isinstance(one, Row) for one in gc.get_objects())
        finally:
            gc.enable()
        assert 0 < rows <= 2 * 24
        app.finish()


class Kept:
    """A session that remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def save(self) -> str:
        self.asked.append("save")
        return "no room"

    def look(self) -> None:
        self.asked.append("look")


async def test_a_save_is_whole_before_anything_else_is_asked_and_waits_for_nobody_who_leaves() -> None:
    app, kept = JangmadangApp(FakeGame(), Settings()), Kept()
    saved = [app.keep(kept) for _ in range(50)]  # type: ignore[arg-type]
    await app.ask(kept.look)
    assert kept.asked == [*["save"] * 50, "look"]
    last = app.keep(kept)  # type: ignore[arg-type]
    app.finish()
    assert {one.result() for one in (*saved, last)} == {"no room"} and kept.asked[-1] == "save"
