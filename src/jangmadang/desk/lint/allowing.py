"""Allowing: a writer says of a scene, or of the whole story, which findings are meant, and why.

Takes a script; says of each finding whether an `allow` silences it, and what is wrong with the `allow`s themselves.
Only lint's codes and the loader's warnings can be allowed; what is an error stays one.
"""

from __future__ import annotations

from ...story.building.context import Where
from ...story.building.ledger import problem_at
from ...story.loading import Script
from ...story.problems import Problem, did_you_mean
from ...story.reading import Place, Source

WARNINGS = (
    "call-circle",
    "comment-after-text",
    "long-insert",
    "loose-sign",
    "quoted-text",
    "return-nowhere",
)
"""What loading only warns of."""
OF_ALLOWING = ("allow-reason", "idle-allow", "unknown-code")
"""What can be wrong with an `allow`; this cannot be allowed."""
COVER = ""
"""The scene that stands for the whole story."""


class Allowed:
    """The `allow`s of one script, and which of them have silenced something."""

    def __init__(self, script: Script, lints: frozenset[str]) -> None:
        """`lints`: the codes that rules can find."""
        self._script, self._known = script, lints.union(WARNINGS)
        self._reasons: dict[tuple[str, str], tuple[str, Where]] = {}
        """By scene and code: why, and where that stands."""
        self._used: set[tuple[str, str]] = set()
        self._scenes: dict[str, list[tuple[Place, str]]] = {}
        """Of each file that was asked about: where things begin, and which scene each is."""
        written = script.ledger.written
        if "allow" in written.cover:
            self._enter(COVER, *written.cover["allow"])
        for name, (scene, where) in written.section("scenes").items():
            if scene.allow:
                self._enter(name, scene.allow, (where, "allow"))

    def silences(self, code: str, scene: str) -> bool:
        """Whether a finding is allowed: in its scene (an encounter's own are its block's), or everywhere."""
        if not self._reasons:
            return False
        return self._uses(self._written(scene), code) or self._uses(COVER, code)

    def silences_loaded(self, problem: Problem) -> bool:
        """Whether something that loading found is only a warning, and allowed."""
        if not self._reasons or problem.severity == "error":
            return False
        return self.silences(problem.code, self._scene_at(problem))

    def problems(self) -> list[Problem]:
        """What is wrong with the `allow`s, after all has been asked of them."""
        return [problem for key in self._reasons if (problem := self._problem(*key)) is not None]

    def _enter(self, scene: str, given: dict[str, str], where: Where) -> None:
        for code, reason in given.items():
            self._reasons[scene, code] = reason, (where, code)

    def _uses(self, scene: str, code: str) -> bool:
        if (scene, code) not in self._reasons or code not in self._known:
            return False
        self._used.add((scene, code))
        return True

    def _problem(self, scene: str, code: str) -> Problem | None:
        reason, where = self._reasons[scene, code]
        if code not in self._known:
            from .library import codes

            if code in codes():
                message, hint = f"`{code}` is no matter of taste: it cannot be allowed", "mend it, and leave this out"
            else:
                near = did_you_mean(code, self._known)
                message, hint = f"no finding has the code `{code}`", near or "`jangmadang explain` lists them all"
            return problem_at(where, "unknown-code", message, hint, on="key", severity="warning")
        if not _says_something(reason):
            message = f"`{code}` is allowed here without a reason"
            return problem_at(where, "allow-reason", message, "say in a few words why it is meant", severity="warning")
        if self._script.story is not None and (scene, code) not in self._used:
            place = "in this scene" if scene else "in this story"
            message = f"nothing {place} is `{code}`: there is nothing to allow"
            return problem_at(where, "idle-allow", message, "leave it out", on="key", severity="warning")
        return None

    def _written(self, scene: str) -> str:
        story = self._script.story
        if story is None or scene not in story.scenes:
            return scene
        return story.scenes[scene].encounter or scene

    def _scene_at(self, problem: Problem) -> str:
        """The scene that a place of a file lies in, or the cover."""
        if problem.file not in self._scenes:
            self._scenes[problem.file] = next(
                (_beginnings(source) for source in self._script.sources if source.file == problem.file), []
            )
        before = [name for place, name in self._scenes[problem.file] if place <= Place(problem.line, problem.column)]
        return before[-1] if before else COVER


def _says_something(reason: str) -> bool:
    return any(character.isalnum() for character in reason)


def _beginnings(source: Source) -> list[tuple[Place, str]]:
    """Where each scene of a file begins, and each section, which is no scene; by place."""
    tree = source.tree if isinstance(source.tree, dict) else {}
    scenes = tree.get("scenes")
    named = scenes if isinstance(scenes, dict) else {}
    found = [(source.place((section,), "key"), COVER) for section in tree]
    found += [(source.place(("scenes", name), "key"), name) for name in named]
    return sorted(found)
