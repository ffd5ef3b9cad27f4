"""Jumping: to any scene with any state, from a line that a writer types.

    river with money 300, risk 80, mina.trust 40, teller sled, told row minder, not warned

Takes the line and a story; gives a Jump, or what is wrong with the line and where. `land` begins a life there, and
`complete` says how the line may go on. Values are kept within their bounds, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ..play import renaming
from ..play.moment import Frame
from ..play.run import Run
from ..play.turn import Rules
from ..story.chance import M64
from ..story.expressions import BOOL, INT, Members, Names, Person
from ..story.model import SEED, Slot, Story, Words
from ..story.problems import did_you_mean
from .flow import ANYWHERE, Road

SEED_WORD = "seed"
YES_AND_NO = {"true": 1, "yes": 1, "on": 1, "false": 0, "no": 0, "off": 0}
_SCENE = re.compile(r"\s*([^\s,]*)")
_WITH = re.compile(r"\s+with(?:\s+|$)")
_ITEM = re.compile(r"\s*(not\s+)?([\w.]+(?:\([\w., ]*\))?)?\s*(?:=|:|\bis\b)?\s*(.*?)\s*\Z", re.S)


class Jump(Struct, frozen=True):
    """Where to, and with what."""

    line: str
    scene: str
    values: tuple[tuple[int, int], ...]
    """Slots, each with what it is to be."""
    seed: int | None
    told: tuple[str, ...]
    """What was not taken as it was written, and why."""


class Misread(Struct, frozen=True):
    """What is wrong with the line."""

    at: int
    """Where in the line, in characters, from 0."""
    length: int
    message: str
    hint: str = ""

    @property
    def words(self) -> str:
        """For the writer."""
        return f"{self.message}{f' ({self.hint})' if self.hint else ''}"


class Landed(Struct, frozen=True):
    """A life that begins where the writer jumped to."""

    run: Run
    told: tuple[str, ...]


class Completion(Struct, frozen=True):
    """One way to go on."""

    line: str
    """The whole line, then."""
    word: str
    about: str = ""


def read(line: str, story: Story) -> Jump | Misread:
    """The jump that a line asks for; names that were renamed are followed."""
    found = _SCENE.match(line)
    assert found is not None
    written = found[1]
    if not written:
        return Misread(0, 1, "a jump begins with a scene", "river with money 300, risk 80")
    scene = renaming.scene(story, written)
    if scene not in story.scenes:
        return Misread(found.start(1), len(written), f"no scene `{written}`", did_you_mean(written, story.scenes))
    rest = line[found.end() :]
    values: dict[int, int] = {}
    seed: int | None = None
    told: list[str] = []
    if not rest.strip():
        return Jump(line, scene, (), None, ())
    joined = _WITH.match(rest)
    if joined is None:
        at = found.end() + len(rest) - len(rest.lstrip())
        return Misread(at, max(1, len(rest.strip())), "`with` comes after the scene", f"{written} with money 300")
    for at, item in _items(rest, joined.end()):
        offset = found.end() + at
        match = _ITEM.match(item)
        assert match is not None
        negated, name, said = bool(match[1]), match[2] or "", match[3]
        where = offset + match.start(2) if name else offset
        if not name:
            if item.strip():
                return Misread(offset, max(1, len(item)), f"`{item.strip()}` names nothing", "write a name and a value")
            continue
        number = renaming.slot(story, name)
        if number is None and name == SEED_WORD:
            if not said.isdecimal() or int(said[:25]) > M64:
                return Misread(where, len(name), "a seed is a whole number, 0 or more", "seed 7")
            seed = int(said)
            continue
        if number is None or number == SEED:
            near = did_you_mean(name, _names(story))
            return Misread(where, len(name), f"nothing in this story is called `{name}`", near)
        slot = story.slots[number]
        value = _value(slot, said, negated, story)
        if isinstance(value, str):
            place = offset + match.start(3) if said else where
            return Misread(place, max(1, len(said or name)), value, _allowed(slot))
        kept = min(slot.high, max(slot.low, value))
        if kept != value:
            told.append(f"{slot.name} is {slot.low:,} to {slot.high:,}: {kept:,} was taken for {value:,}")
        values[number] = kept
    return Jump(line, scene, tuple(values.items()), seed, tuple(told))


def land(rules: Rules, jump: Jump, seed: int, gentler: bool = False, roads: Sequence[Road] = ()) -> Landed:
    """A life that begins by arriving there. `roads` say where a passage returns to when it was jumped into."""
    story, state, told = rules.story, list(rules.start), list(jump.told)
    for number, value in jump.values:
        state[number] = value
    stack = tuple(_stack(story, jump.scene, roads))
    moment = rules.begin(jump.seed if jump.seed is not None else seed, jump.scene, state, stack)
    if stack:
        told.append(f"a passage: it returns to `{stack[-1].scene}`")
    if moment.scene != jump.scene:
        told.append(f"arriving in `{jump.scene}` sends one on to `{moment.scene}`")
    for number, value in jump.values:
        now = moment.values[number]
        if now != value:
            slot = story.slots[number]
            told.append(f"arriving makes {slot.name} {written(slot, now, story)}")
    return Landed(Run(rules, moment, gentler), tuple(told))


def _stack(story: Story, scene: str, roads: Sequence[Road]) -> Iterator[Frame]:
    calls = (road for road in roads if road.target == scene and road.kind in ("call", "draw"))
    call = next((road for road in calls if ANYWHERE not in (road.source, road.then)), None)
    if call is not None:
        back = call.then or call.source
        if back in story.scenes:
            yield Frame(back, back != call.source, scene)


def written(slot: Slot, value: int, story: Story) -> str:
    """A value as a jump writes it: `300`, `true`, `sled`, `row minder`."""
    kind = slot.type
    if isinstance(kind, Names):
        return kind.options[value] if 0 <= value < len(kind.options) else str(value)
    if isinstance(kind, Person):
        return story.people[value - 1].id if value else "none"
    if isinstance(kind, Members):
        return " ".join(name for n, name in enumerate(kind.options) if value >> n & 1) or "none"
    if kind == BOOL:
        return "true" if value else "false"
    return str(value)


def declared(slot: Slot, story: Story) -> bool:
    """Whether a writer declared it, or could have; what the story and its encounters count for themselves is not."""
    head, dot, _ = slot.name.partition(".")
    return not ("(" in slot.name or " " in slot.name or slot.field == "paid" or (dot and head in story.scenes))


def asked(run: Run, scene: str = "") -> str:
    """The line that jumps to where a run stands, with all of its state that is not as at the start and no bookkeeping
    of the story's own.
    """
    story, start, now = run.story, run.rules.start, run.moment.values
    said = [
        f"{slot.name} {written(slot, now[n], story)}"
        for n, slot in enumerate(story.slots)
        if now[n] != start[n] and declared(slot, story)
    ]
    line = scene or run.moment.scene
    return f"{line} with {', '.join(said)}" if said else line


# ---- values ---------------------------------------------------------------------------------------------------------
def _items(rest: str, start: int) -> Iterator[tuple[int, str]]:
    depth, at = 0, start
    for n in range(start, len(rest)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(rest[n], 0)
        if rest[n] == "," and depth <= 0:
            yield at, rest[at:n]
            at = n + 1
    yield at, rest[at:]


def _value(slot: Slot, said: str, negated: bool, story: Story) -> int | str:
    """The number that stands for a value, or why there is none."""
    kind, bare = slot.type, said.strip("[]{} ")
    if kind == BOOL:
        value = 1 if not said else YES_AND_NO.get(bare.lower())
        if value is None:
            return f"`{slot.name}` is yes or no, not `{said}`"
        return 1 - value if negated else value
    if negated:
        return f"`not` stands before what is yes or no; `{slot.name}` is {kind}"
    if not said:
        return f"`{slot.name}` needs a value: it is {kind}"
    if kind == INT:
        plain = bare.replace("_", "").replace("−", "-")
        if re.fullmatch(r"[+-]?[0-9]{1,18}", plain):
            return int(plain)
        return f"`{slot.name}` is a number, not `{said}`"
    if isinstance(kind, Members):
        value = 0
        for word in re.findall(r"[^\s+,]+", bare):
            mask = kind.value(word)
            if mask is None and word not in ("none", "and"):
                return f"`{word}` can never be in `{slot.name}`"
            value |= mask or 0
        return value
    assert isinstance(kind, Names | Person)
    found = kind.value(bare)
    if found is None:
        options = kind.options if isinstance(kind, Names) else kind.allowed
        near = did_you_mean(bare, options)
        return f"`{slot.name}` is never `{said}`{f'; {near}' if near else ''}"
    return found


def _allowed(slot: Slot) -> str:
    kind = slot.type
    if kind == INT:
        return f"{slot.low:,} to {slot.high:,}"
    options = _options(slot)
    return "known: " + ", ".join(options[:8]) + (", …" if len(options) > 8 else "")


def _options(slot: Slot) -> tuple[str, ...]:
    kind = slot.type
    if isinstance(kind, Names | Members):
        return kind.options
    if isinstance(kind, Person):
        return kind.allowed
    return ("true", "false") if kind == BOOL else ()


def _names(story: Story) -> Iterator[str]:
    """What can be set: declared names first, then what the story counts for itself."""
    yield from (slot.name for slot in story.slots if declared(slot, story))
    yield SEED_WORD
    yield from (slot.name for slot in story.slots if not declared(slot, story) and " " not in slot.name)


# ---- completing -----------------------------------------------------------------------------------------------------
def complete(line: str, story: Story, most: int = 200) -> list[Completion]:
    """How the line may go on, the likeliest first: scenes, then names, then values."""
    found = _SCENE.match(line)
    assert found is not None
    rest = line[found.end() :]
    if not rest:
        scenes = ((id_, _title(story, id_)) for id_ in _near(found[1], story.scenes))
        whole = found[1] in story.scenes
        on = [Completion(f"{line} with ", f"{found[1]} with", "a state of your own")] if whole else []
        others = (Completion(line[: found.start(1)] + id_, id_, about) for id_, about in scenes if id_ != found[1])
        return [*on, *others][:most]
    joined = _WITH.match(rest)
    if joined is None:
        return [Completion(f"{line[: found.end()]} with ", "with", "a state of your own")]
    at, item = list(_items(rest, joined.end()))[-1]
    before = line[: found.end() + at]
    before += "" if before.endswith(" ") else " "
    words = item.lstrip()
    negated = words.startswith("not ")
    name, blank, value = words.removeprefix("not ").partition(" ")
    slot_number = renaming.slot(story, name)
    if blank and slot_number is not None:
        slot = story.slots[slot_number]
        head, _, last = value.rpartition(" ") if isinstance(slot.type, Members) else ("", "", value)
        kept = f"{name} {head} " if head else f"{name} "
        said = [Completion(f"{before}{kept}{o}", o, slot.name) for o in _near(last, _options(slot))]
        if slot.type == INT:
            at_first = f"{slot.low:,} to {slot.high:,}; {slot.start:,} at the start"
            said = [Completion(line, slot.name, at_first)]
        return said[:most]
    known = list(_names(story))
    if negated:
        known = [slot.name for slot in story.slots if slot.type == BOOL and declared(slot, story)]
    start = before + ("not " if negated else "")
    return [Completion(start + one + ("" if negated else " "), one, _kind(story, one)) for one in _near(name, known)][
        :most
    ]


def _near(typed: str, known: Iterable[str]) -> list[str]:
    plain = typed.casefold()
    names = list(known)
    first = [name for name in names if name.casefold().startswith(plain)]
    return first + [name for name in names if plain and plain in name.casefold() and name not in set(first)]


def _title(story: Story, scene: str) -> str:
    return "".join(part.text for part in story.scenes[scene].title if isinstance(part, Words))


def _kind(story: Story, name: str) -> str:
    number = story.slot_of.get(name)
    if number is None:
        return "the luck of this life"
    slot = story.slots[number]
    kind = slot.type
    said = f"{slot.low:,} to {slot.high:,}" if kind == INT else str(kind)
    return f"{slot.label}: {said}" if slot.label else said
