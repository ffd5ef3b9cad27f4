"""The written story: YAML text goes in, an immutable Story or a list of Problems comes out.

Reading with positions, the document's shape, expressions, chance, prices and the encounters' expansions
live here. This room knows no other room of ours: nothing about how a story is played, shown or checked may
come in.
"""
