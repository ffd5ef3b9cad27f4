"""Whole pages, as answers: a phone's, the facilitator's, the doors before them, words when something is refused.

Styles stand in the page and are named to the browser by their hash, so that a page is painted as soon as it is there;
scripts are files of the room's own, and nothing else may run. Every answer forbids to keep it, to frame it and to ask
anybody else.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec
from msgspec import Struct

from . import phone_page, remote_page
from .answers import Own
from .checking import Refused
from .markup import Inside, Markup, el, every
from .messages import Answer
from .snapshot import Phone, Remote, Word

ICON = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
ICON += "<path fill='%23b4731d' d='M2 6h12v2H2zm1 3h2v5H3zm8 0h2v5h-2zM3 2h10l1 3H2z'/></svg>"
JSON, HTML, SCRIPT = "application/json", "text/html; charset=utf-8", "text/javascript; charset=utf-8"


class Sent(Struct, frozen=True):
    """What a page's script is sent when something changed: it puts `html` in place and says `said`."""

    v: int
    state: str
    html: str
    said: str
    question: int = 0
    round: int = 0


def sent_phone(phone: Phone, at: str) -> Sent:
    """A phone's snapshot, drawn."""
    return Sent(
        phone.v, phone.state, str(phone_page.drawn(phone, at)), phone_page.said(phone), phone.question, phone.round
    )


def sent_remote(remote: Remote) -> Sent:
    """The facilitator's, drawn."""
    wall = remote.projector
    return Sent(wall.version, wall.state, str(remote_page.drawn(remote)), remote_page.said(remote))


# ---- pages ----
def phone(shown: Phone, own: Own | None, at: str, words: str = "", status: int = 200) -> Answer:
    """The page of a phone; `words` stand in its status line in place of what is known of its vote."""
    said = words or phone_page.saved(shown, own) or phone_page.said(shown)
    main = el("main", phone_page.drawn(shown, at, own), id="shown")
    again = el("noscript", el("p", el("a", "Look again", href=at)))
    pause = el(
        "form",
        el("button", phone_page.ASK),
        el("p", "Nobody sees who asked.", class_="small"),
        id="pause",
        method="post",
        action=f"{at}/pause",
    )
    head = el("header", el("p", shown.title, lang=shown.lang), el("p", id="link", class_="small"))
    told: dict[str, str | int] = {"at": at, "v": shown.v, "question": shown.question, "round": shown.round}
    return _page(
        shown.title,
        every(head, main, again, el("p", said, id="status", role="status"), el("footer", pause)),
        "phone.css",
        "phone.mjs",
        told,
        status,
    )


def remote(shown: Remote, words: str = "", status: int = 200) -> Answer:
    """The page of whoever leads."""
    main = el("main", remote_page.drawn(shown), id="shown")
    head = el("header", el("p", "Facilitator"), el("p", id="link", class_="small"))
    again = el("noscript", el("p", el("a", "Look again", href="/f")))
    line = el("p", words or remote_page.said(shown), id="status", role="status")
    told: dict[str, str | int] = {"at": "/f", "v": shown.projector.version}
    return _page("Facilitator", every(head, line, main, again), "remote.css", "remote.mjs", told, status)


def notes(shown: Phone, met: tuple[Word, ...], at: str) -> Answer:
    """All field notes that a group has met."""
    listed = phone_page.words(met, shown.lang) or el("p", "There is none yet.")
    back = el("p", el("a", "Back to the story", href=at))
    return _page(f"Notes · {shown.title}", el("main", el("h1", "Notes"), back, listed), "phone.css")


def door(title: str, at: str, groups: int = 1, paper: bool = False, words: str = "", status: int = 200) -> Answer:
    """Before a phone is let in: which table it sits at, or its paper ticket."""
    tables = el(
        "fieldset",
        el("legend", "Which table do you sit at?"),
        [
            el(
                "label",
                el("input", type="radio", name="group", value=number, required=True),
                el("span", f"Table {number}"),
                class_="choice",
            )
            for number in range(1, groups + 1)
        ],
    )
    ticket = el("label", "The code on your ticket ", _typed("paper", 24))
    form = el(
        "form",
        tables if groups > 1 else None,
        el("p", ticket) if paper else None,
        el("button", "Come in"),
        method="post",
        action=f"{at}/join",
    )
    line = el("p", words, role="status") if words else None
    return _page(title, el("main", el("h1", title), line, form), "phone.css", status=status)


