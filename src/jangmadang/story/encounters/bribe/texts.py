"""What is read in a bribe where the writer says nothing: gestures, papers, a cap.

Takes the official's name and the words for sums; gives texts by key. A writer's own text of the same key takes the
place of each. No rule stands here.
"""

from __future__ import annotations

from msgspec import structs

from ...document import TextItem

Piece = str | TextItem

KEYS = (
    "known",
    "names_sum",
    "strict",
    "last_chance",
    "talk",
    "by_the_month",
    "money",
    "taken",
    "gift_taken",
    "pleaded",
    "name_works",
    "monthly",
    "waved",
    "passed",
    "refused",
    "too_little",
    "gift_kept",
    "lower_half",
    "upper_half",
    "plead_refused",
    "name_fails",
    "another_man",
    "moved",
    "closed",
    "walked",
)
"""The texts that a block may bring, in the order in which one may meet them."""


CAPTIONS = {
    "nod": "Nod, and go by",
    "money": "Offer money",
    "gifts": "Offer something other than money",
    "watch": "Say nothing, and watch his hands",
    "talk": "Talk with …",
    "plead": "Say how things are at home",
    "name_…": "Say that … sent you",
    "monthly": "Pay … for the month",
    "back": "Back",
    "walk": "Take your things, and go",
    "go_on": "Go on",
}
"""What the choices are called, by their ids. The offers and gifts name what is offered."""


def only_when(condition: str, text: list[Piece]) -> list[Piece]:
    """The text, read only while the condition holds. Its own conditions hold beside; `else_when` and `otherwise` keep
    their meaning.
    """
    out: list[Piece] = []
    above: list[str] = []
    later = False
    for piece in text:
        item = TextItem(text=piece) if isinstance(piece, str) else piece
        if later and item.when is not None:
            above = []
        later = item.else_when is not None
        none_above = [f"not ({when})" for when in above]
        if item.otherwise is not None:
            when = " and ".join([condition, *none_above])
            out.append(TextItem(when=when, text=item.otherwise, gentler=item.gentler))
            above = []
            continue
        asks = item.when if item.when is not None else item.else_when
        late = item.else_when is not None
        above = [*above, asks] if asks is not None else []
        whens = [condition, *(none_above if late else ()), *([f"({asks})"] if asks is not None else ())]
        out.append(structs.replace(item, when=" and ".join(whens), else_when=None))
    return out


def defaults(official: str, high: str, monthly: str, loses: bool) -> dict[str, list[Piece]]:
    """The texts of one official. `official` is an id, `high` and `monthly` are sums as a text inserts them."""
    him = f"{{{official}}}"
    return {
        "known": [
            TextItem(
                cycle=[
                    f"This month is paid for. {him} is looking at a roof.",
                    f"{him} has seen you, and begins to look for a pencil.",
                ]
            )
        ],
        "names_sum": [f'"{high}," says {him}, before your bag is on the ground. "Boots are dear this year."'],
        "strict": [f'"Last month was last month," says {him}. "This month there are guests."'],
        "last_chance": [f"{him} is doing up his coat. Two buttons are left."],
        "talk": [f"{him} waits for what you will say."],
        "by_the_month": [
            f'"Or by the month," says {him}, as if of the weather. "{monthly}, and I sit with my back to you."'
        ],
        "money": ["His hand lies between you, a little open."],
        "taken": [
            TextItem(
                cycle=[
                    "The papers come back thinner than they went.",
                    f"{him} moves the cap. When it lies as before there is nothing beside it.",
                    "It is gone before your hand is back in its pocket.",
                ]
            )
        ],
        "gift_taken": [
            TextItem(cycle=[f'It is in his coat already. "For later," says {him}.', "It goes up a sleeve."])
        ],
        "pleaded": [f'You say how it is at home, and leave one thing out. "Go on, then," says {him}. "I was asleep."'],
        "name_works": [f"{him} folds the papers along their old folds and wishes a good day to everyone concerned."],
        "monthly": [f'"Thirty days," says {him}, and says the date aloud, like a birthday.'],
        "waved": [TextItem(cycle=[f"{him} looks for something in his left boot until you are past.", "Nobody asks."])],
        "passed": [],
        "refused": [
            TextItem(
                cycle=[
                    f"{him} reads the paper on both sides, the note too, and slides it all back.",
                    '"Put that away. People will think that I collect them."',
                    "The cap stays where it is. So does the note.",
                ]
            )
        ],
        "too_little": [f'"Is that all of it?" asks {him}. It is. "Then buy something to eat."'],
        "gift_kept": [f"It goes into the coat. {him} has said thank you, and has not moved."],
        "lower_half": [
            TextItem(
                shuffle=[
                    f"You say nothing. {him} rubs at a cuff that is coming undone. A little would do, you think.",
                    f"You say nothing. {him} looks at your shoes, and hopes for less than before.",
                    f"You say nothing. {him} yawns. It need not be much.",
                ]
            )
        ],
        "upper_half": [
            TextItem(
                shuffle=[
                    f"You say nothing. {him} looks from your hands to your bundle, and lifts it by one corner.",
                    f"You say nothing. {him} turns a page back, and reads it again. He has time. A little will not do.",
                    f"You say nothing. {him} counts your buttons, and seems to add them up.",
                ]
            )
        ],
        "plead_refused": [
            TextItem(
                shuffle=[
                    f'"Everyone has a mother," says {him}.',
                    f'"It is no different in my house," says {him}.',
                    f'"I have heard a better one today," says {him}.',
                ]
            )
        ],
        "name_fails": [f'"Then nobody will mind if I ask," says {him}, and writes the name down.'],
        "another_man": [f"It is not {him} who holds out a hand for the papers. This collar is clean."],
        "moved": [
            f"Two men stand by an empty stool with a book that you know. {him} has been sent for."
            ' "And who are you," asks one of them, "in here?"'
        ],
        "closed": [
            f"{him} does up the top button. Your papers are inside the coat."
            + (' "The rest stays here too."' if loses else ' "Tomorrow," he says.')
        ],
        "walked": ["You take your things back. He is already looking at the next in line."],
    }
