"""Which codes are only warnings, so that a story which has them can be played.

A code that loading gives as an error in one place and as a warning in another counts among the warnings: where it is
an error, its problem says so.
"""

from __future__ import annotations

from . import rules
from .allowing import OF_ALLOWING, WARNINGS


def warnings() -> frozenset[str]:
    """The codes of lint, of loading's warnings, and of what can be wrong with an `allow`."""
    return frozenset((*WARNINGS, *OF_ALLOWING, *(rule.code for rule in rules())))
