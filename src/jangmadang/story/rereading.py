"""Reading a story again and again while it is written: only what changed is read, and built, anew.

    reader = Reader(path)
    script = reader.read()      as `loading.load_script(path)`, however often

Files are known by their bytes; what an unchanged file held is the same object as before, which is what `building.kept`
goes by. One Reader is for one thread.
"""

from __future__ import annotations

from pathlib import Path

from .beside import Beside
from .building.kept import Kept
from .building.ledger import Ledger
from .document import Document
from .loading import Script, _collector_resting, _files, _folder, _load
from .problems import Problem
from .reading import LARGEST, Source, read_file, read_text
from .shape import typed

Typed = tuple[Document, list[Problem]]


class Reader:
    """One story, read as often as it changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes: dict[Path, bytes] = {}
        self._sources: dict[Path, Source] = {}
        self._typed: dict[Source, Typed] = {}
        self._kept = Kept()

    @property
    def built(self) -> int:
        """How many scenes the last reading built; the others were as before."""
        return self._kept.built

    def read(self) -> Script:
        """The story as it is now. A missing or empty folder is a problem like any other."""
        files, problem = _files(self.path)
        ledger, folder = Ledger(), _folder(self.path)
        if problem is not None:
            return Script(None, (problem,), (), ledger, folder)
        with _collector_resting():
            sources = [self._source(file) for file in files]
            loaded = _load(sources, Beside(folder), ledger, self._kept, self._document)
        self._forget(files)
        return Script(*loaded, tuple(sources), ledger, folder)

    def _source(self, file: Path) -> Source:
        try:
            with open(file, "rb") as opened:
                data = opened.read(LARGEST + 1)
        except OSError:
            self._bytes.pop(file, None)
            return read_file(file, str(file))
        if self._bytes.get(file) == data:
            return self._sources[file]
        source = read_text(data, str(file)) if len(data) <= LARGEST else read_file(file, str(file))
        self._bytes[file], self._sources[file] = data, source
        return source

    def _document(self, source: Source) -> Typed:
        known = self._typed.get(source)
        if known is None:
            known = self._typed[source] = typed(source)
        return known

    def _forget(self, files: list[Path]) -> None:
        """Files that are gone, and what earlier versions of the others held."""
        for file in self._bytes.keys() - set(files):
            del self._bytes[file], self._sources[file]
        now = set(self._sources.values())
        self._typed = {source: held for source, held in self._typed.items() if source in now}
