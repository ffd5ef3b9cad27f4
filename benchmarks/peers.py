"""Other engines, installed beside the measurements when that is asked for, in the versions that are written here.

They lie in `benchmarks/.peers` and nowhere else. What cannot be had is left out with a word about why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
PYTHON = PEERS / "python" / "bin" / "python"
MODULES = PEERS / "node_modules"


def install() -> list[str]:
    """Installs what is missing; gives words about what could not be."""
    trouble = []
    PEERS.mkdir(exist_ok=True)
    if not PYTHON.exists() and not _done([sys.executable, "-m", "venv", str(PEERS / "python")]):
        trouble.append("bink, bardic, prompt_toolkit: no virtual environment could be made")
    elif not _done([str(PYTHON), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")]):
        trouble.append("bink, bardic and prompt_toolkit could not be installed")
    npm = shutil.which("npm")
    if npm is None:
        trouble.append("inkjs, yarn-bound: there is no npm")
    elif not all((MODULES / name).is_dir() for name in ("inkjs", "yarn-bound")):
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, PEERS / name)
        if not _done([npm, "ci", "--silent", "--prefix", str(PEERS)]):
            trouble.append("inkjs and yarn-bound could not be installed")
    return trouble


def inkjs(folder: Path, seconds: float) -> list[str] | None:
    """The command that walks with inkjs, and compiles the ink; None when it is not installed."""
    node = shutil.which("node")
    if node is None or not (MODULES / "inkjs").is_dir():
        return None
    return [node, str(HERE / "peer_inkjs.js"), str(folder), str(seconds), str(PEERS)]


def bink(folder: Path, seconds: float) -> list[str] | None:
    """The command that walks with bink, over what inkjs compiled; None when either is not installed."""
    installed = PYTHON.exists() and any(PYTHON.parents[1].glob("lib/*/site-packages/bink"))
    if not installed or inkjs(folder, 0) is None:
        return None
    return [str(PYTHON), str(HERE / "peer_bink.py"), str(folder), str(seconds)]


def yarn(folder: Path, seconds: float, most: int) -> list[str] | None:
    """The command that walks with yarn-bound; None when it is not installed."""
    node = shutil.which("node")
    if node is None or not (MODULES / "yarn-bound").is_dir():
        return None
    return [node, str(HERE / "peer_yarn.js"), str(folder), str(seconds), str(PEERS), str(most)]


def bardic(folder: Path, seconds: float) -> list[str] | None:
    """The command that walks with bardic; None when it is not installed."""
    if not PYTHON.exists() or not any(PYTHON.parents[1].glob("lib/*/site-packages/bardic")):
        return None
    return [str(PYTHON), str(HERE / "peer_bardic.py"), str(folder), str(seconds)]


def choicescript() -> Path | None:
    """The checkout of ChoiceScript that the variable CHOICESCRIPT names; None where there is none, or no node."""
    named = os.environ.get("CHOICESCRIPT")
    checkout = Path(named) if named else None
    there = checkout is not None and (checkout / "randomtest.js").is_file() and shutil.which("node") is not None
    return checkout if there else None


def prompt_toolkit(pages: Path) -> list[str] | None:
    """The command that turns pages with prompt_toolkit; None when it is not installed."""
    if not PYTHON.exists() or not any(PYTHON.parents[1].glob("lib/*/site-packages/prompt_toolkit")):
        return None
    return [str(PYTHON), str(HERE / "peer_prompt_toolkit.py"), str(pages)]


def _done(command: Sequence[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
