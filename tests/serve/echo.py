"""A game that only shows what the page sends, as one JSON text from row to row: each message that was typed, and each
size.
"""

import json
import sys

from fake_child import packet, read
from replay import BEGIN


def main() -> None:
    sys.stdout.buffer.write(b"__GANGLION__\n")
    packet(b"D", f"{BEGIN}\x1b[?1004h\x1b[1;1H[]".encode())
    sent: list[object] = []
    while True:
        letter, payload = read()
        told = json.loads(payload) if letter == b"M" else {}
        if not letter or told.get("type") == "quit":
            return
        if letter == b"D":
            sent.append(payload.decode())
        elif told["type"] == "resize":
            sent.append([told["width"], told["height"]])
        text = json.dumps(sent)
        rows = [f"\x1b[{row + 1};1H{text[row * 20 : row * 20 + 20]:20}" for row in range(30)]
        packet(b"D", ("\x1b[?2026h" + "".join(rows) + "\x1b[?2026l").encode())


if __name__ == "__main__":
    main()
