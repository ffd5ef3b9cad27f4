"""A real Chromium without a window, driven by its own debugging protocol: keys go in, what the page shows and asks for
comes out.

It is started once for all tests of a process, since that takes longer than most of them; each is given a profile of its
own that knows nothing of any other, and is thrown away afterwards.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import json
import re
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import mkdtemp
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ALONE = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
]
PATIENCE = 20
"""Seconds after which a page counts as hanging."""

KEYS = {"Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27, "PageUp": 33, "PageDown": 34, "End": 35, "Home": 36}
KEYS |= {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Insert": 45, "Delete": 46}
KEYS |= {f"F{number}": 111 + number for number in range(1, 13)}
HELD = {"alt": 1, "ctrl": 2, "meta": 4, "shift": 8}


class Browser:
    """The debugging connection: one command after another, and the events in between."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._hear: dict[str, Callable[[str, dict[str, Any]], None]] = {}
        self.profile = ""
        self._reading = asyncio.create_task(self._read())

    async def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        self._answers[self._number] = answer = asyncio.get_running_loop().create_future()
        await self._wire.send(json.dumps(message | ({"sessionId": session} if session else {})))
        return await asyncio.wait_for(answer, PATIENCE)

    async def _read(self) -> None:
        while True:
            try:
                message = await self._wire.recv()
            except ConnectionClosed:
                return
            told = json.loads(message)
            if "id" in told:
                answer = self._answers.pop(told["id"])
                if "error" in told:
                    answer.set_exception(RuntimeError(told["error"]["message"]))
                else:
                    answer.set_result(told["result"])
            elif told.get("sessionId") in self._hear:
                self._hear[told["sessionId"]](told["method"], told["params"])

    @asynccontextmanager
    async def page(self, address: str, size: tuple[int, int] = (1000, 600)) -> AsyncIterator[Page]:
        """Open an address in a tab of its own, and close it afterwards."""
        target = (await self.call("Target.createTarget", url="about:blank", browserContextId=self.profile))["targetId"]
        session = (await self.call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = Page(self, session)
        self._hear[session] = page.hear
        for domain in ("Page", "Runtime", "Network"):
            await self.call(f"{domain}.enable", session)
        await page.resize(size)
        await self.call("Page.navigate", session, url=address)
        yield page
        await self.call("Target.closeTarget", targetId=target)


class Page:
    """One tab, and what a person does and sees in it."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self.asked: list[str] = []
        """Every address that the page asked for, sockets too."""
        self.faults: list[str] = []
        self.complaints: list[str] = []
        """What the page writes to its console as an error; what the browser does too, once `Log` is enabled."""

    def hear(self, method: str, told: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.asked.append(told["url"])
        elif method == "Runtime.exceptionThrown":
            self.faults.append(json.dumps(told["exceptionDetails"])[:500])
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and told["type"] == "error":
            self.complaints.append(json.dumps(told["args"])[:500])

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return await self._browser.call(method, self._session, **parameters)

    async def value(self, expression: str) -> Any:
        """What the expression gives in the page."""
        told = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return told["result"].get("value")

    async def resize(self, size: tuple[int, int]) -> None:
        """Make the window so large, in pixels of the page."""
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 0, "mobile": False}
        await self.call("Emulation.setDeviceMetricsOverride", **metrics)

    async def press(self, key: str, *held: str) -> None:
        """One key, as the keyboard sends it; `held` are ctrl, alt, shift, meta."""
        about: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": KEYS.get(key, ord(key[0].upper()))}
        about |= {"code": f"Key{key.upper()}" if key.isalpha() and len(key) == 1 else key}
        about |= {"modifiers": sum(HELD[name] for name in held)}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        if text and not {"ctrl", "alt", "meta"} & set(held):
            about["text"] = text
        await self.call("Input.dispatchKeyEvent", type="keyDown" if "text" in about else "rawKeyDown", **about)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    async def mouse(self, kind: str, at: tuple[float, float], **about: Any) -> None:
        """The mouse at a place of the window: `Pressed`, `Released`, `Moved` or `Wheel`."""
        await self.call("Input.dispatchMouseEvent", type=f"mouse{kind}", x=at[0], y=at[1], **about)

    async def drag(self, start: tuple[float, float], end: tuple[float, float], *held: str) -> None:
        """Press at the one place, go to the other and let go; a click where they are the same."""
        about = {"button": "left", "clickCount": 1, "modifiers": sum(HELD[name] for name in held)}
        await self.mouse("Pressed", start, **about)
        if start != end:
            await self.mouse("Moved", end, **about | {"buttons": 1})
        await self.mouse("Released", end, **about)

    async def rows(self) -> list[str]:
        """The lines of the drawn terminal."""
        return await self.value("[...document.querySelectorAll('#screen > div')].map(row => row.textContent)") or []

    async def text(self) -> str:
        """The drawn terminal, or the words that lie over it."""
        veil = await self.value("document.querySelector('#veil:not([hidden])')?.innerText")
        return veil or "\n".join(await self.rows())

    async def until(self, held: Callable[[str], bool] | str) -> str:
        """Wait until the text holds these words, or is as asked; gives the text."""
        is_so = held if callable(held) else lambda text: held in text
        for _ in range(PATIENCE * 50):
            if is_so(text := await self.text()):
                return text
            await asyncio.sleep(0.02)
        raise AssertionError(f"never: {held}\n{text}\n{self.faults}")

    async def picture(self, path: Path) -> None:
        """What it looks like, as PNG."""
        path.write_bytes(base64.b64decode((await self.call("Page.captureScreenshot"))["data"]))


@asynccontextmanager
async def browser(scale: float = 1) -> AsyncIterator[Browser]:
    """A browser with an empty profile; `scale` pixels of its display make one of a page."""
    async with connect(_started(scale), max_size=None) as wire:
        chromium = Browser(wire)
        chromium.profile = (await chromium.call("Target.createBrowserContext"))["browserContextId"]
        try:
            yield chromium
        finally:
            await chromium.call("Target.disposeBrowserContext", browserContextId=chromium.profile)


@cache
def _started(scale: float) -> str:
    """Where the browser of this scale listens, which runs until these tests end."""
    assert PROGRAM is not None
    folder = Path(mkdtemp(prefix="chromium-"))
    flags = [*ALONE, f"--user-data-dir={folder}", f"--force-device-scale-factor={scale}"]
    complaints = folder / "complaints"
    with complaints.open("wb") as told:
        process = Popen([PROGRAM, *flags, "about:blank"], stdin=DEVNULL, stdout=DEVNULL, stderr=told)

    def end() -> None:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    for _ in range(PATIENCE * 50):
        if found := re.search(r"ws://\S+(?=\n)", heard := complaints.read_text(errors="replace")):
            return found[0]
        time.sleep(0.02)
    raise AssertionError(heard)
