"""Who walks: the small YAML file beside a story's document, and where the files of a story's figures are.

    walkers:
      cautious: {about: Keeps under 20., wishes: {"max(0, risk - 20)": -1}, halves: 6}
    transcripts: [two_banks, ledger]

Takes paths; gives typed values. What is wrong with a file comes out as ValueError, in words.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from jangmadang.play.turn import Rules
from jangmadang.play.wishing import Wisher, Wishes
from jangmadang.story.loading import load
from jangmadang.story.problems import errors

DOCUMENTS = Path(__file__).parents[1] / "story"


class Bounds(Struct, frozen=True, forbid_unknown_fields=True):
    """What the shares of a story's endings must keep to, in percent."""

    most: int = 35
    """No ending comes more often than that to any walker."""
    least: int = 1
    """Every ending comes so often to one of them."""
    apart: int = 15
    """So much of the shares of any two walkers lies elsewhere."""


class Walkers(Struct, frozen=True, forbid_unknown_fields=True):
    """A story's walkers, and what else is made of it."""

    walkers: dict[str, Wishes]
    bounds: Bounds = Bounds()
    worth: str = ""
    """The walker whose wishes say what goods and money are worth, for what a market came to."""
    transcripts: tuple[str, ...] = ()
    """Play-tests of the story that are written out as transcripts."""


def walkers_file(story: str) -> Path:
    """Where the walkers of a story stand."""
    return DOCUMENTS / f"{story}.walkers.yaml"


def document(story: str) -> Path:
    """The story's document, which the figures are written into."""
    return DOCUMENTS / f"{story}.md"


def read_walkers(path: Path) -> Walkers:
    """The walkers in a file. Raises ValueError where it is not as it must be, OSError where it cannot be read."""
    try:
        found = msgspec.yaml.decode(path.read_bytes(), type=Walkers)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    if found.worth and found.worth not in found.walkers:
        raise ValueError(f'{path.name}: worth names "{found.worth}", and no walker is called so')
    return found


def rules_of(path: Path) -> Rules:
    """The story at a path, ready to be walked. Raises ValueError, with its problems, for one that cannot be played."""
    loaded = load(path)
    if loaded.story is None:
        raise ValueError("\n".join(problem.text() for problem in errors(loaded.problems)[:5]))
    return Rules(loaded.story)


def wishers(rules: Rules, walkers: Walkers) -> dict[str, Wisher]:
    """The walkers as they see the story. Raises ValueError for a wish that is no number of it."""
    found: dict[str, Wisher] = {}
    for name, wishes in walkers.walkers.items():
        try:
            found[name] = Wisher(rules, wishes)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    return found
