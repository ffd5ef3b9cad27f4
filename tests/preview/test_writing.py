"""What a writer sees when a file is saved: the new text where they stood, what is lost of their way, what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from jangmadang.story.loading import Script
from jangmadang.story.problems import Problem

from .conftest import Opened


async def test_what_is_saved_is_on_the_screen_and_the_place_is_kept(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("1")
        assert "The stall stands where it stood." in writer.text
        await writer.save("stall.yaml", "where it stood", "where nothing stood")
        assert "The stall stands where nothing stood." in writer.text
        assert "risk ▪▫▫▫▫▫▫▫▫▫ 15 ▴5" in writer.words
        assert "step" not in writer.text


async def test_an_edit_of_the_scene_before_is_lived_anew_on_the_way(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("1")
        await writer.save("lane.yaml", "risk: +5", "risk: +25")
        assert "The stall stands where it stood." in writer.text
        assert " 35 ▴25" in writer.words


async def test_a_broken_file_leaves_the_story_before_playable_and_says_where_it_is_broken(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("1")
        await writer.save("stall.yaml", "goto: home", "goto: hoem")
        assert "The text has 1 error: what you see is the story as it was before." in writer.words
        assert "The stall stands where it stood." in writer.text
        await writer.press("x")
        assert 'stall.yaml:8:42 unknown-scene no scene `hoem` (did you mean "home"?)' in writer.words
        await writer.press("x", "3")
        assert "You are home." in writer.text
        await writer.press("u")
        await writer.save("stall.yaml", "goto: hoem", "goto: home")
        assert "The text has" not in writer.text
        assert "The stall stands where it stood." in writer.text


async def test_yaml_that_cannot_be_read_ends_nothing_either(opened: Opened) -> None:
    async with opened() as writer:
        await writer.save("lane.yaml", "scenes:", "scenes: [")
        assert "what you see is the story as it was before" in writer.words
        assert "Nobody is in the lane." in writer.text
        await writer.save("lane.yaml", "scenes: [", "scenes:")
        assert "as it was before" not in writer.words


async def test_a_story_broken_from_the_first_can_be_mended_before_it_is_ever_played(
    opened: Opened, folder: Path
) -> None:
    (folder / "lane.yaml").write_text((folder / "lane.yaml").read_text().replace("goto: stall", "goto: stal"))
    async with opened() as writer:
        assert "there is nothing to play yet" in writer.words
        await writer.press("1", "u", "g", "f", "o", "w", "r", "v", "escape")
        await writer.save("lane.yaml", "goto: stal,", "goto: stall,")
        assert "Nobody is in the lane." in writer.text


async def test_a_choice_that_is_gone_is_told_by_its_step_and_comes_back_with_the_text(opened: Opened) -> None:
    async with opened() as writer:
        await writer.press("2", "1", "3")
        assert "You are home." in writer.text
        await writer.save("stall.yaml", "id: leave", "id: go_home")
        assert "step 3: `leave` is no longer a choice of `stall`" in writer.words
        assert "you stand before it" in writer.words
        assert "The stall stands where it stood." in writer.text
        await writer.save("stall.yaml", "id: go_home", "id: leave")
        assert "You are home." in writer.text and "step 3" not in writer.words


async def test_a_scene_that_was_renamed_is_told_and_followed_once_the_cover_says_so(opened: Opened) -> None:
    async with opened(size=(120, 40)) as writer:
        await writer.press("1")
        (writer.folder / "lane.yaml").write_text((writer.folder / "lane.yaml").read_text().replace("stall", "booth"))
        await writer.save("stall.yaml", "  stall:", "  booth:")
        assert "step 1: `stall` is no longer a choice of `lane`" in writer.words
        assert "`renamed: {scenes: {stall: its new name}}`" in writer.words
        assert "Nobody is in the lane." in writer.text
        await writer.save("story.yaml", "start: lane", "start: lane\nrenamed: {scenes: {stall: booth}}")
        assert "The stall stands where it stood." in writer.text
        assert "step 1" not in writer.words


async def test_what_chance_drew_is_drawn_again_whatever_the_odds_are_now(opened: Opened) -> None:
    async with opened(size=(120, 40)) as writer:
        await writer.press("down", "f", "2")
        assert "You were told of the whistle." in writer.text
        await writer.save("lane.yaml", "odds: 60", "odds: 95")
        assert "You were told of the whistle." in writer.text
        await writer.save("lane.yaml", "odds: 95", "odds: 100")
        assert "step 1: `wait>whistle` of `lane`" in writer.words
        assert "odds are 0" in writer.words


async def test_a_new_file_and_one_that_is_gone_are_noticed(opened: Opened) -> None:
    async with opened() as writer:
        (writer.folder / "more.yaml").write_text("scenes:\n  yard: {title: The yard, text: A yard., goto: lane}\n")
        await writer.read_again()
        await writer.press("g", "ctrl+u")
        await writer.type("yard")
        await writer.press("enter")
        assert "A yard." in writer.text
        (writer.folder / "more.yaml").unlink()
        await writer.read_again()
        assert "no scene `yard`" in writer.words and "Nobody is in the lane." in writer.text


async def test_lint_looks_after_the_save_and_stands_beside(opened: Opened) -> None:
    def lint(script: Script) -> list[Problem]:
        return [*script.problems, Problem(str(script.sources[0].file), 1, 1, "todo", "a thing is left to do", "", "x")]

    async with opened(lint=lint) as writer:
        for _ in range(50):
            if writer.app.write is not None and writer.app.write.sight.linted:
                break
            await writer.pilot.pause(0.02)
        await writer.press("x")
        assert "todo" in writer.text and "a thing is left to do" in writer.text


async def test_a_fault_of_lints_keeps_nobody_from_writing(opened: Opened) -> None:
    def lint(script: Script) -> list[Problem]:
        raise RuntimeError("no")

    async with opened() as calm:
        assert "has a fault" not in calm.words
    async with opened(lint=lint) as writer:
        for _ in range(50):
            if "lint has a fault" in writer.words:
                break
            await writer.pilot.pause(0.02)
        assert "lint has a fault and was left out" in writer.words
        await writer.press("1")
        assert "The stall stands where it stood." in writer.text


async def test_a_play_test_is_followed_and_read_again(opened: Opened, folder: Path) -> None:
    tests = folder / "tests"
    tests.mkdir()
    test = tests / "way.yaml"
    test.write_text("seed: 3\nsteps: [wait>quiet, stall]\n")
    async with opened(test=test) as writer:
        assert "following way.yaml: 2 steps" in writer.words
        assert "The stall stands where it stood." in writer.text
        test.write_text("seed: 3\nsteps: [wait>quiet, stall, leave]\n")
        await writer.read_again()
        assert "You are home." in writer.text
        test.write_text("seed: 3\nsteps: [wait>quiet, stal]\n")
        await writer.read_again()
        assert "way.yaml: step 2 cannot be taken" in writer.words
        await writer.press("x")
        assert "tests/way.yaml:2:21 play-test" in writer.words


async def test_a_fault_of_ours_ends_nothing_and_the_next_save_is_another_try(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(size=(120, 40)) as writer:
        with monkeypatch.context() as broken:
            broken.setattr(writer.app.session.reader, "read", lambda: 1 // 0)
            (writer.folder / "stall.yaml").touch()
            for _ in range(100):
                if "has a fault" in writer.words:
                    break
                await writer.pilot.pause(0.02)
            assert "the preview has a fault and could not read what was saved (ZeroDivisionError" in writer.words
        await writer.save("lane.yaml", "Nobody is", "Somebody is")
        assert "Somebody is in the lane." in writer.text
