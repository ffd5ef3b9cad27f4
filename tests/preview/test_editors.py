"""Every editor is told the line in its own way; one that is not known is told nothing that it could take for a file."""

from __future__ import annotations

import pytest

from jangmadang.preview.editors import editor, opening


@pytest.mark.parametrize(
    ("chosen", "command", "in_terminal"),
    [
        ("vi", "vi +12 a.yaml", True),
        ("/usr/bin/vim -R", "/usr/bin/vim -R|+call cursor(12,5)|a.yaml", True),
        ("nvim", "nvim|+call cursor(12,5)|a.yaml", True),
        ("nano", "nano +12,5 a.yaml", True),
        ("emacs -nw", "emacs -nw +12:5 a.yaml", True),
        ("emacsclient -n", "emacsclient -n +12:5 a.yaml", False),
        ("hx", "hx a.yaml:12:5", True),
        ("micro", "micro +12:5 a.yaml", True),
        ("code --wait", "code --wait -g a.yaml:12:5", False),
        ("codium", "codium -g a.yaml:12:5", False),
        ("subl", "subl a.yaml:12:5", False),
        ("kate", "kate -l 12 -c 5 a.yaml", False),
        ("Code.exe", "Code.exe -g a.yaml:12:5", False),
        ("my-own-editor", "my-own-editor a.yaml", True),
    ],
)
def test_an_editor_opens_at_the_line(chosen: str, command: str, in_terminal: bool) -> None:
    found = opening(chosen, "a.yaml", 12, 5)
    assert found is not None
    parts = command.split("|") if "|" in command else command.split()
    assert " ".join(found.command) == " ".join(parts) and found.in_terminal == in_terminal


def test_visual_goes_before_editor_and_neither_is_none() -> None:
    assert editor({"VISUAL": "code", "EDITOR": "vi"}) == "code"
    assert editor({"VISUAL": " ", "EDITOR": "vi"}) == "vi"
    assert editor({}) == ""
    assert opening('"unclosed', "a.yaml", 1) is None
    assert opening("  ", "a.yaml", 1) is None
