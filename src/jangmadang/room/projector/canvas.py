"""The game's canvas, and on it the address as a picture: dark on light in every theme, or no phone would read it."""

from __future__ import annotations

from rich.style import Style

from ...tui.widgets.canvas import Canvas
from .drawing.qr import QR

DARK, LIGHT = "#000000", "#ffffff"


class Wall(Canvas, can_focus=False):
    """Draws lines; the role `qr` is dark on light, `qr-dark` a dark cell of it."""

    def _ink(self, role: str) -> Style:
        if role.startswith(QR) and role not in self._inks:
            dark, light = (DARK, LIGHT) if not self.app.native_ansi_color else ("black", "bright_white")
            paper = dark if role != QR else light
            self._inks[role] = self._as_shown(Style(color=dark, bgcolor=paper))
        return super()._ink(role)
