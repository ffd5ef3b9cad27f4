"""The full-screen face: the Textual app, its screens, the stage of each encounter, widgets and themes.

It draws a Run's view and sends the player's choices back. It imports `play` and `story`. This is the only
room that may import Textual, so it is itself imported only when a screen is to be opened.
"""
