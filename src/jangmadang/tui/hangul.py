"""Hangul as a Korean input method sends it, back to the keys that were pressed. No Textual here.

A method puts jamo together before they reach a program: `n` and `j` may arrive as one `ㅝ`, `s` and `u` as `녀`.
`pressed` takes such a character apart into the jamo of single keys, in the order they were pressed.
"""

from __future__ import annotations

from .keys import JAMO

_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MIDDLE = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_TWO = {
    **{"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"},
    **{"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ"},
    **{"ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ"},
}
"""Jamo that two keys make."""
_LETTERS = {jamo: letter for letter, jamo in JAMO.items()}


def pressed(character: str) -> str:
    """The jamo of the keys behind a syllable or a double jamo; nothing for everything else."""
    if len(character) != 1:
        return ""
    syllable = ord(character) - 0xAC00
    if 0 <= syllable < 11_172:
        parts = (_FIRST[syllable // 588], _MIDDLE[syllable % 588 // 28], _LAST[syllable % 28])
        return "".join(_TWO.get(part, part) for part in parts)
    return _TWO.get(character, "")


def latin(text: str) -> str:
    """The letters of the keys that the Hangul was typed with; all else as it is."""
    return "".join(_LETTERS.get(jamo, jamo) for character in text for jamo in pressed(character) or character)
