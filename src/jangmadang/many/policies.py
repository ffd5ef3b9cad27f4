"""Policies: the small YAML files that say who lives the lives of a simulation.

    about: lets nothing bring her risk over 20
    wishes: {"max(0, risk - 20)": -1}
    halves: 6
    choices: {stove.burn: 3, "*.leave": 0}

Takes what a command line names and a story; gives a `Policy`, or problems with their places. A name is looked for in
the story's folder, policies/NAME.yaml, and then among ours, which wish for what a story has of money, risk and trust.
Needs no NumPy; what the words mean is `play.wanted`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ..play.turn import Rules
from ..play.wishing import Wisher, Wishes, WrongWish
from ..story.digest import blake2b
from ..story.problems import Problem, did_you_mean, errors
from ..story.reading import Source, read_file

OURS = ("random", "cautious", "greedy", "trusting")
"""The built-in policies, in the order in which they stand side by side."""
FOLDER, ENDING = "policies", ".yaml"
KEYS = tuple(Wishes.__struct_fields__)


class Policy(Struct, frozen=True):
    """Who lives."""

    name: str
    wishes: Wishes

    @property
    def digest(self) -> str:
        """What tells policies that may choose otherwise from each other: of everything but name and `about`."""
        bare = msgspec.structs.replace(self.wishes, about="")
        return blake2b(msgspec.json.encode(bare, order="sorted"), digest_size=8).hexdigest()


class ReadPolicy(Struct, frozen=True):
    """A policy, unless something is wrong with the file."""

    policy: Policy | None
    problems: tuple[Problem, ...] = ()
    missing: str = ""
    """Why there is no such policy, in words."""


def policy_of(named: str, rules: Rules, folder: Path | None) -> ReadPolicy:
    """The policy that a name or a file's name stands for, checked against the story. `folder` is the story's."""
    if named.endswith((ENDING, ".yml")) or "/" in named:
        path = Path(named)
        if not path.is_file():
            return ReadPolicy(None, missing=f"there is no file {named}")
        return read_policy(path, rules)
    if folder is not None and (folder / FOLDER / f"{named}{ENDING}").is_file():
        return read_policy(folder / FOLDER / f"{named}{ENDING}", rules)
    if named in OURS:
        return _ours(named, rules)
    known = names(folder)
    near = did_you_mean(named[:80], known) or f"there are {', '.join(known)}; a file's name ends with {ENDING}"
    return ReadPolicy(None, missing=f'there is no policy "{named[:80]}"; {near}')


def names(folder: Path | None) -> list[str]:
    """The policies that go by a name: ours, then the story's own."""
    own = sorted(path.stem for path in (folder / FOLDER).glob(f"*{ENDING}")) if folder is not None else []
    return [*OURS, *(name for name in own if name not in OURS)]


def read_policy(path: Path, rules: Rules) -> ReadPolicy:
    """The policy in a file, checked against the story. Raises OSError where it cannot be read."""
    source = read_file(path, str(path))
    if errors(source.problems):
        return ReadPolicy(None, tuple(source.problems))
    found = list(_misfits(source))
    if found:
        return ReadPolicy(None, tuple(found))
    wishes = msgspec.convert(source.tree or {}, Wishes, strict=False)
    try:
        Wisher(rules, wishes)
    except WrongWish as wrong:
        return ReadPolicy(None, (_problem(source, wrong),))
    return ReadPolicy(Policy(path.stem, wishes), tuple(source.problems))


def _problem(source: Source, wrong: WrongWish) -> Problem:
    """A wish that is written as a key is underlined there, in it what is wrong; a weight in its value."""
    at, message, hint = wrong.at, wrong.message, wrong.hint
    in_key = at[0] == "wishes" or (at[0] == "choices" and wrong.offset is None)
    if not in_key:
        length = {} if wrong.offset is None else {"offset": wrong.offset, "length": wrong.length}
        return source.problem("policy", at, message, hint, **length)  # type: ignore[arg-type]
    whole = source.problem("policy", at, message, hint, on="key")
    if wrong.offset is None:
        return whole
    quoted = whole.source[whole.column - 1 : whole.column] in ("'", '"')
    return msgspec.structs.replace(whole, column=whole.column + wrong.offset + quoted, length=wrong.length)


def _misfits(source: Source) -> Iterator[Problem]:
    """What in a file is no policy: keys and the shapes of their values."""
    tree = source.tree
    if tree is not None and not isinstance(tree, dict):
        yield source.problem("policy", (), f"a policy has the keys {', '.join(KEYS)}; this is a list or a text")
        return
    for key, value in (tree or {}).items():
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"its keys are {', '.join(KEYS)}"
            yield source.problem("policy", (key,), f"a policy has no `{key[:80]}`", hint, on="key")
        elif key in ("wishes", "choices"):
            yield from _pairs(source, key, value)
        elif not isinstance(value, str):
            yield source.problem("policy", (key,), f"`{key}` takes {'a line' if key == 'about' else 'a number'}")


def _pairs(source: Source, key: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, dict):
        example = "`money: 1`" if key == "wishes" else "`stove.burn: 2`"
        yield source.problem("policy", (key,), f"`{key}` has lines such as {example}")
        return
    for name, worth in value.items():
        if not isinstance(worth, str):
            yield source.problem("policy", (key, name), "this is a number or an expression, not a list")
        elif key == "wishes" and not _whole(worth):
            message = f"what `{name}` is worth is a whole number"
            yield source.problem("policy", (key, name), message, "what is reckoned goes into the wish itself")


def _whole(text: str) -> bool:
    digits = text[1:] if text[:1] in "+-" else text
    return digits.isascii() and digits.isdecimal() and len(digits) <= 12


# ---- ours -----------------------------------------------------------------------------------------------------------
def ours(name: str) -> Wishes:
    """A built-in policy as it is written."""
    path = Path(__file__).parent / "people" / f"{name}{ENDING}"
    return msgspec.yaml.decode(path.read_bytes(), type=Wishes)


def _ours(name: str, rules: Rules) -> ReadPolicy:
    """A built-in policy: those of its wishes that the story has something for."""
    written = ours(name)
    wishes = {wish: worth for wish, worth in written.wishes.items() if _holds(rules, Wishes(wishes={wish: worth}))}
    if written.wishes and not wishes:
        return ReadPolicy(None, missing=f"the story {rules.story.id} has nothing that {name} people wish for")
    halves = written.halves if _holds(rules, Wishes(halves=written.halves)) else 100
    return ReadPolicy(Policy(name, Wishes(written.about, wishes, halves)))


def _holds(rules: Rules, wishes: Wishes) -> bool:
    try:
        Wisher(rules, wishes)
    except WrongWish:
        return False
    return True


def side_by_side(rules: Rules, folder: Path | None) -> Sequence[Policy]:
    """The built-in policies that the story has something for, in its own words where it has those."""
    read = (policy_of(name, rules, folder) for name in OURS)
    return [one.policy for one in read if one.policy is not None]


def wealth(rules: Rules, folder: Path | None) -> Policy | None:
    """The policy by which wealth is reckoned: the wishes of the greedy ones; None where nothing is worth money."""
    return policy_of("greedy", rules, folder).policy
