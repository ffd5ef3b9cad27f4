"""The JSON Schema of a story's files as editors want it.

Takes nothing; gives plain data for `json`. To `story.shape.json_schema` it adds what each key is for, the words of
closed lists, and pieces that an editor offers to insert; it takes away what a story file never holds (an empty value).
Other validators read it too, and find no file wrong for it that the game takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from ...story.building.cover import TEMPERS
from ...story.building.demands import REQUIRABLE
from ...story.building.scenes import AFTER, CONTENT_NOTES, FORMS, PHENOMENA
from ...story.drawings import LIGHTS
from ...story.encounters.bribe.checks import EVENTS as BRIBE_EVENTS
from ...story.encounters.crossing.checks import EVENTS as CROSSING_EVENTS
from ...story.encounters.crossing.checks import RIVERS
from ...story.encounters.crossing.odds import SQUADS
from ...story.encounters.market.checks import SEATS
from ...story.encounters.market.patrol import EVENTS as MARKET_EVENTS
from ...story.encounters.screening.checks import EVENTS as SCREENING_EVENTS
from ...story.encounters.screening.checks import MEDIA
from ...story.encounters.screening.rules import GRAMS
from ...story.goods import KINDS
from ...story.prices import CURRENCIES, PLACES
from ...story.reading import read_text
from ...story.shape import json_schema
from .playtest import play_test

Node = dict[str, Any]

TITLE = "A jangmadang story file"
"""The title of the whole, by which such a schema is known."""

WORDS: dict[tuple[str, str], Iterable[str]] = {
    ("Document", "content_notes"): CONTENT_NOTES,
    ("Document", "require"): REQUIRABLE,
    ("Variable", "currency"): CURRENCIES,
    ("Official", "temper"): TEMPERS,
    ("Place", "prices"): PLACES,
    ("Good", "kind"): KINDS,
    ("Scene", "at"): LIGHTS,
    ("Picture", "at"): LIGHTS,
    ("NamedPicture", "at"): LIGHTS,
    ("Scene", "phenomena"): PHENOMENA,
    ("Scene", "content_notes"): CONTENT_NOTES,
    ("Discuss", "form"): FORMS,
    ("Discuss", "after"): AFTER,
    ("Market", "seat"): SEATS,
    ("Screening", "medium"): MEDIA,
    ("Screening", "hides"): GRAMS,
    ("Crossing", "river"): RIVERS,
    ("Crossing", "way"): ("ice", "ford"),
    ("Crossing", "purpose"): ("leave", "trip"),
}
"""Where one of these words must stand, or a list of them."""
TITLES = {"Document": "A story file", "EndingMark": "Ending", "EachDay": "Each day", "TextItem": "Text item"}
"""What kinds are called above their words, where their own name would not say it."""
NAMES: dict[tuple[str, str], Iterable[str]] = {
    ("Market", "on"): MARKET_EVENTS,
    ("Bribe", "on"): BRIBE_EVENTS,
    ("Screening", "on"): SCREENING_EVENTS,
    ("Crossing", "on"): CROSSING_EVENTS,
    ("Crossing", "mix"): SQUADS,
}
"""Mappings that take these names and no others."""


def schema() -> Node:
    """The schema of one file in a story's folder: a part of the story, or one of its play-tests, told by its steps."""
    whole: Node = _without_nothing(json_schema())
    for kind, keys in _data("keys.yaml").items():
        properties = whole["$defs"][kind]["properties"]
        for key, words in keys.items():
            properties[key] = {**_told_by_key(properties[key]), "description": words}
    for (kind, key), words in WORDS.items():
        _close(whole["$defs"][kind]["properties"][key], list(words))
    for (kind, key), names in NAMES.items():
        _name(whole["$defs"][kind]["properties"][key], names)
    for place, pieces in _data("pieces.yaml").items():
        kind, _, rest = place.partition(".")
        node = whole["$defs"][kind]
        for step in filter(None, rest.split(".")):
            node = _step(node, step)
        node["defaultSnippets"] = pieces
    for kind, title in TITLES.items():
        whole["$defs"][kind]["title"] = title
    story = whole.pop("$ref")
    whole["$defs"]["PlayTest"] = play_test()
    choice = {"if": {"required": ["steps"]}, "then": {"$ref": "#/$defs/PlayTest"}, "else": {"$ref": story}}
    return {**whole, "title": TITLE, **choice}


def _data(name: str) -> Any:
    """All text is text there, as in a story: YAML by itself would read the key `on` as true."""
    return read_text((files(__package__) / name).read_text(encoding="utf-8"), name).tree


def _without_nothing(node: Any) -> Any:
    """Without the choice of `null`: a key without a value is an error in a story."""
    if isinstance(node, list):
        return [_without_nothing(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _without_nothing(value) for key, value in node.items()}
    options = node.get("anyOf")
    if options:
        options = [option for option in options if option != {"type": "null"}]
        rest = {key: value for key, value in node.items() if key != "anyOf"}
        return {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}
    return node


def _told_by_key(node: Node) -> Node:
    """Without the words of its general kind, which would stand beside those of the key."""
    if "anyOf" in node:
        return {**node, "anyOf": [_told_by_key(option) for option in node["anyOf"]]}
    return {key: value for key, value in node.items() if key != "description"}


def _close(node: Node, words: list[str]) -> None:
    """Only these words in a text, or in each item of a list."""
    target = node["items"] if node.get("type") == "array" else node
    target["enum"] = words


def _name(node: Node, names: Iterable[str]) -> None:
    """Only these keys in a mapping of names."""
    node["properties"] = {name: node["additionalProperties"] for name in names}
    node["additionalProperties"] = False
    node.pop("propertyNames", None)


def _step(node: Node, step: str) -> Node:
    """One step down: a key's property, `*` for what stands under any name, `-` for a list's item."""
    if step == "-":
        lists = [option for option in node.get("anyOf", [node]) if option.get("type") == "array"]
        inner: Node = lists[0]["items"]
        return inner
    child: Node = node["additionalProperties"] if step == "*" else node["properties"][step]
    return child
