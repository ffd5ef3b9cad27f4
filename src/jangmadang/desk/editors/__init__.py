"""Editors: what an editor has to know of a story's files, so that it helps while one writes.

    schema.py     the JSON Schema with words for every key, closed lists of words, and pieces to begin with
    keys.yaml     the words
    pieces.yaml   the pieces: a scene, a choice, an encounter

Made from the model that the game itself reads (`story/document.py`). What takes a whole story to know, such as which
scenes there are, is `jangmadang check`'s.
"""

from .schema import schema

__all__ = ["schema"]
