"""What a market says for itself: the texts that stand where the writer gives none.

Takes a block and its wares; gives texts of the document. A writer's text under the same key is passed on as the very
object it is, so that its problems are told at its line. Numbers are not said here: faces draw them beside the text.
"""

from __future__ import annotations

from ...document import Text, TextItem
from .cloth import Cloth, Ware

_CASH = "Notes change hands behind the last pillar, between two people who are looking at the sky."
_LATE = "The calling is over. Only the row itself still buys, for tomorrow."
_KINDS = {
    "grain": "The measure stands in the mouth of the sack, levelled with a chopstick.",
    "fresh": "It lies under a wet cloth, and the cloth is lifted for buyers only.",
    "import": "It stays in its wrapper, so that a buyer can feel where it is from.",
    "money": _CASH,
}

DEFAULTS: dict[str, Text] = {
    "whistle": TextItem(
        cycle=[
            "A whistle at the gate. Forty cloths become forty bundles. The woman beside you has three corners in her"
            " fist.",
            "A boy comes running along the wall. Behind him, still far off, comes the whistle.",
            "The calling stops at the top of the row, then nearer. In the quiet you hear the whistle.",
        ]
    ),
    "away": TextItem(
        cycle=[
            "You sit behind the bicycle stand on a bundle that could be washing. When the calling begins again, an"
            " hour is gone.",
            "You carry your bundle once round the block, like anybody with a bundle. The row is back before you are.",
        ]
    ),
    "stayed": TextItem(
        cycle=[
            "Boots go by on the other side of the wall. A buyer who has also stayed asks what it costs.",
            "The whistle takes the other lane. The first to call again is an old woman with matches.",
        ]
    ),
    "strict": '"Put it away," he says to your hand. "Not this week."',
    "paid": TextItem(
        cycle=[
            "The notes go where his gloves are. He tells the sky that he will be back at four.",
            'He counts with his thumb and does not look down. "Cold," he says, and goes on to the next.',
        ]
    ),
    "ran": "You go through the noodle woman's steam and out behind the wall, all four corners in one hand. When you"
    " come back, your place has kept its shape.",
    "caught": "He has the knot of your bundle before you have turned round.",
    "left": "You put your hands into your sleeves and step back. It could be anybody's cloth.",
    "seized": "Your things lie on the handcart by the gate, under a number in chalk. In the office they know what a"
    " bundle is worth.",
    "bought_back": "He wipes the number out with his sleeve. Behind the wall you count it all again. What is missing"
    " is the string.",
    "carried": "You carry it home past the pump and pull the mat over it. It is an hour there and back.",
    "fetched": "You bring it from the storeroom on your back. Your place is still there, a hand narrower.",
    "whispered": "She asks for nothing. She asks whether your mother's back is better, and by dusk she has been to see"
    " your mother's back.",
    "no_buyer": "Two women ask after your mother's back, and both of them mean her back.",
    "searched": "They come while the pot is on: two of them, and the unit head with the lamp. They lift the floor"
    " paper where it has been lifted before.",
    "row": "On the row they sell on a promise, and lend to a face they know.",
    "borrowed": "The notes are counted twice. Your name is written down once, in pencil.",
    "paid_back": "The pencil line is rubbed out with bread. The place where it was is cleaner than the page.",
}
"""The texts by their keys in `text:`; besides these, the keys in `KEYS`."""

KEYS = (*DEFAULTS, "patrol", "asked", "called", "credit", "repaid", "unpaid")
"""All keys of `text:` but the ids of goods, which are read on turning to that good."""


