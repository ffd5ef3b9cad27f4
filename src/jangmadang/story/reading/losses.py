"""Words that YAML read otherwise than the writer meant, although it read the file: a comment that swallowed the rest of
a sentence, prose in double quotes, a number of thirty digits.

Takes a text with its tree and places; gives slips. A quick look at the text decides whether the tree is walked at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .places import Marks, Tree, content, inside
from .slips import AFTER_BAR, EXPRESSIONS, MOST_SLIPS, PROSE, Slip

LONGEST_NUMBER = 30

_WORDED = PROSE | EXPRESSIONS
_REST = re.compile(r"[^\r\n]*")
_COMMENT = re.compile(r"[ \t]+#")
_DIGITS = re.compile(r"(?=[0-9]{3})")
_IN_A_ROW = re.compile(r"[0-9_]{21}")
_GIANT = re.compile(rf"[-+=]?[ \t]*[0-9_]{{{LONGEST_NUMBER + 1},}}")


def losses(text: str, tree: Tree, start: int, marks: Marks) -> list[Slip]:
    """The slips of this kind in a file that was read."""
    comments, quotes = _has_comment_after_words(text), _has_quoted_words(text)
    escapes = "\\" in text and '"' in text
    giants = _may_hold_giants(text)
    if not (comments or quotes or escapes or giants):
        return []
    slips: list[Slip] = []
    for key, at, value in _scalars(tree, start, marks):
        if len(slips) > MOST_SLIPS:
            break
        first = content(text, at)
        style = text[first : first + 1]
        worded = key in _WORDED
        if style == '"':
            if escapes and not value.isprintable() and any(c < " " and c not in "\n\t" for c in value):
                hint = "leave the escape out"
                slips.append(Slip("control-character", at, "this text holds a control character", hint))
            if quotes and key in PROSE and " " in value:
                message = "in double quotes a backslash means something else, and the next quote ends the text"
                slips.append(Slip("quoted-text", at, message, AFTER_BAR, severity="warning"))
        elif giants and len(value) > LONGEST_NUMBER and _GIANT.fullmatch(value):
            hint = "a story counts up to 999,999,999"
            slips.append(
                Slip("giant-number", at, f"this number has more than {LONGEST_NUMBER} digits", hint, len(value))
            )
        elif comments and worded and style not in ("'", "|", ">", "*"):
            end = first + len(value)
            if not text.startswith(value, first):
                end = inside(text, first, value, len(value))
            swallowed = _COMMENT.match(text, end)
            if swallowed:
                slips.append(_swallowed(text, swallowed.end() - 1, key))
    return slips


def _swallowed(text: str, index: int, key: str) -> Slip:
    hint = "put the comment on a line of its own" if key in EXPRESSIONS else f"if it belongs to the text, {AFTER_BAR}"
    rest = _REST.match(text, index)
    length = rest.end() - index if rest else 1
    message = "a `#` after a space starts a comment: the rest of this line is not read"
    return Slip("comment-after-text", index, message, hint, length, "warning")


def _has_comment_after_words(text: str) -> bool:
    """Whether any comment stands after something on its line that might be words."""
    at = text.find(" #")
    while at >= 0:
        head = text[text.rfind("\n", 0, at) + 1 : at].lstrip(" -")
        if head and _may_be_words(head):
            return True
        end = text.find("\n", at)
        at = text.find(" #", end) if end >= 0 else -1
    return False


def _may_be_words(head: str) -> bool:
    if ":" not in head:
        return True
    return any(part.rsplit(None, 1)[-1].lstrip("{[-") in _WORDED for part in head.split(":")[:-1] if part.strip())


def _may_hold_giants(text: str) -> bool:
    """Whether any number may be giant: thirty-one digits in a row hold three that are ten apart, and all between."""
    return any(_IN_A_ROW.match(text, 10 * found.start()) for found in _DIGITS.finditer(text[::10]))


def _has_quoted_words(text: str) -> bool:
    """Whether double quotes open anywhere right after a colon or a dash."""
    return ': "' in text or '- "' in text


def _scalars(tree: Tree, start: int, marks: Marks) -> Iterator[tuple[str, int, str]]:
    """Each written scalar once: the key it stands under (that of its list, for an item), where it starts, its value."""
    todo: list[tuple[str, int, Tree]] = [("", start, tree)]
    seen: set[int] = set()
    while todo:
        key, at, node = todo.pop()
        if isinstance(node, str):
            if at not in seen:
                seen.add(at)
                yield key, at, node
        elif node is not None and -id(node) not in seen:
            seen.add(-id(node))
            places = marks[id(node)]
            if isinstance(places, dict):
                assert isinstance(node, dict)
                todo.extend((name, places[name][1], value) for name, value in node.items())
            elif isinstance(node, list):
                todo.extend((key, place, item) for place, item in zip(places, node, strict=True))
            else:
                todo.extend(
                    (name, place, value) for place, (name, value) in zip(places[1::2], node.items(), strict=True)
                )
