"""Many lives at once: the checked story as tables over columns of NumPy numbers, a pool of lives walked together.

The same checked trees, turns, rolls and picks as `play`: life for life, bit for bit. Needs NumPy (the extra
`simulate`). Takes a story; gives counts that add up, however the lives were divided. Nothing here prints or draws.
"""
