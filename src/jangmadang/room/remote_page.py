"""What whoever leads sees on a phone of their own: every key's command, the votes, hints, the time, what was noted.

Takes the remote's snapshot, gives elements. Every button is a plain form that says which version it was made for, so
that of two devices only one decides. Never for the wall.
"""

from __future__ import annotations

from .markup import Inside, Markup, el, every
from .phone_page import FORMS
from .snapshot import Option, Projector, Remote, Row, Times

DO = "/f/do"
NEXT = {
    "begin": "Begin",
    "open": "Open the vote",
    "close": "Close the vote",
    "reveal": "Show the bars",
    "take": "Take the leader",
    "lot": "Draw a lot",
    "choose": "Draw a lot",
    "skip": "Leave this scene out",
    "stop": "Stop and talk",
    "go_on": "Go on",
    "wait": "Wait for the others",
    "debrief": "To the debrief",
}
"""What the large button says, by what `next` does."""
SPECIAL = {("debrief", "close"): "End the session", ("scene", "take"): "Go on"}
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


def drawn(remote: Remote) -> Markup:
    """All that stands below the page's head."""
    wall = remote.projector
    return every(
        _place(wall),
        _alarms(remote),
        _now(wall),
        _options(remote),
        _advice(remote),
        _buttons("The course", COURSE, wall),
        _time(wall),
        _buttons("The wall", WALL, wall),
        _rows(wall),
        _hands(wall),
        _noting(remote),
    )


def said(remote: Remote) -> str:
    """What is new in it, in one line for the status."""
    state = STATES[remote.projector.state]
    return f"{state}. {_people(remote.asks)} asked for a pause." if remote.asks else f"{state}."


