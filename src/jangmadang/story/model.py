"""The checked story: what the loader gives and everything else plays, checks, draws or explores.

All names are resolved, all expressions are checked trees over numbered slots, encounters are ordinary scenes. All is
immutable; nothing here reads files or plays. A state is a list of whole numbers, one a slot: flags are 0 or 1, a named
value is the index into its names, a set is a bit mask, a held person is 0 for nobody or 1 + the person's index.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from .expressions import Checked, Type
from .goods import Good, Unit
from .problems import Problem
from .prose import Mark

SEED, ROLLS, DAY = 0, 1, 2
"""Slots of every story: the life's seed, how many rolls it has used, the day (1 on the calendar's first)."""

DEEPEST = 4
"""Passages that can be under way at once."""
LONGEST_CHAIN = 8
"""Scenes that may send one on, one after another, before a word is read."""

ExitKind = Literal["goto", "draw", "call", "return", "stay"]


# ---- state ----------------------------------------------------------------------------------------------------------
class Slot(Struct, frozen=True, array_like=True):
    """One whole number of the state."""

    name: str
    type: Type
    start: int
    low: int
    high: int
    label: str = ""
    """What the player reads for it; the name when empty."""
    meter: Checked | bool = False
    """Whether the player always sees it, or when."""
    currency: str = ""
    """old_won, new_won, yuan, dollar, or empty."""
    unit: Unit | None = None
    person: str = ""
    """Whose it is, for `mina.trust`."""
    field: str = ""
    """trust, knows … for a person's; have, home for a good's."""
    good: str = ""
    inner: bool = False
    """Bookkeeping of the story or an encounter; players are not told when it changes."""


class Person(Struct, frozen=True, array_like=True):
    """Somebody the story knows by name. What encounters ask of them besides is in the scenes made of the blocks."""

    id: str
    index: int
    """Their place among the people; a slot that holds them is 1 more."""
    name: str
    hangul: str
    role: str
    trust: int
    """Slot of their trust."""


class Note(Struct, frozen=True, array_like=True):
    """A field note: a word of the place, met in some scene."""

    id: str
    index: int
    """Its bit in the slot of notes met."""
    word: str
    hangul: str
    say: str
    text: tuple[Para, ...]
    source: tuple[Para, ...]
    """Where it is from, in words."""
    sources: tuple[str, ...]
    """The same as ids of facts."""


# ---- texts ----------------------------------------------------------------------------------------------------------
class Words(Struct, frozen=True, array_like=True, tag=True):
    """Fixed characters."""

    text: str
    mark: Mark = ""
    note: str = ""


class Value(Struct, frozen=True, array_like=True, tag=True):
    """The value of an expression, written in a format."""

    of: Checked
    format: str = ""
    mark: Mark = ""
    note: str = ""


class Called(Struct, frozen=True, array_like=True, tag=True):
    """A phrase: what it says now."""

    items: tuple[Item, ...]
    mark: Mark = ""
    note: str = ""


class ByVisit(Struct, frozen=True, array_like=True, tag=True):
    """`{first time|later}`."""

    first: tuple[Part, ...]
    later: tuple[Part, ...]


class ByCondition(Struct, frozen=True, array_like=True, tag=True):
    """`{welded ? green thread | one seam}`."""

    when: Checked
    then: tuple[Part, ...]
    otherwise: tuple[Part, ...]


Part = Words | Value | Called | ByVisit | ByCondition


class Para(Struct, frozen=True, array_like=True):
    """A paragraph, or a beat when it has no parts."""

    parts: tuple[Part, ...] = ()


Body = tuple[Para, ...]


class Item(Struct, frozen=True, array_like=True):
    """One piece of a text. One body is read as it is; several go by visits or by a fixed draw."""

    bodies: tuple[Body, ...]
    when: Checked | None = None
    pick: Literal["", "otherwise", "first", "cycle", "shuffle"] = ""
    gentler: Body | None = None
    key: str = ""
    """Settles a shuffle: the same for ever for this piece."""
    else_when: bool = False
    """`when` is asked only where no other of the unbroken run of asking items right above has held."""


Text = tuple[Item, ...]


# ---- effects, exits -------------------------------------------------------------------------------------------------
class Effect(Struct, frozen=True, array_like=True):
    """A change of one slot. `via` finds the slot through the person that another slot holds."""

    slot: int
    op: Literal["+", "-", "="]
    value: Checked
    low: int
    high: int
    via: tuple[int, tuple[int | None, ...]] | None = None
    of_set: bool = False
    """The value is a member's number, added to or taken out of a set."""


