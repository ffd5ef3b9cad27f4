"""Leading a room by its keys: space alone through a whole plan, keys as commands, what is asked for, going on."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from jangmadang.room.answers import Options
from jangmadang.room.commands import AnyCommand
from jangmadang.room.events import Decide, Happened
from jangmadang.room.projector.drawing.frame import Door
from jangmadang.room.projector.hints import hints
from jangmadang.room.projector.keys import KEYS
from jangmadang.room.snapshot import Remote
from jangmadang.room.store import going, read

from .hosted_room import PHONES, Leader, on_the_wall

HANDS = Options(seed=7, minutes=20, hands=True)


def typed(words: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in words]


async def to_the_vote(leader: Leader) -> None:
    """By space, to the first open vote."""
    while leader.sight.state != "vote_open":
        await leader.press("space")


async def test_space_alone_leads_through_a_whole_plan_with_hands(tmp_path: Path) -> None:
    been: list[str] = []
    async with on_the_wall(tmp_path, HANDS, Door()) as leader:
        for _ in range(400):
            if leader.state == "closed":
                break
            if not been or been[-1] != leader.sight.state:
                been.append(leader.sight.state)
            await leader.pilot.press("space")
            leader.later(5)
        await leader.look()
        assert leader.state == "closed"
        assert "Thank you." in leader.text
    assert been[:3] == ["lobby", "scene", "vote_open"]
    assert been[-1] == "debrief"
    assert {"stop", "reveal", "decide", "outcome"} <= set(been)


def test_every_command_has_a_key_and_every_key_a_command() -> None:
    """`focus` and a choice's number are digits; no other key is without a command of its own name."""
    by_key = {key.action.partition("'")[2].partition("'")[0] for key in KEYS if key.action.startswith("do(")}
    commands = {str(command.__struct_config__.tag) for command in get_args(AnyCommand)}
    assert by_key == commands - {"focus"}
    names = [name for key in KEYS for name in key.keys.split(",")]
    assert len(names) == len(set(names))


async def test_a_key_does_what_its_command_does_and_the_wall_follows_the_phone(tmp_path: Path) -> None:
    """The same session twice: once by keys, once by the commands of the facilitator's phone."""
    told: list[list[str]] = []
    steps = (
        ("space", "next", {}),
        ("pagedown", "", {}),
        ("o", "open", {}),
        ("plus", "time", {"seconds": 30}),
        ("minus", "time", {"seconds": -30}),
        ("b", "blank", {}),
        ("b", "blank", {}),
        ("s", "pause", {}),
        ("s", "pause", {}),
        ("q", "join_panel", {}),
        ("l", "lock", {}),
        ("l", "lock", {}),
        ("q", "join_panel", {}),
        ("p", "pace", {}),
        ("p", "pace", {}),
        ("c", "close", {}),
        ("o", "open", {}),
        ("c", "close", {}),
        ("r", "reveal", {}),
        ("v", "revote", {}),
        ("c", "close", {}),
        ("r", "reveal", {}),
        ("d", "stop", {}),
        ("d", "stop", {}),
        ("space", "next", {}),
        ("1", "decide", {"choice": "1"}),
        ("u", "undo", {}),
        ("U", "forward", {}),
        ("m", "mute", {}),
        ("e", "end", {}),
    )
    for by_keys in (True, False):
        seen: list[str] = []
        async with on_the_wall(tmp_path / str(by_keys)) as leader:
            for key, name, arguments in steps:
                if by_keys or not name:
                    await leader.press(key)
                else:
                    await leader.command(name, **arguments)  # type: ignore[arg-type]
                seen.append(f"{key}: {leader.text}")
        told.append(seen)
    for one, other in zip(*told, strict=True):
        assert one == other


