"""Where things stand: nothing on top of anything, lines that lead where they should, and a law of staying put."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk.graph import StoryGraph, story_graph
from jangmadang.desk.graph.layout import Arc, Block, Layout, lay_out
from jangmadang.desk.graph.layout.columns import settled
from jangmadang.desk.graph.layout.order import crossings, ordered
from jangmadang.desk.graph.layout.rows import depths, rows
from jangmadang.desk.graph.picture import arcs_of, blocks_of
from jangmadang.story.loading import Script

Drawing = tuple[list[Block], list[Arc]]


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Up to 24 blocks in up to 4 boxes, with arcs to and fro among them."""
    many = draw(st.integers(1, 24))
    boxes = draw(st.integers(1, 4))
    sizes = st.sampled_from([48.0, 65.0, 80.0])
    blocks = [Block(f"s{n}", f"f{draw(st.integers(0, boxes - 1))}", 172.0, draw(sizes)) for n in range(many)]
    ends = st.tuples(st.integers(0, many - 1), st.integers(0, many - 1)).filter(lambda pair: pair[0] != pair[1])
    pairs = draw(st.lists(ends, max_size=40, unique=True)) if many > 1 else []
    lanes = st.sampled_from(["choice", "rule"])
    return blocks, [Arc(f"s{a}", f"s{b}", draw(lanes), room=draw(st.sampled_from([0.0, 15.0]))) for a, b in pairs]


def edges(block: Block, laid: Layout) -> tuple[float, float, float, float]:
    x, y = laid.at[block.id]
    return x - block.width / 2, y - block.height / 2, x + block.width / 2, y + block.height / 2


@settings(max_examples=40)
@given(drawings())
def test_no_two_cards_and_no_two_boxes_overlap_and_all_is_within(drawing: Drawing) -> None:
    blocks, arcs = drawing
    laid = lay_out(blocks, arcs)
    places = {block.id: edges(block, laid) for block in blocks}
    boxes = {id_: (box.x, box.y, box.x + box.width, box.y + box.height) for id_, box in laid.boxes.items()}
    for one, other in (*combinations(places.values(), 2), *combinations(boxes.values(), 2)):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for block in blocks:
        inner, outer = places[block.id], boxes[block.group]
        assert outer[0] < inner[0] and outer[1] < inner[1] and inner[2] < outer[2] and inner[3] < outer[3]
    for x, y in (point for route in laid.routes for point in route):
        assert 0 <= x <= laid.width and 0 <= y <= laid.height


@settings(max_examples=40)
@given(drawings())
def test_each_line_leads_one_way_from_card_to_card_and_through_no_other(drawing: Drawing) -> None:
    blocks, arcs = drawing
    laid = lay_out(blocks, arcs)
    by_id = {block.id: block for block in blocks}
    for arc, route in zip(arcs, laid.routes, strict=True):
        first, last = edges(by_id[arc.source], laid), edges(by_id[arc.target], laid)
        assert first[0] <= route[0][0] <= first[2] and min(abs(route[0][1] - first[n]) for n in (1, 3)) < 0.2
        assert last[0] <= route[-1][0] <= last[2] and min(abs(route[-1][1] - last[n]) for n in (1, 3)) < 0.2
        heights = [y for _, y in route]
        assert heights in (sorted(heights), sorted(heights, reverse=True))
        for (x, y), (to_x, to_y) in pairwise(route):
            if abs(x - to_x) < 0.2:  # only where it is upright does a line pass rows of cards
                for block in blocks:
                    left, top, right, bottom = edges(block, laid)
                    passes = left < x < right and min(y, to_y) < bottom - 0.3 and max(y, to_y) > top + 0.3
                    assert not passes, (arc, block)


@settings(max_examples=40)
@given(drawings())
def test_what_has_no_circle_leads_down(drawing: Drawing) -> None:
    blocks, arcs = drawing
    place = {block.id: n for n, block in enumerate(blocks)}
    onward = [arc for arc in arcs if place[arc.source] < place[arc.target]]
    names = [block.id for block in blocks]
    ways: dict[str, list[str]] = {name: [] for name in names}
    for arc in onward:
        ways[arc.source].append(arc.target)
    row = rows(names, ways, depths(names[:1], names, ways))
    assert all(row[arc.source] < row[arc.target] for arc in onward)


def test_a_loop_leads_down_from_where_one_comes_first_whatever_is_written_first() -> None:
    blocks = [Block(name, "f", 172, 48) for name in ("spoke", "other", "hub", "start")]
    joined = [("start", "hub"), ("hub", "spoke"), ("spoke", "hub"), ("hub", "other"), ("other", "hub")]
    laid = lay_out(blocks, [Arc(*pair) for pair in joined], "start")
    assert [laid.rows[name] for name in ("start", "hub", "spoke", "other")] == [0, 1, 2, 2]


