"""What a phone shows: one snapshot as HTML, the same for every phone of a group, made once and sent to all.

Takes a snapshot and where the room is; gives elements. It works as it is, as plain forms; the page's script only saves
the reloading. What a phone itself has chosen is not in it: the script marks that, or `own` where there is no script.
"""

from __future__ import annotations

from .answers import Own
from .markup import Inside, Markup, el, every
from .snapshot import Gauge, Option, Paragraph, Phone, Piece, Word

FORMS = {
    "pairs": "Talk in pairs, then a few voices.",
    "corners": "Go to the corner of your answer, and talk there.",
    "line": "Stand on a line, from yes to no, and say why you stand there.",
    "silent": "Think or write for yourself first. Nobody has to read it out.",
    "open": "Talk about it together.",
}
WAITS = {
    "scene": "Read it together. The vote is not open yet.",
    "decide": "The room decides now.",
    "waiting": "Your table is there. The other tables are still on their way.",
    "debrief": "The story ends here for today. Now it is yours to talk about.",
    "closed": "The session is over. You may close this page; nothing about you was kept.",
}
ASK, PAUSED = "Ask for a pause", "We stop here for a moment"


def drawn(phone: Phone, at: str, own: Own | None = None) -> Markup:
    """All that stands between a page's head and foot; `at` is the room's path, as `/K4T2M9`."""
    if phone.paused:
        return every(_title(PAUSED), el("p", "Nothing is asked of you. It goes on by itself."))
    return every(
        _head(phone),
        _told(phone),
        _choices(phone, at, own),
        _gauges(phone.gauges, phone.lang),
        _notes(phone, at),
    )


def said(phone: Phone) -> str:
    """What is new in it, in one line for the status."""
    if phone.paused:
        return f"{PAUSED}."
    if phone.state == "vote_open":
        return "The vote is open: choose." if phone.round < 2 else "The vote is open again: choose once more."
    if phone.state == "vote_closed":
        return "The vote is closed."
    if phone.state == "reveal":
        return "So the room has voted."
    if phone.state == "stop":
        return "Time to talk."
    if phone.state == "outcome":
        return "It is decided."
    if phone.state == "lobby":
        return "You are in."
    return phone.scene or phone.title


def saved(phone: Phone, own: Own | None) -> str:
    """What is to be said of this phone's own vote; empty where it has none."""
    if own is None or not own.choice or own.question != phone.question or own.round != phone.round:
        return ""
    number = next((option.number for option in phone.options if option.id == own.choice), None)
    if number is None:
        return ""
    return f"Saved: {number}. You can change it." if phone.state == "vote_open" else f"You chose {number}."


def _title(words: str, lang: str | None = None) -> Markup:
    return el("h1", words, id="scene", tabindex=-1, lang=lang)


def _head(phone: Phone) -> Markup:
    if phone.state == "lobby":
        words = ("You are in. Nobody asks your name.", "The story begins when everybody is here.")
        table = f"Your table is number {phone.group}." if phone.group and phone.groups > 1 else None
        return every(
            _title(phone.title, phone.lang),
            [el("p", line) for line in (*words, table) if line],
            _content("In this story", phone),
        )
    table = el("p", f"Table {phone.group}", class_="small") if phone.group and phone.groups > 1 else None
    line = el("p", phone.heading, class_="small", lang=phone.lang) if phone.heading else None
    return every(table, line, _title(phone.scene or phone.title, phone.lang), _content("In this scene", phone))


def _content(where: str, phone: Phone) -> Markup | None:
    if not phone.content:
        return None
    things = el("span", ", ".join(phone.content), lang=phone.lang)
    return el("p", f"{where}: ", things, ". You may look away or leave at any time.", class_="care")


def _told(phone: Phone) -> Markup:
    """What happened, what the scene says, and what the room is asked to do."""
    waits = WAITS.get(phone.state)
    talk = phone.talk
    return every(
        [
            el(
                "p",
                el("b", option.number),
                el("span", "Decided: ", el("span", option.text, lang=phone.lang)),
                class_="choice taken",
            )
            for option in phone.options
            if option.taken
        ],
        _prose(phone.result, phone.lang, "result"),
        el("ul", [el("li", change) for change in phone.changes], class_="changes", lang=phone.lang)
        if phone.changes
        else None,
        _prose(phone.text, phone.lang, "text", {word.id for word in phone.notes}),
        el("p", "It goes on, on the wall.", class_="small") if phone.cut else None,
        el("div", el("h2", talk.ask, lang=phone.lang), el("p", FORMS.get(talk.form, FORMS["open"])), class_="talk")
        if talk
        else None,
        el("p", waits, class_="waits") if waits else None,
    )


def _prose(paragraphs: tuple[Paragraph, ...], lang: str, kind: str, known: set[str] | None = None) -> Markup | None:
    if not paragraphs:
        return None
    lines = [
        el("p", [_piece(piece, known or set()) for piece in paragraph]) if paragraph else el("hr")
        for paragraph in paragraphs
    ]
    return el("div", lines, class_=kind, lang=lang)