def clock(milliseconds: int) -> str:
    """`18:20`, as minutes and seconds."""
    seconds = abs(milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


def _form(wall: Projector, *inside: Inside, command: str = "", class_: str = "") -> Markup:
    """A form that sends a command, or the one of the button that is pressed."""
    named = el("input", type="hidden", name="command", value=command) if command else None
    seen = el("input", type="hidden", name="seen", value=wall.version)
    return el("form", seen, named, inside, method="post", action=DO, class_=class_ or None)


def _button(words: Inside, command: str, wall: Projector, key: str = "", class_: str = "") -> Markup:
    shown = every(words, " ", el("kbd", key, aria_hidden="true")) if key else words
    possible = command in wall.can
    return el("button", shown, name="command", value=command, disabled=not possible, class_=class_ or None)


def _place(wall: Projector) -> Markup:
    number = f"{wall.number} · " if wall.number else ""
    times = el("p", _pace(wall.times), class_="pace") if wall.times else None
    table = f"Table {wall.table} speaks. " if wall.table else ""
    group = f"Group {wall.group}. " if wall.group else ""
    return every(
        el("h1", number, el("span", wall.scene or wall.title, lang=wall.lang), id="scene", tabindex=-1),
        times,
        el("p", f"{group}{table}{STATES[wall.state]}."),
    )


def _pace(times: Times) -> Inside:
    late = _minutes(times.late)
    apart = f" · {late} late" if times.late > 0 else f" · {late} ahead" if times.late < 0 else ""
    over = " · time for the debrief" if times.over else " · ends at the next good stop" if times.ending else ""
    return every(el("time", clock(times.now), data_runs=times.now), f" of {times.of // 60_000}{apart}{over}")


def _minutes(milliseconds: int) -> str:
    return clock(milliseconds)


def _alarms(remote: Remote) -> Markup:
    asks = remote.asks
    return every(
        el("p", remote.unsaved, class_="alarm") if remote.unsaved else None,
        _form(
            remote.projector,
            el("p", f"{_people(asks)} asked for a pause."),
            _button("Pause for all", "pause", remote.projector),
            el("button", "Mute", name="command", value="mute"),
            class_="alarm",
        )
        if asks
        else None,
        el("p", "There are more tickets than people in the room.", class_="alarm")
        if remote.more_tickets_than_people
        else None,
    )


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{count} people"


def _now(wall: Projector) -> Markup:
    """The one button that always does the sensible thing, and what there is to wait for."""
    what = SPECIAL.get((wall.state, wall.next)) or NEXT.get(wall.next, "Go on")
    chosen = f"{wall.voted} of {wall.people or wall.phones} have chosen" if wall.state == "vote_open" else ""
    present = f"{wall.phones} {'phone' if wall.phones == 1 else 'phones'}" + (
        f" · {wall.people} people" if wall.people else ""
    )
    left = el("time", clock(max(wall.until - wall.now, 0)), data_left=wall.until - wall.now) if wall.until else None
    return every(
        _form(
            wall,
            el(
                "button",
                what,
                " ",
                el("kbd", "space", aria_hidden="true"),
                name="command",
                value="next",
                class_="next",
                disabled=not wall.next,
            ),
        ),
        el("p", chosen or present, [" · ", left] if left is not None else None, class_="count"),
    )


def _options(remote: Remote) -> Markup | None:
    wall = remote.projector
    if not wall.options:
        return None
    counts = remote.voted_each or tuple(option.votes or 0 for option in wall.options)
    rows = [
        el("li", _option(option, votes, wall), class_="locked" if option.reason else None)
        for option, votes in zip(wall.options, counts, strict=False)
    ]
    changed = el("p", f"{_people(remote.changed)} changed their mind.", class_="small") if remote.changed else None
    deciding = "decide" in wall.can
    reason = (
        el(
            "p",
            el(
                "label",
                "Reason, where it is not the leader ",
                el("input", name="reason", maxlength=300, autocomplete="off"),
            ),
        )
        if deciding
        else None
    )
    tie = _ties(wall) if "tie" in wall.can else None
    listed = el("ol", rows, class_="options")
    only = (
        el("p", "Only you see these counts.", class_="small")
        if wall.votes and wall.state in {"vote_open", "vote_closed"}
        else None
    )
    return el(
        "section",
        el("h2", "Choices"),
        only,
        _form(wall, listed, reason, command="decide") if deciding else listed,
        tie,
        changed,
    )


def _option(option: Option, votes: int, wall: Projector) -> Markup:
    words = every(el("b", option.number), " ", el("span", option.text, lang=wall.lang))
    if option.reason:
        return every(words, el("small", option.reason, lang=wall.lang))
    count = el("span", f"{votes} {'vote' if votes == 1 else 'votes'}", class_="votes") if wall.votes else None
    take = el("button", f"Take {option.number}", name="choice", value=option.id) if "decide" in wall.can else None
    return every(words, el("span", count, take, class_="side"))


def _ties(wall: Projector) -> Markup:
    kinds = (("again", "Vote again"), ("lots", "Draw lots"), ("facilitator", "I decide"))
    buttons = [el("button", words, name="kind", value=kind) for kind, words in kinds]
    return _form(wall, el("p", "A tie: ", el("kbd", "t", aria_hidden="true")), buttons, command="tie")


def _advice(remote: Remote) -> Markup | None:
    wall = remote.projector
    times = wall.times
    lines = (
        ("Ask", wall.talk and every(el("span", wall.talk.ask, lang=wall.lang), " ", FORMS.get(wall.talk.form, ""))),
        ("Hint", remote.hint and el("span", remote.hint, lang=wall.lang)),
        ("Analyse", remote.analyse and el("span", remote.analyse, lang=wall.lang)),
        ("Apply", remote.apply and el("span", remote.apply, lang=wall.lang)),
        (
            "In this scene",
            ", ".join(remote.choice_notes) and el("span", ", ".join(remote.choice_notes), lang=wall.lang),
        ),
        ("Next stop", times and times.next_stop and f"{times.next_stop} ({times.next_stop_minutes} min)"),
        ("Will be left out", times and ", ".join(times.leaving_out)),
    )
    shown = [el("div", el("dt", name), el("dd", words)) for name, words in lines if words]
    prompts = [el("li", talk.ask, lang=wall.lang) for talk in wall.prompts]
    asks = every(el("h3", "For the debrief"), el("ol", prompts)) if prompts else None
    return el("section", el("h2", "For you"), el("dl", shown) if shown else None, asks) if shown or prompts else None


def _buttons(title: str, commands: tuple[tuple[str, str, str], ...], wall: Projector) -> Markup:
    is_on = {
        "pause": wall.paused,
        "blank": wall.blank,
        "join_panel": wall.panel,
        "lock": wall.locked,
        "pace": wall.pace,
        "groups": wall.grid,
    }
    buttons = [
        _button(ON[name] if is_on.get(name) else words, name, wall, key)
        for name, words, key in commands
        if name != "groups" or wall.rows
    ]
    return el("section", el("h2", title), _form(wall, el("div", buttons, class_="grid")))


def _time(wall: Projector) -> Markup | None:
    if "time" not in wall.can:
        return None
    more = (("-30", "− 30 s"), ("30", "+ 30 s"), ("120", "+ 2 min"))
    return _form(
        wall,
        el("div", [el("button", words, name="seconds", value=by) for by, words in more], class_="grid"),
        command="time",
    )


def _rows(wall: Projector) -> Markup | None:
    if not wall.rows:
        return None
    rows = [el("li", _row(row, wall)) for row in wall.rows]
    every_one = el("button", "All groups", name="group", value=0, disabled=not wall.group)
    return el("section", el("h2", "Groups"), _form(wall, el("ol", rows, class_="options"), every_one, command="focus"))


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


def _hands(wall: Projector) -> Markup:
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
        _form(
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
    people = _form(
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


def _noting(remote: Remote) -> Markup:
    label = el(
        "label",
        "Something that was said, never by whom ",
        el("kbd", "n", aria_hidden="true"),
        el("textarea", name="words", maxlength=600, rows=2, required=True),
    )
    notes = el("ul", [el("li", note) for note in remote.notes], class_="notes") if remote.notes else None
    return el(
        "section", el("h2", "Notes"), _form(remote.projector, label, el("button", "Note it"), command="note"), notes
    )
