"""A game that only shows what was written before: `python replay.py FOLDER`. The key a draws the folder's first file, b
the second; the wheel draws the one after that. What else the page answers is passed over.
"""

import sys
from pathlib import Path

from fake_child import packet, read

BEGIN = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?2026$p\x1b[?2004h"


def main(folder: Path) -> None:
    files = sorted(folder.iterdir())
    last = -1
    sys.stdout.buffer.write(b"__GANGLION__\n")
    packet(b"D", f"{BEGIN}\x1b[1;1Hready".encode())
    while True:
        letter, payload = read()
        if not letter or (letter == b"M" and b"quit" in payload):
            return
        if payload.startswith(b"\x1b[<65"):
            last += 1
        elif letter == b"D" and len(payload) == 1 and b"a" <= payload <= b"z":
            last = payload[0] - ord("a")
        else:
            continue
        packet(b"D", files[last].read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
