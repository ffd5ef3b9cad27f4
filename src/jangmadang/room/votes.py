"""Votes of one round: who chose what, how it lies, who leads.

Plain counting. A round belongs to a question (an opening) and never sees another's votes; within it a ticket's last
vote counts. Hands are counts beside the tickets.
"""

from __future__ import annotations

from collections.abc import Sequence

from .snapshot import Split

MOST_CHANGES = 60
"""Votes of one ticket in one round: more is no mind that changes, but a machine."""


class Round:
    """One round of one question."""

    def __init__(self, question: int, number: int, scene: str, choices: tuple[str, ...]) -> None:
        self.question, self.number, self.scene, self.choices = question, number, scene, choices
        self.votes: dict[int, str] = {}
        """By ticket: what it chose last."""
        self.hands: dict[str, int] = {}
        self.names: dict[tuple[int, str], str] = {}
        """What each (ticket, rid) chose: a name that comes again is the same vote."""
        self.times: dict[int, int] = {}
        """How often each ticket has voted."""
        self.shown = False
        """The bars were shown."""

    def take(self, ticket: int, choice: str, rid: str) -> None:
        """A vote of the log."""
        if (ticket, rid) in self.names:
            return
        self.names[ticket, rid] = choice
        self.votes[ticket] = choice
        self.times[ticket] = self.times.get(ticket, 0) + 1

    def counts(self) -> dict[str, int]:
        """Votes by choice, hands with them, in the order shown; a choice without any has 0."""
        out = {choice: self.hands.get(choice, 0) for choice in self.choices}
        for choice in self.votes.values():
            out[choice] += 1
        return out

    def voted(self) -> int:
        """How many have chosen, phones and hands together."""
        return len(self.votes) + sum(self.hands.values())

    def leaders(self) -> tuple[str, ...]:
        """What has the most votes: one, several in a tie, none without a vote."""
        counts = self.counts()
        most = max(counts.values(), default=0)
        return tuple(choice for choice, count in counts.items() if count == most) if most else ()

    def plain(self) -> tuple[object, ...]:
        """All of it as a value, to be compared."""
        about = (self.question, self.number, self.scene, self.choices, self.shown)
        return (*about, dict(self.votes), dict(self.hands), dict(self.names))


def changed(first: Round, later: Round) -> int:
    """Tickets that chose in both rounds, and not the same."""
    return sum(later.votes[ticket] != choice for ticket, choice in first.votes.items() if ticket in later.votes)


def shares(counts: Sequence[int]) -> tuple[int, ...]:
    """Each count in 100 of all, in whole numbers that are 100 together: what is left goes to the largest remainders."""
    total = sum(counts)
    if not total:
        return (0,) * len(counts)
    whole = [count * 100 // total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda n: (-(counts[n] * 100 % total), n))
    for n in by_rest[: 100 - sum(whole)]:
        whole[n] += 1
    return tuple(whole)


def split(round_: Round, numbers: dict[str, int]) -> Split:
    """How it lies, with choices by the numbers that are shown."""
    counts, leaders = round_.counts(), round_.leaders()
    ordered = sorted((count, -n, choice) for n, (choice, count) in enumerate(counts.items()))[::-1]
    number = [numbers.get(choice, 0) for _, _, choice in ordered]
    if not leaders:
        return Split(0)
    if len(leaders) > 1:
        return Split(round_.voted(), tied=tuple(sorted(numbers.get(choice, 0) for choice in leaders)))
    second = ordered[1][0] if len(ordered) > 1 else 0
    return Split(round_.voted(), ordered[0][0] - second, number[0], number[1] if second else 0)
