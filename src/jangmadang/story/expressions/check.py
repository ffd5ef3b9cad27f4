"""The two ways in: the text of an expression or effect goes in, what it means or all that is wrong comes out.

The limits on length, depth and size stand here; grammar and meaning are next door.
"""

from __future__ import annotations

from msgspec import structs

from . import conditions
from .checker import Checker
from .parse import DIGITS, Raw, Stumble, parse
from .scope import Scope, Symbol
from .tokens import TOKEN, spans
from .tree import Checked, Effect, ExprProblem, Node, Number
from .types import BOOL, INT, Members, Type

LONGEST = 500
"""Characters of one expression."""
LARGEST = 4000
"""Words and signs, once the conditions that it uses are put in."""
TALLEST = 100
"""Levels of the tree, once the conditions that it uses are put in: what every Python can still compile."""
SMALL = 200

Problems = list[ExprProblem]


def check(
    text: str,
    scope: Scope,
    want: Type | None = None,
    *,
    low: int | None = None,
    high: int | None = None,
    range_code: str = "odds-range",
) -> Checked | Problems:
    """The meaning of an expression, or everything that is wrong with it, in the order of the text.

    `want` is the type that is needed (None: any). A number that can leave low..high is a problem of `range_code`.
    """
    if len(text) <= DIGITS and text.isdecimal() and text.isascii() and (text[0] != "0" or text == "0"):
        value = int(text)
        if (want is INT or want is None) and (low is None or value >= low) and (high is None or value <= high):
            return Checked(text, Number(value), INT, value, value)
    checker, raw = _read(text, scope)
    if raw is None:
        return _sorted(checker.problems)
    found = checker.visit(raw) if want is None else checker.need(raw, want)
    if found is not None and not checker.problems:
        _check_range(checker, raw, found[2], found[3], low, high, range_code)
    return _finished(checker, found, text)


def parse_effect(text: str, target: Symbol, scope: Scope) -> Effect | Problems:
    """What an effect on `target` does, or everything that is wrong with it.

    Numbers are always signed, and the sign covers all that follows; sets take `+member` and `-member`; flags, names and
    people are bare or after `=`.
    """
    type_ = target.type
    stripped = text.lstrip()
    sign = stripped[:1]
    if stripped[:2] == "==":
        hint = f"write `{stripped[1:]}`"
        message = "`==` compares; an effect sets with one `=`"
        return [ExprProblem("expression-syntax", len(text) - len(stripped), 2, message, hint)]
    if sign not in ("+", "-", "="):
        sign = ""
    base = len(text) - len(stripped) + len(sign)
    rest = text[base:]
    if type_ is INT:
        return _number_effect(text, sign, rest, base, target, scope)
    if isinstance(type_, Members):
        return _set_effect(text, sign, rest, base, target, scope)
    if sign in ("+", "-"):
        what = "true or false" if type_ is BOOL else "a name"
        message = f"`{target.name}` is {type_}; nothing can be added to it or taken from it"
        return [ExprProblem("wrong-type", base - 1, 1, message, f"write {what} alone")]
    value = check(rest, scope, type_)
    return Effect("=", value) if isinstance(value, Checked) else _moved(value, base)


def _number_effect(text: str, sign: str, rest: str, base: int, target: Symbol, scope: Scope) -> Effect | Problems:
    value = check(rest, scope, INT)
    if not sign:
        problems = [] if isinstance(value, Checked) else value
        if any(p.code not in ("unknown-name", "unknown-member") for p in problems):
            return problems
        said = rest.strip() if len(rest) <= 20 else "…"
        said = said if said.isidentifier() or said.isdecimal() else f"({said})"
        hint = f"write `+{said}`, `-{said}` or `={said}`"
        message = f"`{target.name}` is a number: say whether it rises, falls or becomes"
        return [ExprProblem("bare-number", base, max(1, len(rest)), message, hint), *problems]
    if not isinstance(value, Checked):
        return _moved(value, base)
    loose = _loose_sign(rest) if sign != "=" else None
    if loose is None:
        return Effect("+" if sign == "+" else "-" if sign == "-" else "=", value)
    hint = f"write `{sign}({rest.strip()})` if that is meant"
    message = f"the `{sign}` in front covers all that follows, this `{rest[loose]}` too"
    return Effect(
        "+" if sign == "+" else "-", value, (ExprProblem("loose-sign", base + loose, 1, message, hint, "warning"),)
    )


