"""What every test gets: a home of its own, so that no test reads or writes the saves of whoever runs it."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no fault of the code: properties are judged by what holds, never by the clock. Where a
# change is judged (CI), the examples are always the same, so that it fails for what it did and not by luck.
settings.register_profile("jangmadang", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("jangmadang")


@pytest.fixture(autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh, empty HOME (and the XDG folders below it) for the one test; gives its path."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    for setting in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(setting, raising=False)
    return home
