"""The written story: the shape of what a writer types, before anything is checked against anything else.

Here stand the keys of every mapping a story file may hold, one struct each. The loader fills them, the walker in
`shape.py` explains what does not fit them, and `jangmadang schema` prints them as a JSON Schema: one model, three uses.
All expressions and texts are still text here. Nothing in this module reads files, checks meaning or plays.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

from .expressions import MOST

Expression = Annotated[str, Meta(description="An expression of the story, such as `mina.trust >= 40`.")]
Prose = Annotated[str, Meta(description="Text for the player. Long text stands after `|`.")]
Whole = Annotated[int, Meta(ge=-(10**18) + 1, le=10**18 - 1)]
Name = Annotated[str, Meta(description="The name of something declared in the story.")]


class _Shape(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping whose keys are known: any other key is a problem."""


# ---- text -----------------------------------------------------------------------------------------------------------
class TextItem(_Shape):
    """One piece of a text. Exactly one of text, otherwise, first, cycle and shuffle stands in it, and at most one
    of when and else_when.
    """

    when: Expression | None = None
    else_when: Expression | None = None
    text: Prose | None = None
    otherwise: Prose | None = None
    first: Prose | None = None
    again: Prose | None = None
    cycle: list[Prose] | None = None
    shuffle: list[Prose] | None = None
    gentler: Prose | None = None


Text = Prose | TextItem | list[Prose | TextItem]

Reasons = Annotated[dict[str, Prose], Meta(description="Findings of `check` that are meant: code and reason.")]


class Discuss(_Shape):
    """A question for a room, asked before or after the scene's choice."""

    ask: Prose
    hint: Prose | None = None
    form: str | None = None
    after: str | None = None
    analyse: Prose | None = None
    apply: Prose | None = None


class Skip(_Shape):
    """How a facilitator leaves this scene out: on to a scene, or back to where it was called or drawn from."""

    say: Prose
    to: Name | None = None
    return_: bool = field(default=False, name="return")
    effects: Effects | None = None


class Picture(_Shape):
    """A drawing in letters, in a file beside the story, and what it shows in words."""

    file: str
    alt: Prose
    at: str | None = None


class NamedPicture(Picture):
    """A picture of the cover, and where it stands."""

    scenes: list[Name] | None = None
    places: list[Name] | None = None


Effects = dict[Name, Expression] | list[dict[Name, Expression]]


# ---- exits, choices -------------------------------------------------------------------------------------------------
class Rule(_Shape):
    """`whenever`: looked at after each turn; goes somewhere else, or calls a passage and goes on."""

    when: Expression
    goto: Name | None = None
    call: Name | None = None
    once: bool = False
    effects: Effects | None = None


class _Exits(_Shape):
    goto: Name | None = None
    draw: Name | None = None
    otherwise: Name | None = None
    call: Name | None = None
    then: Name | None = None
    stay: bool = False
    return_: bool = field(default=False, name="return")


class Outcome(_Exits):
    """One way a chance may fall. The last of a list takes the rest."""

    id: str | None = None
    odds: Expression | None = None
    shown: Expression | None = None
    effects: Effects | None = None
    result: Text | None = None
    chance: list[Outcome] | None = None


class Choice(_Exits, kw_only=True):
    """Something the player can do."""

    text: Prose
    id: str | None = None
    hint: Prose | None = None
    cost: dict[Name, Expression] | None = None
    when: Expression | None = None
    locked: Prose | None = None
    effects: Effects | None = None
    chance: list[Outcome] | None = None
    once: bool = False
    result: Text | None = None
    in_: list[Name] | None = field(default=None, name="in")
    told: bool = True
    """Whether the player is told in numbers what it changes: else its `result` tells."""


class Exit(_Shape):
    """Where an encounter leads, with what it changes and what is read on the way."""

    goto: Name
    effects: Effects | None = None
    result: Text | None = None


ExitOrName = Name | Exit


# ---- encounters -----------------------------------------------------------------------------------------------------
class Caption(_Shape):
    """What one of an encounter's own choices is called, and the line below it."""

    text: Prose | None = None
    hint: Prose | None = None


class Fee(_Shape):
    """A sum in grams of rice at the day's price."""

    rice_g: Whole


class Patrol(_Shape):
    """Who comes when the whistle has gone, and how often."""

    official: Name | None = None
    heat: Whole = 8


class Credit(_Shape):
    """To whom one sells on their word, and who lends."""

    to: list[Name] | None = None
    from_: Name | None = field(default=None, name="from")


