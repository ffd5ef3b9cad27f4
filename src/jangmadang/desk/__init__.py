"""The writer's desk: check, explore, simulate, graph, play-test and begin a story.

It takes a Story (or the Problems found while reading one) and gives reports. It imports `story` and `play`;
it neither draws a screen nor asks a player anything.
"""
