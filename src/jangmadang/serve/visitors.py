"""Visitors: a cookie tells one browser from another, and each has a save folder that nobody else plays in.

The folder is `visitors/<name>` where the game keeps everything else, and is there on the next visit. It is made when
the visitor comes and removed when they leave without having kept anything.
"""

from __future__ import annotations

import os
import re
import secrets
from base64 import b32encode
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie

from ..play.saves import home

COOKIE = "jangmadang_visitor"
YEAR = 366 * 24 * 3600
READY = "ready"

_NAME = re.compile(r"[a-z2-7]{26}")


def known(cookies: str) -> str:
    """The visitor's name in a Cookie header; "" when there is none or it is none of ours."""
    try:
        morsel = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel and _NAME.fullmatch(morsel.value) else ""


def new() -> str:
    """A name that nobody guesses: 130 bits."""
    return b32encode(secrets.token_bytes(17)).decode().lower()[:26]


def cookie(name: str) -> str:
    """The Set-Cookie header that makes the browser come back as this visitor for a year.

    Lax, not Strict: whoever follows a link to the game is the visitor they were.
    """
    return f"{COOKIE}={name}; Max-Age={YEAR}; Path=/; HttpOnly; SameSite=Lax"


class Folder:
    """Where one visitor's game keeps everything."""

    def __init__(self, name: str) -> None:
        self.path = home() / "visitors" / name

    def make(self) -> None:
        """Make it, for its owner only. Stories made ready are shared: nobody waits for what somebody waited for.

        Raises OSError where nothing can be written; the game then plays on without saves and says so itself.
        """
        shared = home() / READY
        shared.mkdir(parents=True, exist_ok=True)
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        link = self.path / READY
        if not link.exists():
            # A link that leads nowhere is left behind when the home was moved; where links are not allowed,
            # each visitor's stories are made ready anew.
            with suppress(OSError):
                link.unlink(missing_ok=True)
                link.symlink_to(shared, target_is_directory=True)

    def leave(self) -> None:
        """Remove it, if all that it holds are the stories made ready."""
        with suppress(OSError):
            link = self.path / READY
            if os.listdir(self.path) == [READY] and link.is_symlink():
                link.unlink()
                self.path.rmdir()
