"""What a face draws: plain data about the page a run stands on.

`Run.look()` gives a Page; the terminal, plain lines and any later face draw from it and know nothing of state, slots
or expressions. All words are final (in the story's language, units and separators included); numbers stand beside them
for those who draw bars. Nothing here computes: see `looking.py`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ..story.prose import Paragraph


class Change(Struct, frozen=True):
    """Something that a turn changed, said once."""

    text: str
    """'money −200', 'Mi-na trusts you a little more', 'no more can be carried'."""
    of: str
    """The slot's name: money, mina.trust, have.rice."""
    by: int
    """How much, in the slot's own unit."""


class ChoiceView(Struct, frozen=True):
    """A choice as the player meets it. A locked one can be looked at, and says why; a hidden one is not here."""

    id: str
    number: int
    """1, 2, 3 … in the order shown."""
    text: str
    hint: str = ""
    """The writer's line about what it may cost."""
    price: str = ""
    """What it takes, in words: '−200 won, 1 hour'."""
    odds: str = ""
    """What the player is told of its chance: 'likely', '55 in 100', or nothing."""
    open: bool = True
    reason: str = ""
    """Why it is locked: 'needs 200 won; you have 140'."""
    menu: bool = False
    """It only opens or leaves a menu: no turn passes."""
    taken: bool = False
    """It was chosen before in this playthrough."""
    tags: dict[str, str] = {}
    """What a stage draws it by: {'good': 'rice', 'verb': 'buy', 'amount': '5'}."""
    moves: tuple[str, ...] = ()
    """The meters that it touches itself, by cost, effect or any outcome; not what lies behind it."""


class Meter(Struct, frozen=True):
    """A number the player always sees."""

    id: str
    label: str
    value: int
    text: str
    """'14,000 won', '42'."""
    low: int
    high: int
    bar: bool
    """Worth ten squares: its bounds are small enough to mean something (0–100)."""
    change: int = 0
    """By how much the last turn moved it."""
    course: tuple[int, ...] = ()
    """Its value after each turn so far, oldest first."""


class PersonView(Struct, frozen=True):
    """Somebody who has been met."""

    id: str
    name: str
    hangul: str
    role: str
    trust: int
    standing: str
    """In a word: 'a stranger', 'wary', 'known', 'close'."""
    change: int = 0
    """By how much the last turn moved their trust."""
    last: int = -1
    """The turn in which that was last moved, or they were met; -1 for never yet."""


class GoodView(Struct, frozen=True):
    """Something carried or stored."""

    id: str
    name: str
    have: int
    home: int
    text: str
    """'10 kg in the pack, 4 at home'."""
    carried: str = ""
    """'10 kilos'; empty where none is carried."""
    stored: str = ""
    """The same of what is at home."""
    change: int = 0
    """By how much the last turn moved what is carried."""
    last: int = -1
    """The turn in which either was last moved; -1 for never yet."""


class SumView(Struct, frozen=True):
    """Money that is no meter now: laid by, owed to you or by you."""

    id: str
    label: str
    """'in the quilt', 'owed by the gatekeeper's wife'."""
    text: str
    """'640,000 won'."""
    change: int = 0
    last: int = -1


class DayView(Struct, frozen=True):
    """A day of this life."""

    number: int
    """Of the month."""
    month: str
    """'Nov'."""
    weekday: int
    """0 is Monday."""


class NoteView(Struct, frozen=True):
    """A field note."""

    id: str
    word: str
    hangul: str
    say: str
    text: str
    sources: tuple[str, ...]
    """Where it is from, as ids of facts."""
    source: str = ""
    """The same in words, where the story has them."""
    new: bool = False


class StageView(Struct, frozen=True):
    """The encounter that the page stands in: its kind, what never changes, and the numbers of now.

    The encounter's own module (`story/encounters/<kind>.py`) says what both hold and gives a typed view.
    """

    kind: str
    """market, bribe, screening, crossing."""
    name: str
    """The scene that the block stands on."""
    fixed: dict[str, Any]
    values: dict[str, int]


class EndingView(Struct, frozen=True):
    """The end of a life."""

    id: str
    title: str
    kind: str
    epilogue: tuple[Paragraph, ...]


class Discussion(Struct, frozen=True):
    """A question for a room."""

    ask: str
    hint: str = ""
    form: str = "open"
    after: str = "scene"
    analyse: str = ""
    apply: str = ""


class Page(Struct, frozen=True):
    """Everything there is to draw of one moment of a playthrough."""

    story: str
    """The story's title."""
    scene: str
    title: str
    heading: str
    """The line above the title: 'Friday, noon. Under the market wall'."""
    place: str
    date: str
    """'27 Feb 2009'; empty without a calendar."""
    day: int
    season: str
    hour: str
    """dawn, morning, noon, dusk, night, or empty."""
    turn: int
    """How many turns were taken."""
    menu: bool
    result: tuple[Paragraph, ...]
    """What the last choice led to, read before the text."""
    changes: tuple[Change, ...]
    """What that choice changed."""
    text: tuple[Paragraph, ...]
    seen: bool
    """No turn led here: a menu was opened or left, and what stands here was read before one went there."""
    choices: tuple[ChoiceView, ...]
    meters: tuple[Meter, ...]
    people: tuple[PersonView, ...]
    pack: tuple[GoodView, ...]
    notes: tuple[NoteView, ...]
    """Field notes met so far, the newest first."""
    phenomena: tuple[str, ...]
    sources: tuple[str, ...]
    content_notes: tuple[str, ...]
    picture: str = ""
    """The drawing's file."""
    alt: str = ""
    """What it shows, in words."""
    drawing: tuple[str, ...] = ()
    """Its rows, in the letters of `story/drawings.py`."""
    light: str = ""
    """The hour it is drawn in: the scene's, else the picture's own."""
    stage: StageView | None = None
    ending: EndingView | None = None
    discuss: Discussion | None = None
    arrived: tuple[Change, ...] = ()
    """What coming here changed, told after the changes of the choice."""
    load: int = 0
    """Kilos that are carried."""
    sums: tuple[SumView, ...] = ()
    days: tuple[DayView, ...] = ()
    """The days of this life until today, two weeks or three; none without a calendar."""
    notes_in_all: int = 0
    """Field notes that the story has."""


class JournalLine(Struct, frozen=True):
    """One turn of a playthrough, to be read again."""

    turn: int
    scene: str
    title: str
    heading: str
    text: tuple[Paragraph, ...]
    choice: str
    """The words of the choice taken, or empty on the last line."""
    result: tuple[Paragraph, ...]
    changes: tuple[Change, ...]
    """What that choice changed."""
    arrived: tuple[Change, ...] = ()
    """What coming to the scene had changed, before anything was chosen there."""
