"""The projector: the terminal as a room sees it from the back row, and the keys of whoever leads.

Takes the core's snapshot for projectors and gives lines; keys become the commands of `room/commands.py`. Nothing that
only the facilitator should read is ever drawn: the same screen is often mirrored.
"""
