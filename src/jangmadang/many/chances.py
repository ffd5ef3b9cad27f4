"""Chance in columns: `story.chance` for whole arrays of seeds, with the same results.

Takes and gives arrays of unsigned 64-bit numbers; what falls comes out as signed ones, to be reckoned with.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..story import chance

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

GOLDEN = np.uint64(chance.GOLDEN)
_S30, _S27, _S31, _S32 = (np.uint64(n) for n in (30, 27, 31, 32))
_M1, _M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_ROLLS = np.uint64(0xD6E8FEB86659FD93)
_LIVES = np.uint64(0xA0761D6478BD642F)
_ONE = np.uint64(1)


def mix(z: U64) -> U64:
    """`chance.mix`."""
    z = z ^ (z >> _S30)
    z *= _M1
    z ^= z >> _S27
    z *= _M2
    z ^= z >> _S31
    return z


def key(seed: U64) -> U64:
    """`chance.key`: where the rolls of lives begin."""
    return mix(mix(seed + _ONE) ^ _ROLLS)


def upper(z: U64, size: int | U64) -> I64:
    """A mixed number scaled to 0 … size - 1 by its upper half."""
    by = np.uint64(size) if isinstance(size, int) else size
    return ((z >> _S32) * by >> _S32).view(np.int64)


def stream(seed: U64, *keys: str | int | Any) -> U64:
    """`chance.stream`; a key is a name, a number or an array of numbers."""
    z = seed
    for k in keys:
        by = np.uint64(chance.word(k)) if isinstance(k, str) else _as_u64(k)
        z = mix((z + GOLDEN) ^ by)
    return z


def fixed(seed: U64, size: int | I64, *keys: str | int | Any) -> I64:
    """`chance.fixed`."""
    return upper(stream(seed, *keys), size if isinstance(size, int) else size.view(np.uint64))


def lives(seed: int, numbers: I64) -> U64:
    """`chance.life` for many numbers."""
    start = np.uint64(chance.mix(seed + 1 & chance.M64))
    return mix(start + numbers.view(np.uint64) * GOLDEN ^ _LIVES) >> np.uint64(11)


def _as_u64(k: Any) -> Any:
    if isinstance(k, int):
        return np.uint64(k & chance.M64)
    return np.ascontiguousarray(k).view(np.uint64)
