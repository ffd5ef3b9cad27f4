"""What every test gets: a home of its own, so that no test reads or writes the saves of whoever runs it."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

# What is compiled is kept for the next of the many processes that these tests start, even where the environment
# would have every one of them compile all of it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A slow machine is no fault of the code: properties are judged by what holds, never by the clock. Where a
# change is judged (CI), the examples are always the same, so that it fails for what it did and not by luck.
settings.register_profile("jangmadang", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("jangmadang")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for folders that are not there yet. (`mktemp` reads all names it gave before, which are thousands.)"""
    street = tmp_path_factory.mktemp("homes")
    return (street / str(number) for number in count())


@pytest.fixture(autouse=True)
def empty_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh, empty HOME (and the XDG folders below it) for the one test; gives its path."""
    home = next(homes)
    home.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    for setting in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(setting, raising=False)
    return home
