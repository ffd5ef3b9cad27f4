"""What stands beside the page: problems, the state, why things are as they are, roads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...desk.blaming import Condition
from ...desk.why import ChoiceWhy, TextWhy
from ...story.problems import Problem, pointed
from ...tui.drawing.lines import Line, Piece, Target, fit, line
from ...tui.drawing.signs import DONE, DOT, LOCK, shift
from ..sight import RoadRow, Sight, StateRow, relative
from .panel import Build, Panel

FOR_A_LEADER = "for a room's leader"


def problems(sight: Sight, width: int, at: Target | None, focused: bool = True) -> Panel:
    """All that is wrong with the text: where, what, what would mend it, the line with its caret."""
    build = Build(width, at, focused)
    for number, problem in enumerate(sight.problems):
        _problem(build, number, problem, sight)
    if not sight.problems:
        build.say("Nothing is wrong." if sight.linted else "Nothing is wrong so far; lint is looking.", "good")
    elif not sight.linted and sight.playable and not sight.older:
        build.say("Lint is looking …")
    return build.panel()


def _problem(build: Build, number: int, problem: Problem, sight: Sight) -> None:
    error = problem.severity == "error"
    role = "error" if error else "warning"
    where = f"{relative(problem.file, sight.folder)}:{problem.line}:{problem.column}"
    head = [Piece(LOCK if error else DOT, role), Piece(f" {where}  ", "strong"), Piece(problem.code, role)]
    target = ("problem", str(number))
    hint = f" ({problem.hint})" if problem.hint else ""
    beneath = build.beneath([Piece(problem.message), Piece(hint, "muted")])
    if build.stands_at(target) and problem.source:
        shown = problem.source.lstrip()
        cut = len(problem.source) - len(shown)
        room = build.width - 6
        start = max(0, problem.column - 1 - cut)
        moved = max(0, start - room // 2) if len(shown) > room else 0
        source, caret = pointed(shown[moved : moved + room], max(1, start - moved + 1), problem.length)[:2] or ("", "")
        beneath += [line(source, "muted"), line(caret, role)]
    build.item(target, head, beneath)


def state(sight: Sight, width: int, at: Target | None, focused: bool = True, inner: bool = False) -> Panel:
    """All variables: what the last turn changed, what is not as at the start, the rest."""
    build = Build(width, at, focused)
    rows = [row for row in sight.state if inner or not row.inner]
    changed = [row for row in rows if row.was]
    moved = [row for row in rows if not row.was and not row.at_start]
    still = [row for row in rows if not row.was and row.at_start]
    room = min(24, max((len(row.name) for row in rows), default=0), max(8, width // 2 - 2))
    for name, group in (
        ("changed by the last turn", changed),
        ("not as at the start", moved),
        ("as at the start", still),
    ):
        if group:
            build.head(name)
        for row in group:
            _variable(build, row, room)
    if not rows:
        build.say("This story has no variables.")
    hidden = sum(row.inner for row in sight.state) if not inner else 0
    if hidden:
        build.head("counters", f"k shows {hidden} that the story counts for itself")
    return build.panel()


def _variable(build: Build, row: StateRow, room: int) -> None:
    pieces = [Piece(row.name.ljust(room), "muted" if row.at_start and not row.was else "")]
    pieces.append(Piece(f"  {row.text}", "strong"))
    target = ("state", row.name)
    beneath = build.beneath(line(row.label, "hint")) if row.label and build.stands_at(target) else []
    if row.was:
        changed = [Piece(f" {shift(row.by)}", "change")] if row.by else []
        was = Piece(f"was {row.was}", "change")
        if build.fits([*pieces, *changed, was]):
            pieces += [*changed, Piece("  "), was]
        else:
            pieces += changed
            beneath = [*build.beneath([was]), *beneath]
    build.item(target, pieces, beneath)


# ---- why ------------------------------------------------------------------------------------------------------------
def why(sight: Sight, width: int, at: Target | None, focused: bool = True) -> Panel:
    """Each choice, open, locked or hidden, and each piece of the text, read or not; with what it hangs on."""
    build = Build(width, at, focused)
    if sight.choices:
        build.head("choices")
    for choice in sight.choices:
        _choice(build, choice, choice.id in sight.generated)
    if sight.texts and any(text.when or text.how for text in sight.texts):
        build.head("text")
        for number, text in enumerate(sight.texts):
            _text(build, number, text)
    if not sight.choices and not sight.texts:
        build.say("Nothing hangs on anything here.")
    return build.panel()


_SIGNS = {"open": (DONE, "good"), "locked": (LOCK, "lock"), "hidden": (DOT, "muted")}


def _choice(build: Build, choice: ChoiceWhy, generated: bool) -> None:
    sign, role = _SIGNS[choice.state]
    number = f"{choice.number} " if choice.number else ""
    target = ("why", choice.id)
    pieces = [
        Piece(sign, role),
        Piece(f" {number}", "key"),
        Piece(choice.id, "strong"),
        Piece(f"  {choice.state if not choice.skip else FOR_A_LEADER}", role),
    ]
    here = build.stands_at(target)
    beneath: list[Line] = []
    if here:
        beneath += build.beneath(line(choice.text, "muted"))
    if choice.once:
        beneath += build.beneath(line("taken before, and once only", "lock"))
    if choice.when is not None and (here or not generated):
        beneath += _condition(build, "when ", choice.when)
    elif choice.when is not None and not choice.when.holds:
        beneath += build.beneath(line("locked by the encounter", "muted"))
    for cost in choice.costs:
        if cost.paid and not here:
            continue
        sign, role = (DONE, "good") if cost.paid else (LOCK, "lock")
        written = "" if cost.text == str(cost.needs) or (generated and not here) else f" = {cost.text}"
        left = f", and {cost.least:,} must stay" if cost.least else ""
        words = f"cost {cost.name} {cost.needs:,}{written}"
        beneath += build.beneath(
            [Piece(f"{sign} ", role), Piece(words), Piece(f" · there\xa0is\xa0{cost.have:,}{left}", "muted")]
        )
    if choice.state == "locked" and choice.reason and here:
        beneath += build.beneath([Piece("told: ", "muted"), Piece(choice.reason, "said")])
    if choice.odds and here:
        odds = " · ".join(f"{name} {odds}" for name, odds in choice.odds)
        beneath += build.beneath([Piece("in 100: ", "muted"), Piece(odds)])
    build.item(target, pieces, beneath)


def _condition(build: Build, lead: str, when: Condition, deep: int = 0) -> list[Line]:
    """The condition as written, [its false parts in brackets], and what it reads; of one that does not hold also the
    named ones that it is made of.
    """
    sign = Piece(f"{DONE} ", "good") if when.holds else Piece(f"{LOCK} ", "lock")
    pieces = [sign, Piece(lead, "muted"), *_spans(when)]
    lines = build.beneath(pieces, 2 * deep)
    if when.values:
        values = [piece for value in when.values for piece in _value(value.name, value.text)]
        lines += build.beneath([Piece("\xa0\xa0"), *values[:-1]], 2 * deep)
    if deep or not when.holds:
        for name, inner in when.named:
            lines += [(Piece("  "), *one) for one in _condition(build, f"{name}: ", inner, deep + 1)]
    return lines


def _spans(when: Condition) -> Iterable[Piece]:
    for span in when.spans:
        if span.false:
            yield Piece(f"[{span.text}]", "lock")
        else:
            yield Piece(span.text, "muted" if not when.holds else "")


def _value(name: str, text: str) -> list[Piece]:
    return [Piece(f"{name} ", "muted"), Piece(text.replace(" ", "\xa0"), "strong"), Piece(" · ", "muted")]


def _text(build: Build, number: int, text: TextWhy) -> None:
    sign, role = (DONE, "good") if text.shown else (DOT, "muted")
    words = fit(text.words, min(len(text.words), max(10, build.width - 12)))
    pieces = [Piece(f"{sign} ", role), Piece(words, "" if text.shown else "muted")]
    beneath: list[Line] = []
    if text.how:
        beneath += build.beneath(line(text.how, "hint"))
    if text.unasked:
        beneath += build.beneath(line(f"not read: {text.unasked}", "muted"))
    elif text.when is not None:
        beneath += _condition(build, "when ", text.when)
    build.item(("text", str(number)), pieces, beneath)


# ---- roads ----------------------------------------------------------------------------------------------------------
def roads(sight: Sight, width: int, at: Target | None, focused: bool = True) -> Panel:
    """Where the scene is come to from, and where it leads; enter goes there."""
    build = Build(width, at, focused)
    comes, leads = _by_scene(sight.comes), _by_scene(sight.leads)
    build.head("comes from", _scenes(len(comes)))
    for number in comes:
        _road(build, ("from", str(number)), [row for row in sight.comes if row.scene == sight.comes[number].scene])
    if not comes:
        build.say("Nothing leads here: the story begins here, or nobody comes." if sight.playable else "Nowhere.")
    build.head("leads to", _scenes(len(leads)))
    for number in leads:
        _road(build, ("to", str(number)), [row for row in sight.leads if row.scene == sight.leads[number].scene])
    if not leads:
        build.say("It leads nowhere: an ending." if sight.page.ending else "Nowhere.")
    return build.panel()


def _scenes(count: int) -> str:
    return "" if not count else "1 scene" if count == 1 else f"{count} scenes"


def _by_scene(rows: Sequence[RoadRow]) -> list[int]:
    """The first row of each scene, by its number."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        first.setdefault(row.scene, number)
    return list(first.values())


