"""Pages with a game that is none, and what they show, cell by cell: the signs and their colours from the text as it is
laid out, and the colours of points from a picture of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec import Struct

from jangmadang.serve.server import Site

from .chromium import Browser, Page, browser

TEXT = """(() => {
  const screen = document.getElementById("screen")
  const box = screen.getBoundingClientRect()
  const range = document.createRange()
  const found = []
  ;[...screen.children].forEach((row, y) => {
    const line = row.getBoundingClientRect()
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode()); ) {
      const style = getComputedStyle(node.parentElement)
      const { color, fontWeight, fontStyle, textDecorationLine } = style
      // A sign of another font stands in the middle of its cells: where they begin is what counts.
      const moved = parseFloat(style.left) || 0
      let at = 0
      for (const sign of node.data) {
        range.setStart(node, at)
        range.setEnd(node, (at += sign.length))
        const { left, right } = range.getBoundingClientRect()
        found.push([y, left - box.left - moved, right - left, sign, color, fontWeight, fontStyle, textDecorationLine])
      }
    }
  })
  const lines = [...screen.children].map((row) => row.getBoundingClientRect())
  return JSON.stringify({ box: [box.left, box.top, box.width, box.height], found,
    tops: lines.map((line) => line.top - box.top), heights: lines.map((line) => line.height) })
})()"""

COLOURS = """(async () => {
  const picture = new Image()
  picture.src = "data:image/png;base64,%s"
  await new Promise((loaded) => (picture.onload = loaded))
  const brush = new OffscreenCanvas(picture.width, picture.height).getContext("2d", { willReadFrequently: true })
  brush.drawImage(picture, 0, 0)
  const { data, width } = brush.getImageData(0, 0, picture.width, picture.height)
  const hex = (at) => "#" + [...data.slice(at, at + 3)].map((part) => part.toString(16).padStart(2, "0")).join("")
  return JSON.stringify(%s.map(([x, y]) => hex(4 * (y * width + x))))
})()"""


class Sign(Struct, frozen=True):
    """A sign of the page's text, where it is laid out (pixels from the screen's left), and how it looks."""

    row: int
    left: float
    width: float
    sign: str
    ink: str
    """#rrggbb; "" where it is not seen."""
    bold: bool
    italic: bool
    underline: bool


class Looked(Struct, frozen=True):
    """The screen's place in the window (left, top, width, height), its signs, its rows' tops and heights."""

    box: tuple[float, float, float, float]
    signs: list[Sign]
    tops: list[float]
    heights: list[float]


@asynccontextmanager
async def page_of(child: str, *words: str, query: str = "", scale: float = 1) -> AsyncIterator[tuple[Browser, Page]]:
    """A page whose game is that file of this folder."""
    pages = Site([sys.executable, str(Path(__file__).with_name(child)), *words], 2, print)
    server = await pages.listen(0)
    async with browser(scale) as chromium, chromium.page(pages.address(server) + query) as page:
        await page.until(lambda text: text.startswith(("ready", "[")))
        yield chromium, page
    server.close()
    await server.wait_closed()


@asynccontextmanager
async def replayed(tmp_path: Path, written: list[bytes], scale: float = 1) -> AsyncIterator[tuple[Browser, Page]]:
    """A page that draws what was written, one after another with the keys a, b, c …"""
    folder = tmp_path / "written"
    folder.mkdir()
    for number, data in enumerate(written):
        (folder / f"{number:02}").write_bytes(data)
    async with page_of("replay.py", str(folder), scale=scale) as opened:
        yield opened


async def look(page: Page) -> Looked:
    """The signs as they are laid out."""
    told = json.loads(await page.value(TEXT))
    signs = [
        Sign(row, left, width, sign, _hex(ink), int(weight) > 400, style == "italic", "underline" in line)
        for row, left, width, sign, ink, weight, style, line in told["found"]
    ]
    return Looked(tuple(told["box"]), signs, told["tops"], told["heights"])


async def colours(page: Page, blank: Page, points: list[tuple[int, int]]) -> list[str]:
    """The colours that are seen at these points of the page's window; another page takes its picture apart."""
    picture = (await page.call("Page.captureScreenshot"))["data"]
    return list(json.loads(await blank.value(COLOURS % (picture, json.dumps(points)))))


def _hex(colour: str) -> str:
    parts = colour.partition("(")[2].rstrip(")").split(",")
    return "" if len(parts) == 4 else "#" + "".join(f"{int(part):02x}" for part in parts)
