"""The room: a group plays one story, everyone votes, and all that was acknowledged is kept.

The core (this folder's own modules) knows rules, events and one file; it draws nothing, speaks with nobody and reads no
clock. Faces draw a snapshot and send commands.
"""
