"""From the pieces of a file to its one layout.

Takes a Cut and the kind of document that it is; gives lines. What the layout is, `docs/writing/formatting.md` says to
writers. Changes no word: only spaces, empty lines, where a line is indented to and in which order some keys stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from . import order
from .pieces import Between, Block, BlockText, Comment, Cut, Entry, Flow, Scalar

STEP = 2
NEAREST = 2  # spaces before a comment that stands behind something


class Line(Struct):
    """A line to be, and the comment that stands behind it."""

    text: str
    comment: Comment | None = None
    shift: int = 0
    """By how much the line has moved; its comment moves with it."""
    held: bool = False
    """Whether an empty line below would become part of a text."""

    def written(self) -> str:
        if self.comment is None:
            return self.text
        gap = max(NEAREST, self.comment.column + self.shift - len(self.text))
        return f"{self.text}{' ' * gap}{self.comment.text}"


EMPTY = ""


def lay(cut: Cut, kind: Any) -> str:
    """The text; it ends with one line's end, unless there is nothing at all."""
    laid = list(_block(cut.root, 0, kind, ()))
    while laid and not laid[-1].text and not laid[-1].held:
        laid.pop()
    lines = [*cut.head, *(line.written() for line in laid)]
    return "\n".join([*lines, ""]) if lines else ""


def _block(block: Block, column: int, kind: Any, path: tuple[str, ...]) -> list[Line]:
    kind = None if kind is None else order.listed(kind) if block.items else order.mapping(kind)
    entries = _ordered(block, kind)
    aligned = _aligned(block.entries)
    lines: list[Line] = []
    before: list[Line] | None = None
    for entry in entries:
        if block.items:
            own = _item(entry, block, column, kind, path)
        else:
            own = _keyed(entry, block, column, kind, path, aligned)
        above = list(_betweens(entry.before, column))
        if before is None:
            above = _without_empty_start(above)
        elif path == ("scenes",) and (len(own) > 1 or len(before) > 1) and not any(not line.text for line in above):
            above = [Line(EMPTY), *above]
        _add(lines, above)
        lines += own
        before = own
    _add(lines, list(_betweens(block.tail, column)))
    return lines


def _add(lines: list[Line], above: list[Line]) -> None:
    """Comments and empty lines, of which no two stand together and none below a text that would keep it."""
    for line in above:
        if line.text or (lines and lines[-1].text and not lines[-1].held):
            lines.append(line)


def _betweens(betweens: Iterable[Between], column: int) -> Iterable[Line]:
    for between in betweens:
        yield Line(" " * column + between.text if between else EMPTY)


def _without_empty_start(lines: list[Line]) -> list[Line]:
    while lines and not lines[0].text:
        lines = lines[1:]
    return lines


# ---- keys and items -------------------------------------------------------------------------------------------------
def _keyed(entry: Entry, block: Block, column: int, kind: Any, path: tuple[str, ...], aligned: set[int]) -> list[Line]:
    shift = column - block.column
    front = " " * column + entry.key + ":"
    value = entry.value
    if isinstance(value, Block):
        head = f"{front} {entry.named}" if entry.named else front
        inner = _block(value, column + STEP, order.below(kind, entry.key) if kind else None, (*path, entry.key))
        return [Line(head, entry.head, shift), *inner]
    if isinstance(value, Scalar | Flow) and value.below:
        return [Line(front, entry.head, shift), *_leaf(value, " " * (column + STEP), entry, column, shift)]
    gap = " " * (entry.gap if id(entry) in aligned else 1)
    return _leaf(value, front + gap, entry, column, shift)


def _item(entry: Entry, block: Block, column: int, kind: Any, path: tuple[str, ...]) -> list[Line]:
    shift = column - block.column
    front = " " * column + "-"
    value = entry.value
    if not isinstance(value, Block):
        return _leaf(value, front + " ", entry, column, shift)
    inner = _block(value, column + STEP, kind, (*path, "-"))
    if entry.named or entry.head or not inner:
        return [Line(f"{front} {entry.named}".rstrip(), entry.head, shift), *inner]
    inner[0].text = f"{front} {inner[0].text[column + STEP :]}"
    return inner


def _leaf(value: Scalar | Flow | BlockText, front: str, entry: Entry, column: int, shift: int) -> list[Line]:
    """The lines of a value without entries; `front` is what the first of them begins with."""
    edge = " " * (column + STEP)
    if isinstance(value, BlockText):
        front += f"{value.named} " if value.named else ""
        lines = [Line(f"{front}{value.sign}{_digit(value)}{value.chomp}", value.comment, shift)]
        lines += [Line(edge + line if line else EMPTY) for line in value.lines]
        lines[-1].held = value.chomp == "+" or not lines[-1].text
        return lines
    if isinstance(value, Scalar):
        first, *others = value.lines
        lines = [Line(front + first), *(Line(edge + line if line else EMPTY) for line in others)]
    else:
        (_, first), *steps = value.lines
        lines = [Line(front + first), *(Line(" " * (column + STEP * n) + line if line else EMPTY) for n, line in steps)]
    lines[-1].comment, lines[-1].shift = entry.after, shift
    return lines


def _digit(value: BlockText) -> str:
    """How deep the text stands, where its first line would not tell."""
    for line in value.lines:
        if line.strip(" "):
            return str(STEP) if line.startswith(" ") else ""
        if line:
            return str(STEP)
    return ""


# ---- order, columns -------------------------------------------------------------------------------------------------
def _ordered(block: Block, kind: Any) -> list[Entry]:
    """The entries in their order. A comment may be about several keys: where one stands between, nothing moves."""
    entries = block.entries
    if block.items or kind is None or not order.is_known(kind):
        return entries
    places = order.places(kind, [entry.key for entry in entries])
    if places == sorted(places) or any(block.tail) or any(any(entry.before) for entry in entries[1:]):
        return entries
    if any(_copies(entry) for entry in entries) or any(entry.key == "<<" for entry in entries):
        return entries
    # Comments above the first key stand above the whole; empty lines between keys stay where they are.
    above = [entry.before for entry in entries]
    moved = [entries[n] for n in places]
    for entry, before in zip(moved, above, strict=True):
        entry.before = before
    return moved


def _copies(entry: Entry) -> bool:
    """Whether anything in it has a name or is a copy: a name must stand above its copies."""
    value = entry.value
    if entry.named:
        return True
    if isinstance(value, Block):
        return any(map(_copies, value.entries))
    if isinstance(value, BlockText):
        return bool(value.named)
    words = value.lines if isinstance(value, Scalar) else [line for _, line in value.lines]
    return any(word[:1] in ("&", "*") for line in words for word in line.replace(",", " ").replace("[", " ").split())


def _aligned(entries: list[Entry]) -> set[int]:
    """The entries (by identity) whose value stands in one column with that of another in the same run of lines."""
    aligned: set[int] = set()
    run: dict[int, list[Entry]] = {}

    def end_run() -> None:
        for standing in run.values():
            if len(standing) > 1:
                aligned.update(map(id, standing))
        run.clear()

    for entry in entries:
        if any(between is None for between in entry.before):
            end_run()
        if entry.starts >= 0 and not isinstance(entry.value, Block | BlockText):
            run.setdefault(entry.starts, []).append(entry)
    end_run()
    return aligned
