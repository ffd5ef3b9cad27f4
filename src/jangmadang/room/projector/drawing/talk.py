"""Where the room talks: the stop with its question and count-down, the end of the story, the debrief.

The question has the wall for itself. Everything else of a scene waits.
"""

from __future__ import annotations

from ....tui.drawing.lines import EMPTY, Line, Piece, line, wrap
from ...snapshot import Projector, Talk
from . import large
from .bars import barred
from .frame import Drawn, Face, blank_between, clock, head, screen, words
from .scene import URGENT, changes, feet, remaining, story
from .telling import FORMS


def stop(face: Face, sight: Projector) -> Drawn:
    """The question, how it is talked over, and what time is left."""
    top = head(
        face,
        [Piece("STOP", "title"), Piece(f" · {sight.scene or sight.title}", "muted")],
        [remaining(face, sight)] if sight.until else [],
    )
    talk = sight.talk or Talk("")
    asked = wrap(line(talk.ask or "What do you think, and why?", "strong"), min(face.column, 64))
    how = words(FORMS.get(talk.form, FORMS["open"]), face.column, "muted")
    count: list[Line] = []
    left = sight.until - face.now
    told = clock(left)
    if sight.until and face.roomy and large.fits(told, face.column, 2 if face.wide else 1):
        count = large.letters(told, "meter" if left > URGENT else "warning", 2 if face.wide else 1)
    over = [line("Time is up.", "warning")] if sight.until and left <= 0 else []
    body = blank_between([asked, how, count, over], 2 if face.roomy else 1)
    voted = [option for option in sight.options if option.votes is not None and not option.reason]
    room = face.height - 5 - len(body) - (2 if face.roomy else 1)
    if voted and (rows := barred(voted, face, room, air=0)) and len(rows) <= room:
        # The bars that are talked about stay on the wall where there is room beneath the question.
        body = blank_between([body, rows], 2 if face.roomy else 1)
    return screen(face, top, body, centred=True)


def waiting(face: Face, sight: Projector) -> Drawn:
    """A group is at the stop and the others are not."""
    top = head(face, [Piece(f"Group {sight.group} · " if sight.group else "", "muted"), Piece(sight.scene, "title")])
    here = sum(row.state == "waiting" for row in sight.rows)
    told = f"{here} of {len(sight.rows)} groups are here." if sight.rows else "The others come soon."
    body = blank_between([[line("We wait for the other groups.", "strong")], [line(told, "muted")]], 1)
    return screen(face, top, body, centred=True)


def ending(face: Face, sight: Projector) -> Drawn:
    """The end of this life."""
    top = head(face, [Piece(sight.ending or sight.scene or sight.title, "title")], [Piece("the end", "muted")])
    blocks = [
        story(sight.result, face.column),
        changes(sight.changes, face.column),
        story(sight.text, face.column),
    ]
    return screen(face, top, blank_between(blocks, 1), feet(face, sight))


def debrief(face: Face, sight: Projector) -> Drawn:
    """Questions from what happened, to be felt, described, thought over and taken along."""
    left = [Piece("Looking back", "title"), Piece(f" · {sight.title}", "muted")]
    top = head(face, left, [remaining(face, sight)] if sight.until else [])
    blocks: list[list[Line]] = []
    for prompt in sight.prompts:
        name = prompt.form.capitalize()
        asked = wrap(line(prompt.ask), face.column - (10 if face.roomy else 2))
        if face.roomy:
            named: Line = (Piece(name.ljust(10), "heading"),)
            blocks.append([(*named, *asked[0]), *((Piece(" " * 10), *one) for one in asked[1:])])
        else:
            blocks.append([(Piece(name, "heading"),), *((Piece("  "), *one) for one in asked)])
    if not blocks:
        blocks = [
            [line("What stays with you?", "strong")],
            [line("Votes were for somebody of the story, never opinions of yours.", "muted")],
        ]
    tight = sum(map(len, blocks)) + len(blocks) > face.height - 4
    return screen(
        face, top, blank_between(blocks, 0 if tight else 1 if not face.wide else 2), centred=not sight.prompts
    )


def closed(face: Face, sight: Projector) -> Drawn:
    """It is over."""
    body = blank_between(
        [[line("Thank you.", "strong")], words("The session is over. Phones may be put away.", face.column, "muted")], 1
    )
    return screen(face, head(face, [Piece(sight.title, "title")]), body, centred=True)


def pause(face: Face) -> Drawn:
    """The neutral screen, on phones too: nothing of the story is on it."""
    said = "We stop here for a moment."
    body = [*[EMPTY] * (max(0, face.height - 4) // 3), (Piece(" " * max(0, (face.column - len(said)) // 2) + said),)]
    return screen(face, EMPTY, body)


def blank(face: Face) -> Drawn:
    """Nothing, but which key brings it back."""
    keys = screen(Face(face.width, 2, face.hints[:1]), EMPTY, []).lines[-1]
    quiet = tuple(piece._replace(role="faint") for piece in keys)
    return Drawn((*[EMPTY] * (face.height - 1), quiet))
