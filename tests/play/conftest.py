"""Every little story is lived twice: straight through, and with the game closed and opened after each choice."""

import pytest

from stories import Play, Player, read


@pytest.fixture(params=["straight", "saved"])
def play(request: pytest.FixtureRequest) -> Play:
    """Starts a story given as text: `play(text, seed=0, gentler=False)`."""

    def start(text: str, seed: int = 0, gentler: bool = False) -> Player:
        return Player(read(text), seed, request.param == "saved", gentler)

    return start
