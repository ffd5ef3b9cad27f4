"""A host killed at any moment has lost nothing that it acknowledged, and counted nothing twice."""

import asyncio
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jangmadang.room.answers import Options
from jangmadang.room.events import Voted
from jangmadang.room.hosting import Room
from jangmadang.room.session import Session
from jangmadang.room.store import read

from .rooms import STORIES, small

SCRIPT = Path(__file__).with_name("voting_until_killed.py")
VOTERS = 12


async def opened(folder: Path) -> Path:
    room = Room.opened(small(), Options(minutes=20), STORIES, folder)
    async with room:
        for _ in range(VOTERS):
            await room.join()
    return room.path


def hosted_until_killed(path: Path, again: list[str], seconds: float) -> list[str]:
    """What it said before it was killed, so long after it listened."""
    with subprocess.Popen(
        [sys.executable, SCRIPT, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as host:
        assert host.stdin is not None and host.stdout is not None and host.stderr is not None
        host.stdin.write("".join(f"{line}\n" for line in again))
        host.stdin.close()
        assert host.stdout.readline() == "resumed\n", host.stderr.read()
        time.sleep(seconds)
        host.kill()
        said = host.stdout.read().splitlines()
        assert host.wait() == -signal.SIGKILL, host.stderr.read()
    return said


def killed(folder: Path, kills: int, seed: int) -> int:
    """Kill it so often; gives how many votes were acknowledged."""
    draw, path = random.Random(seed), asyncio.run(opened(folder))
    acknowledged: list[str] = []
    version = 0
    for _ in range(kills):
        said = hosted_until_killed(path, acknowledged[-20:], draw.uniform(0.0, 0.15))
        acknowledged += [line.partition(" ")[2] for line in said if line.startswith("vote ")]
        version = max([version, *(int(line.split()[1]) for line in said if line.startswith("command "))])
        kept = read(path)
        votes = [f"{v.ticket} {v.question} {v.round} {v.choice} {v.rid}" for v in kept.log if isinstance(v, Voted)]
        assert len(votes) == len(set(votes)) and set(acknowledged) <= set(votes)
        assert [entry.seq for entry in kept.log] == list(range(1, len(kept.log) + 1)) and len(kept.log) >= version
        session = Session.fold(small(), kept.meta.options, kept.tickets, kept.log)
        assert sum(len(round_.names) for round_ in session.groups[1].rounds) == len(votes)
    return len(acknowledged)


def test_five_kills_lose_no_acknowledged_vote_and_count_none_twice(tmp_path: Path) -> None:
    assert killed(tmp_path, 5, seed=7) > 0


@pytest.mark.long
def test_forty_kills_lose_no_acknowledged_vote_and_count_none_twice(tmp_path: Path) -> None:
    assert killed(tmp_path, 40, seed=7) > 0
