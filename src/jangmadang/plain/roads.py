"""Roads in words: turns to go back to, roads left open, the story as far as it was seen; which turn an answer means.

Takes what `play/roads.py` makes and gives lines, as the screen draws journal and map from it. Nothing is done here.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..play.road_view import Spot, StoryMap, Turn, Turns
from ..story.problems import did_you_mean
from .saying import journal_lines, sentence

LATEST = 5
"""Turns of the journal that are said unless all are asked for."""


class Unclear(Exception):
    """No turn is meant by the answer; `words` say why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def turn_meant(rest: str, journal: Turns, way: str) -> int | None:
    """The number of the turn that follows `back`, `forward` or `branch`; None where nothing follows.

    `3` is so many turns that way, `to 12` the turn that the journal calls so, and other words are those of a title:
    the last such turn before this one, or the first after it. Raises Unclear.
    """
    here = journal.turns[journal.here].number
    word, _, more = rest.partition(" ")
    named = more.strip() if word.casefold() in ("to", "from", "turn") and more else rest
    absolute = named != rest or way == "branch"
    named = named.removeprefix("turn ").strip()
    if not named:
        return None
    if named.isdecimal():
        count = int(named[:9])
        turn = count - 1 if absolute else here - count if way == "back" else here + count
        if any(one.number == turn for one in journal.turns) and _that_way(turn, here, way):
            return turn
        raise Unclear(f"There is no turn {named[:9]} to go {way} to." if way != "branch" else f"No turn {named[:9]}.")
    turns = [turn for turn in journal.turns if _that_way(turn.number, here, way)]
    found = [turn for turn in turns if _bare(named) in _bare(turn.line.title)]
    if found:
        return found[0 if way == "forward" else -1].number
    near = did_you_mean(named[:80].casefold(), {turn.line.title.casefold() for turn in turns})
    raise Unclear(f'No such turn is called "{named[:80]}"{f"; {near}" if near else "."} Say journal to hear them.')


def _that_way(turn: int, here: int, way: str) -> bool:
    return turn < here if way == "back" else turn > here if way == "forward" else True


def _bare(title: str) -> str:
    """A title without its article, so that `the stall` finds `A stall`."""
    words = title.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def turns_lines(journal: Turns, rest: str) -> list[str]:
    """The journal: the latest turns, all, or one by its number; then what was taken back."""
    past, ahead = journal.turns[: journal.here], journal.turns[journal.here + 1 :]
    if rest.removeprefix("turn ").isdecimal():
        number = int(rest.removeprefix("turn ")[:9])
        found = [turn for turn in journal.turns if turn.number + 1 == number]
        return _one(found[0]) if found else [f"There is no turn {number}."]
    lines = journal_lines(turn.line for turn in (past if rest == "all" else past[-LATEST:]))
    if ahead:
        count = f"{len(ahead)} turns were" if len(ahead) > 1 else "One turn was"
        lines.append(f"{count} taken back, up to {sentence(ahead[-1].line.title)} Say forward to take them again.")
    return lines


def _one(turn: Turn) -> list[str]:
    lines = journal_lines([turn.line]) if turn.line.choice else [f"Turn {turn.number + 1}. {sentence(turn.line.title)}"]
    return [*lines, *_left_open(turn.others)]


def forks_lines(forks: Iterable[Turn]) -> list[str]:
    """Turns at which other roads were open, each with them."""
    lines: list[str] = []
    for turn in forks:
        when = f"{turn.when[:1].upper()}{turn.when[1:]}. " if turn.when else ""
        lines.append(
            f"Turn {turn.number + 1}. {when}{sentence(turn.line.title)} You chose: {sentence(turn.line.choice)}"
        )
        lines += _left_open(turn.others)
    if not lines:
        return ["There was no other road so far."]
    return [*lines, "Say branch and a turn's number for a new road from there, or back to and its number."]


def _left_open(words: Iterable[str]) -> list[str]:
    said = " ".join(sentence(one) for one in words)
    return [f"Left open: {said}"] if said else []


def map_lines(drawn: StoryMap) -> list[str]:
    """Every scene that was seen, in the map's order, with the roads taken and those left open; then the endings."""
    lines = [
        f"{drawn.story}: {drawn.seen} of {drawn.scenes} scenes seen, {drawn.found} of {drawn.endings} endings found."
    ]
    by_key = {spot.key: spot for spot in drawn.spots}
    day = ""
    for spot in drawn.spots:
        if spot.kind == "ending":
            continue
        if spot.when != day:
            day = spot.when
            lines += ["", f"{day[:1].upper()}{day[1:]}."]
        lines.append(_spot(spot, by_key))
        lines += _left_open(spot.left_open)
    endings = [_ending(spot) for spot in drawn.spots if spot.kind == "ending" and spot.found]
    lines += ["", "Endings found: " + " ".join(endings) if endings else "No ending was found yet."]
    return lines


def _spot(spot: Spot, by_key: dict[str, Spot]) -> str:
    parts = [sentence(f"{spot.title}, beside {by_key[spot.under].title}" if spot.under in by_key else spot.title)]
    if spot.here:
        parts.append("You are here.")
    if spot.visits:
        numbers = ", ".join(str(number + 1) for number in spot.visits)
        parts.append(f"Turn {numbers}." if len(spot.visits) == 1 else f"Turns {numbers}.")
    else:
        parts.append("In another life.")
    chosen = [way.words for way in spot.ways if way.taken == "now"]
    parts += [f"You chose: {' '.join(map(sentence, chosen))}"] if chosen else []
    before = [way.words for way in spot.ways if way.taken == "before"]
    parts += [f"In another life: {' '.join(map(sentence, before))}"] if before else []
    to = [by_key[key].title for key, _ in spot.to if key in by_key and by_key[key].found]
    parts += [f"It led to: {sentence(', '.join(to))}"] if to else []
    parts += [f"And back to: {sentence(', '.join(spot.back))}"] if spot.back else []
    return " ".join(parts)


def _ending(spot: Spot) -> str:
    return sentence(f"{spot.title}, in this life" if spot.now else spot.title)
