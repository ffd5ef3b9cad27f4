"""Lives on several processes are those of one, by either engine; a stop leaves the first so many, lived to the end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jangmadang.desk.simulating import processes
from jangmadang.desk.simulating.processes import Broke, Came, Lives
from jangmadang.many.policies import Policy
from jangmadang.many.runs import Task
from jangmadang.play.turn import Rules
from jangmadang.play.wishing import Wishes
from jangmadang.story.loading import load

pytest.importorskip("numpy")
sys.path.insert(0, str(Path(__file__).parent))
from yard import LITTLE

TASKS = [
    Task(3, Policy("random", Wishes()), Policy("greedy", Wishes(wishes={"money": 1})), 500),
    Task(3, Policy("wary", Wishes(wishes={"risk": -1}, choices={"yard.rest": "money // 50"})), None, 500),
]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "little.yaml"
    path.write_text(LITTLE, "utf-8")
    return path


def lived(path: Path, first: int, end: int, workers: int = 1, scalar: bool = False) -> list[Came]:
    lives = Lives(path, TASKS, first, end, workers, scalar)
    assert lives.workers == workers
    lives.go(lambda _: None)
    return lives.came


def test_either_engine_and_several_processes_come_to_the_same(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "FEW", 200)
    one = lived(story, 0, 600)
    assert lived(story, 0, 600, scalar=True) == one
    assert lived(story, 0, 600, 2) == one
    assert [came.counts.lives for came in one if came.counts] == [600, 600]
    assert [sum(came.counts.words.values()) for came in one if came.counts] == [400, 400]


def test_a_stop_leaves_the_first_so_many(story: Path) -> None:
    lives = Lives(story, TASKS[:1], 50, 5_000, 1, scalar=True)
    lives.go(lambda done: lives.stop() if done > 300 else None)
    (came,) = lives.came
    assert came.counts is not None
    assert came.first == 50 and 350 < came.end < 5_000 and came.counts.lives == came.end - 50
    (again, _) = lived(story, 50, came.end)
    assert again == came


def test_a_story_that_breaks_on_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "little.yaml").write_text("jangmadang: 1\n", "utf-8")
    with pytest.raises(Broke, match="changed"):
        Lives(tmp_path / "little.yaml", TASKS, 0, 10, 1).go(lambda _: None)


@pytest.mark.long
def test_a_cluster_comes_to_the_same(story: Path) -> None:
    distributed = pytest.importorskip("distributed")
    from jangmadang.desk.simulating.cluster import Cluster

    loaded = load(story).story
    assert loaded is not None
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        heard: list[int] = []
        cluster = Cluster(local.scheduler_address, Rules(loaded).story, TASKS, 0, 3_000, piece=700)
        cluster.go(heard.append)
    assert cluster.came == lived(story, 0, 3_000)
    assert heard[-1] == 6_000