Group = tuple[Effect, ...]
"""Effects that read the state before them and apply together."""


class Exit(Struct, frozen=True, array_like=True):
    """Where a choice or outcome leads."""

    kind: ExitKind
    target: str = ""
    """The scene, or the deck of a draw."""
    otherwise: str = ""
    """Of a draw: where to go when no storylet is open."""
    then: str = ""
    """Where a called passage or storylet returns to; back here when empty."""
    name: str = ""
    """The exit of an encounter that this is: passed, across, leave."""


class Rule(Struct, frozen=True, array_like=True):
    """`whenever`."""

    when: Checked
    kind: Literal["goto", "call"]
    target: str
    once: int | None = None
    """Slot that remembers it."""
    effects: tuple[Group, ...] = ()


class Cost(Struct, frozen=True, array_like=True):
    """What a choice needs and takes."""

    slot: int
    value: Checked
    label: str = ""


class Outcome(Struct, frozen=True, array_like=True):
    """One way that a choice can turn out."""

    id: str
    odds: Checked | None
    """In 100; None takes the rest."""
    shown: Checked | None
    """The odds that the player is told instead, in 100."""
    effects: tuple[Group, ...]
    result: Text
    chance: tuple[Outcome, ...]
    exit: Exit | None


class Choice(Struct, frozen=True, array_like=True):
    """What the player can do in a scene."""

    id: str
    text: tuple[Part, ...]
    hint: tuple[Part, ...]
    cost: tuple[Cost, ...]
    when: Checked | None
    locked: tuple[Part, ...]
    effects: tuple[Group, ...]
    """The first group applies together with the cost."""
    chance: tuple[Outcome, ...]
    exit: Exit | None
    """None only where every outcome has its own."""
    once: int | None
    """Slot that remembers that it was taken."""
    result: Text
    menu: bool = False
    """Opens or leaves a menu: no turn."""
    skip: bool = False
    """Offered to a facilitator only."""
    tags: dict[str, str] = {}
    """What a screen finds an encounter's choice by: {"good": "rice", "verb": "buy", "amount": "5"}."""
    generated: bool = False
    """An encounter made it, and says for itself which of its odds are told."""
    told: bool = True
    """Whether the player is told in numbers what it changes; its text does, where not."""


# ---- scenes ---------------------------------------------------------------------------------------------------------
class Stage(Struct, frozen=True, array_like=True):
    """What an encounter leaves on its scenes for richer screens."""

    kind: str
    name: str
    fixed: dict[str, Any]


class Ending(Struct, frozen=True, array_like=True):
    """What makes a scene the end of a life."""

    title: str
    kind: str


class Storylet(Struct, frozen=True, array_like=True):
    """How a scene lies in its deck."""

    deck: str
    when: Checked | None
    weight: Checked | None
    once: bool
    cooldown: int
    drawn: int | None
    """Slot with the number of the deck's draw that drew it last, 0 for never; None when nothing asks."""


class Discuss(Struct, frozen=True, array_like=True):
    """A question that a room talks over, and what helps whoever leads the talk."""

    ask: str
    hint: str
    form: str
    after: str
    analyse: str
    apply: str


