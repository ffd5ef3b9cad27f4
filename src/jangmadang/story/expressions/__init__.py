"""The story's expression language: text and a Scope go in, a checked tree or its problems come out.

    check("risk >= 40 and teller is sled", scope, BOOL) -> Checked | list[ExprProblem]
    parse_effect("+5", symbol, scope)                   -> Effect | list[ExprProblem]
    source(checked.tree)                                -> "s[7] >= 40 and s[4] == 1", Python over a state `s`
    evaluate(checked.tree, state, world)                -> the value, by walking the tree

A state is any sequence of whole numbers, one a slot. `source` speaks of `s`, min, max, abs and the functions of
`World` (price, buy, sell, want, fixed, season, weekday), whose exact signatures stand there. No files, no playing:
what a name means is asked of the Scope.
"""

from .check import check, children, parse_effect
from .python import compile_expression, source
from .scope import MOST, Kind, Scope, Symbol, Table, World
from .tree import Checked, Effect, ExprProblem, Node
from .types import BOOL, INT, Members, Names, Person, Plain, Type
from .walk import evaluate

__all__ = [
    "BOOL",
    "INT",
    "MOST",
    "Checked",
    "Effect",
    "ExprProblem",
    "Kind",
    "Members",
    "Names",
    "Node",
    "Person",
    "Plain",
    "Scope",
    "Symbol",
    "Table",
    "Type",
    "World",
    "check",
    "children",
    "compile_expression",
    "evaluate",
    "parse_effect",
    "source",
]