CAPTIONS = {
    "ask": "Ask … where prices will stand",
    "row": "Turn to the row",
    "more": "Other goods",
    "go": "Pack up for today",
    "buyall": "Buy all you can",
    "call": "Call out …, for an hour",
    "whisper": "Ask in a low voice who wants …",
    "home": "The storeroom",
    "store": "Carry your … home",
    "fetch": "Fetch … from home, as much as you can carry",
    "home_back": "Back",
    "back": "Back to the row",
    "collect": "Ask … for what is owed",
    "borrow": "Borrow from …",
    "pay_back": "Pay … back",
    "borrow_grain": "Borrow …, and owe twice as much",
    "return_grain": "Bring back …",
    "row_back": "Back to your cloth",
    "away": "Leave the row for an hour",
    "stay": "Stay where you are, and call",
    "run": "Pull up the corners, and run",
    "pay": "Give cigarette money, folded in paper",
    "nod": "Greet …; this month is paid for",
    "drop": "Step back, and leave the cloth",
    "seized_back": "Buy the bundle back",
    "seized_row": "Go back to the row with empty hands",
    "seized_go": "Go home",
    "searched_go": "Put the floor back",
}
"""What the choices are called, by their ids; where several share one, the scene stands before. Goods by amounts, and on
somebody's word, are called by what they are.
"""


class Words:
    """The texts of one market."""

    def __init__(self, cloth: Cloth) -> None:
        self.cloth = cloth
        self.given = cloth.block.text or {}

    def text(self, key: str) -> Text:
        """The writer's text under a key, or what stands in its place."""
        return self.given[key] if key in self.given else DEFAULTS[key]

    def patrol(self) -> Text:
        who = f"{{{self.cloth.official}}}" if self.cloth.official else "A man with an armband"
        return self.given.get(
            "patrol", f"{who} stops at your cloth. He looks at what lies there first, and then for whose it is."
        )

    def good(self, ware: Ware) -> Text:
        """What one reads on turning to a good."""
        if ware.id in self.given:
            return self.given[ware.id]
        if ware.hidden:
            return "It does not leave the house until somebody has asked for it in a low voice."
        line = _KINDS.get(ware.good.kind, "It lies in front of you, and people step over it.")
        return [TextItem(when=f"not {self.cloth.late}", text=line), TextItem(when=self.cloth.late, text=_LATE)]

    def called(self, ware: Ware) -> Text:
        """After calling: one line for what was sold, another when nobody wanted it."""
        n = self.cloth.slot("n")
        lines = [
            f'"{ware.title}, {ware.name}, put your hand in." Hands go in.',
            f'You call {ware.name} and nothing else. "Is it going?" asks the next cloth. It is going.',
            '"Weigh it again," says the second buyer. "This time without your thumb."',
        ]
        # By day and hour: a menu that is only opened is no visit, so a cycle would stand still.
        turn = f"(day + {self.cloth.slot('hour')} + {len(ware.name)}) % {len(lines)}"
        default: Text = [
            *(TextItem(when=f"{n} > 0 and {turn} == {k}", text=line) for k, line in enumerate(lines)),
            TextItem(when=f"{n} == 0", text=f'You call {ware.name} for an hour. "Tomorrow," says a man, and goes by.'),
        ]
        return self.given.get("called", default)

    def asked(self) -> Text:
        if "asked" in self.given:
            return self.given.get("asked", [])
        said = [
            TextItem(
                when=f"{self.cloth.word(ware)} > 0",
                text=f'"{ware.title}, {self.cloth.said(self.cloth.word(ware))}."',
            )
            for ware in self.cloth.wares
            if ware.foreseen
        ]
        friend = f"{{{self.cloth.block.friend}}}"
        return [f'{friend} counts out change, and does not look up. "In three days," you hear.', *said]

    def credit(self, person: str) -> Text:
        return self.given.get("credit", f"{{{person}}} knots the bag with one hand. The day is named once.")

    def repaid(self, person: str) -> Text:
        return self.given.get("repaid", f"{{{person}}} has it ready in a twist of paper, the small notes outside.")

    def unpaid(self, person: str) -> Text:
        return self.given.get(
            "unpaid",
            f'"Later," says {{{person}}}, and looks past you. On the row that can be a long word.',
        )
