"""The bribe. Its rules stand in `rules`, its choices in `choices`, its default words in `texts`; `expansion` makes them
scenes, and `view` gives a page's numbers to screens."""

from .expansion import BribeView, Offer, expand, view

__all__ = ["BribeView", "Offer", "expand", "view"]
