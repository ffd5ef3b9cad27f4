"""Rewriting: a file of a story gets the text that its writer was shown, whole and at once, or stays as it is.

Takes a file's path, the text that was read and the one to write. What was read is compared with what lies there now, so
that nothing typed meanwhile is lost. A mark at the file's beginning and its line ends stay as they are.
"""

from __future__ import annotations

import os
from pathlib import Path

from ...play.whole_files import write_whole

_MARK = "\ufeff"


def rewrite(file: str, read: str, text: str) -> str:
    """Put `text` in place of `read`; gives why not, or "" when it is done."""
    path = Path(file)
    try:
        path = path.resolve(strict=True)  # a link stays one, and what it names is written
        data = path.read_bytes()
        there = data.decode()
        if there.removeprefix(_MARK) != read:
            return "it has changed meanwhile"
        if not os.access(path, os.W_OK):
            return "it may not be written"
        mode = path.stat().st_mode
        new = (there[: len(there) - len(there.removeprefix(_MARK))] + text).encode()
        write_whole(path, new)
        path.chmod(mode)
    except UnicodeError:
        return "it has changed meanwhile"
    except OSError as error:
        return str(error.strerror or error)
    return ""
