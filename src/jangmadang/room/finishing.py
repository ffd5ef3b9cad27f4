"""Finishing: what a session's file forgets when it is over, so that no two votes can be told to be one person's.

Secrets are erased, tickets are numbered anew for each question (so that a mind changed is still seen, and nobody is
followed from one question to the next), times are rounded to ten seconds. What was there before is overwritten.
"""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from msgspec.structs import replace

from .rows import DiskRefused, connected, kept, looked_into, put_meta, told, transaction

ROUND = 10_000
"""Milliseconds."""


def finish(path: Path) -> None:
    """Make a session's file private. Done again, it changes nothing. Raises DiskRefused; then it is as it was."""
    if not path.is_file():
        raise DiskRefused(f"There is no session {path}.")
    if _done(path):
        return
    database = connected(path)
    try:
        forget(database, path)
    finally:
        database.close()


def _done(path: Path) -> bool:
    """Whether it was finished to the end: a file whose journal was still to be emptied is not."""
    with told(path):
        database = looked_into(path)
        try:
            finished = kept(database, path).meta.finished
            return finished and database.execute("PRAGMA journal_mode").fetchone()[0] != "wal"
        finally:
            database.close()


def forget(database: sqlite3.Connection, path: Path) -> None:
    """The same, of a file that is open and that nobody else writes."""
    with told(path):
        meta = kept(database, path).meta
        if not meta.finished:
            with transaction(database):
                _number_anew(database)
                database.execute("DELETE FROM ticket")
                database.execute("UPDATE event SET at_ms = at_ms / ? * ?", (ROUND, ROUND))
                options = replace(meta.options, paper=())
                began = meta.began // ROUND * ROUND
                put_meta(database, replace(meta, options=options, code="", began=began, finished=True))
        # Pages that were free are overwritten already (secure_delete); what lies in the journal goes with it.
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")


def _number_anew(database: sqlite3.Connection) -> None:
    votes = database.execute("SELECT seq, at_ms, question, round, ticket, choice FROM vote ORDER BY seq").fetchall()
    tickets: dict[int, set[int]] = {}
    for _, _, question, _, ticket, _ in votes:
        tickets.setdefault(question, set()).add(ticket)
    draw = random.SystemRandom()
    numbers: dict[int, dict[int, int]] = {}
    for question, known in tickets.items():
        shuffled = draw.sample(range(1, len(known) + 1), len(known))
        numbers[question] = dict(zip(sorted(known), shuffled, strict=True))
    database.execute("DELETE FROM vote")
    database.executemany(
        "INSERT INTO vote VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (seq, at // ROUND * ROUND, question, round_, numbers[question][ticket], choice, str(seq))
            for seq, at, question, round_, ticket, choice in votes
        ],
    )
