"""What is handed out: the wheel plays where there is no checkout, and the source archive lacks nothing.

Nothing is fetched: the wheel goes into an empty environment that borrows the dependencies installed here.
"""

import json
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None, answers: str = "") -> str:
    """What the command printed, given the answers; fails the test with all it said if it ended badly."""
    ran = subprocess.run(command, cwd=cwd, env=env, input=answers, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def build(kind: str, folder: Path, source: Path = ROOT) -> Path:
    """Builds a `wheel` or an `sdist` of the source into the folder; gives the file."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=source)
    (built,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


def names_in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_plays_far_from_the_checkout(tmp_path: Path) -> None:
    wheel = build("wheel", tmp_path / "dist")
    away, home, env = tmp_path / "away", tmp_path / "nobody", tmp_path / "env"
    away.mkdir()
    home.mkdir()

    run(sys.executable, "-m", "venv", "--without-pip", env, cwd=away)
    python = env / "bin" / "python"
    run(sys.executable, "-m", "pip", "-q", "--python", python, "install",
        "--no-index", "--no-deps", wheel, cwd=away)  # fmt: skip
    # A .pth file lends the installed dependencies, but not the link to this checkout: .pth files do not nest.
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=away).strip())
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")

    bare = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    where = run(python, "-c", "import jangmadang; print(jangmadang.__file__)", cwd=away, env=bare)
    assert Path(where.strip()).is_relative_to(packages)

    command = env / "bin" / "jangmadang"
    listed = json.loads(run(command, "stories", "--json", cwd=away, env=bare))
    assert "three-days" in json.dumps(listed)
    told = run(command, "play", "three-days", "--plain", "--seed", "7", cwd=away, env=bare, answers="quit\n")
    assert "It's only a line, Sol-a" in told


def test_the_source_archive_has_every_tracked_file_and_builds_the_same_wheel(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("only a git checkout knows what is tracked")
    tracked = {name for name in run("git", "ls-files", cwd=ROOT).splitlines() if (ROOT / name).exists()}

    with tarfile.open(build("sdist", tmp_path / "sdist")) as archive:
        # Python before 3.11.4 (Debian 12 has 3.11.2) has no filters, and knows no argument for them.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "unpacked")
    (source,) = (tmp_path / "unpacked").iterdir()
    packed = {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}
    assert tracked - packed == set()

    wheel = names_in_wheel(build("wheel", tmp_path / "from_sdist", source))
    assert wheel == names_in_wheel(build("wheel", tmp_path / "from_checkout"))
    stories = {name for name in tracked if name.startswith("stories/")}
    assert {f"jangmadang/{name}" for name in stories} <= wheel
