"""The stories to begin with: each plays, is without a problem, is laid out, and takes any name there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jangmadang.desk import starting
from jangmadang.desk.formatting.files import files_of, judged
from jangmadang.desk.lint import checked
from jangmadang.play.playtests import play_test, read_play_test
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.story.loading import Script, load_script, load_text

KINDS = tuple(starting.BEGINNINGS)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {kind: tmp_path_factory.mktemp("begun") / kind for kind in KINDS}
    for kind, folder in folders.items():
        assert starting.begin(folder, starting.beginning(kind, "the-row"))
    return folders


@pytest.fixture(scope="module")
def scripts(begun: dict[str, Path]) -> dict[str, Script]:
    return {kind: load_script(folder) for kind, folder in begun.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_or_doubtful(kind: str, scripts: dict[str, Script]) -> None:
    assert [told.problem.text() for told in checked(scripts[kind])] == []


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_laid_out_and_called_as_its_folder(kind: str, begun: dict[str, Path], scripts: dict[str, Script]) -> None:
    for file in files_of(begun[kind]):
        laid = judged(file)
        assert not laid.changes and not laid.left and not laid.problems, file
    story = scripts[kind].story
    assert story is not None and (story.id, story.title) == ("the-row", "The row")


@pytest.mark.parametrize("kind", KINDS)
def test_its_play_tests_pass(kind: str, begun: dict[str, Path], scripts: dict[str, Script]) -> None:
    tests = sorted((begun[kind] / "tests").glob("*.yaml"))
    assert tests
    for path in tests:
        read = read_play_test(path)
        story = scripts[kind].story
        assert read.test is not None and story is not None
        assert [problem.text() for problem in play_test(story, read.test).problems] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_life_comes_to_an_ending_and_each_ending_is_reached(kind: str, scripts: dict[str, Script]) -> None:
    story = scripts[kind].story
    assert story is not None
    walker = Walker(Rules(story))
    walks = [walker.walk(seed) for seed in range(60)]
    assert all(walk.ended for walk in walks)
    if kind != "market":  # there one ending has to be earned
        assert {walk.scene for walk in walks} == {name for name, scene in story.scenes.items() if scene.ending}


def test_the_debt_can_be_paid() -> None:
    files = starting.beginning("market", "x")
    rich = files["story.yaml"].decode().replace("money: {start: 26000", "money: {start: 41000")
    story = load_text(rich).story
    assert story is not None
    walker = Walker(Rules(story))
    assert "settled" in {walker.walk(seed).scene for seed in range(40)}


@pytest.mark.parametrize("kind", KINDS)
def test_its_remarks_fit_on_a_screen(kind: str) -> None:
    text = starting.beginning(kind, "x")["story.yaml"].decode()
    remarks = [line for line in text.splitlines() if line.lstrip().startswith("# ")]
    assert len(remarks) >= 4 and all(len(line) <= 120 for line in remarks)


# ---- names ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name, id_, title",
    [
        ("my-story", "my-story", "My story"),
        ("The Long_Road", "the-long-road", "The Long_Road".replace("_", " ")),
        ("한밤의 강", "한밤의-강", "한밤의 강"),
        ('Mother\'s "best": #1', "mother-s-best-1", 'Mother\'s "best": #1'),
        ("- no {x} *y* [z](w) | `", "no-x-y-z-w", "- no x y z (w) `"),
        ("true", "true", "True"),
        ("12", "12", "12"),
        ("…", "story", "…"),
        ("caf\udce9", "caf", "Caf"),  # bytes of a name that are no text
        ("a\nb\x1b[0m", "a-b-0m", "A b 0m"),
    ],
)
def test_a_name_becomes_an_id_and_a_title(name: str, id_: str, title: str) -> None:
    assert (starting.id_of(name), starting.title_of(name)) == (id_, title)
    story = load_text(starting.beginning("blank", name)["story.yaml"].decode()).story
    assert story is not None and (story.id, story.title) == (id_, title)


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=40).filter(lambda name: not any(c in name for c in "/\0")))
def test_any_name_will_do(name: str) -> None:
    text = starting.beginning("blank", name.encode("utf-8", "replace").decode())["story.yaml"].decode()
    loaded = load_text(text)
    assert [problem.text() for problem in loaded.problems] == []
    assert loaded.story is not None and loaded.story.title and loaded.story.id.strip(".-") == loaded.story.id


# ---- writing --------------------------------------------------------------------------------------------------------
def test_a_copy_keeps_its_title_and_gets_an_id_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "stories" / "old" / "tests").mkdir(parents=True)
    old = tmp_path / "stories" / "old"
    for path, data in starting.beginning("scene", "old").items():
        (old / path).write_bytes(data)
    (old / "figures.json").write_text("{}")
    (tmp_path / "stories" / "LICENSE").write_text("as you like")
    files = starting.copy(old, "mine")
    assert set(files) == {"LICENSE", "story.yaml", "tests/hidden.yaml", "tests/caught.yaml"}
    story = load_text(files["story.yaml"].decode()).story
    assert story is not None and (story.id, story.title) == ("mine", "Old")
    single = tmp_path / "stories" / "one.yaml"
    single.write_bytes(files["story.yaml"])
    assert set(starting.copy(single, "mine")) == {"LICENSE", "story.yaml"}


def test_what_came_in_between_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mine"
    make = starting.make

    def meanwhile(path: Path) -> None:
        make(path)
        folder.write_text("mine")

    monkeypatch.setattr(starting, "make", meanwhile)
    assert not starting.begin(folder, {"story.yaml": b"id: a\n"})
    assert [path.name for path in tmp_path.iterdir()] == ["mine"] and folder.read_text() == "mine"
