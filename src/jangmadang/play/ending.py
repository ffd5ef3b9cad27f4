"""The end of a life, looked back on: its meters, what it touched, what it never met, how others fare, where it turned.

Takes a Run that stands at an ending, what was seen in all lives and, where there are some, a story's figures; gives a
LifeView. Nothing is read or written here, and no scene is named that this life did not see.
"""

from __future__ import annotations

from ..story.model import Slot
from . import wording
from .ending_view import PHENOMENA, Course, LifeView, Others, Place, Touched
from .figures import Figures
from .moment import Moment
from .roads import glimpse, ground, turns, when
from .run import Run
from .seen import Seen


def life_view(run: Run, before: Seen, figures: Figures | None = None) -> LifeView | None:
    """The whole life; None while it has not ended."""
    page = run.look()
    if page.ending is None:
        return None
    story, at, seen = run.story, ground(run), glimpse(run)
    days, meters = so_far(run)
    endings = {scene.id for scene in story.endings}
    scenes = [place for place in at.places if place not in endings]
    return LifeView(
        story=story.title,
        ending=page.ending,
        began=days[0],
        ended=days[-1],
        turns=run.moment.turn,
        when=days,
        courses=meters,
        people=page.people,
        touched=touched(run, seen),
        others=others(page.ending.id, figures),
        met=sum(place in seen.places for place in scenes),
        scenes=len(scenes),
        notes=len(page.notes),
        all_notes=len(story.notes),
        turning=turns(run).forks,
        found=len(endings & {*before.endings, *seen.endings}),
        endings=len(endings),
    )


def so_far(run: Run) -> tuple[tuple[str, ...], tuple[Course, ...]]:
    """The day at the beginning and after each turn so far, and every meter's course over them."""
    moments = [moment for moment in (*(moment for moment, _ in run.past), run.moment) if moment.fresh]
    return tuple(when(run, moment) for moment in moments), courses(run, moments)


def courses(run: Run, moments: list[Moment]) -> tuple[Course, ...]:
    """Every meter that was in sight at any time, over the whole life."""
    out: list[Course] = []
    for number, slot in enumerate(run.story.slots):
        if slot.person or not slot.meter:
            continue
        values = tuple(moment.values[number] if _in_sight(run, slot, moment) else None for moment in moments)
        shown = [value for value in values if value is not None]
        if not shown:
            continue
        bar = slot.high - slot.low <= 100 and not slot.currency
        least, most = min(shown), max(shown)
        ends = (slot.low, slot.high) if bar else (least, most)
        first, last, low, high = (_said(slot, value) for value in (shown[0], shown[-1], least, most))
        gone = values[-1] is None
        out.append(Course(slot.name, wording.label(slot), values, *ends, first, last, low, high, gone))
    return tuple(out)


def _in_sight(run: Run, slot: Slot, moment: Moment) -> bool:
    if slot.meter is True:
        return True
    return bool(slot.meter and run.rules.world.run(slot.meter)(moment.values))


def _said(slot: Slot, value: int) -> str:
    return wording.amount(slot, value) if slot.currency or slot.unit else f"{value:,}"


def touched(run: Run, seen: Seen) -> tuple[Touched, ...]:
    """The nine phenomena, each with the places of this life that are about it, in the order lived.

    None of them in a story that is silent about them.
    """
    if not any(scene.phenomena for scene in run.story.scenes.values()):
        return ()
    at, found = ground(run), {word: dict[str, None]() for word in PHENOMENA}
    for moment in (*(moment for moment, _ in run.past), run.moment):
        place = at.place(moment.scene)
        for word in run.story.scenes[moment.scene].phenomena if place else ():
            found[word][place] = None
    return tuple(Touched(word, words, tuple(_places(seen, found[word]))) for word, words in PHENOMENA.items())


def _places(seen: Seen, places: dict[str, None]) -> list[Place]:
    """What they were called; two of one title on one day are one."""
    named = (Place(seen.place(place).title or place, seen.place(place).when) for place in places)
    return list(dict.fromkeys(named))


def others(ending: str, figures: Figures | None) -> tuple[Others, ...]:
    """How many of each kind of simulated people come to that ending."""
    walkers = figures.walkers if figures is not None else ()
    return tuple(Others(one.name, one.about, one.endings.get(ending, 0), one.lives) for one in walkers)
