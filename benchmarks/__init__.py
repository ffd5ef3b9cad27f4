"""Measurements: how quick the game is beside the floors it stands on and beside other engines. Nothing here ships."""
