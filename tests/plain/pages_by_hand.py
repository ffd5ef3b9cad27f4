"""Pages built by hand, for tests of how a page is said."""

from typing import Any

from jangmadang.play.view import Change, ChoiceView, Meter, Page
from jangmadang.story.prose import Paragraph, Span


def words(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Span(part),)) for part in text.split("\n\n"))


def a_page(**changes: Any) -> Page:
    fields: dict[str, Any] = {
        "story": "A Hundred to One",
        "scene": "lane",
        "title": "The loudspeaker",
        "heading": "The lane behind the station, Hyesan. 30 November 2009, dusk",
        "place": "Hyesan",
        "date": "30 Nov 2009",
        "day": 3,
        "season": "winter",
        "hour": "dusk",
        "turn": 4,
        "menu": False,
        "result": (),
        "changes": (
            Change("money −200", "money", -200),
            Change("Mi-na trusts you a little more", "mina.trust", 2),
        ),
        "text": words("The loudspeaker over the gate clears its throat.\n\nEveryone stops talking."),
        "seen": False,
        "choices": (
            ChoiceView("keep", 1, "Buy anything that will keep", hint="risk rises", price="−12,000 won"),
            ChoiceView("yuan_man", 2, "Change it all with the yuan man", open=False,
                       reason="needs 40 trust with Old Chae; you have 15"),
        ),
        "meters": (Meter("money", "money", 31400, "31,400 won", 0, 999_999_999, False),),
        "people": (),
        "pack": (),
        "notes": (),
        "phenomena": (),
        "sources": (),
        "content_notes": (),
    }  # fmt: skip
    return Page(**{**fields, **changes})
