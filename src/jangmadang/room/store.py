"""The log on the disk: one SQLite file for a session, in which all that was acknowledged is.

    <data folder>/rooms/<story id>-<YYYY-MM-DD-HHMM>-<CODE>.room

One thread writes; what comes together is committed together, and a future is done only after the commit is on the
disk (WAL, synchronous=FULL; fullfsync where there is such a thing). So a process killed at any moment has lost nothing
that it acknowledged. What the tables are, says `rows.py`.
"""

from __future__ import annotations

import os
import queue
import threading
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from ..play.saves import folder_name
from ..play.whole_files import make
from .answers import Joined
from .events import Entry
from .finishing import forget
from .holding import Hold
from .rows import TABLES, DiskRefused, Kept, Meta, connected, kept, looked_into, put, put_meta, told, transaction


def rooms() -> Path:
    """The folder of the sessions."""
    from ..play.saves import home

    return home() / "rooms"


def going(folder: Path | None = None) -> list[Path]:
    """The sessions that are not over, the one written last first. What cannot be read is left out."""
    folder = folder or rooms()
    try:
        files = sorted(folder.glob("*.room"), key=lambda file: -file.stat().st_mtime)
    except OSError:
        return []
    return [file for file in files if _unfinished(file)]


def _unfinished(file: Path) -> bool:
    try:
        return not read(file).meta.finished
    except DiskRefused:
        return False


class Store:
    """A session's file, open for writing. `write` may be called from any thread."""

    def __init__(self, path: Path, durable: bool = True) -> None:
        """Takes the file for this process alone. `durable` is False only to measure what that costs.

        Raises DiskRefused.
        """
        self._path = path
        self._lock = Hold(path)
        try:
            self._db = connected(path, durable)
        except BaseException:
            self._lock.release()
            raise
        self._queue: queue.SimpleQueue[_Batch | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="room-store", daemon=True)
        self._thread.start()

    @staticmethod
    def new(meta: Meta, folder: Path | None = None) -> Store:
        """A file for a new session, named by its story, day and code. Raises DiskRefused."""
        import time

        folder = folder or rooms()
        began = time.strftime("%Y-%m-%d-%H%M", time.localtime(meta.began / 1000))
        path = folder / f"{folder_name(meta.story)}-{began}-{meta.code}.room"
        try:
            make(folder)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except OSError as error:
            raise DiskRefused(f"This session cannot be kept: {path}: {error.strerror or error}.") from None
        store = Store(path)
        try:
            with told(path):
                store._db.executescript(TABLES)
                with transaction(store._db):
                    put_meta(store._db, meta)
        except DiskRefused:
            store.close()
            raise
        return store

    @staticmethod
    def open(path: Path) -> tuple[Store, Kept]:
        """Take a session up again. Raises DiskRefused where it cannot be read, or another process holds it."""
        read(path)
        store = Store(path)
        with told(path):
            return store, kept(store._db, path)

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def write(self, entries: tuple[Entry, ...], tickets: tuple[tuple[Joined, bytes], ...] = ()) -> Future[None]:
        """Keep entries, and tickets each with the hash of its secret. Done once they are on the disk.

        Fails with DiskRefused; then nothing of the batch was kept.
        """
        batch = _Batch(entries, tickets)
        self._queue.put(batch)
        return batch.done

    def secrets(self) -> dict[bytes, int]:
        """The tickets by the hash of their secret."""
        with told(self._path):
            rows = self._db.execute("SELECT secret_hash, no FROM ticket WHERE secret_hash IS NOT NULL").fetchall()
        return {bytes(sealed): number for sealed, number in rows}

    def close(self, finished: bool = False) -> None:
        """Write what waits, and close the file; of a session that is over, make it private first.

        Raises DiskRefused; the file is closed all the same.
        """
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()
            forgot = False
            try:
                if finished:
                    forget(self._db, self._path)
                    forgot = True
            finally:
                self._db.close()
                self._lock.release(forgot)

    # ---- the writer's thread ----
    def _work(self) -> None:
        while True:
            batches = [self._queue.get()]
            with suppress(queue.Empty):
                while batches[-1] is not None:
                    batches.append(self._queue.get_nowait())
            due = [batch for batch in batches if batch is not None]
            if due:
                self._commit(due)
            if None in batches:
                return

    def _commit(self, batches: list[_Batch]) -> None:
        """All in one commit; where the disk refuses, each alone, so that none is lost for another's sake."""
        try:
            with told(self._path), transaction(self._db):
                for batch in batches:
                    put(self._db, batch.entries, batch.tickets)
        except DiskRefused as refused:
            if len(batches) == 1:
                batches[0].done.set_exception(refused)
            else:
                for batch in batches:
                    self._commit([batch])
        except BaseException as error:  # a fault of ours must not leave whoever waits without an answer
            for batch in batches:
                batch.done.set_exception(error)
        else:
            for batch in batches:
                batch.done.set_result(None)


class _Batch:
    """What is to be kept together."""

    def __init__(self, entries: tuple[Entry, ...], tickets: tuple[tuple[Joined, bytes], ...]) -> None:
        self.entries, self.tickets = entries, tickets
        self.done: Future[None] = Future()


def read(path: Path) -> Kept:
    """A session's file as it is, for reports: nothing is written. Raises DiskRefused."""
    if not path.is_file():
        raise DiskRefused(f"There is no session {path}.")
    with told(path):
        database = looked_into(path)
        try:
            return kept(database, path)
        finally:
            database.close()


__all__ = ["DiskRefused", "Kept", "Meta", "Store", "going", "read", "rooms"]
