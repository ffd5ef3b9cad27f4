"""A game for the server's tests: it speaks the driver's packets, draws what it is told, and ends as it is asked to.

`python fake_child.py [stubborn|silent|broken]`. Drawn first are its home and size; then what is typed and told comes
back as it was. Typing q leaves, x fails, d hands out a file.
"""

import json
import os
import signal
import sys


def packet(letter: bytes, payload: bytes) -> None:
    sys.stdout.buffer.write(letter + len(payload).to_bytes(4, "big") + payload)
    sys.stdout.buffer.flush()


def read() -> tuple[bytes, bytes]:
    head = sys.stdin.buffer.read(5)
    return head[:1], sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))


def main(how: str) -> int:
    if how == "broken":
        print("No story.", file=sys.stderr)
        return 1
    if how == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.stdout.buffer.write(b"something printed before\n__GANGLION__\n")
    seen = [os.environ[name] for name in ("JANGMADANG_HOME", "COLUMNS", "ROWS")]
    packet(b"D", " ".join([*seen, str(os.getpid())]).encode())
    while True:
        letter, payload = read()
        if not letter:
            return 0
        if letter == b"M":
            told = json.loads(payload)
            if told["type"] == "quit" and how != "stubborn":
                return 0
            packet(b"D", json.dumps(told, sort_keys=True).encode())
            continue
        if payload == b"q":
            packet(b"M", json.dumps({"type": "exit"}).encode())
            return 0
        if payload == b"x":
            print("Traceback: a fault", file=sys.stderr)
            return 1
        if payload == b"d":
            packet(b"M", json.dumps({"type": "file", "name": "screen.svg", "data": "PHN2Zz4="}).encode())
        packet(b"D", payload)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or ["well"]))
