"""The same life on another Python: the newest one found here plays every ending of Three Days byte for byte alike.

Long: it sets up an environment from the pinned set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = sorted((ROOT / "stories" / "three-days" / "tests").glob("*.yaml"))
PYTHONS = ("python3.15", "python3.14", "python3.13", "python3.12", "python3.11")

pytestmark = pytest.mark.long


def other_python() -> str | None:
    """The newest Python here that runs and is not the one of these tests."""
    for name in PYTHONS:
        path = shutil.which(name)
        if path is None or name.endswith(f".{sys.version_info.minor}"):
            continue
        if subprocess.run([path, "-c", "import venv"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def transcript(python: Path, choices: Path, folder: Path) -> bytes:
    path = folder / f"{choices.stem}.md"
    command = [python, "-m", "jangmadang", "play", ROOT / "stories" / "three-days", "--plain", "--seed", "7"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [*command, "--choices", choices, "--transcript", path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=env,
        check=False,
    )
    assert ran.returncode in (0, 3) and ran.stderr == b""  # 3: not every play-test goes to an ending
    return path.read_bytes()


def test_another_python_lives_the_same_lives(tmp_path: Path) -> None:
    python = other_python()
    if python is None:
        pytest.skip("there is no other Python here")
    env = tmp_path / "env"
    subprocess.run([python, "-m", "venv", env], check=True)
    there = env / "bin" / "python"
    install = [there, "-m", "pip", "-q", "install", "--require-hashes", "-r", ROOT / "requirements" / "play.txt"]
    subprocess.run(install, check=True)
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    assert TESTS
    for choices in TESTS:
        here = transcript(Path(sys.executable), choices, tmp_path / "here")
        assert here == transcript(there, choices, tmp_path / "there"), choices.name
