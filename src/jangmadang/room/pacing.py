"""The plan's clock: how far a room should be by now, and what is left out when it is not.

    opening · (read, vote, talk) for each scene the plan names · debrief

The time to play, without the stops, is shared alike among the scenes that are voted on. Between two of them a room is
on time; it is late when the next is overdue. All in the session's milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..story.model import Plan, Story
from .clock import MINUTE

LATE = 2 * MINUTE
"""Behind the plan by more than this, scenes are left out."""


def plan_for(story: Story, minutes: int = 0) -> Plan | None:
    """The story's plan nearest to so many minutes (0: the middle one); of two, the shorter. None without plans."""
    known = sorted(story.plans)
    if not known:
        return None
    return story.plans[min(known, key=lambda m: (abs(m - minutes), m)) if minutes else known[len(known) // 2]]


class Schedule:
    """A plan laid out in time."""

    def __init__(self, story: Story, plan: Plan | None, minutes: int = 0) -> None:
        """Without a plan the opening has a tenth of the minutes and the debrief three."""
        whole = minutes or (plan.minutes if plan is not None else story.minutes) or 45
        self.plan = plan
        self.of = whole * MINUTE
        self.opening = (plan.open * MINUTE) if plan is not None else self.of // 10
        debrief = (plan.debrief * MINUTE) if plan is not None else self.of * 3 // 10
        self.debrief_at = max(self.opening, self.of - debrief)
        """When the debrief begins at the latest: when late, scenes are left out, never this."""
        stops = plan.stops if plan is not None else {}
        votes = plan.votes if plan is not None else ()
        self.scenes = (*votes, *(scene for scene in stops if scene not in votes))
        """Scenes by which one knows how far a room is, in the story's order as far as the plan has it."""
        talk = sum(stops.values()) * MINUTE
        self.each = max(0, self.debrief_at - self.opening - talk) // max(1, len(self.scenes))
        """Milliseconds for one of them, without its stop."""
        self.ends: list[int] = []
        """When each is to be over."""
        at = self.opening
        for scene in self.scenes:
            at += self.each + stops.get(scene, 0) * MINUTE
            self.ends.append(at)

    def late(self, begun: bool, decided: Sequence[str], now: int) -> int:
        """Milliseconds behind the plan, negative when ahead of it, for a room that has decided in these scenes."""
        reached = [n for n, scene in enumerate(self.scenes) if scene in decided]
        number = reached[-1] + 1 if reached else 0
        start = (self.ends[number - 1] if number else self.opening) if begun else 0
        end = (self.ends[number] if number < len(self.ends) else self.debrief_at) if begun else self.opening
        return now - end if now > end else min(0, now - start)

    def leave_out(self, late: int, seen: Sequence[str]) -> tuple[str, ...]:
        """Scenes to leave out now, of those not seen: as many from the plan's list as make up for the time."""
        listed = [s for s in (self.plan.skip_if_late if self.plan is not None else ()) if s not in seen]
        if late <= LATE or not listed:
            return ()
        # A scene that is left out is read in about half the time of one that is voted on.
        worth = max(MINUTE, self.each // 2)
        return tuple(listed[: -(-late // worth)])

    def next_stop(self, stopped: Sequence[str]) -> tuple[str, int]:
        """The next planned stop and its minutes; "" when there is none."""
        stops = self.plan.stops if self.plan is not None else {}
        passed = [n for n, scene in enumerate(self.scenes) if scene in stopped]
        left = self.scenes[passed[-1] + 1 :] if passed else self.scenes
        return next(((scene, stops[scene]) for scene in left if scene in stops), ("", 0))
