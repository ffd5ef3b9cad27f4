"""Stats: a story in numbers: its words, its ways, its voices, and what lives of it read.

Takes a Script; gives Stats. Each number is counted in a module of its own (`counting`, `branching`, `lives`,
`speaking`, `readability`), which says what it means and where it ends. Nothing is printed.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from ..play.turn import Rules
from ..story.loading import Script
from ..story.model import Story
from .branching import Branching, branching
from .counting import bare, count, span
from .lives import Lives, lives
from .pieces import TOLD, Kind, Piece, pieces, standing
from .readability import Ease, ease
from .speaking import Spoken, spoken

WORDS_A_MINUTE = 260
"""How fast adults read English fiction to themselves: the mean of M. Brysbaert's review of 190 studies (How many words
do we read per minute?, Journal of Memory and Language 109, 2019). Most read 200 to 320.
"""
LIVES = 200
"""Lives that are lived unless told otherwise."""
GROUPS: dict[str, tuple[Kind, ...]] = {
    "text": ("text", "phrase"),
    "results": ("result",),
    "choices": ("caption", "hint", "locked"),
    "epilogue": ("epilogue",),
    "titles": ("title", "heading"),
}
"""What is counted together. What a facilitator says of a scene left out is not for players to read."""


class SceneWords(Struct, frozen=True):
    """One written scene."""

    scene: str
    file: str
    line: int
    words: int
    """All that is written in it, every variant."""
    least: int
    most: int
    """Of its text at one visit; of an encounter, of its first page."""
    choices: int
    """The writer's own."""
    onward: int
    """To how many other scenes it leads."""
    inward: int


class FileWords(Struct, frozen=True):
    """One file."""

    file: str
    scenes: int
    words: int


class Stats(Struct, frozen=True):
    """A story in numbers."""

    story: str
    title: str
    language: str
    words: dict[str, int]
    """By what they are for: the keys of GROUPS."""
    files: tuple[FileWords, ...]
    scenes: tuple[SceneWords, ...]
    """In the story's order."""
    endings: dict[str, int]
    """The words of each ending's scene."""
    branching: Branching
    lives: Lives | None
    """None where no life was asked for."""
    spoken: Spoken | None
    ease: Ease | None
    """None, as `spoken`, where the story is not in English."""

    @property
    def english(self) -> bool:
        """Whether what is known of English alone can be said of it."""
        return self.language.split("-")[0] == "en"


def stats(script: Script, count_lives: int = LIVES) -> Stats:
    """A story's numbers; with no lives in next to no time. Raises ValueError where the story has errors."""
    if script.story is None:
        raise ValueError("a story with errors has no numbers yet")
    story, all_of = script.story, pieces(script).pieces
    sizes = [(piece, count(piece.prose)) for piece in all_of if piece.kind != "skip"]
    by_kind: Counter[Kind] = Counter()
    for piece, size in sizes:
        by_kind[piece.kind] += size
    graph = branching(story)
    scenes = _scenes(script, story, sizes, graph)
    english = story.language.split("-")[0] == "en"
    people = {person.id: person.name for person in story.people}
    told = [bare(piece.prose, people) for piece in all_of if piece.kind in TOLD] if english else []
    return Stats(
        story.id,
        story.title,
        story.language,
        {name: sum(by_kind[kind] for kind in kinds) for name, kinds in GROUPS.items()},
        _files(script, sizes, scenes),
        scenes,
        {scene.scene: scene.words for scene in scenes if story.scenes[scene.scene].ending},
        graph,
        lives(Rules(story), count_lives) if count_lives else None,
        spoken(told, people) if english else None,
        ease(told) if english else None,
    )


def _scenes(script: Script, story: Story, sizes: list[tuple[Piece, int]], graph: Branching) -> tuple[SceneWords, ...]:
    written: Counter[str] = Counter()
    for piece, size in sizes:
        written[piece.scene] += size
    out = []
    for scene in story.written_scenes:
        at = standing(script.ledger.scenes[scene.id], on="key")
        least, most = span(scene.text)
        ways = (graph.choices.get(scene.id, 0), graph.onward[scene.id], graph.inward[scene.id])
        out.append(SceneWords(scene.id, at.file, at.line, written[scene.id], least, most, *ways))
    return tuple(out)


def _files(script: Script, sizes: list[tuple[Piece, int]], scenes: tuple[SceneWords, ...]) -> tuple[FileWords, ...]:
    words: Counter[str] = Counter()
    for piece, size in sizes:
        words[standing(piece.where).file] += size
    held = Counter(scene.file for scene in scenes)
    files = [source.file for source in script.sources]
    return tuple(FileWords(file, held[file], words[file]) for file in files if words[file] or held[file])
