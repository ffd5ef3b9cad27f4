"""Keys as data: what each does, in a word for the key line and in a sentence for the help page.

Bindings, key line, help page, palette and the screen where keys are set are all made from here; how a player has set
them is in `keyboard.py`. A letter also answers to the jamo of the same key, so that it works under a Korean input
method. Most shifted letters share theirs with the small ones there, so each has a second key.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from textual.binding import Binding, BindingType

# The two-set (dubeolsik) keyboard; with shift only seven keys have a jamo of their own.
JAMO = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
JAMO |= dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))

FIXED = frozenset(("up", "down", "left", "right", "enter", "escape", "backspace", "delete", "ctrl+q", "ctrl+c"))
FIXED |= frozenset(("pageup", "pagedown", "home", "end", *"0123456789"))
"""Keys that always mean what they mean."""


class Key(Struct, frozen=True):
    """Something a key does."""

    keys: str
    """Textual's names, commas between: 'space,pagedown'."""
    action: str
    """The screen's action: 'read_on', 'move(-1)'."""
    shown: str
    """How the key line and the help page name the key."""
    label: str
    """One word for the key line."""
    meaning: str
    """A sentence for the help page."""
    line: bool = True
    """It has a place on the key line."""

    @property
    def what(self) -> str:
        """What it does, as the settings name it; empty where the key is fixed."""
        if self.keys.partition(",")[0] in FIXED:
            return ""
        name, _, argument = self.action.removeprefix("screen.").partition("(")
        return argument.strip("')") if name == "wish" else name

    def binding(self) -> Binding:
        """The Textual binding, with the jamo of each letter."""
        return Binding(with_jamo(self.keys), self.action, self.label, show=False, id=self.what or None)


def with_jamo(keys: str) -> str:
    """The keys, and the jamo of each letter among them."""
    names = keys.split(",")
    return ",".join([*names, *(JAMO[name] for name in names if name in JAMO)])


def bindings(keys: tuple[Key, ...]) -> list[BindingType]:
    """Textual bindings of the keys."""
    return [key.binding() for key in keys]


CHOOSE = tuple(
    Key(str(number), f"choose({number})", "1–9", "Choose", "take the choice with that number", False)
    for number in range(1, 10)
)
MOVE = (
    Key("up", "move(-1)", "↑ ↓", "Move", "move among what can be chosen", False),
    Key("down", "move(1)", "↑ ↓", "Move", "move among what can be chosen", False),
    Key("enter", "take", "enter", "Choose", "take what the sign ▸ stands at"),
)
SCROLL = (
    Key("space,pagedown", "read_on", "space", "Read on", "read on", False),
    Key("pageup,backspace", "read_back", "pgup", "Read back", "read what went before", False),
)
HELP = Key("question_mark,f1", "help", "?", "Help", "this page; f1 does the same")
THEME = Key("t", "theme", "t", "Colours", "the next set of colours", False)
SETTINGS = Key("f2", "settings", "f2", "Settings", "how the game looks, what it tells, which keys it takes")
GALLERY_OF = Key("g", "gallery", "g", "Gallery", "endings that you have found, in all lives")
BACK = Key("escape,q", "leave", "esc", "Back", "go back to where you were")
PALETTE = Key("ctrl+p", "palette", "ctrl+p", "All", "everything there is to do, to be found by a word", False)
EVERYWHERE = (HELP, PALETTE, SETTINGS, THEME)
"""Bound by the app: they work on every screen."""
STOP = Key("ctrl+q", "app.quit", "ctrl+q", "Quit", "leave from anywhere; everything is kept", False)
QUIT = Key("q", "quit", "q", "Quit", "leave; everything is kept")

PEOPLE = Key("p", "people", "p", "People", "who you know, what you carry, what is owed, how it went; again to close")
WORD = Key("n", "word", "n", "Note", "the next word of the text that has a field note; enter opens it")
NOTES = Key("N,f3", "notes", "N", "Notes", "all field notes that you have met; f3 does the same", False)

