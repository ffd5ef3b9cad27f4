"""A market day. Reckoned in `cloth`, worded in `words`, unrolled by `expansion` into the hub, a menu for each good
(`goods`), the row (`row`) and what the whistle brings (`patrol`); `view` gives a page's numbers to screens."""

from .expansion import MarketView, expand, view

__all__ = ["MarketView", "expand", "view"]
