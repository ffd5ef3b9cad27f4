"""Play by lines of text, for pipes, screen readers and terminals that cannot place a cursor.

It takes a Run's view and writes it to a stream, reads an answer and chooses. A peer of `tui`, drawn from
the same view: what can be done there can be done here. Nothing of `tui`, Textual or Rich comes in.
"""
