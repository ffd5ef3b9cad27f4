"""Random walks through a bardic story, every line read.   python peer_bardic.py FOLDER SECONDS"""

import contextlib
import io
import json
import random
import resource
import sys
import time
from pathlib import Path

from bardic.compiler.compiler import BardCompiler  # type: ignore[import-not-found]
from bardic.runtime.engine import BardEngine  # type: ignore[import-not-found]

text = (Path(sys.argv[1]) / "story.bard").read_text(encoding="utf-8")
seconds = float(sys.argv[2])
below = random.Random(1).randrange
heard = 0


def play() -> int:
    """One life; gives how many choices it took."""
    global heard  # noqa: PLW0603
    story = BardEngine(compiled, context={"roll": lambda: 1 + below(100)})
    page = story.current()
    choices = 0
    while page.choices:
        heard += len(page.content) + sum(len(choice["text"]) for choice in page.choices)
        page = story.choose(below(len(page.choices)))
        choices += 1
    return choices


# It prints as it goes.
with contextlib.redirect_stdout(io.StringIO()):
    began = time.perf_counter()
    compiled = BardCompiler().compile_string(text)
    play()
    ready = time.perf_counter() - began
    warm = time.perf_counter()
    while time.perf_counter() - warm < seconds / 4:
        play()
    choices = lives = 0
    start = time.perf_counter()
    while (took := time.perf_counter() - start) < seconds:
        choices += play()
        lives += 1
mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps({"rate": choices / took, "mb": mb, "ready": ready, "length": choices / lives}))
