"""`jangmadang schema`: the JSON Schema of a story's files, for editors that complete and check while one writes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace


def add(parser: ArgumentParser) -> None:
    parser.description = "Print the JSON Schema of a story's files, made from the model that the game itself reads."
    parser.epilog = "exit code: 0"


def run(arguments: Namespace) -> int:
    import msgspec

    from ..story.shape import json_schema

    print(msgspec.json.format(msgspec.json.encode(json_schema())).decode())
    return 0
