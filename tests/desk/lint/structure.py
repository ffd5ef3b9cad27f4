"""Little stories for the tests of the rules about structure, and what these rules say of them."""

from __future__ import annotations

from textwrap import dedent, indent

from jangmadang.desk.lint import conditions, decks, lint, locks, opening, reaching, state
from jangmadang.story.loading import Script, load_script_text

OURS = {rule.code for module in (conditions, decks, locks, opening, reaching, state) for rule in module.RULES}
COVER = "jangmadang: 1\nid: little\ntitle: Little\nstart: one\n"


def read(scenes: str, cover: str = "") -> Script:
    """The script of a cover's further keys and of scenes; it must be whole."""
    text = f"{COVER}{dedent(cover)}scenes:\n{indent(dedent(scenes), '  ')}"
    script = load_script_text(text)
    assert script.story is not None, [problem.text() for problem in script.problems]
    return script


def told(scenes: str, cover: str = "") -> list[str]:
    """What the rules about structure say: `code: message`, in the order of places."""
    found = lint(read(scenes, cover))
    return [f"{one.code}: {one.message}" for one in found if one.code in OURS]


def codes(scenes: str, cover: str = "") -> list[str]:
    """The codes alone."""
    return [one.partition(":")[0] for one in told(scenes, cover)]


END = "end: {text: Snow., ending: {title: Out}}\n"
