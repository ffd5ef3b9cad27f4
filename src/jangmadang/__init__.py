"""jangmadang: a choose-your-path story about market traders in North Korea, played in a terminal.

Only the version lives here, so that importing the package costs nothing.
"""

__version__ = "0.1.0"
