"""The keys of whoever leads the room, in the form of `tui/keys.py`; each is one of the commands of `room/commands.py`.

`do('close')` is the command of that name; what it needs besides (a reason, a count, words) is asked for. Digits stand
for choices, or for groups where the grid is shown. Key line and help are made from here.
"""

from __future__ import annotations

from ...tui.keys import HELP, SETTINGS, Key

KEYS: tuple[Key, ...] = (
    Key("space", "do('next')", "space", "Next", "the sensible next thing: begin, open, close, reveal, take, go on"),
    Key("enter", "do('decide')", "enter", "Take", "take the choice that leads"),
    *(
        Key(str(number), f"digit({number})", "1–9", "Other", "take another choice, with a reason; in the grid, a group")
        for number in range(1, 10)
    ),
    Key("0", "digit(0)", "0", "All", "in the grid: all groups"),
    Key("o", "do('open')", "o", "Open", "open the vote, or open it again with its votes"),
    Key("c", "do('close')", "c", "Close", "close the vote"),
    Key("r", "do('reveal')", "r", "Reveal", "show how the room voted"),
    Key("v", "do('revote')", "v", "Vote again", "vote again, after talk; both rounds are kept"),
    Key("t", "do('tie')", "t", "Tie", "break a tie: vote again, draw lots, or choose yourself"),
    Key("d", "do('stop')", "d", "Discuss", "stop and talk, with the scene's question and a count-down; again: go on"),
    Key("plus,equals_sign", "do('time', 30)", "+", "30 s", "half a minute more"),
    Key("minus", "do('time', -30)", "−", "30 s", "half a minute less"),
    Key("u", "do('undo')", "u", "Undo", "take a decision back; its votes stay in the log"),
    Key("U,ctrl+y", "do('forward')", "U", "Again", "forward again over what was taken back; ctrl+y does the same"),
    Key("k", "do('skip')", "k", "Skip", "leave this scene out, where the story can"),
    Key("s", "do('pause')", "s", "Pause", "a neutral screen, on phones too; again: on with it"),
    Key("b", "do('blank')", "b", "Blank", "nothing on the projector; again: back"),
    Key("q", "do('join_panel')", "q", "Join", "how to join, over whatever is shown; again: back"),
    Key("l", "do('lock')", "l", "Lock", "shut the door to newcomers; again: open it"),
    Key("h", "do('hands')", "h", "Hands", "no phones: type how many hands there are for each choice"),
    Key("n", "do('note')", "n", "Note", "write down something that was said (words, never who)"),
    Key("N,f3", "do('people')", "N", "People", "how many people are in the room; f3 does the same"),
    Key("p", "do('pace')", "p", "Pace", "how the time goes: ahead of the plan, or behind; again: back"),
    Key("g", "do('groups')", "g", "Groups", "all groups in a grid; then a digit looks at one"),
    Key("m", "do('mute')", "m", "Mute", "who asks for a pause is shown to you no more until the next scene"),
    Key("e", "do('end')", "e", "End", "end at the next good stop, then the debrief; twice: at once"),
    Key("f", "do('pair')", "f", "Phone", "let your own phone lead: type the six digits that it shows"),
    Key("pagedown,down", "read(1)", "pgdn", "Read on", "where a text is longer than the screen: the next of it"),
    Key("pageup,up", "read(-1)", "pgup", "Read back", "what went before"),
    Key("escape", "away", "esc", "Back", "take away what lies over the scene"),
    HELP,
    SETTINGS,
    Key("ctrl+q,ctrl+c", "part", "ctrl+q", "Leave", "leave the room; asks first. --resume goes on"),
)

WRITING: tuple[Key, ...] = (
    Key("enter", "take", "enter", "Keep", "keep what was typed"),
    Key("backspace", "rub", "bksp", "Rub out", "rub out the last of it", False),
    Key("escape", "leave", "esc", "Back", "change nothing"),
)
COUNTING: tuple[Key, ...] = (
    Key("enter,space", "take", "enter", "Next", "to the next choice; after the last, count them"),
    Key("up", "move(-1)", "↑ ↓", "Move", "among the choices"),
    Key("down", "move(1)", "↑ ↓", "Move", "among the choices", False),
    Key("backspace", "rub", "bksp", "Rub out", "rub out the last of it", False),
    Key("escape", "leave", "esc", "Back", "change nothing"),
)
PICKING: tuple[Key, ...] = (
    *(Key(str(number), f"pick({number})", "1–9", "Pick", "that one", False) for number in range(1, 10)),
    Key("up", "move(-1)", "↑ ↓", "Move", "among them", False),
    Key("down", "move(1)", "↑ ↓", "Move", "among them", False),
    Key("enter,space", "take", "enter", "Take", "what the sign ▸ stands at"),
    Key("escape", "leave", "esc", "Back", "change nothing"),
)


def named(action: str) -> Key:
    """The key of an action."""
    return next(key for key in KEYS if key.action == action)
