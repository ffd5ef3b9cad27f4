"""Rows: a session's log in SQL, and back. One connection is one file; what goes wrong comes out in words.

meta(key, value)       format, story (id), title, fingerprint, file, options (JSON), code, began (ms since 1970),
                       app (version), finished
event(seq, at_ms, group_no, kind, data)
vote(seq, at_ms, question, round, ticket, choice, rid)     unique (question, round, ticket, rid)
ticket(no, secret_hash, group_no, joined_ms, paper)
hands(seq, question, round, choice, count)                 what `hands` events say, for who asks in SQL
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import msgspec
from msgspec import Struct

from .answers import Joined, Options
from .events import Entry, Hands, Happened, Voted, written
from .events import read as event_of

FORMAT = 1
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, group_no INTEGER NOT NULL,
                    kind TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE vote (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, question INTEGER NOT NULL, round INTEGER NOT NULL,
                   ticket INTEGER NOT NULL, choice TEXT NOT NULL, rid TEXT NOT NULL,
                   UNIQUE (question, round, ticket, rid));
CREATE TABLE ticket (no INTEGER PRIMARY KEY, secret_hash BLOB UNIQUE, group_no INTEGER NOT NULL,
                     joined_ms INTEGER NOT NULL, paper BLOB);
CREATE TABLE hands (seq INTEGER NOT NULL, question INTEGER NOT NULL, round INTEGER NOT NULL, choice TEXT NOT NULL,
                    count INTEGER NOT NULL, PRIMARY KEY (seq, choice)) WITHOUT ROWID;
"""


class Meta(Struct, frozen=True):
    """What a session's file says of itself."""

    story: str
    title: str
    fingerprint: str
    file: str
    """Where the story lay."""
    options: Options
    code: str
    """Empty once finished."""
    began: int
    """Milliseconds since 1970, rounded to 10 s once finished."""
    app: str
    format: int = FORMAT
    finished: bool = False
    """Secrets are erased, tickets numbered anew for each question, times rounded."""


class Kept(Struct, frozen=True):
    """A whole session as its file has it."""

    path: Path
    meta: Meta
    tickets: tuple[Joined, ...]
    """None once finished."""
    log: tuple[Entry, ...]


class DiskRefused(Exception):
    """The disk did not take it, or does not give it; `words` says why, for a person."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def connected(path: Path, durable: bool = True) -> sqlite3.Connection:
    """The file, so that what is committed is on the disk. `durable` is False only to measure what that costs."""
    with told(path):
        database = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(f"PRAGMA synchronous={'FULL' if durable else 'OFF'}")
            if durable:  # only where the disk's own cache has to be told (macOS); nothing elsewhere
                database.execute("PRAGMA fullfsync=ON")
                database.execute("PRAGMA checkpoint_fullfsync=ON")
            database.execute("PRAGMA secure_delete=ON")
        except BaseException:
            database.close()
            raise
    return database


def looked_into(path: Path) -> sqlite3.Connection:
    """The file to be read, as it is: nothing of it is changed. Where the folder cannot be written either, it can be
    read when it was closed.
    """
    where = "file:" + quote(str(path.absolute()))
    database = sqlite3.connect(where + "?mode=rw", uri=True, timeout=5, isolation_level=None)
    try:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        database.close()
        return sqlite3.connect(where + "?mode=ro&immutable=1", uri=True, timeout=5, isolation_level=None)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite refuses, in words. A broken law of the log is a fault of ours and stays what it is."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise DiskRefused(f"{path}: {_why(error)}.") from error


def _why(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    known = {
        "SQLITE_FULL": "the disk is full",
        "SQLITE_READONLY": "it cannot be written",
        "SQLITE_CANTOPEN": "it cannot be opened",
        "SQLITE_BUSY": "another program holds it",
        "SQLITE_NOTADB": "it is no session",
        "SQLITE_CORRUPT": "it is damaged",
    }
    return next((words for start, words in known.items() if name.startswith(start)), str(error))


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk may have rolled back already
            database.execute("ROLLBACK")
        raise


def put(
    database: sqlite3.Connection, entries: tuple[Entry, ...], tickets: tuple[tuple[Joined, bytes], ...] = ()
) -> None:
    """Entries and tickets as rows, in a transaction of the caller's."""
    if tickets:
        rows = [(t.ticket, sealed, t.group, t.at, t.paper or None) for t, sealed in tickets]
        database.executemany("INSERT INTO ticket VALUES (?, ?, ?, ?, ?)", rows)
    happened = [one for one in entries if isinstance(one, Happened)]
    if happened:
        events = [(one.seq, one.at, one.group, *written(one.event)) for one in happened]
        database.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", events)
    hands = [
        (one.seq, one.event.question, one.event.round, choice, count)
        for one in happened
        if isinstance(one.event, Hands)
        for choice, count in one.event.counts.items()
    ]
    if hands:
        database.executemany("INSERT INTO hands VALUES (?, ?, ?, ?, ?)", hands)
    votes = [(v.seq, v.at, v.question, v.round, v.ticket, v.choice, v.rid) for v in entries if isinstance(v, Voted)]
    if votes:
        database.executemany("INSERT INTO vote VALUES (?, ?, ?, ?, ?, ?, ?)", votes)


def put_meta(database: sqlite3.Connection, meta: Meta) -> None:
    """What the file says of itself, in a transaction of the caller's."""
    for key in meta.__struct_fields__:
        value = getattr(meta, key)
        text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
        database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, text))


def kept(database: sqlite3.Connection, path: Path) -> Kept:
    """All that a file holds. Raises DiskRefused where it is no session, damaged, or a later version's."""
    try:
        values = dict(database.execute("SELECT key, value FROM meta"))
        about = _meta(values, path)
        tickets = tuple(
            Joined(number, group, at, bytes(paper or b""))
            for number, group, at, paper in database.execute(
                "SELECT no, group_no, joined_ms, paper FROM ticket ORDER BY no"
            )
        )
        log: list[Entry] = [
            Happened(seq, at, group, event_of(kind, data))
            for seq, at, group, kind, data in database.execute("SELECT seq, at_ms, group_no, kind, data FROM event")
        ]
        votes = database.execute("SELECT seq, at_ms, question, round, ticket, choice, rid FROM vote")
        log += [Voted(*row) for row in votes]
    except (msgspec.MsgspecError, KeyError, ValueError):
        raise DiskRefused(f"{path}: it is damaged.") from None
    except sqlite3.OperationalError as error:
        raise DiskRefused(f"{path}: it is no session ({error}).") from None
    return Kept(path, about, tickets, tuple(sorted(log, key=lambda entry: entry.seq)))


def _meta(values: dict[str, str], path: Path) -> Meta:
    written_by = values.get("format", "")
    if written_by.isdecimal() and int(written_by) > FORMAT:
        raise DiskRefused(f"{path}: it was written by a newer jangmadang (format {written_by}, not {FORMAT}).")
    return Meta(
        values["story"],
        values["title"],
        values["fingerprint"],
        values["file"],
        msgspec.json.decode(values["options"], type=Options),
        values["code"],
        int(values["began"]),
        values["app"],
        int(values["format"]),
        values["finished"] == "true",
    )
