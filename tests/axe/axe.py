"""axe-core in a page: what it finds that somebody could not see, hear or reach.

It is there after `npm --prefix tests/axe ci`. Where it is not, tests that need it are skipped and say so.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from serve.chromium import PROGRAM, Page

FILE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
needed = pytest.mark.skipif(
    PROGRAM is None or not FILE.exists(), reason="NOT JUDGED: there is no axe-core here: npm --prefix tests/axe ci"
)
THEMES = ("light", "dark")


async def violations(page: Page) -> list[str]:
    """What is wrong in the page as it stands, in both themes; each with where."""
    found: list[str] = []
    await page.value(FILE.read_text(encoding="utf-8") + ";0")
    for theme in THEMES:
        await show_in(page, theme)
        told = json.loads(await page.value("axe.run().then(told => JSON.stringify(told.violations))"))
        for one in told:
            where = "; ".join(node["html"][:160] for node in one["nodes"][:3])
            found.append(f"{theme}: {one['id']}: {one['help']}: {where}")
    return found


async def show_in(page: Page, theme: str) -> None:
    """Show the page as somebody sees it who asks for light or dark."""
    await page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
