"""The lint of the shipped stories: what docs/story/style.md marks as checked in the prose itself.

Takes Shipped stories and the lists in the fences of style.md; gives Findings with a place and what to do. How scenes
are played is not looked at here. As a script it prints what it finds in every story.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from passages import STORIES, TOLD, Finding, Passage, Shipped, shipped, words

STYLE = Path(__file__).parents[2] / "docs" / "story" / "style.md"
NAMES = ("three-days", "hundred")

NARROW, CAPTION, TITLE = 68, 64, 30
"""Columns of a line of prose; a choice, hint or lock stays under CAPTION characters; a title has TITLE at most."""
PARAGRAPH, RESULT, NOTE = 70, 45, 60
"""Words at most."""
PROSE = TOLD | {"gentler", "note"}


def bag(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(" ".join(lines).split())


_NO_VERB = bag(
    "a an the i you he she it they we my your his her our their one two three all some any half only just to from in",
    "on at by with without up down along across into out off home back over as if because maybe perhaps yes no not",
    "this that nothing nobody something somebody quick quickly slow slowly",
)

Rule = Callable[[Shipped], Iterable[Finding]]


def fence(name: str) -> str:
    """What stands in a fenced block of style.md."""
    found = re.search(rf"^```{name}\n(.*?)^```", STYLE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found, f"docs/story/style.md has no fence ```{name}"
    return found[1]


def phrases(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """The phrases that a line or more of a fence lists, each with the pattern that finds it."""
    listed = [phrase.strip() for line in text.splitlines() for phrase in line.split("·")]
    return [(phrase, pattern(phrase)) for phrase in listed if phrase]


def pattern(phrase: str) -> re.Pattern[str]:
    """What finds a listed phrase: a capital is kept, small letters find capitals as well."""
    out = ""
    for token in phrase.split():
        if token.rstrip(",") == "…":
            out += r"(?:,?\s+[\w'’-]+){1,5}" + ("," if token.endswith(",") else ",?")
            continue
        either = "|".join(re.escape(word).replace(r"\*", r"[\w'’-]*") for word in token.split("/"))
        out += (r"\s+" if out else r"(?<![\w'’-])") + f"(?:{either})"
    return re.compile(out + r"(?![\w'’-])", re.IGNORECASE if phrase[0].islower() else 0)


NEVER, FEELINGS = phrases(fence("never")), phrases(fence("feelings"))
WORN = [
    (int(rate), phrases(listed)) for rate, _, listed in (line.partition(":") for line in fence("worn").splitlines())
]


def short(text: str) -> str:
    """A text on one line, and not all of a long one."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"


# ---- words ----------------------------------------------------------------------------------------------------------
def never(story: Shipped) -> Iterator[Finding]:
    """Phrases that never stand."""
    for passage in story.passages:
        for phrase, listed in NEVER:
            for found in listed.finditer(passage.text):
                yield passage.fault(found.start(), f"“{short(found[0])}” ({phrase})", "say the thing itself")


def dashes(story: Shipped) -> Iterator[Finding]:
    """A dash, of any make."""
    for passage in story.passages:
        for found in re.finditer(r"—|–(?!\d)|(?<=\w) -{1,2} |\w--\w", passage.text):
            yield passage.fault(found.start(), "a dash", "use a stop or a comma, or cut what follows")


def marks(story: Shipped) -> Iterator[Finding]:
    """Dots that are no ellipsis, doubled marks, digits that are no year."""
    for passage in story.passages:
        for found in re.finditer(r"\.\.\.|!!|\?!|!\?", passage.text):
            yield passage.fault(found.start(), f"“{found[0]}”", "write … for a broken-off word, one mark for the rest")
        if passage.kind in PROSE - {"note", "phrase"} or passage.kind in ("caption", "hint", "locked"):
            text = re.sub(r"\{[^}]*\}", lambda braces: " " * len(braces[0]), passage.text)
            for found in re.finditer(r"\d[\d,.:]*", text):
                if not re.fullmatch(r"(?:18|19|20)\d\d[.,:]?", found[0]):
                    yield passage.fault(
                        found.start(), f"“{found[0]}” in digits", "write it in words, or as a value in braces"
                    )


def feelings(story: Shipped) -> Iterator[Finding]:
    """Feelings that the narrator names more than once in five scenes."""
    for source in story.sources:
        order = [name for name, (file, _) in story.scenes.items() if file is source]
        named: list[tuple[int, Passage, int, str]] = []
        for passage in story.passages:
            if passage.source is source and passage.path[0] == "scenes" and passage.kind in TOLD:
                at = order.index(passage.scene)
                for _, listed in FEELINGS:
                    named += ((at, passage, m.start(), m[0]) for m in listed.finditer(_told(passage.text)))
        named.sort(key=lambda one: (one[0], one[1].line(one[2])))
        for (before, first, at, felt), (after, passage, offset, word) in pairwise(named):
            if after - before < 5 and first.path != passage.path:
                near = f"“{felt}” in line {first.line(at)} (`{first.scene}`)"
                yield passage.fault(offset, f"“{word}” names a feeling, and so does {near}", "show one by what is done")


def _told(text: str) -> str:
    """The text with blanks for what people say in it."""
    return re.sub(r'"[^"]*"', lambda said: " " * len(said[0]), text)