PLAY = (
    *CHOOSE,
    *MOVE,
    *SCROLL,
    Key("u", "undo", "u", "Undo", "take the last turn back, as often as you like"),
    Key("U,ctrl+y", "redo", "U", "Again", "go forward again; ctrl+y does the same"),
    Key("j", "journal", "j", "Journal", "all that happened, to be read again and gone back to"),
    Key("m", "map", "m", "Map", "scenes you have been in, and roads not taken"),
    WORD,
    NOTES,
    PEOPLE,
    replace(GALLERY_OF, line=False),
    Key("i", "picture", "i", "Picture", "what the scene's picture shows, in words", False),
    HELP,
    Key("escape", "leave", "esc", "Title", "to the title; everything is kept"),
    QUIT,
    SETTINGS,
)
STAGE = (
    Key("b", "wish('buy')", "b", "Buy", "buy what the sign stands at", False),
    Key("s", "wish('sell')", "s", "Sell", "sell what the sign stands at", False),
    Key("c", "wish('call')", "c", "Call", "call it for an hour", False),
    Key("left", "amount(-1)", "←→", "Amount", "how much at a time", False),
    Key("right", "amount(1)", "←→", "Amount", "how much at a time", False),
)
TITLE = (
    *CHOOSE,
    *MOVE[:2],
    Key("enter", "take", "enter", "Play", "open what the sign ▸ stands at"),
    Key("c", "resume", "c", "Continue", "go on where you stopped"),
    Key("escape", "back", "esc", "Back", "from a story's playthroughs to all stories"),
    Key("o", "open_own", "o", "Open", "open a folder or a file with a story of your own", False),
    Key("delete,backspace", "unshelve", "del", "Off", "take your own story off the shelf; nothing of it is deleted"),
    GALLERY_OF,
    HELP,
    SETTINGS,
    QUIT,
)
READING = (
    *SCROLL,
    Key("up", "scroll(-1)", "↑ ↓", "Scroll", "line by line", False),
    Key("down", "scroll(1)", "↑ ↓", "Scroll", "line by line", False),
    BACK,
)
FOUND = (
    Key("up", "move(-1)", "↑ ↓", "Move", "from note to note; line by line where one is open"),
    Key("down", "move(1)", "↑ ↓", "Move", "from note to note", False),
    Key("left", "card(-1)", "← →", "Turn", "the note before or after"),
    Key("right", "card(1)", "← →", "Turn", "the note before or after", False),
    Key("pageup", "page(-1)", "pgup", "Move", "a screenful at a time", False),
    Key("pagedown", "page(1)", "pgdn", "Move", "a screenful at a time", False),
    Key("enter", "take", "enter", "Open", "open the note that the sign stands at"),
    Key("escape", "leave", "esc", "Back", "go back: to the list, to all notes, to where you were"),
)
_EDGES = (
    Key("home", "first", "home", "First", "the first", False),
    Key("end", "last", "end", "Last", "the last", False),
)
JOURNAL = (
    Key("up", "move(-1)", "↑ ↓", "Turn", "from turn to turn"),
    Key("down", "move(1)", "↑ ↓", "Turn", "from turn to turn", False),
    Key("enter", "take", "enter", "Go back", "what can be done at the turn: go back to it, begin a new road there"),
    *CHOOSE,
    *SCROLL,
    *_EDGES,
    Key("m", "map", "m", "Map", "the map, where that turn was"),
    BACK,
)
FORKS = (
    Key("up", "move(-1)", "↑ ↓", "Turn", "from turn to turn"),
    Key("down", "move(1)", "↑ ↓", "Turn", "from turn to turn", False),
    Key("enter", "take", "enter", "Go back", "what can be done at the turn: begin a new road there, go back to it"),
    *CHOOSE,
    *SCROLL,
    *_EDGES,
    BACK,
)
MAP = (
    Key("up", "move(-1)", "↑ ↓", "Row", "from row to row"),
    Key("down", "move(1)", "↑ ↓", "Row", "from row to row", False),
    Key("left", "along(-1)", "← →", "Road", "along the road that you took; when asked what to do, to other visits"),
    Key("right", "along(1)", "← →", "Road", "along the road that you took", False),
    Key("enter", "take", "enter", "Do", "what can be done there: read it again, go back to it, begin a new road there"),
    *CHOOSE,
    *SCROLL,
    *_EDGES,
    Key("h", "here", "h", "Here", "where you are", False),
    Key("w", "words", "w", "Words", "roads not taken in words, or only how many"),
    Key("j", "journal", "j", "Journal", "the journal, at that turn"),
    BACK,
)
LIFE = (
    *SCROLL,
    Key("up", "scroll(-1)", "↑ ↓", "Scroll", "line by line", False),
    Key("down", "scroll(1)", "↑ ↓", "Scroll", "line by line", False),
    Key("c", "copy_page", "c", "Copy", "this page as text, to the clipboard; once more, and it is kept as a file"),
    Key("v", "draw_page", "v", "Picture", "keep this page as a picture (SVG)"),
    Key("w", "write_page", "w", "Markdown", "keep all that was read and chosen in this life, as Markdown"),
    Key("b", "turning", "b", "Begin anew", "at a turn where another road was open"),
    GALLERY_OF,
    BACK,
)
GALLERY = (
    Key("up", "move(-1)", "↑ ↓", "Move", "from ending to ending"),
    Key("down", "move(1)", "↑ ↓", "Move", "from ending to ending", False),
    Key("enter", "take", "enter", "Read again", "read the ending again, if its playthrough is kept"),
    *SCROLL,
    BACK,
)
SETTING = (
    Key("up", "move(-1)", "↑ ↓", "Move", "move among the settings"),
    Key("down", "move(1)", "↑ ↓", "Move", "move among the settings", False),
    Key("left", "change(-1)", "← →", "Change", "the value before or after"),
    Key("right,enter,space", "change(1)", "← →", "Change", "the value before or after", False),
    Key("backspace,delete", "reset", "del", "First", "as it was at first", False),
    Key("k", "keys", "k", "Keys", "which keys do what"),
    BACK,
)
KEYBOARD = (
    Key("up", "move(-1)", "↑ ↓", "Move", "move among the keys"),
    Key("down", "move(1)", "↑ ↓", "Move", "move among the keys", False),
    Key("enter", "ask", "enter", "Change", "then press the new key; escape leaves it as it was"),
    Key("backspace,delete", "reset", "del", "First", "the key that it was at first"),
    BACK,
)
FINDING = (
    Key("up", "move(-1)", "↑ ↓", "Move", "move among what was found", False),
    Key("down", "move(1)", "↑ ↓", "Move", "move among what was found", False),
    Key("pageup", "move(-8)", "pgup", "Move", "further at a time", False),
    Key("pagedown", "move(8)", "pgdn", "Move", "further at a time", False),
    Key("enter", "take", "enter", "Do it", "do what the sign stands at"),
    Key("escape,ctrl+p", "leave", "esc", "Back", "go back to where you were"),
)

