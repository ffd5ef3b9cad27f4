"""Page: a simulation as one HTML file: all that it needs is in it, and nothing is fetched or sent.

Takes a Summary and, where there is one, a comparison; gives the page's text. Drawings are SVG (`svg.py`). Works without
scripts, in the dark and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from .comparing import Compared
from .summary import Band, People, Share, Spread, Summary, minutes
from .svg import bands, interval
from .telling import counted, share

COLOURS = ("#0b6e99", "#b4540a", "#6d3a8f", "#3c7a2b", "#a3195b", "#5b6270")
"""Of policies, in their order; told apart in grey and by who sees few colours, and each has its name beside it."""

STYLE = """
:root{color-scheme:light dark;--ink:#1c1b19;--dim:#6a655c;--line:#d8d2c6;--back:#faf8f4;--soft:#f0ebe1;--bad:#a3195b}
@media(prefers-color-scheme:dark){:root{--ink:#e9e4da;--dim:#a39c8e;--line:#3b3831;--back:#181714;--soft:#23211d;
--bad:#f07ab0}}
*{box-sizing:border-box}body{margin:0 auto;max-width:64rem;padding:2rem 1.25rem 4rem;background:var(--back);
color:var(--ink);font:16px/1.5 system-ui,sans-serif}h1{font-size:1.7rem;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .25rem}p{margin:.35rem 0;max-width:46rem}.dim{color:var(--dim)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .6rem .2rem 0;text-align:right;border-bottom:1px solid var(--line);vertical-align:middle}
th:first-child,td:first-child{text-align:left}th{font-weight:600;color:var(--dim);font-size:.85rem}
td.bar{width:34%;text-align:left}code{font:.9em ui-monospace,monospace}svg{display:block;max-width:100%}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem 1.5rem}
figure{margin:0}figcaption{font-size:.85rem}.key{display:inline-block;width:.75rem;height:.75rem;border-radius:2px;
margin-right:.35rem}.wide{overflow-x:auto}details{margin:.35rem 0}summary{cursor:pointer}
.bad{color:var(--bad);font-weight:600}ul{margin:.35rem 0;padding-left:1.2rem;columns:18rem 3}
li{font-size:.9rem;overflow-wrap:anywhere}text{fill:var(--dim);font:11px system-ui,sans-serif}
.axis{stroke:var(--line)}.plot{fill:var(--soft)}
@media print{body{max-width:none}details{display:block}}
"""


def page(summary: Summary, comparison: Compared | None = None) -> str:
    """The page."""
    colours = {people.policy: COLOURS[n % len(COLOURS)] for n, people in enumerate(summary.people)}
    parts = [_head(summary, colours)]
    if comparison is not None:
        parts.append(_differences(comparison))
    parts += [_endings(summary, colours), _lengths(summary), _meters(summary, colours), _exits(summary, colours)]
    parts += [_wealth(people) for people in summary.people]
    parts += [_unmet(people) for people in summary.people]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(summary.title)}: {summary.people[0].lives:,} lives</title><style>{STYLE}</style></head>"
        f"<body>\n{''.join(parts)}\n</body></html>\n"
    )


def _head(summary: Summary, colours: dict[str, str]) -> str:
    people = "".join(
        f'<p><span class="key" style="background:{colours[one.policy]}"></span><b>{escape(one.policy)}</b>: '
        f"{one.lives:,} lives{f', {escape(one.about)}' if one.about else ''}</p>"
        for one in summary.people
    )
    said = f"{escape(summary.story)}, seed {summary.seed}, text {escape(summary.fingerprint[:12])}"
    return f'<h1>{escape(summary.title)}, lived</h1><p class="dim">{said}</p>{people}'


# ---- shares ---------------------------------------------------------------------------------------------------------
def _endings(summary: Summary, colours: dict[str, str]) -> str:
    most = max((one.between[1] for people in summary.people for one in people.endings), default=1)
    rows = []
    for name, title in summary.titles.items():
        for n, people in enumerate(summary.people):
            one = next(one for one in people.endings if one.name == name)
            what = f"{escape(title)} <code class=dim>{escape(name)}</code>" if not n else ""
            rows.append([what, *_cells(one, most, colours[people.policy], people.policy)])
    table = _table(["ending", "who", "in 100 lives", "95 in 100 between", ""], rows)
    stuck = "".join(
        f'<p class="bad">{one.count:,} {escape(people.policy)} lives are stuck in <code>{escape(one.name)}</code>.</p>'
        for people in summary.people
        for one in people.stuck
    )
    cut = "".join(
        f"<p>{people.cut:,} {escape(people.policy)} lives were given up after {summary.limit:,} choices.</p>"
        for people in summary.people
        if people.cut
    )
    return f"<h2>Endings</h2>{table}{stuck}{cut}"


def _cells(one: Share, most: float, colour: str, who: str) -> list[str]:
    low, high = one.between
    drawn = interval(one.share, low, high, most, colour, f"{who}: {share(one.share)}")
    return [f'<span class="dim">{escape(who)}</span>', share(one.share), f"{share(low)} to {share(high)}", drawn]


def _exits(summary: Summary, colours: dict[str, str]) -> str:
    names: dict[str, dict[str, None]] = {}
    for people in summary.people:
        for left in people.exits:
            names.setdefault(left.encounter, {}).update(dict.fromkeys(one.name for one in left.exits))
    rows = []
    for encounter, exits in names.items():
        for at, exit_ in enumerate(exits):
            for n, people in enumerate(summary.people):
                found = next((left for left in people.exits if left.encounter == encounter), None)
                if found is None:
                    continue
                one = next(one for one in found.exits if one.name == exit_)
                first = f"<code>{escape(encounter)}</code>" if not at and not n else ""
                what = escape(exit_) if not n else ""
                rows.append([first, what, *_cells(one, 100, colours[people.policy], people.policy)])
    if not rows:
        return ""
    note = '<p class="dim">Of a hundred times that one was left, so many went by each exit.</p>'
    table = _table(["encounter", "exit", "who", "in 100", "95 in 100 between", ""], rows)
    return f"<h2>Encounters</h2>{note}{table}"


def _differences(comparison: Compared) -> str:
    real = [one for one in comparison.differences if one.exceeds]
    rows = [
        [
            escape(f"{one.policy}, {one.kind} {one.name}"),
            share(one.before.share) if one.before else "was not there",
            share(one.after.share) if one.after else "is gone",
            f"{one.by:+.2f}",
        ]
        for one in real
    ]
    said = f"{len(real)} of {len(comparison.differences)} shares differ by more than chance."
    table = _table(["share, in 100", "before", "now", "by"], rows) if rows else ""
    return f"<h2>Against {escape(comparison.old)}</h2><p>{said}</p>{table}"


# ---- lengths and wealth ---------------------------------------------------------------------------------------------
def _lengths(summary: Summary) -> str:
    rows = []
    for people in summary.people:
        who = f", {escape(people.policy)}" if len(summary.people) > 1 else ""
        if people.choices:
            rows.append([f"choices made{who}", *_numbers(people.choices)])
        if people.words:
            words = people.words
            rows.append([f"words read{who} *", *_numbers(words)])
            three = (words.low, words.middle, words.high)
            if summary.english:
                rows.append([f"minutes{who} *", *(f"{minutes(n):,}" for n in three)])
            if summary.words:
                rows.append([f"of all words, in 100{who} *", *(str(100 * n // summary.words) for n in three)])
    read = next((people.words.lives for people in summary.people if people.words), 0)
    note = f'<p class="dim">* of {read:,} lives that were read, each line once.</p>' if read else ""
    return f"<h2>A life</h2>{_table(['', 'a tenth', 'middle', 'nine tenths'], rows)}{note}"


def _wealth(people: People) -> str:
    if not people.wealth:
        return ""
    rows = [[f"<code>{escape(name)}</code>" if name else "all", *_numbers(of)] for name, of in people.wealth]
    note = '<p class="dim">Money, and goods at what they fetch, in old won, when lives end.</p>'
    return f"<h2>Wealth at the end, {escape(people.policy)}</h2>{note}" + _table(
        ["ending", "a tenth", "middle", "nine tenths"], rows
    )


def _numbers(of: Spread) -> list[str]:
    return [f"{of.low:,}", f"{of.middle:,}", f"{of.high:,}"]


# ---- meters ---------------------------------------------------------------------------------------------------------
def _meters(summary: Summary, colours: dict[str, str]) -> str:
    names = [band.name for band in summary.people[0].bands]
    groups: list[list[str]] = [[], []]
    for name in names:
        of = [(people, band) for people in summary.people for band in people.bands if band.name == name]
        if any(band.turns and len({(s.low, s.high) for _, s in band.turns}) > 1 for _, band in of):
            drawn = bands([(colours[people.policy], band.turns) for people, band in of if band.turns], name)
            label = of[0][1].label
            said = escape(label) + (f" <code class=dim>{escape(name)}</code>" if label != name else "")
            groups[bool(of[0][1].person)].append(f"<figure><figcaption>{said}</figcaption>{drawn}</figure>")
    if not any(groups):
        return ""
    note = (
        '<p class="dim">Over the choices of a life: the line is the middle life, the band holds eight in ten. It '
        "ends where fewer than one life in twenty goes on.</p>"
    )
    own = f'<div class="grid">{"".join(groups[0])}</div>' if groups[0] else ""
    people_ = f'<h3>By person</h3><div class="grid">{"".join(groups[1])}</div>' if groups[1] else ""
    return f"<h2>Meters</h2>{note}{own}{people_}" + "".join(_days(people) for people in summary.people)


def _days(people: People) -> str:
    """Meters as days begin, as numbers."""
    bands_ = [band for band in people.bands if not band.person and band.moves and len(band.days) > 1]
    if not bands_:
        return ""
    days = list(dict.fromkeys(day for band in bands_ for day, _ in band.days))[:40]
    rows = [[f"day {day}", *(_on(band, day) for band in bands_)] for day in days]
    head = f"As each day begins, {escape(people.policy)}"
    table = _table(["", *(escape(band.label) for band in bands_)], rows)
    return f'<details><summary>{head}</summary><div class="wide">{table}</div></details>'


def _on(band: Band, day: int) -> str:
    of = dict(band.days).get(day)
    return f"{of.middle:,} <span class=dim>({of.low:,} to {of.high:,})</span>" if of else ""


# ---- what is never met ----------------------------------------------------------------------------------------------
def _unmet(people: People) -> str:
    never_open = {*people.unopened}
    lists = (
        ("scene%s that no life saw", people.scenes),
        ("choice%s never open", people.unopened),
        ("choice%s open and never taken", [one for one in people.untaken if one not in never_open]),
        ("outcome%s that never fell", people.outcomes),
        ("choice%s nearly always taken where something else may be", [one.choice for one in people.always]),
        ("choice%s never taken, open often", [one.choice for one in people.never]),
    )
    parts = [
        f"<details><summary>{counted(len(names), what)}</summary><ul>{_items(names)}</ul></details>"
        for what, names in lists
        if names
    ]
    said = "".join(parts) or "<p>Everything was seen, taken and drawn.</p>"
    return f"<h2>Never met, and always done: {escape(people.policy)}</h2>{said}"


def _items(names: Iterable[str]) -> str:
    return "".join(f"<li><code>{escape(name)}</code></li>" for name in names)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    heads = "".join(f"<th scope=col>{cell}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td{' class=bar' if cell.startswith('<svg') else ''}>{cell}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
