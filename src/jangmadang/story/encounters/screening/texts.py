"""What is read in a screening where the writer says nothing: a blanket, a lamp, boots, cups.

Takes ids and words of the block; gives texts by key. A writer's own text of the same key takes the place of each.
No rule stands here.
"""

from __future__ import annotations

from ...document import TextItem

Piece = str | TextItem

ALONE, TOGETHER = "count(night.guests) == 0", "count(night.guests) > 0"

KEYS = (
    "invite",
    "hide",
    "stop",
    "dark",
    "waited",
    "found_dark",
    "pried",
    "knock",
    "hidden",
    "opened",
    "paid",
    "refused",
    "found",
    "names",
    "silent",
    "named",
    "after",
    "not_tonight",
    "talk",
    "warning",
    "cleared",
    "left",
    "visit",
    "passed_by",
    "nothing",
    "found_later",
    "slip",
)
"""The texts that a block may bring, besides one for each part (`part_1` …), in the order in which one may meet them."""


CAPTIONS = {
    "invite": "Think about whom to let in",
    "hide": "Make the room ready",
    "begin": "Begin",
    "bed": "Not tonight",
    "…": "Let … in",
    "without_…": "Do not let … in after all",
    "curtain": "Hang a blanket over the window",
    "low": "Turn the sound down until heads touch",
    "lookout": "Send a boy to the corner with a sled",
    "decoy": "Let a state disc turn in the player",
    "buy_player": "Buy a player",
    "buy_film": "Buy the film",
    "back": "Back",
    "go_on": "Go on watching",
    "stop": "Stop here, while it goes well",
    "end": "Let it end, and look for the shoes",
    "knock_hide": "Hide it, and let them knock",
    "pay": "Hold out cigarette money",
    "open": "Open at once",
    "wait": "Wait for the current, with the disc inside",
    "pry": "Pry the player open with the kitchen knife",
    "silent": "Name nobody",
    "name_…": "Name …",
    "home": "Bolt the door",
    "talk_go_on": "Go on",
    "clear": "Carry it out of the house tonight",
    "leave": "Leave it where it is",
    "visit_wait": "Go on with the dishes",
    "visit_pay": "Be at the gate first, with cigarette money",
}
"""What the choices are called, by their ids; where several share one, the scene stands before."""
ALONE_BEGIN, ALONE_SILENT = "Watch it alone", "Say that you were alone"
"""What two of them are called where nobody was let in."""
ASKED_LOOKOUT = "Ask … to stand at the corner"


def part_key(part: int) -> str:
    return f"part_{part}"


def _either(together: list[str], alone: str) -> list[Piece]:
    return [_turns(together, TOGETHER), TextItem(when=ALONE, text=alone)]


def _turns(lines: list[str], when: str | None = None) -> TextItem:
    return TextItem(when=when, text=lines[0]) if len(lines) == 1 else TextItem(when=when, cycle=lines)


FIRST = _either(
    [
        "The picture shakes, and stands. Heads come together until the ears touch. It is only a street, and people in"
        " it who are not in a hurry.",
        "The beginning is known by now, so everyone watches the table: how many dishes, and what is left in them.",
    ],
    "The picture shakes, and stands. You lean until the glass is warm on your cheek. It is only a street, and people"
    " in it who are not in a hurry.",
)
MIDDLE = _either(
    [
        "Somebody on the screen says no to her mother-in-law, and nobody in the film falls down. The whole mat breathes"
        " in.",
        "A man puts on an apron. There is a noise like a kettle, and it is all of you, not laughing.",
    ],
    "Somebody on the screen says no to her mother-in-law, and nobody in the film falls down. You look round, to see"
    " who has heard.",
)
LAST = _either(
    [
        "It ends with a coat over somebody's arm. Nobody gets up until the picture is grey, and then each begins to"
        " look for a shoe.",
        "It ends as it did. Two of you have known for an hour, and have told nobody, and are thanked for it.",
    ],
    "It ends with a coat over somebody's arm. You watch the grey as well, in case there is more.",
)


