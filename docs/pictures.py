"""Draws the pictures of the documentation anew from the game itself, and the page that shows them all:
`python docs/pictures.py`, or with names of screens only those.

Each picture is a shipped story at the scene that a play-test leads to, looked at by keys, at a fixed size; so a picture
never shows what the game does not.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from drawn import svg
from msgspec import Struct
from rich.segment import Segment

from jangmadang.play.found import Found
from jangmadang.play.playtests import PlayTest, moves, read_play_test, take
from jangmadang.play.ready import ready
from jangmadang.play.roads import glimpse
from jangmadang.play.run import Run
from jangmadang.play.saves import Saves
from jangmadang.settings import Settings
from jangmadang.story import shelf

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
DAY = 1_772_000_000
"""When everything was kept that a picture shows: a fixed day, or each would change with the clock."""

ON = "to what is drawn"
"""No key: space, until the text was read and what there is besides is in sight."""
USUAL = "~/.config/jangmadang"
SOL, BOK = ("three-days", "persimmon"), ("hundred", "metre")
"""The lives that are looked at: a story and a play-test of it."""
LIVED = (("three-days", "new_steel"), ("three-days", "six_sundays"), SOL, ("hundred", "cloth"), BOK)
"""Lives lived to the end before, for the gallery and the map."""
SLED = "sled with money 700, mother.trust 20"
"""Where the preview looks at its writer's locks."""
UNDER_WAY = (("three-days", "straw", "crossing"), ("hundred", "two_banks", "bribe"))
"""Lives to go on with, and how far they came."""


class Picture(Struct, frozen=True):
    """What is looked at."""

    name: str
    says: str
    """What it shows, in a line."""
    of: tuple[str, str] = ("", "")
    """The story and the play-test; without, the title."""
    until: str = ""
    """The kind of encounter that the life comes to, `ending`, a scene, or the first page."""
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    at: str = ""
    """Where the preview of the story begins."""
    slip: tuple[str, str, str] = ("", "", "")
    """What its writer saves by mistake: the file, the words, and what stands in their place."""
    room: str = ""
    """On the wall of a room: the state that space leads to; a vote on the way is voted on by 24 phones."""


SCREENS = (
    Picture("title", "The title: go on where you stopped, or open a story."),
    Picture("playthroughs", "The playthroughs of a story that are kept.", keys=("2",)),
    Picture("play", "The first page of Three Days.", SOL),
    Picture("scene", "The first page of A Hundred to One.", BOK),
    Picture("drawer", "The drawer beside the page: meters and their course, people, pack.", BOK, "market", ("p",)),
    Picture(
        "market",
        "A market: prices and where they are going, what you have.",
        BOK,
        "market",
        (ON, "down", "right"),
    ),
    Picture("bribe", "An official and what may be laid beside him.", SOL, "bribe", (ON,)),
    Picture("film", "A film behind a blanket: who is let in, and what may be heard.", SOL, "screening", (ON,)),
    Picture("river", "The river at night: how far, how thin, and the patrol's round.", SOL, "crossing", (ON,)),
    Picture("note", "A field note over the page.", SOL, "", ("n", "enter")),
    Picture("notes", "All field notes met so far, found by typing.", BOK, "ending", ("N",)),
    Picture("journal", "The journal: every turn, to be read again and gone back to.", SOL, "ending", ("j", "up", "up")),
    Picture("map", "The story map: roads taken, roads of other lives, roads left open.", SOL, "ending", ("m",)),
    Picture("turn", "A turn of the journal, and what can be done there.", SOL, "ending", ("j", "up", "up", "enter")),
    Picture("ending", "An ending.", SOL, "ending"),
    Picture("life", "The page of a life that has ended.", SOL, "ending", ("1",)),
    Picture("gallery", "Endings found, in all lives.", keys=("g",)),
    Picture("settings", "The settings.", keys=("f2",)),
    Picture("keys", "Which keys do what, and how to change them.", keys=("f2", "k")),
    Picture("palette", "Everything there is to do, found by a word.", SOL, "", ("ctrl+p",)),
    Picture(
        "write",
        "The preview of a story while it is written: why choices are open or locked.",
        keys=("w", "down"),
        at=SLED,
    ),
    Picture("write-jump", "Going anywhere, with any state.", keys=("g", *" with m"), at="fives"),
    Picture("help", "The help of a screen, here of a page of the story.", SOL, "", ("question_mark",)),
)
WIDE = (
    Picture("play-wide", "The first page of Three Days, with its picture.", SOL, size=(120, 40)),
    Picture("scene-wide", "A page with its sides open.", BOK, "bribe", size=(120, 40)),
    Picture("market-wide", "A market.", BOK, "market", size=(120, 40)),
    Picture("map-wide", "The story map.", BOK, "ending", ("m",), (120, 40)),
    Picture("life-wide", "The page of a life.", BOK, "ending", ("1",), (120, 40)),
    Picture(
        "write-wide",
        "The preview: the page as it was, what is wrong with the text, why choices are locked.",
        size=(120, 40),
        keys=("w", "down", "x"),
        at=SLED,
        slip=("act1-saturday.yaml", "goto: drain", "goto: drian"),
    ),
)
WALL = (
    Picture("room", "The lobby: how phones come in, what the story holds, who is here.", room="lobby", size=(56, 18)),
    Picture("room-vote", "A vote is open; how it lies stays hidden.", room="vote_open", size=(56, 18)),
    Picture("room-bars", "The bars.", room="reveal", size=(56, 18)),
    Picture("room-stop", "A stop to talk, with its question.", room="stop", size=(56, 18)),
    Picture("room-wide", "The lobby in smaller letters.", room="lobby", size=(80, 24)),
)
"""The projector, in large letters."""
POOR = tuple(picture for picture in SCREENS if picture.name in ("play", "market", "river", "map"))
"""Shown once more in sixteen colours, and without any."""


