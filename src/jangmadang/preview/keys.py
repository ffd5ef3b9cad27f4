"""The preview's keys, in the form of `tui/keys.py`: bindings, key line, help and palette are made of them.

What one does in a page is as in the game; the letters that are free there are the writer's.
"""

from __future__ import annotations

from msgspec.structs import replace

from ..tui.keys import CHOOSE, HELP, MOVE, NOTES, PEOPLE, SCROLL, SETTINGS, WORD, Key

TABS = ("play", "problems", "state", "why", "roads")
WIDE_TABS = TABS[1:]
"""What can stand beside the page."""

WRITE: tuple[Key, ...] = (
    *CHOOSE,
    *(replace(key, line=False) for key in MOVE),
    *SCROLL[1:],
    replace(SCROLL[0], line=False),
    Key("tab", "tab(1)", "tab", "Next", "the next of: the page, problems, the state, why, roads"),
    Key("shift+tab", "tab(-1)", "tab", "Next", "the one before", False),
    Key("e", "edit", "e", "Edit", "your editor (VISUAL or EDITOR), at the line of what the sign stands at"),
    Key("E,f4", "edit_scene", "E", "Edit", "your editor at this scene; f4 does the same", False),
    Key("g", "jump", "g", "Go to", "any scene with any state: `river with money 300, risk 80`"),
    Key("u", "undo", "u", "Undo", "take the last turn back, as often as you like"),
    Key("U,ctrl+y", "redo", "U", "Again", "go forward again; ctrl+y does the same", False),
    Key("a", "restart", "a", "Anew", "from where this began: the story's beginning, or where you jumped to"),
    Key("A,f6", "from_start", "A", "Beginning", "from the story's beginning, whatever you jumped to; f6 too", False),
    Key("f", "force", "f", "Force", "the choice that the sign stands at, with an outcome that you pick"),
    Key("o", "luck", "o", "Luck", "the same choices with other luck, as far as they lead"),
    Key("x", "show('problems')", "x", "Problems", "what is wrong with the story, and where", False),
    Key("v", "show('state')", "v", "State", "all variables, those that the last turn changed first", False),
    Key("w", "show('why')", "w", "Why", "why each choice is open, locked or hidden, and which text is read", False),
    Key("r", "show('roads')", "r", "Roads", "where this scene is come to from, and where it leads", False),
    Key("k", "bookkeeping", "k", "Counters", "in the state: also what the story counts for itself", False),
    Key("j", "journal", "j", "Journal", "all that happened, to be read again and gone back to", False),
    Key("m", "map", "m", "Map", "scenes you have been in, and roads not taken", False),
    WORD,
    NOTES,
    PEOPLE,
    Key("i", "picture", "i", "Picture", "what the scene's picture shows, in words", False),
    HELP,
    Key("escape", "leave", "esc", "Page", "back to the page"),
    Key("q", "quit", "q", "Quit", "leave the preview"),
    SETTINGS,
)
JUMPING = (
    Key("up", "move(-1)", "↑ ↓", "Move", "among the ways to go on", False),
    Key("down", "move(1)", "↑ ↓", "Move", "among the ways to go on", False),
    Key("tab,right", "complete", "tab", "Complete", "take what the sign stands at into the line"),
    Key("enter", "take", "enter", "Go", "jump there"),
    Key("escape", "leave", "esc", "Back", "stay where you were"),
)
PICKING = (
    *CHOOSE,
    Key("up", "move(-1)", "↑ ↓", "Move", "among the outcomes", False),
    Key("down", "move(1)", "↑ ↓", "Move", "among the outcomes", False),
    Key("enter", "take", "enter", "Take", "the choice, with that outcome"),
    Key("escape", "leave", "esc", "Back", "stay where you were"),
)