def defaults(parts: int, stick: bool, official: str, head: str, owner: str) -> dict[str, list[Piece]]:
    """The texts of one screening. `official`, `head` and `owner` are ids of people, or empty."""
    him = f"{{{official}}}" if official else "somebody"
    texts: dict[str, list[Piece]] = {
        "invite": [
            _turns(
                [
                    "There is room for four and the wall. Whoever sits here tonight has a secret of yours, and you have"
                    " one of theirs.",
                    "The mat is turned so that its good side is up.",
                ]
            )
        ],
        "hide": [
            "Something can be done about what the lane sees and hears. It takes a blanket, thread, a nail, some rice."
        ],
        "stop": _either(
            [
                'You put out a hand, and the street goes dark with the people in it. "Next time," somebody says, to the'
                " glass.",
                "You press the button in the middle of a word. On the way home each of them will finish it, and no two"
                " alike.",
            ],
            "You put out a hand, and the street goes dark with the people in it.",
        ),
        "dark": [
            _turns(
                [
                    "The bulb goes orange, then black. Inside the player the disc turns over, slower, and lies down."
                    " Without current it does not come out.",
                    "The hum in the lane drops by a tone, and stops. You can hear the disc run down, and every house"
                    " that has one listening.",
                ]
            )
        ],
        "waited": _either(
            [
                "You sit in the dark round a warm box. Toward two the bulb comes up brown, and the disc is out and in a"
                " sock before it is white."
            ],
            "You sit in the dark beside a warm box. Toward two the bulb comes up brown, and the disc is out and in a"
            " sock before it is white.",
        ),
        "found_dark": [
            "A torch comes along the lane, gate by gate, with somebody behind it who knows how long a dead player stays"
            " warm."
        ],
        "pried": [
            "The kitchen knife goes in under the lid. It opens like a walnut, and will not be closed again."
            + (f" It is {{{owner}}}'s." if owner else "")
        ],
        "knock": [
            _turns(
                [
                    f'Knuckles, flat, three times. "Asleep already?" asks {him}, and tries the latch.',
                    "Torchlight comes in under the door as far as the mat, and after it a cough"
                    + (f" that you know: {him}." if official else "."),
                ]
            )
        ],
        "hidden": _either(
            [
                "They look at the quilt and under the quilt. One lifts the lid of the kettle. Then they are next"
                " door's.",
                'The torch goes over the wall, the faces and the rice jar. "Late," it says. Everyone agrees that it is'
                " late.",
            ],
            'The torch goes over the wall, the rice jar and you. "Late," it says. You agree that it is late.',
        ),
        "opened": [
            "You open before the third knock, with a thimble on. They look past you at a room that is drinking water,"
            " and one of them writes down the hour."
        ],
        "paid": [
            'What you hold out is folded small, and then it is not in your hand. "Sleep well," he says to the'
            " door-post."
        ],
        "refused": ['"Not this week," he says, and gives it back where the others can see it.'],
        "found": [
            "It is in your fist. He asks you to open the other hand first."
            if stick
            else 'He lays his palm on the player, as you would feel a child\'s forehead. "Warm," he says.'
        ],
        "names": [
            TextItem(
                when=TOGETHER,
                text="The others are out by the kitchen. There is a form, and on the form your name and the lane."
                ' He has counted {count(night.guests) + 1} cups. "And who else?"',
            ),
            TextItem(
                when=ALONE,
                text='There is a form, and on the form your name and the lane. "And who else?" He has looked for a'
                " second cup.",
            ),
        ],
        "silent": _either(
            [
                '"Nobody," you say. He turns the cups over, one by one, and charges you for each. By morning they all'
                " know what was not said."
            ],
            '"Nobody." It is true, and he writes it as if it were not.',
        ),
        "named": ["You say it once. He asks how it is written."],
        "after": [
            TextItem(
                when=f"night.how is whole and {TOGETHER}",
                cycle=[
                    "They go one at a time, each in a different minute. The last has stayed to ask whom she should have"
                    " married.",
                    "They go as they came, by turns, with a bucket, with a sled, with nothing.",
                ],
            ),
            TextItem(
                when=f"night.how is stopped and {TOGETHER}",
                text="They look for their shoes in the dark and find each other's. It is not late. Nobody says so.",
            ),
            TextItem(
                when=f"(night.how is hidden or night.how is opened or night.how is paid) and {TOGETHER}",
                text="Nobody goes for an hour. Then they all go, and each presses your arm in passing, at the same"
                " place.",
            ),
            TextItem(
                when=f"(night.how is waited or night.how is pried) and {TOGETHER}",
                text="They have told each other the rest by then, and it has ended well. They go in different minutes.",
            ),
            TextItem(when=ALONE, text="You take the blanket down. The lane has not changed."),
        ],
        "not_tonight": [
            _turns(
                [
                    "You bank the stove and go to bed. Over the yard somebody's window is a little too black.",
                    "Not tonight. You sleep, and the current holds until morning, with nobody to see it.",
                ]
            )
        ],
        "talk": [
            _turns(
                [
                    "A woman you hardly know sells you soap, and hums. It is the tune from the film.",
                    "Two girls are playing at the pump. One is rich and has come down a staircase. They stop when they"
                    " see whose bucket it is.",
                    '"They say it has a sad end," says somebody in the queue, to nobody, and looks at you.',
                ]
            ),
            TextItem(when="night.told >= 2", text="By evening you have heard it from another side as well."),
        ],
        "warning": [
            f"{{{head}}} brings back a bowl that you never lent."
            ' "They\'re counting spoons tomorrow. This side of the lane."'
            if head
            else "Somebody has laid a spoon on your door-step."
        ],
        "cleared": [
            "After dark it leaves the house in two buckets, under ash. The next evening they count your spoons. There"
            " are five."
        ],
        "left": ["You wash the bowl that is not yours, and put it with the others."],
        "visit": [
            _turns(
                [
                    "After supper there are boots in the lane. They slow down, like boots that are reading numbers.",
                    "A dog begins two gates down, and then the one that is next to you.",
                ]
            )
        ],
        "passed_by": ["It is another number. You hear a gate, a lid, somebody being asked to stand up."],
        "nothing": [
            "They are polite. They look into the jar, the chimney and the quilt, and one of them hangs the ladle back"
            " where it was."
        ],
        "found_later": ["It was in the jar, in two bags. He wipes it before he shows it to you."],
        "slip": [
            "His list lies turned to the lamp for longer than it need. The name at the top of it is {night.teller}."
        ],
    }
    for part in range(1, parts + 1):
        texts[part_key(part)] = list(LAST if part == parts else FIRST if part == 1 else MIDDLE)
    return texts
