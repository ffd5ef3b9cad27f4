"""The picture as SVG: one file that needs nothing else, light by day and dark by night.

Takes a `Picture`; gives text. All words are escaped; nothing in a story becomes a tag, a style or an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from .layout import Point
from .measure import cut, width
from .picture import HEAD, INSIDE, SMALL_LINE, TITLE_LINE, Drawn, Line, Picture
from .styles import CARDS, LINES, css
from .values import Link, StoryGraph
from .warmth import STEPS, warm

TOP = 74.0
"""Above the drawing: the story's title and the legend's first row."""
SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
LINK_WORDS = {
    "choice": "a choice",
    "rule": "a rule sends on",
    "call": "a passage is called",
    "draw": "drawn from a deck",
    "return": "and then",
    "skip": "a facilitator skips",
}


def svg(drawn: Picture) -> str:
    """The whole file."""
    graph = drawn.graph
    wide = max(drawn.layout.width, 760.0)
    legend_, tall = legend(graph, wide)
    high = drawn.layout.height + TOP + tall
    about = f"{len(graph.cards)} cards and {len(graph.links)} links of the story {graph.title}"
    return "".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" ',
            f'width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}">',
            f'<title id="t">{escaped(graph.title)}</title><desc id="d">{escaped(about)}</desc>',
            f"<style>{css(bool(graph.lives))}</style>{MARKERS}",
            f'<rect class="paper" width="{wide:g}" height="{high:g}"/>',
            f'<text class="story" x="40" y="52">{escaped(graph.title)}</text>',
            f'<g transform="translate(0 {TOP - 20:g})">{legend_}</g>',
            f'<g transform="translate({(wide - drawn.layout.width) / 2:g} {TOP + tall:g})">',
            body(drawn),
            "</g></svg>\n",
        ]
    )


def body(drawn: Picture, more: Callable[[Drawn], str] = lambda one: "") -> str:
    """Boxes, lines and cards, in the layout's own measure; `more` gives attributes for a card."""
    steps: dict[str, list[int]] = {}
    ran: set[int] = set()
    for number, stop in enumerate(drawn.graph.run, 1):
        steps.setdefault(stop.card, []).append(number)
        ran.update(stop.links)
        # A deck, and a scene that sends on before a word is read, is on the way too, but nobody stopped there.
        for link in stop.links:
            steps.setdefault(drawn.graph.links[link].source, [])
    cards = (
        _card(one, f'data-card="{number}"{more(one)}', steps.get(one.card.id), bool(steps), drawn.graph.lives)
        for number, one in enumerate(drawn.cards)
    )
    return "".join([*_boxes(drawn), *_lines(drawn, ran), *_tabs(drawn), *cards])


def escaped(text: str) -> str:
    """Fit for an element's text and for an attribute in double quotes; signs that XML cannot hold are shown as �."""
    if text.isalnum():
        return text
    return "".join(SIGNS.get(sign, sign if _fit(sign) else "\ufffd") for sign in text)


def _fit(sign: str) -> bool:
    return sign in "\t\n\r" or " " <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"


def way(points: Sequence[Point]) -> str:
    """The `d` of a path that is upright at each point."""
    out = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        if abs(x - to_x) < 0.6:
            out.append(f"L{to_x:g} {to_y:g}")
        else:
            middle = f"{(y + to_y) / 2:g}"
            out.append(f"C{x:g} {middle} {to_x:g} {middle} {to_x:g} {to_y:g}")
    return "".join(out)


# ---- boxes ----------------------------------------------------------------------------------------------------------
def _boxes(drawn: Picture) -> Iterator[str]:
    for box in drawn.layout.boxes.values():
        place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
        yield f'<rect class="box" rx="10" {place}/>'


def _tabs(drawn: Picture) -> Iterator[str]:
    titles = {group.id: group.title for group in drawn.graph.groups}
    for group, box in drawn.layout.boxes.items():
        title = cut(titles[group], max(box.width - 40, 60), 12)
        x, y, wide = box.x + 14, box.y - 13, width(title, 12, bold=True) + 24
        yield f'<rect class="tab-paper" rx="6" x="{x:g}" y="{y:g}" width="{wide:g}" height="24"/>'
        yield f'<text class="tab" x="{x + 12:g}" y="{y + 16:g}">{escaped(title)}</text>'


