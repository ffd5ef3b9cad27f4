"""The live preview (`jangmadang write`): a story as one plays it, beside what its writer wants to know, following its
files.

`session.py` holds the story, the place in it and what is to be seen (a Sight); `following.py` notices what an editor
saved; `drawing/` makes lines of a Sight; `screens/` take keys; `app.py` wires them. It stands on `tui`, whose page and
screens it shows, and on `desk`, which knows why.
"""
