"""Telling: from a text and a state to paragraphs.

Takes model texts; gives `prose` paragraphs with every value written out. Reads the state, changes nothing.
"""

from __future__ import annotations

from ..story import days
from ..story.expressions import INT, Names
from ..story.expressions import Person as Held
from ..story.model import DAY, SEED, Body, ByCondition, ByVisit, Called, Part, Text, Value, Words
from ..story.prose import BEAT, Paragraph, Span
from .world import State, World, visit_draw

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


class Teller:
    """Tells one story's texts."""

    def __init__(self, world: World, gentler: bool = False) -> None:
        self.world, self.gentler = world, gentler
        self._fixed: dict[int, tuple[Body, tuple[Paragraph, ...]]] = {}

    def text(self, items: Text, s: State, visit: int) -> tuple[Paragraph, ...]:
        """What is read now. `visit` counts from 1."""
        out: list[Paragraph] = []
        held = later = False  # whether any of the run held; whether an `else_when` stands just above
        run = self.world.run
        for item in items:
            if later and not item.else_when and item.pick != "otherwise":
                held = False
            later = item.else_when
            if item.pick == "otherwise":
                skipped, held = held, False
                if skipped:
                    continue
            elif item.when is not None:
                holds = not (item.else_when and held) and bool(run(item.when)(s))
                held = held or holds
                if not holds:
                    continue
            body = item.bodies[0]
            if item.pick == "first":
                body = item.bodies[0] if visit <= 1 else item.bodies[1]
            elif item.pick == "cycle":
                body = item.bodies[(visit - 1) % len(item.bodies)]
            elif item.pick == "shuffle":
                body = item.bodies[visit_draw(s[SEED], item.key, visit, len(item.bodies))]
            if self.gentler and item.gentler is not None and body:
                body = item.gentler
            if item.when is None:
                held = False
            out.extend(self.body(body, s, visit))
        return tuple(out)

    def body(self, body: Body, s: State, visit: int) -> tuple[Paragraph, ...]:
        """Its paragraphs. Those without a value in them are told once and kept."""
        known = self._fixed.get(id(body))
        if known is not None:
            return known[1]
        told = tuple(
            Paragraph(self.spans(paragraph.parts, s, visit)) if paragraph.parts else BEAT for paragraph in body
        )
        if all(isinstance(part, Words) for paragraph in body for part in paragraph.parts):
            self._fixed[id(body)] = (body, told)
        return told

    def line(self, parts: tuple[Part, ...], s: State, visit: int) -> str:
        """One line without marks."""
        if len(parts) == 1 and isinstance(parts[0], Words):
            return parts[0].text
        return "".join(span.text for span in self.spans(parts, s, visit))

    def spans(self, parts: tuple[Part, ...], s: State, visit: int) -> tuple[Span, ...]:
        """The parts as marked words; a phrase of several paragraphs runs on."""
        out: list[Span] = []
        for part in parts:
            match part:
                case Words():
                    out.append(Span(part.text, part.mark, part.note))
                case Value():
                    out.append(Span(self.value(part, s), part.mark, part.note))
                case Called():
                    told = self.text(part.items, s, visit)
                    for n, paragraph in enumerate(told):
                        if n:
                            out.append(Span(" "))
                        out.extend(Span(span.text, part.mark or span.mark, span.note) for span in paragraph.spans)
                case ByVisit():
                    out.extend(self.spans(part.first if visit <= 1 else part.later, s, visit))
                case ByCondition():
                    holds = self.world.run(part.when)(s)
                    out.extend(self.spans(part.then if holds else part.otherwise, s, visit))
        return tuple(out)

    def value(self, part: Value, s: State) -> str:
        """What an expression comes to, in words: a name, a person, a date, a number in its format."""
        number = self.world.run(part.of)(s)
        kind = part.of.type
        if isinstance(kind, Names):
            said = kind.options[number].replace("_", " ")
            return said.capitalize() if kind.options == days.WEEKDAYS else said
        if isinstance(kind, Held):
            return self.world.story.people[number - 1].name if number else "nobody"
        if kind != INT:
            return str(number)
        if part.format == "date":
            return date(self.world.day(s) - s[DAY] + number)
        return written(number, part.format)


def written(number: int, form: str) -> str:
    """A number in a format of the language: `14,000 won`, `3 hours`, `twelve`."""
    sign = "−" if number < 0 else ""
    plain = f"{sign}{abs(number):,}"
    if form.startswith("="):
        one, _, many = form[1:].partition("|")
        return f"{plain} {one if number == 1 else many}"
    match form:
        case "won" | "new_won" | "old_won":
            return f"{plain} won"
        case "yuan" | "kg":
            return f"{plain} {form}"
        case "dollars" | "dollar":
            return f"{plain} {'dollar' if number == 1 else 'dollars'}"
        case "percent":
            return f"{plain} per cent"
        case "words":
            return NUMBERS[number] if 0 <= number < len(NUMBERS) else plain
        case _:
            return plain


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def date(day: int) -> str:
    """`30 November 2009`."""
    found = days.date_of(day)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"
