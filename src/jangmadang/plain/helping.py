"""What help says: what one may want and the words for it, and more on each word.

Takes a word; gives lines. Twenty at most at a time.
"""

from __future__ import annotations

from ..story.problems import did_you_mean

WANTS = [
    "Answer with the number of a choice, or with its name. An empty line takes the only choice there is.",
    "To hear this page again: again. Only its choices: choices.",
    "Where you are, the day and the light: where.",
    "What you have and how it went: meters. What you carry, and sums laid by or owed: pack.",
    "Whom you know, and how they stand to you: people.",
    "Words of the place: notes; notes and a word to read one or to find some.",
    "To take the last turn back: back, or undo. To take it again: forward, or redo.",
    "To begin a new road while this one stays: branch.",
    "What has happened: journal. Where other roads were open: turning. All scenes seen, in all lives: map.",
    "When a life has ended: ending. The endings you have found: gallery.",
    "Where this playthrough is kept, or a copy of it: save. All that was read, into a file: write.",
    "What can be set: settings; set, a name and a value.",
    "To leave: quit. Everything is saved after each choice.",
    "More on any of these words: help and the word, as in help back.",
    "Where a choice has the name of a command, a stroke means the command: /back, /save.",
]

_ROADS = [
    "back, or undo: the last turn is taken back. back 3: so many turns.",
    "back to 12: to the turn that the journal calls so. back to the stall: to the last scene called so.",
    "forward, or redo: what was taken back is taken again, until you choose otherwise. It knows the same words.",
]
_NOTES = [
    "notes: the field notes met so far, the newest first, how many there are, and those of words on this page.",
    "notes gye, or note gye: the note of that word: its Hangul, how to say it, what it is, where that is from.",
    "notes and any other words: the notes whose word, Hangul, meaning or source hold them. Hangul can be typed.",
]
_SET = [
    "settings: all that can be set, and how it is.",
    "set, a name and a value: set hints which, set measure 60. It is kept, for the screen too.",
]
_LIVES = [
    "ending: this life as a whole, once it has ended.",
    "gallery: the endings you have found, in all lives. gallery 2: one of them read again.",
]
MORE: dict[str, list[str]] = {
    "back": _ROADS,
    "forward": _ROADS,
    "look": ["again, or look: this page once more, with its picture and all meters."],
    "choices": ["choices: the choices of this page and what stands around them: prices, a man's patience, a night."],
    "where": ["where: the scene, the place, the day, the date, the season, the light, and what the picture shows."],
    "meters": ["meters: each of them as it is, what the last turn did to it, and its highest and lowest so far."],
    "people": [
        "people: whom you have met, how they stand to you, and what the last turn changed; who moved last first."
    ],
    "pack": ["pack: what you carry and how heavy it is, what lies at home, sums laid by or owed."],
    "journal": [
        "journal: the last five turns, and what was taken back. journal all: every turn. journal 12: one of them."
    ],
    "turning": ["turning: the turns at which other roads were open, and which. Say branch and a turn's number there."],
    "branch": [
        "branch: a new road from here, in a slot of its own; this playthrough stays as it is.",
        "branch 12, or branch from the stall: a new road from that turn.",
    ],
    "map": ["map: the scenes you have seen, in this life and all others, the roads taken and those left open."],
    "notes": _NOTES,
    "ending": _LIVES,
    "gallery": _LIVES,
    "write": ["write: all that was read and chosen, as Markdown in a file that is named."],
    "save": [
        "save: the slot and the file in which this playthrough is kept, after every choice.",
        "save and a name: a copy under that name; you play on where you are.",
    ],
    "settings": _SET,
    "set": _SET,
    "help": ["help: what one may want, and the words for it. help and a word: more on that word."],
    "quit": ["quit, or exit: leave. The command to go on with is told; what was taken back is still ahead then."],
}


def help_lines(topic: str, words: dict[str, str]) -> list[str]:
    """What there is to say, or more on a word; `words` are all that can be answered, each with its command."""
    said = topic.casefold().removeprefix("/").strip()
    if not said:
        return WANTS
    if said in words:
        also = [word for word, command in words.items() if command == words[said] and word not in ("?",)]
        lines = MORE[words[said]]
        unsaid = [word for word in also if not any(word in line for line in lines)]
        return [*lines, f"The same: {', '.join(unsaid)}."] if unsaid else lines
    near = did_you_mean(said[:80], words)
    return [f'There is no help on "{topic[:80]}"{f"; {near}" if near else "."} Say help for all words.']
