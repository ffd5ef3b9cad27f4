"""A game's process begins, is fed and read, and always ends."""

from __future__ import annotations

import asyncio
import os
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from jangmadang.serve.children import Child, command, environment

FAKE = [sys.executable, str(Path(__file__).with_name("fake_child.py"))]


async def started(tmp_path: Path, *words: str) -> Child:
    return await Child.start([*FAKE, *words], environment(tmp_path, (80, 24)))


async def heard(child: Child, words: bytes) -> bytes:
    async with asyncio.timeout(20):
        async for said in child.said():
            if isinstance(said, bytes) and words in said:
                return said
    raise AssertionError(child.errors)


def test_the_environment_is_a_visitors_own(tmp_path: Path) -> None:
    env = environment(tmp_path, (100, 30), {"TEXTUAL_THEME": "x", "LANG": "ko_KR.UTF-8", "JANGMADANG_HOME": "/mine"})
    assert env["JANGMADANG_HOME"] == str(tmp_path) and env["LANG"] == "ko_KR.UTF-8"
    assert (env["COLUMNS"], env["ROWS"]) == ("100", "30") and "TEXTUAL_THEME" not in env


async def test_keys_go_in_and_drawing_comes_out(tmp_path: Path) -> None:
    child = await started(tmp_path)
    await child.type("1 ㅅ".encode())
    assert await heard(child, "ㅅ".encode()) == "1 ㅅ".encode()
    await child.end()
    assert child.code == 0


async def test_one_that_will_not_leave_is_made_to(tmp_path: Path) -> None:
    child = await started(tmp_path, "stubborn")
    await heard(child, b" 80 24 ")
    await child.end(patience=0.3)
    assert child.code == -9


async def test_what_went_wrong_is_kept(tmp_path: Path) -> None:
    child = await started(tmp_path, "broken")
    assert [said async for said in child.said()] == []
    await child.end()
    assert child.code == 1 and child.errors == "No story."
    await child.type(b"1")  # a key pressed too late is no fault


async def test_a_picture_of_the_screen_goes_to_the_page_and_the_game_goes_on(tmp_path: Path) -> None:
    child = await Child.start(command([]), environment(tmp_path, (80, 24)))
    steps = [(b"Three Days", b"\x10"), (b"type to find", b"save a p"), (b"Save a picture", b"\r")]
    files: list[dict[str, Any]] = []
    async with asyncio.timeout(20):
        async for said in child.said():
            if isinstance(said, bytes):
                if steps and steps[0][0] in said:
                    await child.type(steps.pop(0)[1])
                elif files and b"Three Days" in said:
                    break
            elif said["type"] == "file":
                files.append(said)
                await child.type(b"?\x1b")
    (file,) = files
    assert file["name"].endswith(".svg") and b64decode(file["data"]).startswith(b"<svg")
    await child.end()
    assert child.code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
async def test_the_game_does_not_outlive_the_server(tmp_path: Path) -> None:
    """The server is killed: nobody asks the game to end, but nobody can play it either."""
    child = await Child.start(command([]), environment(tmp_path, (80, 24)))
    await heard(child, b"Three Days")
    assert child._process.stdin is not None
    child._process.stdin.close()
    async with asyncio.timeout(20):
        await child._drained()
    assert child.code == 0
    with pytest.raises(ProcessLookupError):
        os.kill(child._process.pid, 0)
