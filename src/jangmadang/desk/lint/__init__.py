"""Lint: what no reader of YAML can know is wrong, and what is only doubtful."""
