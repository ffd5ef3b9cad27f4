"""An open room: what is answered is on the disk, nothing is seen before, and a bad disk ends no lesson."""

import asyncio
from concurrent.futures import Future
from pathlib import Path

import pytest
from msgspec.structs import replace

from jangmadang.play.turn import Rules
from jangmadang.room import commands as c
from jangmadang.room.answers import Accepted, Applied, Options, Refused
from jangmadang.room.events import Resumed, Voted
from jangmadang.room.hosting import Admitted, DiskRefused, Room
from jangmadang.room.store import read

from .rooms import STORIES, small


def opened(folder: Path, **options: int) -> Room:
    return Room.opened(small(), Options(**{"minutes": 20} | options), STORIES / "stall.yaml", folder)  # type: ignore[arg-type]


async def admitted(room: Room, count: int) -> list[Admitted]:
    phones = await asyncio.gather(*(room.join() for _ in range(count)))
    assert all(isinstance(phone, Admitted) for phone in phones)
    return [phone for phone in phones if isinstance(phone, Admitted)]


async def do(room: Room, *commands: c.AnyCommand) -> None:
    for command in commands:
        answer = await room.do(command, room.session.version)
        assert isinstance(answer, Applied), (command, answer)


async def test_a_room_from_the_door_to_the_file(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        one, two = await admitted(room, 2)
        assert (room.ticket(one.secret), room.ticket(two.secret), room.ticket("x")) == (1, 2, None)
        await do(room, c.Next(), c.Next())
        asked = room.phone()[0]
        assert asked.state == "vote_open" and asked.question == 1
        votes = await asyncio.gather(*(room.vote(n, 1, 1, "sell", "a") for n in (1, 2)))
        assert all(isinstance(vote, Accepted) for vote in votes)
        own = room.own(1)
        assert own is not None and own.choice == "sell"
        assert len([entry for entry in read(room.path).log if isinstance(entry, Voted)]) == 2
        assert room.remote().voted_each == (2, 0, 0, 0) and room.projector().options[0].votes is None
        await do(room, c.End(), c.End(), c.Next())
    assert read(room.path).meta.finished


async def test_it_goes_on_where_it_stood_with_every_ticket(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        (phone,) = await admitted(room, 1)
        await do(room, c.Next(), c.Next())
        await room.vote(1, 1, 1, "keep", "a")
        stood = room.session.plain()[2:]
    again = Room.resumed(room.path, small())
    async with again:
        assert again.code == room.code and again.ticket(phone.secret) == 1
        assert again.session.plain()[2:] == stood
        repeat = await again.vote(1, 1, 1, "keep", "a")
        assert isinstance(repeat, Accepted) and not repeat.entries
        await do(again, c.Close())
    last = read(room.path).log
    assert isinstance(last[-2].event, Resumed) and last[-1].at >= last[-2].at  # type: ignore[union-attr]


async def test_a_changed_story_is_named(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        pass
    changed = Rules(replace(small().story, fingerprint="another"))
    with pytest.raises(DiskRefused, match=r"stall\.yaml was changed"):
        Room.resumed(room.path, changed)
    other = Rules(replace(small().story, id="other"))
    with pytest.raises(DiskRefused, match="a session of The stall"):
        Room.resumed(room.path, other)
    again = Room.resumed(room.path, small())
    async with again:
        await do(again, c.Next(), c.End(), c.End(), c.Next())
    with pytest.raises(DiskRefused, match="is over"):
        Room.resumed(room.path, small())


async def test_nothing_is_answered_or_seen_before_it_is_on_the_disk(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        await admitted(room, 1)
        await do(room, c.Next(), c.Next())
        seen, frame = room.projector(), room.phone()
        write, due = room._lane.store.write, Future[None]()
        room._lane.store.write = lambda *_: due  # type: ignore[method-assign]
        vote = asyncio.ensure_future(room.vote(1, 1, 1, "sell", "a"))
        close = asyncio.ensure_future(room.do(c.Close(), seen.version))
        await asyncio.sleep(0.01)
        assert not vote.done() and not close.done()
        room.came(1)
        assert replace(room.projector(), now=seen.now) == seen and room.phone() is frame
        own = room.own(1)
        assert own is not None and own.choice == ""
        room._lane.store.write = write  # type: ignore[method-assign]
        due.set_result(None)
        assert isinstance(await vote, Accepted) and isinstance(await close, Applied)
        assert room.projector().state == "vote_closed" and room.projector().phones == 1


async def test_on_a_full_disk_votes_are_refused_and_the_room_goes_on_with_hands(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        await admitted(room, 2)
        await do(room, c.Next(), c.Next())
        assert isinstance(await room.vote(1, 1, 1, "sell", "a"), Accepted)
        write = room._lane.store.write

        def refuses(*_: object) -> Future[None]:
            due = Future[None]()
            due.set_exception(DiskRefused("the disk is full."))
            return due

        room._lane.store.write = refuses  # type: ignore[method-assign]
        note = room.do(c.Note("said"), room.session.version)
        vote, again, join, noted = await asyncio.gather(
            room.vote(2, 1, 1, "keep", "a"), room.vote(1, 1, 1, "sell", "a"), room.join(), note
        )
        assert isinstance(vote, Refused) and vote.kind == "full" and "hand" in vote.words
        assert isinstance(again, Accepted), "what was acknowledged stays acknowledged"
        assert isinstance(join, Refused) and isinstance(noted, Applied)
        assert "the disk is full" in room.remote().unsaved and room.remote().notes == ("said",)
        await do(room, c.Hands({"keep": 3}), c.Close(), c.Reveal())
        assert room.projector().options[1].votes == 3 and room.projector().tickets == 2
        room._lane.store.write = write  # type: ignore[method-assign]
        await do(room, c.Decide("keep"))
        assert room.remote().unsaved == ""
        stood = room.session.plain()
    kept = read(room.path)
    again_room = Room.resumed(room.path, small())
    async with again_room:
        assert again_room.session.plain()[3:] == stood[3:]
    assert [entry.seq for entry in kept.log] == list(range(1, len(kept.log) + 1))


async def test_a_fault_of_ours_leaves_nobody_waiting(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        await do(room, c.Next())
        version = room.session.version
        faulty, good = await asyncio.gather(
            room.do("no command", version),  # type: ignore[arg-type]
            room.do(c.Note("said"), version),
            return_exceptions=True,
        )
        assert isinstance(faulty, Exception | Refused) and isinstance(good, Applied)
        broken = room._lane.ask(lambda session: 1 // 0)  # type: ignore[arg-type,return-value]
        with pytest.raises(ZeroDivisionError):
            await broken
        await do(room, c.Decide("sell"))


async def test_a_command_sent_twice_is_carried_out_once(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        await do(room, c.Next())
        seen = room.session.version
        first, second = await asyncio.gather(room.do(c.Next(), seen, "r1"), room.do(c.Next(), seen, "r1"))
        third = await room.do(c.Next(), seen, "r1")
        assert isinstance(first, Applied) and isinstance(second, Applied) and isinstance(third, Applied)
        assert (len(first.entries), second.entries, third.entries) == (1, (), ())
        assert room.projector().state == "vote_open"


async def test_what_comes_together_is_committed_together(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        phones = await admitted(room, 50)
        await do(room, c.Next(), c.Next())
        store, commits = room._lane.store, list[int]()
        write = store.write
        store.write = lambda entries, tickets=(): (commits.append(len(entries)), write(entries, tickets))[1]  # type: ignore[method-assign,assign,misc]
        await asyncio.gather(*(room.vote(phone.ticket, 1, 1, "sell", "a") for phone in phones))
        assert sum(commits) == 50 and len(commits) < 5


async def test_a_facilitator_s_phone_is_let_in_by_digits_typed_at_the_laptop(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        digits = room.pairing()
        assert digits is not None and room.paired(digits) is None
        assert isinstance(await room.do(c.Pair("nothing"), 0), Refused)
        assert isinstance(await room.do(c.Pair(f"{digits[:3]} {digits[3:]}"), 0), Applied)
        secret = room.paired(digits)
        assert secret is not None and room.facilitator(secret) and room.paired(digits) is None
        assert not room.facilitator("") and not room.facilitator(secret[:-1])


async def test_who_watches_is_told_of_connections_and_of_changes(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        told: list[int] = []
        end = room.watch(lambda: told.append(room.change))
        await admitted(room, 1)
        room.came(1)
        assert room.projector().phones == 1
        room.left(1)
        await do(room, c.Next())
        assert room.projector().phones == 0 and len(told) >= 3 and told == sorted(set(told))
        end()
        end()
        count = len(told)
        await do(room, c.Next())
        assert len(told) == count


async def test_a_room_that_is_shut_answers_nobody(tmp_path: Path) -> None:
    room = opened(tmp_path)
    async with room:
        pass
    with pytest.raises(RuntimeError):
        await room.do(c.Next(), 0)
