"""BLAKE2b, for telling texts apart. Python's own, taken where it lies: `hashlib` would load all of OpenSSL first."""

try:
    from _blake2 import blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b"]
