"""What runs in the process of one page's game: `python -m jangmadang.serve.inside [STORY-PATH …]`.

With one story the page opens it; with several, or none, the title offers them with those that come with the game.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(paths: list[str]) -> int:
    """Play until the visitor leaves; the exit codes are those of the screen."""
    from ..tui.app import main as play

    stories = {Path(path).stem: Path(path) for path in paths}
    if len(stories) == 1:
        return play(story=next(iter(stories.values())))
    if not stories:
        return play()
    from ..tui.playing import RunGame

    return play(game=RunGame(stories, opens=False))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
