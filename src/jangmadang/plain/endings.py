"""What lines say of a life that has ended, and of the endings found in all: the facts of the screen's pages, in words.

Takes a Run, the saves and what was found; gives lines. One page is written, where it is asked for; nothing is printed.
"""

from __future__ import annotations

from pathlib import Path

from ..play.ending import life_view
from ..play.ending_view import EndingSeen, GalleryView
from ..play.ending_words import gallery_words, life_words, reread_words
from ..play.figures import figures_of
from ..play.found import Found
from ..play.gallery import gallery, reread
from ..play.pages import keep
from ..play.roads import glimpse
from ..play.run import Run
from ..play.saves import Saves, home
from ..play.seen import Seen
from ..play.transcript import transcript


def life_lines(run: Run, found: Found, folder: Path | None) -> list[str]:
    """The life as a whole, what became of all left out: that was said already. `folder` is the story's."""
    story = run.story
    figures = figures_of(folder, story.id, [scene.id for scene in story.endings]) if folder is not None else None
    life = life_view(run, found.seen(story.id), figures)
    return life_words(life) if life is not None else ["This life has not ended yet."]


def gallery_lines(run: Run, found: Found, saves: Saves, which: str = "") -> list[str]:
    """The endings found of the story; with a number or a name, that one read again."""
    view = _gallery(run, found, saves)
    there = [ending for ending in view.endings if ending.title]
    if not which:
        lines = gallery_words(view)
        return [*lines, "Say gallery and a number to read one again."] if there else lines
    ending = _meant(there, which)
    if ending is None:
        return [f'No ending "{which[:80]}" was found yet.', *gallery_words(view)]
    life = saves.open(run.story.id, ending.slot).life if ending.slot else None
    again = reread(Run.resume(run.rules, life).run, ending.slot) if life is not None else None
    here = reread(run, "") if again is None and run.moment.scene == ending.id else again
    return reread_words(here) if here is not None else [f"No playthrough that ended in “{ending.title}” is kept."]


def written_lines(run: Run) -> list[str]:
    """The life written out as Markdown, in a file of its own."""
    page = run.look()
    text = transcript(run.story.title, run.seed, run.steps, run.journal(), page.ending)
    title = page.ending.title if page.ending is not None else page.title
    try:
        path = keep(home(), run.story.id, title, ".md", text.encode())
    except OSError as error:
        return [f"It cannot be written ({error.strerror or error})."]
    return [f"All that was read and chosen is written to {path}"]


def _gallery(run: Run, found: Found, saves: Saves) -> GalleryView:
    """What was found in all lives, this one among them."""
    slots: dict[str, str] = {}
    for kept in saves.all(run.story.id):
        if kept.life is not None and kept.life.ended:
            slots.setdefault(kept.life.scene, kept.slot)
    seen = Seen()
    seen.add(found.seen(run.story.id))
    seen.add(glimpse(run))
    return gallery(run.story, run.story.id, seen, slots)


def _meant(there: list[EndingSeen], which: str) -> EndingSeen | None:
    number = which.rstrip(".")
    if number.isdecimal():
        return there[int(number) - 1] if len(number) < 9 and 0 < int(number) <= len(there) else None
    word = which.casefold()
    return next((ending for ending in there if ending.title.casefold() == word), None) or next(
        (ending for ending in there if ending.title.casefold().startswith(word)), None
    )
