"""Markdown: a simulation for a comment under a change: what differs first, the endings next, the rest folded away.

Takes a Summary and, where there is one, a comparison; gives Markdown. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .comparing import Compared
from .summary import People, Share, Summary, minutes
from .telling import counted, lines, said, share

NAMED = 40
LONGEST = 60_000
"""Characters: a comment on GitHub has 65,536."""


def markdown(summary: Summary, comparison: Compared | None = None) -> str:
    """The report."""
    lives = ", ".join(f"{people.lives:,} {people.policy}" for people in summary.people)
    out = [f"### {_text(summary.title)}: {lives} lives from seed {summary.seed}"]
    if comparison is not None:
        out += _differences(comparison)
    out += _endings(summary)
    out += _lengths(summary)
    for people in summary.people:
        out += _unmet(people, f" ({people.policy})" if len(summary.people) > 1 else "")
    whole = "\n".join(lines(summary, comparison)).replace("```", "'''")
    room = LONGEST - sum(map(len, out))
    if len(whole) > room:
        whole = whole[: max(0, room)].rpartition("\n")[0] + "\n…"
    out += [f"<details><summary>Everything</summary>\n\n```text\n{whole}\n```\n\n</details>"]
    return "\n\n".join(out) + "\n"


def _differences(comparison: Compared) -> list[str]:
    real = [one for one in comparison.differences if one.exceeds]
    count = len(comparison.differences)
    old = _code(comparison.old)
    if not real:
        return [f"Against {old}: none of {count} shares differs by more than chance."]
    return [
        f"Against {old}: **{len(real)} of {count} shares differ by more than chance.**",
        "\n".join(f"- {_text(said(one))}" for one in real[:NAMED])
        + (f"\n- and {len(real) - NAMED} more" if len(real) > NAMED else ""),
    ]


def _endings(summary: Summary) -> list[str]:
    if len(summary.people) == 1:
        ordered = sorted(summary.people[0].endings, key=lambda one: -one.count)
        rows = [[_code(one.name), share(one.share), _between(one)] for one in ordered]
        return [_table(["ending, in 100 lives", "share", "95 in 100 between"], rows), *_unended(summary)]
    rows = [
        [_code(name), *(share(next(one.share for one in p.endings if one.name == name)) for p in summary.people)]
        for name in summary.titles
    ]
    return [_table(["ending, in 100 lives", *(p.policy for p in summary.people)], rows), *_unended(summary)]


def _unended(summary: Summary) -> list[str]:
    out = [
        f"**{one.count:,} {people.policy} lives are stuck in {_code(one.name)}.**"
        for people in summary.people
        for one in people.stuck
    ]
    out += [
        f"{people.cut:,} {people.policy} lives were given up after {summary.limit:,} choices."
        for people in summary.people
        if people.cut
    ]
    return out


def _between(one: Share) -> str:
    low, high = one.between
    return f"{share(low)} to {share(high)}"


def _lengths(summary: Summary) -> list[str]:
    rows = []
    for people in summary.people:
        who = f", {people.policy}" if len(summary.people) > 1 else ""
        if people.choices:
            of = people.choices
            rows.append([f"choices{who}", f"{of.low:,}", f"{of.middle:,}", f"{of.high:,}"])
        if people.words:
            of = people.words
            rows.append([f"words{who}", f"{of.low:,}", f"{of.middle:,}", f"{of.high:,}"])
            if summary.english:
                rows.append([f"minutes{who}", *(str(minutes(n)) for n in (of.low, of.middle, of.high))])
    return [_table(["a life", "a tenth", "middle", "nine tenths"], rows)]


def _unmet(people: People, who: str) -> list[str]:
    out = []
    for what, names in (
        ("scene%s that no life saw", people.scenes),
        ("choice%s never open", people.unopened),
        ("outcome%s that never fell", people.outcomes),
    ):
        if names:
            shown = ", ".join(map(_code, names[:NAMED]))
            more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
            out.append(f"<details><summary>{counted(len(names), what)}{who}</summary>\n\n{shown}{more}\n\n</details>")
    return out


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ["-", *["-:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def _code(name: str) -> str:
    return f"`{name.replace('`', '')}`"


def _text(text: str) -> str:
    """Words that are no Markdown."""
    for sign in "\\`*_{}[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text
