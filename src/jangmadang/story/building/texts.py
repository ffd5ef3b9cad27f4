"""From written prose to texts that can be told: paragraphs, marks, and what stands in braces.

In: prose as typed, with its place. Out: `model` texts. Conditions and values are checked here; nothing is told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..document import Text as WrittenText
from ..document import TextItem
from ..expressions import BOOL, INT, Checked, Members
from ..model import Body, ByCondition, ByVisit, Called, Item, Para, Part, Text, Value, Words
from ..names import DAYS
from ..problems import did_you_mean
from ..prose import Mark
from .context import Build, Where

FORMATS = ("won", "new_won", "yuan", "dollars", "number", "kg", "percent", "words", "date")
_SPECIAL = re.compile(r"\n[ \t]*\n\s*|\n|[{*_\[]")
_BREAK = re.compile(r"\n[ \t]*\n\s*")
_LINK = re.compile(r"\[([^\[\]{}]+)\]\(([^()\s]*)\)")
_LONG_INSERT = 6  # words on each side of a `|`


def text(build: Build, written: WrittenText | None, where: Where, key: str) -> Text:
    """The items of a text: of one piece of prose, of one item, or of a list of both.

    `key` names the text for its fixed draws (shuffle): stable as long as the scene and the place in it are.
    """
    if written is None:
        return ()
    if isinstance(written, str):
        return (Item((body(build, written, where),)),)
    if isinstance(written, TextItem):
        return pieces(build, [(written, build.place_of(written, where))], key)
    return pieces(build, [(piece, build.place_of(piece, (where, n))) for n, piece in enumerate(written)], key)


def pieces(build: Build, written: Iterable[tuple[str | TextItem, Where]], key: str) -> Text:
    """The items of a text whose pieces stand each in a place of its own."""
    items: list[Item] = []
    asked: Any = None  # the list in which an unbroken run of `when` items stands just above
    for n, (piece, here) in enumerate(written):
        if isinstance(piece, str):
            items.append(Item((body(build, piece, here),)))
            asked = None
            continue
        item = _item(build, piece, here, f"{key}.{n}")
        if item is None:
            continue
        if asked is not None and asked is not here[0]:
            # An encounter, or a further file, puts texts one after another: what was asked in one ends there.
            items.append(Item(((),)))
            asked = None
        follows = [key for key in ("otherwise", "else_when") if getattr(piece, key) is not None]
        if asked is None and piece.when is None and len(follows) == 1:
            message = f"`{follows[0]}` has no `when` item just above it"
            build.report("otherwise-alone", (here, follows[0]), message)
        items.append(item)
        asks = piece.when is not None or piece.else_when is not None
        asked = here[0] if asks and item.pick != "otherwise" else None
    return tuple(items)


def _item(build: Build, piece: TextItem, where: Where, key: str) -> Item | None:
    kinds = [name for name in ("text", "otherwise", "first", "cycle", "shuffle") if getattr(piece, name) is not None]
    if piece.again is not None and "first" not in kinds:
        build.report("text-item", (where, "again"), "`again` stands beside `first`")
        return None
    if len(kinds) != 1:
        said = "nothing to read" if not kinds else " and ".join(f"`{k}`" for k in kinds) + " at once"
        build.report("text-item", where, f"a text item holds {said}", "one of text, otherwise, first, cycle, shuffle")
        return None
    kind = kinds[0]
    if piece.when is not None and piece.else_when is not None:
        build.report("text-item", (where, "else_when"), "a text item takes one of `when` and `else_when`")
    asks, late = ("when", False) if piece.when is not None else ("else_when", piece.else_when is not None)
    asked = getattr(piece, asks)
    when = build.condition(asked, (where, asks)) if asked is not None else None
    gentler = body(build, piece.gentler, (where, "gentler")) if piece.gentler is not None else None
    bodies: tuple[Body, ...]
    if kind in ("cycle", "shuffle", "first"):
        build.by_visit = True
    if kind in ("cycle", "shuffle"):
        written = getattr(piece, kind)
        bodies = tuple(body(build, line, ((where, kind), n)) for n, line in enumerate(written))
        if not bodies:
            build.report("text-item", (where, kind), f"`{kind}` needs at least one line")
            return None
        return Item(bodies, when, "cycle" if kind == "cycle" else "shuffle", gentler, key, late)
    if kind == "first":
        again = body(build, piece.again, (where, "again")) if piece.again is not None else ()
        return Item((body(build, piece.first or "", (where, "first")), again), when, "first", gentler, "", late)
    if kind == "otherwise":
        if asked is not None:
            build.report("text-item", (where, asks), f"`otherwise` takes no `{asks}` of its own")
        return Item((body(build, piece.otherwise or "", (where, "otherwise")),), None, "otherwise", gentler)
    return Item((body(build, piece.text or "", (where, "text")),), when, "", gentler, "", late)


def body(build: Build, prose: str, where: Where) -> Body:
    """The paragraphs of a piece of prose. `---` alone is a beat."""
    prose = prose.strip("\n")
    if not _SPECIAL.search(prose):
        return (Para(),) if prose.strip() == "---" else (Para((Words(prose.strip()),)),)
    paragraphs: list[Para] = []
    at = 0
    for gap in (*_BREAK.finditer(prose), None):
        end = gap.start() if gap else len(prose)
        if prose[at:end].strip() == "---":
            paragraphs.append(Para())
        elif prose[at:end].strip():
            paragraphs.append(Para(_Inline(build, prose, where).parts(at, end)))
        at = gap.end() if gap else end
    return tuple(paragraphs)


def line(build: Build, prose: str | None, where: Where, ours: bool = False) -> tuple[Part, ...]:
    """One line: a title, a choice, a hint. No beats, no paragraphs. `ours`: no writer reads the source of it."""
    if not prose:
        return ()
    prose = prose.strip()
    if not _SPECIAL.search(prose):
        return (Words(prose),)
    return _Inline(build, prose, where, ours).parts(0, len(prose))


class _Inline:
    """One walk along a paragraph. Offsets are kept so that a problem inside braces points at its character."""

    def __init__(self, build: Build, prose: str, where: Where, ours: bool = False) -> None:
        self.build, self.prose, self.where, self.ours = build, prose, where, ours

    def report(self, code: str, at: int, length: int, message: str, hint: str = "", warning: bool = False) -> None:
        self.build.report(
            code,
            self.where,
            message,
            hint,
            offset=at,
            length=length,
            severity="warning" if warning else "error",
        )

    def parts(self, at: int, end: int, mark: Mark = "") -> tuple[Part, ...]:
        out: list[Part] = []
        plain: list[str] = []

        def flush() -> None:
            words = "".join(plain)
            plain.clear()
            if words:
                out.append(Words(words, mark))

        prose = self.prose
        while at < end:
            found = _SPECIAL.search(prose, at, end)
            if not found:
                plain.append(prose[at:end])
                break
            plain.append(prose[at : found.start()])
            at, sign = found.start(), found.group()
            if sign[0] == "\n":
                while plain and plain[-1].endswith(" "):
                    plain[-1] = plain[-1][:-1]
                plain.append(" ")
                at = found.end()
                while at < end and prose[at] in " \t":
                    at += 1
            elif sign == "{":
                close = self._closing_brace(at, end)
                flush()
                out.extend(self._insert(at + 1, close, mark) if close < end else ())
                at = close + 1
            elif sign == "[" and (link := _LINK.match(prose, at, end)):
                flush()
                note = self._note(link)
                out.append(Words(" ".join(link.group(1).split()), mark, note))
                at = link.end()
            elif sign in "*_" and (close := self._closing_mark(sign, at, end)):
                flush()
                out.extend(self.parts(at + 1, close, "strong" if sign == "*" else "said"))
                at = close + 1
            else:
                plain.append(sign)
                at += 1
        flush()
        return tuple(out)

    def _closing_brace(self, at: int, end: int) -> int:
        depth = 0
        for n in range(at, end):
            depth += {"{": 1, "}": -1}.get(self.prose[n], 0)
            if depth == 0:
                return n
        self.report("open-brace", at, 1, "this `{` is not closed in its paragraph", "add `}`")
        return end

    def _closing_mark(self, sign: str, at: int, end: int) -> int:
        """Where the mark closes, or 0 when the sign is only a character: marks hug their words."""
        prose = self.prose
        if at + 1 >= end or prose[at + 1].isspace() or (at and prose[at - 1].isalnum()):
            return 0
        depth = 0
        for n in range(at + 1, end):
            depth += {"{": 1, "}": -1}.get(prose[n], 0)
            ends_word = n + 1 >= end or not prose[n + 1].isalnum()
            if prose[n] == sign and depth == 0 and not prose[n - 1].isspace() and ends_word:
                return n
        return 0

    def _note(self, link: re.Match[str]) -> str:
        note = link.group(2)
        if not self.build.names.has_note(note):
            near = did_you_mean(note, self.build.names.note_names())
            at = link.start(2)
            self.report("unknown-note", at, max(1, len(note)), f"no field note `{note}`", near)
            return ""
        return note

    def _insert(self, at: int, end: int, mark: Mark) -> tuple[Part, ...]:
        inner = self.prose[at:end]
        if not inner.strip():
            self.report("empty-insert", at - 1, 2, "nothing stands between these braces")
            return ()
        question, bar = self._top_level("?", at, end), self._top_level("|", at, end)
        if question:
            bar = self._top_level("|", question, end)
            if not bar:
                self.report("half-insert", at - 1, end - at + 2, "`?` needs a `|`: {condition ? these words | those}")
                return ()
            when = self.build.condition(self.prose[at:question].strip(), self.where, self._shifted(at))
            if when is None:
                return ()
            then, otherwise = self._half(question + 1, bar, mark), self._half(bar + 1, end, mark)
            return (ByCondition(when, then, otherwise),)
        if bar:
            self.build.by_visit = True
            return (ByVisit(self._half(at, bar, mark), self._half(bar + 1, end, mark)),)
        return self._value(at, end, mark)

    def _half(self, at: int, end: int, mark: Mark) -> tuple[Part, ...]:
        words = self.prose[at:end]
        if len(words.split()) > _LONG_INSERT and not self.ours:
            self.report(
                "long-insert", at, end - at, "long words in braces are hard to read", "make it a phrase", warning=True
            )
        start = at + (len(words) - len(words.lstrip()))
        return self.parts(start, max(start, end - (len(words) - len(words.rstrip()))), mark)

    def _top_level(self, sign: str, at: int, end: int) -> int:
        depth = 0
        for n in range(at, end):
            depth += {"{": 1, "}": -1}.get(self.prose[n], 0)
            if self.prose[n] == sign and depth == 0:
                return n
        return 0

    def _shifted(self, at: int) -> int:
        while self.prose[at].isspace():
            at += 1
        return at

    def _value(self, at: int, end: int, mark: Mark) -> tuple[Part, ...]:
        inner, names = self.prose[at:end], self.build.names
        start = self._shifted(at)
        bare = inner.strip()
        if names.has_phrase(bare):
            return (Called(self.build.phrase(bare), mark),)
        person = names.person_name(bare)
        if person:
            return (Words(person, mark),)
        if bare.isidentifier() and self.build.scope.find(bare) is None:
            # Only text may hold a phrase or a person alone, so an expression would never think of them.
            near = did_you_mean(bare, (*self.build.scope.names(), *names.phrases, *names.people))
            if near:
                self.report("unknown-name", start, len(bare), f"nothing is called `{bare}`", near)
                return ()
        expression, colon, form = inner.rpartition(":")
        if not colon:
            expression, form = inner, ""
        form = form.strip()
        checked = self.build.expression(expression.strip(), self.where, None, start)
        if checked is None:
            return ()
        if checked.type == BOOL or isinstance(checked.type, Members):
            code, what, hint = (
                ("yes-or-no-in-text", "yes or no", "{condition ? these | those}")
                if checked.type == BOOL
                else ("set-in-text", "a set", f"{{count({bare})}} is a number")
            )
            self.report(code, at - 1, end - at + 2, f"{what} cannot be read aloud", hint)
            return ()
        if form and checked.type != INT:
            self.report("format", at, end - at, f"`{form}` writes numbers; this is {checked.type}")
            return ()
        if form == "date" and not self._dated(checked, at, end):
            return ()
        known = self._format(form, at + len(expression) + 1)
        return (Value(checked, known, mark),) if known is not None else ()

    def _dated(self, checked: Checked, at: int, end: int) -> bool:
        """Whether the number is a day whose date can be told."""
        if self.build.names.first_day is None:
            hint = "put `calendar: {day_1: 2009-11-28}` on the cover"
            self.report("format", at, end - at, "dates need a calendar", hint)
        elif checked.low < 0 or checked.high > 2 * DAYS:
            hint = "`day`, or `day + 3`"
            self.report("format", at, end - at, f"a date is written of a day; this can be {checked.high:,}", hint)
        else:
            return True
        return False

    def _format(self, form: str, at: int) -> str | None:
        """How a number is written: '', one of FORMATS, or '=hour|hours' for a unit."""
        if not form or form in FORMATS:
            return form
        unit = self.build.names.unit(form)
        if unit:
            return f"={unit.one}|{unit.many}"
        near = did_you_mean(form, (*FORMATS, *self.build.names.unit_names()))
        self.report("format", at, len(form), f"no format `{form}`", near or "known: " + ", ".join(FORMATS))
        return None
