"""Draws a screen as a small SVG: its characters in the viewer's own monospace font, its half blocks as shapes.

Takes the strips of a screen and gives the text of an SVG that opens offline and names no font to be fetched. Terminal
colours without a value of their own are drawn as a plain dark terminal has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme

WIDE, HIGH, FONT, EDGE = 9.6, 18.6, 16, 10
TERMINAL = TerminalTheme(
    (12, 12, 14),
    (214, 214, 214),
    [
        (12, 12, 14),
        (205, 64, 64),
        (86, 170, 86),
        (196, 160, 0),
        (90, 130, 220),
        (170, 100, 180),
        (60, 170, 180),
        (214, 214, 214),
    ],
    [
        (120, 120, 120),
        (240, 100, 100),
        (120, 220, 120),
        (250, 220, 90),
        (130, 170, 250),
        (220, 150, 230),
        (110, 220, 230),
        (255, 255, 255),
    ],
)
BLOCKS = {"█": (0.0, 1.0), "▀": (0.0, 0.5), "▄": (0.5, 1.0)}
WIDE_SIGNS = f";font-size:{2 * WIDE:g}px"
"""Hangul fills two cells."""
RUN = re.compile(r"[█▀▄]+|(?:(?! {3}|[█▀▄]).)+| {3,}")
SHAPE = '<path fill="{}" d="{}"/>'


def svg(strips: Iterable[Sequence[Segment]], width: int, title: str) -> str:
    """The screen: papers behind, then half blocks, then words."""
    strips = list(strips)
    papers: dict[str, list[str]] = {}
    shapes: dict[str, list[str]] = {}
    styles: dict[str, str] = {}
    words: list[str] = []
    ground = _most_common_paper(strips, width)
    for y, strip in enumerate(strips):
        x, row = 0, []
        for segment in strip:
            fore, paper, more = _look(segment.style or Style.null())
            if paper != ground:
                papers.setdefault(paper, []).append(_box(x, y, cell_len(segment.text)))
            for run in _runs(segment.text):
                if run[0] in BLOCKS:
                    for sign, count, at in _repeated(run):
                        top, end = BLOCKS[sign]
                        shapes.setdefault(fore, []).append(_box(x + at, y, count, top, end))
                elif run.strip():
                    size = WIDE_SIGNS if cell_len(run.strip()[0]) == 2 else ""
                    name = styles.setdefault(f"fill:{fore}{more}{size}", f"s{len(styles)}")
                    row.append(_words(run, x, name))
                x += cell_len(run)
        if row:
            words.append(f'<text y="{_short((y + 0.77) * HIGH)}">{"".join(row)}</text>')
    high = len(strips) * HIGH
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-EDGE} {-EDGE} {_short(width * WIDE + 2 * EDGE)} '
            f'{_short(high + 2 * EDGE)}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>text{{font:{FONT}px 'DejaVu Sans Mono','Menlo','Consolas',monospace;white-space:pre}}"
            + "".join(f".{name}{{{style}}}" for style, name in styles.items())
            + "</style>",
            f'<rect x="{-EDGE}" y="{-EDGE}" width="100%" height="100%" rx="6" fill="{ground}"/>',
            '<g shape-rendering="crispEdges">',
            *(SHAPE.format(ink, "".join(boxes)) for ink, boxes in (*papers.items(), *shapes.items())),
            "</g>",
            *words,
            "</svg>\n",
        )
    )


def _look(style: Style) -> tuple[str, str, str]:
    fore, paper = _hex(style.color, True), _hex(style.bgcolor, False)
    if style.reverse:
        fore, paper = paper, fore
    more = ";font-weight:bold" if style.bold else ""
    more += ";font-style:italic" if style.italic else ""
    more += ";text-decoration:underline" if style.underline else ""
    return fore, paper, more + (";opacity:.65" if style.dim else "")


def _hex(color: Color | None, fore: bool) -> str:
    return (color or Color.default()).get_truecolor(TERMINAL, foreground=fore).hex


def _most_common_paper(strips: Sequence[Sequence[Segment]], width: int) -> str:
    area: dict[str, int] = {}
    for strip in strips:
        for segment in strip:
            paper = _look(segment.style or Style.null())[1]
            area[paper] = area.get(paper, 0) + cell_len(segment.text)
    return max(area, key=lambda paper: area[paper])


def _runs(text: str) -> Iterable[str]:
    """Parts that are drawn at once: half blocks, words with their single spaces, gaps; Hangul apart from the rest."""
    for run in RUN.findall(text):
        here = ""
        for sign in run:
            if here and (cell_len(sign) == 2) != (cell_len(here[-1]) == 2):
                yield here
                here = ""
            here += sign
        yield here


def _repeated(run: str) -> Iterable[tuple[str, int, int]]:
    at = 0
    for same in re.finditer(r"(.)\1*", run):
        yield same[1], len(same[0]), at
        at += len(same[0])


def _box(x: int, y: int, count: int, top: float = 0.0, end: float = 1.0) -> str:
    left, across, down = _short(x * WIDE), _short(count * WIDE), _short((end - top) * HIGH)
    return f"M{left} {_short((y + top) * HIGH)}h{across}v{down}H{left}z"


def _words(run: str, x: int, name: str) -> str:
    at = x + len(run) - len(run.lstrip())
    run = run.strip()
    return (
        f'<tspan class="{name}" x="{_short(at * WIDE)}" textLength="{_short(cell_len(run) * WIDE)}">'
        f"{escape(run, quote=False)}</tspan>"
    )


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
