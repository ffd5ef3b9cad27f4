"""The slips that people make with signs: `=` for `==`, `3,000`, quotes, `&&`, full-width digits and their like.

Takes text that does not parse, or is not plain ASCII, and looks at it again sign by sign; gives tokens with their
places, every slip reported and, where its meaning is plain, put right. Stories without slips never load this module.
"""

from __future__ import annotations

import re

from msgspec import Struct

from .tokens import KEYWORDS, TOKEN
from .tree import ExprProblem

_FULL_WIDTH = re.compile("[！-～　]+")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_OTHER_DIGITS = re.compile(r"(?:[^\W\D0-9])+")
_SEPARATED = r"[0-9]{1,3}(?:[,'_\u00a0\u2009\u202f][0-9]{3})+(?!\w)"
_SLIP = re.compile(
    rf"""(?P<quoted>"[^"]*"|'[^']*')
    |(?P<curly>[“”„«»‘’‚][^“”„«»‘’‚]*[“”«»‘’]|[“”„«»‘’‚])
    |(?P<commas>{_SEPARATED})
    |(?P<decimal>[0-9]+\.[0-9]*|\.[0-9]+)
    |(?P<name>[^\W\d]\w*(?:\.\w+)*)
    |(?P<number>[0-9]+)
    |(?P<logic>&&?|\|\|?|!(?!=))
    |(?P<assign>[-+*/%]=)
    |(?P<order>===|!==|=<|=>|<>)
    |(?P<sign>//|[<>=!]=|[-+*%<>(),](?<!\*(?=\*)))
    |(?P<equals>=)
    |(?P<power>\*\*)
    |(?P<slash>/)
    |(?P<typographic>[≥≤≠×÷−–])
    |(?P<stray>\S)""",
    re.VERBOSE,
)
_ORDER = {"===": "==", "!==": "!=", "=<": "<=", "=>": ">=", "<>": "!="}
_TYPOGRAPHIC = {"≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "//", "−": "-", "–": "-"}
_LOGIC = {"&": "and", "&&": "and", "|": "or", "||": "or", "!": "not"}
_STRAY = {
    "[": ("python-ism", "square brackets have no meaning here", "a value of a table is `table(name, index)`"),
    "]": ("python-ism", "square brackets have no meaning here", "a value of a table is `table(name, index)`"),
    "?": ("python-ism", "`?` has no meaning in an expression", "write `this if condition else that`"),
    "{": ("expression-syntax", "an expression has no braces", "write the name alone"),
    "}": ("expression-syntax", "an expression has no braces", "write the name alone"),
    '"': ("quoted-name", "a quotation mark that is never closed", "names are written without quotes"),
    "'": ("quoted-name", "a quotation mark that is never closed", "names are written without quotes"),
}


class Tokens(Struct, gc=False):
    """Token strings, ending in an empty one, and where they stand."""

    words: list[str]
    spans: list[tuple[int, int]]
    problems: list[ExprProblem]
    blocked: bool = False
    """Something stands in the text that no reading can make sense of."""


def mended(text: str) -> Tokens:
    """The tokens with every known slip reported and, where its meaning is plain, put right."""
    found = Tokens([], [], [])
    plain = text if text.isascii() else _ascii_digits_and_signs(text, found)
    calls: list[bool] = []
    for match in _SLIP.finditer(plain):
        kind, word = str(match.lastgroup), match[0]
        start, end = match.span()
        if kind == "commas" and "," in word and calls and calls[-1] and ",0" not in word:
            parts = word.split(",")
            for i, part in enumerate(parts):
                _add(found, part, start, start + len(part))
                start += len(part)
                if i < len(parts) - 1:
                    _add(found, ",", start, start + 1)
                    start += 1
            continue
        if word == "(":
            previous = found.words[-1] if found.words else ""
            calls.append(previous[:1].isidentifier() and previous not in KEYWORDS)
        elif word == ")" and calls:
            calls.pop()
        if kind in ("name", "number", "sign") and word != "in":
            _add(found, word, start, end)
            continue
        if word == "]" and found.blocked:
            continue
        code, message, hint, instead = _slip(kind, word)
        found.problems.append(ExprProblem(code, start, end - start, message, hint))
        if instead:
            _add(found, instead, start, end)
        else:
            found.blocked = True
    _add(found, "", len(text), len(text))
    return found


def _add(found: Tokens, word: str, start: int, end: int) -> None:
    found.words.append(word)
    found.spans.append((start, end))


def _ascii_digits_and_signs(text: str, found: Tokens) -> str:
    """The text with full-width signs and foreign digits as ASCII, each run reported once. The length stays."""

    def digits(match: re.Match[str]) -> str:
        return "".join(str(int(c)) for c in match[0])

    plain = _OTHER_DIGITS.sub(digits, text.translate(_TO_ASCII))
    for pattern in (_FULL_WIDTH, _OTHER_DIGITS):
        for match in pattern.finditer(text):
            start, end = match.span()
            if (pattern is _OTHER_DIGITS and _FULL_WIDTH.match(match[0])) or not match[0].strip("　"):
                continue
            message = f"`{match[0]}` is full-width or foreign; here it has no meaning"
            hint = f"write `{plain[start:end].strip()}` with the narrow keys"
            found.problems.append(ExprProblem("full-width", start, end - start, message, hint))
    return plain


def _slip(kind: str, word: str) -> tuple[str, str, str, str]:
    """Code, message, hint, and the token that was meant ("" when that is anybody's guess)."""
    if kind in ("quoted", "curly"):
        inner = word.strip("\"'“”„«»‘’‚").strip()
        meant = inner if TOKEN.fullmatch(inner) and inner[:1].isidentifier() else ""
        what = "names are written without quotes"
        if kind == "quoted":
            return "quoted-name", what, f"write `{meant}`" if meant else "there are no texts in expressions", meant
        hint = f"write `{meant}`" if meant else what
        return "curly-quotes", "curly quotes have no meaning here", hint, meant
    if kind == "commas":
        meant = re.sub("[^0-9]", "", word)
        return "number-commas", f"`{word}` has something between its digits", f"write `{meant}`", meant
    if kind == "decimal":
        hint = "count in a smaller unit, or multiply first and divide with `//`"
        return (
            "decimal-number",
            f"`{word}` is not a whole number; there are only whole ones",
            hint,
            word.split(".", maxsplit=1)[0] or "0",
        )
    if kind == "equals":
        return "single-equals", "`=` sets a value; it does not compare", "write `==`", "=="
    if kind == "logic":
        return "and-and", f"`{word}` is written as a word here", f"write `{_LOGIC[word]}`", _LOGIC[word]
    if kind == "power":
        return "python-ism", "there are no powers", "multiply: `x * x`", "*"
    if kind == "slash":
        return "python-ism", "`/` would leave whole numbers", "write `//`, which rounds down", "//"
    if kind == "order":
        return "expression-syntax", f"`{word}` is no comparison", f"write `{_ORDER[word]}`", _ORDER[word]
    if kind == "typographic":
        meant = _TYPOGRAPHIC[word]
        return "expression-syntax", f"`{word}` is not on the keyboard of an expression", f"write `{meant}`", meant
    if kind == "assign":
        hint = "an expression changes nothing; an effect is `money: +5`"
        return "expression-syntax", f"`{word}` has no meaning here", hint, ""
    if kind == "name":
        return "python-ism", "`in` is not used here", "write `told has row`, the set first; or `not told has row`", ""
    code, message, hint = _STRAY.get(word, ("expression-syntax", f"`{word}` has no meaning here", ""))
    if not word.isprintable():
        message, hint = f"an invisible character (U+{ord(word):04X}) stands here", "delete it"
    return code, message, hint, ""
