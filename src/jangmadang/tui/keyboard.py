"""The keys as a player has set them: what each is called, which clash, what Textual is told.

Takes the first keys from `keys.py` and, from the settings, the keys for what is done (`undo = "z"`). Digits, arrows,
enter, escape and ctrl+q always stay; further keys of a thing (pgdn beside space) stay beside the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import punctuation

from textual.keys import _character_to_key

from .hangul import latin
from .keys import FIXED, JAMO, TOGETHER, Key, with_jamo

_NAMES = (  # noqa: SIM905
    "exclamation_mark quotation_mark number_sign dollar_sign percent_sign ampersand apostrophe left_parenthesis "
    "right_parenthesis asterisk plus comma minus full_stop slash colon semicolon less_than_sign equals_sign "
    "greater_than_sign question_mark at left_square_bracket backslash right_square_bracket circumflex_accent "
    "underscore grave_accent left_curly_bracket vertical_line right_curly_bracket tilde"
).split()
"""What Textual calls the punctuation. It would look each up among all names of Unicode, which then stay in memory."""
_CALLED = dict(zip(_NAMES, punctuation, strict=True))
_CALLED |= {"pagedown": "pgdn", "pageup": "pgup", "delete": "del", "backspace": "bksp", "escape": "esc"}
_ALSO_FIXED = frozenset(["tab", "shift+tab", "ctrl+m", "ctrl+j", "ctrl+i", "ctrl+h"])
"""Names under which terminals send enter, backspace and tab."""


class Keyboard:
    """Which key does what."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        """`chosen`: keys other than the first, by what they do; what is not known, or clashes, is passed over."""
        known = {what: name_of(key) for what, key in (chosen or {}).items() if what in FIRST}
        self._chosen = {what: name for what, name in known.items() if name != _first(FIRST[what])}
        # All are looked at together: two may have changed places. Of two that want one key, the first has it.
        for what in reversed(list(self._chosen)):
            if self.refuses(what, self._chosen[what]):
                del self._chosen[what]

    @property
    def chosen(self) -> dict[str, str]:
        """Keys other than the first ones, as the settings file has them."""
        return {what: _written(key) for what, key in self._chosen.items()}

    def key(self, what: str) -> str:
        """Textual's name of the key for that."""
        return self._chosen.get(what) or _first(FIRST[what])

    def shown(self, key: Key) -> str:
        """What the key is called on the key line and the help page."""
        chosen = self._chosen.get(key.what)
        return called(chosen) if chosen else key.shown

    def keymap(self) -> dict[str, str]:
        """What Textual is told: all keys for what was given another one."""
        return {what: with_jamo(",".join([key, *_further(FIRST[what])])) for what, key in self._chosen.items()}

    def refuses(self, what: str, key: str) -> str:
        """Why the key cannot be had for that, in words; nothing when it can."""
        name = name_of(key)
        if not name or name in FIXED or name in _ALSO_FIXED:
            return f"{called(name)} always stays what it is."
        taken = self.taken(what, key)
        return f"{called(name)} is there already, for {taken.label.lower()}." if taken else ""

    def taken(self, what: str, key: str) -> Key | None:
        """What has the key already on a screen where it would be wanted for that."""
        name = name_of(key)
        wanted = {name, JAMO.get(name, name)}
        for keys in TOGETHER:
            if all(one.what != what for one in keys):
                continue
            for one in keys:
                if not (one.what and one.what == what) and wanted & self._names(one):
                    return one
        return None

    def _names(self, key: Key) -> set[str]:
        chosen = self._chosen.get(key.what)
        return set(with_jamo(",".join([chosen, *_further(key)]) if chosen else key.keys).split(","))

    def swapped(self, what: str, key: str) -> Keyboard | None:
        """The keyboard where that key's thing and this one have changed places; None where they cannot."""
        taken = self.taken(what, key)
        if taken is None or not taken.what:
            return None
        fresh = self.changed({what: key, taken.what: self.key(what)})
        return fresh if (fresh.key(what), fresh.key(taken.what)) == (name_of(key), self.key(what)) else None

    def changed(self, keys: Mapping[str, str]) -> Keyboard:
        """The keyboard with those keys, by what they do; the first one again where there is none."""
        chosen = {**self._chosen, **keys}
        return Keyboard({what: key for what, key in chosen.items() if key})


def settable(tables: Iterable[Iterable[Key]] = TOGETHER) -> dict[str, Key]:
    """All that can be given another key, by what it does, in the order of the tables."""
    found: dict[str, Key] = {}
    for keys in tables:
        for key in keys:
            if key.what:
                found.setdefault(key.what, key)
    return found


FIRST = settable()
"""What can be given another key, with the first one."""


def name_of(key: str) -> str:
    """Textual's name of a key as the file, a player or a Korean input method has it."""
    key = latin(key.strip() or key)
    return _character_to_key(key) if len(key) == 1 else key


def called(name: str) -> str:
    """What a key is called: u, ?, space, ctrl+k."""
    if name in _CALLED:
        return _CALLED[name]
    return name


def _written(name: str) -> str:
    """The key as the file has it: the character that one types, or Textual's name of it."""
    sign = _CALLED.get(name, "")
    return sign if len(sign) == 1 and sign != "," else name


def _first(key: Key) -> str:
    return key.keys.partition(",")[0]


def _further(key: Key) -> list[str]:
    return key.keys.split(",")[1:]
