"""What the site needs that the pages in a checkout do not: called by MkDocs for each page (see mkdocs.yml)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

HOW = re.compile(r"^(\s*```\w+) (?!title=)[^\n]*$", re.M)
"""What else than a title a fence says after its language is for our tests: which story an example stands in."""
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!\w+:|#)([^)\s#]+)[^)]*\)")


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """The page without what only tests read, and with links to files that are no documentation as plain words."""
    docs = Path(config["docs_dir"]).resolve()
    here = Path(page.file.abs_src_path).parent

    def inside(link: re.Match[str]) -> str:
        return link[0] if (here / link[2]).resolve().is_relative_to(docs) else link[1]

    return LINK.sub(inside, HOW.sub(r"\1", markdown))
