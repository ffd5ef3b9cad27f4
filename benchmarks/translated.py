"""The generated story in other languages: the same scenes, numbers, odds and words, as far as each can say them.

    yarn (yarn-bound), bardic, ChoiceScript: played beside ours
    Promela (SPIN): everything that can come of every choice, and no words

Takes a `generated.Made`; gives texts. Where a language cuts no numbers by itself, it is told how.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .generated import IN_A_FILE, NUMBERS, Made, Way

_SIGNS: dict[type, str] = {ast.GtE: ">=", ast.Lt: "<", ast.Add: "+", ast.Sub: "-"}
D_STEPS = 2_048
"""As many steps that are one as SPIN takes in one story."""


def spelled(condition: str, style: str) -> str:
    """A condition as another language writes it: c, cs (ChoiceScript, which wants every pair in brackets) or yarn."""
    return _spelled(ast.parse(condition, mode="eval").body, style)


def _spelled(node: ast.expr, style: str) -> str:
    def put(part: ast.expr) -> str:
        return _spelled(part, style)

    match node:
        case ast.Constant(value):
            return str(value)
        case ast.Name(name):
            return f"${name}" if style == "yarn" else name
        case ast.UnaryOp(_, part):
            return f"not({put(part)})" if style == "cs" else f"!({put(part)})"
        case ast.BoolOp(op, parts):
            joined = "and" if isinstance(op, ast.And) else "or"
            joined = {"and": "&&", "or": "||"}[joined] if style == "c" else joined
            return f"({f' {joined} '.join(map(put, parts))})"
        case ast.BinOp(left, op, right):
            return f"({put(left)} {_SIGNS[type(op)]} {put(right)})"
        case ast.Compare(left, [op], [right]):
            return f"({put(left)} {_SIGNS[type(op)]} {put(right)})"
    raise AssertionError(ast.dump(node))


def _by(by: int) -> str:
    return f"{'+' if by > 0 else '-'} {abs(by)}"


# ---- yarn ----
def as_yarn(made: Made) -> str:
    """`cut(n)` and `odds(n)`, which keep numbers and odds within bounds, and `dice(n)` are the player's functions."""
    return "\n".join(_yarn(made)) + "\n"


def _yarn(made: Made) -> Iterator[str]:
    yield from ("title: Start", "---", *(f"<<set ${name} to {made.most // 2}>>" for name in NUMBERS))
    yield from (f"<<jump {next(iter(made.places))}>>", "===")
    for name, place in made.places.items():
        yield from (
            f"title: {name}",
            "---",
            place.text + (f" You have {{${place.count}}} left." if place.count else ""),
        )
        if place.when:
            yield from (f"<<if {spelled(place.when, 'yarn')}>>", place.more)
            yield from (("<<else>>", place.otherwise) if place.otherwise else ())
            yield "<<endif>>"
        for way in place.ways:
            yield f"-> {way.text}" + (f" <<if {spelled(way.when, 'yarn')}>>" if way.when else "")
            for key, by in way.effects.items():
                yield f"    <<set ${key} to cut(${key} {_by(by)})>>"
            if way.chance is None:
                yield f"    <<jump {way.goto}>>"
                continue
            start, less = way.chance.odds
            odds = f"odds({start} - ${less})" if less else str(start)
            yield from (f"    <<if dice(100) <= {odds}>>", f"        <<jump {way.chance.won}>>", "    <<else>>")
            yield from (f"        <<jump {way.chance.lost}>>", "    <<endif>>")
        yield "==="
    for end in made.endings:
        yield from (f"title: {end}", "---", f"The end {end}.", "===")


# ---- bardic ----
def as_bardic(made: Made) -> str:
    """Effects stand in passages there, so every choice leads through one of its own."""
    return "\n".join(_bardic(made)) + "\n"


def _bardic(made: Made) -> Iterator[str]:
    yield from (":: Start", *(f"~ {name} = {made.most // 2}" for name in NUMBERS))
    yield from (f"-> {next(iter(made.places))}", "")
    for name, place in made.places.items():
        yield from (f":: {name}", place.text + (f" You have {{{place.count}}} left." if place.count else ""))
        if place.when:
            yield from (f"@if {place.when}:", place.more)
            yield from (("@else:", place.otherwise) if place.otherwise else ())
            yield "@endif"
        yield ""
        for n, way in enumerate(place.ways):
            yield f"+ {f'{{{way.when}}} ' if way.when else ''}[{way.text}] -> {name}c{n}"
        yield ""
        for n, way in enumerate(place.ways):
            yield f":: {name}c{n}"
            for key, by in way.effects.items():
                yield f"~ {key} = max(0, min({made.most}, {key} {_by(by)}))"
            if way.chance is None:
                yield f"-> {way.goto}"
            else:
                start, less = way.chance.odds
                odds = f"max(5, min(95, {start} - {less}))" if less else str(start)
                yield from (f"@if roll() <= {odds}:", f"-> {way.chance.won}")
                yield from ("@else:", f"-> {way.chance.lost}", "@endif")
            yield ""
    for end in made.endings:
        yield from (f":: {end}", f"The end {end}.", "")


