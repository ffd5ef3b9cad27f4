"""Importing this lets Textual's pilot be quick: it looks on for a shorter time, and rules are read once a process.

An app of a test reads the same style sheets as the one before; reading them took a fifth of the time of all tests with
a screen. Rules are not changed once they are read: Textual itself keeps them between one reading and the next.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import textual._wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

# How long the pilot looks on before it believes that the app is idle; a fiftieth of a second is most of a test's time.
textual._wait.SLEEP_GRANULARITY = 1 / 100
textual._wait.SLEEP_IDLE = 1 / 2000

_READ: dict[Hashable, list[RuleSet]] = {}
_read = Stylesheet._parse_rules


def _read_once(sheet: Stylesheet, css: str, *where: Any, **how: Any) -> list[RuleSet]:
    key = (css, where, frozenset(how.items()), frozenset(sheet._variables.items()))
    if key not in _READ:
        _READ[key] = _read(sheet, css, *where, **how)
    return _READ[key]


Stylesheet._parse_rules = _read_once  # type: ignore[method-assign]