@settings(max_examples=60)
@given(drawings())
def test_a_row_is_put_in_order_only_for_fewer_crossings(drawing: Drawing) -> None:
    blocks, arcs = drawing
    half = len(blocks) // 2
    upper, lower = [b.id for b in blocks[:half]], [b.id for b in blocks[half:]]
    pieces = [[(arc.source, arc.target) for arc in arcs if arc.source in upper and arc.target in lower]]
    number = {name: n for n, name in enumerate([*upper, *lower])}
    found = ordered([upper, lower], pieces, number)
    assert [sorted(map(str, row)) for row in found] == [sorted(upper), sorted(lower)]
    before, after = crossings([upper, lower], pieces), crossings(found, pieces)
    turned = sum(number[a] > number[b] for row in found for a, b in combinations(row, 2))
    assert after + turned <= before


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(0.1, 20), st.floats(0, 90)), min_size=1, max_size=9))
def test_a_row_is_settled_as_near_as_can_be_to_what_it_wishes(items: list[tuple[float, float, float]]) -> None:
    wished, weights, apart = (list(column) for column in zip(*items, strict=True))
    found = settled(wished, weights, apart)
    assert all(b - a >= distance - 1e-6 for (a, b), distance in zip(pairwise(found), apart[1:], strict=True))

    def cost(places: list[float]) -> float:
        return sum(w * (x - wish) ** 2 for x, wish, w in zip(places, wished, weights, strict=True))

    for n in range(len(found)):  # moving an end of the row, or all after an item, makes it no better
        for by in (-0.5, 0.5):
            moved = [x + (by if m >= n else 0) for m, x in enumerate(found)]
            if all(b - a >= distance for (a, b), distance in zip(pairwise(moved), apart[1:], strict=True)):
                assert cost(moved) >= cost(found) - 1e-6


# ---- the law of staying put -----------------------------------------------------------------------------------------
def within(laid: Layout, blocks: list[Block]) -> dict[str, tuple[float, float]]:
    """Where each block stands in its box."""
    return {
        block.id: (
            laid.at[block.id][0] - laid.boxes[block.group].x,
            laid.at[block.id][1] - laid.boxes[block.group].y,
        )
        for block in blocks
    }


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


@settings(max_examples=40)
@given(drawings(), st.integers(0, 23))
def test_one_more_scene_leaves_every_other_box_as_it_is(drawing: Drawing, where: int) -> None:
    blocks, arcs = drawing
    beside = blocks[where % len(blocks)]
    after = blocks.index(beside) + 1
    more = [*blocks[:after], Block("new", beside.group, 172, 48), *blocks[after:]]
    before, now = lay_out(blocks, arcs), lay_out(more, [*arcs, Arc(beside.id, "new")])
    old, new = within(before, blocks), within(now, blocks)
    assert all(apart(old[b.id], new[b.id]) < 0.25 for b in blocks if b.group != beside.group)


def edits(blocks: list[Block], arcs: list[Arc]) -> Iterator[tuple[list[Block], list[Arc], set[str]]]:
    """One more scene: as a dead end after each scene, and in the midst of each road; with the boxes it touches."""
    group = {block.id: block.group for block in blocks}

    def beside(id_: str) -> list[Block]:
        at = next(n for n, block in enumerate(blocks) if block.id == id_) + 1
        return [*blocks[:at], Block("new", group[id_], 172, 62), *blocks[at:]]

    for block in blocks:
        yield beside(block.id), [*arcs, Arc(block.id, "new")], {block.group}
    for n, arc in enumerate(arcs):
        split = [Arc(arc.source, "new", arc.lane), Arc("new", arc.target, arc.lane)]
        yield beside(arc.source), [*arcs[:n], *split, *arcs[n + 1 :]], {group[arc.source], group[arc.target]}


def stays_put(graph: StoryGraph) -> tuple[float, float]:
    """The law, on every edit of one scene: gives the share of neighbours turned about, and the median way sideways."""
    blocks, arcs = blocks_of(graph), arcs_of(graph)
    before = lay_out(blocks, arcs, graph.start)
    old = within(before, blocks)
    sideways, turned, pairs = [], 0, 0
    for more, changed, touched in edits(blocks, arcs):
        now = lay_out(more, changed, graph.start)
        new = within(now, blocks)
        mine = [block for block in blocks if block.group in touched]
        assert all(apart(old[b.id], new[b.id]) < 0.25 for b in blocks if b.group not in touched)
        assert all(abs(now.rows[b.id] - before.rows[b.id]) <= 1 for b in mine)
        sideways += [abs(old[b.id][0] - new[b.id][0]) for b in mine]
        for a, b in combinations(mine, 2):
            if a.group == b.group and before.rows[a.id] == before.rows[b.id] and now.rows[a.id] == now.rows[b.id]:
                pairs += 1
                turned += (old[a.id] < old[b.id]) != (new[a.id] < new[b.id])
    return turned / pairs, median(sideways)


def test_in_three_days_one_more_scene_hardly_moves_another(three_days: Script) -> None:
    turned, sideways = stays_put(story_graph(three_days))
    assert turned <= 0.02 and sideways <= 10


@pytest.mark.long
def test_in_a_hundred_to_one_one_more_scene_hardly_moves_another(hundred: Script) -> None:
    turned, sideways = stays_put(story_graph(hundred))
    assert turned <= 0.005 and sideways <= 10
