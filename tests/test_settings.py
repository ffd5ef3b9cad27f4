"""What is set: one schema, and a file that is whole, readable and forgiving."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jangmadang import settings
from jangmadang.settings import SCHEMA, UNREADABLE, Setting, Settings, changed

VALUES = {one.name: st.sampled_from([option.value for option in one.options]) for one in SCHEMA}
CHOSEN = st.builds(Settings, **VALUES, keys=st.dictionaries(st.text(max_size=9), st.text(min_size=1, max_size=3)))


def test_the_schema_says_all_there_is_to_set() -> None:
    assert [one.name for one in SCHEMA] + ["keys"] == list(Settings.__struct_fields__)
    assert all(one.holds(one.first) for one in SCHEMA)


@given(chosen=CHOSEN)
def test_what_is_set_is_read_again(chosen: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    where = tmp_path_factory.mktemp("home")
    assert settings.write(chosen, where) is None
    assert settings.read(where) == chosen
    assert [file.name for file in where.iterdir()] == [settings.FILE]


@pytest.mark.parametrize("one", SCHEMA, ids=lambda one: one.name)
def test_each_line_of_the_file_is_told_what_it_means(one: Setting) -> None:
    text = settings.text(Settings())
    paragraph = next(part for part in text.split("\n\n") if f"\n{one.name} = " in part)
    words = " ".join(line.removeprefix("# ") for line in paragraph.splitlines() if line.startswith("#"))
    assert one.about in words
    if one.kind == "choice":
        assert all(f'"{option.value}"' in words for option in one.options)
    assert max(map(len, text.splitlines())) <= 120


def test_what_another_version_set_stays(tmp_path: Path) -> None:
    before = 'sound = "low"\nlevels = [1, 2.5, true]\nmotion = false\n[keys]\nknit = "k"\n[far]\nstars = {lit = true}\n'
    (tmp_path / settings.FILE).write_text(before, "utf-8")
    assert settings.write(changed(settings.read(tmp_path), SCHEMA[0], "slow"), tmp_path) is None
    after = tomllib.loads((tmp_path / settings.FILE).read_text("utf-8"))
    assert after["sound"] == "low" and after["levels"] == [1, 2.5, True] and after["far"] == {"stars": {"lit": True}}
    assert after["keys"] == {"knit": "k"} and after["motion"] is False and after["text"] == "slow"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "theme = ",
        'theme = 3\nmotion = "yes"',
        'theme = "mud"',
        "measure = 200",
        "measure = true",
        "\x00",
        "odd = 1",
    ],
)
def test_what_cannot_be_read_is_as_at_first(tmp_path: Path, text: str) -> None:
    (tmp_path / settings.FILE).write_text(text, "utf-8")
    assert settings.read(tmp_path) == Settings()


def test_a_file_with_a_slip_is_set_aside_not_lost(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text('theme = "hanji\n', "utf-8")
    said = settings.write(Settings(), tmp_path)
    assert said and UNREADABLE in said
    assert (tmp_path / UNREADABLE).read_text("utf-8") == 'theme = "hanji\n'
    assert settings.write(Settings(), tmp_path) is None


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = settings.write(Settings(), tmp_path / "file")
    assert said and "could not be kept" in said


@pytest.mark.parametrize(
    ("name", "said", "meant"),
    [
        ("text", "At once", "at once"),
        ("new text", "by  paragraph", "by paragraph"),
        ("measure", "60", 60),
        ("measure", "61", 61),
        ("measure", "80", None),
        ("measure", "wide", None),
        ("motion", "off", False),
        ("motion", "no", False),
        ("pictures", "yes", True),
        ("wording", "gentler", True),
        ("gentler", "as written", False),
        ("gentler", "on", True),
        ("hints", "which", "which"),
        ("hints", "some", None),
    ],
)
def test_values_are_understood_as_they_are_said(name: str, said: str, meant: object) -> None:
    setting = settings.named(name)
    assert setting is not None
    assert setting.understand(said) == meant and type(setting.understand(said)) is type(meant)


@pytest.mark.parametrize("one", SCHEMA, ids=lambda one: one.name)
def test_every_value_is_understood_by_the_word_that_tells_it(one: Setting) -> None:
    assert [one.understand(option.word) for option in one.options] == [option.value for option in one.options]
    assert one.word(one.first) in settings.lines(Settings(), [one])[0]
