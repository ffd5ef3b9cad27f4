"""The ground that a story's roads lie on: which scenes are one place, what lies beside the road, what comes first.

Takes a Story and gives what never changes of its map, so that a place stands where it stood whatever was seen of it.
The scenes of an encounter are its one place; a menu is no place; passages and storylets lie beside the road, for one
comes back from them. No playthrough comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..story.model import Choice, Exit, Outcome, Scene, Story

Roads = tuple[tuple[str, Choice], ...]


class Ground:
    """A story's places and their order."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._place = _folded(story)
        self._doors = _doors(story)
        on_the_road = _on_the_road(story)
        self.main = frozenset(place for id_ in on_the_road if (place := self._place[id_]))
        """Places on the road; others are asides."""
        self.places = tuple(dict.fromkeys(place for id_ in story.scenes if (place := self._place[id_])))
        """All places, in the order written."""
        leads = self._leads(on_the_road)
        ahead = _without_loops(leads)
        self.spokes = _spokes(leads, ahead, {place for place in self.main if story.scenes[place].ending is not None})
        """Places that lead back to the one place that leads to them, each with that place."""
        self.order = self._ordered(ahead)
        """The row of each place on the road, counted from the first: no road but one back leads upwards."""
        self._roads: dict[str, Roads] = {}
        self._keys: dict[str, set[str]] = {}

    def place(self, scene: str) -> str:
        """The place that a scene belongs to; "" for a menu, in which one stays where one was."""
        return self._place.get(scene, "")

    def roads(self, scene: str) -> Roads:
        """Choices of a scene that are roads, by key: not menus, nor what one does within an encounter.

        Ways of leaving an encounter by one exit are one road, by the exit's name.
        """
        if scene not in self._roads:
            found = self._story.scenes[scene]
            self._roads[scene] = tuple((key, choice) for choice in found.choices if (key := self._key(found, choice)))
        return self._roads[scene]

    def road(self, scene: str, choice: str, left_by: str) -> str:
        """The key of a choice that was taken, by the exit of an encounter if it left one; "" when it was no road."""
        key = next((key for key, road in self.roads(scene) if road.id == choice), "")
        found = next((one for one in self._story.scenes[scene].choices if one.id == choice), None)
        if found is None or not found.generated:
            return key
        return _by_exit(left_by) if left_by else "" if key.startswith(_by_exit("")) else key

    def keys(self, place: str) -> set[str]:
        """The keys of all roads that a place can have."""
        if not self._keys:
            for id_ in self._story.scenes:
                for one in self._stood_at(id_):
                    self._keys.setdefault(one, set()).update(key for key, _ in self.roads(id_))
        return self._keys.get(place, set())

    def _stood_at(self, id_: str) -> list[str]:
        """The place that a scene belongs to; a menu belongs to those that open it, from whatever menu."""
        if self._place[id_]:
            return [self._place[id_]]
        opened = [id_]
        for menu in opened:
            opened += [door for door in self._doors.get(menu, ()) if door not in opened]
        return [place for door in opened if (place := self._place[door])]

    def _key(self, scene: Scene, choice: Choice) -> str:
        if choice.skip or choice.menu:
            return ""
        if not (scene.encounter and choice.generated):
            return choice.id
        out = [exit_ for exit_ in exits(choice) if self._leaves(scene, exit_)]
        return (_by_exit(out[0].name) if out[0].name else choice.id) if out else ""

    def _leaves(self, scene: Scene, exit_: Exit) -> bool:
        if exit_.kind in ("stay", "return"):
            return exit_.kind == "return" and scene.id == scene.encounter
        aim = exit_.target if exit_.kind in ("goto", "call") else exit_.then or exit_.otherwise
        return self.place(aim) != self.place(scene.id)

    def _leads(self, scenes: Iterable[str]) -> dict[str, dict[str, None]]:
        """Where each place on the road leads, in the order written."""
        first = self._place[self._story.start]
        leads: dict[str, dict[str, None]] = {place: {} for place in (first, *self.places) if place in self.main}
        for id_ in scenes:
            scene = self._story.scenes[id_]
            for aim in _next_on_the_road(scene):
                for place in self._stood_at(id_):
                    if (to := self._place[aim]) in leads and place in leads and place != to:
                        leads[place][to] = None
        return leads

    def _ordered(self, ahead: dict[str, list[str]]) -> dict[str, int]:
        """Places by their longest way from the beginning, but right before what they lead to: a short cut that ends a
        week later is read with that week. Those that lead back stand right after where they lead to.
        """
        ranks = _ranks(ahead)
        written = {place: number for number, place in enumerate(self.places)}
        ends = {place: self._story.scenes[place].ending is not None for place in ahead}
        for place in sorted(ahead, key=ranks.__getitem__, reverse=True):
            next_ = [ranks[aim] for aim in ahead[place] if not ends[aim] and aim not in self.spokes]
            ranks[place] = min(next_) - 1 if next_ and place not in self.spokes else ranks[place]
        rows = sorted(ahead, key=lambda place: (ends[place], ranks[place], place not in self.spokes, written[place]))
        return {place: number for number, place in enumerate(rows)}


