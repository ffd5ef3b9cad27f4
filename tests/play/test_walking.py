"""Walking lives exactly what a Run lives by the same choices: scenes, states, steps, rolls, words and endings."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_stories import random_story

from jangmadang.play.run import Run
from jangmadang.play.turn import Rules
from jangmadang.play.walking import Walker
from jangmadang.story import shelf
from jangmadang.story.chance import below, stream
from jangmadang.story.loading import load, load_text
from jangmadang.story.model import Choice, Scene
from jangmadang.story.problems import errors
from stories import plain, read


class Watcher:
    """Picks at random and remembers what stood before each pick."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seen: list[tuple[str, tuple[int, ...], list[str]]] = []

    def __call__(self, scene: Scene, open_: Sequence[Choice], values: Sequence[int]) -> int:
        self.seen.append((scene.id, tuple(values), [choice.id for choice in open_]))
        return self.rng.randrange(len(open_))


def agree(rules: Rules, seed: int, limit: int = 60) -> str:
    """Walk a life, then live it by its steps; everything must be the same. Gives where it stands."""
    walker, watcher, lines = Walker(rules), Watcher(seed), list[str]()
    walk = walker.walk(seed, watcher, lines.append, limit, steps=True)
    run, told = Run.start(rules, seed), list[str]()
    assert walk.steps is not None and len(walk.steps) == len(watcher.seen) == walk.choices
    for step, (scene, values, choices) in zip(walk.steps, watcher.seen, strict=True):
        page = run.look()
        assert (run.moment.scene, run.moment.values) == (scene, values)
        assert [choice.id for choice in page.choices if choice.open] == choices
        told += [*plain(page.result), *plain(page.text), *(choice.text for choice in page.choices if choice.open)]
        run.choose(step.choice)
        assert run.steps[-1] == step
    page = run.look()
    told += plain(page.result)
    stuck = not any(choice.open for choice in page.choices)
    if stuck and walk.choices < limit:
        told += plain(page.text)
    if page.ending is not None:
        told += [] if walk.choices < limit else plain(page.text)
        told += plain(page.ending.epilogue)
    assert (run.moment.scene, run.moment.values, run.ended) == (walk.scene, walk.values, walk.ended)
    assert lines == told
    return walk.scene


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_random_stories_are_walked_as_they_are_lived(seed: int) -> None:
    loaded = load_text(random_story(seed), "s.yaml")
    assert loaded.story is not None, "\n".join(problem.text() for problem in errors(loaded.problems))
    rules = Rules(loaded.story)
    for life in range(4):
        agree(rules, seed + life)


@pytest.mark.parametrize("name", shelf.shipped())
def test_shipped_stories_are_walked_as_they_are_lived(name: str) -> None:
    story = load(shelf.shipped()[name]).story
    assert story is not None
    rules = Rules(story)
    for seed in range(12):
        agree(rules, seed, limit=400)


SMALL = """
    scenes:
      one:
        text: You are here.
        choices:
          - {id: a, text: A, goto: two}
          - {id: b, text: B, when: trust > 90, goto: two}
          - {id: c, text: C, chance: [{id: hot, odds: 50, goto: two}, {id: cold, goto: end}]}
      two:
        text: A dead end.
        choices:
          - {id: back, text: Back, once: true, goto: one}
      end:
        text: Over.
        ending: {title: End}
    epilogue: [And after.]
    """


def test_chance_picks_each_open_choice_by_a_count_of_its_own() -> None:
    walker = Walker(Rules(read(SMALL)))
    for seed in range(40):
        walk = walker.walk(seed, steps=True)
        assert walk.steps is not None
        lots, open_here = stream(seed, "lots"), {"a": ["a", "c"], "c": ["a", "c"], "back": ["back"]}
        for n, step in enumerate(walk.steps, 1):
            here = open_here[step.choice]
            assert step.choice == here[below(lots, n, len(here))]
        run = Run.start(walker.rules, seed)
        for step in walk.steps:
            run.choose(step.choice)
        assert run.steps == walk.steps
        assert (run.moment.values, run.moment.scene, run.ended) == (walk.values, walk.scene, walk.ended)


def test_other_lots_change_the_picks_and_never_the_rolls() -> None:
    walker = Walker(Rules(read(SMALL)))
    fell: dict[int, set[str]] = {}
    for lots in range(60):
        walk = walker.walk(7, steps=True, lots=lots)
        assert walk.steps is not None
        for roll, step in enumerate((step for step in walk.steps if step.outcomes), 1):
            fell.setdefault(roll, set()).update(step.outcomes)
    assert fell and all(len(outcomes) == 1 for outcomes in fell.values())


def test_walks_are_the_same_whoever_listens_and_however_they_were_made() -> None:
    rules = Rules(read(SMALL))
    ready, later = Walker(rules), Walker(rules)
    ready.ready()
    for seed in range(20):
        lines: list[str] = []
        heard = ready.walk(seed, tell=lines.append)
        assert heard == later.walk(seed) == later.walk(seed, tell=lambda line: None)
        assert lines[0] == "You are here." and ("And after." in lines) == heard.ended


def test_a_walk_stops_where_nothing_is_open_and_at_its_limit() -> None:
    walker = Walker(Rules(read(SMALL)))
    lost = next(walk for seed in range(200) if not (walk := walker.walk(seed, steps=True)).ended)
    assert lost.scene == "two" and lost.steps is not None and len(lost.steps) == lost.choices
    assert walker.walk(3, limit=1).choices == 1
    assert walker.walk(3, limit=0).scene == "one"


def test_a_policy_that_picks_what_is_not_there_is_told() -> None:
    with pytest.raises(IndexError):
        Walker(Rules(read(SMALL))).walk(1, lambda scene, open_, values: len(open_))


def test_what_interrupts_waits_until_one_of_four_passages_is_over() -> None:
    down = "".join(
        f"""
      p{n}:
        text: Passage {n}.
        choices:
          - {{id: deeper, text: Deeper, {f"call: p{n + 1}" if n < 4 else "effects: {called: true}, stay: true"}}}
          - {{id: back, text: Back, return: true}}"""
        for n in range(1, 5)
    )
    story = read(f"""
    state: {{called: false}}
    whenever:
      - {{when: called, call: bell, once: true}}
    scenes:
      one:
        text: You are here.
        choices:
          - {{id: in, text: In, call: p1}}
          - {{id: out, text: Out, goto: end}}{down}
      bell:
        text: The bell.
        choices:
          - {{id: back, text: Back, return: true}}
      end:
        text: Over.
        ending: {{title: End}}
    """)
    rules = Rules(story)
    run = Run.start(story, 0)
    for step in ("in", "deeper", "deeper", "deeper", "deeper"):
        run.choose(step)
    assert run.moment.scene == "p4"
    run.choose("back")
    assert run.moment.scene == "bell"
    for seed in range(200):
        agree(rules, seed)
