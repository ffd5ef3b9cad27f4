"""Drawings in letters: what each letter is made of, how large a drawing may be, and what can be wrong with one.

Takes the text of a drawing's file; gives its rows, or problems at their line and column. A letter says what is there
(snow, a lit window), never a colour: the faces choose colours by hour, season and theme. No files are read here.
"""

from __future__ import annotations

from .digest import blake2b
from .problems import Problem

WIDEST, HIGHEST = 66, 12
"""Letters in a row, rows: two rows stand in one line of a screen."""
LARGEST = 20_000
"""Bytes of a drawing's file, remarks and all."""

MATERIALS = {
    ".": "nothing: the page shows through",
    "s": "sky",
    "c": "cloud, smoke, steam, breath",
    "o": "the moon, the sun",
    "x": "a star: it fades by day",
    "m": "a far hill",
    "k": "a near hill, a bank",
    "w": "snow",
    "g": "ground: bare or frozen earth in winter, green in summer",
    "t": "what is trodden: a path, a floor",
    "r": "water",
    "i": "ice",
    "b": "a tree: bare in winter, in leaf in summer",
    "h": "a wall",
    "j": "a wall within, as a lamp shows it",
    "z": "a roof: tin, tiles",
    "d": "darkness: a doorway, a shadow",
    "n": "wood: planks, poles, a cart",
    "e": "iron: a stove, rails, wire, a scale",
    "a": "stone, coal, bricks",
    "l": "a lit window",
    "f": "a flame, a lamp, embers",
    "y": "what light falls on: a halo, a lit face of things",
    "p": "a person: a dark coat",
    "q": "cloth that catches the eye: a scarf, a quilt",
    "u": "cloth that is plain: a sack, a wrapped bundle",
    "v": "what is pale: paper, a face, a bowl",
}
"""What a letter may stand for. Every face that draws has a colour or a sign for each."""

LIGHTS = ("dawn", "morning", "noon", "afternoon", "dusk", "evening", "night")
"""What `at:` may say, of a scene and of a picture."""


def read(text: str, file: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The rows of a drawing, and what is wrong with it.

    Lines that begin with `#` are remarks; spaces at the end of a line and empty lines after the last do not count.
    """
    lines = [line.rstrip() for line in text.removeprefix("\ufeff").splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if not line.startswith("#")]
    rows = tuple(line for _, line in numbered)
    if not any(rows):
        return (), [
            Problem(file, 1, 1, "drawing-size", "nothing is drawn in this file", "one letter is one small square")
        ]
    problems = [*_letters(numbered, file), *_sizes(numbered, file)]
    return (() if problems else rows), problems


def seal(data: bytes) -> str:
    """What tells a drawing's bytes from others."""
    return blake2b(data, digest_size=8).hexdigest()


def _letters(rows: list[tuple[int, str]], file: str) -> list[Problem]:
    """Each unknown letter once a row."""
    problems = []
    for number, row in rows:
        for letter in dict.fromkeys(row):
            if letter not in MATERIALS:
                meant = letter.lower() if letter.lower() in MATERIALS else ""
                hint = f'did you mean "{meant}"?' if meant else "known: " + "".join(MATERIALS)
                called = "a space" if letter == " " else f'"{letter}"'
                hint = "a dot is where nothing is drawn" if letter == " " else hint
                at = row.index(letter)
                run = len(row[at:]) - len(row[at:].lstrip(letter))
                message = f"{called} is no letter of a drawing"
                problems.append(Problem(file, number, at + 1, "unknown-letter", message, hint, row, run))
    return problems


def _sizes(rows: list[tuple[int, str]], file: str) -> list[Problem]:
    """Rows that are not as long as the first, and what is too wide or too high."""
    first = len(rows[0][1])
    problems = []
    if first > WIDEST:
        message = f"a drawing has at most {WIDEST} letters in a row; this has {first}"
        problems.append(Problem(file, rows[0][0], WIDEST + 1, "drawing-size", message, "", rows[0][1], first - WIDEST))
    if len(rows) > HIGHEST:
        number, row = rows[HIGHEST]
        message = f"a drawing has at most {HIGHEST} rows; this has {len(rows)}"
        problems.append(Problem(file, number, 1, "drawing-size", message, "", row, max(1, len(row))))
    for number, row in rows[1:]:
        if len(row) != first:
            message = f"this row has {len(row)} letters, the first has {first}"
            hint = f"{first - len(row)} more" if len(row) < first else f"{len(row) - first} fewer"
            column = min(len(row), first) + 1
            problems.append(Problem(file, number, column, "uneven-rows", message, hint, row, max(1, len(row) - first)))
    return problems
