"""Reading: from the text of one YAML file to a plain tree, the place of everything in it, and all that is wrong.

    source.py   the way in: read_text, read_file, and the Source they give
    tree.py     YAML's events straight to dicts, lists and text; marks beside them
    copies.py   anchors, aliases and merge keys, and how far they may grow
    places.py   from a path to line and column, also inside a text of any style
    syntax.py   YAML's own complaints in a writer's words, with a way to read on
    scans.py    what a look along the lines finds: tabs, merge conflicts, control characters
    losses.py   what YAML takes away in silence: comments after prose, torn braces, quotes
    slips.py    the words that these share

Nothing is typed: every scalar is the text that was written, and what keys mean is the next room's affair.
"""

from .places import Place
from .source import LARGEST, Source, read_file, read_text

__all__ = ["LARGEST", "Place", "Source", "read_file", "read_text"]
