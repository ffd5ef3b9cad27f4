"""The server over a real connection, with a game that only echoes: who gets in, who does not, how games end."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from jangmadang.serve import checks, site, visitors
from jangmadang.serve.server import FULL, HERE, OVER, Site

FAKE = [sys.executable, str(Path(__file__).with_name("fake_child.py"))]


class Served:
    """A server that listens, as a browser sees it."""

    def __init__(self, address: str, said: list[str]) -> None:
        self.address = address
        self.said = said
        self.host = urlsplit(address).netloc

    async def get(self, path: str = "", **headers: str) -> http.client.HTTPResponse:
        """Ask for a path below the key, or one from the root."""
        whole = path if path.startswith("/") else urlsplit(self.address).path + path

        def ask() -> http.client.HTTPResponse:
            asking = http.client.HTTPConnection(self.host, timeout=20)
            asking.putrequest("GET", whole, skip_host=True)
            for name, value in ({"Host": self.host} | headers).items():
                asking.putheader(name, value)
            asking.endheaders()
            return asking.getresponse()

        return await asyncio.to_thread(ask)

    def socket(self, size: str = "width=80&height=24", origin: str = "", visitor: str = "", **headers: str) -> connect:
        """Open the socket as the page does."""
        if visitor:
            headers["Cookie"] = f"{visitors.COOKIE}={visitor}"
        where = f"{self.address.replace('http', 'ws', 1)}{checks.SOCKET}?{size}"
        return connect(where, origin=origin or f"http://{self.host}", additional_headers=headers, proxy=None)


@asynccontextmanager
async def served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str = "well", most: int = 8
) -> AsyncIterator[Served]:
    monkeypatch.setenv("JANGMADANG_HOME", str(tmp_path))
    said: list[str] = []
    pages = Site([*FAKE, how], most, said.append)
    server = await pages.listen(0)
    try:
        yield Served(pages.address(server), said)
    finally:
        server.close()
        await server.wait_closed()


async def first(socket: ClientConnection) -> tuple[str, int, int, int]:
    """The game's home, columns, rows and process."""
    drawn = await asyncio.wait_for(socket.recv(), 20)
    assert isinstance(drawn, bytes), drawn
    home, columns, rows, process = drawn.decode().split()
    return home, int(columns), int(rows), int(process)


async def gone(process: int) -> None:
    """Wait until there is no such process."""
    for _ in range(500):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it lives on")


async def test_the_page_and_all_that_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at:
        for name in ("", "lines", *site.FILES):
            given = await at.get(name)
            assert given.status == 200 and given.read(), name
            policy = given.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and f"connect-src 'self' ws://{at.host};" in policy
        assert (await at.get("/" + at.address.split("/")[3])).headers["Location"] == urlsplit(at.address).path


async def test_what_is_not_there_is_not_given_and_nothing_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path, monkeypatch) as at:
        for name in ("page", "page/", "page/play.mjs", "../server.py", "..%2fserver.py", "page.html", "play"):
            assert (await at.get(name)).status == 404, name


async def test_a_new_visitor_is_given_a_name_and_an_old_one_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path, monkeypatch) as at:
        given = (await at.get()).headers["Set-Cookie"]
        assert "HttpOnly" in given and "SameSite=Lax" in given
        assert (await at.get(Cookie=given.partition(";")[0])).headers["Set-Cookie"] is None
        assert (await at.get("page.css")).headers["Set-Cookie"] is None


async def test_a_foreign_name_a_foreign_page_and_a_missing_key_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path, monkeypatch) as at:
        assert (await at.get(Host="example.org")).status == 421
        assert (await at.get(Origin="http://example.org")).status == 403
        assert (await at.get("/")).status == 403
        for headers in ({"origin": "http://example.org"}, {"origin": "http://127.0.0.1:1"}, {"origin": "null"}):
            with pytest.raises(InvalidStatus) as refused:
                await at.socket(**headers)
            assert refused.value.response.status_code == 403
        keyless = connect(f"ws://{at.host}/no-key/{checks.SOCKET}", origin=f"http://{at.host}", proxy=None)
        with pytest.raises(InvalidStatus) as refused:
            await keyless
        assert refused.value.response.status_code == 403