def _piece(piece: Piece, known: set[str]) -> Inside:
    if isinstance(piece, str):
        return piece
    words, mark, note = piece
    inside: Inside = el("strong", words) if mark == "strong" else el("i", words) if mark == "said" else words
    return el("a", inside, href=f"#note-{note}") if note in known else inside


def _choices(phone: Phone, at: str, own: Own | None) -> Markup | None:
    if not phone.options or any(option.taken for option in phone.options):
        return None
    lang = phone.lang
    if phone.state != "vote_open":
        bars = phone.split is not None
        split = el("p", _split(phone), class_="waits") if bars else None
        closed = (
            el("p", "The vote is closed. It is shown soon.", class_="waits") if phone.state == "vote_closed" else None
        )
        rows = [
            el("li", _bar(option, lang) if bars else _option(option, lang), class_=_kind(option))
            for option in phone.options
        ]
        return every(closed, split, el("ul", rows, class_="choices"))
    mine = own.choice if own and (own.question, own.round) == (phone.question, phone.round) else ""
    rows = [_radio(option, lang, option.id == mine) for option in phone.options]
    form = el(
        "form",
        el(
            "fieldset", el("legend", "What do you choose?" if phone.round < 2 else "And now: what do you choose?"), rows
        ),
        el("input", type="hidden", name="q", value=phone.question),
        el("input", type="hidden", name="round", value=phone.round),
        el("button", "Vote", class_="plain"),
        id="ballot",
        method="post",
        action=f"{at}/vote",
    )
    reader = el(
        "form",
        el("p", "You read for your table.", class_="small"),
        el("input", type="hidden", name="q", value=phone.question),
        el("input", type="hidden", name="round", value=phone.round),
        el("button", "Close our table's vote"),
        id="reader",
        method="post",
        action=f"{at}/close",
        hidden=not (own and own.reader),
    )
    return every(form, reader if phone.groups > 1 else None)


def _kind(option: Option) -> str:
    return "choice" + (" locked" if option.reason else "")


def _option(option: Option, lang: str) -> Markup:
    """Number, words and what stands beneath them."""
    below = " · ".join(part for part in (option.price, option.odds, option.hint) if part)
    why = el("small", option.reason, lang=lang) if option.reason else None
    return every(
        el("b", "✗" if option.reason else option.number, aria_hidden="true" if option.reason else None),
        el("span", el("span", option.text, lang=lang), why or (el("small", below, lang=lang) if below else None)),
    )


def _radio(option: Option, lang: str, chosen: bool) -> Markup:
    if option.reason:
        return el("p", _option(option, lang), class_="choice locked")
    radio = el(
        "input", type="radio", name="choice", value=option.id, required=True, checked=chosen, data_number=option.number
    )
    return el("label", radio, _option(option, lang), class_="choice")


def _bar(option: Option, lang: str) -> Markup:
    votes = option.votes or 0
    words = f"{votes} {'vote' if votes == 1 else 'votes'}, {option.share} in 100" if not option.reason else ""
    meter = el("meter", min=0, max=100, value=option.share, aria_hidden="true") if words else None
    return every(_option(option, lang), el("span", meter, words, class_="votes") if words else None)


def _split(phone: Phone) -> str:
    split = phone.split
    if split is None or not split.voted:
        return "Nobody has voted."
    if split.tied:
        names = ", ".join(map(str, split.tied[:-1]))
        return f"{names} and {split.tied[-1]} have as many votes."
    apart = "One vote apart" if split.apart == 1 else f"{split.apart} votes apart"
    return f"{split.first} leads. {apart}." if split.second else f"{split.first} has all votes."


def _gauges(gauges: tuple[Gauge, ...], lang: str) -> Markup | None:
    if not gauges:
        return None
    return el(
        "dl",
        [el("div", el("dt", gauge.label), el("dd", _level(gauge))) for gauge in gauges],
        class_="gauges",
        lang=lang,
    )


def _level(gauge: Gauge) -> Markup:
    meter = el("meter", min=gauge.low, max=gauge.high, value=gauge.value, aria_hidden="true") if gauge.bar else None
    change = el("small", f" {gauge.change:+,}".replace("-", "−")) if gauge.change else None
    return every(gauge.text, change, meter)


def _notes(phone: Phone, at: str) -> Markup:
    link = el("p", el("a", "All notes so far", href=f"{at}/notes"))
    return el("details", el("summary", "Notes"), words(phone.notes, phone.lang), link, id="notes")


def words(notes: tuple[Word, ...], lang: str) -> Markup | None:
    """Field notes, each with its word."""
    if not notes:
        return None
    return el("dl", [_note(word) for word in notes], class_="words", lang=lang)


def _note(word: Word) -> Markup:
    hangul = every(" ", el("span", word.hangul, lang="ko")) if word.hangul else None
    spoken = el("small", f" {word.say}") if word.say else None
    source = el("small", word.source) if word.source else None
    return el("div", el("dt", word.word, hangul, spoken), el("dd", word.text, source), id=f"note-{word.id}")
