"""What is read at the river where the writer gives nothing: short pieces in several wordings, and the words on choices.

Takes the block's way (ice or ford), purpose and people; gives texts as a writer would type them. No rules here.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...document import Prose, Text, TextItem
from ..shared import filled

KEYS = {
    "watch": "a turn of watching in which nobody comes",
    "pass": "a patrol passes",
    "seen": "the torch that sends one home",
    "ice": "in the middle of the way over",
    "wet": "the ice or the ford does not hold",
    "across": "on the other bank",
    "turned": "a patrol in the way, in time",
    "turn_back": "one's own turning back",
    "back": "the way home",
    "caught": "the hand on the sleeve",
    "guard": "the paid guard is there",
    "moved": "another is there in his stead",
    "broker": "the broker goes ahead",
    "absent": "the broker does not come",
    "stay": "staying",
}
"""Keys of the block's `text`, and what each is read for."""

FROZEN = 12
"""Cold from which the way back ends in a day under the quilt."""

LIGHT = ((1, "black dark"), (4, "dark"), (8, "a clear night"), (100, "every step shows"))
ICE_HOLDS = ((90, "holds, groans"), (75, "talks, thin"), (0, "gives at the edge"))
FORD_HOLDS = ((90, "low water"), (75, "to the thigh"), (0, "high and brown"))

TITLES = {
    "seen": "A torch",
    "ice": "The middle",
    "across": "The far bank",
    "back": "By the washing stones",
    "caught": "Above the elbow",
    "stay": "This side",
}


def names(people: Sequence[str]) -> str:
    """`Mother`, `Mother and Mi-na`, `Mother, Mi-na and Chae`."""
    return " and ".join([*([", ".join(people[:-1])] if len(people) > 1 else []), *people[-1:]])


def moon(seen: int) -> str:
    """How light the night is, from what is seen of one anyway."""
    return next(words for most, words in LIGHT if seen <= most)


def footing(holds: int, ford: bool) -> str:
    """How the ice or the water is, from how often it holds."""
    return next(words for least, words in (FORD_HOLDS if ford else ICE_HOLDS) if holds >= least)


def defaults(
    ford: bool, trip: bool, along: Sequence[str], stays_for: Sequence[str], broker: str, dawn: int, rests: bool
) -> dict[str, Text]:
    """A text for every key."""
    return {
        **(_FORD if ford else _ICE),
        "ice": _middle(ford, trip, along),
        "across": _across(ford, trip, along),
        "pass": _PASS,
        "seen": _SEEN,
        "turned": _TURNED,
        "back": _back(dawn, rests),
        "caught": _CAUGHT,
        "guard": "From the post somebody coughs, once. The torch up there turns round to look at the mountain.",
        "moved": (
            "Nobody coughs. A voice you do not know asks for matches. You have listened for one man and not counted "
            "the others."
        ),
        "broker": (
            f'"Now," says {broker}, and goes down first without looking round. You put your feet where the feet were.'
        ),
        "absent": f"{broker} does not come. A boy goes by along the dyke, singing, and is the message: another night.",
        "stay": _stay(stays_for),
    }


_ICE: dict[str, Text] = {
    "watch": [
        TextItem(
            cycle=[
                "Nobody. You have counted a hundred into your scarf, and begin again from one.",
                "Nobody. On the other bank a dog is let out, and thinks better of it.",
                "Nobody. The ice says something, a long way up, and is answered.",
            ]
        ),
        TextItem(when="cold > 8 and cold <= 16", text="You look to see whether your fingers are closed."),
        TextItem(when="cold > 16", text="Your feet have stopped telling you anything."),
    ],
    "wet": (
        "The ice breaks without much noise, and you stand in it to the waist. You go back the way you came, on your "
        "elbows, breaking it."
    ),
    "turn_back": [
        TextItem(
            cycle=[
                "You come up from the bank on your knees, and brush the snow off them.",
                "You go up backwards as far as the willows, in your own footprints.",
            ]
        )
    ],
}

_FORD: dict[str, Text] = {
    "watch": [
        TextItem(
            cycle=[
                "Nobody. You have counted a hundred, and begin again from one.",
                "Nobody. The water goes by at one pace, talking.",
                "Nobody. A frog starts, and has the bank to itself.",
            ]
        )
    ],
    "wet": "A stone rolls, and the water has all of you. It puts you out on your own bank, sixty steps down.",
    "turn_back": [
        TextItem(
            cycle=[
                "You come up from the bank with your shoes in your hand, and put them on.",
                "You go up backwards as far as the willows, and sit there until your knees are dry.",
            ]
        )
    ],
}

_PASS: Text = [
    TextItem(
        cycle=[
            "Two of them, and one cigarette. While they are above you, you do not count.",
            "Boots on the dyke, and the gravel under them. They do not stop.",
            "They pass. One is telling the other what his mother puts in the dumplings.",
        ]
    ),
    TextItem(when="known == 1", text="From here on you can count."),
    TextItem(when="gap1 == 2", text="They are close behind the last ones: you had counted to a hundred twice."),
    TextItem(when="gap1 > 2", text="You have counted to a hundred {gap1:words} times since the last ones."),
]

