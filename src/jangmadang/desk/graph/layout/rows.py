"""Which row each block stands in: below all that leads to it, loops apart.

Takes names in the story's order and the ways between them; gives row numbers from 0. A way is a loop's way back only
within a circle, and there it is the one that leads towards the story's beginning: so one more scene somewhere turns
no other line round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Ways = Mapping[str, Iterable[str]]


def depths(starts: Iterable[str], names: Sequence[str], ways: Ways) -> dict[str, int]:
    """How many ways lie between a start and each name, at least; what is never reached lies deepest."""
    found = {start: 0 for start in starts if start in ways}
    queue = list(found)
    for name in queue:
        for aim in ways[name]:
            if aim not in found:
                found[aim] = found[name] + 1
                queue.append(aim)
    return {name: found.get(name, len(names)) for name in names}


def rows(names: Sequence[str], ways: Ways, depth: Mapping[str, int]) -> dict[str, int]:
    """The row of each name."""
    ahead = _ahead(names, ways, depth)
    row = _longest(names, ahead)
    before: dict[str, int] = dict.fromkeys(names, 0)
    for aims in ahead.values():
        for aim in aims:
            before[aim] += 1
    # What nothing leads to stands right above what it leads to, not at the top of a long line.
    for name in sorted(names, key=row.__getitem__, reverse=True):
        if not before[name] and ahead[name]:
            row[name] = min(row[aim] for aim in ahead[name]) - 1
    return row


def folded(names: Sequence[str], row: Mapping[str, int], widest: Mapping[int, int]) -> dict[str, int]:
    """The same rows; one that is wider than it may be (`widest`, by row) as several, evenly filled in order."""
    members: dict[int, list[str]] = {}
    for name in names:
        members.setdefault(row[name], []).append(name)
    found: dict[str, int] = {}
    next_row = 0
    for number in sorted(members):
        whole = members[number]
        parts = -(-len(whole) // widest[number])
        size = -(-len(whole) // parts)
        for n, name in enumerate(whole):
            found[name] = next_row + n // size
        next_row += parts
    return found


def _ahead(names: Sequence[str], ways: Ways, depth: Mapping[str, int]) -> dict[str, list[str]]:
    """The ways without circles: a loop's way back is turned round."""
    circle = _circles(names, ways)
    number = {name: n for n, name in enumerate(names)}
    ahead: dict[str, dict[str, None]] = {name: {} for name in names}
    for name in names:
        for aim in ways[name]:
            if aim == name or aim not in number:
                continue
            back = circle[aim] == circle[name] and (depth[aim], number[aim]) < (depth[name], number[name])
            first, second = (aim, name) if back else (name, aim)
            ahead[first][second] = None
    return {name: list(aims) for name, aims in ahead.items()}


def _longest(names: Sequence[str], ahead: Mapping[str, Sequence[str]]) -> dict[str, int]:
    waiting = dict.fromkeys(names, 0)
    for aims in ahead.values():
        for aim in aims:
            waiting[aim] += 1
    row = dict.fromkeys(names, 0)
    ready = [name for name in names if not waiting[name]]
    for name in ready:
        for aim in ahead[name]:
            row[aim] = max(row[aim], row[name] + 1)
            waiting[aim] -= 1
            if not waiting[aim]:
                ready.append(aim)
    return row


def _circles(names: Sequence[str], ways: Ways) -> dict[str, int]:
    """A number for each name, the same for names that lead to each other (Tarjan's way, without recursion)."""
    known = set(names)
    seen: dict[str, int] = {}
    low: dict[str, int] = {}
    circle: dict[str, int] = {}
    open_: list[str] = []
    for root in names:
        if root in seen:
            continue
        way = [(root, iter(ways[root]))]
        seen[root] = low[root] = len(seen)
        open_.append(root)
        while way:
            name, aims = way[-1]
            aim = next((one for one in aims if one in known and one not in circle), None)
            if aim is not None and aim not in seen:
                seen[aim] = low[aim] = len(seen)
                open_.append(aim)
                way.append((aim, iter(ways[aim])))
            elif aim is not None:
                low[name] = min(low[name], seen[aim])
            else:
                way.pop()
                if way:
                    low[way[-1][0]] = min(low[way[-1][0]], low[name])
                if low[name] == seen[name]:
                    number = len(circle)
                    while name not in circle:
                        circle[open_.pop()] = number
    return circle
