"""`jangmadang stories`: the stories that come with the game, for people or as JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from ..story import shelf
from .giving import as_json
from .opening import counted, loaded

CANNOT = 1


def add(parser: ArgumentParser) -> None:
    parser.description = "List the stories: what they are, how long they take, what is in them."
    parser.epilog = "exit codes: 0 listed; 1 a story among them has errors (it is listed with them)"
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="json: a list with an object a story"
    )
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="short for --format json")


def run(arguments: Namespace) -> int:
    found = sorted((_about(name) for name in shelf.shipped()), key=lambda about: about.get("minutes", 0))
    if arguments.format == "json":
        print(as_json(found))
    elif not found:
        print("There are no stories here. Play one of your own: jangmadang play PATH")
    else:
        print("\n\n".join(_words(story) for story in found))
    return CANNOT if any(story["errors"] for story in found) else 0


def _about(name: str) -> dict[str, Any]:
    path = shelf.shipped()[name]
    had = loaded(path)
    story = had.story if had else None
    about: dict[str, Any] = {"id": name, "path": str(path), "errors": 0 if story else len(had.problems) if had else 1}
    if story is None:
        return about
    return about | {
        "id": story.id,
        "title": story.title,
        "summary": story.summary,
        "language": story.language,
        "minutes": story.minutes,
        "content_notes": list(story.content_notes),
        "scenes": len(story.written_scenes),
        "endings": len(story.endings),
    }


def _words(story: dict[str, Any]) -> str:
    if story["errors"]:
        return f"{story['id']}\n  It has errors and cannot be played. See: jangmadang check {story['id']}"
    lines = [f"{story['id']}: {story['title']}", f"  {story['summary']}".rstrip()]
    sizes = [counted(story[what], what[:-1]) for what in ("minutes", "scenes", "endings")]
    lines.append(f"  About {', '.join(sizes)}.")
    if story["content_notes"]:
        lines.append(f"  Content notes: {', '.join(story['content_notes'])}.")
    return "\n".join(line for line in lines if line.strip())
