"""Textual widgets. They draw lines and say what was clicked; they never load, save or choose."""
