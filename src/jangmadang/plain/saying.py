"""What a page says in lines: new text in reading order, changes and locks in words, choices by number.

Takes a Page and gives lines; one paragraph is one line, for a screen reader, a pipe or a terminal to wrap as it
likes. No box lines, arrows or other signs come in, and no printing: see `console.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..play.view import Change, ChoiceView, JournalLine, Meter, Page
from ..settings import Hints
from ..story.prose import Paragraph
from .staging import stage_lines

ENDS = ".!?…:"
MINUS = "−-–"


def page_lines(
    page: Page,
    *,
    whole: bool = False,
    turned: bool = True,
    pictured: bool = True,
    headed: bool = True,
    heard: bool = False,
    hints: Hints = "full",
    around: list[str] | None = None,
) -> list[str]:
    """Everything new on a page, the choices last.

    `whole` reads again what was read before (a save was opened); `turned` is whether a turn led here, or a menu;
    `pictured` and `headed` are whether picture and heading are told too; `heard` is whether the same text was read
    just before; `hints` is how much is told of open choices; `around` is what stands around them, else all of it.
    """
    lines = paragraphs(page.result)
    if whole or not (page.seen or heard):
        scene = scene_lines(page, pictured=pictured or whole, headed=headed or whole)
        lines += ["", *scene] if lines else scene
    elif page.menu and not heard:
        lines += [sentence(page.title), *paragraphs(page.text)]
    elif heard and headed and not page.seen:
        lines += ["", _head(page)] if lines else [_head(page)]
    elif not lines:
        lines.append(sentence(page.title))
    told = meters_line(page.meters) if whole else changes_line(page) if turned else ""
    lines += [told] if told else []
    lines += stage_lines(page) if around is None else around
    fresh = [note.word for note in page.notes if note.new and turned]
    if fresh:
        lines.append(f"New field note{'s' if len(fresh) > 1 else ''}: {', '.join(fresh)}.")
    return lines + (ending_lines(page) if page.ending else ["", *choice_lines(page.choices, hints)])


def scene_lines(page: Page, *, pictured: bool = True, headed: bool = True) -> list[str]:
    """Where one is, what there is to see, and the text."""
    head = _head(page)
    lines = [head] if head and headed else []
    if page.content_notes and headed:
        lines.append(f"Content notes: {', '.join(page.content_notes)}.")
    if page.alt and pictured:
        lines.append(f"[{sentence(page.alt)}]")
    return [*lines, *paragraphs(page.text)]


def _head(page: Page) -> str:
    where = whereabouts(page) if page.title or page.heading else ""
    return " ".join(sentence(part) for part in (page.title, where) if part)


def paragraphs(text: Iterable[Paragraph]) -> list[str]:
    """One line a paragraph, an empty line between two."""
    lines: list[str] = []
    for paragraph in text:
        if not paragraph.beat and paragraph.plain:
            lines += ["", paragraph.plain] if lines else [paragraph.plain]
    return lines


def choice_lines(choices: Iterable[ChoiceView], hints: Hints = "full") -> list[str]:
    return [choice_line(choice, hints) for choice in choices]


def choice_line(choice: ChoiceView, hints: Hints = "full") -> str:
    """`1. Buy anything that will keep. Costs 12,000 won; risk rises.`

    `hints`: all of it, only which meters the choice touches, or nothing but its words.
    """
    if not choice.open:
        return f"{choice.number}. Locked: {sentence(choice.text)} {sentence_case(choice.reason)}".rstrip()
    about = "; ".join(part for part in (price_words(choice.price), choice.hint) if part) if hints == "full" else ""
    if hints == "which" and choice.moves:
        about = f"touches {' and '.join(choice.moves)}"
    parts = [sentence(choice.text), sentence_case(about)]
    if choice.odds and hints == "full":
        parts.append(f"Chance: {sentence(choice.odds)}")
    if choice.taken and not choice.menu:
        parts.append("Chosen before.")
    return f"{choice.number}. {' '.join(part for part in parts if part)}"


def price_words(price: str) -> str:
    """`−200 won, 1 hour` as `costs 200 won, 1 hour`; what one gets back is said as such."""
    parts = [part.strip() for part in price.split(", ") if part.strip()]
    costs = [part.lstrip(MINUS).lstrip() for part in parts if not part.startswith("+")]
    gains = [part[1:].lstrip() for part in parts if part.startswith("+")]
    said = [f"costs {', '.join(costs)}"] if costs else []
    return "; ".join([*said, f"gives {', '.join(gains)}"] if gains else said)


def changes_line(page: Page) -> str:
    """`Mi-na trusts you a little more. On coming here: money 31,400 won, down 200.`

    What is changed twice says where it stands now the second time only.
    """
    again = {change.of for change in page.arrived}
    meters = [meter for meter in page.meters if meter.id not in again]
    said = [sentence_case(change_words(change, meters)) for change in page.changes]
    return " ".join([*said, *_on_coming_here(page.arrived, page.meters)])


def _on_coming_here(arrived: Iterable[Change], meters: Iterable[Meter]) -> list[str]:
    """What arriving changed, apart from what the choice did."""
    words = "; ".join(change_words(change, meters) for change in arrived)
    return [f"On coming here: {words}."] if words else []


def change_words(change: Change, meters: Iterable[Meter]) -> str:
    """The change with its sign as a word, and with where the number stands now if the player may always see it."""
    name, way, amount = _parted(change.text)
    if not way:
        return change.text
    meter = next((meter for meter in meters if meter.id == change.of), None)
    return f"{meter.label} {meter.text}, {way} {amount}" if meter else f"{name} {way} {amount}".lstrip()


def meters_line(meters: Iterable[Meter]) -> str:
    """`Money 31,400 won. Trust 35.`"""
    return " ".join(sentence_case(f"{meter.label} {meter.text}") for meter in meters)


def ending_lines(page: Page) -> list[str]:
    """What became of whom, and the name of the ending."""
    if page.ending is None:
        return []
    epilogue = paragraphs(page.ending.epilogue)
    return [*([""] if epilogue else []), *epilogue, "", f"The end: {sentence(page.ending.title)}"]


def journal_lines(journal: Iterable[JournalLine]) -> list[str]:
    """Turns gone by, each with its text, the choice taken and what it led to."""
    lines: list[str] = []
    for turn in journal:
        if not turn.choice:
            continue  # where one stands now is on the page
        lines += [f"Turn {turn.turn + 1}. {sentence(turn.title)}", *paragraphs(turn.text)]
        lines += _on_coming_here(turn.arrived, ())
        lines += [f"You chose: {sentence(turn.choice)}", *paragraphs(turn.result)]
        said = " ".join(sentence_case(change_words(change, ())) for change in turn.changes)
        lines += [said] if said else []
    return lines or ["Nothing was chosen yet."]


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in one of its own."""
    text = text.strip()
    bare = text.rstrip("\"'”’)»")
    return text if not text or bare.endswith(tuple(ENDS)) else f"{text}."


def sentence_case(text: str) -> str:
    """The same with a capital."""
    text = sentence(text)
    return text[:1].upper() + text[1:]


def whereabouts(page: Page) -> str:
    """The line above the title, or place, date and hour."""
    if page.heading:
        return page.heading
    place = f"{page.place}." if page.place and page.date else page.place
    return " ".join(part for part in (place, ", ".join(part for part in (page.date, page.hour) if part)) if part)


def _parted(text: str) -> tuple[str, str, str]:
    """`money −1,200 won` as (`money`, `down`, `1,200 won`); no way when no signed number stands in it."""
    for at, character in enumerate(text):
        signed = character in MINUS or character == "+"
        if signed and (at == 0 or text[at - 1] == " ") and text[at + 1 : at + 2].isdigit():
            return text[:at].rstrip(), "up" if character == "+" else "down", text[at + 1 :]
    return text, "", ""
