"""How soon something is there: the version, a verdict on a story, a first line, a first frame."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from . import generated
from .measured import Bound, Figure, Part
from .processes import to_the_end, to_the_first_frame, to_the_first_line

STORY = "three-days"


def measure(rounds: int, folder: Path) -> Part:
    """Each command once a round, in turn; the first round is not counted."""
    hundred, home = folder / "100", folder / "home"
    generated.write(generated.story(100), hundred)
    script = Path(sys.executable).with_name("jangmadang")
    game = [str(script)] if script.exists() else [sys.executable, "-m", "jangmadang"]
    hello = [sys.executable, str(Path(__file__).with_name("hello.py"))]
    at = str(home)

    def anew() -> float:
        shutil.rmtree(home / "ready", ignore_errors=True)
        return to_the_first_line([*game, "play", STORY, "--plain", "--new"], at)

    ways: dict[str, Callable[[], float]] = {
        "`python -c pass`": lambda: to_the_end([sys.executable, "-c", "pass"], at),
        "`jangmadang --version`": lambda: to_the_end([*game, "--version"], at),
        "`jangmadang check`, 100 scenes": lambda: to_the_end([*game, "check", str(hundred)], at),
        "`jangmadang play --plain`, a story's first time": anew,
        "`jangmadang play --plain`, later": lambda: to_the_first_line([*game, "play", STORY, "--plain", "--new"], at),
        "Textual's hello-world": lambda: to_the_first_frame(hello, at),
        "`jangmadang`": lambda: to_the_first_frame(game, at),
        "`jangmadang play`": lambda: to_the_first_frame([*game, "play", STORY, "--new"], at),
    }
    seen: dict[str, list[float]] = {name: [] for name in ways}
    for counted in range(rounds + 1):
        for name, way in ways.items():
            shutil.rmtree(home / "saves", ignore_errors=True)
            home.mkdir(parents=True, exist_ok=True)
            took = way()
            if counted:
                seen[name].append(1000 * took)
    figures = {name: Figure(tuple(values), "ms") for name, values in seen.items()}
    nothing, version, check, _, later, hello_world, opened, _ = figures.values()
    rows = [
        (name, figure.text(), figure.over(nothing).text(), figure.over(hello_world).text() if n > 4 else "")
        for n, (name, figure) in enumerate(figures.items())
    ]
    return Part(
        "Starting",
        "Whole processes, from start to exit, to the first line, or to the whole first frame in a terminal of "
        f"100 × 40. Lines and frames are those of `{STORY}`, the shipped story. {rounds} rounds, in turn.",
        ("what", "time", "beside `pass`", "beside hello-world"),
        tuple(rows),
        (
            Bound("`--version` beside `python -c pass`", version.over(nothing), 2.5),
            Bound("`check` of 100 scenes beside `pass`", check.over(nothing), 9),
            Bound("`play --plain` to its first line beside `pass`", later.over(nothing), 7),
            Bound("the screen's first frame beside Textual's hello-world", opened.over(hello_world), 1.3),
        ),
    )
