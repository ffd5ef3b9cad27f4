"""The days after a screening: somebody's word, a bowl brought back, boots in the lane.

Takes a `Making`; gives passages that return to where the player was going, and the rules that call them. The rules
are looked at wherever the player is by then; on an evening under way none of them holds.
"""

from __future__ import annotations

from ... import document as d
from .. import MadeChoice, MadeOutcome
from .making import Making
from .rules import SLIPS, WARNS
from .texts import CAPTIONS, Piece

LATER = ("talk", "warning", "visit", "asked")


def scenes(m: Making) -> dict[str, d.Scene]:
    """The passages; none where nobody can come who could talk."""
    if not m.guests:
        return {}
    on = MadeChoice(id="go_on", text=CAPTIONS["talk_go_on"], caption="talk_go_on", return_=True)
    made = {"talk": m.later(title="A word in the lane", effects=m.rules.heard(), text=m.text("talk"), choices=[on])}
    if m.block.head:
        made["warning"] = _warning(m, m.block.head)
    made["visit"] = _visit(m)
    made["asked"] = m.later(
        title="A form",
        effects=m.caught(),
        text=[*_slip(m), *m.text("names")],
        choices=m.naming(returns=True),
        content_notes=["arrest"],
    )
    return made


def rules(m: Making) -> list[d.Rule]:
    """What calls them. The cover knows no short names."""
    if not m.guests:
        return []
    wanted = [(m.rules.word_comes, "talk"), (m.rules.visit_comes(2), "visit")]
    if m.block.head:
        warned = f"{m.rules.visit_comes(1)} and not night.warned and {m.block.head}.trust >= {WARNS}"
        wanted.insert(0, (warned, "warning"))
    return [d.Rule(when=when.replace("night.", f"{m.name}."), call=f"{m.name}.{call}") for when, call in wanted]


def _warning(m: Making, head: str) -> d.Scene:
    owed = {f"{head}.trust": f"=max(0, {head}.trust - 3)"}
    clear = MadeChoice(
        id="clear",
        text=CAPTIONS["clear"],
        hint=f"you will owe {{{head}}} a favour",
        effects=[*m.rules.forgotten(), owed],
        result=m.text("cleared"),
        return_=True,
        tags={"verb": "clear"},
    )
    leave = MadeChoice(
        id="leave",
        text=CAPTIONS["leave"],
        result=m.text("left"),
        return_=True,
        tags={"verb": "leave"},
    )
    return m.later(title="A bowl", text=m.text("warning"), effects={"night.warned": "true"}, choices=[clear, leave])


def _visit(m: Making) -> d.Scene:
    rules, asked = m.rules, f"{m.name}.asked"
    forget = rules.forgotten()
    slip: list[d.Outcome] = [
        MadeOutcome(id="slip", odds=str(SLIPS), effects={"night.slip": "true"}, goto=asked),
        MadeOutcome(id="list", effects={"night.slip": "false"}, goto=asked),
    ]
    searched: list[d.Outcome] = [
        MadeOutcome(id="nothing", odds=str(100 - rules.finds), result=m.text("nothing"), return_=True),
        MadeOutcome(id="found", result=m.text("found_later"), chance=slip),
    ]
    by = MadeOutcome(
        id="passed_by", odds=f"100 - {rules.visit}", effects=forget, result=m.text("passed_by"), return_=True
    )
    wait = MadeChoice(
        id="wait",
        caption="visit_wait",
        text=CAPTIONS["visit_wait"],
        chance=[by, MadeOutcome(id="search", effects=forget, chance=searched)],
        tags={"verb": "wait"},
    )
    pay = MadeChoice(
        id="pay",
        caption="visit_pay",
        text=CAPTIONS["visit_pay"],
        hint="they may have meant another house",
        cost={m.block.purse: rules.pay},
        effects=[*forget, *rules.paid()],
        result=m.text("paid"),
        return_=True,
        tags={"verb": "pay"},
    )
    return m.later(title="Boots", text=m.text("visit"), choices=[wait, pay])


def _slip(m: Making) -> list[Piece]:
    """Who it was is read only where the officer lets it be read."""
    written = m.block.text or {}
    if "slip" in written:
        return m.text("slip")
    return [d.TextItem(when="night.slip", text=piece) for piece in m.text("slip") if isinstance(piece, str)]
