"""A story as a graph, drawn: for a wall, for a browser, for other tools.

    values.py   cards and links as plain data: the shape of the JSON
    making.py   from a script to its graph
    running.py  a run through it: a play-test's or a save's steps as stops and links
    heating.py  how often lives come by each card; warmth.py says it in words and steps
    layout/     where everything stands
    picture.py  the graph as lines of words with their places; labels.py, measure.py
    svg.py, html.py, mermaid.py, dot.py   each one form of it

Takes a `Script` whose story is whole and gives text. Nothing is written or printed here.
"""

from .making import story_graph
from .running import with_run
from .values import StoryGraph
from .writing import FORMATS, Format, written

__all__ = ["FORMATS", "Format", "StoryGraph", "story_graph", "with_run", "written"]
