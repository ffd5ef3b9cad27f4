"""The audiences of a room: the phones of each group and whoever leads, as data for programs and drawn for pages.

Each is drawn when something changed and not for each phone; what a phone itself has chosen goes to it alone.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from . import pages
from .answers import Own
from .hosting import Room
from .pages import Sent
from .snapshot import encoded
from .streams import Audience, event

COUNTED = 0.1
"""Seconds between two looks at the votes as they come, for whoever leads."""


class Audiences:
    """All who listen to one room."""

    def __init__(self, room: Room, at: str) -> None:
        self._room = room
        self._at = at
        self._phones: dict[tuple[int, bool], Audience] = {}
        self._leads = {True: Audience(_drawn(self._lead), COUNTED), False: Audience(self._led, COUNTED)}
        self._unwatch = room.watch(self.changed)

    def of_phones(self, group: int, drawn: bool) -> Audience:
        """The phones of a group; `drawn` as their pages have it."""
        found = self._phones.get((group, drawn))
        if found is None:
            shown = (
                _drawn(lambda: pages.sent_phone(self._room.phone(group)[0], self._at)) if drawn else self._raw(group)
            )
            found = self._phones[group, drawn] = Audience(shown)
        return found

    def of_leads(self, drawn: bool) -> Audience:
        """Whoever leads."""
        return self._leads[drawn]

    def _raw(self, group: int) -> Callable[[], tuple[int, bytes]]:
        def shown() -> tuple[int, bytes]:
            phone, data = self._room.phone(group)
            return phone.v, data

        return shown

    def _lead(self) -> Sent:
        return pages.sent_remote(self._room.remote())

    def _led(self) -> tuple[int, bytes]:
        remote = self._room.remote()
        return remote.projector.version, encoded(remote)

    def own(self, own: Own | None) -> bytes:
        """What a phone itself has chosen, as an event for it alone."""
        return event(0, msgspec.json.encode(own), "own") if own is not None else b""

    def answer(self, audience: Audience, own: Own | None) -> bytes:
        """Both in one, for a phone that asks."""
        return b'{"own":' + msgspec.json.encode(own) + b',"shown":' + audience.now()[1] + b"}"

    def changed(self) -> None:
        """Something may be different."""
        for audience in (*self._phones.values(), *self._leads.values()):
            audience.changed()

    def breathe(self) -> None:
        for audience in (*self._phones.values(), *self._leads.values()):
            audience.breathe()

    def end(self) -> None:
        self._unwatch()
        for audience in (*self._phones.values(), *self._leads.values()):
            audience.end()


def _drawn(made: Callable[[], Sent]) -> Callable[[], tuple[int, bytes]]:
    """What is drawn, as JSON. A version that looks like the one before is the one before: nothing is sent for it."""
    last: list[tuple[Sent, bytes]] = []

    def shown() -> tuple[int, bytes]:
        sent = made()
        if last and msgspec.structs.replace(sent, v=last[0][0].v) == last[0][0]:
            return last[0][0].v, last[0][1]
        last[:] = [(sent, msgspec.json.encode(sent))]
        return sent.v, last[0][1]

    return shown
