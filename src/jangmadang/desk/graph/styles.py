"""What the drawing looks like: colours by day and by night, and how each kind of link is dashed.

Gives CSS that every browser and most viewers know: no variables, and the night as a media query. What a colour says,
a word, a shape or a dash says too.
"""

from __future__ import annotations

FONT = "Inter,'Segoe UI','Helvetica Neue',Arial,'Noto Sans','Liberation Sans',sans-serif"
MONO = "ui-monospace,'Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace"

DAY = {"paper": "#f5f0e4", "box": "#efe8d8", "edge": "#d6cab2", "ink": "#2b2520", "faint": "#655949", "run": "#b3261e"}
NIGHT = {
    "paper": "#14110f",
    "box": "#1b1713",
    "edge": "#3a3128",
    "ink": "#ebe0cc",
    "faint": "#b3a793",
    "run": "#ff9d7e",
}

CARDS = {
    "scene": (("#fffaf0", "#a89a82"), ("#221d18", "#7d7264")),
    "start": (("#dfedd3", "#3f6323"), ("#22301b", "#9cc07c")),
    "hub": (("#e8e1f2", "#5c4a86"), ("#2a2338", "#b6a7d6")),
    "menu": (("#ece5d6", "#665a4c"), ("#2a241d", "#a99d8c")),
    "storylet": (("#fbefcd", "#7a5200"), ("#302709", "#e6b955")),
    "deck": (("#f3e1af", "#7a5200"), ("#3a2f12", "#e6b955")),
    "market": (("#fbe2cb", "#94470f"), ("#38230f", "#e8a25f")),
    "bribe": (("#f6d8d1", "#9b2416"), ("#3a1b16", "#ee8a77")),
    "screening": (("#dce4f3", "#33508f"), ("#1a2438", "#93b3ea")),
    "crossing": (("#d0e9e6", "#1c6560"), ("#12302e", "#7fc4bc")),
    "ending": (("#3a332b", "#2b2520"), ("#e4d8c2", "#fbf3e2")),
}
"""Of each kind of card: (surface, edge and word) by day and by night."""
ENDING_INK = ("#f5f0e4", "#14110f")

WARMTH = (
    ("#dfe5ea", "#1d2429"),
    ("#fdf3d4", "#26211b"),
    ("#fbe3ae", "#342819"),
    ("#f9cf8d", "#462b15"),
    ("#f6b873", "#582c11"),
    ("#f0a160", "#7a310a"),
)
"""The surface of each step of warmth by day and by night: cold where no life came by, then ever warmer."""

LINES = {
    "choice": (("#7b6d59", "#a2957f"), 1.5, ""),
    "rule": (("#5c4a86", "#b6a7d6"), 1.5, "7 4"),
    "call": (("#33508f", "#93b3ea"), 1.5, "9 3 2 3"),
    "draw": (("#8a5d00", "#e6b955"), 2.0, "0.1 4.5"),
    "return": (("#2c655f", "#7fc4bc"), 1.4, "14 5"),
    "skip": (("#8d8069", "#857a6a"), 1.1, "3 4"),
}
"""Of each kind of link: colour by day and by night, width, dashes."""


def css(warm: bool = False) -> str:
    """All rules; with those of warmth where a graph shows it, which leave a kind's shape, edge and word."""
    fixed = [
        f"text{{font-family:{FONT};font-size:13.5px}}",
        ".name,.mono{font-family:" + MONO + ";font-size:10.5px}",
        ".word{font-size:10.5px;font-weight:600;letter-spacing:.06em;text-anchor:end}",
        ".title{font-weight:650}",
        ".note{font-size:10.5px;font-style:italic}",
        ".label{font-size:11px;text-anchor:middle;paint-order:stroke;stroke-width:4px;stroke-linejoin:round}",
        ".mark{font-size:12px}",
        ".tab{font-size:12px;font-weight:600;letter-spacing:.02em}",
        ".story{font-size:26px;font-weight:700}",
        ".box{stroke-width:1px}",
        ".card .shape{stroke-width:1.4px;stroke-linejoin:round}",
        ".card .inner{fill:none;stroke-width:1px}",
        ".link path{fill:none;stroke-linecap:butt;stroke-linejoin:round}",
        ".link.draw path{stroke-linecap:round}",
        ".card.ran .shape{stroke-width:3px}",
        ".step{font-size:11px;font-weight:700;text-anchor:middle}",
        ".aside{opacity:.38}",
    ]
    for kind, (_, wide, dashes) in LINES.items():
        fixed.append(
            f".{kind} path.way{{stroke-width:{wide}px" + (f";stroke-dasharray:{dashes}" if dashes else "") + "}"
        )
    if warm:
        fixed.append(".warmth{font-size:11px;font-weight:700;text-anchor:middle}.warmth-paper{stroke-width:1.2px}")
    day, night = ("".join([*_painted(at_night), *(_warmed(at_night) if warm else ())]) for at_night in (0, 1))
    return "".join(fixed) + day + f"@media (prefers-color-scheme:dark){{{night}}}"


def _painted(at_night: int) -> list[str]:
    general = (DAY, NIGHT)[at_night]
    rules = [
        f".paper{{fill:{general['paper']}}}",
        f".box{{fill:{general['box']};stroke:{general['edge']}}}",
        f".tab-paper{{fill:{general['box']};stroke:{general['edge']}}}",
        f"text{{fill:{general['ink']}}}",
        f".name,.mono,.note,.tab{{fill:{general['faint']}}}",
        f".label{{fill:{general['ink']};stroke:{general['box']}}}",
        f".asks{{fill:{general['box']}}}",
    ]
    last = [
        ".link.ran path.way{stroke-width:4px;stroke-dasharray:none}",
        f".link.ran path.way{{stroke:{general['run']}}}.card.ran .shape{{stroke:{general['run']}}}",
        f".step-paper,.head.run{{fill:{general['run']}}}.step{{fill:{general['paper']}}}",
    ]
    painted = []
    for kind, faces in CARDS.items():
        surface, edge = faces[at_night]
        painted.append(f".{kind} .shape{{fill:{surface};stroke:{edge}}}.{kind} .inner{{stroke:{edge}}}")
        painted.append(f".{kind} .stripe{{fill:{edge}}}.{kind} .word{{fill:{edge}}}")
    ink = ENDING_INK[at_night]
    painted.append(f".ending text,.ending .word{{fill:{ink}}}.ending .inner{{stroke:{ink}}}")
    for kind, (colours, _, _) in LINES.items():
        colour = colours[at_night]
        painted.append(f".link.{kind} path{{stroke:{colour}}}.head.{kind}{{fill:{colour}}}")
        painted.append(f".open.{kind}{{stroke:{colour};fill:{general['box']}}}")
    return [*rules, *painted, *last]


def _warmed(at_night: int) -> list[str]:
    ink, plain, edge = (DAY, NIGHT)[at_night]["ink"], CARDS["scene"][at_night][0], CARDS["ending"][at_night][1]
    return [
        f".warm .shape{{fill:{plain}}}",
        *(f".w{n} .shape{{fill:{faces[at_night]}}}" for n, faces in enumerate(WARMTH)),
        f".warm .name,.warm .note,.warm .word,.warm.ending text,.warm.ending .word{{fill:{ink}}}",
        f".warm.ending .inner{{stroke:{edge}}}",
        f".warmth-paper{{fill:{plain};stroke:{ink}}}",
    ]