async def test_each_visitor_plays_in_a_folder_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at:
        name = visitors.new()
        async with at.socket(visitor=name) as one, at.socket() as other, at.socket(visitor=name) as same:
            homes = [(await first(socket))[0] for socket in (one, other, same)]
            assert homes[0] == homes[2] == str(tmp_path / "visitors" / name) != homes[1]
            assert Path(homes[1]).is_dir()
            await same.close()
            await asyncio.sleep(0.2)
            assert Path(homes[0]).is_dir()  # the other page of the same visitor is still open
        for home in homes:
            for _ in range(250):
                if not Path(home).exists():
                    break
                await asyncio.sleep(0.02)
            assert not Path(home).exists()  # nothing was kept


async def test_sizes_are_those_that_can_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at:
        async with at.socket("width=20000&height=1") as socket:
            assert (await first(socket))[1:3] == (300, 10)
            await socket.recv()  # the focus
            await socket.send('{"size": [100, 20000]}')
            assert json.loads(await socket.recv()) == {"type": "resize", "width": 100, "height": 120}
            await socket.send('{"type": "quit"}')
            await socket.send(b"still here")
            assert await socket.recv() == b"still here"
        async with at.socket("height=x") as socket:
            assert (await first(socket))[1:3] == (80, 24)


async def test_a_message_that_is_too_long_ends_the_visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at, at.socket() as socket:
        process = (await first(socket))[3]
        await socket.send(b"x" * (checks.LONGEST_MESSAGE + 1))
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                await socket.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009
        await gone(process)


async def test_one_more_than_may_play_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch, most=1) as at:
        async with at.socket() as playing:
            process = (await first(playing))[3]
            async with at.socket() as waiting:
                assert "One person can play" in json.loads(await waiting.recv())["over"]
                with pytest.raises(ConnectionClosed) as closed:
                    await waiting.recv()
                assert closed.value.rcvd is not None and closed.value.rcvd.code == FULL
        await gone(process)
        async with at.socket() as again:
            await first(again)


async def test_a_page_that_is_closed_ends_its_game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at:
        async with at.socket() as socket:
            process = (await first(socket))[3]
            socket.transport.abort()  # a browser that is killed says nothing
        await gone(process)


async def test_a_server_that_ends_ends_every_game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at:
        sockets = [await at.socket() for _ in range(2)]
        processes = [(await first(socket))[3] for socket in sockets]
    for process in processes:
        await gone(process)
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            await sockets[0].recv()
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1001


async def test_who_leaves_the_game_is_told_that_all_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at, at.socket() as socket:
        await first(socket)
        await socket.recv()
        await socket.send(b"q")
        assert "kept" in json.loads(await socket.recv())["over"]
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == OVER
        assert at.said == []


async def test_a_game_that_fails_says_why_to_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at:
        async with at.socket() as socket:
            await first(socket)
            await socket.recv()
            await socket.send(b"x")
            assert "Traceback: a fault" in json.loads(await socket.recv())["over"]
            with pytest.raises(ConnectionClosed):
                await socket.recv()
        for _ in range(100):
            if at.said:
                break
            await asyncio.sleep(0.02)
        assert at.said == ["Traceback: a fault"]


async def test_a_file_goes_to_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path, monkeypatch) as at, at.socket() as socket:
        await first(socket)
        await socket.recv()
        await socket.send(b"d")
        assert json.loads(await socket.recv()) == {"file": "screen.svg", "data": "PHN2Zz4="}


async def test_a_port_that_is_taken_is_passed_over_or_raised(tmp_path: Path) -> None:
    one, other = Site(FAKE, 1, print), Site(FAKE, 1, print)
    first_server = await one.listen(0)
    port = urlsplit(one.address(first_server)).port
    assert port is not None and HERE in one.address(first_server)
    with pytest.raises(OSError):
        await other.listen(port)
    second = await other.listen(port, tries=20)
    assert urlsplit(other.address(second)).port != port
    assert one.key != other.key
    for server in (first_server, second):
        server.close()
        await server.wait_closed()
