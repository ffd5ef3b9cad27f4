"""Little stories for the tests of a rule: what stands between a cover and two endings, and what is found in it."""

from __future__ import annotations

from jangmadang.desk.lint import dates, demands, lengths, lint, repeats, todos, unused, wording
from jangmadang.story.loading import load_script_text

COVER = """\
jangmadang: 1
id: little
title: Little
start: gate
"""
ENDS = """\
  road:
    text: Snow.
    ending: {title: Out}
  home:
    text: Smoke.
    ending: {title: In}
"""
WAYS = """\
    choices:
      - {text: Go on, goto: road}
      - {text: Go back, goto: home}
"""


OURS = {rule.code for module in (dates, demands, lengths, repeats, todos, unused, wording) for rule in module.RULES}
"""The rules about texts and what is declared; such stories make no sense to those about structure."""


def told(
    gate: str = "    text: The pole is down.\n", *, cover: str = "", more: str = "", ways: str = WAYS
) -> list[str]:
    """What our rules say of a story: `line:column code`, in order. Its first scene holds `gate` and `ways`."""
    text = f"{COVER}{cover}scenes:\n  gate:\n{gate}{ways}{more}{ENDS}"
    script = load_script_text(text)
    assert script.story is not None, [problem.text() for problem in script.problems]
    return [f"{one.line}:{one.column} {one.code}" for one in lint(script) if one.code in OURS]


def words(count: int, first: int = 0) -> str:
    """So many words as lines of a text in a scene, numbered from the first."""
    every = [f"w{n}" for n in range(first, first + count)]
    return "".join(f"      {' '.join(every[at : at + 8])}\n" for at in range(0, count, 8))