_SEEN: Text = (
    'A torch comes on and finds your knees. "Water is for the morning," says the torch. "Home." '
    "It stays on your back as far as the first wall."
)

_TURNED: Text = (
    '"Who\'s there?" It is asked a second time. You are nearer to this bank than to the other, and come in under the '
    "dyke, where no torch reaches."
)


def _back(dawn: int, rests: bool) -> Text:
    items: list[Prose | TextItem] = [
        TextItem(
            when=f"turn >= {dawn}",
            text="Over the far hills it is grey enough to read by. Whoever is on the bank now is there to be seen.",
        ),
        TextItem(
            cycle=[
                "By the washing stones the way is longer, and out of the wind. At five the stove must be lit.",
                "You go by the washing stones. Somebody has left a shirt on one of them, arms out.",
            ]
        ),
    ]
    if rests:
        words = "You cannot do up a button. It is the next evening, under the quilt, before you feel your fingers."
        items.append(TextItem(when=f"cold >= {FROZEN}", text=words))
    return items


_CAUGHT: Text = (
    'A hand takes your sleeve above the elbow, without hurry. "Which house?" says the younger one. '
    "His hands are cold as well."
)


def _middle(ford: bool, trip: bool, along: Sequence[str]) -> Text:
    if ford:
        body = (
            "The water has your knees, then your belt. The stones on the bottom are round, and roll. You lean "
            "upstream, as against a shoulder."
        )
        load = "The load is on your head, and pulls its own way."
    else:
        body = (
            "It takes your foot and says nothing. You go on hands and knees, as you would cross a roof, and keep the "
            "dark seam on your left. Under you the river turns over."
        )
        load = "The load slides ahead of you on its cloth."
    parts = [body, *([load] if trip else [])]
    if along:
        parts.append(f"{names(along)} {'comes' if len(along) == 1 else 'come'} after, where you have been.")
    return [" ".join(parts)]


def _across(ford: bool, trip: bool, along: Sequence[str]) -> Text:
    parts = ["Reeds, then a bank, then reeds that are the same as at home."]
    if along:
        parts.append(f"You count heads: {names(along)}, and you.")
    if ford:
        parts.append("You pour the river out of your shoes.")
    parts.append("Behind you nobody calls." if not trip else "You pull the load in after you. Behind you nobody calls.")
    return [" ".join(parts)]


def _stay(people: Sequence[str]) -> Text:
    said = "You count to a hundred, and go up, and bar the door from inside."
    if not people:
        return [f"{said} In the morning your bowl is where it was."]
    bowls = ["two", "three", "four", "five", "six", "seven", "eight", "nine"]
    many = bowls[len(people) - 1] if len(people) <= len(bowls) else "all the"
    return [f"{said} In the morning you put out {many} bowls, and one of them is yours."]


# ---- choices --------------------------------------------------------------------------------------------------------
CAPTIONS = {
    "watch": "Watch once more",
    "go": "Go now, …",
    "guard": "Wait for …'s hour, and go",
    "broker": "Go with …, when it is time",
    "turn_back": "Turn back for tonight",
    "stay": "Go home, and stay on this side",
    "on": "Go on, to the other bank",
    "ice_turn_back": "Turn back in the middle",
    "home": "Go home",
    "across_go_on": "Go on",
    "caught_go_on": "Go with them",
    "stay_go_on": "Go on",
}
"""What the choices are called, by their ids; where several share one, the scene stands before."""
WATCH_HINT = {
    True: "nearer to dawn, and you know more",
    False: "{cold > 8 ? you are slow with cold already | colder, and you know more}",
}


def go(ford: bool, trip: bool) -> Prose:
    """The words of going."""
    how = "through the water" if ford else "on your knees"
    return filled(CAPTIONS["go"], f"{how}{', with the load' if trip else ''}")


def go_hint(seen: int, ford: bool) -> Prose:
    """A guess, and what takes most off it: not knowing, the time since they passed, the cold, or the light."""
    cold, rest = "2 * max(0, cold - 8)", f"{100 - seen} - river_guess"
    worst = f"known > 0 and {rest} >= max({seen}, {cold})"
    light = moon(seen)
    said = {
        "known == 0": "you have not seen them pass",
        f"{worst} and since < 2 and weigh_pair > 0": "a second pair may follow",
        f"{worst} and since < 2 and weigh_pair == 0": "they have only just passed",
        f"{worst} and since >= 2 and river_guess >= 70": "no second pair has come",
        f"{worst} and since >= 2 and river_guess < 70": "the next must be near",
        f"known > 0 and {cold} > max({seen}, {rest})": "you are slow with cold",
        f"known > 0 and {seen} > {rest} and {seen} >= {cold}": light,
    }
    return "a guess; " + "".join(f"{{{condition} ? {words} | }}" for condition, words in said.items())


TURN_BACK_HINT: Prose = "somebody may have seen you go down"


def stay(people: Sequence[str]) -> Prose:
    """The words of staying."""
    return f"Go home and stay, for {names(people)}" if people else CAPTIONS["stay"]
