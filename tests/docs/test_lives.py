"""The figures of a story: what is counted was lived, however many processes count, and a broken bound is told."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "docs"))

import lives
from walks import people
from walks.counting import Tally, count, quantiles, walk
from walks.figures import written_into
from walks.people import Bounds, Walkers, read_walkers, rules_of, walkers_file, wishers
from walks.reading import read_lives, words_of
from walks.skill import WAYS, Came, meet
from walks.verdict import apart, leads, verdict

from jangmadang.play.figures import figures_of
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.play.wishing import Wishes
from jangmadang.story.loading import load
from jangmadang.story.shelf import shipped

STORY = """\
jangmadang: 1
id: fork
title: The fork
start: fork
state:
  coins: {start: 0}
scenes:
  fork:
    text: A road with two ends. It goes on to the left and to the right.
    choices:
      - {id: left, text: Left, hint: It is dark, effects: {coins: +4}, goto: mire}
      - {id: right, text: Right, goto: hill}
      - {id: never, text: Never, when: coins > 90, goto: hill}
  mire:
    text: The mire. One way out.
    goto: sunk
  sunk: {text: Sunk., ending: {title: Sunk}}
  hill: {text: The hill., ending: {title: The hill}}
"""
WALKERS = """\
walkers:
  random: {about: takes anything}
  keen: {about: wants coins, wishes: {coins: 1}}
bounds: {most: 60, least: 1, apart: 15}
transcripts: [right]
"""
TEST = "seed: 3\nsteps: [right]\nexpect: {ending: hill}\n"


@pytest.fixture
def fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small story with its walkers and its document, in folders of their own."""
    folder = tmp_path / "fork"
    (folder / "tests").mkdir(parents=True)
    (folder / "story.yaml").write_text(STORY)
    (folder / "tests" / "right.yaml").write_text(TEST)
    (tmp_path / "fork.walkers.yaml").write_text(WALKERS)
    (tmp_path / "fork.md").write_text("# The fork\n\n<!-- figures -->\nold\n<!-- /figures -->\n\nBelow.\n")
    monkeypatch.setattr(people, "DOCUMENTS", tmp_path)
    return folder


@pytest.fixture(scope="module")
def hundred() -> Rules:
    return rules_of(shipped()["hundred"])


# ---- counting -------------------------------------------------------------------------------------------------------
def test_the_figures_are_the_same_however_many_processes_there_are(fork: Path) -> None:
    walkers, plan = read_walkers(walkers_file("fork")), {"random": 600, "keen": 300}
    assert count(fork, walkers, plan, 1) == count(fork, walkers, plan, 2)


def test_a_wish_that_cannot_be_is_told_by_every_process(fork: Path) -> None:
    with pytest.raises(ValueError, match="mony"):
        count(fork, Walkers({"odd": Wishes(wishes={"mony": 1})}), {"odd": 10}, 2)


def test_a_life_is_counted_once_in_everything(fork: Path) -> None:
    walker = Walker(rules_of(fork))
    seen = wishers(walker.rules, read_walkers(walkers_file("fork")))
    tally = walk(walker, "random", seen["random"], 0, 400)
    assert tally.lives == tally.endings.total() == tally.scenes["fork"] == 400
    assert tally.scenes["mire"] == tally.taken["fork", "left"] == tally.taken_to["fork", "left", "sunk"]
    assert tally.endings["hill"] == tally.choices[1] == 400 - tally.scenes["mire"]
    assert 150 < tally.endings["hill"] < 250
    assert walk(walker, "keen", seen["keen"], 0, 400).endings["hill"] < 50  # four coins are worth four doublings


def test_quantiles() -> None:
    assert quantiles(Counter(range(1, 101))) == (10, 50, 90) or quantiles(Counter(range(1, 101))) == (11, 51, 91)
    assert quantiles(Counter({7: 3})) == (7, 7, 7)
    assert quantiles(Counter()) == (0, 0, 0)


# ---- verdict --------------------------------------------------------------------------------------------------------
def tally(**endings: int) -> Tally:
    return Tally(lives=sum(endings.values()), endings=Counter(endings))


@pytest.mark.parametrize(
    ("one", "two", "kept"),
    [
        ({"sunk": 50, "hill": 50}, {"sunk": 30, "hill": 70}, [True, False, True, True]),
        ({"sunk": 55, "hill": 45}, {"sunk": 40, "hill": 60}, [True, True, True, True]),
        ({"sunk": 55, "hill": 45}, {"sunk": 41, "hill": 59}, [True, True, True, False]),
        ({"hill": 100}, {"hill": 100}, [True, False, False, False]),
    ],
)
def test_each_bound_is_looked_at(fork: Path, one: dict[str, int], two: dict[str, int], kept: list[bool]) -> None:
    found = verdict(rules_of(fork).story, {"one": tally(**one), "two": tally(**two)}, Bounds(60, 1, 15))
    assert [finding.kept for finding in found] == kept


