"""Large letters and digits, for what is read from the back row: the room's code, a count-down.

Each is drawn in three by five half blocks, so that it takes three rows; with room, twice as large.
"""

from __future__ import annotations

from ....tui.drawing.lines import Line, Piece, Target

_FORMS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# .#. .#. .#.",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": ".## #.. #.. #.. .##",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": ".##. #... #.## #..# .##.",
    "H": "#.# #.# ### #.# #.#",
    "J": "..# ..# ..# #.# .#.",
    "K": "#.# #.# ##. #.# #.#",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "P": "##. #.# ##. #.. #..",
    "Q": ".##. #..# #..# #.#. .#.#",
    "R": "##. #.# ##. #.# #.#",
    "S": ".## #.. .#. ..# ##.",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    ":": ". # . # .",
    "−": "... ... ### ... ...",
    "+": "... .#. ### .#. ...",
    " ": ".. .. .. .. ..",
}
_HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def width(words: str, scale: int = 1) -> int:
    """Cells that the words take."""
    return scale * (sum(len(_FORMS[sign].split()[0]) + 1 for sign in words) - 1) if words else 0


def rows(scale: int = 1) -> int:
    """Rows that large letters take."""
    return (5 * scale + 1) // 2


def fits(words: str, room: int, scale: int = 1) -> bool:
    """Whether all signs are drawn here, and so many cells are enough."""
    return bool(words) and all(sign in _FORMS for sign in words) and width(words, scale) <= room


def letters(words: str, role: str = "strong", scale: int = 1, target: Target | None = None) -> list[Line]:
    """The words as lines of half blocks; each sign must be one that `fits` knows."""
    pixels = ["".join(f"{_FORMS[sign].split()[row]}." for sign in words)[:-1] for row in range(5)]
    grid = ["".join(sign * scale for sign in row) for row in pixels for _ in range(scale)]
    if len(grid) % 2:
        grid.append("." * len(grid[0]))
    return [
        (Piece("".join(_HALVES[one + two] for one, two in zip(upper, lower, strict=True)), role, target),)
        for upper, lower in zip(grid[::2], grid[1::2], strict=True)
    ]