def exits(choice: Choice) -> Iterator[Exit]:
    """All ways that a choice can lead."""
    if choice.exit is not None:
        yield choice.exit
    yield from _falls(choice.chance)


def _falls(outcomes: tuple[Outcome, ...]) -> Iterator[Exit]:
    for outcome in outcomes:
        if outcome.exit is not None:
            yield outcome.exit
        yield from _falls(outcome.chance)


def _by_exit(name: str) -> str:
    return f"={name}"


# ---- which scenes are one place -------------------------------------------------------------------------------------
def _folded(story: Story) -> dict[str, str]:
    """Each scene's place. What a passage of an encounter's is called for from elsewhere is a place of its own."""
    place: dict[str, str] = {}
    mine: dict[str, list[str]] = {}
    for id_, scene in story.scenes.items():
        if not scene.encounter:
            place[id_] = "" if scene.menu else id_
        else:
            mine.setdefault(scene.encounter, []).append(id_)
    for encounter, scenes in mine.items():
        left = dict.fromkeys(scenes)
        for root in (encounter, *scenes):
            for id_ in _within(story, root, left):
                place[id_] = root
                del left[id_]
    return place


def _within(story: Story, root: str, left: dict[str, None]) -> list[str]:
    """The scenes among `left` that `root` leads to without leaving them."""
    found = [root] if root in left else []
    reached = set(found)
    for id_ in found:
        scene = story.scenes[id_]
        for aim in (*_next_on_the_road(scene), *_called(story, scene)):
            if aim in left and aim not in reached:
                reached.add(aim)
                found.append(aim)
    return found


def _doors(story: Story) -> dict[str, list[str]]:
    """The scenes that each menu is opened from."""
    doors: dict[str, list[str]] = {}
    for id_, scene in story.scenes.items():
        for choice in scene.choices:
            if choice.menu and choice.exit is not None and choice.exit.kind == "goto":
                doors.setdefault(choice.exit.target, []).append(id_)
    return doors


# ---- the road and what lies beside it -------------------------------------------------------------------------------
def _on_the_road(story: Story) -> list[str]:
    """Scenes that one reaches without being in a passage, and those of passages that never come back."""
    interrupted = [rule.target for rule in story.rules if rule.kind == "goto"]
    road = _reached(story, [story.start, *interrupted])
    on_it = set(road)
    beside = _reached(story, [aim for scene in story.scenes.values() for aim in _called(story, scene)])
    beside += [rule.target for rule in story.rules if rule.kind == "call"]
    back = _coming_back(story, _reached(story, beside))
    return road + [id_ for id_ in _reached(story, beside) if id_ not in back and id_ not in on_it]


