"""One module a command: `add(parser)` names its options, `run(arguments)` does it and returns the exit code.

The list and its one-line helps stand in `cli.py`, which imports a command's module only when that command runs. A
module imports at its top only what every call of it needs.
"""
