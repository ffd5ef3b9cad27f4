"""What several faces read of a group: heads, words, choices, meters, notes, as a snapshot has them.

Takes a group and gives plain values. Who may see what is `looking.py`'s.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..play.moment import Moment
from ..play.view import NoteView, Page
from ..story import prose
from .group import Group
from .snapshot import Gauge, Option, Paragraph, Split, Talk, Word
from .votes import shares, split


def heads(group: Group) -> tuple[str, str]:
    """Title and heading of the scene that is talked about."""
    if group.beneath != "outcome" or not group.answers:
        return group.page.title, group.page.heading
    before = group.answers[-1].before
    scene, now = group.told, before.moment
    teller = before.looking.teller
    return teller.line(scene.title, now.values, now.visit), teller.line(scene.heading, now.values, now.visit)


def title(group: Group, scene: str) -> str:
    """What a scene is called now; its id where it has no title."""
    now = group.run.moment
    return group.run.looking.teller.line(group.run.story.scenes[scene].title, now.values, now.visit) or scene


def text(group: Group) -> tuple[Paragraph, ...]:
    """The scene's words, an ending's epilogue with them; none in an outcome, where the next scene is not read yet."""
    if group.beneath in ("lobby", "outcome", "debrief", "closed"):
        return ()
    ending = group.page.ending
    return pieces((*group.page.text, *(ending.epilogue if ending is not None else ())))


def result(group: Group) -> tuple[Paragraph, ...]:
    """What was decided led to: in an outcome; of several groups, also before the next scene, which comes at once."""
    if group.beneath == "outcome" and group.alone:
        return pieces(group.page.result)
    return () if group.alone else pieces(read for moment in led_here(group) for read in moment.result)


def changes(group: Group) -> tuple[str, ...]:
    """What that changed, in words."""
    if group.beneath == "outcome" and group.alone:
        return tuple(change.text for change in (*group.page.changes, *group.page.arrived))
    changes = group.run.looking.changes
    told = [] if group.alone else led_here(group)
    return tuple(c.text for m in told for c in (*changes(m.chosen), *changes(m.arrived, m.chosen)))


def led_here(group: Group) -> list[Moment]:
    """Of several groups: the moments since the last choice, for nobody was shown a scene that was left out after it."""
    found = [group.run.moment]
    for answer in reversed(group.answers):
        if not answer.skipped:
            break
        found.insert(0, answer.before.moment)
    return found


def options(group: Group, shown: bool) -> tuple[Option, ...]:
    """The choices by their numbers; with votes where they are shown. Where the room votes, menus are left out.

    In an outcome, what was decided stands alone.
    """
    taken = group.taken
    if taken is not None:
        return (Option(taken.id, taken.number, taken.text, taken=True),)
    if group.beneath in ("lobby", "outcome", "ending", "debrief", "closed"):
        return ()
    round_ = group.round
    offered = set(round_.choices) if round_ is not None else {view.id for view in group.offered()}
    voting = round_ is not None or group.voted_on
    views = [view for view in group.page.choices if not voting or not view.menu or view.id in offered]
    counts = round_.counts() if round_ is not None and shown else {}
    share = dict(zip(counts, shares(tuple(counts.values())), strict=True))
    leaders = round_.leaders() if round_ is not None and shown else ()
    return tuple(
        Option(
            view.id,
            view.number,
            view.text,
            view.hint,
            view.price,
            view.odds,
            "" if view.open else view.reason,
            counts.get(view.id) if shown else None,
            share.get(view.id, 0),
            view.id in leaders,
        )
        for view in views
    )


def lying(group: Group) -> Split | None:
    """How the vote that is before the group lies."""
    if group.round is None:
        return None
    return split(group.round, {view.id: view.number for view in group.page.choices})


def talk(group: Group) -> Talk | None:
    """What is talked over, at a stop."""
    if group.phase != "stop":
        return None
    discuss = group.told.discuss
    return Talk(discuss.ask, discuss.form) if discuss is not None else Talk("")


def gauges(page: Page) -> tuple[Gauge, ...]:
    """The meters, as the page has them."""
    return tuple(Gauge(m.id, m.label, m.text, m.value, m.low, m.high, m.bar, m.change) for m in page.meters)


def words_here(page: Page, of_result: bool) -> tuple[Word, ...]:
    """The field notes that what is read opens, then those that are new."""
    read = page.result if of_result else (*page.result, *page.text)
    opened = [span.note for paragraph in read for span in paragraph.spans if span.note]
    by_id = {note.id: note for note in page.notes}
    first = dict.fromkeys(id_ for id_ in opened if id_ in by_id)
    rest = (note.id for note in page.notes if note.new and not of_result)
    return tuple(word(by_id[id_]) for id_ in dict.fromkeys((*first, *rest)))


def word(note: NoteView) -> Word:
    """A field note."""
    return Word(note.id, note.word, note.hangul, note.say, note.text, note.source)


def pieces(read: Iterable[prose.Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs as a snapshot has them: words as they are, where nothing marks them."""
    return tuple(
        tuple((s.text, s.mark, s.note) if s.mark or s.note else s.text for s in paragraph.spans) for paragraph in read
    )