def _reached(story: Story, roots: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(roots))
    reached = set(found)
    for id_ in found:
        for aim in _next_on_the_road(story.scenes[id_]):
            if aim not in reached:
                reached.add(aim)
                found.append(aim)
    return found


def _coming_back(story: Story, scenes: list[str]) -> set[str]:
    """Those of the scenes from which a passage can come to its end."""
    before: dict[str, list[str]] = {}
    for id_ in scenes:
        for aim in _next_on_the_road(story.scenes[id_]):
            before.setdefault(aim, []).append(id_)
    found = [id_ for id_ in scenes if _returns(story.scenes[id_])]
    back = set(found)
    for id_ in found:
        for one in before.get(id_, ()):
            if one not in back:
                back.add(one)
                found.append(one)
    return back


def _returns(scene: Scene) -> bool:
    ways = (exit_ for choice in scene.choices if not choice.menu for exit_ in exits(choice))
    return any(exit_.kind == "return" for exit_ in ways)


def _next_on_the_road(scene: Scene) -> Iterator[str]:
    """Scenes that one can stand in after this one, passages left out."""
    for choice in scene.choices:
        if choice.skip:
            continue
        for exit_ in exits(choice):
            if exit_.kind == "goto":
                yield exit_.target
            elif exit_.kind in ("draw", "call"):
                yield from (aim for aim in (exit_.then, exit_.otherwise) if aim)
    yield from (rule.target for rule in scene.rules if rule.kind == "goto")


def _called(story: Story, scene: Scene) -> Iterator[str]:
    """Passages and storylets that the scene leads into."""
    for choice in scene.choices:
        for exit_ in exits(choice):
            if exit_.kind == "call":
                yield exit_.target
            elif exit_.kind == "draw":
                yield from story.decks[exit_.target].storylets
    yield from (rule.target for rule in scene.rules if rule.kind == "call")


# ---- what comes before what -----------------------------------------------------------------------------------------
def _without_loops(leads: dict[str, dict[str, None]]) -> dict[str, list[str]]:
    """The roads but for those that lead back to where one came from; where one begins stands first."""
    ahead: dict[str, list[str]] = {place: [] for place in leads}
    done: set[str] = set()
    for root, first in leads.items():
        if root in done:
            continue
        way = [(root, iter(first))]
        under_way = {root}
        while way:
            place, aims = way[-1]
            aim = next(aims, None)
            if aim is None:
                way.pop()
                under_way.discard(place)
                done.add(place)
            elif aim not in under_way:
                ahead[place].append(aim)
                if aim not in done:
                    under_way.add(aim)
                    way.append((aim, iter(leads[aim])))
    return ahead


def _spokes(leads: dict[str, dict[str, None]], ahead: dict[str, list[str]], ends: set[str]) -> dict[str, str]:
    """Places that only lead back to the one that leads to them."""
    before: dict[str, set[str]] = {place: set() for place in leads}
    for place, aims in leads.items():
        for aim in aims:
            before[aim].add(place)
    return {
        place: hub
        for place, aims in leads.items()
        if place not in ends and len(aims) == 1 and not ahead[place]
        for hub in aims
        if before[place] == {hub}
    }


def _ranks(ahead: dict[str, list[str]]) -> dict[str, int]:
    """How many places lie before each on the longest way; those that only a rule leads to come last."""
    waiting = dict.fromkeys(ahead, 0)
    for aims in ahead.values():
        for aim in aims:
            waiting[aim] += 1
    ranks: dict[str, int] = {}
    ready = [place for place, count in waiting.items() if not count]
    for number, place in enumerate(ready):
        rank = ranks.setdefault(place, 0 if number == 0 else max(ranks.values()))
        for aim in ahead[place]:
            ranks[aim] = max(ranks.get(aim, 0), rank + 1)
            waiting[aim] -= 1
            if not waiting[aim]:
                ready.append(aim)
    return ranks