OPENING = (
    Key("up", "move(-1)", "↑ ↓", "Move", "among the folders and stories that begin so", False),
    Key("down", "move(1)", "↑ ↓", "Move", "among the folders and stories that begin so", False),
    Key("pageup", "move(-8)", "pgup", "Move", "further at a time", False),
    Key("pagedown", "move(8)", "pgdn", "Move", "further at a time", False),
    Key("tab", "complete", "tab", "Complete", "type on as far as there is only one way"),
    Key("enter", "take", "enter", "Open", "open the story that was typed, or what the sign stands at"),
    Key("ctrl+u", "clear", "ctrl+u", "Clear", "begin anew", False),
    Key("escape", "leave", "esc", "Back", "go back to where you were"),
)

TOGETHER: tuple[tuple[Key, ...], ...] = (
    (*PLAY, *STAGE, *EVERYWHERE),
    (*TITLE, *EVERYWHERE),
    (*READING, *EVERYWHERE),
    (*FOUND, *EVERYWHERE),
    (*JOURNAL, *EVERYWHERE),
    (*FORKS, *EVERYWHERE),
    (*MAP, *EVERYWHERE),
    (*LIFE, *EVERYWHERE),
    (*GALLERY, *EVERYWHERE),
    (*SETTING, *EVERYWHERE),
    (*KEYBOARD, *EVERYWHERE),
)
"""Keys that work on one screen: no two of them may be the same."""
