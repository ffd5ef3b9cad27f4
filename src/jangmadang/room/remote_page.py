"""What whoever leads sees on a phone of their own: every key's command, the votes, hints, the time, what was noted.

Takes the remote's snapshot, gives elements. Every button is a plain form that says which version it was made for, so
that of two devices only one decides. Never for the wall.
"""

from __future__ import annotations

from .markup import Inside, Markup, el, every
from .phone_page import FORMS
from .remote_forms import COURSE, STATES, WALL, button, buttons, form, groups, noting, people, timing
from .snapshot import Option, Projector, Remote, Times

NEXT = {
    "begin": "Begin",
    "open": "Open the vote",
    "close": "Close the vote",
    "reveal": "Show the bars",
    "take": "Take the leader",
    "lot": "Draw a lot",
    "choose": "Wait for a number",
    "skip": "Leave this scene out",
    "stop": "Stop and talk",
    "go_on": "Go on",
    "wait": "Wait for the others",
    "debrief": "To the debrief",
}
"""What the large button says, by what `next` does."""
SPECIAL = {("debrief", "close"): "End the session", ("scene", "take"): "Go on"}


def drawn(remote: Remote) -> Markup:
    """All that stands below the page's head."""
    wall = remote.projector
    return every(
        _place(wall),
        _alarms(remote),
        _now(wall),
        _options(remote),
        _advice(remote),
        buttons("The course", COURSE, wall),
        timing(wall),
        buttons("The wall", WALL, wall),
        groups(wall),
        people(wall),
        noting(remote),
    )


def said(remote: Remote) -> str:
    """What is new in it, in one line for the status."""
    state = STATES[remote.projector.state]
    return f"{state}. {_people(remote.asks)} asked for a pause." if remote.asks else f"{state}."


def clock(milliseconds: int) -> str:
    """`18:20`, as minutes and seconds."""
    seconds = abs(milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


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
    late = clock(times.late)
    apart = f" · {late} late" if times.late > 0 else f" · {late} ahead" if times.late < 0 else ""
    over = " · time for the debrief" if times.over else " · ends at the next good stop" if times.ending else ""
    return every(el("time", clock(times.now), data_runs=times.now), f" of {times.of // 60_000}{apart}{over}")


def _alarms(remote: Remote) -> Markup:
    asks = remote.asks
    return every(
        el("p", remote.unsaved, class_="alarm") if remote.unsaved else None,
        form(
            remote.projector,
            el("p", f"{_people(asks)} asked for a pause."),
            button("Pause for all", "pause", remote.projector),
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
        form(
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
    tie = _ties(wall) if "tie" in wall.can and wall.question else None
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
        form(wall, listed, reason, command="decide") if deciding else listed,
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
    return form(
        wall, el("p", "A tie: ", el("kbd", "t", aria_hidden="true")), el("div", buttons, class_="grid"), command="tie"
    )


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