async def test_the_leader_is_taken_by_enter_another_with_a_reason(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await to_the_vote(leader)
        await leader.vote((1, 3), (2, 2))
        assert "5 of 5 have chosen" in leader.text
        assert "60%" not in leader.text, "how the votes lie is hidden until it is shown"
        await leader.press("space", "space")
        assert "60%" in leader.text
        assert "One vote apart." in leader.text
        assert "space Take 1" in leader.text
        await leader.press("2")
        assert "The room chose 1. Why 2?" in leader.text
        await leader.press("enter")
        assert "Why 2?" in leader.text, "another than the room's choice needs a reason"
        await leader.press(*typed("Two spoke for it"), "enter")
        assert leader.state == "outcome"
        path = leader.room.path
    decided = [one.event for one in read(path).log if isinstance(one, Happened) and isinstance(one.event, Decide)]
    assert decided[0].by == "facilitator"
    assert decided[0].reason == "Two spoke for it"


async def test_hands_are_typed_and_nothing_is_shown_of_them_before_the_bars(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path, HANDS, Door()) as leader:
        await to_the_vote(leader)
        assert "Count hands" in leader.lines[-1]
        await leader.press("h", "4", "enter", "1", "2", "enter")
        assert "16 hands" in leader.text
        await leader.press("backspace", "backspace", "3", "enter", "enter")
        await leader.press("space", "space")
        assert leader.sight.state == "reveal"
        counts = [option.votes for option in leader.sight.options if not option.reason]
        assert counts[:2] == [4, 13]
        assert "17 chose" in leader.text


async def test_words_that_were_said_are_kept_and_never_drawn(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await leader.press("space", "n")
        assert "never who" in leader.text
        await leader.press(*"river", "enter")
        assert "river" not in leader.lines[0]
        assert leader.room.remote().notes == ("river",)
        await leader.press("n", "x", "escape")
        assert leader.room.remote().notes == ("river",)


async def test_digits_of_a_phone_that_pairs_are_not_shown(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        digits = leader.room.pairing()
        assert digits is not None
        await leader.press("f", *digits[:5])
        assert digits[:5] not in leader.text.replace(" ", "")
        assert "▪ ▪ ▪ ▪ ▪ ▫" in leader.text
        await leader.press(digits[5], "enter")
        assert leader.room.paired(digits)
        await leader.press("f", *"123456", "enter")
        assert "No phone" in leader.text
        assert "digits." in leader.text


async def test_a_tie_is_asked_about_and_a_lot_settles_it(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await to_the_vote(leader)
        await leader.vote((1, 2), (3, 2))
        await leader.press("space", "space")
        assert "1 and 3 are level." in leader.text
        await leader.press("t")
        assert "Draw lots" in leader.text
        await leader.press("2")
        assert leader.state == "outcome"


async def test_what_cannot_be_done_is_said_and_nothing_changes(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await leader.press("r")
        assert "bars are shown" in leader.words.lower()
        assert leader.state == "lobby"
        await leader.press("g")
        assert "There is one group." in leader.text


async def test_groups_go_each_its_way_and_the_grid_tells_of_all(tmp_path: Path) -> None:
    options = Options(seed=7, minutes=15, groups=3)
    async with on_the_wall(tmp_path, options, size=(80, 24)) as leader:
        await leader.press("space", "g")
        assert [line.split()[0] for line in leader.lines[:-1] if line.strip()[:1] in ("1", "2", "3")] == ["1", "2", "3"]
        assert leader.text.count("votes") >= 3
        await leader.press("2", "g")
        assert leader.lines[0].split()[:2] == ["Group", "2"]
        await leader.press("g", "0", "escape")
        assert "Group" not in leader.lines[0]


async def test_leaving_asks_while_something_is_under_way(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await to_the_vote(leader)
        await leader.press("ctrl+q")
        assert "The vote is open." in leader.text
        await leader.press("1")
        assert leader.app.is_running
        await leader.press("ctrl+q")
        await leader.pilot.press("2")
        await leader.pilot.pause()
        assert leader.app._exit


async def test_a_session_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await to_the_vote(leader)
        await leader.vote((1, 2), (2, 1))
        before, code = leader.sight, leader.room.code
    (file,) = going(tmp_path)
    async with on_the_wall(tmp_path, resume=file) as leader:
        after = leader.sight
        assert (after.state, after.scene, after.voted, leader.room.code) == ("vote_open", before.scene, 3, code)
        await leader.press("space", "space")
        assert "67%" in leader.text


async def test_many_votes_do_not_draw_the_wall_many_times(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await to_the_vote(leader)
        assert leader.app.wall is not None
        looked = 0
        look = leader.app.look

        def counted() -> object:
            nonlocal looked
            looked += 1
            return look()

        leader.app.look = counted  # type: ignore[method-assign, assignment]
        await leader.vote((1, 40))
        assert looked < 40
        assert "40 of 40 have chosen" in leader.text


@pytest.mark.parametrize("state", ["lobby", "scene", "vote_open"])
async def test_the_key_line_offers_only_what_is_possible(tmp_path: Path, state: str) -> None:
    async with on_the_wall(tmp_path) as leader:
        while leader.sight.state != state:
            await leader.press("space")
        for _, _, action in hints(leader.sight):
            name = action.partition("'")[2].partition("'")[0]
            assert not name or name in leader.sight.can
        assert leader.lines[-1].rstrip().endswith("? Keys")
        await leader.press("question_mark")
        assert "The projector" in leader.text


async def test_korean_letters_are_the_keys_they_lie_on(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await leader.press("ㅠ")
        assert leader.room.projector().blank
        await leader.press("b")
        assert not leader.room.projector().blank
    assert PHONES.code


async def test_a_choice_and_a_key_can_be_clicked(tmp_path: Path) -> None:
    async with on_the_wall(tmp_path) as leader:
        await leader.pilot.click(offset=(3, 17))
        await leader.look()
        assert leader.state == "scene", "space, on the key line"
        await to_the_vote(leader)
        await leader.vote((1, 2))
        await leader.press("space", "space")
        row = next(number for number, line in enumerate(leader.lines) if line.startswith(" 1  "))
        await leader.pilot.click(offset=(2, row))
        await leader.look()
        assert leader.state == "outcome"


async def test_a_full_disk_is_said_to_whoever_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_the_wall(tmp_path) as leader:
        await leader.press("space")
        remote = leader.room.remote

        def full() -> Remote:
            return replace(remote(), unsaved="Nothing is kept now. Go on with hands.")

        monkeypatch.setattr(leader.room, "remote", full)
        await leader.look()
        assert "Go on with hands." in leader.text


async def test_the_wall_stays_as_it_is_under_what_is_asked(tmp_path: Path) -> None:
    """A phone leads on while something is typed here: the wall follows, and what was typed stays."""
    async with on_the_wall(tmp_path) as leader:
        await leader.press("space", "n", *"abc")
        await leader.command("open")
        assert "abc" in leader.text
        assert leader.sight.state == "vote_open"
        await leader.press("enter")
        assert leader.room.remote().notes == ("abc",)