# ---- lines ----------------------------------------------------------------------------------------------------------
def _lines(drawn: Picture, ran: set[int]) -> Iterator[str]:
    in_order = sorted(enumerate(drawn.lines), key=lambda one: bool(ran & set(one[1].links)))
    marked = bool(drawn.graph.run)
    for _, line in in_order:
        yield _line(drawn.graph, line, bool(ran & set(line.links)), marked)
    for _, line in in_order:
        if line.label is not None:
            aside = " aside" if marked and not ran & set(line.links) else ""
            place = f'x="{line.label.x:g}" y="{line.label.y + 3.8:g}"'
            yield f'<text class="label{aside}" {place}>{escaped(line.label.text)}</text>'


def _line(graph: StoryGraph, line: Line, ran: bool, marked: bool) -> str:
    head = "run" if ran else line.kind
    classes = f"link {line.kind}" + (" ran" if ran else " aside" if marked else "")
    numbers = " ".join(map(str, line.links))
    start = f' marker-start="url(#h-{head})"' if line.both else ' marker-start="url(#asks)"' if line.asks else ""
    title = escaped("\n".join(told(graph.links[number]) for number in line.links))
    d = way(line.points)
    return (
        f'<g class="{classes}" data-links="{numbers}"><title>{title}</title>'
        f'<path class="way" d="{d}" marker-end="url(#h-{head})"{start}/></g>'
    )


def told(link: Link) -> str:
    """A link in words: from where to where, by which choices, if what holds."""
    names = list(dict.fromkeys(one.choice for one in link.ways if one.choice))
    by = f" by {', '.join(names[:6])}{' …' if len(names) > 6 else ''}" if names else ""
    asks = f", if {' or '.join(link.when)}" if link.when else ""
    return f"{link.source} → {link.target} ({link.kind}){by}{asks}"


def _markers() -> str:
    out = ["<defs>"]
    for kind in (*LINES, "run"):
        out.append(
            f'<marker id="h-{kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8.5" markerHeight="8.5" '
            f'markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="head {kind}" '
            'd="M0 0.8L10 5L0 9.2L2.4 5Z"/></marker>'
        )
    out.append(
        '<marker id="asks" viewBox="0 0 10 10" refX="0" refY="5" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="open choice" stroke-width="1.4" '
        'd="M0.8 5L5 1.4L9.2 5L5 8.6Z"/></marker></defs>'
    )
    return "".join(out)


MARKERS = _markers()


# ---- cards ----------------------------------------------------------------------------------------------------------
def _card(one: Drawn, attributes: str, steps: list[int] | None, marked: bool, lives: int) -> str:
    card, x, y = one.card, one.x, one.y
    classes = f"card {card.kind}" + (" aside" if marked and steps is None else " ran" if marked else "")
    classes += f" warm {warm(card.heat)}" if lives else ""
    said = f"{card.title}, {card.kind}, {card.id}, {card.file}:{card.line}"
    said += f", {one.share} of {lives:,} lives" if one.share else ""
    words = [_text("name", x + INSIDE, y + 17, one.name)]
    if card.kind != "scene":
        fold = 6 if card.kind == "storylet" else 0
        words.append(_text("word", x + one.width - INSIDE - fold, y + 17, card.kind))
    if card.start and card.kind != "start":
        words[0] = _text("name", x + INSIDE, y + 17, f"▶ {one.name}")
    for n, line in enumerate(one.title or ("",)):
        words.append(_text("title", x + INSIDE, y + HEAD + 12 + n * TITLE_LINE, line))
    below = y + HEAD + TITLE_LINE * max(1, len(one.title)) + 9
    words += (_text("note", x + INSIDE, below + n * SMALL_LINE, note) for n, note in enumerate(one.notes))
    return (
        f'<g class="{classes}" {attributes}><title>{escaped(said)}</title>'
        f"{shape(card.kind, x, y, one.width, one.height)}{''.join(words)}{_share(one)}{_badge(one, steps or [])}</g>"
    )


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escaped(words)}</text>' if words else ""


def _badge(one: Drawn, steps: list[int]) -> str:
    if not steps:
        return ""
    words = " ".join(map(str, steps[:4])) + (" …" if len(steps) > 4 else "")
    wide = max(22.0, width(words, 11, bold=True) + 12)
    x, y = one.x - 8, one.y - 11
    paper = f'<rect class="step-paper" rx="10" x="{x:g}" y="{y:g}" width="{wide:g}" height="20"/>'
    return f'{paper}<text class="step" x="{x + wide / 2:g}" y="{y + 14:g}">{words}</text>'


def _share(one: Drawn) -> str:
    if not one.share:
        return ""
    left, top, right, low = one.badge
    paper = _rect("warmth-paper", left, top, right - left, low - top, 9)
    return f'{paper}<text class="warmth" x="{(left + right) / 2:g}" y="{top + 13:g}">{escaped(one.share)}</text>'


