"""Saves: where playthroughs are kept, one small file each, written whole or not at all.

Takes lives, gives lives back or words about why not: whatever lies in the folder, nothing here raises and
nothing is ever deleted. It knows no story; whether a life still fits one is the Run's to say.

    <data folder>/saves/<story id>/<slot>.json

Two windows on one slot: the last one to write wins, with a whole file, and both are told.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from stat import S_ISREG
from typing import Any

import msgspec

from .life import Life, Step
from .whole_files import copy_new, make, stamp, sweep, write_new, write_whole

FORMAT = 1
LARGEST = 16_000_000  # bytes; a life of ten thousand steps takes a twentieth of it
LONGEST_NAME = 40
LONGEST_ORIGIN = 16
LONGEST_FOLDER = 160  # bytes
FORBIDDEN = frozenset('/\\:*?"<>|')
DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))])
"""What Windows takes for a device, whatever follows a full stop: saves are carried from one system to another."""


class Kept(msgspec.Struct, frozen=True):
    """One slot as a list shows it."""

    story: str
    slot: str
    written: float
    """Seconds since 1970."""
    life: Life | None
    problem: str = ""
    """Why there is no life, in words."""


class Opened(msgspec.Struct, frozen=True):
    """What came out of a slot: a life, or words for the player, or neither when the slot is empty."""

    life: Life | None = None
    problem: str = ""
    newer: bool = False
    """It was written by a later version and stays as it is."""


def home() -> Path:
    """The folder for all that the game keeps: $JANGMADANG_HOME, else the platform's data folder."""
    chosen = os.environ.get("JANGMADANG_HOME")
    if chosen:
        return Path(os.path.expanduser(chosen))
    import platformdirs

    folder = platformdirs.user_data_path("jangmadang", appauthor=False)
    # Whoever has no home gets no folder called "~" where they happen to stand: nothing can be written there.
    return folder if folder.is_absolute() else Path(os.devnull, "no home folder")


def slot_problem(name: str) -> str:
    """Why this cannot be a slot's name, or ""."""
    if not name or len(name) > LONGEST_NAME:
        return f"a slot's name has 1 to {LONGEST_NAME} characters"
    if not name.isprintable() or FORBIDDEN & set(name):
        return "a slot's name holds none of / \\ : * ? \" < > |"
    if name[0] in ". -" or name[-1] in ". ":
        return "a slot's name neither begins nor ends with a full stop or a space, nor begins with a hyphen"
    if name.partition(".")[0].casefold() in DEVICES:
        return f"{name} is the name of a device on Windows"
    return ""


def branch_name(life: Life, old: str) -> str:
    """What a life that branches off from the slot `old` is called; what a slot's name must not hold is left out."""
    origin = f"slot {old}" if old.isdecimal() else old or "a new life"
    tail = f" · from {_clean(origin.partition(' · ')[0], LONGEST_ORIGIN)}"
    return _clean(f"day {life.day}, {life.scene_title}", LONGEST_NAME - len(tail)) + tail


def _clean(name: str, most: int) -> str:
    """So much of the name as fits, without what a slot's name must not hold."""
    kept = "".join(c for c in " ".join(name.split()) if c.isprintable() and c not in FORBIDDEN)
    return kept[:most].strip(". ,-")


def _numbered(name: str, number: int) -> str:
    return f"{name[: LONGEST_NAME - len(str(number)) - 1]}-{number}"


class Saves:
    """The folder of saves. Every call reads the disk anew, so that two windows see each other's saves."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` holds a folder for each story; without one it is `home()/saves`."""
        self.folder = folder if folder is not None else home() / "saves"
        self.untouched: set[tuple[str, str]] = set()
        """Slots, each with its story, that could not be kept under a further name: nothing is written over them."""

    def path(self, story: str, slot: str) -> Path:
        """Where the slot lies, whether there is one or not."""
        return self.folder / folder_name(story) / f"{slot}.json"

    def all(self, story: str = "") -> list[Kept]:
        """Every slot (of one story if given), the one written last first. Unreadable ones carry words."""
        try:
            names = [folder_name(story)] if story else os.listdir(self.folder)
            found = [self._kept(path) for name in names for path in _saves_in(self.folder / name)]
        except OSError:
            return []
        return sorted((kept for kept in found if kept), key=lambda kept: (-kept.written, kept.story, kept.slot))

    def going(self, story: str) -> list[str]:
        """The slots of a story to go on with, the one written last first: what has not ended.

        What cannot be read is among them, so that opening says so before an older one is taken for it.
        """
        return [kept.slot for kept in self.all(story) if kept.problem or (kept.life and not kept.life.ended)]

    def open(self, story: str, slot: str) -> Opened:
        """The life in a slot. A damaged file is set aside beside it and said; a newer one is left."""
        path = self.path(story, slot)
        opened = _read(path)
        if opened.problem and not opened.newer and path.is_file():
            return Opened(problem=_set_aside(path, opened.problem))
        return opened

    def slot(self, story: str, name: str = "") -> Slot:
        """A place to write to. Without a name, the first write takes the first free number."""
        return Slot(self, story, name)

    def keep(self, story: str, slot: str) -> str:
        """Keep what stands in a slot under a further name (`1-2`), before something else is written there.

        Gives the new name, or "" when there is nothing to keep or no way to keep it; then a Slot of these Saves
        leaves it as it is and writes elsewhere.
        """
        path = self.path(story, slot)
        try:
            if S_ISREG(path.stat().st_mode):
                for number in count(2):
                    name = _numbered(slot, number)
                    if copy_new(path, self.path(story, name)):
                        return name
        except FileNotFoundError:
            return ""
        except OSError:
            pass
        self.untouched.add((story, slot))
        return ""

    def branch(self, life: Life, old: str) -> Slot:
        """A slot of its own for a life that leaves the road kept in the slot `old`, written at once.

        Its name tells both: `day 4, the stall · from slot 2`. Raises OSError when the disk does not take it.
        """
        data, wished = to_bytes(life), branch_name(life, old)
        make(self.path(life.story, wished).parent)
        names = (wished if number == 1 else _numbered(wished, number) for number in count(1))
        name = next(name for name in names if write_new(self.path(life.story, name), data))
        slot = self.slot(life.story, name)
        slot.kept = True
        return slot

    def _kept(self, path: Path) -> Kept | None:
        try:
            written = path.stat().st_mtime
        except OSError:
            return None
        opened = _read(path)
        story = opened.life.story if opened.life else path.parent.name
        return Kept(story, path.name.removesuffix(".json"), written, opened.life, opened.problem)


