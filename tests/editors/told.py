"""The settings that docs/writing/editors.md tells, as a writer would paste them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

PAGE = (Path(__file__).parents[2] / "docs" / "writing" / "editors.md").read_text(encoding="utf-8")


def fenced(title: str) -> str:
    """The block of the page that stands for this file."""
    found = re.search(rf'^```\w+ title="{re.escape(title)}"\n(.*?)^```$', PAGE, re.M | re.S)
    assert found is not None, title
    return found[1]


def settings() -> dict[str, Any]:
    """Those for VS Code."""
    read: dict[str, Any] = json.loads(fenced(".vscode/settings.json"))
    return read


def nested(flat: dict[str, Any]) -> dict[str, Any]:
    """Settings with dots in their names as VS Code hands them to a server."""
    out: dict[str, Any] = {}
    for name, value in flat.items():
        node = out
        *groups, last = [name] if name.startswith("[") else name.split(".")
        for group in groups:
            node = node.setdefault(group, {})
        node[last] = value
    return out