def as_if(story: Shipped) -> Iterator[Finding]:
    """`as if` twice in a scene, in the narrator's mouth."""
    seen: dict[str, Passage] = {}
    for passage in story.passages:
        if passage.kind in TOLD:
            for found in re.finditer(r"\bas (?:if|though)\b", _told(passage.text), re.IGNORECASE):
                if passage.scene in seen:
                    first = seen[passage.scene].line()
                    yield passage.fault(
                        found.start(), f"“{found[0]}” again in `{passage.scene}` (line {first})", "keep one"
                    )
                seen[passage.scene] = passage


def worn(story: Shipped) -> Iterator[Finding]:
    """Shapes that stand more often in the narrator's mouth than a reader forgets."""
    told = [(passage, _told(passage.text)) for passage in story.passages if passage.kind in TOLD]
    size = sum(len(words(passage.plain)) for passage, _ in told)
    for rate, shapes in WORN:
        found = [(passage, m) for _, make in shapes for passage, text in told for m in make.finditer(text)]
        most = -(-size // rate)
        if len(found) > most:
            line = " · ".join(shape for shape, _ in shapes)
            for passage, m in found:
                often = f"“{short(m[0])}”: of “{short(line)}” {len(found)} stand, {most} at most"
                yield passage.fault(m.start(), often, f"change {len(found) - most} of them")


# ---- sizes ----------------------------------------------------------------------------------------------------------
def captions(story: Shipped) -> Iterator[Finding]:
    """Choices, hints and locks that are no single line, or not of their form; titles that are long."""
    for passage in story.passages:
        text = _longest(passage.text.strip())
        if passage.kind in ("caption", "hint", "locked") and len(text) >= CAPTION:
            yield passage.fault(
                -1, f"a {passage.kind} of {len(text)} characters: “{short(text)}”", f"{CAPTION - 1} at most"
            )
        if passage.kind == "caption":
            if text.endswith((".", "!")):
                yield passage.fault(-1, f"a full stop after “{short(text)}”", "take it away")
            if re.split(r"\W", text)[0].lower() in _NO_VERB:
                yield passage.fault(-1, f"“{short(text)}” does not begin with its verb", "begin with what you do")
        if passage.kind == "hint" and (
            text.endswith(".") or (text[0].isupper() and text.split()[0] not in story.people)
        ):
            yield passage.fault(-1, f"the hint “{short(text)}” is a sentence", "small letters, no full stop")
        if passage.kind == "locked" and "{" not in passage.text and text[-1] not in '.?…"':
            yield passage.fault(-1, f"the lock “{short(text)}” has no stop", "make it one sentence")
        if passage.kind in ("title", "note title") and len(text) > TITLE:
            yield passage.fault(-1, f"a title of {len(text)} characters", f"{TITLE} at most")


def _longest(text: str) -> str:
    def one(braces: re.Match[str]) -> str:
        inside = re.sub(r"^[^?|]*\?", "", braces[0][1:-1])
        return max((part.strip() for part in inside.split("|")), key=len) if "|" in inside else "2,000 won"

    return re.sub(r"\{[^}]*\}", one, text)


def widths(story: Shipped) -> Iterator[Finding]:
    """Lines that are wider than the page."""
    for passage in story.passages:
        if passage.kind in PROSE:
            at = 0
            for line in passage.text.split("\n"):
                shown = len(re.sub(r"\{[^}]*\}", "", line))
                if shown > NARROW:
                    yield passage.fault(
                        at, f"a line of {shown} columns", f"break it: {NARROW} at most, braces not counted"
                    )
                at += len(line) + 1


def lengths(story: Shipped) -> Iterator[Finding]:
    """Paragraphs, results and notes that are long, and paragraphs of one word."""
    for passage in story.passages:
        at = 0
        for paragraph in re.split(r"(\n\s*\n)", passage.text) if passage.kind in PROSE else ():
            count = len(words(Passage(passage.source, passage.path, "", paragraph).plain))
            if count > PARAGRAPH:
                yield passage.fault(at, f"a paragraph of {count} words", f"{PARAGRAPH} at most: cut, or break it")
            if count == 1 and re.fullmatch(r"[\w'’-]+[.?!…]?", paragraph.strip()) and passage.kind != "phrase":
                yield passage.fault(at, f"a paragraph of one word, “{paragraph.strip()}”", "give it to a neighbour")
            at += len(paragraph)
        most = {"result": RESULT, "note": NOTE}.get(passage.kind)
        if most and (count := len(words(passage.plain))) > most:
            yield passage.fault(-1, f"a {passage.kind} of {count} words", f"{most} at most")


RULES: tuple[Rule, ...] = (never, dashes, marks, feelings, as_if, worn, captions, widths, lengths)


def main() -> None:
    sys.path.append(str(Path(__file__).parents[1]))
    import echoes
    import frames

    stories = [shipped(STORIES / name) for name in NAMES]
    rules = (*RULES, *echoes.RULES, *frames.RULES)
    found = {one for story in stories for rule in rules for one in rule(story)}
    for one in sorted(found | set(echoes.phrase_shared(stories))):
        print(one)


if __name__ == "__main__":
    main()
