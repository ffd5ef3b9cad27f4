"""What a cover asks of its scenes: keys that none may lack, facts that exist, a warning of what is shown.

Takes scripts; gives findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...story.building.context import Where
from ...story.loading import Script
from ...story.problems import did_you_mean
from .finding import Finding, Rule
from .known import known_facts


def missing_required(script: Script) -> Iterator[Finding]:
    """Written scenes without a key that the cover's `require` names; a scene that nobody reads needs none."""
    required, _ = script.ledger.written.cover.get("require", ((), None))
    story = script.story
    if not required or story is None:
        return
    for name, (scene, where) in script.ledger.written.section("scenes").items():
        if scene.text is None:
            continue
        for key in required:
            has = story.scenes[name].picture if key == "picture" else getattr(scene, key)
            if not has:
                said = f"`{name}` has no `{key}`, and the cover requires it of every scene"
                yield Finding(where, said, f"add `{key}:` to the scene", on="key", scene=name)


def unknown_fact(script: Script) -> Iterator[Finding]:
    """Sources that are none of the story's facts."""
    facts = known_facts(script)
    if facts is None:
        return
    for scene, listed, where in _cited(script):
        for n, fact in enumerate(listed):
            if fact not in facts:
                near = did_you_mean(fact, sorted(facts)) or "the files under the cover's `facts:` have them all"
                yield Finding((where, n), f"no fact `{fact}`", near, scene=scene)


def _cited(script: Script) -> Iterator[tuple[str, list[str], Where]]:
    written = script.ledger.written
    for section in ("scenes", "notes"):
        for name, (thing, where) in written.section(section).items():
            if thing.sources:
                yield name if section == "scenes" else "", thing.sources, (where, "sources")


def untold_content_note(script: Script) -> Iterator[Finding]:
    """Content notes of scenes that the cover does not have, each where it stands first."""
    told: set[Any] = set(script.ledger.written.cover.get("content_notes", ((), None))[0])
    for name, (scene, where) in script.ledger.written.section("scenes").items():
        for n, note in enumerate(scene.content_notes or ()):
            if note not in told:
                told.add(note)
                said = f"“{note}” is not among the `content_notes` of the cover"
                hint = "add it there: who starts a story is told what it shows"
                yield Finding(((where, "content_notes"), n), said, hint, scene=name)


RULES = (
    Rule("missing-required", missing_required),
    Rule("unknown-fact", unknown_fact),
    Rule("untold-content-note", untold_content_note),
)
