"""The page on proving tells of a defect that we had: put back, it is proved as the page says."""

import shutil
from pathlib import Path

from jangmadang.desk.coverage import aims
from jangmadang.explore.proofs import Proofs
from jangmadang.story.loading import load_script

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "writing" / "proving.md").read_text(encoding="utf-8")


def test_the_defect_of_our_own_is_proved_as_the_page_tells(tmp_path: Path) -> None:
    folder = tmp_path / "three-days"
    shutil.copytree(ROOT / "stories" / "three-days", folder)
    file = folder / "day1.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if '"This one has snow," says Jin-hyok' in line)
    end = next(n for n in range(start, len(lines)) if lines[n].startswith("    screening:"))
    assert lines[start - 1] == "      - |"
    told = [f"  {line}" if line else line for line in lines[start:end]]
    put_back = ["        again: |", "          You hold the disc to the lamp. The lamp comes through the hole."]
    file.write_text(
        "\n".join([*lines[: start - 1], "      - first: |", *told, *put_back, *lines[end:]]), encoding="utf-8"
    )
    script = load_script(folder)
    assert script.story is not None
    proofs = Proofs(script)
    again = [aim for aim in aims(script) if aim.target.what.startswith("again: ")]
    (aim,) = [aim for aim in again if "You hold the disc" in aim.target.what]
    why = proofs.never(aim)
    place = f"{Path(aim.target.file).name}:{aim.target.line}:{aim.target.column}: text {aim.target.what}"
    assert f"{place}\n  {why[0].upper()}{why[1:]}." in PAGE
    assert len(again) > 5 and [other for other in again if proofs.never(other)] == [aim]
