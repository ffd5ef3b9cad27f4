"""What a browser is given: the page, its script, its styles, and words when something is refused.

Every answer forbids the browser to ask anybody else for anything.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from websockets.datastructures import Headers
from websockets.http11 import Response

from .checks import Refused

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
PAGES = {"": "page.html", "lines": "lines.html"}
FILES = ("play.mjs", "screen.mjs", "paint.mjs", "keys.mjs", "saying.mjs", "page.css", "icon.svg")
"""All there is; nothing is found by looking into a folder."""
_REASONS = {200: "OK", 307: "Temporary Redirect", 403: "Forbidden", 404: "Not Found", 421: "Misdirected Request"}


def answer(name: str, host: str, visitor: str = "") -> Response:
    """The page (`""`), another page or a file, for whoever asked `host`; with a cookie for a new visitor."""
    file = PAGES.get(name) or (name if name in FILES else "")
    if not file:
        return refusal(Refused(404, "There is nothing here."))
    response = _response(200, TYPES[file.rpartition(".")[2]], _content(file), host)
    if visitor:
        response.headers["Set-Cookie"] = visitor
    return response


def redirect(to: str) -> Response:
    """Ask there instead; `to` is a path."""
    response = _response(307, TYPES["html"], b"")
    response.headers["Location"] = to
    return response


def refusal(refused: Refused) -> Response:
    """The words of a refusal, as a page."""
    words = f"<!doctype html><html lang=en><title>jangmadang</title><p>{refused.words}</p></html>"
    return _response(refused.status, TYPES["html"], words.encode())


def _response(status: int, kind: str, body: bytes, host: str = "") -> Response:
    here = f"'self' ws://{host}" if host else "'none'"
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src {here}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = Headers(
        {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Connection": "close",
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
    )
    return Response(status, _REASONS[status], headers, body)


@cache
def _content(file: str) -> bytes:
    return files(__package__).joinpath("page", file).read_bytes()
