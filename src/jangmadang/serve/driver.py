"""Textual's driver inside a page's game: what it draws and tells goes to the server, and it ends with the server.

Runs in the game's own process, which Textual opens it in by name (see `children.environment`).
"""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path
from threading import Lock, Thread
from typing import BinaryIO, Literal, TextIO

from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """The web driver, with three habits more: whole writes, files in one piece, and no life without a server."""

    _sending = Lock()

    def write(self, data: str) -> None:
        """Send what is drawn."""
        self._send(b"D", data.encode("utf-8", "replace"))

    def write_meta(self, data: dict[str, object]) -> None:
        """Send what is told."""
        import msgspec

        self._send(b"M", msgspec.json.encode(data))

    def _send(self, letter: bytes, payload: bytes) -> None:
        left = memoryview(letter + len(payload).to_bytes(4, "big") + payload)
        try:
            with self._sending:
                while left:
                    left = left[os.write(self.fileno, left) :]
        except BrokenPipeError:
            self._leave()

    def run_input_thread(self) -> None:
        """Take what comes until there is nobody who could send more: then the player is gone, and so is the game."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def _leave(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._app.exit)
        except RuntimeError:
            return  # it has ended already

    def _deliver_file(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"],
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        def hand_out() -> None:
            try:
                content = binary.read()
                data = content.encode(encoding or "utf-8") if isinstance(content, str) else content
                self.write_meta({"type": "file", "name": save_path.name, "data": b64encode(data).decode()})
            except Exception as fault:
                self._delivery_failed(delivery_key, exception=fault, name=name)
            else:
                self._delivery_complete(delivery_key, save_path=None, name=name)
            finally:
                binary.close()

        # What is told of a delivery may only come from another thread than the app's.
        binary.seek(0)
        Thread(target=hand_out, name="file").start()
