"""What a play-test may hold, as a JSON Schema: it lies beside the story's files and is no part of the story.

Takes nothing; gives plain data. `play/playtests.py` reads the same keys.
"""

from __future__ import annotations

from typing import Any

_WORD = {"type": ["string", "number", "boolean"]}


def play_test() -> dict[str, Any]:
    """The schema of one play-test."""
    steps = "Choices by id. `latrine>laughed` says what it shall draw; `{badge: passed}` is an encounter and its exit."
    exits = {"type": "object", "additionalProperties": _WORD, "minProperties": 1, "maxProperties": 1}
    values = {"anyOf": [_WORD, {"type": "array", "items": _WORD}]}
    expected = {
        "scene": {"description": "The scene at which one stands at the end.", **_WORD},
        "ending": {"description": "The ending that is reached, by its scene.", **_WORD},
        "state": {
            "description": "Values that must hold at the end, by name.",
            "type": "object",
            "additionalProperties": values,
        },
        "text": {"description": "A passage that must be on the page; line breaks count as spaces.", **_WORD},
    }
    keys = {
        "seed": {"description": "Whose luck, 0 or more; 0 without it.", "type": "integer", "minimum": 0},
        "steps": {"description": steps, "type": "array", "items": {"anyOf": [_WORD, exits]}},
        "expect": {
            "description": "What must be so when the steps are taken.",
            "type": "object",
            "properties": expected,
            "additionalProperties": False,
        },
        "gentler": {"description": "`true`: read in the gentler wording.", "type": "boolean"},
    }
    return {
        "title": "A play-test",
        "description": "A playthrough, and what must come of it.",
        "type": "object",
        "properties": keys,
        "required": ["steps"],
        "additionalProperties": False,
    }
