"""A room that is hosted until it is killed: `python voting_until_killed.py SESSION`, told again on standard input what
it acknowledged last. It says what it acknowledges, a line each, after it is acknowledged and before anything else.
"""

import asyncio
import os
import sys
from pathlib import Path

from rooms import small

from jangmadang.room import commands as c
from jangmadang.room.answers import Accepted, Applied
from jangmadang.room.hosting import Room


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def vote(room: Room, ticket: int) -> None:
    for number in range(1_000_000):
        asked = room.session.groups[1].round
        if asked is None:
            await asyncio.sleep(0.0005)
            continue
        about = (asked.question, asked.number, asked.choices[(ticket + number) % len(asked.choices)])
        rid = f"{os.getpid()}-{number}"
        if isinstance(await room.vote(ticket, *about, rid), Accepted):
            say("vote", ticket, *about, rid)
        else:
            await asyncio.sleep(0.0005)


async def lead(room: Room) -> None:
    while True:
        await asyncio.sleep(0.004)
        group = room.session.groups[1]
        again = group.scene.id == "noon" and group.phase in ("reveal", "decide")
        command = c.Decide("again", "Once more.") if again else c.Next()
        answer = await room.do(command, room.session.version)
        if isinstance(answer, Applied):
            say("command", answer.version)


async def host(path: Path) -> None:
    room = Room.resumed(path, small())
    async with room:
        for line in sys.stdin:
            ticket, question, round_, choice, rid = line.split()
            answer = await room.vote(int(ticket), int(question), int(round_), choice, rid)
            assert isinstance(answer, Accepted) and answer.choice == choice and not answer.entries, answer
        say("resumed")
        await asyncio.gather(lead(room), *(vote(room, ticket) for ticket in room.session.tickets))


asyncio.run(host(Path(sys.argv[1])))
