"""Walks a story thousands of times and writes what came of it into its document: `make docs-lives`.

    python docs/lives.py                        the figures of every story that has walkers, into docs/story/<story>.md
                                                and, for players at an ending, into <the story>/figures.json
    python docs/lives.py hundred --shares       only the latter
    python docs/lives.py hundred --people       only what moves whose trust, read off the story's files, into the same
    python docs/lives.py hundred --transcripts  the transcripts that its walkers file lists
    python docs/lives.py path/to/story --measure --lives 2000   to the terminal only, for whoever edits

Who walks stands in docs/story/<story>.walkers.yaml. Comes back with 1 where a bound is not kept.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from walks.counting import Tally, count, progress
from walks.figures import BLOCK, FIGURES, PEOPLE, Counted, figures, written_into
from walks.people import Walkers, document, read_walkers, rules_of, walkers_file
from walks.reading import LONG_LINE, LONG_PAGE, Read, read_lives, words_of
from walks.skill import meet_all
from walks.trust import people_of
from walks.verdict import leads, verdict

from jangmadang.play.figures import FILE, Figures, Walked, written
from jangmadang.play.playtests import play_test, read_play_test
from jangmadang.play.transcript import transcript
from jangmadang.play.walking import Walker
from jangmadang.story.model import Story
from jangmadang.story.shelf import find, shipped

LIVES = 20_000
READINGS = 1_000


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks for."""
    asked = _asked(argv)
    named = asked.story or [name for name in shipped() if walkers_file(name).exists()]
    kept = True
    for name in named:
        path = find(name)
        if path is None:
            print(f"There is no story {name}.", file=sys.stderr)
            return 2
        try:
            kept &= _one(path, asked)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
    return 0 if kept else 1


def _asked(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Walk stories, and write down what came of it.")
    parser.add_argument("story", nargs="*", help="a shipped story's name, or the path of one; all that have walkers")
    parser.add_argument("--lives", type=int, default=LIVES, help="lives at random; other walkers live a tenth as many")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="the figures do not depend on it")
    parser.add_argument("--measure", action="store_true", help="tell the terminal only, with pages to look at")
    parser.add_argument("--shares", action="store_true", help="only how lives end, into the story's folder")
    parser.add_argument("--people", action="store_true", help="walk nobody: write what moves whose trust")
    parser.add_argument("--transcripts", action="store_true", help="write the listed play-tests out as transcripts")
    return parser.parse_args(argv)


def _one(path: Path, asked: argparse.Namespace) -> bool:
    """One story. Raises ValueError, in words, for what is not as it must be."""
    story = rules_of(path).story
    walkers = read_walkers(walkers_file(story.id))
    if asked.transcripts:
        write_transcripts(path, story, walkers)
        return True
    if asked.people:
        write(story, PEOPLE, people_of(path, story))
        return True
    tallies = tallies_of(path, walkers, max(10, asked.lives), max(1, asked.processes), asked.shares)
    page = document(story.id).read_text("utf-8") if document(story.id).exists() else ""
    if asked.measure:
        counted = counted_of(path, walkers, tallies, max(10, asked.lives), max(1, asked.processes))
        print(figures(counted))
        print("\n".join(editors_pages(counted)))
    else:
        ship(path, story, walkers, tallies)
        if BLOCK.format(FIGURES) in page and not asked.shares:
            counted = counted_of(path, walkers, tallies, max(10, asked.lives), max(1, asked.processes))
            write(story, FIGURES, figures(counted))
            if BLOCK.format(PEOPLE) in page:
                write(story, PEOPLE, people_of(path, story))
    findings = verdict(story, tallies, walkers.bounds)
    print("\n".join(finding.line() for finding in findings))
    return all(finding.kept for finding in findings)


def write(story: Story, name: str, part: str) -> None:
    """A part into the story's document. Raises ValueError where that has no room for it."""
    file = document(story.id)
    file.write_text(written_into(file.read_text("utf-8"), part, name), "utf-8")


