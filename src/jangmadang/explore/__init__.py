"""Exploring: what can be in a story at all, proved or shown.

Takes a script; gives verdicts with their evidence: a life that shows it, a proof that it cannot be, or what was tried.
Needs NumPy (the extra `simulate`). Nothing here prints or draws.
"""
