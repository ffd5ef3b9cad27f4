"""A playthrough as a Markdown page: to be read, handed in, or lived again.

The same story, seed and choices give the same characters on every machine: no clock, no path and no unordered thing
comes in. It ends with the seed and the steps in the form that `--choices` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..story.prose import Paragraph, Span
from .life import Step
from .view import Change, EndingView, JournalLine

MARKS = {"": "", "strong": "**", "said": "_"}
SPECIAL = frozenset("\\`*_[]<>")
OPENERS = ("#", "+", "-", "~", "=", "|")


def transcript(
    title: str, seed: int, steps: Iterable[Step], journal: Sequence[JournalLine], ending: EndingView | None = None
) -> str:
    """The whole playthrough: its turns, the page it stands on or its ending, and the steps to live it again."""
    blocks = [f"# {escaped(title)}"]
    for turn in journal:
        blocks += _turn(turn)
    if ending:
        blocks += [markdown(paragraph) for paragraph in ending.epilogue if not paragraph.beat]
        blocks.append(f"**The end: {escaped(ending.title)}**")
    blocks += ["---", f"```yaml\n{choices_file(seed, steps)}```"]
    return "\n\n".join(blocks) + "\n"


def choices_file(seed: int, steps: Iterable[Step]) -> str:
    """Seed and steps as a play-test writes them."""
    lines = [f"  - {step.text()}\n" for step in steps]
    return f"seed: {seed}\nsteps:{'' if lines else ' []'}\n{''.join(lines)}"


def markdown(paragraph: Paragraph) -> str:
    """The paragraph with its marks as Markdown's; a beat is a rule."""
    if paragraph.beat:
        return "* * *"
    text = "".join(_span(span) for span in paragraph.spans).strip()
    start = text.split(" ", 1)[0]
    numbered = start[:-1].isdecimal() and start[-1:] in ".)"
    if text.startswith(OPENERS):
        return f"\\{text}"
    return f"{start[:-1]}\\{text[len(start) - 1 :]}" if numbered else text


def escaped(text: str) -> str:
    """Plain words that Markdown shall leave alone, on one line."""
    return "".join(f"\\{c}" if c in SPECIAL else c for c in " ".join(text.split()))


def _turn(turn: JournalLine) -> list[str]:
    heading = f"## {escaped(turn.title)}" if turn.title else ""
    about = f"_{escaped(turn.heading)}_" if turn.heading else ""
    chosen = f"> **{escaped(turn.choice)}**" if turn.choice else ""
    arrived, changes = _told(turn.arrived, "On coming here: "), _told(turn.changes)
    blocks = [heading, about, *map(markdown, turn.text), arrived, chosen, *map(markdown, turn.result), changes]
    return [block for block in blocks if block]


def _told(changes: Sequence[Change], before: str = "") -> str:
    words = "; ".join(escaped(change.text) for change in changes)
    return f"_{before}{words}_" if words else ""


def _span(span: Span) -> str:
    text = escaped(span.text)
    if not span.mark or not text:
        return (" " if span.text[:1] == " " else "") + text + (" " if text and span.text[-1:] == " " else "")
    mark = MARKS[span.mark]
    before = " " if span.text[0] == " " else ""
    after = " " if span.text[-1] == " " else ""
    return f"{before}{mark}{text}{mark}{after}"
