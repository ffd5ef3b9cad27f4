"""Screens: they hold what the player looks at, take keys and clicks, and ask the game on the app's own thread."""
