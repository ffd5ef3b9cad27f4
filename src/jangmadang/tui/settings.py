"""Kept for those who look for the settings here: they live in `jangmadang.settings`, which every face reads."""

from ..settings import FILE, Settings, folder, read, write

__all__ = ["FILE", "Settings", "folder", "read", "write"]
