"""Exploring a story: all states where they are few, else proofs by bounds and lives that show the rest.

    explored = explore(script, most=300_000)

Takes a script whose story is whole; gives a verdict for everything in it. What is called reachable comes with a life
that can be lived; what is called impossible with a proof that holds for every seed; the rest is called undecided, with
what was tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..desk.coverage import Aim, aims
from ..desk.jumping import Landed
from ..desk.testing import files_in, folder_of
from ..desk.watching import Met, Watch
from ..many.shapes import CannotSimulate
from ..many.tables import Tables
from ..play.life import Step
from ..play.moment import Moment
from ..play.playtests import play_test, read_play_test
from ..play.run import Run
from ..play.turn import Rules
from ..play.walking import Walker
from ..story.loading import Script
from ..story.model import Slot, Story
from .proofs import Proofs
from .scouting import Scouts
from .search import Found, search
from .slicing import Slice, sliced
from .sweeping import sweep
from .verdicts import Explored, Kind, Proof, Range, Searched, Verdict, Witness, target_verdict

MOST_READ = 20_000
"""States of which every word is read; of more, texts are looked for by lives."""


class Plan(Struct, frozen=True):
    """How much is tried."""

    most: int = 300_000
    """States that are searched."""
    lives: int = 200
    tries: int = 12
    """Times that a life begins again where something is missed, for each such scene."""
    rounds: int = 2
    swept: int = 50_000
    """Lives that are looked through at once for what is missed then."""
    seed: int = 1


def explore(script: Script, plan: Plan | None = None, begin: Landed | None = None) -> Explored:
    """Everything there is to say. With `begin`, of what comes after that moment only.

    Raises ValueError where the story has errors.
    """
    if script.story is None:
        raise ValueError("a story with errors cannot be explored")
    return _Exploring(script, script.story, plan or Plan(), begin).all()


class _Exploring:
    def __init__(self, script: Script, story: Story, plan: Plan, begin: Landed | None) -> None:
        self.script, self.story, self.plan, self.begin = script, story, plan, begin
        self.rules = Rules(story)
        self.aims = aims(script)
        self.slice: Slice = sliced(story)
        self.found: Found | None = None
        self.watch: Watch | None = None
        self.scouts = Scouts(self.rules, self.aims, plan.seed, self._beginning if begin is not None else None)
        self.proofs = Proofs(script, begin.run.moment if begin is not None else None)
        self.swept = 0
        self._steps: list[tuple[int, Step]] = []
        """Steps that came by something, each after a state: a watch numbers them after all states."""

    def _beginning(self, seed: int, gentler: bool) -> Run:
        assert self.begin is not None
        return Run(self.rules, self.begin.run.moment, gentler)

    def all(self) -> Explored:
        self._search()
        whole = self.found is not None and self.found.complete and not self.slice.asks
        if self.found is not None and self.found.complete and len(self.found.scene) <= MOST_READ:
            self._read_all(self.found)
        if not (whole and self.watch is not None):
            self._scout()
        verdicts = [*self._targets(), *self._endings(), *self._locks()]
        return Explored(
            self.story.id,
            self.story.title,
            self.story.fingerprint,
            tuple(sorted(verdicts, key=lambda one: (one.file, one.line, one.column, one.kind, one.what))),
            self._stuck(),
            self._ending(),
            tuple(self._ranges()),
            self._odds(),
            self._searched(),
            len(self.scouts.lives) + self.swept,
        )

    # ---- what is tried ----
    def _search(self) -> None:
        moment = self.begin.run.moment if self.begin is not None else None
        try:
            tables = Tables(self.rules)
            self.found = search(tables, self.slice, self.plan.seed, self.plan.most, True, moment)
        except CannotSimulate:
            self.found = None

    def _read_all(self, found: Found) -> None:
        """Read every state and every step between them, each by its shortest way."""
        watch = Watch(self.rules)
        first = self.begin.run.moment if self.begin is not None else self.rules.begin(self.plan.seed)
        moments: list[Moment] = [first]
        far = [0]
        watch.see_state(0, 0, first)
        for state in range(1, len(found.scene)):
            parent = int(found.parent[state])
            moment = self._after(found, moments[parent], state)
            moments.append(moment)
            far.append(far[parent] + 1)
            watch.see_state(state, far[state], moment)
        self._read_steps(found, watch, moments, far)
        self.watch = watch

    def _after(self, found: Found, moment: Moment, state: int) -> Moment:
        id_, fell = found.forks.step(int(found.choice[state]), int(found.script[state]))
        choice = next(one for one in self.story.scenes[moment.scene].choices if one.id == id_)
        return self.rules.choose(moment, choice, fell)

    def _read_steps(self, found: Found, watch: Watch, moments: list[Moment], far: list[int]) -> None:
        """What comes of a choice is read from every state in which it can be taken, with all that can fall."""
        assert found.edges is not None
        pairs = zip(found.edges.source.tolist(), found.edges.choice.tolist(), found.edges.script.tolist(), strict=True)
        for source, choice, script in pairs:
            id_, fell = found.forks.step(choice, script)
            before = moments[source]
            made = next(one for one in self.story.scenes[before.scene].choices if one.id == id_)
            after = self.rules.choose(before, made, fell)
            known = len(watch.met)
            watch.see_step(len(moments) + len(self._steps), far[source] + 1, before, after, id_)
            if len(watch.met) > known:
                self._steps.append((source, Step(id_, after.drew)))

    def _scout(self) -> None:
        scouts, plan = self.scouts, self.plan
        if self.begin is None:
            for name, run in _tested(self.script, self.rules):
                scouts.see(run, name)
        scouts.live(plan.lives)
        for _ in range(plan.rounds):
            if scouts.missed():
                scouts.look_for_what_is_missed(plan.tries)
        if self.begin is None and scouts.missed():
            self._sweep()

    def _sweep(self) -> None:
        """Look through very many lives for what is missed, and live again those that came by it."""
        missed = {met for aim in self.scouts.missed() for met in aim.by}
        walker = Walker(self.rules)
        try:
            seeds = sweep(self.rules, missed, self.plan.swept, self.plan.seed)
        except CannotSimulate:
            return
        self.swept = self.plan.swept
        for seed in seeds:
            for gentler in (False, True):
                run = Run.start(self.rules, seed, gentler)
                for step in walker.walk(seed, steps=True).steps or ():
                    run.choose(step.choice, step.outcomes)
                self.scouts.see(run)

    # ---- verdicts ----
    def _targets(self) -> Iterator[Verdict]:
        for aim in self.aims:
            yield self._verdict(aim)

    def _verdict(self, aim: Aim) -> Verdict:
        witness = self._shown(aim.by)
        if witness is not None:
            return target_verdict(aim.target, "reachable", witness=witness)
        if self._all_read:
            return target_verdict(aim.target, "impossible", self._gone_through())
        why = self.proofs.never(aim)
        if why:
            return target_verdict(aim.target, "impossible", why)
        return target_verdict(aim.target, "undecided", self._tried())

    @property
    def _all_read(self) -> bool:
        return self.watch is not None and self.found is not None and self.found.complete and not self.slice.asks

    def _shown(self, by: Iterable[Met]) -> Witness | None:
        """The shortest life there is that comes by any of these."""
        met = list(by)
        if self.watch is not None:
            at = min((self.watch.met[one] for one in met if one in self.watch.met), key=_by_turn, default=None)
            if at is not None:
                return self._searched_way(at[0])
        found = self.scouts.first(met)
        if found is None:
            return None
        number, turn = found
        lived = self.scouts.lives[number]
        steps = tuple(step.text() for step in lived.steps[:turn])
        return Witness(lived.seed, steps, lived.gentler, turn == 0, lived.source, self._begins)

    def _searched_way(self, number: int) -> Witness:
        """The way to a state; with one step more, for what comes of that."""
        assert self.found is not None
        state, last = number, None
        if number >= len(self.found.scene):
            state, last = self._steps[number - len(self.found.scene)]
        way = [Step(choice, fell).text() for choice, fell in self.found.way(state)]
        steps = (*way, *([last.text()] if last is not None else []))
        return Witness(self.plan.seed, steps, False, True, "", self._begins)

    @property
    def _begins(self) -> str:
        return self.begin.run.moment.scene if self.begin is not None else ""

    def _endings(self) -> Iterator[Verdict]:
        for scene in self.story.endings:
            yield self._made("ending", scene.id, scene.id, [("scene", scene.id)], scene.id)

    def _made(self, kind: Kind, scene: str, what: str, by: list[Met], home: str) -> Verdict:
        at = self.proofs.place(home)
        witness = self._shown(by)
        if witness is not None:
            return Verdict(kind, *at, scene, what, "reachable", "", witness)
        if self._all_read:
            return Verdict(kind, *at, scene, what, "impossible", self._gone_through())
        why = self.proofs.no_scene(scene) if kind == "ending" else ""
        return Verdict(kind, *at, scene, what, "impossible" if why else "undecided", why or self._tried())

    def _locks(self) -> Iterator[Verdict]:
        """Whether every `locked` that a writer wrote can be read."""
        for (scene, choice), at in self.proofs.locks():
            seen = self._seen_locked(scene, choice)
            if seen is not None:
                yield Verdict("lock", *at, scene, choice, "reachable", "", seen)
            elif self.found is not None and self.found.complete and not self.slice.asks:
                yield Verdict("lock", *at, scene, choice, "impossible", self._gone_through())
            else:
                why = self.proofs.always_open(scene, choice)
                yield Verdict("lock", *at, scene, choice, "impossible" if why else "undecided", why or self._tried())

    def _seen_locked(self, scene: str, choice: str) -> Witness | None:
        found = self.found
        if found is not None:
            for n, (home, made) in enumerate(found.tables.choices):
                if (home.id, made.id) == (scene, choice) and found.shut[n] >= 0:
                    return self._searched_way(int(found.shut[n]))
        if (scene, choice) in self.scouts.locked:
            number, turn = self.scouts.locked[scene, choice]
            lived = self.scouts.lives[number]
            steps = tuple(step.text() for step in lived.steps[:turn])
            return Witness(lived.seed, steps, lived.gentler, turn == 0, lived.source, self._begins)
        return None

    def _gone_through(self) -> str:
        assert self.found is not None
        return f"all {len(self.found.scene):,} states that there are were gone through"

    def _tried(self) -> str:
        lives = f"{len(self.scouts.lives) + self.swept:,} lives did not come by it"
        found = self.found
        if found is None:
            return lives
        if found.complete:
            world = f", nor did any of the {len(found.scene):,} states in the world of seed {self.plan.seed}"
            return f"{lives}{world}; other seeds have other prices"
        return f"{lives}, nor the first {len(found.scene):,} states; {self._largest()} makes them many"

    # ---- the story as a whole ----
    def _stuck(self) -> Proof:
        found = self.found
        if found is not None and len(found.stuck):
            state = int(found.stuck[0])
            where = tuple(sorted({found.tables.ids[found.scene[n]] for n in found.stuck.tolist()}))
            words = "a life can come to a scene in which nothing can be chosen"
            return Proof("refuted", words, where, self._searched_way(state))
        if self.scouts.stuck:
            number, turn = next(iter(self.scouts.stuck.values()))
            lived = self.scouts.lives[number]
            witness = Witness(
                lived.seed, tuple(step.text() for step in lived.steps[:turn]), lived.gentler, False, "", self._begins
            )
            return Proof(
                "refuted", "a life came to a scene in which nothing can be chosen", tuple(self.scouts.stuck), witness
            )
        if found is not None and found.complete and not self.slice.asks:
            return Proof("proved", f"no life is ever stuck: {self._gone_through()}")
        open_ended = self.proofs.may_be_stuck()
        if not open_ended:
            return Proof("proved", "no life is ever stuck: in every scene some choice is always open")
        told = "; ".join(f"{scene} with {values}" if values else scene for scene, values in open_ended.items())
        words = f"no life was stuck, but it is not proved of every scene: {told}"
        return Proof("undecided", words, tuple(open_ended))

    def _ending(self) -> Proof:
        found = self.found
        if found is not None and found.complete and found.edges is not None:
            lost = _lost(found)
            if lost:
                where = tuple(sorted({found.tables.ids[found.scene[n]] for n in lost}))
                witness = self._searched_way(min(lost))
                return Proof("refuted", "from here no ending can be come to any more", where, witness)
            if not self.slice.asks:
                return Proof("proved", f"from everywhere an ending can be come to: {self._gone_through()}")
        endless = self.proofs.endless()
        if endless:
            return Proof("refuted", "from these scenes no road leads to an ending", endless)
        return Proof("undecided", "from every scene roads lead to an ending; that they open again is not proved")

    def _ranges(self) -> Iterator[Range]:
        for n, slot in enumerate(self.story.slots):
            if slot.meter and not slot.inner:
                low, high = self.proofs.range(n)
                least, most = self._met_range(n, slot)
                yield Range(slot.name, low, high, least, most)

    def _met_range(self, n: int, slot: Slot) -> tuple[int, int]:
        return self.scouts.least.get(n, slot.start), self.scouts.most.get(n, slot.start)

    def _odds(self) -> dict[str, float]:
        found = self.found
        if found is None or not found.complete or found.edges is None or self.slice.asks or self.begin is not None:
            return {}
        from .odds import odds

        return odds(found)

    def _searched(self) -> Searched:
        found = self.found
        if found is None:
            return Searched(0, False, "one", "a set with too many members")
        seeds = "one" if self.slice.asks else "all"
        return Searched(len(found.scene), found.complete, seeds, "" if found.complete else self._largest())  # type: ignore[arg-type]

    def _largest(self) -> str:
        """The variable with the most values among those that matter."""
        slots = [self.story.slots[n] for n in self.slice.slots]
        return max(slots, key=lambda slot: slot.high - slot.low).name if slots else "nothing"


def _by_turn(at: tuple[int, int]) -> tuple[int, int]:
    return at[1], at[0]


def _tested(script: Script, rules: Rules) -> Iterator[tuple[str, Run]]:
    """The story's own play-tests, as far as they can be played."""
    for found in files_in(folder_of(script)):
        read = read_play_test(found.path)
        if read.test is not None:
            yield found.name, play_test(rules, read.test).run


def _lost(found: Found) -> list[int]:
    """States from which no ending can be come to."""
    import numpy as np

    edges = found.edges
    assert edges is not None
    good = found.scene >= found.tables.first_ending
    while True:
        more = np.zeros_like(good)
        more[edges.source[good[edges.target]]] = True
        more &= ~good
        if not more.any():
            break
        good |= more
    lost: list[int] = np.flatnonzero(~good).tolist()
    return lost
