"""All boxes, one below the other as the story goes, and the lines between them.

Takes blocks in the story's order and arcs; gives the layout. Boxes that lead to no other stand side by side. A line
from box to box passes others between them, in a lane of its own; what leads back to an earlier box leads upwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .box import LINE, Box, Part, Side, box, part_of
from .rows import depths, rows
from .values import Arc, Block, Layout, Point, Rectangle

MARGIN = 40.0
APART = 56.0
"""Between two boxes side by side."""
CHANNEL = 72.0
"""Between two boxes one below the other."""

Lane = tuple[str, str, bool]
"""A line past a box: its bundle or target, its lane, and whether it leads down."""


def lay_out(blocks: Sequence[Block], arcs: Sequence[Arc], start: str = "") -> Layout:
    """Where everything is drawn. Every arc joins two different blocks that are there; `start` is where a story begins.

    What it holds to: a box whose own blocks and lines stay the same is the same inside, whatever is changed in others;
    and of orders of a row that cross equally little it takes the one nearest to the story's. Nothing hangs on chance
    or on the order of a set.
    """
    names = [block.id for block in blocks]
    ways: dict[str, dict[str, None]] = {name: {} for name in names}
    for arc in arcs:
        ways[arc.source][arc.target] = None
    start = start or (names[0] if names else "")
    depth = depths([start], names, ways)
    group_of = {block.id: block.group for block in blocks}
    groups = list(dict.fromkeys(group_of.values()))
    band = _bands(groups, group_of, arcs, depth)
    parts: dict[str, list[Part]] = {group: [] for group in groups}
    for number, arc in enumerate(arcs):
        here, there = group_of[arc.source], group_of[arc.target]
        if here == there:
            parts[here].append(part_of(arc, number))
        else:
            leaves: Side = "below" if band[there] > band[here] else "above"
            enters: Side = "above" if leaves == "below" else "below"
            parts[here].append(part_of(arc, number, leaves=leaves))
            parts[there].append(part_of(arc, number, enters=enters))
    boxes = {
        group: box([b for b in blocks if b.group == group], parts[group], start if group_of[start] == group else "")
        for group in groups
    }
    return _Bands(boxes, band, group_of, arcs).layout()


def _bands(
    groups: Sequence[str], group_of: Mapping[str, str], arcs: Sequence[Arc], depth: Mapping[str, int]
) -> dict[str, int]:
    """Which band each box stands in."""
    ways: dict[str, dict[str, None]] = {group: {} for group in groups}
    for arc in arcs:
        here, there = group_of[arc.source], group_of[arc.target]
        if here != there:
            ways[here][there] = None
    first = {group: min(depth[name] for name, of in group_of.items() if of == group) for group in groups}
    return rows(groups, ways, first)


class _Bands:
    """Boxes that know their size, being put in their places."""

    def __init__(
        self, boxes: Mapping[str, Box], band: Mapping[str, int], group_of: Mapping[str, str], arcs: Sequence[Arc]
    ) -> None:
        self.boxes, self.band, self.group_of, self.arcs = boxes, band, group_of, arcs
        many = max(band.values(), default=-1) + 1
        self.members = [[group for group in boxes if band[group] == number] for number in range(many)]
        self.lanes: dict[tuple[int, int], dict[Lane, list[float]]] = {}
        """The lines that pass between the boxes of a band, by band and gap; with the places that they would go for."""
        self._gap: dict[tuple[int, Lane], int] = {}
        self.left: dict[str, float] = {}
        self.top: list[float] = []
        self.ports: dict[int, float] = {}
        """Where a line leaves its box, by arc, where that is not as the box has it."""

    def layout(self) -> Layout:
        self._across()
        self._choose_lanes()
        self._across()
        self._untangle()
        y = MARGIN
        for members in self.members:
            self.top.append(y)
            y += max(self.boxes[group].height for group in members) + CHANNEL
        lane_x = self._lane_places()
        routes = [self._route(number, arc, lane_x) for number, arc in enumerate(self.arcs)]
        least = min([0.0, *self.left.values(), *(x - LINE for x in lane_x.values())])
        by = MARGIN - least
        far = [self.left[group] + one.width for group, one in self.boxes.items()]
        width = max([0.0, *far, *(x + LINE for x in lane_x.values())]) + by + MARGIN
        at: dict[str, Point] = {}
        rectangles: dict[str, Rectangle] = {}
        for group, one in self.boxes.items():
            x, top = self.left[group] + by, self.top[self.band[group]]
            rectangles[group] = Rectangle(_round(x), _round(top), _round(one.width), _round(one.height))
            at |= {name: (_round(x + spot[0]), _round(top + spot[1])) for name, spot in one.at.items()}
        moved = tuple(tuple((_round(x + by), _round(y)) for x, y in route) for route in routes)
        row = {name: number for one in self.boxes.values() for name, number in one.rows.items()}
        return Layout(_round(width), _round(y - CHANNEL + MARGIN), at, rectangles, moved, row)

    def _across(self) -> None:
        """The boxes of each band side by side, about one middle; wider apart where lines pass between them."""
        for number, members in enumerate(self.members):
            rooms = [self._room(number, gap) if gap > 0 else 0.0 for gap in range(len(members))]
            whole = sum(self.boxes[group].width for group in members) + sum(rooms)
            x = -whole / 2
            for group, room in zip(members, rooms, strict=True):
                x += room
                self.left[group] = x
                x += self.boxes[group].width

    def _room(self, number: int, gap: int) -> float:
        lines = len(self.lanes.get((number, gap), ()))
        return max(APART, (lines + 2) * LINE)

    def _choose_lanes(self) -> None:
        for number, arc in enumerate(self.arcs):
            here, there = self.group_of[arc.source], self.group_of[arc.target]
            first, last = self.band[here], self.band[there]
            if abs(first - last) < 2:
                continue
            start, end = self._ends(number, here, there)
            lane = _lane(arc, last > first)
            for passed in range(min(first, last) + 1, max(first, last)):
                share = (passed - first) / (last - first)
                wish = start + (end - start) * share
                gap = self._nearest(passed, (start + end) / 2)
                known = next(
                    (g for g in range(len(self.members[passed]) + 1) if lane in self.lanes.get((passed, g), {})), gap
                )
                self.lanes.setdefault((passed, known), {}).setdefault(lane, []).append(wish)

    def _untangle(self) -> None:
        """Lines that leave a box straight from one card part in the order in which their targets stand."""
        fans: dict[tuple[str, float], list[int]] = {}
        for number, arc in enumerate(self.arcs):
            here = self.group_of[arc.source]
            line = self.boxes[here].lines[number]
            if here != self.group_of[arc.target] and len(line) == 2:
                fans.setdefault((arc.source, line[-1][1]), []).append(number)
        for (source, _), numbers in fans.items():
            here = self.group_of[source]
            places = sorted({self.boxes[here].lines[number][-1][0] for number in numbers})
            if len(places) == len(numbers):
                aims = {
                    number: self._ends(number, here, self.group_of[self.arcs[number].target])[1] for number in numbers
                }
                in_order = [number for _, number in sorted((aim, number) for number, aim in aims.items())]
                self.ports |= dict(zip(in_order, places, strict=True))

    def _ends(self, number: int, here: str, there: str) -> tuple[float, float]:
        start = self.boxes[here].lines[number][-1][0] + self.left[here]
        return start, self.boxes[there].lines[number][0][0] + self.left[there]

    def _nearest(self, number: int, wish: float) -> int:
        return min(range(len(self.members[number]) + 1), key=lambda gap: (abs(self._edge(number, gap) - wish), gap))

    def _edge(self, number: int, gap: int) -> float:
        """The middle of a gap between boxes; outside the first and the last one, beside it."""
        members = self.members[number]
        if gap == 0:
            return self.left[members[0]] - LINE * 2
        before = self.left[members[gap - 1]] + self.boxes[members[gap - 1]].width
        return before + LINE * 2 if gap == len(members) else (before + self.left[members[gap]]) / 2

    def _lane_places(self) -> dict[tuple[int, Lane], float]:
        found = {}
        for (number, gap), lines in self.lanes.items():
            in_order = sorted(lines, key=lambda lane: (sum(lines[lane]) / len(lines[lane]), lane))
            many, edge = len(in_order), self._edge(number, gap)
            for n, lane in enumerate(in_order):
                if gap == 0:
                    x = edge - (many - 1 - n) * LINE
                elif gap == len(self.members[number]):
                    x = edge + n * LINE
                else:
                    x = edge + (n - (many - 1) / 2) * LINE
                found[(number, lane)] = x
        return found

    def _route(self, number: int, arc: Arc, lane_x: Mapping[tuple[int, Lane], float]) -> list[Point]:
        here, there = self.group_of[arc.source], self.group_of[arc.target]
        route = self._placed(here, number)
        if number in self.ports:
            route[-1] = (self.left[here] + self.ports[number], route[-1][1])
        if here == there:
            return route
        first, last = self.band[here], self.band[there]
        down = last > first
        bottom = self._bottom(first)
        if route[-1][1] != bottom and down:
            route.append((route[-1][0], bottom))  # a lower box beside this one is passed first
        for passed in range(first + 1, last) if down else range(first - 1, last, -1):
            x = lane_x[(passed, _lane(arc, down))]
            ends = [(x, self.top[passed]), (x, self._bottom(passed))]
            route += ends if down else ends[::-1]
        rest = self._placed(there, number)
        if not down and rest[0][1] != self._bottom(last):
            route.append((rest[0][0], self._bottom(last)))
        return route + rest

    def _bottom(self, number: int) -> float:
        return self.top[number] + max(self.boxes[group].height for group in self.members[number])

    def _placed(self, group: str, number: int) -> list[Point]:
        x, y = self.left[group], self.top[self.band[group]]
        return [(x + a, y + b) for a, b in self.boxes[group].lines[number]]


def _lane(arc: Arc, down: bool) -> Lane:
    return arc.bundle or arc.target, arc.lane, down


def _round(length: float) -> float:
    return round(length, 1)
