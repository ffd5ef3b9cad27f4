"""From a plain tree to the typed document, and everything about a tree that does not fit.

`typed` is quick when all is well (one pass in C). When something does not fit it walks the tree once more with the same
model, reports every misfit where it stands, leaves the misfits out and types the rest, so that later checks still run.
`json_schema` prints the model for other people's validators. Meaning is not looked at here.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from .document import Document, Whole
from .problems import Problem, did_you_mean
from .reading import Source
from .reading.slips import MOST_SLIPS

Path = tuple[str | int, ...]
_MISSING: Any = object()


def typed(source: Source) -> tuple[Document, list[Problem]]:
    """The document that a file holds, and what in it does not fit.

    Takes what `reading.read_text` gave. An empty or unreadable file gives an empty document; its problems are the
    reader's. Never raises for what a writer wrote.
    """
    if source.tree is None:
        return Document(), []
    try:
        return msgspec.convert(source.tree, Document, strict=False), []
    except msgspec.ValidationError:
        walk = _Misfits(source)
        kept = walk.fit(_model(), source.tree, ())
        document = Document() if kept is _MISSING else msgspec.convert(kept, Document, strict=False)
        return document, walk.problems


class _Misfits:
    """One walk along a tree and the model, side by side."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def report(self, code: str, path: Path, message: str, hint: str = "", on: str = "value") -> None:
        if len(self.problems) > MOST_SLIPS:
            return
        if len(self.problems) == MOST_SLIPS:
            message = f"more than {MOST_SLIPS:,} problems in one file; the rest is left out"
            code, hint = "too-many-problems", "mend the first ones and look again"
        self.problems.append(self.source.problem(code, path, message, hint, on="key" if on == "key" else "value"))

    def fit(self, kind: Any, node: Any, path: Path) -> Any:
        """The part of `node` that fits `kind`, or _MISSING; what does not fit is reported."""
        i = msgspec.inspect
        options = kind.types if isinstance(kind, i.UnionType) else (kind,)
        for option in (o.type if isinstance(o, i.Metadata) else o for o in options):
            if isinstance(node, dict) and isinstance(option, i.StructType):
                return self._struct(option, node, path)
            if isinstance(node, dict) and isinstance(option, i.DictType):
                return self._mapping(option, node, path)
            if isinstance(node, list) and isinstance(option, i.ListType):
                return self._list(option, node, path)
            if isinstance(node, str) and _scalar_fits(option, node):
                return node
        if node is None:  # the reader has said that a value is missing
            return _MISSING
        if isinstance(node, str) and node.lower() == "null" and any(isinstance(o, i.NoneType) for o in options):
            return _MISSING  # msgspec takes it as nothing where no text can stand
        wanted = " or ".join(dict.fromkeys(_in_words(o) for o in options if not isinstance(o, i.NoneType)))
        self.report("wrong-shape", path, f"{_here(path)} takes {wanted}; this is {_what_it_is(node)}")
        return _MISSING

    def _struct(self, kind: Any, node: dict[str, Any], path: Path) -> Any:
        fields = {f.encode_name: f for f in kind.fields}
        kept: dict[str, Any] = {}
        for key, value in node.items():
            if key not in fields:
                if len(self.problems) > MOST_SLIPS:
                    continue
                near = did_you_mean(key, fields)
                known = "" if near else "known here: " + ", ".join(sorted(fields))
                self.report(
                    "unknown-key",
                    (*path, key),
                    f"no key `{key}` {'in' if path else 'at'} {_place(path)}",
                    near or known,
                    on="key",
                )
                continue
            fitting = self.fit(fields[key].type, value, (*path, key))
            if fitting is not _MISSING:
                kept[key] = fitting
        for name, field in fields.items():
            if field.required and name not in kept:
                if name not in node:
                    self.report("missing-key", path, f"{_place(path)} needs `{name}`", on="key")
                return _MISSING
        return kept

    def _mapping(self, kind: Any, node: dict[str, Any], path: Path) -> dict[str, Any]:
        fitting = {key: self.fit(kind.value_type, value, (*path, key)) for key, value in node.items()}
        return {key: value for key, value in fitting.items() if value is not _MISSING}

    def _list(self, kind: Any, node: list[Any], path: Path) -> list[Any]:
        fitting = [self.fit(kind.item_type, value, (*path, n)) for n, value in enumerate(node)]
        return [value for value in fitting if value is not _MISSING]


@cache
def _model() -> Any:
    import msgspec.inspect

    return msgspec.inspect.type_info(Document)


def _scalar_fits(kind: Any, text: str) -> bool:
    i = msgspec.inspect
    if isinstance(kind, i.IntType | i.BoolType):
        # Asked of msgspec, so that the walk never refuses what the quick way takes.
        try:
            msgspec.convert(text, Whole if isinstance(kind, i.IntType) else bool, strict=False)
        except msgspec.ValidationError:
            return False
        return True
    return isinstance(kind, i.StrType)


def _in_words(kind: Any) -> str:
    i = msgspec.inspect
    kind = kind.type if isinstance(kind, i.Metadata) else kind
    if isinstance(kind, i.IntType):
        return "a whole number"
    if isinstance(kind, i.BoolType):
        return "true or false"
    if isinstance(kind, i.ListType):
        return "a list (lines that begin with `- `)"
    if isinstance(kind, i.StructType):
        needed = next((field.encode_name for field in kind.fields if field.required), "")
        return f"a mapping (lines of `key: value`{f', such as `{needed}: …`' if needed else ''})"
    if isinstance(kind, i.DictType):
        return "a mapping (lines of `key: value`)"
    return "text"


def _what_it_is(node: Any) -> str:
    if isinstance(node, dict):
        return "a mapping"
    if isinstance(node, list):
        return "a list"
    return f'"{node}"' if len(node) < 40 and "\n" not in node else "text"


def _here(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return f"`{names[-1]}`" if names else "a story file"


def _place(path: Path) -> str:
    """'a choice of scene `stove`', 'scene `stove`', 'the top level': where a writer would say it stands."""
    if not path:
        return "the top level of a story file"
    if path[0] == "scenes" and len(path) >= 2:
        scene = f"scene `{path[1]}`"
        rest = [part for part in path[2:] if isinstance(part, str)]
        if not rest:
            return scene
        single = {"choices": "a choice", "chance": "an outcome", "text": "a text item", "whenever": "a rule"}
        return f"{single.get(rest[-1], f'`{rest[-1]}`')} of {scene}"
    return f"`{'.'.join(str(part) for part in path)}`"


def json_schema() -> dict[str, Any]:
    """The model as a JSON Schema (draft 2020-12) of one story file.

    Other validators read YAML with its own types, so text may there be a number, a date's words, true or false.
    """
    schema = msgspec.json.schema(Document)
    relaxed: dict[str, Any] = _relaxed(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A jangmadang story file", **relaxed}


def _relaxed(node: Any) -> Any:
    if isinstance(node, list):
        return [_relaxed(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _relaxed(value) for key, value in node.items() if key != "default"}
    match node.get("type"):
        case "string":
            node["type"] = ["string", "number", "boolean"]
        case "integer":
            node = {**node, "type": ["integer", "string"], "pattern": r"^-?(0|[1-9][0-9]{0,17})$"}
        case "boolean":
            node = {**node, "type": ["boolean", "string"], "pattern": "^([Tt]rue|[Ff]alse|TRUE|FALSE)$"}
    return node
