"""The picture as one page: to be moved, zoomed, searched and opened, from a disk or from anywhere, asking nobody.

Takes a `Picture`; gives text. Styles, script and data are in the page, and the page forbids itself everything else; a
story's words are data, which the script only ever writes as text.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

import msgspec

from .picture import Drawn, Picture
from .styles import css
from .svg import MARKERS, body, escaped, legend

SIDE = 354.0
"""The width of the legend in the panel."""


def html(drawn: Picture) -> str:
    """The whole page."""
    graph, laid = drawn.graph, drawn.layout
    styles = css(bool(graph.lives)) + _file("page.css")
    script = _file("graph.mjs")
    policy = (
        f"default-src 'none'; style-src '{_hash(styles)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    size = {"width": laid.width, "height": laid.height, "at": [laid.at[card.id] for card in graph.cards]}
    title = escaped(graph.title)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: the graph</title>
<link rel="icon" href="data:,">
<style>{styles}</style>
</head>
<body>
<header>
<a class="jump" href="#panel">To the list of scenes</a>
<h1>{title}</h1>
<form role="search">
<label for="search">Find</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="a scene or its words">
<output id="found" for="search" aria-live="polite"></output>
</form>
<div role="group" aria-label="Zoom">
<button id="out" type="button" aria-label="Zoom out">−</button>
<button id="in" type="button" aria-label="Zoom in">+</button>
<button id="fit" type="button">Fit</button>
</div>
</header>
<main aria-label="Map of the story">
<svg id="map" xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{title}">{MARKERS}
<g id="view">{body(drawn, _reached)}</g></svg>
</main>
<aside id="panel" tabindex="-1" aria-label="All scenes"></aside>
<template id="legend">{_legend(drawn)}</template>
<script type="application/json" id="graph">{_data(graph)}</script>
<script type="application/json" id="size">{_data(size)}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def _reached(one: Drawn) -> str:
    """What makes a card a button for keyboards and screen readers."""
    said = f"{one.card.title}, {one.card.kind}" + (f", {one.share} of lives" if one.share else "")
    return f' role="button" tabindex="0" aria-pressed="false" aria-label="{escaped(said)}"'


def _legend(drawn: Picture) -> str:
    inside, high = legend(drawn.graph, SIDE + 40, 0.0)
    keys = (
        ("drag, arrows", "move"),
        ("wheel, + −", "zoom"),
        ("0", "see all"),
        ("/", "find, Enter for the next"),
        ("Esc", "back to this list"),
    )
    told = " · ".join(f"<kbd>{key}</kbd> {does}" for key, does in keys)
    return (
        f'<p class="about">{told}</p><div class="legend"><svg viewBox="0 0 {SIDE:g} {high:g}" role="img" '
        f'aria-label="What the shapes and lines mean"><title>What the shapes and lines mean</title>{inside}</svg></div>'
    )


def _data(value: object) -> str:
    """JSON that no reader of HTML takes for anything else."""
    text = msgspec.json.encode(value).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _file(name: str) -> str:
    return (files(__package__) / "page" / name).read_text("utf-8")