def _set_effect(text: str, sign: str, rest: str, base: int, target: Symbol, scope: Scope) -> Effect | Problems:
    members = target.type
    assert isinstance(members, Members)
    if sign == "=" and rest.strip() == "none" and members.value("none") is None:
        return Effect("=", Checked(rest, Number(0), members, 0, 0))
    checker, raw = _read(rest, scope)
    mask = conditions.mask(checker, raw, members) if raw is not None else None
    found = None if mask is None else (mask[0], members, mask[1], mask[2])
    value = _finished(checker, found, rest)
    if not isinstance(value, Checked):
        return _moved(value, base)
    if not sign:
        said = rest.strip()
        message = f"`{target.name}` is a set: say whether this goes in or out"
        hint = f"write `+{said}` or `-{said}`"
        return [ExprProblem("bare-member", base, max(1, len(rest)), message, hint)]
    return Effect("+" if sign == "+" else "-" if sign == "-" else "=", value)


def _read(text: str, scope: Scope) -> tuple[Checker, Raw | None]:
    """The text as written, or None with the problems in the checker."""
    if len(text) > LONGEST:
        checker = Checker(text, [""], lambda: [(0, len(text))], scope)
        message = f"an expression has at most {LONGEST} characters, and this has {len(text)}"
        checker.problem("too-long", 0, 1, message, "name parts of it under `conditions` or `computed`")
        return checker, None
    first: Stumble | None = None
    if text.isascii():
        words = TOKEN.findall(text)
        words.append("")
        checker = Checker(text, words, lambda: spans(text), scope)
        try:
            return checker, parse(words)
        except Stumble as stumble:
            first = stumble
    from .slips import mended  # costs a millisecond that stories without slips need not pay

    slips = mended(text)
    if first is not None and not slips.problems:
        checker.problem(first.code, first.at, first.end, first.message, first.hint)
        return checker, None
    checker = Checker(text, slips.words, lambda: slips.spans, scope)
    checker.problems.extend(slips.problems)
    if slips.blocked:
        return checker, None
    try:
        return checker, parse(slips.words)
    except Stumble as stumble:
        if not slips.problems:
            checker.problem(stumble.code, stumble.at, stumble.end, stumble.message, stumble.hint)
        return checker, None


def _check_range(
    checker: Checker, raw: Raw, low: int, high: int, least: int | None, most: int | None, code: str
) -> None:
    below, above = least is not None and low < least, most is not None and high > most
    if not below and not above:
        return
    if least is not None and most is not None:
        bounds, hint = f"{least} to {most}", f"write `clamp(…, {least}, {most})`"
    elif most is None:
        bounds, hint = f"{least} or more", f"write `max({least}, …)`"
    else:
        bounds, hint = f"{most} or less", f"write `min(…, {most})`"
    can = f"can be {high}" if above else f"can be {low}"
    if low == high:
        can = f"is {low}"
    checker.problem(code, raw.at, raw.end, f"this {can} here; it must stay within {bounds}", hint)


def _finished(checker: Checker, found: tuple[Node, Type, int, int] | None, text: str) -> Checked | Problems:
    if found is None or checker.problems:
        return _sorted(checker.problems)
    node, type_, low, high = found
    size = checker.size
    if size > SMALL and (size > LARGEST or height(node) > TALLEST):
        message = "with the conditions that it uses, this grows too large"
        hint = "let a flag remember a part of it, or say it with fewer conditions"
        return [ExprProblem("too-deep", 0, max(1, len(text)), message, hint)]
    return Checked(text, node, type_, low, high, frozenset(checker.reads), frozenset(checker.asks), size)


def height(tree: Node) -> int:
    """Levels of a tree. Subtrees that are shared are looked at once."""
    heights: dict[int, int] = {}
    todo: list[tuple[Node, bool]] = [(tree, False)]
    while todo:
        node, ready = todo.pop()
        parts = children(node)
        if ready:
            heights[id(node)] = 1 + max([heights[id(p)] for p in parts], default=0)
        elif id(node) not in heights:
            todo.append((node, True))
            todo.extend((p, False) for p in parts)
    return heights[id(tree)]


def children(node: Node) -> list[Node]:
    """The nodes right below a node, in the order in which they are written."""
    below: list[Node] = []
    for value in structs.astuple(node):
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                below.append(part)
    return below


def _loose_sign(rest: str) -> int | None:
    """Where an unbracketed + or - stands between two things at the top level."""
    depth, before = 0, ""
    for match in TOKEN.finditer(rest):
        word = match[0]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth == 0 and word in ("+", "-") and (before == ")" or before[:1].isalnum() or before[:1] == "_"):
            return match.start()
        before = word
    return None


def _moved(problems: Problems, by: int) -> Problems:
    return [structs.replace(p, offset=p.offset + by) for p in problems]


def _sorted(problems: Problems) -> Problems:
    return sorted(problems, key=lambda p: p.offset)
