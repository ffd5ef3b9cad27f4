"""Telling: a simulation in lines to read, in signs that any terminal has.

Takes a Summary and, where there is one, a comparison; gives lines of at most eighty columns. Nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from ...story.problems import visible
from .comparing import Compared, Difference
from .summary import Band, People, Share, Spread, Summary, minutes

WIDTH = 80
CHART, ROWS = 60, 7
"""Columns and rows of a drawing."""
NAMED = 12
"""So many are named; the rest is summed up."""
DRAWN = 4
"""Meters that are drawn: those that are no person's, and move."""


def lines(summary: Summary, comparison: Compared | None = None) -> list[str]:
    """The whole report."""
    out = [f"{summary.title} ({summary.story}), lived from seed {summary.seed}"]
    for people in summary.people:
        out += wrap(f"{people.policy}: {_who(people)}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    out += ["", *endings(summary), "", *lengths(summary)]
    if comparison is not None:
        out += ["", *differences(comparison)]
    exits = left(summary)
    out += ["", *exits] if exits else []
    for people in summary.people:
        several = f", {people.policy}" if len(summary.people) > 1 else ""
        for part in (_meters(people, several), _wealth(people, several), _unmet(people, several)):
            out += ["", *part] if part else []
        out += ["", *_habits(people)] if people.always or people.never else []
    return [visible(line) for line in out]


def _who(people: People) -> str:
    about = f", {people.about}" if people.about else ""
    return f"{people.lives:,} lives{about}"


def share(number: float) -> str:
    """In 100; nothing, and what is nearly so, are told apart."""
    return "0" if not number else "<0.01" if number < 0.005 else f"{number:.2f}"


# ---- endings and lengths --------------------------------------------------------------------------------------------
def endings(summary: Summary) -> list[str]:
    """A line for each ending, a column for each policy; with one policy, where the share lies in truth."""
    names = list(summary.titles)
    wide = max(19, *(len(name) for name in names)) if names else 19
    if len(summary.people) == 1:
        (people,) = summary.people
        out = [f"{'Endings, in 100 lives':<{wide + 2}}{'share':>9}{'95 in 100 between':>20}"]
        ordered = sorted(people.endings, key=lambda one: -one.count)
        for one in ordered:
            low, high = one.between
            bar = "#" * round(one.share / 2.5)
            out.append(f"  {one.name:<{wide}}  {share(one.share):>7}  {share(low):>9} {share(high):>8}  {bar}".rstrip())
    else:
        columns = [f"{people.policy[:10]:>11}" for people in summary.people]
        out = [f"{'Endings, in 100 lives':<{wide + 2}}" + "".join(columns)]
        for name in names:
            cells = "".join(f"{share(_of(people.endings, name)):>11}" for people in summary.people)
            out.append(f"  {name:<{wide}}{cells}")
    for people in summary.people:
        who = f"{people.policy}: " if len(summary.people) > 1 else ""
        for one in people.stuck:
            low, high = one.between
            out.append(
                f"  {who}{one.count:,} lives stuck in {one.name}: {share(one.share)} ({share(low)}-{share(high)})"
            )
        if people.cut:
            out.append(f"  {who}{people.cut:,} lives were given up after {summary.limit:,} choices")
    return out


def _of(shares: Iterable[Share], name: str) -> float:
    return next((one.share for one in shares if one.name == name), 0.0)


def lengths(summary: Summary) -> list[str]:
    """How long lives are, in choices, words and minutes."""
    out = [f"{'A life':<34}{'a tenth':>9}{'middle':>9}{'9 tenths':>10}"]
    for people in summary.people:
        who = f", {people.policy}" if len(summary.people) > 1 else ""
        if people.choices:
            out.append(_row(f"choices made{who}", people.choices))
        if people.words:
            words = people.words
            out.append(_row(f"words read{who} *", words))
            if summary.english:
                times = Spread(words.lives, *(minutes(n) for n in (words.low, words.middle, words.high)))
                out.append(_row(f"minutes{who} *", times))
            if summary.words:
                parts = (100 * n // summary.words for n in (words.low, words.middle, words.high))
                out.append(_row(f"of all words, in 100{who} *", Spread(words.lives, *parts)))
    read = next((people.words.lives for people in summary.people if people.words), 0)
    return [*out, f"  * of {read:,} lives that were read, each line once"] if read else out


def _row(name: str, of: Spread) -> str:
    return f"  {name:<32}{of.low:>9,}{of.middle:>9,}{of.high:>10,}"


# ---- encounters -----------------------------------------------------------------------------------------------------
def left(summary: Summary) -> list[str]:
    """How encounters were left, in 100, a column for each policy."""
    names = {(one.encounter, exit_.name): None for p in summary.people for one in p.exits for exit_ in one.exits}
    if not names:
        return []
    wide = max(19, *(len(f"{encounter}: {name}") for encounter, name in names))
    out = [f"{'Encounters, left in 100':<{wide + 2}}" + "".join(f"{p.policy[:10]:>11}" for p in summary.people)]
    for encounter, name in names:
        cells = []
        for people in summary.people:
            of = next((one for one in people.exits if one.encounter == encounter), None)
            cells.append(f"{share(_of(of.exits, name)):>11}" if of else f"{'.':>11}")
        out.append(f"  {f'{encounter}: {name}':<{wide}}" + "".join(cells))
    return out


# ---- meters ---------------------------------------------------------------------------------------------------------
def _meters(people: People, several: str) -> list[str]:
    drawn = [band for band in people.bands if not band.person and band.moves][:DRAWN]
    out: list[str] = []
    for band in drawn:
        out += [*([""] if out else []), *drawing(band, several)]
    rest = [band for band in people.bands if band.moves and band not in drawn and band.ends]
    if rest:
        out += ["", f"{f'At the end{several}':<34}{'a tenth':>9}{'middle':>9}{'9 tenths':>10}"]
        out += [_row(band.name[:32], band.ends[0][1]) for band in rest]
    return out


def drawing(band: Band, several: str = "") -> list[str]:
    """A meter over the choices of a life: # the middle, : from a tenth to nine tenths."""
    points = _until(band.turns)
    top, bottom = max(s.high for _, s in points), min(s.low for _, s in points)
    last = max(1, points[-1][0])
    rows = [[" "] * CHART for _ in range(ROWS)]

    def row(value: int) -> int:
        return ROWS - 1 - round((value - bottom) * (ROWS - 1) / max(1, top - bottom))

    at = 0
    for column in range(CHART):
        turn = column * last // (CHART - 1)
        while at + 1 < len(points) and points[at + 1][0] <= turn:
            at += 1
        spread = points[at][1]
        for n in range(row(spread.high), row(spread.low) + 1):
            rows[n][column] = ":"
        rows[row(spread.middle)][column] = "#"
    name = band.label if band.label == band.name else f"{band.label} ({band.name})"
    head = f"{name}{several}, as lives go on: # the middle, : a tenth to nine tenths"
    out = wrap(head, WIDTH)
    for n, cells in enumerate(rows):
        label = f"{top:,}" if not n else f"{bottom:,}" if n == ROWS - 1 else ""
        out.append(f"{label:>14} |{''.join(cells).rstrip()}")
    return [*out, f"{'choices':>14} +{'0':<{CHART - 6}}{last:>6,}"]


def _until(points: Sequence[tuple[int, Spread]]) -> Sequence[tuple[int, Spread]]:
    """As far as one in twenty lives goes."""
    first = points[0][1].lives
    return [point for point in points if point[1].lives * 20 >= first]


def _wealth(people: People, several: str) -> list[str]:
    if not people.wealth:
        return []
    out = [f"{f'Wealth at the end{several}, in old won':<34}{'a tenth':>12}{'middle':>12}{'9 tenths':>12}"]
    return out + [f"  {(name or 'all'):<32}{s.low:>12,}{s.middle:>12,}{s.high:>12,}" for name, s in people.wealth]


# ---- what is never met, and what is always best ---------------------------------------------------------------------
def _unmet(people: People, several: str) -> list[str]:
    out: list[str] = []
    for what, names in (
        ("scene%s seen by no life", people.scenes),
        ("choice%s never open", people.unopened),
        ("choice%s open and never taken", [n for n in people.untaken if n not in {*people.unopened}]),
        ("outcome%s that never fell", people.outcomes),
    ):
        if names:
            out += _listed(counted(len(names), what), names)
    return [f"Never met{several}", *out] if out else [f"Never met{several}: nothing; all was seen, taken and drawn."]


def _habits(people: People) -> list[str]:
    out = []
    for what, habits in (("nearly always taken", people.always), ("never taken", people.never)):
        if habits:
            named = [f"{one.choice} ({one.taken:,} of {one.open:,})" for one in habits]
            out += _listed(f"{len(habits)} {what} where something else may be taken", named)
    return [f"What {people.policy} people do as one", *out]


def counted(number: int, what: str) -> str:
    """Of what is written `scene%s`: one scene, two scenes."""
    return f"{number:,} {what.replace('%s', '' if number == 1 else 's')}"


def _listed(head: str, names: Sequence[str]) -> list[str]:
    shown = [*names[:NAMED], *([f"{len(names) - NAMED:,} more"] if len(names) > NAMED else [])]
    text = f"{head}: {', '.join(shown)}"
    return wrap(
        text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


# ---- two versions ---------------------------------------------------------------------------------------------------
def differences(comparison: Compared) -> list[str]:
    """What changed by more than chance, and how much did not."""
    real = [one for one in comparison.differences if one.exceeds]
    out = [f"Against {comparison.old}: {len(real)} of {len(comparison.differences)} shares differ by more than chance"]
    out += [f"  {line}" for line in map(said, real)]
    if comparison.unmatched:
        out += [f"  only one of them has the policies {', '.join(comparison.unmatched)}"]
    return out


def said(one: Difference) -> str:
    """A difference in words."""
    what = f"{one.policy}, {one.kind} {one.name}"
    if one.before is None:
        return f"{what}: new, {share(one.after.share if one.after else 0)}"
    if one.after is None:
        return f"{what}: gone, was {share(one.before.share)}"
    return f"{what}: {share(one.before.share)} -> {share(one.after.share)} ({one.by:+.2f})"
