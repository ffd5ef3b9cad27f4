"""Pictures: which drawing stands over which scene.

In: `pictures:` of all files, and what a scene says of its own. Out: the story's pictures by a key, and the key for each
scene. A scene's own picture comes first, then one that names the scene, then one that names its place.
"""

from __future__ import annotations

from .. import document as d
from .. import drawings
from ..model import Picture
from ..problems import Problem, did_you_mean
from .context import Build, Where
from .gather import Written


class Pictures:
    """The pictures of one story."""

    def __init__(self, build: Build, written: Written) -> None:
        self.build = build
        self.made: dict[str, Picture] = {}
        """By name; a scene's own by `scene:` and the scene's name."""
        self._scenes = written.section("scenes")
        self._named = written.section("pictures")
        self._files: dict[str, tuple[tuple[str, ...], str]] = {}
        self._of_scene: dict[str, str] = {}
        self._of_place: dict[str, str] = {}
        for name, (picture, where) in self._named.items():
            self.made[name] = self._picture(picture, where)
            for n, scene in enumerate(picture.scenes or ()):
                self._list("scene", scene, name, ((where, "scenes"), n))
            for n, place in enumerate(picture.places or ()):
                self._list("place", place, name, ((where, "places"), n))

    def _list(self, what: str, listed: str, name: str, where: Where) -> None:
        """The picture is the one of a scene or a place."""
        names = self.build.names
        known, of = (names.scenes, self._of_scene) if what == "scene" else (names.places, self._of_place)
        if listed not in known:
            code = "unknown-scene" if what == "scene" else "unknown-place"
            self.build.report(code, where, f"no {what} `{listed}`", did_you_mean(listed, known))
        elif listed in of:
            message = f"the {what} `{listed}` has the picture `{of[listed]}` already"
            self.build.report("listed-twice", where, message, f"one picture for each {what}")
        else:
            of[listed] = name

    def of(self, name: str, encounter: str, place: str) -> str:
        """The key of a scene's picture; "" for none. `encounter` is the scene whose block made this one, or ""."""
        for scene in filter(None, (name, encounter)):
            if scene in self._scenes and (own := self._own(scene)) is not None:
                return own
        return self._of_scene.get(name) or self._of_scene.get(encounter) or self._of_place.get(place, "")

    def _own(self, scene: str) -> str | None:
        """The key of what stands under the scene's own `picture`, told once."""
        written, where = self._scenes[scene]
        own = written.picture
        if own is None:
            return None
        key = f"scene:{scene}" if isinstance(own, d.Picture) else own
        if isinstance(own, d.Picture):
            if key not in self.made:
                self.made[key] = self._picture(own, (where, "picture"))
        elif own not in self._named:
            near = did_you_mean(own, self._named) or "declare it under `pictures:`"
            self.build.report("unknown-picture", (where, "picture"), f"no picture `{own}`", near)
            return ""
        return key

    def _picture(self, written: d.Picture, where: Where) -> Picture:
        at = written.at
        if at is not None and at not in drawings.LIGHTS:
            near = did_you_mean(at, drawings.LIGHTS) or "known: " + ", ".join(drawings.LIGHTS)
            self.build.report("unknown-hour", (where, "at"), f"no hour `{at}`", near)
        if written.file not in self._files:
            self._files[written.file] = self._drawn(written.file, (where, "file"))
        return Picture(written.file, " ".join(written.alt.split()), at or "", *self._files[written.file])

    def _drawn(self, name: str, where: Where) -> tuple[tuple[str, ...], str]:
        """The rows of a drawing and its seal; what is wrong with it is told where it stands in its file."""
        build, beside = self.build, self.build.beside
        if not beside.has(name):
            build.report("missing-file", where, f"there is no file `{name}` beside the story")
            return (), ""
        data = beside.read(name, drawings.LARGEST)
        if data is None:
            return (), ""
        rows, problems = _read(data, beside.shown(name))
        build.problems += problems
        return rows, drawings.seal(data)


def _read(data: bytes, file: str) -> tuple[tuple[str, ...], list[Problem]]:
    if len(data) > drawings.LARGEST:
        message = f"a drawing's file has at most {drawings.LARGEST:,} bytes; this has more"
        return (), [Problem(file, 1, 1, "drawing-size", message)]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the byte {data[error.start]:02x} (hexadecimal) is no part of a UTF-8 text"
        return (), [Problem(file, line, 1, "not-utf8", message, "save the file as UTF-8")]
    return drawings.read(text, file)