class Market(_Shape):
    """A market day: goods to buy, call out and sell to the row; a whistle; a patrol."""

    leave: ExitOrName
    goods: list[Name]
    place: Name | None = None
    seat: str = "alley"
    fee: Fee | None = None
    hours: Whole = 4
    amounts: list[Whole] | None = None
    pack: Whole = 30
    spread: Whole = 3
    purse: Name = "money"
    friend: Name | None = None
    wholesaler: Name | None = None
    hidden: list[Name] | None = None
    storeroom: bool = False
    patrol: Patrol | None = None
    credit: Credit | None = None
    crackdown: Expression | None = None
    holiday: Expression | None = None
    tags: dict[Name, Whole] | None = None
    text: dict[str, Text] | None = None
    captions: dict[str, Prose | Caption] | None = None
    on: dict[str, ExitOrName] | None = None


class Bribe(_Shape):
    """An official, an errand and a sum that lies somewhere between two."""

    official: Name
    errand: Fee
    passed: ExitOrName
    walked: ExitOrName
    closed: ExitOrName | None = None
    witnesses: Whole | list[Prose] = 0
    loses: list[Name] | None = None
    crackdown: Expression | None = None
    patrons: list[Name] | None = None
    gifts: list[Name] | dict[Name, Whole] | None = None
    southern: bool = False
    purse: Name = "money"
    text: dict[str, Text] | None = None
    captions: dict[str, Prose | Caption] | None = None
    on: dict[str, ExitOrName] | None = None


class Gear(_Shape):
    """What has to be bought before the first evening, in grams of rice."""

    player: Whole | None = None
    film: Whole | None = None


class Screening(_Shape):
    """A film at night: whom to let in, what to spend on hiding, when to stop."""

    film: str
    after: ExitOrName
    caught: ExitOrName
    guests: list[Name] | None = None
    medium: str = "disc"
    parts: Whole = 3
    hides: list[str] | None = None
    cut: Whole = 20
    squad: Expression | None = None
    power: Expression | None = None
    lookout: Name | None = None
    pays: dict[Name, Whole] | None = None
    needs: dict[Name, Whole] | None = None
    official: Name | None = None
    head: Name | None = None
    owner: Name | None = None
    gear: Gear | None = None
    pay: Fee | None = None
    fine: Fee | None = None
    purse: Name = "money"
    text: dict[str, Text] | None = None
    captions: dict[str, Prose | Caption] | None = None
    on: dict[str, ExitOrName] | None = None


class Guard(_Shape):
    """A guard who sells an hour of his night."""

    official: Name
    yuan: Whole | None = None
    hour: Whole = 8


class Broker(_Shape):
    """Someone who knows the night and has a price."""

    person: Name
    yuan: Whole
    debt: bool = False


class Crossing(_Shape):
    """A river, a patrol whose rhythm one can watch, and the way back."""

    across: ExitOrName
    back: ExitOrName
    caught: ExitOrName
    stay: ExitOrName
    river: str = "yalu_upper"
    way: str | None = None
    """ice or ford; ice where watching makes cold."""
    turns: Whole | None = None
    """How many turns the way over takes: 3, with a load 4, with somebody 5."""
    mix: dict[str, Whole] | None = None
    seen: Whole = 3
    holds: Whole = 96
    cold: Whole = 1
    dawn: Whole = 20
    with_: list[Name] | None = field(default=None, name="with")
    guard: Guard | None = None
    broker: Broker | None = None
    purpose: str = "leave"
    load: list[Name] | None = None
    """Goods that are carried over: the guard of a trip takes a quarter of them."""
    for_: list[Name] | None = field(default=None, name="for")
    notes: list[Name] | None = None
    """Field notes of staying."""
    rest: bool = True
    """Whether who comes back frozen sleeps through a day."""
    purse: Name = "yuan"
    text: dict[str, Text] | None = None
    captions: dict[str, Prose | Caption] | None = None
    on: dict[str, ExitOrName] | None = None


# ---- scenes ---------------------------------------------------------------------------------------------------------
class EndingMark(_Shape):
    """The scene is an ending."""

    title: Prose
    kind: str = "stayed"


class Scene(_Exits):
    """A place in the story where something is read and something is chosen."""

    title: Prose | None = None
    heading: Prose | None = None
    place: Name | None = None
    at: str | None = None
    picture: Name | Picture | None = None
    phenomena: list[str] | None = None
    sources: list[str] | None = None
    content_notes: list[str] | None = None
    notes: list[Name] | None = None
    effects: Effects | None = None
    told: bool = True
    """Whether the player is told in numbers what arriving changes: else its text tells."""
    whenever: list[Rule] | None = None
    text: Text | None = None
    discuss: Prose | Discuss | None = None
    skip: Skip | None = None
    allow: Reasons | None = None
    choices: list[Choice] | None = None
    ending: EndingMark | None = None
    menu: bool = False
    view: dict[str, Expression] | None = None
    deck: Name | None = None
    when: Expression | None = None
    weight: Expression | None = None
    once: bool = False
    cooldown: Whole | None = None
    market: Market | None = None
    bribe: Bribe | None = None
    screening: Screening | None = None
    crossing: Crossing | None = None


