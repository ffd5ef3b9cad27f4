"""Plans: how a session of so many minutes runs.

In: the cover's `plan:` as typed. Out: model plans whose scenes exist.
"""

from __future__ import annotations

from ..model import Plan
from . import effects
from .context import Build, Where
from .gather import Written


def plans(build: Build, written: Written) -> dict[int, Plan]:
    """The plans by their minutes."""
    out: dict[int, Plan] = {}
    plans, where = written.cover.get("plan", ({}, None))
    for minutes, plan in plans.items():
        here: Where = (where, minutes)
        if not minutes.isdigit():
            build.report("bad-plan", here, f'"{minutes}" is no number of minutes', on="key")
            continue
        for key in ("skip", "skip_if_late", "good_stops", "votes"):
            for n, name in enumerate(getattr(plan, key) or ()):
                effects.scene(build, name, ((here, key), n))
        for name in plan.stops or {}:
            effects.scene(build, name, ((here, "stops"), name), on="key")
        if plan.start and not build.beside.has(f"tests/{plan.start}.yaml"):
            message = f"there is no play-test `tests/{plan.start}.yaml` to begin with"
            build.report("missing-file", (here, "start"), message)
        out[int(minutes)] = Plan(
            int(minutes),
            plan.open,
            plan.debrief,
            dict(plan.stops or {}),
            tuple(plan.skip or ()),
            tuple(plan.skip_if_late or ()),
            tuple(plan.good_stops or ()),
            tuple(plan.votes or ()),
            plan.start or "",
        )
    return out
