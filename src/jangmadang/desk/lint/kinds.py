"""The kinds of codes: which are only warnings, and which have a mend where there is no doubt about it."""

from __future__ import annotations

from . import rules
from .allowing import OF_ALLOWING, WARNINGS

MENDABLE = frozenset((
    "and-and", "colon-in-prose", "curly-quotes", "curly-yaml-quotes", "expression-syntax", "full-width", "leading-sign",
    "missing-colon", "missing-space", "number-commas", "odd-space", "python-ism", "quoted-name", "single-equals", "tab",
    "text-beside-bar", "torn-braces", "unknown-name", "wrong-type", "yaml-tag",
))  # fmt: skip
"""What loading finds and `mends` may know the one way out of."""


def warnings() -> frozenset[str]:
    """The codes of lint, of loading's warnings, and of what can be wrong with an `allow`.

    What loading calls an error in one place and a warning in another is among them: its problem says which it is.
    """
    return frozenset((*WARNINGS, *OF_ALLOWING, *(rule.code for rule in rules())))