def _road(build: Build, target: Target, rows: Sequence[RoadRow]) -> None:
    """A scene, and each way to or from it; their conditions where one stands."""
    came = [Piece(f"{DONE} ", "good")] if any(row.taken for row in rows) else []
    here = build.stands_at(target)
    name = Piece(rows[0].scene or "anywhere", "strong")
    hows = ", ".join(dict.fromkeys(row.how for row in rows))
    beneath: list[Line] = []
    if here:
        for row in rows:
            beneath += _way(build, row)
    elif hows:
        room = build.width - 6 - len(rows[0].scene) - 2 * len(came)
        hows = fit(hows, room) if len(hows) > room > 4 else hows
    pieces = [*came, name] if here else [*came, name, Piece(f"  {hows}", "muted")]
    build.item(target, pieces, beneath)


def _way(build: Build, row: RoadRow) -> list[Line]:
    lines = build.beneath(line(row.how))
    if row.words:
        lines += build.beneath([Piece("\xa0\xa0when ", "muted"), Piece(row.words, "muted")])
    elif row.when is not None:
        sign = Piece(f"\xa0\xa0{DONE} ", "good") if row.when.holds else Piece(f"\xa0\xa0{LOCK} ", "lock")
        lines += build.beneath([sign, Piece("when ", "muted"), *_spans(row.when)])
    return lines
