"""A game of canned pages: one lane that leads to each encounter, with just enough arithmetic that choices are felt.

Run it to play it: `python tests/tui/fake_game.py`; a word opens one page of it (market, bribe, screening, crossing).
"""

from __future__ import annotations

import sys
import time

from msgspec.structs import replace

from jangmadang.play.ending_view import (
    PHENOMENA,
    Course,
    EndingSeen,
    GalleryView,
    LifeView,
    Others,
    Place,
    Reread,
    Touched,
)
from jangmadang.play.road_view import Spot, StoryMap, Turn, Turns
from jangmadang.play.view import (
    Change,
    ChoiceView,
    DayView,
    EndingView,
    GoodView,
    JournalLine,
    Meter,
    NoteView,
    Page,
    PersonView,
    StageView,
)
from jangmadang.story.prose import BEAT, Paragraph, Span
from jangmadang.tui.game import Recalled, SavedInfo, StoryInfo

NOTES = (
    NoteView(
        "gye",
        "gye",
        "계",
        "gyeh",
        "A savings club: each member pays in every month, and each month one of them takes it all.\n\n"
        "Trust is the only lock on it.",
        ("F-MON-11",),
        "Interviews with people who left, of the years after 2000.",
        new=True,
    ),
    NoteView("mettugi", "grasshopper", "메뚜기", "meh-too-gee", "A trader without a stall.", ("F-MKT-08",)),
)
GOODS = (
    {"id": "corn", "name": "corn", "unit": "kg", "kind": ""},
    {"id": "rice", "name": "rice", "unit": "kg", "kind": ""},
    {"id": "soap", "name": "soap", "unit": "bar", "kind": ""},
    {"id": "oil", "name": "cooking oil", "unit": "bottle", "kind": ""},
    {"id": "tofu", "name": "tofu", "unit": "block", "kind": "spoils"},
    {"id": "cigarettes", "name": "cigarettes", "unit": "pack", "kind": ""},
)
PRICES = {"corn": 910, "rice": 2200, "soap": 350, "oil": 4100, "tofu": 990, "cigarettes": 650}
MARGIN = {"corn": 9, "rice": 9, "soap": 16, "oil": 10, "tofu": 26, "cigarettes": 12}


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Plain paragraphs; `---` is a beat and [word](note) the only mark read."""
    made = []
    for text in texts:
        if text == "---":
            made.append(BEAT)
            continue
        spans = []
        rest = text
        while "[" in rest:
            before, _, rest = rest.partition("[")
            word, _, rest = rest.partition("](")
            note, _, rest = rest.partition(")")
            spans += [Span(before), Span(word, note=note)]
        made.append(Paragraph((*spans, Span(rest))))
    return tuple(made)


LANE = paragraphs(
    "The loudspeaker over the gate clears its throat, and for once everyone stops talking before it begins.",
    "One hundred old won for one new. The soap-seller beside you counts on her fingers, stops, and starts again "
    "from the thumb. You have the pot of the [gye](gye) in the lining of your coat.",
    "---",
    "Mi-na does not look at the loudspeaker. She looks at your rice.",
)
LONG = LANE + paragraphs(*[f"A woman folds her cloth, the {n}th to do so, and does not run." for n in range(4, 16)])


class FakeState(dict[str, int]):
    """Numbers by name; what is missing is nothing."""

    def __missing__(self, key: str) -> int:
        return 0


class FakeSession:
    """Keeps every state it went through; steps are pairs of scene and numbers."""

    def __init__(self, scene: str = "lane", fail_on: str = "") -> None:
        self.problem: str | None = None
        self.saved = 0
        self.fail_on = fail_on
        self.said_on_saving: list[str] = []
        self.seen_before: set[str] = set()
        state = FakeState(money=31400, trust=42, risk=27, day=1)
        state.update({"have.corn": 10, "have.soap": 6, "paid.soap": 380, "low": 2000, "high": 6000, "patience": 3})
        state.update({"guest.mina": 1, "curtain": 1, "cold": 4, "turn": 9, "since": 2, "known": 2, "gap1": 6})
        self._past: list[tuple[str, FakeState, tuple[Change, ...], str]] = [(scene, state, (), "")]
        self._undone: list[tuple[str, FakeState, tuple[Change, ...], str]] = []
        self._lines: list[JournalLine] = []
        self.pages: list[tuple[str, str]] = []
        """What was kept of the life: how the file's name ends, and what is in it."""

    # --- the protocol

    @property
    def can_undo(self) -> bool:
        return len(self._past) > 1

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> bool:
        if not self.can_undo:
            return False
        self._undone.append(self._past.pop())
        return True

    def redo(self) -> bool:
        if not self._undone:
            return False
        self._past.append(self._undone.pop())
        return True

    def found(self) -> tuple[int, int]:
        return 2, 7

    def been(self) -> frozenset[str]:
        return frozenset(self.seen_before)

    def save(self) -> str:
        self.saved += 1
        if self.fail_on == "save":
            raise RuntimeError("the story broke")
        return self.said_on_saving.pop(0) if self.said_on_saving else ""

    def journal(self) -> list[JournalLine]:
        if self.fail_on == "journal":
            raise RuntimeError("the story broke")
        return self._lines

    def turns(self) -> Turns:
        lines = [*self.journal(), self._line(self.look(), "", "", ())]
        return Turns(tuple(Turn(line, "day 1", line.scene, (), False) for line in lines), len(lines) - 1)

    def story_map(self) -> StoryMap:
        page = self.look()
        here = Spot(page.scene, page.title, "day 1", "place", True, True, (page.turn,), (), (), ())
        return StoryMap(page.story, (here,), 1, 9, 0, 0)

    def go_to(self, turn: int) -> Page:
        while self.look().turn > turn and self.undo():
            self._lines.pop()
        return self.look()

    def branch(self, turn: int, slot: str = "") -> Page:
        self.problem = "A new road."
        return self.go_to(turn)

    def recall(self, spot: str) -> Recalled | None:
        return None

    def life(self) -> LifeView | None:
        page = self.look()
        return None if page.ending is None else _life(page, self.turns())

    def again(self, gentler: bool = False) -> FakeSession:
        return FakeSession()

    def transcript(self) -> str:
        return "# A Hundred to One\n"

    def keep_page(self, ending: str, text: str) -> str:
        self.pages.append((ending, text))
        return f"Kept as /home/lives/hundred/The ledger{ending}"

    def choose(self, choice_id: str) -> Page:
        if choice_id == self.fail_on:
            raise RuntimeError("the story broke")
        page = self.look()
        choice = next(choice for choice in page.choices if choice.id == choice_id)
        scene, state, _, _ = self._past[-1]
        scene, after, result = _step(scene, FakeState(state), choice)
        changes = tuple(
            Change(f"{name} {after[name] - state[name]:+,}".replace("-", "−"), name, after[name] - state[name])
            for name in ("money", "trust", "risk", "cold")
            if after[name] != state[name]
        )
        if not choice.menu:
            after["turns"] += 1
        self._past.append((scene, after, changes, result))
        self._undone.clear()
        self._lines.append(self._line(page, choice.text, result, changes))
        return self.look()

    def _line(self, page: Page, choice: str, result: str, changes: tuple[Change, ...]) -> JournalLine:
        told = paragraphs(result)
        return JournalLine(page.turn, page.scene, page.title, page.heading, page.text, choice, told, changes)

    def look(self) -> Page:
        if self.fail_on == "look":
            raise RuntimeError("the story broke")
        scene, state, changes, result = self._past[-1]
        page = _page(scene, state)
        return replace(page, changes=changes, result=paragraphs(result) if result else (), turn=state["turns"])


