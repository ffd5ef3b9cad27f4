"""A person at a terminal, for tests: hears what is said until the next question, and answers."""

from __future__ import annotations

import os
import re
import select
from typing import Any

PATIENCE = 20
"""Seconds of silence after which it counts as hanging."""


class Talk:
    """What is said by lines, and answered."""

    def __init__(self, process: Any) -> None:
        self.process = process
        self.lines: list[str] = []
        """Every line as it stood on the terminal."""

    def said(self) -> str:
        """Everything up to the next question, wrapped lines made whole."""
        data = b""
        while not re.search(rb"> $", data):
            ready, _, _ = select.select([self.process.fd], [], [], PATIENCE)
            assert ready, ("it hangs", data[-2000:])
            data += os.read(self.process.fd, 65_536)
        self.lines += data.decode().splitlines()
        return " ".join(data.decode().split())

    def answer(self, line: str) -> str:
        self.process.write(f"{line}\n".encode())
        return self.said()

    def choose(self, said: str, words: str) -> str:
        """Answer with the number in front of those words."""
        (number,) = set(re.findall(rf"(\d+)\. {re.escape(words)}", said))
        return self.answer(number)