# ---- ChoiceScript ----
def as_choicescript(made: Made) -> dict[str, str]:
    """The text of each file, by its name without `.txt`; the first is `startup`."""
    names = list(made.places)
    home = {name: f"part{at // IN_A_FILE}" for at, name in enumerate(names)}
    home |= dict.fromkeys(made.endings, f"part{(len(names) - 1) // IN_A_FILE}")
    files = {"startup": ["*title Generated", "*author Nobody", "*scene_list", "  startup"]}
    files["startup"] += [f"  {part}" for part in dict.fromkeys(home.values())]
    files["startup"] += [f"*create {name} {made.most // 2}" for name in NUMBERS]
    files["startup"] += ["*create roll 0", "*create odds 0", f"*goto_scene part0 {names[0]}"]
    for name in names:
        files.setdefault(home[name], []).extend(_choicescript(made, home, name))
    for end in made.endings:
        files[home[end]] += [f"*label {end}", f"The end {end}.", "*ending"]
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}


def _choicescript(made: Made, home: dict[str, str], name: str) -> Iterator[str]:
    def go(to: str) -> str:
        return f"*goto {to}" if home[to] == home[name] else f"*goto_scene {home[to]} {to}"

    place = made.places[name]
    yield from (f"*label {name}", place.text + (f" You have ${{{place.count}}} left." if place.count else ""))
    if place.when:
        yield from (f"*if {spelled(place.when, 'cs')}", f"  {place.more}")
    if place.otherwise:
        yield from (f"*if not({spelled(place.when, 'cs')})", f"  {place.otherwise}")
    yield "*choice"
    for way in place.ways:
        yield "  " + (f"*if {spelled(way.when, 'cs')} " if way.when else "") + f"#{way.text}"
        for key, by in way.effects.items():
            yield f"    *set {key} {_by(by)}"
            bound, sign = (made.most, ">") if by > 0 else (0, "<")
            yield from (f"    *if ({key} {sign} {bound})", f"      *set {key} {bound}")
        if way.chance is None:
            yield f"    {go(way.goto)}"
            continue
        start, less = way.chance.odds
        yield f"    *set odds {f'({start} - {less})' if less else start}"
        if less:
            yield from ("    *if (odds > 95)", "      *set odds 95", "    *if (odds < 5)", "      *set odds 5")
        yield from ("    *rand roll 1 100", "    *if (roll <= odds)", f"      {go(way.chance.won)}")
        yield f"    {go(way.chance.lost)}"


# ---- Promela ----
def as_promela(made: Made) -> str:
    """Every open choice and, as no odds are 0 or 100, both ways that it can fall. Scenes are control points."""
    return "\n".join(_promela(made)) + "\n"


def _promela(made: Made) -> Iterator[str]:
    steps = sum(1 if way.chance is None else 2 for place in made.places.values() for way in place.ways)
    one = "d_step" if steps < D_STEPS else "atomic"
    yield from (f"byte {name} = {made.most // 2};" for name in NUMBERS)
    yield from ("active proctype story() {", f"  goto {next(iter(made.places))};")
    for name, place in made.places.items():
        yield f"{name}: if"
        for way in place.ways:
            when = spelled(way.when, "c") if way.when else "true"
            does = [when, *(_cut(key, by, made.most) for key, by in way.effects.items())]
            for to in _leads(way):
                yield f"  :: {one} {{ {does[0]} -> {'; '.join(does[1:])} }}; goto {to}"
        yield "  fi;"
    yield from (f"{end}: false;" for end in made.endings)
    yield "}"


def _cut(name: str, by: int, most: int) -> str:
    if by > 0:
        return f"{name} = ({name} > {most - by} -> {most} : {name} + {by})"
    return f"{name} = ({name} < {-by} -> 0 : {name} - {-by})"


def _leads(way: Way) -> tuple[str, ...]:
    return (way.goto,) if way.chance is None else (way.chance.won, way.chance.lost)