def _step(scene: str, state: FakeState, choice: ChoiceView) -> tuple[str, FakeState, str]:
    tags = choice.tags
    verb, good = tags.get("verb", ""), tags.get("good", "")
    if scene.startswith("market"):
        if verb == "open":
            return f"market.{good}", state, ""
        if verb == "back":
            return "market", state, ""
        if verb in ("buy", "sell"):
            held = state[f"have.{good}"]
            amount = held if tags["amount"] == "all" and verb == "sell" else int(tags["amount"].replace("all", "3"))
            state[f"have.{good}"] += amount if verb == "buy" else -amount
            state["money"] += (-PRICES[good] if verb == "buy" else PRICES[good] * 97 // 100) * amount
            return scene, state, ""
        if verb == "call":
            sold = min(4, state[f"have.{good}"])
            state[f"have.{good}"] -= sold
            state["money"] += sold * PRICES[good] * (100 + MARGIN[good]) // 100
            state["hour"] += 1
            return "market", state, f"“{good.capitalize()}!” Two heads turn, and then a third."
    if scene == "bribe" and verb == "offer":
        state["low"], state["refused"] = int(tags["amount"]), int(tags["amount"])
        state["patience"] -= 1
        return ("bribe" if state["patience"] else "lane"), state, "He looks at it as one looks at weather."
    if scene == "screening" and verb in ("invite", "measure"):
        name = f"guest.{tags['person']}" if verb == "invite" else tags["what"]
        state[name] = 1 - state[name]
        return scene, state, ""
    if scene == "crossing" and verb == "watch":
        state["turn"] += 1
        state["since"] += 1
        state["cold"] += 1
        return scene, state, ""
    target = choice.id.removesuffix("_")
    if target == "pay":
        state["money"] -= 200
        state["trust"] += 3
        return "lane", state, "She counts it twice, out of manners."
    return target, state, ""


def _good(name: str, have: int, home: int, unit: str) -> GoodView:
    carried, stored = (f"{count} {unit}" if count else "" for count in (have, home))
    return GoodView(name, name, have, home, f"{carried} in the pack", carried, stored)


def _page(scene: str, state: FakeState) -> Page:
    base = Page(
        story="A Hundred to One",
        scene=scene,
        title="The loudspeaker",
        heading="Monday 30 November, dusk. The lane behind the station",
        place="Hyesan, the lane behind the station",
        date="30 Nov 2009",
        day=state["day"],
        season="winter",
        hour="dusk",
        turn=0,
        menu=False,
        result=(),
        changes=(),
        text=LANE,
        seen=False,
        choices=(),
        meters=(
            Meter(
                "money", "money", state["money"], f"{state['money']:,} won", 0, 999_999_999, False, -200, (31000, 31400)
            ),
            Meter("trust", "trust", state["trust"], str(state["trust"]), 0, 100, True, 3, (35, 38, 36, 39, 42)),
            Meter("risk", "risk", state["risk"], str(state["risk"]), 0, 100, True),
        ),
        people=(
            PersonView("mina", "Mi-na", "림미나", "sells soap", 62, "known", 3),
            PersonView("chae", "Old Chae", "채", "changes yuan behind the station", 15, "a stranger"),
            PersonView("ri", "Officer Ri", "리", "police on the market beat", 20, "wary", -2),
        ),
        pack=(
            _good("corn", state["have.corn"], 4, "kg"),
            _good("soap", state["have.soap"], 0, "bars"),
        ),
        notes=NOTES,
        phenomena=("marketization",),
        sources=("F-CUR-04",),
        content_notes=("hunger",),
        load=state["have.corn"],
        days=(DayView(28, "Nov", 5), DayView(29, "Nov", 6), DayView(30, "Nov", 0)),
        notes_in_all=12,
    )
    kind = scene.split(".", maxsplit=1)[0]
    made = {"market": _market, "bribe": _bribe, "screening": _screening, "crossing": _crossing}.get(kind)
    if made is not None:
        return made(base, scene, state)
    if scene == "end":
        return replace(
            base,
            title="The ledger",
            text=paragraphs("You write the last line under the lamp."),
            ending=EndingView(
                "end", "The ledger", "stayed", paragraphs("Mi-na kept the stall.", "The coat stays unpicked.")
            ),
        )
    if scene == "long":
        base = replace(base, text=LONG)
    return replace(base, choices=_numbered(*_LANE_CHOICES))


def _life(page: Page, turns: Turns) -> LifeView:
    assert page.ending is not None
    days = tuple(f"{day} Nov" for day in (28, 28, 28, 29, 29, 30))
    money = (31400, 31400, 18000, 26150, 5650, None)
    lane = (Place(page.title, "30 Nov"),)
    return LifeView(
        page.story,
        page.ending,
        days[0],
        days[-1],
        5,
        days,
        (
            Course("money", "money", money, 5650, 31400, "31,400 won", "5,650 won", "5,650 won", "31,400 won", True),
            Course("trust", "trust", (42, 45, 45, 40, 44, 50), 0, 100, "42", "50", "40", "50", False),
            Course("owed", "owed to Ri's wife", (0, 0, 0, 0, 0, 0), 0, 0, "0 won", "0 won", "0 won", "0 won", False),
        ),
        page.people,
        tuple(Touched(word, words, lane if word != "outflow" else ()) for word, words in PHENOMENA.items()),
        (Others("random", "takes any open choice", 1400, 20000), Others("cautious", "fears the whistle", 0, 2000)),
        12,
        72,
        2,
        49,
        turns.turns[:1],
        2,
        7,
    )


_LANE_CHOICES = (
    ChoiceView(
        "pay",
        0,
        "Pay Mi-na what you owe her for the plastic",
        hint="she will remember",
        price="−200 won",
        moves=("money", "trust"),
    ),
    ChoiceView("market", 0, "Spread your cloth on the drain side"),
    ChoiceView(
        "chae",
        0,
        "Change it all with the yuan man",
        open=False,
        reason="needs 40 trust with Old Chae; you have 15",
    ),
    ChoiceView("bribe", 0, "Go by the checkpoint shed", odds="likely", taken=True),
    ChoiceView("screening", 0, "Ask who would come for a film tonight"),
    ChoiceView("crossing", 0, "Walk down to the bank below the sawmill, and say to nobody where you are going"),
    ChoiceView("long", 0, "Stay and listen to the end"),
    ChoiceView("end", 0, "Fold your cloth and go home before the whistle"),
)


def _numbered(*choices: ChoiceView) -> tuple[ChoiceView, ...]:
    return tuple(replace(choice, number=number) for number, choice in enumerate(choices, 1))


def _market(base: Page, scene: str, state: FakeState) -> Page:
    values = {"hour": state["hour"], "near": 0, "carry": 13}
    for number, (good, price) in enumerate(PRICES.items()):
        values[f"price.{good}"] = price
        for day in range(1, 11):
            values[f"price.{good}.-{day}"] = price * (100 - (day * (number - 1) * 7 + day * day * number) % 23) // 100
        values[f"buy.{good}"] = price * 103 // 100
        values[f"sell.{good}"] = price * 97 // 100
        values[f"call.{good}"] = price * (100 + MARGIN[good]) // 100
        values[f"want.{good}"] = 3 + number % 3
        values[f"here.{good}"] = 40 - 6 * number
        values[f"have.{good}"] = state[f"have.{good}"]
        values[f"paid.{good}"] = state[f"paid.{good}"]
        values[f"can.{good}"] = state["money"] // price
        values[f"limit.{good}"] = 1
    fixed = {
        "goods": GOODS,
        "hours": 4,
        "currency": "won",
        "amounts": [1, 5],
        "seat": "alley",
        "pack": 30,
        "place": "hyesan",
        "friend": "Mi-na",
    }
    base = replace(
        base,
        title="The drain side",
        text=paragraphs(
            "Women sit on plastic along the drain. Far behind you, a whistle.",
            "Three corners of your cloth are loose, as a [grasshopper](mettugi)'s are.",
        ),
        stage=StageView("market", "market", fixed, values),
    )
    if scene == "market":
        openers = (
            ChoiceView(f"open_{good['id']}", 0, good["name"], menu=True, tags={"verb": "open", "good": good["id"]})
            for good in GOODS
        )
        ask = ChoiceView("ask", 0, "Ask Mi-na what she hears", hint="once a day", tags={"verb": "ask"})
        pack = ChoiceView("lane", 0, "Pack up and leave", tags={"verb": "pack"})
        return replace(base, choices=_numbered(*openers, ask, pack))
    good = scene.removeprefix("market.")
    price, held = PRICES[good], state[f"have.{good}"]
    choices = []
    for verb, sign in (("buy", "−"), ("sell", "+")):
        for amount in ("1", "5", "all"):
            count = {"1": 1, "5": 5}.get(amount, 3 if verb == "buy" else held)
            short = "the purse is short" if verb == "buy" and price * count > state["money"] else ""
            short = f"you hold {held}" if verb == "sell" and held < max(count, 1) else short
            choices.append(
                ChoiceView(
                    f"{verb}{amount}",
                    0,
                    f"{verb.capitalize()} {amount} of the {good}",
                    price=f"{sign}{price * count:,} won",
                    open=not short,
                    reason=short,
                    tags={"verb": verb, "good": good, "amount": amount},
                )
            )
    call = ChoiceView("call", 0, f"Call {good} for an hour", tags={"verb": "call", "good": good})
    back = ChoiceView("back", 0, "Back to the row", menu=True, tags={"verb": "back"})
    return replace(base, menu=True, seen=True, text=(), title=good, choices=_numbered(*choices, call, back))


def _bribe(base: Page, scene: str, state: FakeState) -> Page:
    low, high = state["low"], state["high"]
    values = {"low": low, "high": high, "first_low": 2000, "first_high": 6000, "patience": state["patience"]}
    values |= {"knows": 2, "met": 2, "last": 3000, "refused": state["refused"]}
    fixed = {"official": "Officer Ri", "role": "police on the market beat", "temper": "a patrolman", "patience": 3}
    fixed |= {"currency": "won", "errand": "the road south", "witnesses": ["a private", "a porter"]}
    offers = [low + (high - low) * part // 4 for part in (1, 2, 3, 4)]
    values |= {f"offer.{25 * part}": total for part, total in enumerate(offers, 1)}
    words = ("long odds", "even", "likely", "as good as certain")
    choices = [
        ChoiceView(
            f"offer{n}",
            0,
            f"Offer {sum_:,} won",
            odds=word,
            hint="he will remember the sum",
            tags={"verb": "offer", "share": str(25 * n + 25), "amount": str(sum_)},
        )
        for n, (sum_, word) in enumerate(zip(offers, words, strict=True))
    ]
    gift = ChoiceView(
        "gift", 0, "Offer a pack of cigarettes", open=False, reason="you have none", tags={"verb": "gift"}
    )
    walk = ChoiceView("lane", 0, "Take the permit back and wait for the next train", tags={"verb": "walk"})
    return replace(
        base,
        title="The checkpoint shed",
        text=paragraphs("He turns your permit over twice. “This stamp,” he says, and waits."),
        stage=StageView("bribe", "bribe", fixed, values),
        choices=_numbered(*choices, gift, walk),
    )


def _screening(base: Page, scene: str, state: FakeState) -> Page:
    names = ("guest.mina", "guest.youngsu", "guest.chae", "curtain", "low", "lookout", "decoy")
    values = {name: state[name] for name in names}
    values |= {
        "low": state["hushed"],
        "need.mina": 0,
        "need.youngsu": 0,
        "at": 0,
        "part": 0,
        "current": 1,
        "trust.mina": 62,
        "trust.youngsu": 38,
        "trust.chae": 15,
        "need.chae": 30,
        "seconds": 20,
    }
    fixed = {
        "film": "Winter Love",
        "medium": "disc",
        "parts": 3,
        "cut": "it cuts most nights near eleven",
        "measures": [
            {"id": "curtain", "name": "curtain"},
            {"id": "low", "name": "low sound"},
            {"id": "lookout", "name": "lookout"},
            {"id": "decoy", "name": "decoy disc"},
        ],
        "guests": [
            {"id": "mina", "name": "Mi-na", "mouth": "keeps every secret but her own"},
            {"id": "youngsu", "name": "Young-su", "mouth": "his uncle asks questions"},
            {"id": "chae", "name": "Old Chae", "mouth": ""},
        ],
    }
    return replace(
        base,
        title="Your room, after ten",
        text=paragraphs("A blanket on the window, and six centimetres of somebody else's kitchen."),
        stage=StageView("screening", "screening", fixed, values),
        choices=_numbered(
            ChoiceView("lane_", 0, "Begin", hint="risk rises", tags={"verb": "begin"}),
            ChoiceView("inv", 0, "Ask Young-su as well", tags={"verb": "invite", "person": "youngsu"}),
            ChoiceView("cur", 0, "See to the curtain", tags={"verb": "measure", "what": "curtain"}),
            ChoiceView(
                "boy", 0, "Send the boy to the corner", price="−500 won", tags={"verb": "measure", "what": "lookout"}
            ),
            ChoiceView("lane", 0, "Not tonight"),
        ),
    )


def _crossing(base: Page, scene: str, state: FakeState) -> Page:
    values = {name: state[name] for name in ("turn", "since", "known", "gap1", "gap2", "cold")}
    values |= {"at": 0, "leg": 0, "odds": max(5, 80 - 12 * state["since"]), "celsius": -21}
    fixed = {
        "river": "the Amnok",
        "dawn": 20,
        "turns": 3,
        "across": "the far bank",
        "moon": "moon set",
        "night": "night 1",
    }
    fixed |= {"ice": "the ice holds, and groans", "cold_max": 30, "with": []}
    return replace(
        base,
        title="The bank below the sawmill",
        text=paragraphs("Nothing moves on the dyke. Then it is only that you cannot hear it."),
        stage=StageView("crossing", "crossing", fixed, values),
        choices=_numbered(
            ChoiceView("watch", 0, "Watch once more", hint="surer, and colder", tags={"verb": "watch"}),
            ChoiceView("end", 0, "Go now, on your knees", odds="likely", tags={"verb": "go"}),
            ChoiceView(
                "guard", 0, "Signal the guard", open=False, reason="you have not paid him", tags={"verb": "guard"}
            ),
            ChoiceView("lane", 0, "Turn back. It is also an answer.", tags={"verb": "turn_back"}),
        ),
    )


class FakeGame:
    """Two stories, one that cannot be read, and a playthrough to go on with."""

    def __init__(self, saved: bool = True, slow: float = 0, fail_on: str = "") -> None:
        self.problem: str | None = None
        self.opens = True
        self.saved, self.slow, self.fail_on = saved, slow, fail_on
        self.session: FakeSession | None = None
        self.damaged: str | None = None
        self.opened = ""
        """What was asked for last."""

    def stories(self) -> list[StoryInfo]:
        return [
            StoryInfo(
                "hundred",
                "A Hundred to One",
                "The won is cut a hundred to one. Ten days, a quilt, a neighbour.",
                40,
                "en",
                ("hunger", "arrest", "informing"),
            ),
            StoryInfo("ice", "Ice", "One winter night on the upper river.", 20, "en", ("cold and drowning danger",)),
            StoryInfo("torn", "Torn", "", 0, "en", (), problem="story.yaml:3:1 has no scenes"),
        ]

    def shelve(self, typed: str) -> str:
        self.problem = None if "ice" in typed else f"There is nothing at {typed}."
        return "ice" if "ice" in typed else ""

    def unshelve(self, story_id: str) -> None:
        self.problem = None

    def within(self, typed: str) -> tuple[tuple[str, bool], ...]:
        return (("~/ice/", True), ("~/other/", False)) if typed == "~/" else ()

    def completed(self, typed: str) -> str:
        return typed

    def endings(self, story_id: str) -> tuple[int, int]:
        return (2, 7) if story_id == "hundred" else (0, 4)

    def gallery(self, story_id: str) -> GalleryView | None:
        way = ("Fold your cloth and go home before the whistle",)
        found = EndingSeen("end", "The ledger", "stayed", "2026-11-25", way, "2")
        lost = EndingSeen("coat", "The coat", "stayed")
        shadows = (EndingSeen("far", ""), EndingSeen("near", ""))
        if story_id == "hundred":
            return GalleryView("hundred", "A Hundred to One", (found, *shadows, lost), 2, 49, 12, 72)
        return GalleryView("ice", "Ice", shadows, 0, 3, 0, 20)

    def reread(self, story_id: str, slot: str) -> Reread | None:
        page = FakeSession("end").look()
        return Reread(page.title, page.heading, page.text, page.ending, slot) if page.ending is not None else None

    def saves(self) -> list[SavedInfo]:
        self.problem = self.damaged
        title = "A Hundred to One"
        saves = [
            SavedInfo("hundred/1", "hundred", title, "The lane behind the station", 4, "today, 21:04", name="1"),
            SavedInfo("hundred/2", "hundred", title, "The ledger", 10, "yesterday, 22:40", True, "2"),
            SavedInfo("hundred/aunt", "hundred", title, "The drain side", 2, "2009-11-29", name="aunt"),
        ]
        return saves if self.saved else []

    def open(self, story_id: str, seed: int | None = None, *, gentler: bool = False) -> FakeSession | None:
        time.sleep(self.slow)
        self.problem = "Torn cannot be played: story.yaml:3:1 has no scenes" if story_id == "torn" else None
        self.session = None if self.problem else FakeSession(fail_on=self.fail_on)
        self.opened = f"new {story_id}{' gentler' if gentler else ''}"
        return self.session

    def resume(self, slot: str) -> FakeSession | None:
        self.session = FakeSession(fail_on=self.fail_on)
        self.opened = slot
        return self.session


def main() -> int:
    """Play it; words name a page to open, `fail=pay` breaks on that choice, `fail=save` on saving."""
    from jangmadang.tui.app import main as open_app

    words = sys.argv[1:]
    scene = next((word for word in words if not word.startswith("fail")), "")
    fail_on = next((word.removeprefix("fail=") for word in words if word.startswith("fail=")), "")
    game = FakeGame(fail_on=fail_on)
    begin = (lambda: FakeSession(scene, game.fail_on)) if scene else None
    return open_app(game=game, begin=begin)


if __name__ == "__main__":
    raise SystemExit(main())
