"""What lies around the game where it was started: words as one types them at a shell, and signals that wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


def quoted(word: str) -> str:
    """The word as one types it at a shell."""
    if word.replace("-", "").replace("_", "").replace("/", "").replace(".", "").isalnum():
        return word
    from shlex import quote

    return quote(word)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals wait until a turn is taken and kept: half of one is nothing that can be saved."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
