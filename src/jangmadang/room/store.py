"""The log on the disk: one SQLite file for a session, in which all that was acknowledged is.

    <data folder>/rooms/<story id>-<YYYY-MM-DD-HHMM>-<CODE>.room

One thread writes; what comes together is committed together, and a future is done only after the commit is on the
disk (WAL, synchronous=FULL; fullfsync where there is such a thing). So a process killed at any moment has lost nothing
that it acknowledged.

    meta(key, value)       format, story (id), title, fingerprint, file, options (JSON), code, began (ms since 1970),
                           app (version), finished
    event(seq, at_ms, group_no, kind, data)
    vote(seq, at_ms, question, round, ticket, choice, rid)     unique (question, round, ticket, rid)
    ticket(no, secret_hash, group_no, joined_ms)
    hands(seq, question, round, choice, count)                 what `hands` events say, for who asks in SQL
"""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from msgspec import Struct

from .events import Entry
from .session import Joined, Options

FORMAT = 1


class Meta(Struct, frozen=True):
    """What a session's file says of itself."""

    story: str
    title: str
    fingerprint: str
    file: str
    """Where the story lay."""
    options: Options
    code: str
    began: int
    """Milliseconds since 1970, rounded to 10 s once finished."""
    app: str
    format: int = FORMAT
    finished: bool = False


class Kept(Struct, frozen=True):
    """A whole session as its file has it."""

    path: Path
    meta: Meta
    tickets: tuple[Joined, ...]
    log: tuple[Entry, ...]


class DiskRefused(Exception):
    """The disk did not take it; `words` says why, for a person."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def rooms() -> Path:
    """The folder of the sessions."""
    from ..play.saves import home

    return home() / "rooms"


class Store:
    """A session's file, open for writing. `write` may be called from any thread."""

    @staticmethod
    def new(meta: Meta, folder: Path | None = None) -> Store:
        """A file for a new session. Raises DiskRefused."""
        raise NotImplementedError

    @staticmethod
    def open(path: Path) -> tuple[Store, Kept]:
        """Take a session up again. Raises DiskRefused where it cannot be read, or another process holds it."""
        raise NotImplementedError

    @property
    def path(self) -> Path:
        """The file."""
        raise NotImplementedError

    def write(self, entries: tuple[Entry, ...], tickets: tuple[tuple[Joined, bytes], ...] = ()) -> Future[None]:
        """Keep entries, and tickets each with the hash of its secret. Done once they are on the disk.

        Fails with DiskRefused; then nothing of the batch was kept.
        """
        raise NotImplementedError

    def secrets(self) -> dict[bytes, int]:
        """The tickets by the hash of their secret."""
        raise NotImplementedError

    def close(self) -> None:
        """Write what waits, and close the file."""
        raise NotImplementedError


def read(path: Path) -> Kept:
    """A session's file as it is, for reports: nothing is written. Raises DiskRefused."""
    raise NotImplementedError