def test_a_life_that_does_not_end_is_told_with_its_scene(fork: Path) -> None:
    stuck = Tally(lives=10, endings=Counter(hill=9), stuck=Counter(mire=1))
    found = verdict(rules_of(fork).story, {"one": stuck}, Bounds())[0]
    assert not found.kept and "mire (1)" in found.line() and found.line().startswith("FAIL")


def test_a_small_sample_may_stray_as_far_as_chance_takes_it(fork: Path) -> None:
    story = rules_of(fork).story
    near = {"one": tally(sunk=66, hill=34), "two": tally(sunk=44, hill=56)}
    assert [f.kept for f in verdict(story, near, Bounds(60, 1, 15))] == [True, False, True, True]
    assert all(f.kept for f in verdict(story, near, Bounds(60, 1, 15), errors=3))
    far = {"one": tally(sunk=90, hill=10), "two": tally(sunk=44, hill=56)}
    assert not all(f.kept for f in verdict(story, far, Bounds(60, 1, 15), errors=3))


def test_how_far_two_walkers_are_apart() -> None:
    assert apart(tally(sunk=1, hill=3), tally(sunk=3, hill=1)) == 50
    assert apart(tally(sunk=1), tally(hill=5)) == 100


def test_what_leads_into_an_ending_is_named(fork: Path) -> None:
    walker = Walker(rules_of(fork))
    counted = walk(walker, "random", wishers(walker.rules, read_walkers(walkers_file("fork")))["random"], 0, 300)
    found = leads(walker.story, counted, "sunk")
    assert (found[0].scene, found[0].choice, found[0].after) == ("fork", "left", 100)
    assert all((lead.scene, lead.choice) != ("fork", "right") for lead in found)


# ---- reading --------------------------------------------------------------------------------------------------------
def test_words_are_counted_once_and_pages_are_looked_at(fork: Path) -> None:
    assert words_of(fork) == 15 + 3 + 3 + 5 + 1 + 2 + 5  # texts, three choices and a hint, and titles
    read = read_lives(Walker(rules_of(fork)), 100)
    assert set(read.prose) == {15 + 5 + 1, 15 + 2}
    assert set(read.choices) == {5 + 2, 5}
    assert read.longest["fork"] == 15
    assert set(read.one_open) == {("mire", "go_on")}
    assert not read.twice and not read.lines


def test_what_stands_twice_or_is_too_long_is_found(tmp_path: Path) -> None:
    text = STORY.replace("    goto: sunk", f"    choices: [{{id: on, text: {'x' * 70}, goto: sunk}}]")
    text = text.replace("    text: The mire. One way out.", "    text: [Mud., Mud.]")
    (tmp_path / "story.yaml").write_text(text)
    read = read_lives(Walker(rules_of(tmp_path)), 40)
    assert set(read.twice) == {("mire", "Mud.")}
    assert read.lines == {("mire", "x" * 70)}


# ---- skill ----------------------------------------------------------------------------------------------------------
def met(rules: Rules, kind: str, *ways: str) -> dict[str, Came]:
    return {way: meet(Walker(rules), kind, WAYS[kind][way], 250) for way in ways}


def test_counting_brings_one_over_the_river(hundred: Rules) -> None:
    came = met(hundred, "crossing", "counts first", "goes at once", "stays")
    counts, goes, stays = (one.pages("across") for one in came.values())
    assert counts > goes + 20 and stays == 0
    assert came["counts first"].pages("caught") < came["goes at once"].pages("caught")


def test_hiding_keeps_the_knock_away(hundred: Rules) -> None:
    came = met(hundred, "screening", "hides nothing", "hides, stops early", "goes to bed")
    assert came["hides nothing"].pages("knock", "visit") > came["hides, stops early"].pages("knock", "visit") + 5
    assert came["hides, stops early"].pages("part_1") > 0 == came["goes to bed"].pages("part_1")


def test_who_walks_away_pays_nothing(hundred: Rules) -> None:
    came = met(hundred, "bribe", "walks away", "the most at once")
    assert {one.left for one in came["walks away"].met} == {"walk"}
    assert {one.left for one in came["the most at once"].met} == {"offer", "walk"}


def test_calling_brings_more_than_selling_to_the_row(hundred: Rules) -> None:
    worth = wishers(hundred, read_walkers(walkers_file("hundred")))["greedy"]
    calls, sells, keeps = (
        sum(
            one.worth
            for one in meet(Walker(hundred), "market", WAYS["market"][way], 120, worth).met
            if one.name == "drain"
        )
        for way in ("calls out till dusk", "sells all at once", "keeps the goods")
    )
    assert calls > keeps > sells


