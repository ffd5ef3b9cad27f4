"""From files to a story: the one way in.

    load(path) -> Loaded          a folder with story.yaml, or a single file
    load_text(text) -> Loaded     one file's text, for tests, previews and documents
    load_script(path) -> Script   the same with the text that it came of, for who works on a story

Files are read in the order of their names, which never matters. `tests/` and `policies/` inside a story are not scenes.
Bad input gives problems, never an exception. The collector rests while loading: it would only walk the growing tree.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from .beside import Beside
from .building import build
from .building.kept import Kept
from .building.ledger import Ledger
from .digest import blake2b
from .document import Document
from .model import Loaded, Story
from .problems import Problem, errors
from .reading import Source, read_file, read_text
from .shape import typed
from .shelf import story_files


class Script(Struct, frozen=True):
    """A story with the text that it came of."""

    story: Story | None
    """None where something is wrong."""
    problems: tuple[Problem, ...]
    """What loading found; lint finds more (`desk.lint`)."""
    sources: tuple[Source, ...]
    """The files, in the order of their names; none when there is nothing to read."""
    ledger: Ledger
    """Where everything stands."""
    folder: Path | None = None
    """The story's folder, or the one its only file lies in."""


def load(path: Path) -> Loaded:
    """The story at a path. A missing or empty folder is a problem like any other."""
    files, problem = _files(path)
    if problem is not None:
        return Loaded(None, (problem,))
    with _collector_resting():
        return Loaded(*_load([read_file(file, str(file)) for file in files], Beside(_folder(path))))


def load_text(text: str, file: str = "story.yaml") -> Loaded:
    """The story that one text holds."""
    with _collector_resting():
        return Loaded(*_load([read_text(text, file)]))


def load_script(path: Path) -> Script:
    """As `load`, with the text."""
    files, problem = _files(path)
    ledger, folder = Ledger(), _folder(path)
    if problem is not None:
        return Script(None, (problem,), (), ledger, folder)
    with _collector_resting():
        sources = [read_file(file, str(file)) for file in files]
        return Script(*_load(sources, Beside(folder), ledger), tuple(sources), ledger, folder)


def load_script_text(text: str, file: str = "story.yaml") -> Script:
    """As `load_text`, with the text."""
    ledger = Ledger()
    with _collector_resting():
        source = read_text(text, file)
        return Script(*_load([source], ledger=ledger), (source,), ledger)


def _files(path: Path) -> tuple[list[Path], Problem | None]:
    """The files of a story, or why there are none."""
    try:
        files = story_files(path)
    except FileNotFoundError:
        files = []
    except OSError as error:
        return [], Problem(str(path), 1, 1, "unreadable", f"the folder cannot be read: {error.strerror}")
    if files:
        return files, None
    what = "there is no file of that name" if not path.exists() else "no .yaml file is in this folder"
    return [], Problem(str(path), 1, 1, "no-story", what, "a story is a folder with story.yaml")


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _load(
    sources: list[Source],
    beside: Beside | None = None,
    ledger: Ledger | None = None,
    kept: Kept | None = None,
    typed: Callable[[Source], tuple[Document, list[Problem]]] = typed,
) -> tuple[Story | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    files: list[tuple[Source, Document]] = []
    digest = blake2b(digest_size=16)
    for source in sources:
        problems += source.problems
        document, misfits = typed(source)
        problems += misfits
        files.append((source, document))
        digest.update(source.text.encode("utf-8", "surrogatepass") + b"\0")
    story, found = build(files, digest.hexdigest(), problems, beside, ledger, kept)
    if any(source.tree is None and errors(source.problems) for source in sources):
        found = [p for p in found if p in problems or not _may_be_elsewhere(p)]
    return story, tuple(found)


def _may_be_elsewhere(problem: Problem) -> bool:
    """Whether what is missed may stand in a file that could not be read to its end."""
    return problem.code.startswith("unknown-") or problem.code in ("missing-key", "lone-key")


@contextmanager
def _collector_resting() -> Iterator[None]:
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
