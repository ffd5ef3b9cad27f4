"""Where this machine can be found on the networks it is in. Nothing is sent to find out."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

_TOWARDS = ("10.255.255.254", "192.168.255.254", "172.31.255.254", "192.168.43.254", "192.168.137.254", "198.51.100.1")
"""Addresses of private networks, of usual hotspots, and one of nowhere: a way to each has a near end that is ours."""


def on_lan() -> tuple[str, ...]:
    """Addresses by which others in the same network reach this machine, the likeliest first; there may be none."""
    found: dict[str, None] = {}
    for far in _TOWARDS:
        # A datagram's socket that is connected sends nothing; it only learns which address it would send from.
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            way.connect((far, 9))
            found[way.getsockname()[0]] = None
    with suppress(OSError):
        for *_, near in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[str(near[0])] = None
    return tuple(sorted(filter(_near, found), key=lambda address: not ipaddress.ip_address(address).is_private))


def _near(address: str) -> bool:
    told = ipaddress.ip_address(address)
    return not (told.is_loopback or told.is_unspecified or told.is_link_local or told.is_multicast)
