"""Random walks through a compiled ink story with bink, every line read.   python peer_bink.py FOLDER SECONDS"""

import json
import random
import resource
import sys
import time
from pathlib import Path

from bink.story import Story  # type: ignore[import-not-found]

text = (Path(sys.argv[1]) / "story.ink.json").read_text(encoding="utf-8-sig")
seconds = float(sys.argv[2])
below = random.Random(1).randrange


def play(story: Story) -> int:
    """One life; gives how many choices it took."""
    story.reset_state()
    choices = heard = 0
    while True:
        while story.can_continue():
            heard += len(story.cont())
        words = list(story.get_current_choices())
        if not words:
            return choices
        heard += sum(map(len, words))
        story.choose_choice_index(below(len(words)))
        choices += 1


began = time.perf_counter()
story = Story(text)
ready = time.perf_counter() - began
warm = time.perf_counter()
while time.perf_counter() - warm < seconds / 4:
    play(story)
choices = lives = 0
start = time.perf_counter()
while (took := time.perf_counter() - start) < seconds:
    choices += play(story)
    lives += 1
mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps({"rate": choices / took, "mb": mb, "ready": ready, "length": choices / lives}))
