"""From the text of a story file to its pieces.

Takes text that `reading` has read without an error, with `\\n` for each line's end; gives a Cut. Follows YAML's own
events, whose marks say where each word starts and ends; what lies between two of them is signs, comments and empty
lines. What no story needs and cannot be laid out for certain is refused with `Unusual`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml import (
    AliasEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ...story.reading.places import content
from ...story.reading.tree import LOADER
from .bars import after_bar
from .brackets import CLOSING, OPENING, Brackets
from .pieces import Between, Block, BlockText, Comment, Cut, Entry, Flow, Scalar, Unusual, Value

_SIGNS = re.compile(r"[ \t]*((?:[-?:](?:[ \t]+|\Z))*)")


class _Piece(NamedTuple):
    """The part of one line that lies between two words: signs, then perhaps a comment."""

    signs: str
    comment: Comment | None


def cut(text: str) -> Cut:
    """The pieces of a text. Raises Unusual."""
    return _Cutting(text).document()


class _Cutting:
    def __init__(self, text: str) -> None:
        self.text = text
        self.get: Callable[[], Any] = LOADER(text).get_event
        self.at = 0
        """Up to here all is taken."""
        self.last: Entry | None = None
        """Whose value ended there."""
        self.closed: list[Block] = []
        """The blocks that ended there, the deepest first."""

    def document(self) -> Cut:
        self.get()
        start = self.get()
        if type(start) is StreamEndEvent:
            return Cut((), Block(False, 0, [], self.all_comments()))
        head: tuple[str, ...] = ()
        if start.explicit:
            self.at = self._line_end(start.end_mark.index)
            head = tuple(line.rstrip() for line in self.text[: self.at].split("\n"))
            if not re.fullmatch(r"---(?:[ \t]+#.*)?", head[-1]):
                raise Unusual(start.end_mark.index, "something stands behind `---`")
        event = self.get()
        if type(event) is not MappingStartEvent or event.flow_style:
            if type(event) is ScalarEvent and not event.value:
                return Cut(head, Block(False, 0, [], self.all_comments()))
            raise Unusual(_index(event), "the file is one pair of brackets")
        holder = Entry("", [], Scalar(()))
        root = self.block(event, holder)
        if holder.named:
            raise Unusual(_index(event), "a name (`&`) for the whole file")
        end = self.get()
        if end.explicit:
            raise Unusual(end.start_mark.index, "`...` ends the document")
        nowhere = Block(False, -1, [], [])
        root.tail += self.above(self.pieces(len(self.text)), nowhere)
        return Cut(head, root)

    def all_comments(self) -> list[Between]:
        return _betweens(self.pieces(len(self.text)))

    # ---- blocks -----------------------------------------------------------------------------------------------------
    def block(self, start: Any, owner: Entry) -> Block:
        """The block that begins with this event; `owner` is told what stands on the line that opens it."""
        index = start.start_mark.index
        first = content(self.text, index)
        if first > index and (start.anchor or start.tag):  # else the name is the first key's own
            named = self.text[index:first]
            owner.named = " ".join(named.split())
            self.at = index + len(named.rstrip())
        items = type(start) is SequenceStartEvent
        block = Block(items, -1, [], [])
        event = self.get()
        while type(event) not in CLOSING:
            if block.column < 0:
                block.column = self._column(event, items)
            pieces = self.pieces(_index(event))
            if not block.entries and owner.named:
                owner.head = pieces[0].comment
                pieces[0] = _Piece(pieces[0].signs, None)
            entry = self.item(event, block, pieces) if items else self.keyed(event, block, pieces)
            block.entries.append(entry)
            event = self.get()
        self.closed.append(block)
        return block

    def item(self, event: Any, block: Block, pieces: list[_Piece]) -> Entry:
        dash = next(n for n, piece in enumerate(pieces) if "-" in piece.signs)
        before = self.above([*pieces[:dash], _Piece("-", None)], block)
        # A comment between the dash and what it opens moves above the dash: it may not stand behind text.
        before += [piece.comment for piece in pieces[dash:] if piece.comment]
        entry = Entry("", before, Scalar(()))
        self.value(event, block, entry, below=False)
        if isinstance(entry.value, Block) and entry.value.entries and not entry.named:
            first = entry.value.entries[0]
            entry.before += [between for between in first.before if between]
            first.before = []
        return entry

    def keyed(self, event: Any, block: Block, pieces: list[_Piece]) -> Entry:
        start = _index(event)
        if type(event) is not ScalarEvent:
            raise Unusual(start, "a key that is no word")
        before = self.above(pieces, block)
        key = self.text[start : _end(event)].strip()
        if "\n" in key or not key:
            raise Unusual(start, "a key of several lines")
        self.at = end = start + len(key)
        entry = Entry(key, before, Scalar(()))
        value = self.get()
        index = value.start_mark.index
        pieces = self.pieces(index)
        entry.head = pieces[0].comment
        inner = _betweens(pieces[1:-1])
        below = len(pieces) > 1
        if not below:
            entry.starts = index - self._line_start(index)
            entry.gap = index - self.text.rindex(":", end, index) - 1
        self.value(value, block, entry, below)
        if isinstance(entry.value, Block):
            if entry.value.entries:
                entry.value.entries[0].before[:0] = inner
        elif any(inner):
            entry.before += [between for between in inner if between]
        if entry.head and isinstance(entry.value, BlockText):
            entry.before.append(entry.head)
            entry.head = None
        return entry

    def value(self, event: Any, block: Block, entry: Entry, below: bool) -> None:
        """Takes the value that begins with this event, up to its end."""
        self.at = index = _index(event)
        self.last, self.closed = None, []
        if type(event) in OPENING and not event.flow_style:
            entry.value = self.block(event, entry)
            return
        entry.value = self.leaf(event, index, block, below)
        self.last = entry

    def leaf(self, event: Any, index: int, block: Block, below: bool) -> Value:
        first = content(self.text, index)
        named = " ".join(self.text[index:first].split())
        if "#" in named:
            raise Unusual(index, "a comment between a name (`&`) and its value")
        front = f"{named} " if named else ""
        if type(event) in OPENING:
            brackets = Brackets(self.text, first)
            self.at = brackets.take(event, self.get)
            if brackets.odd >= 0:
                raise Unusual(brackets.odd, "a sign within brackets that no story needs")
            (step, line), *more = brackets.lines()
            return Flow(((step, front + line), *more), below)
        if type(event) is AliasEvent:
            self.at = _end(event)
            return Scalar((self.text[index : self.at].strip(),), below)
        if event.style in ("|", ">"):
            text, self.at = after_bar(self.text, first, block.column, named)
            return text
        raw = self.text[first : _end(event)].rstrip()
        self.at = first + len(raw)
        if not raw:
            raise Unusual(index, "a value of nothing")
        lines = raw.split("\n")
        inner = [_without_end(line.lstrip(" \t")) for line in lines[1:-1]]
        last = [lines[-1].lstrip(" \t")] if len(lines) > 1 else []
        start = _without_end(lines[0]) if last else lines[0]
        return Scalar((front + start, *inner, *last), below)

    # ---- what lies between ------------------------------------------------------------------------------------------
    def pieces(self, until: int) -> list[_Piece]:
        """The lines between the last word and the next, at `until`; the first and the last are parts of lines."""
        pieces: list[_Piece] = []
        index = self.at
        for part in self.text[self.at : until].split("\n"):
            found = _SIGNS.match(part)
            assert found is not None
            rest = part[found.end() :].rstrip()
            if rest and not rest.startswith("#"):
                raise Unusual(index + found.end(), "a sign that no story needs")
            column = index + found.end() - self._line_start(index)
            pieces.append(_Piece(found.group(1), Comment(column, rest) if rest else None))
            index += len(part) + 1
        self.at = until
        return pieces

    def above(self, pieces: list[_Piece], block: Block) -> list[Between]:
        """What stands above the next entry of a block; what belongs to earlier entries is given to them."""
        if pieces[0].comment is not None:
            if self.last is not None:
                self.last.after = pieces[0].comment
            else:
                pieces = [_Piece("", None), *pieces]
        chain = [closed for closed in self.closed if closed.column > block.column]
        waiting: list[Between] = []
        own: list[Between] = []
        for between in _betweens(pieces[1:-1] if len(pieces) > 1 else []):
            waiting.append(between)
            if between is None:
                continue
            while chain and (own or between.column < chain[0].column):
                chain.pop(0)
            (chain[0].tail if chain else own).extend(waiting)
            waiting = []
        self.closed, self.last = [], None
        return own + waiting

    def _column(self, event: Any, items: bool) -> int:
        """The column of a block's first key or dash."""
        index = _index(event)
        if items:
            part = self.text[self.at : index]
            dash = re.search(r"(?:^|[ \t\n])-(?=[ \t\n])", re.sub(r"#.*", lambda found: " " * len(found.group()), part))
            assert dash is not None
            index = self.at + dash.end() - 1
        return index - self._line_start(index)

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end


def _betweens(pieces: list[_Piece]) -> list[Between]:
    """Comments and empty lines; the line on which the next word starts is neither."""
    return [piece.comment for piece in pieces if piece.comment or not piece.signs.strip()]


def _index(event: Any) -> int:
    return int(event.start_mark.index)


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _without_end(line: str) -> str:
    """The line without blanks at its end, unless a backslash keeps them."""
    bare = line.rstrip(" \t")
    return line if bare.endswith("\\") else bare