# ---- the files, and the command -------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [name for name in shipped() if walkers_file(name).exists()])
def test_the_walkers_of_shipped_stories_can_walk(name: str) -> None:
    walkers, rules = read_walkers(walkers_file(name)), rules_of(shipped()[name])
    assert set(wishers(rules, walkers)) == set(walkers.walkers)
    for test in walkers.transcripts:
        assert (shipped()[name] / "tests" / f"{test}.yaml").is_file()


@pytest.mark.parametrize("name", [name for name in shipped() if walkers_file(name).exists()])
def test_the_shares_that_ship_are_of_the_story_as_it_is(name: str) -> None:
    story, walkers = rules_of(shipped()[name]).story, read_walkers(walkers_file(name))
    found = figures_of(shipped()[name], story.id, [ending.id for ending in story.endings])
    assert found is not None, "its endings are others now: make docs-lives"
    assert [(one.name, one.about) for one in found.walkers] == [
        (called, wishes.about) for called, wishes in walkers.walkers.items()
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("walkers: {a: {wishs: {}}}", "wishs"),
        ("walkers: {a: {halves: [much]}}", "halves"),
        ("walkers: {a: {}}\nworth: b", "no walker is called so"),
        ("walkers: [", "walkers.yaml"),
    ],
)
def test_what_is_wrong_with_a_walkers_file_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "walkers.yaml").write_text(text)
    with pytest.raises(ValueError, match=said):
        read_walkers(tmp_path / "walkers.yaml")


def test_a_wish_that_is_no_number_is_told_with_its_walker(hundred: Rules) -> None:
    with pytest.raises(ValueError, match=r"odd: .*mony"):
        wishers(hundred, Walkers({"odd": Wishes(wishes={"mony": 1})}))


def test_only_what_stands_between_the_marks_is_written() -> None:
    assert written_into("a\n<!-- figures -->x<!-- /figures -->\nb", "new") == (
        "a\n<!-- figures -->\nnew\n<!-- /figures -->\nb"
    )
    with pytest.raises(ValueError, match="needs"):
        written_into("a <!-- /figures --> b <!-- figures -->", "new")


def test_the_figures_are_written_and_a_broken_bound_is_an_error(
    fork: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lives.main([str(fork), "--lives", "200", "--processes", "1"]) == 1
    text = (fork.parent / "fork.md").read_text()
    assert text.startswith("# The fork\n\n<!-- figures -->\nMade by") and text.endswith("<!-- /figures -->\n\nBelow.\n")
    assert "| `sunk` |" in text and "`fork.never`" in text and "old" not in text
    assert "FAIL  no ending over 60 in 100: sunk for keen" in capsys.readouterr().out
    (fork.parent / "fork.walkers.yaml").write_text(WALKERS.replace("most: 60", "most: 99"))
    assert lives.main([str(fork), "--lives", "200", "--processes", "1"]) == 0


def test_how_lives_end_is_written_beside_the_story(fork: Path) -> None:
    assert lives.main([str(fork), "--lives", "200", "--processes", "1", "--shares"]) == 1
    assert "old" in (fork.parent / "fork.md").read_text()
    found = figures_of(fork, "fork", ["sunk", "hill"])
    assert found is not None
    assert [(one.name, one.about, one.lives, sum(one.endings.values())) for one in found.walkers] == [
        ("random", "takes anything", 200, 200),
        ("keen", "wants coins", 20, 20),
    ]
    assert load(fork).story is not None  # it is no file of the story's


def test_measuring_writes_nothing(fork: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (fork.parent / "fork.md").read_text()
    assert lives.main([str(fork), "--lives", "200", "--processes", "1", "--measure"]) == 1
    assert (fork.parent / "fork.md").read_text() == before and not (fork / "figures.json").exists()
    told = capsys.readouterr().out
    assert "mire, only go_on" in told and "what leads keen to sunk" in told and "fork.left: taken" in told


def test_transcripts_are_written_from_play_tests(fork: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lives.main([str(fork), "--transcripts"]) == 0
    assert "**The end: The hill**" in (fork.parent / "transcripts" / "right.md").read_text()
    (fork / "tests" / "right.yaml").write_text(TEST.replace("hill", "sunk"))
    assert lives.main([str(fork), "--transcripts"]) == 2
    assert "sunk" in capsys.readouterr().err


def test_a_story_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert lives.main(["no-such-story"]) == 2
    assert "no-such-story" in capsys.readouterr().err


@pytest.mark.long
def test_many_lives_at_once_end_as_those_that_are_walked() -> None:
    pytest.importorskip("numpy")
    from walks.many import shares

    name, path = "three-days", shipped()["three-days"]
    walkers = read_walkers(walkers_file(name))
    rules = rules_of(path)
    walker, wishing = Walker(rules), wishers(rules, walkers)
    for who, tally in shares(path, walkers, dict.fromkeys(walkers.walkers, 6)).items():
        walked = walk(walker, who, wishing[who], 0, 6)
        assert (tally.lives, tally.endings, tally.stuck) == (6, walked.endings, walked.stuck)
