"""What the encounters have in common: rules that hold at market, at the door, in front of the screen and at the river.

Takes names of slots, whole numbers and pieces of a block; gives expressions and words as a writer would type them, and
troubles for what cannot be. No scene is made here.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..document import ExitOrName, Text, TextItem
from ..goods import Good
from ..problems import did_you_mean
from . import Setting, Trouble

FORMATS = {"old_won": "won", "new_won": "new_won", "yuan": "yuan", "dollar": "dollars"}
"""How a sum of a currency is written in a text: `{money:won}`."""
CURRENCY_WORDS = {"old_won": "won", "new_won": "won", "yuan": "yuan", "dollar": "dollars"}
"""The word after a sum, for screens."""
GAP = "…"
"""In words of ours: where a sum, a name or a good stands. In the key of a caption: the id of a person."""
MOST_CHOICES = 9
"""Choices of one page: each has a digit for its key."""


def asked(sum_: str, purse: str) -> str:
    """A sum as it is asked in the money of a purse: round, and never less (see `rounding`)."""
    return f"round_up({sum_}, {purse})"


def counted_out(sum_: str, purse: str) -> str:
    """A sum as the player gets it in the money of a purse: round, and never more."""
    return f"round_down({sum_}, {purse})"


def rice_cost(grams: int | str, purse: str, place: str = "") -> str:
    """What so many grams of rice cost. By the kilo first: a gram in yuan would round too much away."""
    return asked(f"(buy(rice, {grams}, 0, {f'{place}, ' if place else ''}{purse}) + 999) // 1000", purse)


def scaled(slot: str, most: int | str) -> str:
    """How much trust a good deed worth `most` brings: the more there is already, the less it adds."""
    return f"({most} * (100 - {slot}) + 99) // 100"


def trusted_more(people: Iterable[str], most: int, only: str = "") -> dict[str, str]:
    """Effects: each of these people trusts the player more, and the row by a fifth of the sum.

    `only` is a condition under which it happens. Nobody gives no effects.
    """
    gains = {f"{person}.trust": scaled(f"{person}.trust", most) for person in people}
    if not gains:
        return {}
    gains["trust"] = f"({' + '.join(gains.values())}) // 5"
    return {slot: f"+({gain} if {only} else 0)" if only else f"+({gain})" for slot, gain in gains.items()}


def items(text: Text | None) -> list[str | TextItem]:
    """A text as a list of its pieces: the same objects, so that a problem in one is found where it was written."""
    if text is None:
        return []
    return list(text) if isinstance(text, list) else [text]


def some(good: Good, n: int) -> str:
    """So much of a good, as a customer would say it: `a pack of cigarettes`, `3 kilos of corn`, `an egg`."""
    unit = good.unit.one if n == 1 else good.unit.many
    much = str(n) if n != 1 else "an" if unit[:1] in "aeio" else "a"
    return f"{much} {unit}" if good.name in (good.unit.one, good.unit.many) else f"{much} {unit} of {good.name}"


def filled(words: str, value: str) -> str:
    """Words of ours with a value in the place that is left for it."""
    return words.replace(GAP, value)


class Checks:
    """The troubles of one block, gathered while it is looked through. `path`: the keys from the block down."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.troubles: list[Trouble] = []

    def trouble(self, code: str, path: tuple[str | int, ...], message: str, hint: str = "") -> None:
        self.troubles.append(Trouble(code, path, message, hint))

    def person(self, name: str, *path: str | int) -> bool:
        """Whether somebody of that name is in the story; reports it if not."""
        known = self.setting.people
        if name not in known:
            near = did_you_mean(name, known) or "declare them under `people:`"
            self.trouble("unknown-person", path, f"there is nobody called `{name}`", near)
        return name in known

    def good(self, name: str, *path: str | int) -> bool:
        """Whether there is such a good; reports it if not."""
        known = self.setting.goods
        if name not in known:
            near = did_you_mean(name, known) or "declare it under `goods:`"
            self.trouble("unknown-good", path, f"there is no good `{name}`", near)
        return name in known

    def purse(self, name: str, *path: str | int) -> bool:
        """Whether there is such a purse; reports it if not."""
        known = self.setting.currencies
        if name not in known:
            near = did_you_mean(name, known) or "declare it under `state:` with a currency"
            self.trouble("unknown-purse", path, f"there is no purse `{name}`", near)
        return name in known

    def exit(self, written: ExitOrName | None, *path: str | int) -> bool:
        """Whether an exit leads to a scene, or is not written; reports it if not."""
        if written is None:
            return True
        name, known = (written, path) if isinstance(written, str) else (written.goto, (*path, "goto"))
        if name not in self.setting.scenes:
            self.trouble("unknown-scene", known, f"no scene `{name}`", did_you_mean(name, self.setting.scenes))
        return name in self.setting.scenes

    def number(self, value: int, low: int, high: int, *path: str | int) -> bool:
        """Whether a number lies in its bounds; reports it if not."""
        if not low <= value <= high:
            self.trouble("encounter-number", path, f"`{path[-1]}` goes from {low} to {high}; this is {value}")
        return low <= value <= high

    def captions(self, given: Iterable[str] | None, ours: Iterable[str], people: Iterable[str] = ()) -> None:
        """Reports each key of `captions` that names none of the encounter's choices."""
        whom = list(people)
        known = [filled(key, person) for key in ours for person in (whom if GAP in key else [""])]
        self.keys("encounter-text", given or (), known, "caption", "captions")

    def keys(self, code: str, given: Iterable[str], known: Iterable[str], what: str, *path: str | int) -> None:
        """Reports each key of a mapping (`text`, `on`) that the encounter has no use for."""
        for key in given:
            if key not in known:
                near = did_you_mean(key, known) or "known: " + ", ".join(sorted(known))
                self.trouble(code, (*path, key), f"there is no {what} `{key}` in this encounter", near)
