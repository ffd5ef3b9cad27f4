"""The story in motion: states, runs, saves, and the view that every face draws from.

A Run takes a Story, a seed and the steps chosen so far and gives new immutable values. This room imports
`story` alone; no terminal library and no colour comes in, for a pipe, a screen and a test must all see the
same play.
"""
