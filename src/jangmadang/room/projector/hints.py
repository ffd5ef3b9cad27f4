"""The key line of the projector: what space does now, and the few keys that are most wanted besides.

Takes a snapshot, gives hints. All other keys are on the help page, and work.
"""

from __future__ import annotations

from ...tui.drawing.keyline import Hint
from ..snapshot import Projector
from .drawing.whole import shown

NEXT = {
    "begin": "Begin",
    "open": "Open the vote",
    "close": "Close",
    "reveal": "Reveal",
    "take": "Take it",
    "lot": "Draw lots",
    "choose": "Settle it",
    "skip": "Leave it out",
    "stop": "Discuss",
    "go_on": "Go on",
    "wait": "Wait",
    "debrief": "Look back",
}
"""What space does, by a snapshot's `next`."""
DONE = {"debrief": "End the session"}
"""Where the state says better what it does."""

_OVER: dict[str, tuple[Hint, ...]] = {
    "blank": (("b", "Back", "do('blank')"),),
    "pause": (("s", "On with it", "do('pause')"),),
    "panel": (("q", "Back", "do('join_panel')"), ("l", "Lock", "do('lock')")),
    "pace": (("p", "Back", "do('pace')"), ("e", "End", "do('end')")),
    "grid": (("1–9", "Look at one", "digit(1)"), ("0", "All", "digit(0)"), ("g", "Back", "do('groups')")),
}
_STATE: dict[str, tuple[Hint, ...]] = {
    "lobby": (
        ("l", "Lock", "do('lock')"),
        ("N", "People", "do('people')"),
        ("f", "Phone", "do('pair')"),
    ),
    "scene": (
        ("1–9", "Take it", "digit(0)"),
        ("d", "Discuss", "do('stop')"),
        ("k", "Skip", "do('skip')"),
        ("q", "Join", "do('join_panel')"),
    ),
    "vote_open": (
        ("+", "30 s", "do('time', 30)"),
        ("h", "Hands", "do('hands')"),
        ("d", "Discuss", "do('stop')"),
        ("b", "Blank", "do('blank')"),
    ),
    "vote_closed": (("o", "Open", "do('open')"), ("h", "Hands", "do('hands')"), ("d", "Discuss", "do('stop')")),
    "reveal": (
        ("1–9", "Another", "digit(0)"),
        ("v", "Vote again", "do('revote')"),
        ("t", "Tie", "do('tie')"),
        ("d", "Discuss", "do('stop')"),
    ),
    "decide": (("1–9", "Take it", "digit(0)"), ("v", "Vote again", "do('revote')"), ("t", "Tie", "do('tie')")),
    "outcome": (("d", "Discuss", "do('stop')"), ("u", "Undo", "do('undo')"), ("n", "Note", "do('note')")),
    "stop": (
        ("+", "More", "do('time', 30)"),
        ("−", "Less", "do('time', -30)"),
        ("v", "Vote again", "do('revote')"),
        ("n", "Note", "do('note')"),
    ),
    "waiting": (("g", "Groups", "do('groups')"),),
    "ending": (("n", "Note", "do('note')"), ("u", "Undo", "do('undo')")),
    "debrief": (("n", "Note", "do('note')"), ("p", "Pace", "do('pace')")),
    "closed": (("ctrl+q", "Leave", "part"),),
}
_ALWAYS = ("digit(0)", "digit(1)", "part")


def hints(sight: Projector, more: bool = False, keys: str = "?", counts: bool = False) -> list[Hint]:
    """The places on the key line, help last; `keys` is help's key.

    `more`: the text goes on, and space reads on; `counts`: hands are to be counted first.
    """
    name = shown(sight)
    helped: Hint = (keys, "Keys", "help")
    if name in _OVER:
        return [*_OVER[name], helped]
    found: list[Hint] = []
    if more:
        found.append(("space", "Read on", "do('next')"))
    elif counts:
        found.append(("space", "Count hands", "do('next')"))
    elif sight.next == "wait" and "close" in sight.can:
        # Groups close their votes themselves; one that will not is closed from here.
        found.append(("c", "Close now", "do('close')"))
    elif label := spaced(sight):
        found.append(("space", label, "do('next')"))
    for hint in _STATE[name]:
        command = hint[2].partition("'")[2].partition("'")[0]
        taken = hint[2] == "digit(0)" and ("decide" not in sight.can or (sight.votes and name == "scene"))
        tie = command == "tie" and not sight.votes
        if (hint[2] in _ALWAYS or command in sight.can) and not taken and not tie:
            numbered = hint[2] == "digit(0)" and len(sight.options) < 9
            found.append((f"1–{max(2, len(sight.options))}", *hint[1:]) if numbered else hint)
    return [*found, helped]


def spaced(sight: Projector) -> str:
    """What space does, in a word or three; nothing where it does nothing."""
    if sight.next == "take" and sight.split is not None and sight.split.first:
        return f"Take {sight.split.first}"
    if sight.state == "scene" and sight.next in ("take", "choose"):
        return "Go on" if sight.next == "take" else "Choose"
    if sight.next == "close" and sight.state != "vote_open":
        return DONE["debrief"]
    return NEXT.get(sight.next, "")
