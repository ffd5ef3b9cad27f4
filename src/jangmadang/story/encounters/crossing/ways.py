"""What lies beyond the bank: the torch, the middle of the way over, the far bank, the way back, the sleeve, staying.

Takes a River; gives each as a scene. All lead out of the crossing.
"""

from __future__ import annotations

from msgspec import structs

from ...document import Scene
from .. import MadeChoice, MadeOutcome
from ..shared import trusted_more
from .river import COLDEST, RISK_BACK, River
from .texts import CAPTIONS

RISK_CAUGHT, RISK_STAY = 15, 10
"""Being caught is noticed a good deal; who stays is forgotten again."""
TRUST = 5
"""With each for whom one stays, and each whom one takes along; scaled."""
WET = 12
"""Cold that a wetting brings where there is ice."""


def seen(river: River) -> Scene:
    """A torch has found one on the bank: home, or not going at all."""
    return river.made("seen", [river.home(), river.to_stay()], river.own(at="=3"))


def middle(river: River) -> Scene:
    """The middle of the way over: on, or round again."""
    name, block = river.name, river.block
    wet = river.own(cold=f"=min({COLDEST}, cold + {WET})") if block.cold and not river.ford else {}
    on = MadeChoice(
        id="on",
        text=CAPTIONS["on"],
        hint="if you keep your feet" if river.ford else "if the ice holds",
        chance=[
            MadeOutcome(id="holds", odds=str(block.holds), shown=str(block.holds), goto=f"{name}.across"),
            MadeOutcome(id="wet", **river.event("wet", f"{name}.back", river.texts["wet"], wet)),
        ],
        tags={"verb": "on"},
    )
    turn = MadeChoice(
        id="turn_back",
        caption="ice_turn_back",
        text=CAPTIONS["ice_turn_back"],
        hint="nobody has seen you yet",
        goto=f"{name}.back",
        tags={"verb": "turn_back"},
    )
    return river.made("ice", [on, turn], river.own(at="=1"), ["cold and drowning danger"], ["F-BOR-01", "F-BOR-02"])


def across(river: River) -> Scene:
    """The far bank: whom one takes along trusts one more, and the exit `across`."""
    effects = {**river.own(at="=2"), "seen_outside": "=min(9, seen_outside + 1)", **trusted_more(river.along, TRUST)}
    return river.made("across", [river.leave("go_on", "across", "across_go_on")], effects, sources=["F-BOR-18"])


def back(river: River) -> Scene:
    """This bank again: home by the exit `back`, or staying for good."""
    effects = {**river.own(at="=3"), "risk": f"+{RISK_BACK}", **river.rest()}
    choices = [river.leave("home", "back", "home"), river.to_stay()]
    return river.made("back", choices, effects, sources=["F-BOR-04"])


def caught(river: River) -> Scene:
    """Between two of the squad: the exit `caught`, nothing else."""
    effects = {**river.own(at="=4"), "caught": "=min(9, caught + 1)", "risk": f"+{RISK_CAUGHT}"}
    choices = [river.leave("go_on", "caught", "caught_go_on")]
    return river.made("caught", choices, effects, ["arrest"], ["F-BOR-14"])


def stay(river: River) -> Scene:
    """Never a failure. What it brings, it brings once: nobody is trusted more for not going every night."""
    stayed = f"{river.name}.stayed"
    effects = [
        {
            **river.own(at="=5"),
            "risk": f"-(0 if {stayed} else min(risk, {RISK_STAY}))",
            **trusted_more(river.block.for_ or (), TRUST, f"not {stayed}"),
        },
        river.own(stayed="true"),
    ]
    made = river.made("stay", [river.leave("go_on", "stay", "stay_go_on")], effects, sources=["F-BOR-19"])
    return structs.replace(made, notes=river.block.notes, phenomena=["bonds"])