def street(words: str = "", status: int = 200) -> Answer:
    """For who came without a code."""
    form = el(
        "form",
        el("p", el("label", "The six signs on the wall ", _typed("code", 12))),
        el("button", "Come in"),
        method="post",
        action="/",
    )
    line = el("p", words, role="status") if words else None
    return _page("The room", el("main", el("h1", "The room"), line, form), "phone.css", status=status)


def pairing(digits: str, words: str = "", status: int = 200) -> Answer:
    """The facilitator's phone before it is one: six digits to type at the laptop."""
    asks = (
        every(
            el("p", "At the laptop press ", el("kbd", "f"), " and type:"),
            el("p", el("strong", digits[:3], " ", digits[3:]), class_="digits"),
            el("p", "They hold for two minutes, and for this phone only."),
            el("form", el("button", "I have typed them"), method="post", action="/f/pair", id="pair"),
        )
        if digits
        else every(
            el("p", "Five phones wait to be let in already. Try again in two minutes."),
            el("p", el("a", "Try again", href="/f")),
        )
    )
    line = el("p", words, id="status", role="status")
    told: dict[str, str | int] = {"at": "/f", "pairing": "1"} if digits else {}
    main = el("main", el("h1", "The facilitator's phone"), asks)
    return _page("Facilitator", every(main, line), "remote.css", "remote.mjs" if digits else "", told, status)


def _typed(name: str, longest: int) -> Markup:
    """A field for a code."""
    return el(
        "input",
        name=name,
        maxlength=longest,
        required=True,
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
    )


# ---- answers ----
def refusal(refused: Refused) -> Answer:
    """The words of a refusal, as a page."""
    back = el("p", el("a", "To the door", href="/")) if refused.status == 404 else None
    return _page(
        "The room", el("main", el("h1", "Not here"), el("p", refused.words), back), "phone.css", status=refused.status
    )


def to(place: str, *cookies: tuple[str, str]) -> Answer:
    """Ask there instead, with GET."""
    return _answer(303, b"", HTML, _POLICY_NONE, ("Location", place), *cookies)


def json(told: object, status: int = 200, *cookies: tuple[str, str]) -> Answer:
    """A value, for a script."""
    return _answer(status, msgspec.json.encode(told), JSON, _POLICY_NONE, *cookies)


def bare(body: bytes) -> Answer:
    """JSON that is there already."""
    return _answer(200, body, JSON, _POLICY_NONE)


def script(name: str) -> Answer:
    """A file of the page's own."""
    return _answer(200, _content(name).encode(), SCRIPT, _POLICY_NONE)


def with_cookie(answer: Answer, cookie: tuple[str, str]) -> Answer:
    """The same, and a cookie with it."""
    return Answer(answer.status, answer.body, answer.kind, (*answer.headers, cookie))


_POLICY_NONE = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
_ALWAYS = (
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # With none at all, a form without script would say that it comes from nowhere, and be refused.
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
STREAM = (("Content-Type", "text/event-stream; charset=utf-8"), *_ALWAYS)


def _answer(status: int, body: bytes, kind: str, policy: str, *more: tuple[str, str]) -> Answer:
    return Answer(status, body, kind, (("Content-Security-Policy", policy), *_ALWAYS, *more))


def _page(
    title: str,
    body: Inside,
    style: str,
    script: str = "",
    told: dict[str, str | int] | None = None,
    status: int = 200,
) -> Answer:
    css, hashed = _style(style)
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        el("link", rel="icon", href=ICON),
        el("style", css),
        el("script", type="module", src=f"/{script}") if script else None,
    )
    data = {f"data_{name}": value for name, value in (told or {}).items()}
    whole = f"<!doctype html>{el('html', head, el('body', body, **data), lang='en')}"
    policy = (
        f"default-src 'none'; script-src 'self'; style-src '{hashed}'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return _answer(status, whole.encode(), HTML, policy)


@cache
def _style(name: str) -> tuple[Markup, str]:
    """The styles as they stand in a page, and their hash as a policy names it."""
    css = _content("common.css") + _content(name)
    return Markup(css), f"sha256-{b64encode(sha256(css.encode()).digest()).decode()}"


@cache
def _content(file: str) -> str:
    return files(__package__).joinpath("page", file).read_text(encoding="utf-8")
