"""The bank of a crossing: watching, going, paying a guard or a broker, turning back and staying.

Takes a River; gives the hub as a scene. What happens after one has left the bank stands in `ways`.
"""

from __future__ import annotations

from msgspec import structs

from ...document import Effects, Rule, Scene
from .. import MadeChoice, MadeOutcome
from ..shared import counted_out, filled, items
from . import odds, texts
from .river import LOCAL, River

HOST = 30
"""Trust at which a guard has eaten at one's table, and takes a third less (F-BOR-10)."""


def bank(river: River) -> Scene:
    block = river.block
    choices = [_watch(river), _go(river)]
    choices += [_guard(river)] if block.guard else []
    choices += [_broker(river)] if block.broker else []
    choices += [_turn_back(river), river.to_stay()]
    late = Rule(when=f"turn >= {block.dawn}", goto=f"{river.name}.back")
    return structs.replace(
        river.scene,
        crossing=None,
        effects=[*_arriving(river), *_listed(river.scene.effects)],
        whenever=[late, *(river.scene.whenever or ())],
        choices=[*choices, *(river.scene.choices or ())],
    )


def _turn_back(river: River) -> MadeChoice:
    """Home at once: a page in between would ask again what stands here, home or staying."""
    keys = river.homeward()
    ways = (river.texts["turn_back"], river.texts["back"], keys.get("result"))
    keys["result"] = [piece for way in ways for piece in items(way)]
    tags = {"verb": "turn_back"}
    return MadeChoice(id="turn_back", text=texts.CAPTIONS["turn_back"], hint=texts.TURN_BACK_HINT, tags=tags, **keys)


def _arriving(river: River) -> list[dict[str, str]]:
    """A new night where none is open today; otherwise the bank as it was left."""
    squad = odds.squad(river.mix, river.name)
    none = {"turn": "turn", "cold": "cold", "asked": "river_asked"}
    return [
        river.own(fresh=f"{river.name}.open != day + 1", at="=0", guarded="false"),
        river.own(
            open="=day + 1",
            night="=min(999, river_night + 1) if river_fresh else river_night",
            squad=f"=({squad}) if river_fresh else river_squad",
            **{key: f"=0 if river_fresh else {name}" for key, name in none.items()},
        ),
        *_not_counted(river),
    ]


def _not_counted(river: River) -> list[dict[str, str]]:
    """Where `fresh`: the squad is somewhere in its round, and nothing is known of it."""
    guess = odds.guess_before(river.mix, river.turns, river.seen)[0]
    start = {"blind": 0, "known": 0, "gap1": 0, "gap2": 0, "guess": guess, **odds.first_weights(river.mix)}

    def kept(key: str) -> str:
        return key if key in LOCAL or key in odds.WEIGHTS else f"river_{key}"

    return [
        river.own(phase=f"={odds.phase(river.name)} if river_fresh else river_phase"),
        river.own(
            **{key: f"=({text}) if river_fresh else {kept(key)}" for key, text in odds.begun().items()},
            **{key: f"={value} if river_fresh else {kept(key)}" for key, value in start.items()},
        ),
        river.own(fresh="false"),
    ]


def _watch(river: River) -> MadeChoice:
    before = odds.by_turns(odds.guess_before(river.mix, river.turns, river.seen), "river_blind")
    weight_now, guess_now = odds.guess_after_pass(river.turns, river.seen)
    weight, guess = odds.guess_since(river.turns, river.seen)
    passed = [
        river.own(
            gap2="=gap1",
            gap1="=since + 1 if known > 0 else 0",
            known="=min(9, known + 1)",
            since="=0",
            blind="=0",
            **{key: f"={text}" for key, text in odds.turned_over().items()},
        ),
        river.own(**{key: f"={text}" for key, text in odds.weighed().items()}),
        river.own(weight=f"={weight_now}"),
        river.own(guess=f"={guess_now}"),
    ]
    nobody = [
        river.own(since="=min(10, since + 1)", blind=f"=min({river.block.dawn}, river_blind + 1) if known == 0 else 0"),
        river.own(guess=f"={before} if known == 0 else river_guess"),
        river.own(weight=f"={weight}"),
        river.own(guess=f"={guess} if known > 0 else river_guess"),
    ]
    seen = MadeOutcome(id="seen", odds=str(odds.SPOTTED), **river.event("seen", f"{river.name}.seen"))
    return MadeChoice(
        id="watch",
        text=texts.CAPTIONS["watch"],
        hint=texts.WATCH_HINT[river.ford],
        effects=river.own(turn="+1", **({"cold": f"+{river.block.cold}"} if river.block.cold else {})),
        chance=[
            MadeOutcome(
                id="pass",
                odds=odds.passing(),
                effects=passed,
                result=river.texts["pass"],
                chance=[seen, MadeOutcome(id="unseen", stay=True)],
            ),
            MadeOutcome(id="nobody", effects=nobody, result=river.texts["watch"], stay=True),
        ],
        tags={"verb": "watch"},
    )


