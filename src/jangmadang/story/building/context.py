"""What every part of the building needs at hand: the problems so far, where things stand, and checked expressions.

A `Where` is a chain of keys from a file down; it costs a pair to make and is only looked up when something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from ..beside import Beside
from ..expressions import BOOL, Checked, Effect, ExprProblem, Symbol, Type, check, parse_effect
from ..model import Text
from ..names import Scope, StoryNames
from ..problems import Problem, Severity, did_you_mean
from ..reading import Source

if TYPE_CHECKING:
    from .ledger import Ledger

Where = tuple[Any, str | int] | tuple[Source]
"""(where the parent stands, key) down from (file,)."""

OF_A_SCENE = "odds_of"
"""The one word of the language that means something else in every scene."""


def source_and_path(where: Where) -> tuple[Source, tuple[str | int, ...]]:
    """The file a place is in, and the keys that lead to it."""
    path: list[str | int] = []
    while len(where) == 2:
        path.append(where[1])
        where = where[0]
    return where[0], tuple(reversed(path))


def keys_at(where: Where) -> dict[str, Any]:
    """The keys that a writer gave what stands there, as they were read; none for what an encounter made."""
    source, path = source_and_path(where)
    node: Any = source.tree
    try:
        for part in path:
            node = node[part]
    except (LookupError, TypeError):
        return {}
    return node if isinstance(node, dict) else {}


class Build:
    """One building of one story."""

    def __init__(self, names: StoryNames) -> None:
        self.names = names
        self.problems: list[Problem] = []
        self.written: dict[int, Where] = {}
        """Where a writer's own texts stand that an encounter carried into its scenes, by the object's id."""
        self.make_phrase: Callable[[str], Text] = lambda name: ()
        self._memo: dict[tuple[str, Any], Checked | list[ExprProblem]] = {}
        self._effects: dict[tuple[str, str], Effect | list[ExprProblem]] = {}
        self._all_effects: dict[int, dict[tuple[str, str], Effect | list[ExprProblem]]] = {}
        self._memos: dict[int, dict[tuple[str, Any], Checked | list[ExprProblem]]] = {}
        self.decks: dict[str, object] = {}
        """Decks that some scene lies in."""
        self.beside = Beside()
        """What else lies in the story's folder."""
        self.ledger: Ledger | None = None
        """Where things stand, for whom asks."""
        self.by_visit = False
        """Whether a text built since this was cleared reads differently at a later visit."""
        self.late_meters: list[tuple[str, str, Where]] = []
        """Variables that are meters only while a condition holds; conditions are checked after all are declared."""
        self.base = Scope(names, "")
        """The names as the cover sees them."""
        self.enter(self.base)

    def enter(self, scope: Scope) -> None:
        """From here on expressions see the names of this scope."""
        self.scope = scope
        self._memo = self._memos.setdefault(id(scope), {})
        self._effects = self._all_effects.setdefault(id(scope), {})

    # ---- problems ----
    def report(
        self,
        code: str,
        where: Where,
        message: str,
        hint: str = "",
        *,
        on: Literal["key", "value"] = "value",
        offset: int | None = None,
        length: int = 1,
        severity: Severity = "error",
    ) -> None:
        """Adds a problem with the key or the value that stands there.

        `offset` and `length`, in characters of the value, narrow it down to a part of a text.
        """
        source, path = source_and_path(where)
        self.problems.append(
            source.problem(code, path, message, hint, on=on, offset=offset, length=length, severity=severity)
        )

    def told_of(self, where: Where, written: object, keys: Iterable[str]) -> bool:
        """Whether one of these keys stands there misspelt, or so that it could not be read: that was told already."""
        node = keys_at(where)
        known = {*getattr(written, "__struct_encode_fields__", ())}
        unread = any(key in node and node[key] != [] and not getattr(written, key) for key in keys)
        return unread or any(did_you_mean(key, keys) for key in node if key not in known)

    def place_of(self, written: object, where: Where) -> Where:
        """Where a piece of text really stands: an encounter may have carried it elsewhere."""
        return self.written.get(id(written), where) if self.written else where

    # ---- expressions ----
    def expression(
        self,
        text: str,
        where: Where,
        want: Type | None,
        offset: int = 0,
        *,
        low: int | None = None,
        high: int | None = None,
    ) -> Checked | None:
        """The checked expression, or None after its problems are reported. `offset`: where it begins in its scalar."""
        key = (text, (want, low, high))
        found = self._memo.get(key)
        if found is None:
            found = check(text, self.scope, want, low=low, high=high)
            if OF_A_SCENE not in text:
                self._memo[key] = found
        if isinstance(found, Checked):
            if self.ledger is not None:
                self.ledger.write(found, where, offset)
            return found
        self.expression_problems(found, where, offset)
        return None

    def effect(self, text: str, target: Symbol) -> Effect | list[ExprProblem]:
        """What an effect on a variable does, as `expressions.parse_effect` gives it."""
        key = (text, target.name)
        found = self._effects.get(key)
        if found is None:
            found = parse_effect(text, target, self.scope)
            if OF_A_SCENE not in text:
                self._effects[key] = found
        return found

    def expression_problems(self, found: list[ExprProblem], where: Where, offset: int = 0) -> None:
        for p in found:
            self.report(
                p.code,
                where,
                p.message,
                p.hint,
                offset=offset + p.offset,
                length=p.length,
                severity=p.severity,
            )

    def condition(self, text: str, where: Where, offset: int = 0) -> Checked | None:
        return self.expression(text, where, BOOL, offset)

    def phrase(self, name: str) -> Text:
        return self.make_phrase(name)
