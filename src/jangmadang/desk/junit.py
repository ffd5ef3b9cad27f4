"""JUnit's XML of play-tests, as build servers read it: one suite, a case a play-test.

Takes how the play-tests went; gives the document's bytes. A test that is not as expected is a failure, a file that is
no play-test an error. Characters that XML cannot hold are shown as signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..story.problems import Problem, errors, visible
from .testing import Tested


def junit(suite: str, tests: Sequence[Tested], seconds: float) -> bytes:
    """The document, in UTF-8. `suite` is the story's id; times are in seconds."""
    cases: list[Element] = []
    counts = {"failure": 0, "error": 0}
    for test in tests:
        about = {"classname": suite, "name": test.name, "file": str(test.path), "time": f"{test.seconds:.3f}"}
        case = _element("testcase", about)
        if not test.passed:
            kind = "failure" if test.result is not None else "error"
            counts[kind] += 1
            _tell(case, kind, errors(test.problems))
        cases.append(case)
    return _document(suite, cases, counts, seconds)


def junit_of_problems(suite: str, problems: Sequence[Problem]) -> bytes:
    """The document where the story itself has errors, so that no play-test could be played."""
    case = _element("testcase", {"classname": suite, "name": "the story", "time": "0.000"})
    _tell(case, "error", problems)
    return _document(suite, [case], {"failure": 0, "error": 1}, 0)


def _document(suite: str, cases: Sequence[Element], counts: dict[str, int], seconds: float) -> bytes:
    about = {
        "name": suite,
        "tests": str(len(cases)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "skipped": "0",
        "time": f"{seconds:.3f}",
    }
    root = _element("testsuites", {key: value for key, value in about.items() if key != "skipped"})
    one = SubElement(root, "testsuite", {key: _held(value) for key, value in about.items()})
    one.extend(cases)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _tell(case: Element, kind: str, problems: Sequence[Problem]) -> None:
    first = problems[0]
    told = SubElement(case, kind, {"message": _held(first.message), "type": _held(first.code)})
    told.text = "\n".join(_held(line) for problem in problems for line in problem.text().split("\n"))
    case.set("line", str(first.line))


def _element(tag: str, about: dict[str, str]) -> Element:
    return Element(tag, {key: _held(value) for key, value in about.items()})


def _held(text: str) -> str:
    """The text in characters that XML 1.0 allows."""
    return "".join(c if c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff" else "\ufffd" for c in visible(text))
