"""In a real terminal: an editor of the terminal takes it and gives it back, and leaving restores it."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

ptyprocess = pytest.importorskip("ptyprocess")

PATIENCE = 20
"""Seconds after which it counts as hanging."""


def test_an_editor_takes_the_terminal_and_gives_it_back(folder: Path) -> None:
    editor = folder.parent / "myeditor"
    editor.write_text('#!/bin/sh\necho "editing $1"\nsed -i "s/Nobody is/Somebody is/" "$1"\n')
    editor.chmod(0o755)
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "VISUAL": str(editor)}
    command = [sys.executable, "-m", "jangmadang", "write", str(folder)]
    process = ptyprocess.PtyProcess.spawn(command, env=env, dimensions=(24, 80))
    written = b""

    def until(words: bytes) -> None:
        nonlocal written
        while words not in written:
            ready, _, _ = select.select([process.fd], [], [], PATIENCE)
            assert ready, ("it hangs", written[-2000:])
            try:
                written += os.read(process.fd, 65_536)
            except OSError:
                break
        assert words in written, written[-2000:]

    try:
        until(b"Nobody is in the lane.")
        process.write(b"E")
        until(b"editing ")
        until(b"Somebody is in the lane.")
        process.write(b"q")
        until(b"\x1b[?1049l")
        process.wait()
        assert process.exitstatus == 0
    finally:
        process.close(force=True)