class Scene(Struct, frozen=True, array_like=True):
    """What is read and chosen at one point of a story."""

    id: str
    title: tuple[Part, ...]
    heading: tuple[Part, ...]
    """The line above the title."""
    place: str
    """Id of the place, empty where the story plays."""
    at: str
    """The hour: dawn, morning, noon, afternoon, dusk, evening, night, or empty."""
    effects: tuple[Group, ...]
    rules: tuple[Rule, ...]
    """Looked at on arriving, in the order written; the first that holds sends one on."""
    text: Text
    choices: tuple[Choice, ...]
    ending: Ending | None
    menu: bool
    """Entering and leaving it is no turn."""
    storylet: Storylet | None
    notes: tuple[int, ...]
    """Field notes met in it, by index."""
    people: tuple[int, ...]
    """Those named in it, by index."""
    visits: int | None
    """Slot that counts visits, where something asks for them."""
    last_visit: int | None
    """Slot with the day of the last visit, where something asks."""
    view: dict[str, Checked]
    """Numbers for richer screens, by name; evaluated on every page."""
    stage: Stage | None
    encounter: str
    """Name of the encounter it was made for, or empty."""
    phenomena: tuple[str, ...]
    sources: tuple[str, ...]
    content_notes: tuple[str, ...]
    picture: str
    """Key among the story's pictures, or empty."""
    discuss: Discuss | None
    doors: tuple[str, ...] = ()
    """Of a menu that closes by itself: the scenes that open it, in the story's order."""
    door: int | None = None
    """Slot with the door it was last opened by, counted from 1."""
    told: bool = True
    """Whether the player is told in numbers what arriving changes; its text does, where not."""


class Picture(Struct, frozen=True, array_like=True):
    """A drawing in letters, and what it shows in words."""

    file: str
    alt: str
    at: str
    """The hour it is drawn in where a scene has none of its own, or empty."""
    rows: tuple[str, ...]
    """Letters of `drawings.MATERIALS`; none where nothing was read."""
    seal: str
    """What tells the file's bytes from others, or empty."""


class Deck(Struct, frozen=True, array_like=True):
    """Storylets that are drawn by their weights."""

    id: str
    storylets: tuple[str, ...]
    draws: int | None
    """Slot that counts its draws, where a cooldown asks."""


class Plan(Struct, frozen=True, array_like=True):
    """How a session in a room runs. Times are in minutes; all else is scenes by id."""

    minutes: int
    open: int
    debrief: int
    stops: dict[str, int]
    """Where to stop and talk, and for how long."""
    skip: tuple[str, ...]
    skip_if_late: tuple[str, ...]
    good_stops: tuple[str, ...]
    votes: tuple[str, ...]
    start: str


class Story(Struct, frozen=True, array_like=True):
    """A whole story, ready to play."""

    id: str
    title: str
    summary: str
    language: str
    minutes: int
    content_notes: tuple[str, ...]
    fingerprint: str
    start: str
    place: str
    """Where it plays unless a scene says otherwise."""
    places: dict[str, str]
    """What places are called."""
    prices_at: dict[str, str]
    """Whose prices hold at each place."""
    first_day: int | None
    """The world's day number of day 1 (see prices.py), or None without a calendar."""
    slots: tuple[Slot, ...]
    slot_of: dict[str, int]
    people: tuple[Person, ...]
    goods: dict[str, Good]
    notes: tuple[Note, ...]
    notes_met: int
    people_met: int
    """Slots with the notes and people met, as bit masks."""
    scenes: dict[str, Scene]
    decks: dict[str, Deck]
    each_day: tuple[Group, ...]
    rules: tuple[Rule, ...]
    epilogue: Text
    plans: dict[int, Plan]
    renamed_scenes: dict[str, str]
    renamed_choices: dict[str, str]
    renamed_state: dict[str, str]
    pictures: dict[str, Picture] = {}

    @property
    def endings(self) -> tuple[Scene, ...]:
        """The scenes that end a life, in the order written."""
        return tuple(scene for scene in self.scenes.values() if scene.ending)

    @property
    def written_scenes(self) -> tuple[Scene, ...]:
        """The scenes that a writer wrote; what an encounter made of its own is left out."""
        return tuple(scene for scene in self.scenes.values() if scene.encounter in ("", scene.id))


class Loaded(Struct, frozen=True):
    """What loading gives: a story, if it can be played, and all that is wrong or doubtful with it."""

    story: Story | None
    problems: tuple[Problem, ...]