def tallies_of(path: Path, walkers: Walkers, lives: int, processes: int, only_ends: bool = False) -> dict[str, Tally]:
    """What so many lives at random came to, and a tenth as many of each other walker."""
    plan = {name: lives if not wishes.wishes else lives // 10 for name, wishes in walkers.walkers.items()}
    if only_ends:
        from walks.many import shares

        tallies = shares(path, walkers, plan)
    else:
        tallies = count(path, walkers, plan, processes)
    progress("")
    return tallies


def ship(path: Path, story: Story, walkers: Walkers, tallies: dict[str, Tally]) -> None:
    """How lives end, into the story's folder: players are told at an ending. A story of one file has no room for it."""
    if not path.is_dir():
        return
    ends = [ending.id for ending in story.endings]
    walked = tuple(
        Walked(name, walkers.walkers[name].about, tally.lives, {ending: tally.endings[ending] for ending in ends})
        for name, tally in tallies.items()
    )
    (path / FILE).write_bytes(written(Figures(story=story.id, walkers=walked)))


def counted_of(path: Path, walkers: Walkers, tallies: dict[str, Tally], lives: int, processes: int) -> Counted:
    """Everything else that is counted for a story."""
    rules = rules_of(path)
    skill = meet_all(path, walkers, lives // 10, processes)
    progress(f"{path.name}: reading")
    read = read_lives(Walker(rules), min(READINGS, lives))
    progress("")
    findings = verdict(rules.story, tallies, walkers.bounds)
    return Counted(rules.story, walkers, tallies, read, words_of(path), skill, findings)


# ---- for whoever edits ----------------------------------------------------------------------------------------------
def editors_pages(counted: Counted) -> list[str]:
    """What an editor should look at, a line each."""
    story, read = counted.story, counted.read
    staged = {scene.id for scene in story.scenes.values() if scene.stage is not None}
    long_ = sorted(((n, id_) for id_, n in read.longest.items() if n > LONG_PAGE), reverse=True)
    out = ["", "### For whoever edits", ""]
    out += _listed(f"pages over {LONG_PAGE} words", [f"{id_} {n}" for n, id_ in long_ if id_ not in staged])
    out += _listed("the same, in encounters", [f"{id_} {n}" for n, id_ in long_ if id_ in staged])
    out += _listed("a paragraph twice on a page", [f"{id_} “{how}…” {n}" for (id_, how), n in read.twice.most_common()])
    alone = [f"{id_}, only {choice} {n}" for (id_, choice), n in read.one_open.most_common()]
    out += _listed(f"pages with one open choice, in {_lives(read):,} lives", alone)
    out += _listed(f"choices of {LONG_LINE} characters or more", [f"{id_}: {line}" for id_, line in sorted(read.lines)])
    for name, tally in counted.tallies.items():
        for ending in story.endings:
            if tally.share(ending.id) > counted.walkers.bounds.most:
                said = [
                    f"{lead.scene}.{lead.choice}: taken {lead.taken:.0f}, then {lead.after:.0f}"
                    for lead in leads(story, tally, ending.id)
                ]
                out += _listed(f"what leads {name} to {ending.id} ({tally.share(ending.id):.1f}), in 100", said)
    return out


def _listed(what: str, found: list[str]) -> list[str]:
    return [f"{what}:" + ("" if found else " none"), *(f"  {one}" for one in found)]


def _lives(read: Read) -> int:
    return sum(read.both.values())


# ---- transcripts ----------------------------------------------------------------------------------------------------
def write_transcripts(path: Path, story: Story, walkers: Walkers) -> None:
    """A transcript of each listed play-test. Raises ValueError for any that is not there or does not go as it says."""
    folder = document(story.id).parent / "transcripts"
    folder.mkdir(exist_ok=True)
    wrong: list[str] = []
    for name in walkers.transcripts:
        read = read_play_test(path / "tests" / f"{name}.yaml")
        played = play_test(story, read.test) if read.test is not None else None
        problems = read.problems or (played.problems if played is not None else ())
        if played is None or problems:
            wrong += [problem.text() for problem in problems]
            continue
        run = played.run
        text = transcript(story.title, run.seed, run.steps, run.journal(), run.look().ending)
        (folder / f"{name}.md").write_text(text, "utf-8")
        print(f"{folder.name}/{name}.md: {len(text.split()):,} words", file=sys.stderr)
    if wrong:
        raise ValueError("\n".join(wrong))


if __name__ == "__main__":
    sys.exit(main())
