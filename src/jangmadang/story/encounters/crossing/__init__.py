"""The river. The odds stand in `odds`, the default words in `texts`; `expansion` makes scenes of the `bank` and the
`ways` over, back and home, and gives a page's numbers to screens."""

from .expansion import AT, LOCAL, CrossingView, expand, view

__all__ = ["AT", "LOCAL", "CrossingView", "expand", "view"]
