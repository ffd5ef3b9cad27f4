"""Ways out: what the process answers when it ends, and signals that end it in good order.

0    the player left
1    a fault of ours, or a story with errors; the terminal is restored, words follow
129  the terminal was closed: SIGHUP, or nothing but its end can be read
130  SIGINT
143  SIGTERM
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable

FAULT = 1
HUNG_UP = 129
LOOKED_AFTER = 1.0
"""Seconds between two looks at whether the terminal is still there."""


def fault() -> str:
    """What to say, once the screen is left, of the exception that is being handled."""
    return (
        f"the game has a fault:\n\n{traceback.format_exc()}\n"
        "It is the game's, not yours. What you chose is kept: open the game again to go on."
    )


def on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with 128 + the signal's number when the process is asked to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None:
            try:
                loop.add_signal_handler(number, leave, 128 + number)
            except (NotImplementedError, RuntimeError):
                # Windows, or a loop that does not run in the main thread: Textual's own handling stays.
                return


def on_hangup(leave: Callable[[int], None]) -> None:
    """Call `leave` with 129 when the terminal is gone and no signal tells of it.

    Only the leader of a session is sent SIGHUP. Under `make`, which waits for what it started, that is not the game: it
    would read the end of a terminal that is closed for ever, as fast as the machine can.
    """
    if not hasattr(select, "poll") or sys.__stdin__ is None or not os.isatty(sys.__stdin__.fileno()):
        return
    loop = asyncio.get_running_loop()
    terminal = select.poll()
    terminal.register(sys.__stdin__.fileno(), 0)  # a hang-up is told of unasked

    def look() -> None:
        if any(event & select.POLLHUP for _, event in terminal.poll(0)):
            leave(HUNG_UP)
        else:
            loop.call_later(LOOKED_AFTER, look)

    loop.call_later(LOOKED_AFTER, look)
