"""Stories made ready: a checked story is kept beside the saves, so that it opens at once the next time.

What is kept is named by a hash of the game's version and every byte of the story, so it can never be out of date; a
damaged or foreign file is passed over, and a folder that cannot be written is no loss. Only stories without errors are
kept. Checking never comes here: see `story.loading`.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

import msgspec

from .. import __version__
from ..story import drawings
from ..story.beside import Beside
from ..story.digest import blake2b
from ..story.model import Loaded, Slot, Story
from ..story.shelf import story_files
from .saves import home
from .whole_files import sweep

FORMAT = b"7"
KEPT = 24
"""Stories kept ready at once; the one used longest ago makes room."""
LARGEST = 64_000_000
_SEAL = 16


def ready(path: Path) -> Loaded:
    """The story at a path, as `loading.load` gives it, without the warnings when it was kept."""
    key = _key(path)
    file = _folder() / f"{key}.ready" if key else None
    story = _kept(file) if file is not None else None
    if story is not None and _drawn_as_kept(story, path):
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
    try:
        for file in story_files(path):
            with open(file, "rb") as opened:
                data = opened.read(LARGEST - total)
            total += len(data)
            name = file.relative_to(path).as_posix() if file != path else file.name
            digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            digest.update(data)
            if total >= LARGEST:
                return ""
    except OSError:
        return ""  # loading says what cannot be read
    digest.update(_code())
    return digest.hexdigest() if total else ""


def _code() -> bytes:
    """When the rooms that make a story were last changed: a checkout under work has one version for long."""
    package = Path(__file__).resolve().parents[1] / "story"
    if not (package.parents[1] / "jangmadang").is_dir() or package.parents[1].name != "src":
        return b""
    stamps = [os.stat(file).st_mtime_ns for file in package.rglob("*.py")]
    return repr(sorted(stamps)).encode()


def _kept(file: Path) -> Story | None:
    try:
        about = file.stat()
        if not S_ISREG(about.st_mode) or about.st_size > LARGEST:
            return None
        data = file.read_bytes()
        if _seal(file, data[_SEAL:]) != data[:_SEAL]:
            return None
        story = msgspec.msgpack.decode(data[_SEAL:], type=Story)
    except (OSError, msgspec.MsgspecError, RecursionError, ValueError):
        return None
    with suppress(OSError):  # where nothing can be written, nothing makes room either
        os.utime(file)
    return msgspec.structs.replace(story, slots=tuple(map(_with_bits, story.slots)))


def _keep(file: Path, story: Story) -> None:
    data = msgspec.msgpack.encode(msgspec.structs.replace(story, slots=tuple(map(_without_bits, story.slots))))
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        sweep(file.parent)
        try:
            beside.write_bytes(_seal(file, data) + data)
            os.replace(beside, file)
        except BaseException:  # on a full disk the room is needed for saves
            beside.unlink(missing_ok=True)
            raise
        kept = sorted(file.parent.glob("*.ready"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[KEPT:]:
            old.unlink()
    except OSError:
        return


def _drawn_as_kept(story: Story, path: Path) -> bool:
    """Whether every drawing is as it was: drawings are no part of the story's text."""
    beside = Beside(path if path.is_dir() else path.parent)
    kept = {picture.file: picture.seal for picture in story.pictures.values() if picture.seal}
    return all(drawings.seal(beside.read(file, drawings.LARGEST) or b"") == seal for file, seal in kept.items())


def _seal(file: Path, data: bytes) -> bytes:
    """Of the content and of the name: a file that was copied under another story's name is none of its."""
    return blake2b(data, digest_size=_SEAL, key=file.stem.encode()[:64]).digest()


def _without_bits(slot: Slot) -> Slot:
    """The slot in numbers that can be written down: a bit for each of many notes or people is more than 64 of them."""
    return msgspec.structs.replace(slot, high=-slot.high.bit_length()) if slot.high >> 63 > 0 else slot


def _with_bits(slot: Slot) -> Slot:
    return msgspec.structs.replace(slot, high=(1 << -slot.high) - 1) if slot.high < slot.low else slot
