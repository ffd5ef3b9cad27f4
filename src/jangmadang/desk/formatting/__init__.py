"""Formatting: one layout for the files of a story, with every comment and every line of prose as it was.

    pieces.py    what a file is written of
    cutting.py   from a text to its pieces, along YAML's own events
    bars.py      what stands after `|` or `>`
    brackets.py  what stands in brackets
    order.py     with what a mapping begins and ends
    laying.py    from the pieces to the one layout
    judging.py   the way in: a text laid out, or why not; the law that nothing it says has changed
    files.py     the same for files, written whole or not at all

Why not a library: the round trip of ruamel.yaml, the one to look at first, reads `+5` as the number 5 and writes `5`,
which in a story is an error; it draws prose of several lines together and undoes columns. What reads a story keeps the
place of every word, and that is all that is needed.
"""

from .judging import Judged, laid_out

__all__ = ["Judged", "laid_out"]
