"""Starting: stories to begin with, and a copy of one under a name of one's own.

Takes a kind of beginning (or a story's folder) and the name of the folder to be; gives files, and writes them where
nothing stands yet. The beginnings lie here as stories that play, one folder each: `blank`, `scene`, `market`,
`workshop`. What is typed as a folder's name may be any text; what becomes of it as a title and an id is settled here.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from pathlib import Path

from ...play.whole_files import make, write_new, write_whole
from ...story.reading import read_text
from ...story.shelf import COVER, ENDINGS

BEGINNINGS = {
    "blank": "the smallest story that plays: three scenes, a choice",
    "scene": "an afternoon with state, a condition, odds and a cost",
    "market": "three days of a market, with prices of 2008, and a debt",
    "workshop": "twenty minutes for a room: votes, questions, gentler wording",
}
"""Each beginning, and what is in it."""
USUAL = "scene"

_ID = re.compile(r"^id:.*$", re.M)
_TITLE = re.compile(r"^title:.*$", re.M)
_GAPS = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[{}\[\]*_\\|]")
_LONGEST = 80
_MEASURED = "figures.json"
"""What was measured of a story: no longer true of one that is about to change."""

Files = dict[str, bytes]
"""What to write, by its path within the new folder."""


def named(folder: Path) -> str:
    """What the folder is called, where it is `.` or `..` too."""
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def id_of(name: str) -> str:
    """A story's id made of a folder's name: letters and digits of any script, with `-` between."""
    made = _GAPS.sub("-", unicodedata.normalize("NFC", name).lower()).strip("-")[:_LONGEST].strip("-")
    return made if made and read_text(f"id: {made}\n", "").tree == {"id": made} else f"story-{made}".strip("-")


def title_of(name: str) -> str:
    """A title made of a folder's name: without what has a meaning in a story's text."""
    words = unicodedata.normalize("NFC", name)
    words = re.sub(r"[-_]+", " ", words) if " " not in words.strip() else words
    words = "".join(sign if sign.isprintable() else " " for sign in _MARKS.sub(" ", words))
    title = " ".join(words.split())[:_LONGEST].strip()
    return title[:1].upper() + title[1:] if title else "A story"


def beginning(kind: str, name: str) -> Files:
    """The files of one of the BEGINNINGS, under a name."""
    return _titled(_files(Path(__file__).parent / kind), id_of(name), _written(title_of(name)))


def copy(story: Path, name: str) -> Files:
    """The files of a story as they are, with an id of their own: saves of the one are none of the other.

    Its licence is among them, where it has one.
    """
    files = {COVER: story.read_bytes()} if story.is_file() else _files(story)
    files.pop(_MEASURED, None)
    licence = story.parent / "LICENSE"
    if licence.is_file():
        files.setdefault(licence.name, licence.read_bytes())
    return _titled(files, id_of(name), None)


def obstacle(folder: Path) -> str:
    """Why nothing can begin there, in words that go on after the folder's name; "" when it can.

    An empty folder will do, and so will one with hidden files alone (`.git`, `.vscode`). Raises OSError for a name
    that no folder can have, and for a folder that cannot be read.
    """
    try:
        folder.lstat()
    except FileNotFoundError:
        return ""
    if not folder.is_dir():
        return "is there already, and is no folder"
    return "holds files already" if any(not path.name.startswith(".") for path in folder.iterdir()) else ""


def begin(folder: Path, files: Files) -> bool:
    """Writes the files: all of them or, in a new folder, none. False when something came in between.

    Raises OSError where the disk refuses.
    """
    if folder.is_dir():
        for path, data in files.items():
            make((folder / path).parent)
            if not write_new(folder / path, data):
                return False
        return True
    make(folder.parent)
    temporary = folder.with_name(f".{folder.name[:60]}.{os.getpid()}.tmp")
    try:
        temporary.mkdir()
        for path, data in files.items():
            make((temporary / path).parent)
            write_whole(temporary / path, data)
        if os.path.lexists(folder):
            return False
        os.rename(temporary, folder)
    except FileExistsError:
        return False
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None  # nobody has named the temporary one
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return True


def _files(folder: Path) -> Files:
    paths = [path for path in folder.rglob("*") if path.is_file() and not _aside(path.relative_to(folder))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


def _aside(path: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.parts)


def _titled(files: Files, id_: str, title: str | None) -> Files:
    """The same with the id, and the title as it is written in a file, on the cover."""
    for path, data in files.items():
        if path.endswith(ENDINGS) and (path == COVER or re.search(rb"^jangmadang:", data, re.M)):
            text = _ID.sub(lambda _: f"id: {id_}", data.decode(), count=1)
            text = _TITLE.sub(lambda _: f"title: {title}", text, count=1) if title else text
            files[path] = text.encode()
            break
    return files


def _written(title: str) -> str:
    """A title as it stands behind its key: on the line if YAML reads it so, else after a bar."""
    read = read_text(f"title: {title}\n", "")
    return title if read.tree == {"title": title} and not read.problems else f"|-\n  {title}"
