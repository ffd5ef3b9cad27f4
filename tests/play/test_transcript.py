"""A playthrough as Markdown: complete, harmless, and the same characters every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.play.life import Step
from jangmadang.play.transcript import choices_file, escaped, markdown, transcript
from jangmadang.play.view import Change, EndingView, JournalLine
from jangmadang.story.prose import BEAT, Paragraph, Span


def a_paragraph(*spans: Span | str) -> Paragraph:
    return Paragraph(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def test_a_playthrough_from_title_to_steps() -> None:
    journal = [
        JournalLine(
            1, "crack", "Only a line", "Friday, 06:40", (a_paragraph("It opens."), BEAT, a_paragraph("And shuts.")),
            "Roll them up, and wave", (a_paragraph("She waves."),), (Change("money −200", "money", -200),),
        ),
        JournalLine(
            2, "ledger", "The ledger", "", (a_paragraph("Mi-na kept the stall."),), "", (), (),
            (Change("money −250", "money", -250), Change("risk +3", "risk", 3)),
        ),
    ]  # fmt: skip
    ending = EndingView("ledger", "The ledger", "stayed", (a_paragraph("The coat stays unpicked."),))
    assert transcript("Three Days", 7, [Step("wrap"), Step("weld", ("sled",))], journal, ending) == (
        "# Three Days\n\n## Only a line\n\n_Friday, 06:40_\n\nIt opens.\n\n* * *\n\nAnd shuts.\n\n"
        "> **Roll them up, and wave**\n\nShe waves.\n\n_money −200_\n\n## The ledger\n\nMi-na kept the stall.\n\n"
        "_On coming here: money −250; risk +3_\n\n"
        "The coat stays unpicked.\n\n**The end: The ledger**\n\n---\n\n"
        "```yaml\nseed: 7\nsteps:\n  - wrap\n  - weld>sled\n```\n"
    )


def test_no_step_is_an_empty_list() -> None:
    assert choices_file(7, []) == "seed: 7\nsteps: []\n"


@pytest.mark.parametrize(
    ("paragraph", "written"),
    [
        (a_paragraph("It ", Span("is", "strong"), " a ", Span(" line ", "said"), "."), "It **is** a  _line_ ."),
        (a_paragraph("A ", Span("gye", note="gye"), "’s seam"), "A gye’s seam"),
        (a_paragraph("# 31 of *them* [here](x) <b>"), "\\# 31 of \\*them\\* \\[here\\](x) \\<b\\>"),
        (a_paragraph("1. first"), "1\\. first"),
        (a_paragraph("- a dash"), "\\- a dash"),
        (a_paragraph("2009 was cold"), "2009 was cold"),
    ],
)
def test_marks_are_markdown_and_the_rest_is_words(paragraph: Paragraph, written: str) -> None:
    assert markdown(paragraph) == written


@given(st.text())
def test_no_words_make_a_line_of_their_own(text: str) -> None:
    assert "\n" not in escaped(text) and "\r" not in escaped(text)
