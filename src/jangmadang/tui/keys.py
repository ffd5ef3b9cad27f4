"""Keys as data: what each does, in a word for the key line and in a sentence for the help page.

Bindings, key line and help page are all made from here. A letter also answers to the jamo of the same key, so that
it works under a Korean input method; the shifted letters share theirs with the small ones, so each has a second
key.
"""

from __future__ import annotations

from msgspec import Struct
from textual.binding import Binding, BindingType

# The two-set (dubeolsik) keyboard.
JAMO = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))


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

    def binding(self) -> Binding:
        """The Textual binding, with the jamo of each letter."""
        names = self.keys.split(",")
        names += [JAMO[name] for name in names if name in JAMO]
        return Binding(",".join(names), self.action, self.label, show=False)


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
HELP = Key("question_mark,f1", "help", "?", "Help", "this page")
THEME = Key("t", "theme", "t", "Colours", "the next set of colours", False)
SETTINGS = Key("f2", "settings", "f2", "Settings", "colours, motion, wording, plain lines")
BACK = Key("escape,q", "leave", "esc", "Back", "go back to where you were")
PALETTE = Key(
    "ctrl+p", "app.command_palette", "ctrl+p", "Palette", "a list of commands; one saves a picture of the screen", False
)
QUIT = Key("q", "quit", "q", "Quit", "leave; everything is kept")

PLAY = (
    *CHOOSE,
    *MOVE,
    *SCROLL,
    Key("u", "undo", "u", "Undo", "take the last turn back, as often as you like"),
    Key("U,ctrl+y", "redo", "U", "Again", "go forward again; ctrl+y does the same"),
    Key("j", "journal", "j", "Journal", "all that happened, to be read again"),
    Key("n", "notes", "n", "Notes", "field notes: words that the story met"),
    Key("p", "people", "p", "People", "who you know and what you carry"),
    Key("i", "picture", "i", "Picture", "what the scene's picture shows, in words", False),
    HELP,
    Key("escape", "leave", "esc", "Title", "to the title; everything is kept"),
    QUIT,
    THEME,
    SETTINGS,
    PALETTE,
)
STAGE = (
    Key("b", "wish('buy')", "b", "Buy", "buy what the sign stands at", False),
    Key("s", "wish('sell')", "s", "Sell", "sell what the sign stands at", False),
    Key("c", "wish('call')", "c", "Call", "call it for an hour", False),
    Key("left", "amount(-1)", "← →", "Amount", "how much at a time", False),
    Key("right", "amount(1)", "← →", "Amount", "how much at a time", False),
)
TITLE = (
    *CHOOSE,
    *MOVE[:2],
    Key("enter", "take", "enter", "Play", "open what the sign ▸ stands at"),
    Key("c", "resume", "c", "Continue", "go on where you stopped"),
    Key("escape", "back", "esc", "Back", "from a story's playthroughs to all stories"),
    HELP,
    THEME,
    SETTINGS,
    QUIT,
)
READING = (
    *SCROLL,
    Key("up", "scroll(-1)", "↑ ↓", "Scroll", "line by line", False),
    Key("down", "scroll(1)", "↑ ↓", "Scroll", "line by line", False),
    BACK,
)
CARDS = (
    Key("left", "card(-1)", "← →", "Turn", "the note before or after"),
    Key("right,n", "card(1)", "← →", "Turn", "the note before or after", False),
    *READING,
)
