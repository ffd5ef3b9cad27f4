"""Three Days as its players meet it: every way can be taken, and no ending is the usual one."""

from __future__ import annotations

from played import WALKS, Tale


def test_play_tests_take_every_written_choice_and_outcome(three_days: Tale) -> None:
    assert three_days.missed.get("choice", []) + three_days.missed.get("outcome", []) == []


def test_every_ending_is_lived_and_none_is_the_usual_one(three_days: Tale) -> None:
    shares = {scene.id: 100 * three_days.walked.ends[scene.id] / WALKS for scene in three_days.story.endings}
    assert {end: share for end, share in shares.items() if not 2 <= share <= 45} == {}


def test_days_and_purses_agree(three_days: Tale) -> None:
    """The race is on the third day for everybody, and nothing of the night's load is left by then."""
    slot = three_days.story.slot_of
    for life in three_days.lives:
        for moment in life.moments:
            if moment.scene == "line":
                assert moment.values[slot["day"]] == 3
                assert moment.values[slot["have.pine_nuts"]] == 0
                assert moment.values[slot["corn_owed"]] == 0
        end = life.moments[-1]
        if end.scene == "lawful":
            assert end.values[slot["owed"]] == 0
        if end.scene == "pencil":
            assert end.values[slot["owed"]] > end.values[slot["money"]] or end.values[slot["let_stand"]]


def test_whatever_is_left_out_the_race_is_on_sunday(three_days: Tale) -> None:
    for k in range(200):
        end = three_days.live(k, skips=True).moments[-1]
        assert end.scene == "written" or end.values[three_days.story.slot_of["day"]] == 3


def test_size(three_days: Tale) -> None:
    story = three_days.story
    assert len(story.written_scenes) >= 24
    assert len(story.endings) >= 7
    assert three_days.files.size >= 4800
    assert set(story.plans) == {15, 30}
