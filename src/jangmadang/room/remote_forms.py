"""The facilitator's buttons: every key's command as a form that says which version it was made for.

So that of two devices only one decides. Takes snapshots, gives elements; what is read beside is in `remote_page.py`.
"""

from __future__ import annotations

from .markup import Inside, Markup, el, every
from .snapshot import Projector, Remote, Row

DO = "/f/do"
STATES = {
    "lobby": "At the door",
    "scene": "Reading",
    "vote_open": "The vote is open",
    "vote_closed": "The vote is closed",
    "reveal": "The bars are shown",
    "decide": "A number is waited for",
    "outcome": "What came of it",
    "stop": "Talking",
    "waiting": "Waiting for the others",
    "ending": "The story's end",
    "debrief": "Debrief",
    "closed": "Over",
}
COURSE = (
    ("open", "Open", "o"),
    ("close", "Close", "c"),
    ("reveal", "Show bars", "r"),
    ("revote", "Vote again", "v"),
    ("stop", "Stop and talk", "d"),
    ("undo", "Back", "u"),
    ("forward", "Forward", "U"),
    ("skip", "Skip scene", "k"),
    ("end", "End at a good stop", "e"),
)
WALL = (
    ("pause", "Pause for all", "s"),
    ("blank", "Blank wall", "b"),
    ("join_panel", "How to join", "q"),
    ("lock", "Lock the door", "l"),
    ("pace", "Time on the wall", "p"),
    ("groups", "Groups", "g"),
)
"""Commands without words of their own, what they are called, and the key at the laptop."""
ON = {
    "pause": "Go on after the pause",
    "blank": "Show the wall",
    "join_panel": "Hide how to join",
    "lock": "Open the door",
    "pace": "Hide the time",
    "groups": "Hide the groups",
}


def form(wall: Projector, *inside: Inside, command: str = "", class_: str = "") -> Markup:
    """A form that sends a command, or the one of the button that is pressed."""
    named = el("input", type="hidden", name="command", value=command) if command else None
    seen = el("input", type="hidden", name="seen", value=wall.version)
    return el("form", seen, named, inside, method="post", action=DO, class_=class_ or None)


def button(words: Inside, command: str, wall: Projector, key: str = "", class_: str = "") -> Markup:
    shown = every(words, " ", el("kbd", key, aria_hidden="true")) if key else words
    possible = command in wall.can
    return el("button", shown, name="command", value=command, disabled=not possible, class_=class_ or None)


def buttons(title: str, commands: tuple[tuple[str, str, str], ...], wall: Projector) -> Markup:
    is_on = {
        "pause": wall.paused,
        "blank": wall.blank,
        "join_panel": wall.panel,
        "lock": wall.locked,
        "pace": wall.pace,
        "groups": wall.grid,
    }
    buttons = [
        button(ON[name] if is_on.get(name) else words, name, wall, key)
        for name, words, key in commands
        if name != "groups" or wall.rows
    ]
    return el("section", el("h2", title), form(wall, el("div", buttons, class_="grid")))


def timing(wall: Projector) -> Markup | None:
    if "time" not in wall.can:
        return None
    more = (("-30", "− 30 s"), ("30", "+ 30 s"), ("120", "+ 2 min"))
    return form(
        wall,
        el("div", [el("button", words, name="seconds", value=by) for by, words in more], class_="grid"),
        command="time",
    )


def groups(wall: Projector) -> Markup | None:
    if not wall.rows:
        return None
    rows = [el("li", _row(row, wall)) for row in wall.rows]
    every_one = el("button", "All groups", name="group", value=0, disabled=not wall.group)
    return el("section", el("h2", "Groups"), form(wall, el("ol", rows, class_="options"), every_one, command="focus"))


def _row(row: Row, wall: Projector) -> Markup:
    last = f" · last {' : '.join(map(str, row.last))}" if row.last else ""
    told = f"{row.phones} phones, {row.voted} voted, {row.decisions} decided{last}"
    look = el("button", f"Look at {row.group}", name="group", value=row.group, disabled=wall.group == row.group)
    return every(
        el("b", row.group),
        " ",
        el("span", row.scene, lang=wall.lang),
        el("small", f"{STATES[row.state]} · {told}"),
        el("span", look, class_="side"),
    )


def people(wall: Projector) -> Markup:
    open_ = [option for option in wall.options if not option.reason]
    counts = [
        el(
            "label",
            f"{option.number} ",
            el("input", type="number", name=f"count.{option.id}", min=0, max=2000, inputmode="numeric", value=0),
        )
        for option in open_
    ]
    hands = (
        form(
            wall,
            el(
                "fieldset",
                el("legend", "Raised hands ", el("kbd", "h", aria_hidden="true")),
                el("div", counts, class_="counts"),
            ),
            el("button", "Count these"),
            command="hands",
        )
        if counts and "hands" in wall.can
        else None
    )
    people = form(
        wall,
        el(
            "label",
            "People in the room ",
            el("input", type="number", name="count", min=0, max=2000, inputmode="numeric", value=wall.people or ""),
        ),
        el("button", "Save"),
        command="people",
    )
    return el("section", el("h2", "People"), hands, people)


def noting(remote: Remote) -> Markup:
    label = el(
        "label",
        "Something that was said, never by whom ",
        el("kbd", "n", aria_hidden="true"),
        el("textarea", name="words", maxlength=600, rows=2, required=True),
    )
    notes = el("ul", [el("li", note) for note in remote.notes], class_="notes") if remote.notes else None
    return el(
        "section", el("h2", "Notes"), form(remote.projector, label, el("button", "Note it"), command="note"), notes
    )
