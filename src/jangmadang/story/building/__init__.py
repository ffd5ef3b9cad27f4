"""Building: from typed documents to a checked story, with every problem on the way.

    build(files, fingerprint) -> (Story or None, problems)

`gather` joins the files, `cover` declares, `expanding` makes scenes of encounters; `scenes`, `choices`, `effects` and
`texts` settle names and check expressions. A story is given only when nothing is an error. Nothing here plays or reads
files.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from .. import document as d
from .. import encounters
from ..beside import Beside
from ..model import DAY, DEEPEST, LONGEST_CHAIN, Deck, Note, Rule, Scene, Slot, Story, Text
from ..names import DAYS, Scope, StoryNames
from ..problems import Problem, did_you_mean, errors, in_order
from ..reading import Source
from . import cover, demands, effects, passages, plans, renamings, scenes, texts
from .context import Build, Where
from .expanding import Expanded
from .gather import Written, gather
from .kept import Keeping, Kept
from .ledger import Ledger
from .people import Naming
from .pictures import Pictures

NEEDED = ("id", "title", "start")


def build(
    files: list[tuple[Source, d.Document]],
    fingerprint: str,
    problems: list[Problem],
    beside: Beside | None = None,
    ledger: Ledger | None = None,
    kept: Kept | None = None,
) -> tuple[Story | None, list[Problem]]:
    """The story of some files. `problems` are those found so far; all are given back, in order.

    `beside` is what else lies in the story's folder; without it none is asked for. Where all of it stands is entered in
    `ledger`, if there is one. `kept` is what earlier buildings of the same story left: what did not change is not built
    again.
    """
    written, doubles = gather(files)
    building = _Building(written, fingerprint, kept)
    building.build.ledger = ledger
    if ledger is not None:
        ledger.written = written
    building.build.problems = [*problems, *doubles]
    if beside is not None:
        building.build.beside = beside
    story = building.story() if written.root is not None else None
    found = in_order(building.build.problems)
    return (None if errors(found) else story), found


class _Building:
    """One story on its way from written to checked."""

    def __init__(self, written: Written, fingerprint: str, kept: Kept | None = None) -> None:
        self.written, self.fingerprint, self.kept = written, fingerprint, kept
        self.keeping: Keeping | None = None
        self.names = StoryNames()
        self.build = Build(self.names)
        self.expanded = Expanded(self.build, written, kept.expand if kept is not None else encounters.expand)
        self.scopes: dict[tuple[str, str], Scope] = {}
        self.phrases: dict[str, Text] = {}
        self.open_phrases: set[str] = set()
        self.by_visit: set[str] = set()
        """Phrases that read differently the second time."""

    def story(self) -> Story:
        build, written, names = self.build, self.written, self.names
        self._cover_keys()
        cover.declare(build, written)
        build.make_phrase = self._phrase
        build.base.place_here = self._prices_at(names.place)
        self.expanded.take_up()
        names.scenes = dict.fromkeys(self.expanded.scenes)
        build.decks = {scene.deck: () for scene, _, _ in self.expanded.scenes.values() if scene.deck}
        cover.settle_all(build)
        self.expanded.check_conditions(lambda name: self._scope(name, self.expanded.scenes[name][0]))
        for name in names.phrases:
            build.enter(build.base)
            self._phrase(name)
        notes = self._notes()
        pictures = Pictures(build, written)
        made = self._scenes(pictures)
        build.enter(build.base)
        each_day = self._each_day()
        rules = self._rules()
        epilogue = self._epilogue()
        decks = self._decks(made)
        self._nesting(made, decks)
        self._chains(made)
        if not errors(build.problems):  # what could not be read might have been the call
            self._returns(made, decks, rules)
        notes_met = names.add_slot(self._bits("notes met", len(notes)), named=False)
        people_met = names.add_slot(self._bits("people met", len(names.people)), named=False)
        naming = Naming(names)
        completed = partial(self.keeping.complete, naming) if self.keeping is not None else naming.complete
        made = {name: completed(scene) for name, scene in made.items()}
        start = self._given("start", "")
        if start and start not in self.expanded.scenes:
            near = did_you_mean(start, self.expanded.scenes)
            build.report("unknown-scene", written.cover["start"][1], f"no scene `{start}`", near)
        return Story(
            self._given("id", "story"),
            self._given("title", ""),
            (self._given("summary", "") or "").strip(),
            self._given("language", "en"),
            self._given("minutes", 0),
            tuple(self._given("content_notes", ())),
            self.fingerprint,
            start,
            names.place,
            dict(names.places),
            dict(names.prices_at),
            names.first_day,
            tuple(names.slots),
            dict(names.slot_of),
            tuple(names.people.values()),
            names.goods,
            notes,
            notes_met,
            people_met,
            made,
            decks,
            each_day,
            rules,
            epilogue,
            plans.plans(build, written),
            *renamings.renamed(build, written, made),
            pictures.made,
        )

    # ---- the cover ----
    def _given(self, key: str, default: Any) -> Any:
        return self.written.cover[key][0] if key in self.written.cover else default

    def _cover_keys(self) -> None:
        build, written = self.build, self.written
        assert written.root is not None
        for key in NEEDED:
            if key not in written.cover:
                build.report("missing-key", written.root, f"the story's cover needs `{key}`", on="key")
        version = self._given("jangmadang", 1)
        if version != 1:
            build.report(
                "format-version",
                written.cover["jangmadang"][1],
                f"this story is written in format {version}; this game reads format 1",
                "a newer game may read it",
            )
        notes, where = written.cover.get("content_notes", ((), None))
        if where is not None:
            scenes.all_known(build, list(notes), where, scenes.CONTENT_NOTES, "content note")
        demands.check(build, written)

    def _prices_at(self, place: str) -> str:
        return self.names.prices_at.get(place, "hyesan")

    # ---- texts of the cover ----
    def _phrase(self, name: str) -> Text:
        if name in self.phrases:
            self.build.by_visit |= name in self.by_visit
            return self.phrases[name]
        written, where = self.written.section("phrases")[name]
        if name in self.open_phrases:
            self.build.report("circle", where, f"the phrase `{name}` speaks of itself", on="key")
            return ()
        self.open_phrases.add(name)
        inside, by_visit = self.build.scope, self.build.by_visit
        self.build.enter(self.build.base)
        self.build.by_visit = False
        self.phrases[name] = texts.text(self.build, written, where, f"phrase.{name}")
        if self.build.by_visit:
            self.by_visit.add(name)
        self.build.enter(inside)
        self.build.by_visit = by_visit or name in self.by_visit
        self.open_phrases.discard(name)
        return self.phrases[name]

    def _notes(self) -> tuple[Note, ...]:
        out: list[Note] = []
        for name, (note, where) in self.written.section("notes").items():
            said = texts.body(self.build, note.text, (where, "text"))
            word = note.word or note.title or name
            source = texts.body(self.build, note.source, (where, "source")) if note.source else ()
            sources = tuple(note.sources or ())
            out.append(Note(name, len(out), word, note.hangul or "", note.say or "", said, source, sources))
        return tuple(out)

    def _epilogue(self) -> Text:
        return texts.pieces(self.build, self.written.lists["epilogue"], "epilogue")

    def _each_day(self) -> tuple[Any, ...]:
        if "each_day" not in self.written.cover:
            return ()
        each_day, where = self.written.cover["each_day"]
        groups = effects.effects(self.build, each_day.effects, (where, "effects"))
        if any(effect.slot == DAY for group in groups for effect in group):
            message = "a night that has passed cannot move the day"
            self.build.report("day-in-each-day", (where, "effects"), message, on="key")
        return groups

    def _rules(self) -> tuple[Rule, ...]:
        out = []
        for written, where, key in self.expanded.rules:
            before = len(self.build.problems)
            rule = scenes.one_rule(self.build, written, where, key)
            self.expanded.tell_once(key, before)
            if rule is not None:
                out.append(rule)
        return tuple(out)

    # ---- scenes ----
    def _scope(self, name: str, written: d.Scene) -> Scope:
        place = self._prices_at(written.place or self.names.place)
        local, encounter = self.expanded.local.get(name), self.expanded.scenes[name][2]
        key = (place, encounter.name if encounter is not None and local else "")
        if key not in self.scopes:
            self.scopes[key] = Scope(self.names, place, local)
        return self.scopes[key]

    def _scenes(self, pictures: Pictures) -> dict[str, Scene]:
        menus = frozenset(name for name, (scene, _, _) in self.expanded.scenes.items() if scene.menu)
        into: dict[str, dict[str, None]] = {menu: {} for menu in menus}
        everywhere = self._everywhere()
        for name, (scene, _, _) in self.expanded.scenes.items():
            for choice in (*(scene.choices or ()), *(piece for piece, _ in everywhere if name in (piece.in_ or ()))):
                if choice.goto in into:
                    into[choice.goto][name] = None
        keeping = self.keeping = self.kept.begin(self.build, self.written, menus) if self.kept is not None else None
        out = {}
        for name, (scene, where, made) in self.expanded.scenes.items():
            into_here = tuple(into.get(name, ()))
            self.build.by_visit = False
            picture = pictures.of(name, made.name if made else "", scene.place or self.names.place)
            key = keeping.key(name, scene, where, into_here, everywhere, made, picture) if keeping else None
            known = keeping.again(name, key) if keeping and key else None
            if known is None:
                before = len(self.build.problems)
                scope = self._scope(name, scene)
                known = scenes.scene(self.build, name, scene, where, scope, everywhere, menus, into_here, made, picture)
                if made is not None:
                    self.expanded.tell_once(made.name, before)
                if keeping and key:
                    keeping.keep(name, key, known)
            out[name] = known
            if self.build.by_visit:
                self.names.counter(f"visits({name})")
        if keeping:
            keeping.end()
        return out

    def _everywhere(self) -> list[tuple[d.Choice, Where]]:
        for piece, where in self.written.lists["everywhere"]:
            if not piece.in_:
                self.build.report("missing-key", where, "a choice under `everywhere` needs `in: [scenes]`", on="key")
            for n, name in enumerate(piece.in_ or ()):
                effects.scene(self.build, name, ((where, "in"), n))
        return self.written.lists["everywhere"]

    def _decks(self, made: dict[str, Scene]) -> dict[str, Deck]:
        decks: dict[str, list[Scene]] = {}
        for scene in made.values():
            if scene.storylet is not None:
                decks.setdefault(scene.storylet.deck, []).append(scene)
        out = {}
        for name, lying in decks.items():
            counts = any(s.storylet is not None and s.storylet.drawn is not None for s in lying)
            draws = self.names.counter(f"draws({name})", DAYS) if counts else None
            out[name] = Deck(name, tuple(scene.id for scene in lying), draws)
        return out

    def _nesting(self, made: dict[str, Scene], decks: dict[str, Deck]) -> None:
        for nesting in passages.nestings(made, decks):
            where = self.expanded.scenes[nesting.scene][1]
            chain = " → ".join(f"`{name}`" for name in nesting.chain)
            if nesting.circle:
                message = f"this passage can call itself: {chain}"
                hint = "end it with `return: true` before it is called again"
                self.build.report("call-circle", where, message, hint, on="key", severity="warning")
            else:
                message = f"passages nest deeper than {DEEPEST}: {chain}"
                self.build.report("call-depth", where, message, "return from one before the next", on="key")

    def _returns(self, made: dict[str, Scene], decks: dict[str, Deck], rules: tuple[Rule, ...]) -> None:
        for name in passages.nowhere(made, decks, rules):
            where = self.expanded.scenes[name][1]
            message = f"`{name}` returns, but nothing calls or draws it: there is nowhere to return to"
            self.build.report(
                "return-nowhere",
                where,
                message,
                "come to it with `call:`, or write `goto:`",
                on="key",
                severity="warning",
            )

    def _chains(self, made: dict[str, Scene]) -> None:
        for name in passages.endless(made):
            where = ((self.expanded.scenes[name][1], "whenever"), 0)
            message = f"from `{name}` one is sent on more than {LONGEST_CHAIN} times before a word is read"
            self.build.report("rule-chain", where, message, "let one of the conditions become false")

    # ---- the rest ----
    def _bits(self, name: str, count: int) -> Slot:
        from ..expressions import INT

        return Slot(name, INT, 0, 0, (1 << count) - 1 if count else 0, inner=True)
