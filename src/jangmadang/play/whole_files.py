"""Files that are whole or not there: whoever reads one, even after a power cut, finds the old bytes or the new.

Takes paths and bytes. What a disk refuses comes out as OSError with the name that was given, and nothing unfinished is
left lying.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

STALE = 60  # seconds after which an unfinished file is what a killed process left

_numbers = count()


def write_whole(path: Path, data: bytes) -> None:
    """The bytes under that name, in place of what has it."""
    temporary = _write_beside(path, data)
    try:
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def write_new(path: Path, data: bytes) -> bool:
    """The same, but only if nothing has that name; False when something has."""
    if path.exists():
        return False
    temporary = _write_beside(path, data)
    try:
        os.link(temporary, path)  # unlike a rename it fails when another process took the name in between
    except FileExistsError:
        return False
    except (OSError, AttributeError):
        os.replace(temporary, path)  # a file system without links
    finally:
        temporary.unlink(missing_ok=True)
    _settle(path.parent)
    return True


def copy_new(path: Path, new: Path) -> bool:
    """The file under a further name, if nothing has that name."""
    try:
        os.link(path, new)  # takes no room: a full disk is no reason to lose what it holds
    except FileExistsError:
        return False
    except (OSError, AttributeError):
        return write_new(new, path.read_bytes())
    _settle(new.parent)
    return True


def _write_beside(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{next(_numbers)}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        _forget(temporary)
        raise OSError(error.errno, error.strerror, str(path)) from None  # nobody has named the temporary one
    except BaseException:  # a signal that ends the process leaves nothing lying either
        _forget(temporary)
        raise
    return temporary


def _forget(temporary: Path) -> None:
    with suppress(OSError):  # a name that cannot be written cannot be removed either
        temporary.unlink(missing_ok=True)


def make(folder: Path) -> None:
    """The folder, with those above it, so that its name lasts too."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _settle(folder.parent)


def _settle(folder: Path) -> None:
    """Make the names in a folder last. Windows cannot and need not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse; the file itself is safe
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the unfinished files of killed processes: they never became a save."""
    import time

    for temporary in folder.glob(".*.tmp"):
        try:
            if time.time() - temporary.stat().st_mtime > STALE:
                temporary.unlink()
        except OSError:
            continue


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What tells one writing of a file from the next; None where there is none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns, about.st_size
