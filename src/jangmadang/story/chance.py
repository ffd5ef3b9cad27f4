"""Chance that is counted: every roll is a function of a seed and a number, and looking uses none up.

Takes seeds, counts and names; gives whole numbers. Integers only, so a life reads the same on any machine and
any Python. No state, no clock, no `random`, no other room of ours: what a roll decides is settled elsewhere.

The mixer is the finaliser of SplitMix64 (Stafford's variant 13): a bijection of 64 bits in which each bit of
the input turns about half of the output. All sums are cut to 64 bits, so columns of unsigned 64-bit numbers
give the same results. Only the upper 32 bits of a mixed number are scaled: `(z >> 32) * size >> 32`.

    roll, below (seed, n)   the n-th roll of a life    counted, each used once
    fixed (seed, names)     prices, wants, squads      settled from the start; looking costs nothing
    stream (seed, names)    a seed of its own          for policies and lots: a life's rolls stay alone
    life (seed, k)          the seed of the k-th life  of a simulation
"""

from __future__ import annotations

from functools import lru_cache

M64 = (1 << 64) - 1
"""64 bits; also the largest seed."""
GOLDEN = 0x9E3779B97F4A7C15
"""2**64 over the golden ratio, odd: its multiples never come close to one another."""

_ROLLS = 0xD6E8FEB86659FD93
_LIVES = 0xA0761D6478BD642F


def mix(z: int) -> int:
    """Mix 64 bits well. Takes and gives 0 to 2**64 - 1; 0 alone stays 0, so callers add to it first."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & M64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & M64
    return z ^ (z >> 31)


@lru_cache(maxsize=256)
def key(seed: int) -> int:
    """Where the rolls of a life begin: roll n mixes `key(seed) + n * GOLDEN`. Takes any integer."""
    return mix(mix(seed + 1 & M64) ^ _ROLLS)


def roll(seed: int, n: int) -> int:
    """The n-th roll of a life, n from 1: 0 to 99. Odds of 40 come true when it is under 40."""
    return (mix(key(seed) + n * GOLDEN & M64) >> 32) * 100 >> 32


def below(seed: int, n: int, size: int) -> int:
    """The n-th roll of a life as a number from 0 to size - 1, for a draw among `size` (1 to 2**32) alike."""
    return (mix(key(seed) + n * GOLDEN & M64) >> 32) * size >> 32


@lru_cache(maxsize=4096)
def word(s: str) -> int:
    """A name as 64 bits (FNV-1a over its UTF-8), the same in every run, as Python's own `hash` is not."""
    h = 0xCBF29CE484222325
    for b in s.encode():
        h = (h ^ b) * 0x100000001B3 & M64
    return h


def stream(seed: int, *keys: str | int) -> int:
    """A seed of its own (64 bits) for what the keys name; a stream of a stream takes their keys in turn."""
    z = seed & M64
    for k in keys:
        z = mix((z + GOLDEN & M64) ^ (word(k) if isinstance(k, str) else k & M64))
    return z


def fixed(seed: int, size: int, *keys: str | int) -> int:
    """A number from 0 to size - 1 (size 1 to 2**32) settled by seed and keys alone: it uses no roll."""
    return (stream(seed, *keys) >> 32) * size >> 32


def life(seed: int, k: int) -> int:
    """The seed of life k of a simulation: 53 bits, so that JSON and its readers keep it whole."""
    return mix(mix(seed + 1 & M64) + k * GOLDEN & M64 ^ _LIVES) >> 11
