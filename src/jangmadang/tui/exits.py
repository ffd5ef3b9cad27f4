"""Ways out: what the process answers when it ends, and signals that end it in good order.

0    the player left
1    a fault of ours, or a story with errors; the terminal is restored, words follow
129  SIGHUP: the terminal was closed
130  SIGINT
143  SIGTERM
"""

from __future__ import annotations

import asyncio
import signal
import traceback
from collections.abc import Callable

FAULT = 1


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