def _go(river: River) -> MadeChoice:
    return MadeChoice(
        id="go",
        text=texts.go(river.ford, river.trip),
        hint=texts.go_hint(river.seen, river.ford),
        chance=[
            MadeOutcome(
                id="clear",
                odds=odds.clear(river.turns, river.seen),
                shown=odds.told(),
                goto=f"{river.name}.ice",
            ),
            _met(river),
        ],
        tags={"verb": "go"},
    )


def _met(river: River, effects: dict[str, str] | None = None) -> MadeOutcome:
    """Somebody is in the way: most are turned back in time."""
    turned = river.event("turned", f"{river.name}.back", river.texts["turned"])
    return MadeOutcome(
        id="met",
        effects=effects,
        chance=[
            MadeOutcome(id="turned", odds=str(odds.MET), **turned),
            MadeOutcome(id="taken", goto=f"{river.name}.caught"),
        ],
    )


# ---- who can be paid ----


def _guard(river: River) -> MadeChoice:
    guard = river.block.guard
    assert guard is not None
    who, purse = guard.official, river.block.purse
    host = f"{who}.trust >= {HOST}"
    cost = None
    back: dict[str, str] = {}
    if guard.yuan:
        sum_ = river.quote(f"({guard.yuan - guard.yuan // 3} if {host} else {guard.yuan})")
        cost, back = {purse: sum_}, {purse: "+" + counted_out(f"({sum_}) // 2", purse)}
    # A quarter, or a sixth where he has eaten at one's table; a piece that is begun is his.
    share = {key: f"-({key} * (2 if {host} else 3) + 11) // 12" for key in _load(river)}
    met = {f"{who}.met": f"=min(9, {who}.met + 1)", f"{who}.knows": f"=min(5, {who}.knows + 1)"}
    cold = {"cold": f"+{river.block.cold} * max(0, {guard.hour} - turn)"} if river.block.cold else {}
    return MadeChoice(
        id="guard",
        text=filled(texts.CAPTIONS["guard"], river.people[who]),
        hint="a quarter of the load is his" if river.trip else "half is lost, if another man stands there",
        cost=cost,
        when=f"river_asked == 0 and turn <= {guard.hour}",
        locked="{river_asked == 1 ? He is not there tonight. | His hour is over for tonight.}",
        effects=river.own(turn=f"=max(turn, {guard.hour})", asked="=1", **cold),
        chance=[
            MadeOutcome(
                id="there",
                odds=str(odds.THERE),
                shown=str(odds.THERE),
                effects=[{**met, **share, **river.own(guarded="true")}],
                result=river.texts["guard"],
                goto=f"{river.name}.ice",
            ),
            # Half was paid beforehand and is gone; and nobody has counted the others meanwhile.
            MadeOutcome(
                id="moved",
                effects=[{**back, **river.own(fresh="true")}, *_not_counted(river)],
                result=river.texts["moved"],
                stay=True,
            ),
        ],
        tags={"verb": "guard"},
    )


def _load(river: River) -> list[str]:
    return [f"have.{good}" for good in river.block.load or ()]


def _broker(river: River) -> MadeChoice:
    broker, purse = river.block.broker, river.block.purse
    assert broker is not None
    # Half of what he has had, in yuan, stands for the next night: nothing stands of what was only owed.
    stands = f"{river.name}.stands"
    half = river.own(stands=f"=({stands} + {river.name}.paid) // 2", paid="=0", owing="=0")
    due = f"max(0, {broker.yuan} - {stands})"
    sum_ = river.quote(due)
    paid = f"min({purse}, {sum_})" if broker.debt else sum_
    taken = river.own(paid=f"={due} * {paid} // max(1, {sum_})")
    if broker.debt:
        taken |= river.own(owing=f"=max(0, {sum_} - {purse})")
    who = river.people[broker.person]
    return MadeChoice(
        id="broker",
        text=filled(texts.CAPTIONS["broker"], who),
        hint="you will owe what you cannot pay" if broker.debt else "if it fails, half counts for the next night",
        cost={purse: paid},
        effects=taken,
        chance=[
            MadeOutcome(
                id="comes",
                odds=str(odds.COMES),
                shown=str(odds.COMES * odds.BROUGHT // 100),
                result=river.texts["broker"],
                chance=[
                    MadeOutcome(
                        id="brought",
                        odds=str(odds.BROUGHT),
                        effects=river.own(stands="=0", paid="=0", debt=f"+{river.name}.owing", owing="=0"),
                        goto=f"{river.name}.across",
                    ),
                    _met(river, half),
                ],
            ),
            MadeOutcome(
                id="absent",
                **river.event("absent", f"{river.name}.back", river.texts["absent"], half),
            ),
        ],
        tags={"verb": "broker"},
    )


def _listed(effects: Effects | None) -> list[dict[str, str]]:
    return effects if isinstance(effects, list) else [effects] if effects else []
