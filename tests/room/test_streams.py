"""Audiences: each frame is made once, what comes together is told together, who comes later misses nothing."""

from __future__ import annotations

import asyncio

from jangmadang.room.streams import Audience, event


class Ear:
    """Hears what a listener is told."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []

    def tell(self, frame: bytes) -> None:
        self.heard.append(frame)

    def breathe(self, nothing: bytes) -> None:
        self.heard.append(nothing)

    def end(self) -> None:
        self.heard.append(b"end")


class Shown:
    """What is shown, and how often it was asked for."""

    def __init__(self) -> None:
        self.version, self.made = 1, 0

    def __call__(self) -> tuple[int, bytes]:
        self.made += 1
        return self.version, b"%d" % self.version


async def test_one_frame_for_all_and_many_changes_are_one() -> None:
    shown = Shown()
    audience = Audience(shown)
    ears = [Ear() for _ in range(100)]
    for ear in ears:
        audience.join(ear)  # type: ignore[arg-type]
    made = shown.made
    for version in range(2, 300):
        shown.version = version
        audience.changed()
    await asyncio.sleep(0.25)
    assert shown.made - made <= 3
    assert all(ear.heard[-1] == event(299, b"299") and len(ear.heard) <= 3 for ear in ears)


async def test_what_looks_the_same_is_not_told() -> None:
    audience, ear = Audience(Shown()), Ear()
    audience.join(ear)  # type: ignore[arg-type]
    audience.changed()
    await asyncio.sleep(0.15)
    assert sum(b"data: 1" in heard for heard in ear.heard) <= 2
    audience.changed()
    await asyncio.sleep(0.15)
    assert sum(b"data: 1" in heard for heard in ear.heard) <= 2


async def test_who_joins_between_two_changes_takes_nothing_from_the_others() -> None:
    shown = Shown()
    audience, first, second = Audience(shown), Ear(), Ear()
    audience.join(first)  # type: ignore[arg-type]
    shown.version = 2
    audience.changed()
    audience.join(second)  # type: ignore[arg-type]
    await asyncio.sleep(0.15)
    assert b"data: 2" in first.heard[-1] and b"data: 2" in second.heard[0]


async def test_who_asks_waits_for_another_version_and_no_longer_than_told() -> None:
    shown = Shown()
    audience = Audience(shown)
    assert await audience.after(0, 5) and not await audience.after(1, 0.01)
    waiting = asyncio.create_task(audience.after(1, 5))
    await asyncio.sleep(0)
    shown.version = 2
    audience.changed()
    assert await waiting and audience.now() == (2, b"2")
