"""From files to a story: the one way in.

    load(path) -> Loaded          a folder with story.yaml, or a single file
    load_text(text) -> Loaded     one file's text, for tests, previews and documents

Files are read in the order of their names, which never matters. `tests/` and `policies/` inside a story are not scenes.
Bad input gives problems, never an exception. The collector rests while loading: it would only walk the growing tree.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .beside import Beside
from .building import build
from .digest import blake2b
from .document import Document
from .model import Loaded
from .problems import Problem, errors
from .reading import Source, read_file, read_text
from .shape import typed
from .shelf import story_files


def load(path: Path) -> Loaded:
    """The story at a path. A missing or empty folder is a problem like any other."""
    try:
        files = story_files(path)
    except FileNotFoundError:
        files = []
    except OSError as error:
        return Loaded(None, (Problem(str(path), 1, 1, "unreadable", f"the folder cannot be read: {error.strerror}"),))
    if not files:
        what = "there is no file of that name" if not path.exists() else "no .yaml file is in this folder"
        return Loaded(None, (Problem(str(path), 1, 1, "no-story", what, "a story is a folder with story.yaml"),))
    with _collector_resting():
        folder = path if path.is_dir() else path.parent
        return _load([read_file(file, str(file)) for file in files], Beside(folder))


def load_text(text: str, file: str = "story.yaml") -> Loaded:
    """The story that one text holds."""
    with _collector_resting():
        return _load([read_text(text, file)])


def _load(sources: list[Source], beside: Beside | None = None) -> Loaded:
    problems: list[Problem] = []
    files: list[tuple[Source, Document]] = []
    digest = blake2b(digest_size=16)
    for source in sources:
        problems += source.problems
        document, misfits = typed(source)
        problems += misfits
        files.append((source, document))
        digest.update(source.text.encode("utf-8", "surrogatepass") + b"\0")
    story, found = build(files, digest.hexdigest(), problems, beside)
    if any(source.tree is None and errors(source.problems) for source in sources):
        found = [p for p in found if p in problems or not _may_be_elsewhere(p)]
    return Loaded(story, tuple(found))


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
