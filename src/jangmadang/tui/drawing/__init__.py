"""Pages as lines of characters: plain functions from what a run shows to what a screen shows.

They take view data (`play/view.py`) and a size, and give `Line`s: pieces of text with a role (a kind of ink) and,
where a click means something, a target. No widget, no theme and no colour come in here; so every layout is tested
as text.
"""
