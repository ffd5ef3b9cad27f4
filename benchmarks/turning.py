"""How soon a key is seen: pages turned in a terminal, late in a long life, beside the same pages in other programs.

All programs stand in terminals of their own at the same time and are given one key each in turn, and what slows one
slows all. Ours plays; the others are handed its pages ready made.
"""

from __future__ import annotations

import gc
import json
import random
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from msgspec import Struct

from . import generated, peers
from .measured import Bound, Figure, Part
from .processes import COLUMNS, ROWS
from .terminal import Terminal

if TYPE_CHECKING:
    from jangmadang.play.run import Run

SCENES = 200
SENTENCES = 6
"""In a scene; with nine words each as long a page as the shipped stories have."""
BEFORE = 500
"""Choices before the first that is measured."""
SEED = 4
REST = 0.03
"""Seconds of silence before the next key: Textual paints sixty times a second at most, which no key is to wait for."""
FRAME = b"\x1b[?25h"
"""What prompt_toolkit ends a frame with. It writes only the characters that differ: no word of a page can be read."""
SETTINGS = 'text = "at once"\n'


class Turned(Struct, frozen=True):
    """A page, and the key that leads to it in our game."""

    key: bytes
    text: str
    choices: tuple[str, ...]

    @property
    def marks(self) -> tuple[bytes, bytes]:
        """What is read of a page at its top and at its bottom."""
        return " ".join(self.text.split()[:5]).encode(), self.choices[-1].partition(" ")[2].encode()


def measure(rounds: int, folder: Path, keys: int, trouble: tuple[str, ...] = ()) -> Part:
    """So many keys a round. All programs stay open from the first round to the last."""
    told, home, pages = folder / "told", folder / "home", folder / "pages.json"
    generated.write(generated.story(SCENES, sentences=SENTENCES, around=True), told)
    turned = lived(told, BEFORE + rounds * keys)
    pages.write_text(json.dumps([(page.text, page.choices) for page in turned]), encoding="utf-8")
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    here = Path(__file__).parent
    commands = {
        "ours": [sys.executable, "-m", "jangmadang", "play", str(told), "--seed", str(SEED)],
        "hello": [sys.executable, str(here / "hello_page.py"), str(pages)],
        "prompt_toolkit": peers.prompt_toolkit(pages),
    }
    with Terminal(commands["ours"] or [], str(home)) as once:
        once.until(turned[0].marks)  # as on any machine on which the story was opened before
    seen: dict[str, list[list[float]]] = {name: [] for name, command in commands.items() if command}
    peak: dict[str, float] = {}
    with ExitStack() as stack:
        open_ = {name: stack.enter_context(Terminal(commands[name] or [], str(home))) for name in seen}
        for terminal in open_.values():
            terminal.until(turned[0].marks)
            terminal.rest(0.5)
        gc.disable()
        for number, page in enumerate(turned[1:]):
            at, first = divmod(number - BEFORE, keys)
            for name, terminal in open_.items():
                marks = (FRAME,) if name == "prompt_toolkit" else page.marks
                took = terminal.until(marks, page.key if name == "ours" else b"n")
                if at >= 0:
                    if not first:
                        seen[name].append([])
                    seen[name][at].append(1000 * took)
                terminal.rest(REST)
        gc.enable()
        peak = {name: terminal.peak for name, terminal in open_.items()}
    return _part(seen, peak, rounds, keys, trouble)


def _part(
    seen: dict[str, list[list[float]]], peak: dict[str, float], rounds: int, keys: int, trouble: tuple[str, ...]
) -> Part:
    half = {name: Figure(tuple(map(median, all_)), "ms") for name, all_ in seen.items()}
    late = {name: Figure(tuple(quantiles(one, n=100)[98] for one in all_), "ms") for name, all_ in seen.items()}
    words = {
        "ours": "`jangmadang play`",
        "hello": "Textual: `Static` and `OptionList`, refilled",
        "prompt_toolkit": "prompt_toolkit 3.0.53",
    }
    rows = [
        (
            words[name],
            half[name].text(),
            half[name].over(half["hello"]).text(),
            late[name].text(),
            late[name].over(late["hello"]).text(),
            f"{peak[name]:.1f} MB",
        )
        for name in seen
    ]
    bounds = [
        Bound("key to changed screen, half of all keys, beside Textual's", half["ours"].over(half["hello"]), 1),
        Bound("key to changed screen, 99 of 100 keys, beside Textual's", late["ours"].over(late["hello"]), 0.5),
        Bound("most memory after the same keys, beside Textual's", Figure((peak["ours"] / peak["hello"],), "×"), 1.2),
    ]
    if "prompt_toolkit" in seen:
        what = "key to changed screen, 99 of 100 keys, beside prompt_toolkit"
        bounds.insert(2, Bound(what, late["ours"].over(late["prompt_toolkit"]), 1))
    left_out = [*trouble, *([] if "prompt_toolkit" in seen else ["prompt_toolkit: not installed (--peers)"])]
    return Part(
        "Turning pages",
        f"A generated story of {SCENES} scenes, played in a terminal of {COLUMNS} × {ROWS}, with text at once. After "
        f"{BEFORE} choices, {rounds} rounds of {keys} keys each: from a key's writing until the top and the bottom of "
        "the next page are read. The other programs stand in terminals beside it, show the same pages, which they are "
        "handed ready made, and get their key in turn. Memory is the most that a process ever held, after all keys.",
        ("program", "half", "beside Textual", "99 of 100", "beside Textual", "most memory"),
        tuple(rows),
        tuple(bounds),
        tuple(left_out),
    )


def lived(folder: Path, turns: int) -> list[Turned]:
    """The pages of a life of so many turns that never ends, the first page among them. Each differs from the one
    before it where it is looked for.
    """
    from jangmadang.play.run import Run
    from jangmadang.play.turn import Rules
    from jangmadang.story.loading import load

    loaded = load(folder)
    assert loaded.story is not None, loaded.problems[0].text()
    life, below = Run.start(Rules(loaded.story), SEED), random.Random(SEED)
    pages = [_turned(b"", life)]
    while len(pages) <= turns:
        open_ = [choice for choice in life.look().choices if choice.open]
        for choice in below.sample(open_, len(open_)):
            life.choose(choice.id)
            if not life.ended and not set((page := _turned(b"%d" % choice.number, life)).marks) & set(pages[-1].marks):
                pages.append(page)
                break
            life.undo()
    return pages


def _turned(key: bytes, life: Run) -> Turned:
    page = life.look()
    return Turned(
        key, "\n\n".join(one.plain for one in page.text), tuple(f"{one.number} {one.text}" for one in page.choices)
    )
