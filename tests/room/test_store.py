"""A session's file: what is kept, what is refused in words, and what is forgotten when it is over."""

import sqlite3
from collections import Counter
from concurrent.futures import wait
from pathlib import Path

import pytest

from jangmadang.room.answers import Joined, Options
from jangmadang.room.code import seal
from jangmadang.room.events import Begin, Entry, Hands, Happened, Note, Question, Voted
from jangmadang.room.finishing import ROUND, finish
from jangmadang.room.session import Session
from jangmadang.room.store import DiskRefused, Kept, Meta, Store, going, read, rooms

from .rooms import Led, small

BEGAN = 1_700_000_003_456


def meta(**changes: object) -> Meta:
    about = dict(
        story="stall", title="The stall", fingerprint="f", file="/s", options=Options(seed=2**63), code="K4T2M9"
    )
    return Meta(**(about | {"began": BEGAN, "app": "0"} | changes))  # type: ignore[arg-type]


def ticket(number: int, secret: str) -> tuple[Joined, bytes]:
    return Joined(number, 1, 1_234), seal(secret)


def played(phones: int = 3) -> Led:
    """A room that has voted twice, with a mind changed."""
    room = Led(phones=phones)
    room.now = 123_456
    room.until("vote_open")
    room.votes(*["sell", "keep", "keep"][:phones])
    room.vote(1, "keep")
    room.until("ending")
    return room


def stored(folder: Path, room: Led) -> Path:
    store = Store.new(meta(options=room.session.options), folder)
    tickets = tuple((joined, seal(f"secret {n}")) for n, joined in room.session.tickets.items())
    store.write((), tickets).result()
    wait([store.write((entry,)) for entry in room.log])
    store.close()
    return store.path


def test_what_was_kept_is_read_again_and_is_the_same_session(tmp_path: Path) -> None:
    room = played()
    kept = read(stored(tmp_path, room))
    assert list(kept.log) == room.log and kept.meta == meta(options=room.session.options)
    again = Session.fold(small(), kept.meta.options, kept.tickets, kept.log)
    assert again.plain() == room.session.plain()


def test_every_event_is_kept_as_it_was(tmp_path: Path) -> None:
    store = Store.new(meta(), tmp_path)
    entries: tuple[Entry, ...] = (
        Happened(1, 5, 0, Begin()),
        Happened(2, 6, 3, Question(1, 2, "dawn", ("sell", "값"), 4, 5, 99)),
        Voted(3, 7, 1, 2, 9, "값", "r' --"),
        Happened(4, 8, 1, Hands(1, 2, {"sell": 3, "값": 0})),
        Happened(5, 9, 0, Note('"said"\n')),
    )
    store.write(entries).result()
    store.close()
    assert read(store.path).log == entries
    with sqlite3.connect(store.path) as database:
        assert database.execute("SELECT choice, count FROM hands ORDER BY choice").fetchall() == [
            ("sell", 3),
            ("값", 0),
        ]


def test_a_file_lies_in_the_data_folder_for_nobody_else_to_read(empty_home: Path) -> None:
    store = Store.new(meta(story="../odd name"))
    store.close()
    assert store.path.parent == rooms() and empty_home in store.path.parents
    assert store.path.name.endswith("-K4T2M9.room") and "/" not in store.path.name
    assert store.path.stat().st_mode & 0o077 == 0