# ---- lives
@cache
def test_of(story: str, name: str) -> PlayTest:
    read = read_play_test(shelf.shipped()[story] / "tests" / f"{name}.yaml")
    assert read.test is not None, read.problems
    return read.test


def life(story: str, name: str, until: str) -> Run:
    """The life of a play-test, as far as wished."""
    rules, test = ready(shelf.shipped()[story]).story, test_of(story, name)
    assert rules is not None
    run = Run.start(rules, test.seed or 0)
    if until:
        for order in test.orders:
            for step in moves(run, order).steps:
                page = run.look()
                if until in (page.scene, page.stage.kind if page.stage else ""):
                    return run
                assert not take(run, step), (name, step)
    return run


def lived(home: Path) -> None:
    """Lives that were lived before, kept at a fixed time."""
    saves, found = Saves(home / "saves"), Found(home)
    for story, name, until in (*((*one, "ending") for one in LIVED), *UNDER_WAY):
        run = life(story, name, until)
        saves.slot(run.story.id).write(run.life())
        found.note(run.story.id, glimpse(run, 0))
    for number, path in enumerate(sorted((home / "saves").glob("*/*.json"))):
        os.utime(path, (DAY + 60 * number,) * 2)
    for path in (home / "seen").glob("*.json"):
        seen = json.loads(path.read_text("utf-8"))
        for how in seen.get("reached", {}).values():
            how["on"] = "2026-02-25"
        path.write_text(json.dumps(seen), "utf-8")


# ---- pictures
async def draw(picture: Picture, theme: str, home: Path) -> str:
    """The SVG of one picture in a theme, or in `none`: no colours."""
    if picture.at:
        return await draw_preview(picture, theme, home)
    if picture.room:
        return await draw_room(picture, theme, home)
    from jangmadang.tui.app import JangmadangApp
    from jangmadang.tui.playing import RunGame
    from jangmadang.tui.sessions import RunSession

    os.environ.pop("NO_COLOR", None)
    if theme == "none":
        os.environ["NO_COLOR"] = "1"
    saves, found, (story, name) = Saves(home / "saves"), Found(home), picture.of
    begin = None
    if story:
        run = life(story, name, picture.until)
        session = RunSession(run, saves.slot(run.story.id, "9"), found, folder=shelf.shipped()[story])
        begin = lambda: session  # noqa: E731
    app = JangmadangApp(
        RunGame(saves=saves),
        Settings(motion=False, theme=theme if theme != "none" else "lamp"),
        {"none": "none", "terminal": "terminal"}.get(theme, "full"),  # type: ignore[arg-type]
        begin=begin,
        keep_settings=lambda settings: None,
    )
    async with app.run_test(size=picture.size) as pilot:
        for key in ("", *picture.keys):
            if key == ON:
                while app.screen._look.reading:  # type: ignore[attr-defined]
                    await pilot.press("space")
            elif key:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        strips = [_elsewhere(strip, str(home)) for strip in app.screen._compositor.render_strips()]
        app.finish()
    return svg(strips, picture.size[0], picture.says)


async def draw_preview(picture: Picture, theme: str, home: Path) -> str:
    """The same of the preview, of a copy of A Hundred to One."""
    from jangmadang.preview.app import PreviewApp
    from jangmadang.preview.session import WritingSession

    with tempfile.TemporaryDirectory() as made:
        story = Path(made) / "hundred"
        shutil.copytree(shelf.shipped()["hundred"], story)
        session = WritingSession(story, home / "preview", 7, picture.at)
        app = PreviewApp(
            session,
            Settings(motion=False, theme=theme),
            "full",
            lambda settings: None,
            lint=lambda script: script.problems,
        )
        async with app.run_test(size=picture.size) as pilot:
            if picture.slip[0]:
                file, words, instead = picture.slip
                (story / file).write_text((story / file).read_text("utf-8").replace(words, instead, 1), "utf-8")
                while not app.write.sight.older:  # type: ignore[union-attr]
                    await pilot.pause(0.05)
            while not app.write.sight.linted:  # type: ignore[union-attr]
                await pilot.pause(0.05)
            for key in picture.keys:
                await pilot.press("space" if key == " " else key)
                await app.workers.wait_for_complete()
                await pilot.pause()
            strips = list(app.screen._compositor.render_strips())
        app.finish()
    return svg(strips, picture.size[0], picture.says)