def shape(kind: str, x: float, y: float, wide: float, high: float) -> str:
    """The outline by which a kind of card is known without its colour."""
    right, low = x + wide, y + high
    match kind:
        case "start":
            return _rect("shape", x, y, wide, high, min(high / 2, 24))
        case "hub":
            points = [
                (x, y + high / 2),
                (x + 9, y),
                (right - 9, y),
                (right, y + high / 2),
                (right - 9, low),
                (x + 9, low),
            ]
            return _polygon("shape", points)
        case "menu":
            bars = f"M{x + 5:g} {y:g}V{low:g}M{right - 5:g} {y:g}V{low:g}"
            return _rect("shape", x, y, wide, high, 0) + f'<path class="inner" d="{bars}"/>'
        case "storylet":
            fold = f"M{right - 12:g} {y:g}V{y + 12:g}H{right:g}"
            points = [(x, y), (right - 12, y), (right, y + 12), (right, low), (x, low)]
            return _polygon("shape", points) + f'<path class="inner" d="{fold}"/>'
        case "deck":
            behind = [_rect("shape", x + by, y + by, wide, high, 5) for by in (6.0, 3.0)]
            return "".join([*behind, _rect("shape", x, y, wide, high, 5)])
        case "ending":
            return _rect("shape", x, y, wide, high, 3) + _rect("inner", x + 3.5, y + 3.5, wide - 7, high - 7, 1)
        case "market" | "bribe" | "screening" | "crossing":
            cut_ = min(9.0, high / 4)
            points = [(x + cut_, y), (right - cut_, y), (right, y + cut_), (right, low - cut_)]
            points += [(right - cut_, low), (x + cut_, low), (x, low - cut_), (x, y + cut_)]
            stripe = _rect("stripe", x, y + cut_, 4.5, high - 2 * cut_, 0)
            return _polygon("shape", points) + stripe
    return _rect("shape", x, y, wide, high, 6)


def _rect(class_: str, x: float, y: float, wide: float, high: float, round_: float) -> str:
    return f'<rect class="{class_}" rx="{round_:g}" x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}"/>'


def _polygon(class_: str, points: Sequence[Point]) -> str:
    return f'<polygon class="{class_}" points="{" ".join(f"{x:g},{y:g}" for x, y in points)}"/>'


# ---- legend ---------------------------------------------------------------------------------------------------------
def legend(graph: StoryGraph, wide: float, left: float = 40.0) -> tuple[str, float]:
    """The kinds that this graph has, each as it is drawn, in rows of that width; and how high that is."""
    cards = {card.kind for card in graph.cards}
    links = {link.kind for link in graph.links}
    entries: list[tuple[str, str, float]] = []
    plain = " warm w" if graph.lives else ""
    for kind in CARDS:
        if kind in cards:
            sign = f'<g class="card {kind}{plain}">{shape(kind, 0, 3, 30, 18)}</g>'
            entries.append((kind, sign, 44.0 if kind == "deck" else 38.0))
    for kind in LINES:
        if kind in links:
            d = f'<path class="way" d="M0 12H38" marker-end="url(#h-{kind})"/>'
            entries.append((LINK_WORDS[kind], f'<g class="link {kind}">{d}</g>', 46.0))
    if any(link.when for link in graph.links):
        d = '<path class="way" d="M0 12H38" marker-start="url(#asks)" marker-end="url(#h-choice)"/>'
        entries.append(("it asks for something", f'<g class="link choice">{d}</g>', 46.0))
    if graph.run:
        d = '<path class="way" d="M0 12H38" marker-end="url(#h-run)"/>'
        entries.append(("the run, its steps numbered", f'<g class="link ran">{d}</g>', 46.0))
    if graph.lives:
        entries.append((f"of {graph.lives:,} lives came by:", "", 0.0))
        for n, share in enumerate(STEPS):
            entries.append((share, f'<g class="card scene warm w{n}">{_rect("shape", 0, 3, 30, 18, 6)}</g>', 38.0))
    out, x, y = [], left, 18.0
    for words, sign, room in entries:
        length = room + width(words, 12) + 22
        if x > left and (x + length > wide - 30 or not sign):
            x, y = left, y + 28
        text = f'<text class="mark" x="{room:g}" y="16">{escaped(words)}</text>'
        out.append(f'<g transform="translate({x:g} {y:g})">{sign}{text}</g>')
        x += length
    return "".join(out), y + 24
