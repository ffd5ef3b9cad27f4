"""A film at night. Its rules stand in `rules`, its default words in `texts`; `expansion` makes scenes of the `evening`
and of the `days` after, and `view` gives a page's numbers to screens."""

from .expansion import GuestView, ScreeningView, expand, view

__all__ = ["GuestView", "ScreeningView", "expand", "view"]