async def draw_room(picture: Picture, theme: str, home: Path) -> str:
    """The same of a room that plays Three Days."""
    from jangmadang.play.turn import Rules
    from jangmadang.room.answers import Options, Refused
    from jangmadang.room.clock import Clock
    from jangmadang.room.commands import named
    from jangmadang.room.hosting import Room
    from jangmadang.room.projector.app import HostApp
    from jangmadang.room.projector.drawing.frame import Door

    file = shelf.shipped()["three-days"]
    rules = ready(file).story
    assert rules is not None
    clock = Clock(lambda: 1000 * DAY, lambda: 0)
    options = Options(seed=7, minutes=30)
    rooms = home / f"rooms-{picture.name}-{theme}"
    async with Room.opened(Rules(rules), options, file, rooms, clock) as room:
        for _ in range(23):
            joined = await room.join()
            assert not isinstance(joined, Refused)
            room.came(joined.ticket)
        await room.do(named("people", count=24), room.projector().version)
        while (sight := room.projector()).state != picture.room:
            if sight.state == "vote_open":
                for ticket in range(1, 24):
                    choice = sight.options[0 if ticket <= 11 else 1 if ticket <= 20 else 2].id
                    await room.vote(ticket, sight.question, sight.round, choice, f"{ticket}")
            await room.do(named("next"), room.projector().version)
        if picture.room == "vote_open":
            for ticket in range(1, 19):
                await room.vote(ticket, sight.question, sight.round, sight.options[ticket % 3].id, f"{ticket}")
        door = Door("K4T2M9", "http://192.168.43.1:8000/K4T2M9", "MARKET")
        app = HostApp(room, door, Settings(motion=False, theme=theme), "full", lambda settings: None, ticks=False)
        async with app.run_test(size=picture.size) as pilot:
            for key in ("", *picture.keys):
                if key:
                    await pilot.press(key)
                await pilot.pause()
            strips = list(app.screen._compositor.render_strips())
        app.finish()
    return svg(strips, picture.size[0], picture.says)


def _elsewhere(strip: Iterable[Segment], folder: str) -> list[Segment]:
    """Where a player's files usually are, in place of where these are."""
    return [Segment(segment.text.replace(folder, USUAL), segment.style) for segment in strip]


def all_of_them() -> Iterator[tuple[Picture, str]]:
    """Every picture and the theme that it is drawn in."""
    for picture in (*SCREENS, *WIDE, *WALL):
        for theme in ("lamp", "hanji"):
            yield picture, theme
    for picture in POOR:
        for theme in ("terminal", "none"):
            yield picture, theme


def file_of(picture: Picture, theme: str) -> str:
    return f"{picture.name}-{theme}.svg"


def page() -> str:
    """The page that shows them: `docs/gallery.md`."""
    lines = [
        "# Every screen",
        "",
        "By lamp on the left, on paper (hanji) on the right; there are two more themes, `river` and `contrast`, and",
        "the terminal's own colours. Made from the game by `make docs-pictures`.",
    ]

    def rows(pictures: tuple[Picture, ...], themes: tuple[str, str], names: tuple[str, str]) -> None:
        for picture in pictures:
            lines.extend(["", f"**{picture.says}**", "", f"| {names[0]} | {names[1]} |", "|-|-|"])
            shown = (f"![{picture.says}](pictures/{file_of(picture, theme)})" for theme in themes)
            lines.append(f"| {' | '.join(shown)} |")

    rows(SCREENS, ("lamp", "hanji"), ("lamp", "hanji"))
    lines += ["", "## In a wide terminal"]
    rows(WIDE, ("lamp", "hanji"), ("lamp", "hanji"))
    lines += ["", "## On the wall of a room", "", "The projector of `jangmadang host`, in letters for the back row."]
    rows(WALL, ("lamp", "hanji"), ("lamp", "hanji"))
    lines += ["", "## In sixteen colours, and in none", "", "Nothing is said by colour alone."]
    rows(POOR, ("terminal", "none"), ("the terminal's sixteen colours", "`NO_COLOR`"))
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> None:
    """Write the pictures, from a home of their own, and the page."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JANGMADANG_HOME"] = folder
        lived(Path(folder))
        for picture, theme in all_of_them():
            if not names or picture.name in names:
                drawn = asyncio.run(draw(picture, theme, Path(folder)))
                (PICTURES / file_of(picture, theme)).write_text(drawn, "utf-8")
    (HERE / "gallery.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
