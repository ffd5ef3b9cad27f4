"""Lines in, lines out: on a terminal, in a pipe, with bytes of any kind."""

import io

from hypothesis import given
from hypothesis import strategies as st

from jangmadang.plain.console import Console, harmless, wrapped
from jangmadang.story.problems import columns


def test_a_pipe_sees_what_was_answered_and_whole_paragraphs() -> None:
    words = io.StringIO()
    console = Console(io.StringIO("1\n"), words)
    console.say(["word " * 50])
    assert console.ask("Choose 1 > ") == "1"
    assert console.ask("Choose 1 > ") is None
    assert words.getvalue() == "word " * 50 + "\nChoose 1 > 1\nChoose 1 > \n"


def test_an_answer_in_odd_bytes_is_no_crash() -> None:
    answers = io.TextIOWrapper(io.BytesIO(b"\xff\xfe1\n\x00\n"), encoding="utf-8")
    words = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    console = Console(answers, words)
    console.say(["장마당", "─"])
    assert console.ask("> ") and console.ask("> ") is not None and console.ask("> ") is None


def test_a_program_that_answers_in_vain_is_not_asked_for_ever() -> None:
    words = io.StringIO()
    console = Console(io.StringIO("nonsense\n" * 1000), words)
    heard = 0
    for _ in range(60):
        assert console.ask("> ") is not None
    console.heeded()
    while console.ask("> ") is not None:
        heard += 1
    assert heard == 100
    assert words.getvalue().endswith("100 answers in a row changed nothing.\n")


def test_answers_that_cannot_be_read_have_ended() -> None:
    class Gone(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            raise OSError(5, "Input/output error")

    assert Console(Gone(), io.StringIO()).ask("> ") is None


def test_neither_story_nor_answer_steers_the_terminal() -> None:
    assert harmless("a\x1b[2Jb\x07\u202ec") == "a [2Jb  c"
    assert harmless("장마당, “quoted”") == "장마당, “quoted”"


@given(st.lists(st.text(st.sampled_from("ab장마"), min_size=1, max_size=12), min_size=1), st.integers(24, 80))
def test_wrapping_breaks_at_spaces_only_and_keeps_every_word(words: list[str], width: int) -> None:
    pieces = wrapped(" ".join(words), width)
    assert " ".join(pieces) == " ".join(words)
    assert all(sum(map(columns, piece)) <= width for piece in pieces)
    assert wrapped(" ".join(words), 0) == [" ".join(words)]