# ---- the cover ------------------------------------------------------------------------------------------------------
class Unit(_Shape):
    """One hour, many hours."""

    one: str
    many: str


class Calendar(_Shape):
    """What the story's days mean."""

    day_1: str
    place: Name | None = None


class Variable(_Shape):
    """A piece of the state. Exactly one kind: a number, a named value, a set, a held person."""

    start: str | None = None
    min: Whole | None = None
    max: Whole | None = None
    meter: str | None = None
    label: Prose | None = None
    currency: str | None = None
    unit: Unit | None = None
    one_of: list[Name] | None = None
    set_of: Name | list[Name] | None = None
    person: Name | list[Name] | None = None


class Official(_Shape):
    """What makes a person an official."""

    temper: str = "patrolman"
    likes: Whole | None = None


class Person(_Shape):
    """Somebody with a name, a memory and a trust of their own."""

    name: Prose
    hangul: str | None = None
    role: Prose | None = None
    trust: Whole = 0
    mouth: Whole | None = None
    mouth_line: Prose | None = None
    official: Official | None = None


class Field(_Shape):
    """A number that every person has."""

    start: Whole = 0
    min: Whole = 0
    max: Whole = MOST


class Good(_Shape):
    """Something to carry and sell: how much there is at the start, and how its price moves if it is the story's own."""

    have: Whole = 0
    home: Whole = 0
    name: Prose | None = None
    unit: Unit | None = None
    follows: str | dict[str, Whole] | None = None
    ratio: Whole | None = None
    months: list[Whole] | None = None
    restless: Whole | None = None
    kind: str | None = None
    weight: Whole | None = None
    want: Whole | None = None
    margin: Whole | None = None


class Place(_Shape):
    """Somewhere: what it is called and how its prices stand."""

    name: Prose
    prices: str | None = None


class Note(_Shape):
    """A field note: what a word means, and where that is from: in words for the player, as ids for the writer."""

    text: Prose
    word: str | None = None
    title: Prose | None = None
    hangul: str | None = None
    say: str | None = None
    source: Prose | None = None
    sources: list[str] | None = None


class EachDay(_Shape):
    """What a night changes."""

    effects: Effects


class Renamed(_Shape):
    """Old names of things, so that old saves find their way."""

    scenes: dict[str, Name] | None = None
    choices: dict[str, str] | None = None
    state: dict[str, Name] | None = None


class Plan(_Shape):
    """How a session of so many minutes runs."""

    open: Whole = 0
    debrief: Whole = 0
    stops: dict[Name, Whole] | None = None
    skip: list[Name] | None = None
    skip_if_late: list[Name] | None = None
    good_stops: list[Name] | None = None
    votes: list[Name] | None = None
    start: str | None = None


class Document(_Shape):
    """One file of a story. The keys of the cover stand in one file only; the others may stand in any."""

    jangmadang: Whole | None = None
    id: str | None = None
    title: Prose | None = None
    summary: Prose | None = None
    language: str | None = None
    minutes: Whole | None = None
    content_notes: list[str] | None = None
    start: Name | None = None
    calendar: Calendar | None = None
    plan: dict[str, Plan] | None = None
    renamed: Renamed | None = None
    require: list[str] | None = None
    """Keys that no written scene may lack."""
    facts: str | list[str] | None = None
    """Files with the facts that `sources` may name; `jangmadang` for those that come with the game."""
    allow: Reasons | None = None

    state: dict[Name, str | Variable] | None = None
    each_person: dict[Name, Field] | None = None
    people: dict[Name, Person] | None = None
    places: dict[Name, Place] | None = None
    pictures: dict[Name, NamedPicture] | None = None
    goods: dict[Name, Good] | None = None
    constants: dict[Name, Whole] | None = None
    tables: dict[Name, dict[str, Whole] | list[Whole]] | None = None
    conditions: dict[Name, Expression] | None = None
    computed: dict[Name, Expression] | None = None
    phrases: dict[Name, Text] | None = None
    notes: dict[Name, Note] | None = None
    each_day: EachDay | None = None
    whenever: list[Rule] | None = None
    everywhere: list[Choice] | None = None
    epilogue: list[Prose | TextItem] | None = None
    scenes: dict[Name, Scene] | None = None
