"""Speaking: who says what, as far as the prose itself names them.

The language has no mark for a speaker. What stands in double quotes is speech; it is somebody's where a verb of saying
stands beside it with a name or "you" ("…," says Mother; Mother asks, "…"), or where it follows such a line at once in
the same paragraph. All other speech is counted as nobody's: `he says` is not guessed at. English only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from .counting import words

YOU = "you"
_VERBS = (
    "say", "says", "said", "ask", "asks", "asked", "call", "calls", "called", "answer", "answers", "answered",
    "reply", "replies", "replied", "read", "reads", "shout", "shouts", "shouted", "whisper", "whispers",
    "whispered", "cry", "cries", "cried", "add", "adds", "added", "bawl", "bawls", "bawled", "tell", "tells",
    "told", "begin", "begins", "began", "murmur", "murmurs", "murmured", "mutter", "mutters", "muttered",
)  # fmt: skip
_VERB = rf"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))})"
_NAME = (
    r"(?:[A-Z][\w-]*['’]s [a-z][\w-]*|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}|[Tt]he [a-z][\w-]*(?: [a-z][\w-]*){0,4}|you)"
)
_AFTER = re.compile(rf"\s+(?:{_VERB}\s+(?P<one>{_NAME})|(?P<two>{_NAME})\s+{_VERB}\b)")
_BEFORE = re.compile(rf"(?:^|[\s(])(?P<one>{_NAME})\s+{_VERB}(?:\s+[^\".!?…]{{0,40}})?[,:]\s*$")
_QUOTE = re.compile(r"[\"“]([^\"“”]*)[\"”]")


class Voice(Struct, frozen=True):
    """What one speaker says, over all that is written."""

    name: str
    person: str
    """Id of the person of the story, or empty for whom only the prose names."""
    lines: int
    words: int
    different: int
    """Different words, whatever their capitals."""
    own: int
    """Of these, those that no other named speaker says."""


class Spoken(Struct, frozen=True):
    """All speech of a story."""

    voices: tuple[Voice, ...]
    """Who says most first."""
    words: int
    """Of all speech."""
    nobodys: int
    """Words of speech that no name stands beside."""


def spoken(texts: Iterable[str], people: dict[str, str]) -> Spoken:
    """Who says what in plain texts. `people` are names by their ids; a part of a name that is one person's will do."""
    known = _known(people)
    said: dict[tuple[str, str], list[str]] = {}
    lines: Counter[tuple[str, str]] = Counter()
    nobodys = 0
    for text in texts:
        for paragraph in re.split(r"\n\s*\n", text):
            for name, quote in _quotes(" ".join(paragraph.split()), known):
                found = [word.lower() for word in words(quote)]
                if not name:
                    nobodys += len(found)
                    continue
                who = known.get(name, ("", name))
                said.setdefault(who, []).extend(found)
                lines[who] += 1
    _join(said, lines)
    users = Counter(word for spoken_words in said.values() for word in set(spoken_words))
    voices = [
        Voice(name, person, lines[person, name], len(all_of), len(set(all_of)), sum(users[w] == 1 for w in set(all_of)))
        for (person, name), all_of in said.items()
    ]
    in_order = sorted(voices, key=lambda voice: (-voice.words, voice.name))
    return Spoken(tuple(in_order), nobodys + sum(voice.words for voice in voices), nobodys)


def _join(said: dict[tuple[str, str], list[str]], lines: Counter[tuple[str, str]]) -> None:
    """Whom the prose alone names, by a long name and by the last word of it, is one speaker: by the longest."""
    longest: dict[str, str] = {}
    for person, name in said:
        last = name.split()[-1]
        if not person and last[:1].isupper() and len(name) > len(longest.get(last, "")):
            longest[last] = name
    for person, name in list(said):
        whole = longest.get(name.split()[-1], name)
        if not person and whole != name:
            said["", whole] += said.pop((person, name))
            lines["", whole] += lines.pop((person, name))


def _known(people: dict[str, str]) -> dict[str, tuple[str, str]]:
    """People, each by the whole name and by every capital word of it that is nobody else's."""
    known: dict[str, tuple[str, str]] = {}
    shared: Counter[str] = Counter()
    for name in people.values():
        shared.update({word for word in name.split() if word[:1].isupper()} | {name})
    for person, name in people.items():
        for part in (name, *name.split()):
            if part == name or (part[:1].isupper() and shared[part] == 1 and part not in ("The", "A", "An")):
                known[part] = (person, name)
                known[f"{part[:1].lower()}{part[1:]}"] = (person, name)
    return known


def _quotes(paragraph: str, known: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each piece of speech of a paragraph, with who says it, or ""."""
    quotes = list(_QUOTE.finditer(paragraph))
    last = ""
    for n, quote in enumerate(quotes):
        before = paragraph[quotes[n - 1].end() if n else 0 : quote.start()]
        after = paragraph[quote.end() : quotes[n + 1].start() if n + 1 < len(quotes) else len(paragraph)]
        name = _named(_AFTER.match(after), known) or _named(_BEFORE.search(before), known)
        if not name and n and _goes_on(before):
            name = last
        last = name
        yield name, quote[1]


def _named(found: re.Match[str] | None, known: dict[str, tuple[str, str]]) -> str:
    if found is None:
        return ""
    name = next(part for part in found.groups() if part)
    if name == YOU:
        return YOU
    pieces = name.split()
    parts = [" ".join(pieces[:size]) for size in range(len(pieces), 0, -1)]
    for part in (*parts, pieces[-1]):
        if part in known:
            return part
    return name if name[0].isupper() and pieces[0] not in _NO_NAMES else ""


_NO_NAMES = frozenset(("He", "She", "It", "They", "We", "I", "You", "The", "That", "This", "Who", "Nobody", "Then"))


def _goes_on(between: str) -> bool:
    """Whether only the words about who speaks stand between two pieces of speech."""
    match = _AFTER.match(between)
    return match is not None and len(words(between)) <= 12 and between.count(".") <= 1
