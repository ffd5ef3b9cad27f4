"""The page on settings tells every setting and every key as the game has them, row by row."""

from __future__ import annotations

from pathlib import Path

from jangmadang.settings import SCHEMA, Option, Setting
from jangmadang.tui.keyboard import FIRST

PAGE = Path(__file__).parents[2] / "docs" / "playing" / "settings.md"


def setting_row(setting: Setting) -> str:
    """Name, label, values with the first one in bold, meaning."""

    def told(option: Option) -> str:
        word = f"**{option.word}**" if option.value == setting.first else option.word
        return f"{word}: {option.about}" if option.about else word

    values = setting.values().replace(str(setting.first), f"**{setting.first}**") if setting.kind == "number" else ""
    if setting.kind == "number" and "**" not in values:
        values += f", at first **{setting.first}**"
    values = values or "; ".join(map(told, setting.options))
    return f"| `{setting.name}` | {setting.label} | {values} | {setting.about} |"


def test_every_setting_is_told_as_it_is() -> None:
    rows = [setting_row(setting) for setting in SCHEMA]
    page = PAGE.read_text("utf-8").splitlines()
    assert [line for line in page if line.startswith("| `") and line.count("|") == 5] == rows, "\n".join(rows)


def test_every_key_is_told_as_it_is() -> None:
    rows = [f"| `{what}` | `{key.shown}` | {key.meaning} |" for what, key in FIRST.items()]
    page = PAGE.read_text("utf-8").splitlines()
    assert [line for line in page if line.startswith("| `") and line.count("|") == 4] == rows, "\n".join(rows)
