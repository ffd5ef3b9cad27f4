"""JUnit's XML holds every play-test, and is XML whatever the story's words are."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from desk_story import desk_story
from hypothesis import given
from hypothesis import strategies as st

from jangmadang.desk.junit import junit, junit_of_problems
from jangmadang.desk.testing import Tested, files_in, folder_of, run_tests
from jangmadang.play.turn import Rules
from jangmadang.story.problems import Problem

KNOWN = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"classname", "name", "file", "line", "time"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
}
"""Elements that build servers read, with the attributes they know."""


def test_cases_failures_and_errors_are_counted(tmp_path: Path) -> None:
    script = desk_story(
        tmp_path,
        good="steps: [go]\nexpect: {scene: yard}\n",
        bad='steps: [go]\nexpect: {scene: stove, text: "<>&\'"}\n',
        torn="steps: {}\n",
    )
    assert script.story is not None
    tests = list(run_tests(Rules(script.story), files_in(folder_of(script))))
    root = ElementTree.fromstring(junit("quilt", tests, 1.25))
    suite = root[0]
    for element in root.iter():
        assert set(element.attrib) <= KNOWN[element.tag]
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped", "time")} == {
        "tests": "3",
        "failures": "1",
        "errors": "1",
        "skipped": "0",
        "time": "1.250",
    }
    bad, good, torn = suite
    assert [case.get("name") for case in suite] == ["bad", "good", "torn"]
    assert len(good) == 0 and torn[0].tag == "error" and bad[0].tag == "failure"
    assert bad[0].get("message") == "it is yard, not stove" and bad[0].get("type") == "play-test"
    assert bad.get("line") == "2" and ":2:17: play-test:" in (bad[0].text or "")
    assert sum(float(case.get("time", "x")) for case in suite) >= 0


@given(st.text(), st.text())
def test_every_word_of_a_problem_comes_out_as_xml(message: str, name: str) -> None:
    problem = Problem("t.yaml", 1, 1, "play-test", message, "", name)
    tests = [Tested(name, Path("t.yaml"), 0.1, (problem,), None, None)]
    (case,) = ElementTree.fromstring(junit("s", tests, 0.1)).iter("testcase")
    assert len(case) == 1
    ElementTree.fromstring(junit_of_problems(name, [problem]))
