"""Stories made ready: a checked story is kept beside the saves, so that it opens at once the next time.

What is kept is named by a hash of the game's version and every byte of the story, so it can never be out of date; a
damaged or foreign file is passed over, and a folder that cannot be written is no loss. Only stories without errors are
kept. Checking never comes here: see `story.loading`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from .. import __version__
from ..story.digest import blake2b
from ..story.model import Loaded, Story
from ..story.shelf import story_files
from .saves import home

FORMAT = b"1"
KEPT = 24
"""Stories kept ready at once; the one used longest ago makes room."""
LARGEST = 64_000_000
_SEAL = 16


def ready(path: Path) -> Loaded:
    """The story at a path, as `loading.load` gives it, without the warnings when it was kept. Raises OSError."""
    key = _key(path)
    file = _folder() / f"{key}.ready" if key else None
    story = _kept(file) if file is not None else None
    if story is not None:
        return Loaded(story, ())
    from ..story.loading import load

    loaded = load(path)
    if loaded.story is not None and file is not None:
        _keep(file, loaded.story)
    return loaded


def _folder() -> Path:
    return home() / "ready"


def _key(path: Path) -> str:
    """The story's text, the game's version and Python's, as a name; "" when it is no ordinary story."""
    digest = blake2b(digest_size=16, key=FORMAT)
    digest.update(f"{__version__} {sys.version_info[:2]}".encode())
    total = 0
    for file in story_files(path):
        data = file.read_bytes()
        total += len(data)
        name = file.relative_to(path).as_posix() if file != path else file.name
        digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        digest.update(data)
    digest.update(_code())
    return digest.hexdigest() if 0 < total < LARGEST else ""


def _code() -> bytes:
    """When the rooms that make a story were last changed: a checkout under work has one version for long."""
    package = Path(__file__).resolve().parents[1] / "story"
    if not (package.parents[1] / "jangmadang").is_dir() or package.parents[1].name != "src":
        return b""
    stamps = [os.stat(file).st_mtime_ns for file in package.rglob("*.py")]
    return repr(sorted(stamps)).encode()


def _kept(file: Path) -> Story | None:
    try:
        if file.stat().st_size > LARGEST:
            return None
        data = file.read_bytes()
        if blake2b(data[_SEAL:], digest_size=_SEAL).digest() != data[:_SEAL]:
            return None
        story = msgspec.msgpack.decode(data[_SEAL:], type=Story)
        os.utime(file)
        return story
    except (OSError, msgspec.MsgspecError, RecursionError, ValueError):
        return None


def _keep(file: Path, story: Story) -> None:
    data = msgspec.msgpack.encode(story)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        beside.write_bytes(blake2b(data, digest_size=_SEAL).digest() + data)
        os.replace(beside, file)
        kept = sorted(file.parent.glob("*.ready"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[KEPT:]:
            old.unlink()
    except OSError:
        return
