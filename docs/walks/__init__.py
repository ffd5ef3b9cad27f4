"""What `docs/lives.py` is made of: who walks, what is counted, what skill brings, what is read, how it is said.

Takes checked stories and play; gives figures and Markdown. No part of the game imports it.
"""
