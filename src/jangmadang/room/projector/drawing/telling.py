"""Words that go with a vote and a talk: how the bars lie, what to do with it, how a talk is held.

All are for the room and say nothing of anybody: numbers name choices, never people.
"""

from __future__ import annotations

from ...snapshot import Projector, Split

FORMS = {
    "pairs": "Talk in pairs, then three voices.",
    "corners": "A corner for each choice: go and stand in yours.",
    "line": "Stand on a line, from one answer to the other.",
    "silent": "Write it down first, each alone. Then read out.",
    "open": "Who begins?",
}
_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def number(count: int) -> str:
    """A small number at a sentence's beginning, in a word."""
    return _SMALL[count] if count < len(_SMALL) else str(count)


def how_it_lies(split: Split) -> tuple[str, str]:
    """What the bars say in a sentence, and a question that goes with it; the question may be empty."""
    if not split.voted:
        return "Nobody has chosen.", ""
    if split.tied:
        names = _and([str(one) for one in split.tied])
        return f"{names} are level.", "Turn to the person beside you: what would settle it?"
    if not split.second:
        # A room of one mind is the time to ask for what nobody said.
        return "All chose the same.", f"What would have to be different for another choice than {split.first}?"
    if split.apart <= max(1, split.voted // 10):
        lies = f"{number(split.apart)} vote{'' if split.apart == 1 else 's'} apart."
        return lies, f"Turn to the person beside you: what does {split.second} cost that {split.first} does not?"
    if split.apart * 2 >= split.voted:
        return f"Most chose {split.first}.", f"What do those see who chose {split.second}?"
    return f"{number(split.apart)} votes apart.", f"What speaks for {split.first}, and what for {split.second}?"


def chosen(sight: Projector) -> str:
    """How many have chosen: '18 of 24 have chosen'."""
    if not sight.voted:
        return "Nobody has chosen yet"
    all_of_them = max(sight.phones, sight.people)
    of = f" of {all_of_them:,}" if all_of_them >= sight.voted and all_of_them else ""
    return f"{sight.voted:,}{of} {'has' if sight.voted == 1 and not of else 'have'} chosen"


def who_is_here(sight: Projector) -> str:
    """'23 phones · 24 people'."""
    phones = f"{sight.phones:,} phone{'' if sight.phones == 1 else 's'}"
    return f"{phones} · {sight.people:,} people" if sight.people else phones


def late(milliseconds: int) -> str:
    """'1:10 late', '0:40 early', 'on time' (within half a minute)."""
    if abs(milliseconds) < 30_000:
        return "on time"
    seconds = abs(milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02d} {'late' if milliseconds > 0 else 'early'}"


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
