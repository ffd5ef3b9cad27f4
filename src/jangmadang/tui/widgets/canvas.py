"""The one widget: it draws lines and says what was clicked.

Lines come ready from `drawing/`; a new page changes no layout and mounts nothing, and only lines that differ are
painted again. The colour of each role stands in `canvas.tcss`; only a picture's inks are mixed from its palettes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ..drawing.lines import Line, Target, cells, width_of
from ..drawing.picture import INK, colours

ROLES = tuple(
    "muted faint place title heading strong said note word caret chosen lock hint price change warning rule key meter "  # noqa: SIM905
    "picture lamp good error".split()
)

Draw = Callable[[int, int], Sequence[Line]]


class Row(Strip):
    """A line of the screen as it is painted.

    Cut into one piece it is itself; a `Strip` remembers that within itself and is only let go by the collector.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The row in pieces that end at the cuts."""
        cuts = list(cuts)
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


class Canvas(Widget, can_focus=False):
    """Draws what a function of (width, height) gives. Post `Clicked`, `Scrolled`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{role}" for role in ROLES}
    DEFAULT_CSS = "Canvas { width: 1fr; height: 1fr; }"

    class Clicked(Message):
        """Something with a meaning was clicked."""

        def __init__(self, target: Target) -> None:
            self.target = target
            super().__init__()

    class Scrolled(Message):
        """The wheel was turned by so many lines."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw
        self._lines: tuple[Line, ...] = ()
        self._inks: dict[str, Style] = {}
        self._rows: dict[int, Strip] = {}
        """What was painted of the lines that are drawn now."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is drawn now."""
        return self._lines

    def redraw(self) -> None:
        """Ask for the lines anew, and paint those that differ."""
        width, height = self.size
        if not width or not height:
            return
        before, self._lines = self._lines, tuple(self._draw(width, height))
        if len(before) != len(self._lines):
            self._rows.clear()
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old != new]
        for y in changed:
            self._rows.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def on_resize(self, event: Resize) -> None:
        """Everything is laid out anew for the new size."""
        self._lines = ()
        self._rows.clear()
        self.redraw()

    def notify_style_update(self) -> None:
        """Another theme: the inks are mixed anew."""
        super().notify_style_update()
        self._inks.clear()
        self._rows.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows that are to be painted, each made once; no border, padding or tint is to be put around them."""
        for y in crop.line_range:
            if y not in self._rows:
                self._rows[y] = self.render_line(y)
        rows = [self._rows[y] for y in crop.line_range]
        whole = crop.column_span == (0, self.size.width)
        return rows if whole else [row.crop(*crop.column_span) for row in rows]

    def render_line(self, y: int) -> Strip:
        """One line of characters in its inks."""
        width, ink = self.size.width, self._ink
        line = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(piece.text, ink(piece.role)) for piece in line]
        used = width_of(line)
        if used > width:
            return Strip(segments, used).crop(0, width)
        return Row([*segments, Segment(" " * (width - used), ink(""))] if used < width else segments, width)

    def _ink(self, role: str) -> Style:
        style = self._inks.get(role)
        if style is None:
            if role.startswith(INK):
                fore, behind = colours(role, self.app.theme)
                style = self.rich_style + Style(color=fore, bgcolor=behind)
            else:
                style = self.get_component_rich_style(f"ink--{role}") if role in ROLES else self.rich_style
            self._inks[role] = style = self._as_shown(style)
        return style

    def _as_shown(self, style: Style) -> Style:
        """The style on this terminal: without colours where there are none."""
        segments = [Segment(" ", style)]
        for one in self.get_line_filters():
            segments = one.apply(segments, self.background_colors[1])
        return segments[0].style or style

    def picture(self, lines: Sequence[Line], width: int, title: str) -> str:
        """Lines in their inks as an SVG that is as wide and as long as they are."""
        from io import StringIO

        from rich.console import Console
        from rich.segment import Segments

        from ..pictures import without_web_font

        console = Console(
            width=width,
            height=len(lines),
            file=StringIO(),
            force_terminal=True,
            color_system="truecolor",
            record=True,
            legacy_windows=False,
        )
        paper = self._ink("")
        for line in lines:
            strip = Strip([Segment(piece.text, self._ink(piece.role)) for piece in line])
            console.print(Segments([*strip.adjust_cell_length(width, paper), Segment.line()]), end="")
        return without_web_font(console.export_svg(title=title))

    def target_at(self, x: int, y: int) -> Target | None:
        """What a click on that cell means."""
        if 0 <= y < len(self._lines):
            for piece in self._lines[y]:
                x -= cells(piece.text)
                if x < 0:
                    return piece.target
            # Beyond the end of its words a choice can still be clicked.
            last = self._lines[y][-1].target if self._lines[y] else None
            return last if last and last[0] in ("choice", "row") else None
        return None

    def on_click(self, event: Click) -> None:
        """Say what was clicked."""
        if (target := self.target_at(event.x, event.y)) is not None:
            self.post_message(self.Clicked(target))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the text."""
        event.stop()
        self.post_message(self.Scrolled(3))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the text."""
        event.stop()
        self.post_message(self.Scrolled(-3))
