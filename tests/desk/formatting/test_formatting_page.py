"""docs/writing/formatting.md: its example is laid out as it says."""

from __future__ import annotations

import re
from pathlib import Path

from jangmadang.desk.formatting import laid_out

PAGE = (Path(__file__).parents[3] / "docs" / "writing" / "formatting.md").read_text(encoding="utf-8")


def test_the_example_is_laid_out_as_the_page_says() -> None:
    before, after = (
        re.findall(rf"^```yaml {which}\n(.*?)^```$", PAGE, re.M | re.S)[0] for which in ("before", "after")
    )
    assert laid_out(before).text == after != before