def test_the_settings_that_make_a_commit_last(tmp_path: Path) -> None:
    store = Store.new(meta(), tmp_path)
    asked = {name: store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert asked == {"journal_mode": "wal", "synchronous": 2}
    store.close()


def test_a_vote_s_name_is_unique_in_its_round(tmp_path: Path) -> None:
    store = Store.new(meta(), tmp_path)
    store.write((Voted(1, 0, 1, 1, 1, "sell", "a"),)).result()
    with pytest.raises(sqlite3.IntegrityError):
        store.write((Voted(2, 0, 1, 1, 1, "keep", "a"),)).result()
    store.write((Voted(2, 0, 1, 2, 1, "keep", "a"),)).result()
    store.close()
    assert [entry.seq for entry in read(store.path).log] == [1, 2]


def test_two_hosts_never_write_one_session_and_a_report_may_read_it_meanwhile(tmp_path: Path) -> None:
    store = Store.new(meta(), tmp_path)
    store.write((Happened(1, 0, 0, Begin()),)).result()
    with pytest.raises(DiskRefused, match="another window"):
        Store.open(store.path)
    assert len(read(store.path).log) == 1
    store.close()
    again, kept = Store.open(store.path)
    assert len(kept.log) == 1
    again.close()


def test_a_full_disk_is_said_in_words_and_takes_nothing_of_the_batch(tmp_path: Path) -> None:
    store = Store.new(meta(), tmp_path)
    store.write((Happened(1, 0, 0, Begin()),)).result()
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count={pages}")
    much = tuple(Happened(n, 0, 0, Note("said " * 100)) for n in range(2, 200))
    with pytest.raises(DiskRefused, match="the disk is full"):
        store.write(much).result()
    store._db.execute("PRAGMA max_page_count=100000")
    store.write((Happened(2, 0, 0, Begin()),)).result()
    store.close()
    assert len(read(store.path).log) == 2


@pytest.mark.parametrize(
    "data", [b"", b"not a session at all, but long enough to be something", b"SQLite format 3\0junk"]
)
def test_what_is_no_session_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.room"
    file.write_bytes(data)
    for open_ in (read, Store.open, finish):
        with pytest.raises(DiskRefused, match=r"x\.room"):
            open_(file)
    assert going(tmp_path) == []


def test_what_a_later_version_wrote_is_left(tmp_path: Path) -> None:
    store = Store.new(meta(format=2), tmp_path)
    store.close()
    with pytest.raises(DiskRefused, match="newer"):
        Store.open(store.path)
    with pytest.raises(DiskRefused, match="no session"):
        read(tmp_path / "none.room")


def test_the_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "rooms").write_text("a file")
    with pytest.raises(DiskRefused, match="cannot be kept"):
        Store.new(meta(), tmp_path / "rooms")


# ---- when it is over ----
def test_finishing_erases_secrets_and_rounds_times(tmp_path: Path) -> None:
    room = played()
    path = stored(tmp_path, room)
    secrets = [seal(f"secret {n}") for n in room.session.tickets]
    assert all(sealed in path.read_bytes() for sealed in secrets)
    finish(path)
    assert all(sealed not in path.read_bytes() for sealed in secrets)
    assert [file.name for file in tmp_path.iterdir() if not file.name.endswith(".lock")] == [path.name]
    kept = read(path)
    assert kept.meta.finished and kept.tickets == () and kept.meta.code == "" and kept.meta.began % ROUND == 0
    assert all(entry.at % ROUND == 0 for entry in kept.log)
    assert {len(v.rid) for v in kept.log if isinstance(v, Voted)} <= {1, 2, 3}
    before = path.read_bytes()
    finish(path)
    assert path.read_bytes() == before


def test_after_it_nobody_is_followed_from_question_to_question_and_minds_changed_are_still_seen(tmp_path: Path) -> None:
    rounds = [(1, 1), (1, 2), (2, 1)]
    votes = [
        Voted(n, n * 1_000, question, round_, who, "sell" if who % 2 else "keep", "r")
        for n, (question, round_, who) in enumerate(((q, r, w) for q, r in rounds for w in range(1, 41)), 1)
    ]
    store = Store.new(meta(), tmp_path)
    store.write(tuple(votes)).result()
    store.close()
    finish(store.path)
    kept = [entry for entry in read(store.path).log if isinstance(entry, Voted)]
    who = {about: [v.ticket for v in kept if (v.question, v.round) == about] for about in rounds}
    assert who[1, 1] == who[1, 2] != who[2, 1], "one number in both rounds of a question, another in the next"
    assert all(sorted(numbers) == list(range(1, 41)) for numbers in who.values())
    assert Counter(v.choice for v in kept) == Counter(v.choice for v in votes)


def test_a_finished_session_is_the_same_story_for_a_report(tmp_path: Path) -> None:
    room = played()
    path = stored(tmp_path, room)
    finish(path)
    kept: Kept = read(path)
    again = Session.fold(small(), kept.meta.options, kept.tickets, kept.log)
    one, other = again.groups[1], room.session.groups[1]
    assert one.run.life() == other.run.life()
    assert [r.counts() for r in one.rounds] == [r.counts() for r in other.rounds]
    assert [(a.choice, a.by, a.reason) for a in one.answers] == [(a.choice, a.by, a.reason) for a in other.answers]


def test_the_sessions_that_can_go_on_are_listed_the_last_first(tmp_path: Path) -> None:
    import os

    files = [stored(tmp_path / str(n), played()).rename(tmp_path / f"{n}.room") for n in range(3)]
    for n, file in enumerate(files):
        os.utime(file, (n, n))
    finish(files[1])
    assert going(tmp_path) == [files[2], files[0]]
    assert going(tmp_path / "nowhere") == []
