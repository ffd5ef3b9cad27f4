"""Pictures of the screen as SVG that open offline and call nobody."""

from __future__ import annotations

import re

_WEB_FONT = re.compile(r"\s*@font-face\s*\{.*?\}", re.S)


def without_web_font(svg: str) -> str:
    """The SVG without the font that Textual would have fetched; the viewer's own monospace font is used."""
    return _WEB_FONT.sub("", svg)
