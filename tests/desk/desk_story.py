"""A story of every kind of prose, for tests of who looks at a story as a text."""

from __future__ import annotations

from pathlib import Path

from jangmadang.story.loading import Script, load_script

STORY = """\
jangmadang: 1
id: quilt
title: The Quilt
start: stove
state:
  money: {start: 500, currency: old_won, meter: true}
  seam: false
  track: {start: none, one_of: [none, queue, road]}
  told: {set_of: [row, mina]}
people:
  mina: {name: Mi-na, trust: 40}
phrases:
  her_name:
    - {when: mina.trust >= 60, text: sister}
    - otherwise: Mi-na
  unasked: Nobody asks for this.
scenes:
  stove:
    title: The cold stove
    skip: {to: yard, say: One is at the stove.}
    text:
      - |
        Your mother counts. {her_name} is late{seam ? , with thread |}.
      - when: seam
        text: White thread.
      - otherwise: No thread.
      - first: She counts twice.
        again: She counts once.
      - cycle: [One., Two., Three.]
      - text: He holds the bowl between his wrists.
        gentler: He sleeps.
    choices:
      - id: sew
        text: Sew {a seam|another seam}
        cost: {money: 200}
        effects: {seam: true, told: +mina}
        locked: No thread.
        result:
          - when: money >= 200
            text: There is some left.
          - otherwise: That was the last.
        stay: true
      - id: go
        text: Go
        goto: yard
  yard:
    title: The yard
    text: A dog.
    choices:
      - id: call
        text: Call
        effects: {track: road}
        chance:
          - id: heard
            odds: 50
            result: Somebody hears.
            goto: end
          - id: unheard
            goto: stove
  lane:
    title: The lane
    text: Nobody comes here.
    goto: end
  end:
    title: The end
    ending: {title: The end, kind: stayed}
    text: It ends.
epilogue:
  - when: seam
    text: The seam held.
  - otherwise: There was no seam.
everywhere:
  - id: ask
    text: Ask
    in: [stove, yard]
    once: true
    stay: true
    result: Nobody answers.
"""


def desk_story(folder: Path, text: str = STORY, **tests: str) -> Script:
    """The story in a folder, with play-tests by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    (folder / "tests").mkdir(exist_ok=True)
    for name, written in tests.items():
        (folder / "tests" / f"{name}.yaml").write_text(written, encoding="utf-8")
    script = load_script(folder)
    assert script.story is not None, [problem.text() for problem in script.problems]
    return script