class Slot:
    """Where one playthrough is written after every choice."""

    def __init__(self, saves: Saves, story: str, name: str = "") -> None:
        self.story = story
        self.name = name
        """Empty until the first write when none was given."""
        self.kept = False
        """Whether the last life given lies on the disk."""
        self.saves = saves
        self._stamp = stamp(saves.path(story, name)) if name else None
        self._said = ""

    def write(self, life: Life) -> str:
        """Keep the life. Gives "" or words for the player, each once in a row; a bad disk raises nothing."""
        try:
            said = self._write(to_bytes(life))
            self.kept = True
        except OSError as error:
            self.kept = False
            said = f"This playthrough cannot be saved ({_why(error)}). You can play on; nothing is kept."
        if said == self._said:
            return ""
        self._said = said
        return said

    def _write(self, data: bytes) -> str:
        folder = self.saves.path(self.story, "x").parent
        make(folder)
        if not self.kept:
            sweep(folder)
        held = self.name if (self.story, self.name) in self.saves.untouched else ""
        if held or not self.name:
            self.name = next(name for name in map(str, count(1)) if write_new(self.saves.path(self.story, name), data))
            self._stamp = stamp(self.saves.path(self.story, self.name))
            return f"Slot {held} could not be kept elsewhere and stays; you play in slot {self.name}." if held else ""
        path = self.saves.path(self.story, self.name)
        elsewhere = stamp(path) != self._stamp
        write_whole(path, data)
        self._stamp = stamp(path)
        if elsewhere:
            return f"Slot {self.name} is written from another window too: the last choice made in either stays."
        return ""


def to_bytes(life: Life) -> bytes:
    """The file of a life: JSON that a person can read, steps as `latrine>laughed`."""
    fields: dict[str, Any] = msgspec.to_builtins(life)
    fields |= {"steps": [step.text() for step in life.steps], "ahead": [step.text() for step in life.ahead]}
    return msgspec.json.format(msgspec.json.encode({"jangmadang_save": FORMAT, **fields}), indent=1) + b"\n"


def from_bytes(data: bytes) -> Opened:
    """The life in a file's bytes, whatever they are."""
    try:
        fields = msgspec.json.decode(data)
        written_by = fields["jangmadang_save"]
        if isinstance(written_by, int) and written_by > FORMAT:
            why = f"was written by a newer jangmadang (format {written_by}, not {FORMAT}). It stays as it is"
            return Opened(problem=why, newer=True)
        for name, written in (("steps", fields["steps"]), ("ahead", fields.get("ahead", []))):
            fields[name] = [msgspec.to_builtins(Step.parse(step)) for step in written]
        return Opened(msgspec.convert(fields, Life))
    except (msgspec.MsgspecError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Opened(problem="is damaged")


def _read(path: Path) -> Opened:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            return Opened(problem=f"The save {path} is no file.")
        data = path.read_bytes() if about.st_size <= LARGEST else b""
    except FileNotFoundError:
        return Opened()
    except OSError as error:
        return Opened(problem=f"The save cannot be read ({_why(error)}).", newer=True)
    opened = from_bytes(data)
    return Opened(problem=f"The save {path} {opened.problem}.", newer=opened.newer) if opened.problem else opened


def _set_aside(path: Path, problem: str) -> str:
    for number in count(1):
        aside = path.with_name(path.name + (".damaged" if number == 1 else f".damaged-{number}"))
        if not aside.exists():
            break
    try:
        os.rename(path, aside)
    except OSError as error:
        return f"{problem} It could not be set aside ({_why(error)})."
    return f"{problem} It was set aside as {aside.name}."


def _saves_in(folder: Path) -> list[Path]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in names if name.endswith(".json") and not name.startswith(".")]


def folder_name(story: str) -> str:
    """A story's id as a file's or folder's name: it may come from anybody's file and must not lead elsewhere."""
    name = "".join(c if c.isalnum() or c in "-_" else f"%{ord(c):x}" for c in story) or "%"
    if len(name.encode()) > LONGEST_FOLDER:
        from ..story.digest import blake2b

        return f"{name[:40]}-{blake2b(name.encode(), digest_size=16).hexdigest()}"
    return f"%{name}" if name.casefold() in DEVICES else name


def _why(error: OSError) -> str:
    name = error.filename2 or error.filename  # of a rename, the name that a person knows
    return f"{name}: {error.strerror}" if name else str(error.strerror or error)
