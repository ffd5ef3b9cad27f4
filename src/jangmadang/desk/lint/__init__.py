"""Lint: what no reader of YAML can know is wrong, and what is only doubtful.

    lint(script) -> [Problem]     what the rules find, but for what the story allows: warnings, in the order of places
    checked(script) -> [Found]    the same, with what loading found and with what is wrong with an `allow`

A rule lives in one of the modules that `MODULES` names, each with its `RULES`; they are imported when somebody lints.
Nothing here prints or writes.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ...story.building.context import source_and_path
from ...story.building.ledger import problem_at
from ...story.loading import Script
from ...story.problems import Problem, in_order
from .allowing import Allowed
from .finding import Finding, Found, Rule

MODULES: tuple[str, ...] = (
    "conditions",
    "dates",
    "decks",
    "demands",
    "lengths",
    "locks",
    "opening",
    "reaching",
    "repeats",
    "state",
    "todos",
    "unused",
    "wording",
)
"""The modules of this room that hold rules, in any order."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    modules = (import_module(f".{name}", __name__) for name in MODULES)
    return tuple(sorted((rule for module in modules for rule in module.RULES), key=lambda rule: rule.code))


def found(script: Script) -> list[Found]:
    """All that the rules find, allowed or not; nothing where the story is not whole."""
    if script.story is None:
        return []
    return [_told(rule.code, finding) for rule in rules() for finding in rule.find(script)]


def lint(script: Script) -> list[Problem]:
    """What the rules find and no `allow` silences, each a warning; nothing where the story is not whole."""
    allowed = _allowed(script)
    return in_order(one.problem for one in found(script) if not allowed.silences(one.problem.code, one.scene))


def checked(script: Script) -> list[Found]:
    """All that is to be said of a script: what loading found, what lint finds, and what is wrong with an `allow`.

    In the order of their places; what a story allows is left out.
    """
    allowed = _allowed(script)
    lints = [one for one in found(script) if not allowed.silences(one.problem.code, one.scene)]
    loaded = [Found(problem) for problem in script.problems if not allowed.silences_loaded(problem)]
    told = {one.problem: one for one in (*loaded, *lints, *map(Found, allowed.problems()))}
    return [told[problem] for problem in in_order(told)]


def _allowed(script: Script) -> Allowed:
    return Allowed(script, frozenset(rule.code for rule in rules()))


def _told(code: str, finding: Finding) -> Found:
    if finding.index is not None:
        source, _ = source_and_path(finding.where)
        problem = source.problem_in_text(
            code, finding.index, finding.message, finding.hint, length=finding.length, severity="warning"
        )
        return Found(problem, finding.scene, finding.fix)
    problem = problem_at(
        finding.where,
        code,
        finding.message,
        finding.hint,
        on=finding.on,
        offset=finding.offset,
        length=finding.length,
        severity="warning",
    )
    return Found(problem, finding.scene, finding.fix)
