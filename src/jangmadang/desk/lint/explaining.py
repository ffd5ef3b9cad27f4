"""A code's page as it is read in a terminal: no Markdown, the line that is meant pointed at.

Takes a page's Markdown and a width in columns; gives lines.
"""

from __future__ import annotations

import re

from .library import plain

_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_PLANTED = re.compile(r"line ([0-9]+)")
_FENCE = re.compile(r"```(?:yaml)? ?(\w*)")
_ITEM = re.compile(r"(- |\d+\. )(.*)")
_TITLES = {"broken": "Broken:", "mended": "Mended:"}
_MARGIN = "    "


def in_terminal(page: str, width: int) -> list[str]:
    """The page's lines, each at most so wide if its words allow."""
    planted = next((int(found[1]) for note in _COMMENT.findall(page) if (found := _PLANTED.search(note))), 0)
    out: list[str] = []
    for block in _blocks(_COMMENT.sub("", page).splitlines()):
        out += _shown(block, planted, width)
        out.append("")
    return out[:-1]


def _blocks(lines: list[str]) -> list[list[str]]:
    """Paragraphs, and fenced blocks whole; each with its lines."""
    blocks: list[list[str]] = [[]]
    fenced = False
    for line in lines:
        opens = line.startswith("```")
        if (opens and not fenced) or not (line.strip() or fenced):
            blocks.append([])
        if line.strip() or fenced:
            blocks[-1].append(line)
        if opens and fenced:
            blocks.append([])
        fenced ^= opens
    return [block for block in blocks if block]


def _shown(block: list[str], planted: int, width: int) -> list[str]:
    if (fence := _FENCE.match(block[0])) is not None:
        return _example(block[1:-1], fence[1], planted)
    if block[0].startswith("#"):
        title = plain(block[0].lstrip("# "))
        return [title, "=" * len(title) if block[0].startswith("# ") else "-" * len(title)]
    if block[0].startswith("|"):
        rows = [[plain(cell.strip()) for cell in line.strip("|").split("|")] for line in block]
        return [f"  {'  '.join(row)}" for row in rows if any(cell.strip("-: ") for cell in row)]
    return [line for item in _items(block) for line in _wrapped(item, width)]


def _example(lines: list[str], kind: str, planted: int) -> list[str]:
    title = [_TITLES[kind], ""] if kind in _TITLES else []
    meant = planted if kind == "broken" else 0
    return title + [f"{'  → ' if n == meant else _MARGIN}{line}".rstrip() for n, line in enumerate(lines, 1)]


def _items(block: list[str]) -> list[str]:
    """A paragraph, or the items of a list, each on one line."""
    items: list[str] = []
    for line in block:
        if _ITEM.match(line) or not items:
            items.append(line)
        else:
            items[-1] += " " + line.strip()
    return items


def _wrapped(item: str, width: int) -> list[str]:
    from textwrap import wrap

    found = _ITEM.match(item)
    hang = " " * len(found[1]) if found else ""
    return wrap(plain(item), width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
