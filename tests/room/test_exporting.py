"""A session exports as a normal save, which the single-player game lives again."""

from pathlib import Path

from jangmadang.play.run import Run
from jangmadang.play.saves import Saves
from jangmadang.room import commands as c
from jangmadang.room.exporting import saved

from .rooms import Led, shipped


def test_a_room_s_life_is_a_save_that_the_game_goes_on_with(tmp_path: Path) -> None:
    room = Led(shipped("hundred"), phones=3, minutes=45, seed=3)
    for _ in range(200):
        if any(answer.skipped for answer in room.group.answers):
            break
        if room.phase == "vote_open" and room.group.round is not None:
            room.votes(*([room.group.round.choices[0]] * 3))
        leave = room.phase == "scene" and room.group.skip is not None
        room.do(c.Skip() if leave else c.Next())
    saves = Saves(tmp_path)
    name = saved(room.session, "room K4T2M9", saves=saves)
    assert name == "room K4T2M9"
    life = saves.open("hundred", name).life
    assert life is not None and any(step.choice == "skip" for step in life.steps), "a scene left out is a step too"
    alone = Run.resume(shipped("hundred"), life)
    assert alone.stopped is None and alone.run.moment == room.group.run.moment
    assert alone.run.look() == room.group.run.look()
    alone.run.undo()
    alone.run.choose(next(choice.id for choice in alone.run.look().choices if choice.open))
    assert saved(room.session, name, saves=saves) == "1", "what has the name is left"
    assert saved(room.session, "a/b", saves=saves) == "2"


def test_a_group_s_life_is_its_own(tmp_path: Path) -> None:
    room = Led(phones=2, groups=2)
    room.do(c.Next())
    room.vote(1, "sell")
    room.vote(2, "keep")
    room.next(2)
    saves = Saves(tmp_path)
    lives = [saves.open("stall", saved(room.session, f"group {n}", n, saves)).life for n in (1, 2)]
    assert [life.steps[0].choice for life in lives if life] == ["sell", "keep"]
