"""The writer's desk: what a story looks like to who writes it. Lint, flow, graph, coverage, statistics, layout.

Takes scripts (a story with its text), play-tests and lives; gives plain values and texts. Nothing here prints, draws on
a screen or asks the keyboard: commands and the preview do.
"""
