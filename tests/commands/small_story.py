"""A story of three scenes for tests of what a command does with one."""

from pathlib import Path

SMALL = """\
jangmadang: 1
id: small
title: A Small Story
summary: A quilt and a badge.
minutes: 2
content_notes: [hunger]
start: stove
state:
  money: {start: 500, currency: old_won, meter: true}
  told: {set_of: [row, mina]}
  seam: false
people:
  mina: {name: Mi-na, role: sells soap, trust: 40}
notes:
  gye: {word: gye, hangul: 계, text: A savings club., sources: [F-MON-11]}
scenes:
  stove:
    title: The cold stove
    notes: [gye]
    text: |
      Your mother counts the [quilt](gye).
    choices:
      - id: own_seam
        text: Sew a seam
        cost: {money: 200}
        effects: {seam: true, mina.trust: +2, told: +mina}
        result: White thread.
        goto: badge
      - id: dear
        text: Buy the stall
        cost: {money: 5000}
        goto: badge
      - id: wait
        text: Wait an hour
        goto: badge
  badge:
    title: The badge
    text: A boot on the cloth.
    choices:
      - id: latrine
        text: Say she is away
        chance:
          - {id: believed, odds: 50, goto: ledger}
          - id: laughed
            result: He laughs.
            goto: stove
      - id: again
        text: Say it again
        goto: stove
  ledger:
    title: The ledger
    ending: {title: The ledger, kind: stayed}
    text: Mi-na kept the stall.
allow:
  never-open: nobody can pay the stall, and a lock says so
  never-read: tests look at what is remembered here, and no scene does
"""


def write_small(folder: Path, text: str = SMALL) -> str:
    """The story as a file in the folder; gives its path."""
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)
