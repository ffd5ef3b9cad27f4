"""The evening of a screening: the hub and its menus, the parts, the door, the dark, the way home.

Takes a `Making`; gives scenes by the end of their name. What happens on later days stands in `days`.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from ... import document as d
from .. import MadeChoice, MadeOutcome
from ..shared import GAP, filled
from .making import Making
from .rules import GRAMS, HELD, SEEN, Effects
from .texts import ALONE, ALONE_BEGIN, ASKED_LOOKOUT, CAPTIONS, part_key

BANDS = (
    (1, 6, "a knock is not likely"),
    (6, 12, "they may knock"),
    (12, 20, "they may well knock"),
    (20, 41, "somebody will hear this"),
)
"""Odds of a knock in words: from, to, what is said. The number is not told."""
LACKS = {"player": "There is no player here.", "film": "There is nothing to play."}


def scenes(m: Making) -> dict[str, d.Scene]:
    """The scenes of the evening, the hub under the empty name."""
    made = {"": _hub(m)}
    if m.guests:
        made["invite"] = _invite(m)
    made["hide"] = _hide(m)
    made |= {part_key(part): _part(m, part) for part in range(1, m.parts + 1)}
    on = m.block.on or {}
    if "knock" not in on:
        made["knock"] = _knock(m)
    if "cut" not in on and any(m.rules.cut(part) for part in range(1, m.parts + 1)):
        made["dark"] = _dark(m)
    if "knock" in made or "dark" in made:
        made["names"] = m.made(
            effects=m.caught(), text=m.text("names"), choices=m.naming(returns=False), content_notes=["arrest"]
        )
    home = m.leads(m.block.after, "after", m.rules.closing())
    bolt = MadeChoice(id="home", text=CAPTIONS["home"], tags={"verb": "leave"}, **home)
    made["after"] = m.made(text=m.text("after"), choices=[bolt])
    return made


# ---- before ---------------------------------------------------------------------------------------------------------
def _hub(m: Making) -> d.Scene:
    scene = m.scene
    theirs = scene.effects if isinstance(scene.effects, list) else [scene.effects] if scene.effects else []
    own = [m.into("invite")] if m.guests else []
    own += [_into_hide(m), _begin(m), _not_tonight(m)]
    # The writer's own come first, so that a problem in one is found at its place.
    return structs.replace(
        scene, screening=None, effects=[*m.rules.arriving(), *theirs], choices=[*(scene.choices or ()), *own]
    )


def _into_hide(m: Making) -> d.Choice:
    """The way to the room, while something in it can be done: what is left, and can be paid for."""
    left = {_undone(m, way): GRAMS[way] for way in m.offered if way != "decoy" or m.stick}
    left |= {f"not night.{thing}": grams for thing, grams in m.bought().items()}
    free = [undone for undone, grams in left.items() if not grams]
    dear = {undone: grams for undone, grams in sorted(left.items(), key=lambda one: one[1]) if grams}
    any_left = " or ".join(dear)
    if dear:
        least = " else ".join(f"{grams} if {undone}" for undone, grams in dear.items())
        free.append(f"({any_left}) and {m.block.purse} >= {m.rules.kilos(f'({least} else 0)')}")
    locked = f"{{{any_left} ? You cannot pay for what is left to do.|}}" if dear else None
    return m.into("hide", " or ".join(free) or "1 == 0", locked)


def _undone(m: Making, way: str) -> str:
    if way == "lookout" and m.block.lookout in m.guests:
        return f"(not night.{way} and not (night.guests has {m.block.lookout}))"
    return f"not night.{way}"


def _not_tonight(m: Making) -> d.Choice:
    """The free way out: nobody comes."""
    leads = m.leads(m.block.after, "after", [{"night.guests": "=none"}], "not_tonight")
    return MadeChoice(id="bed", text=CAPTIONS["bed"], tags={"verb": "leave"}, **leads)


def _begin(m: Making) -> d.Choice:
    block = m.block
    lacks = [(f"night.{thing}", LACKS[thing]) for thing in m.bought()]
    if block.power and not m.stick:
        lacks.append((f"({block.power})", "There is no current."))
    lacks.append(("night.last != day", "It has been shown tonight."))
    effects: Effects = [{"night.day": "=day"}]
    for guest, hundreds in (block.pays or {}).items():
        brings = f"({m.rules.brings(100 * hundreds)} if night.guests has {guest} else 0)"
        effects.append({block.purse: f"+{brings}"})
    return MadeChoice(
        id="begin",
        text=f"{{{ALONE} ? {ALONE_BEGIN} | {CAPTIONS['begin']}}}" if m.guests else ALONE_BEGIN,
        hint=_told(m, 1),
        when=" and ".join(has for has, _ in lacks),
        locked="".join(
            f"{{{' and '.join([*(had for had, _ in lacks[:n]), f'not ({has})'])} ? {said} | }}"
            for n, (has, said) in enumerate(lacks)
        ),
        effects=effects,
        chance=_watched(m, 1),
        tags={"verb": "begin"},
    )


def _invite(m: Making) -> d.Scene:
    choices = [choice for guest in m.guests for choice in _guest(m, guest)]
    return m.made(menu=True, text=m.text("invite"), choices=[*choices, m.back()])


def _guest(m: Making, guest: str) -> list[d.Choice]:
    needs, lookout = (m.block.needs or {}).get(guest, 0), m.block.lookout
    may = [f"{guest}.trust >= {needs}"] if needs else []
    may.append(f"not (night.guests has {guest})")
    if guest == lookout:
        may.append("not night.lookout")
    hint = m.mouth(guest)
    if grams := 100 * (m.block.pays or {}).get(guest, 0):
        hint += f"; brings {m.sum(m.rules.brings(grams))}"
    return [
        MadeChoice(
            id=guest,
            caption="" if guest in CAPTIONS else guest,
            text=filled(CAPTIONS[GAP], f"{{{guest}}}"),
            hint=hint,
            when=" and ".join(may),
            effects={"night.guests": f"+{guest}"},
            stay=True,
            tags={"verb": "invite", "person": guest},
        ),
        MadeChoice(
            id=f"without_{guest}",
            text=filled(CAPTIONS[f"without_{GAP}"], f"{{{guest}}}"),
            when=f"night.guests has {guest}",
            effects={"night.guests": f"-{guest}"},
            stay=True,
            tags={"verb": "uninvite", "person": guest},
        ),
    ]


def _hide(m: Making) -> d.Scene:
    bought = [
        MadeChoice(
            id=f"buy_{thing}",
            text=CAPTIONS[f"buy_{thing}"],
            when=f"not night.{thing}",
            cost={m.block.purse: m.rules.kilos(grams)},
            effects={f"night.{thing}": "true"},
            stay=True,
            tags={"verb": "buy", "what": thing},
        )
        for thing, grams in m.bought().items()
    ]
    return m.made(menu=True, text=m.text("hide"), choices=[*(_way(m, way) for way in m.offered), *bought, m.back()])


def _way(m: Making, way: str) -> d.Choice:
    lookout = m.block.lookout
    hints = {
        "curtain": "less light is seen from the lane",
        "low": "less is heard outside, and heads come together",
        "lookout": "a few seconds more, if they knock",
        "decoy": "the disc they see turning is not the film",
    }
    asked = way == "lookout" and lookout
    choice = MadeChoice(
        id=way,
        text=filled(ASKED_LOOKOUT, f"{{{lookout}}}") if asked else CAPTIONS[way],
        hint=hints[way],
        when=_undone(m, way),
        cost={m.block.purse: m.rules.kilos(GRAMS[way])} if GRAMS[way] else None,
        effects={f"night.{way}": "true"},
        stay=True,
        tags={"verb": "measure", "what": way},
    )
    if way == "decoy" and not m.stick:
        choice.when, choice.locked, choice.cost = (
            "1 == 0",
            "This needs a stick: a disc takes the player for itself.",
            None,
        )
    return choice


# ---- the film -------------------------------------------------------------------------------------------------------
def _watched(m: Making, part: int) -> list[d.Outcome]:
    """What the next part brings: the current goes or not, and somebody knocks or not."""
    seen = MadeOutcome(id="seen", effects=m.rules.seen(part), goto=f"{m.name}.{part_key(part)}")
    watched = [_knocks(m), seen]
    cut, on = m.rules.cut(part), (m.block.on or {}).get("cut")
    if not cut:
        return watched
    leads: dict[str, Any] = {"goto": f"{m.name}.dark"}
    if on is not None:
        leads = m.leads(on, "cut", m.rules.closing(), "dark")
    return [
        MadeOutcome(
            id="cut",
            odds=str(cut),
            effects={"night.current": "false"},
            chance=[_knocks(m), MadeOutcome(id="dark", **leads)],
        ),
        MadeOutcome(id="light", chance=watched),
    ]


def _knocks(m: Making) -> d.Outcome:
    leads: dict[str, Any] = {"goto": f"{m.name}.knock"}
    if (on := (m.block.on or {}).get("knock")) is not None:
        leads = m.leads(on, "knock", m.rules.closing(), "knock")
    return MadeOutcome(id="knock", odds=m.rules.knock, **leads)


def _part(m: Making, part: int) -> d.Scene:
    if part == m.parts:
        end = m.ends("end", "whole")
        return m.made(text=m.text(part_key(part)), choices=[end])
    go_on = MadeChoice(
        id="go_on",
        text=CAPTIONS["go_on"],
        hint=_told(m, part + 1),
        chance=_watched(m, part + 1),
        tags={"verb": "go_on"},
    )
    stop = m.ends("stop", "stopped", "stop")
    return m.made(text=m.text(part_key(part)), choices=[go_on, stop])


def _told(m: Making, part: int) -> str:
    """How likely a knock is, what makes it so, and how late it is."""
    knock, cut = m.rules.knock, m.rules.cut(part)
    said = [f"{{{low} <= {knock} < {high} ? {words} | }}" for low, high, words in BANDS]
    # The term that weighs most, where one does.
    said.append("{caught > 0 ? ; they know this door | }")
    said.append("{caught == 0 and risk >= 40 ? ; your name is known | }")
    if len(m.guests) > 3:
        said.append("{caught == 0 and risk < 40 and count(night.guests) > 3 ? ; many shoes at the door | }")
    if cut:
        said.append(
            "; the lamp may flicker"
            if cut < 15
            else "; the current may go"
            if cut < 35
            else "; the current often goes now"
        )
    return "".join(said)


# ---- the door, the dark ---------------------------------------------------------------------------------------------
def _knock(m: Making) -> d.Scene:
    rules, risk = m.rules, {"risk": f"+{SEEN}"}
    hidden = m.over("hidden", "hidden", [risk, *rules.warmer(str(HELD))], rules.hide)
    opened = m.over("opened", "opened", [risk], rules.open)
    light = "" if m.stick else "night.current and "
    hurts = "" if m.stick else "{night.current ? | the disc is still in the player}"
    hurts += f"{{{light}count(night.guests) >= 3 ? so many people cannot be hidden | }}"
    hurts += f"{{{light}count(night.guests) < 3 and not night.lookout ? nobody stood outside to warn you | }}"
    choices: list[d.Choice] = [
        MadeChoice(
            id="hide",
            caption="knock_hide",
            text=CAPTIONS["knock_hide"],
            hint=hurts,
            chance=[hidden, m.found("found")],
            tags={"verb": "hide"},
        ),
        m.pay(),
        MadeChoice(
            id="open",
            text=CAPTIONS["open"],
            hint="it depends on your name",
            chance=[opened, m.found("found")],
            tags={"verb": "open_door"},
        ),
    ]
    return m.made(text=m.text("knock"), choices=choices)


def _dark(m: Making) -> d.Scene:
    owner = m.block.owner
    lost = {"night.pried": "true"}
    if m.gear.player is not None:
        lost["night.player"] = "false"
    if owner:
        lost |= {f"{owner}.trust": f"=max(0, {owner}.trust - 10)", "trust": "=max(0, trust - 2)"}
    elif m.gear.player is None:
        lost["trust"] = "=max(0, trust - 5)"
    pry = m.ends("pry", "pried", "pried", [lost])
    pry.hint = f"it is {{{owner}}}'s, and will not close again" if owner else "it will not close again"
    wait = MadeChoice(
        id="wait",
        text=CAPTIONS["wait"],
        hint="houses are searched in the dark",
        chance=[m.found("found_dark", m.rules.check), m.over("waited", "waited")],
        tags={"verb": "wait"},
    )
    return m.made(text=m.text("dark"), choices=[wait, pry])
