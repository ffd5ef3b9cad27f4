"""A playthrough by lines: a page, a question, an answer, until an ending or until the player leaves.

Takes a Run, the slot it is kept in and a Console; gives the exit code. It is saved after every choice, before the next
page is said, so that whatever happens while somebody reads costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import settings
from ..play.found import Found
from ..play.run import CannotChoose, Run
from ..play.saves import Saves, Slot, slot_problem
from ..play.view import Page
from . import beside, endings, saying
from .answers import COMMANDS, Answer, prompt, understand
from .console import Console
from .hearing import Hearing
from .helping import help_lines
from .noting import notes_lines
from .setting import set_lines, settings_lines
from .shell import quoted, undisturbed
from .staging import stage_lines

if TYPE_CHECKING:
    from pathlib import Path

    from ..play.playtests import PlayTest

DONE, CANNOT, ANSWERS_ENDED, INTERRUPTED = 0, 1, 3, 130


class Playing:
    """One playthrough at the console."""

    def __init__(
        self, run: Run, slot: Slot, saves: Saves, console: Console, *, again: str, folder: Path | None = None
    ) -> None:
        """`again` is the command that goes on with this story, to be told on leaving; `folder` is where it lies."""
        self.run = run
        self._slot = slot
        self._saves = saves
        self._console = console
        self._again = again
        self._folder = folder
        self._found = Found()
        self._noted = 0
        """How many steps were noted as seen."""
        self._whole = True
        self._long = True
        self._hearing = Hearing()
        self._settings = settings.read()
        console.measure = self._settings.measure

    def play(self) -> int:
        """Until it is over; gives the exit code."""
        try:
            while True:
                page = self._show()
                left = self._ended(page) if page.ending else self._turn(page)
                if left is not None:
                    return left
        except KeyboardInterrupt:
            self._console.say([""])
            return self._leave(INTERRUPTED)

    def follow(self, test: PlayTest) -> int | None:
        """Take the choices of a file as if they were answered.

        Gives the exit code if one of them cannot be taken, or if what the file expects of them has not come.
        """
        from ..play.playtests import moves, take, unmet

        for order in test.orders:
            found = moves(self.run, order)
            problem = found.problem
            for step in found.steps:
                page = self._show()
                self._whole = False
                self._console.say([prompt(page, long=False) + step.text()])
                problem = problem or take(self.run, step)
            if problem:
                self._console.say(test.problem(order.at, problem).text().split("\n"))
                return CANNOT
        missed = unmet(self.run, self.run.look(), test)
        if missed:
            self._show()
            self._console.say(["", *(line for problem in missed for line in problem.text().split("\n"))])
            return CANNOT
        return None

    def _show(self) -> Page:
        page = self.run.look()
        self._console.say(["", *self._hearing.lines(page, whole=self._whole, hints=self._settings.hints)])
        return page

    def _turn(self, page: Page) -> int | None:
        """Ask until the page changes; gives the exit code when the player leaves."""
        while True:
            line = self._console.ask(prompt(page, long=self._long))
            if line is None:
                return self._leave(ANSWERS_ENDED)
            self._long = False
            answer = understand(line, page)
            if answer.unclear:
                self._console.say([answer.unclear])
            elif answer.choice:
                if self._choose(answer.choice):
                    return None
            elif answer.command == "quit":
                return self._leave(DONE)
            elif self._do(answer, page):
                return None

    def _choose(self, choice: str) -> bool:
        with undisturbed():
            try:
                self.run.choose(choice)
            except CannotChoose as cannot:
                self._console.say([saying.sentence(f"You cannot: {cannot.reason}")])
                return False
            said = self._slot.write(self.run.life())
            self._note()
        self._whole = False
        self._heeded(said)
        return True

    def _do(self, answer: Answer, page: Page) -> bool:
        """Carry out a command; True when the page must be said anew."""
        if answer.command in ("back", "forward", "branch"):
            return self._travel(answer.command, answer.rest)
        if answer.command == "look":
            self._whole = True
        if answer.command == "help" and not answer.rest:
            self._long = True
        lines = self._lines(answer, page)
        if lines is not None:
            self._console.say(lines)
        return lines is None

    def _travel(self, way: str, rest: str) -> bool:
        """Go back or forward, or on a new road; True when the page must be said anew."""
        from ..play.roads import turns
        from . import roads

        try:
            turn = roads.turn_meant(rest, turns(self.run), way) if rest else None
        except roads.Unclear as unclear:
            self._console.say([unclear.words])
            return False
        with undisturbed():
            if way == "branch":
                said = self._branch(self.run.moment.turn if turn is None else turn)
                moved = not said
            else:
                before = self.run.moment
                if turn is not None:
                    self.run.go_to(turn)
                elif way == "back":
                    self.run.undo()
                else:
                    self.run.redo()
                moved = self.run.moment is not before
                said = self._slot.write(self.run.life()) if moved else f"There is no turn to go {way} to."
        if not moved:
            self._console.say([said])
            return False
        self._whole = True
        self._heeded(said)
        return True

    def _branch(self, turn: int) -> str:
        """Play on in a slot of its own from that turn; the old road is kept first. Gives why not, or ""."""
        old = self.run.onward()
        said = self._slot.write(old.life()) if old.steps else ""
        if old.steps and not self._slot.kept:
            return said or "This playthrough cannot be kept, so no new road is begun."
        new = old.branch()
        new.back_to(turn)
        new = new.branch()
        try:
            slot = self._saves.branch(new.life(), self._slot.name)
        except OSError as error:
            return f"There is no new road: it cannot be kept ({error.strerror or error})."
        stays = f" Slot {self._slot.name} stays as it is." if old.steps else ""
        self.run, self._slot = new, slot
        self._console.say([f'A new road, kept in slot "{slot.name}".{stays}'])
        return ""

    def _note(self) -> None:
        """What the life has seen since is kept for the map."""
        from ..play.roads import glimpse, recollected

        story, steps = self.run.story.id, len(self.run.past)
        if not self._noted and not self._found.seen(story).places:
            kept = [one.life for one in self._saves.all(story) if one.life is not None]
            self._found.note(story, recollected(self.run.rules, kept))
        self._found.note(story, glimpse(self.run, min(self._noted, steps)))
        self._noted = steps

    def _lines(self, answer: Answer, page: Page) -> Iterable[str] | None:
        from ..play.roads import story_map, turns
        from . import roads

        match answer.command:
            case "choices":
                lines = [*stage_lines(page), *saying.choice_lines(page.choices, self._settings.hints)]
                return lines or ["There is nothing left to choose."]
            case "where":
                return beside.where_lines(page)
            case "meters":
                from ..play.ending import so_far

                days, courses = so_far(self.run)
                return beside.meters_lines(page.meters, courses, days)
            case "people":
                return beside.people_lines(page.people, page.turn)
            case "pack":
                return beside.pack_lines(page)
            case "notes":
                return notes_lines(page, answer.rest)
            case "journal":
                return roads.turns_lines(turns(self.run), answer.rest)
            case "turning":
                return roads.forks_lines(turns(self.run).forks)
            case "map":
                self._note()
                return roads.map_lines(story_map(self.run, self._found.seen(self.run.story.id)))
            case "ending":
                return endings.life_lines(self.run, self._found, self._folder)
            case "gallery":
                return endings.gallery_lines(self.run, self._found, self._saves, answer.rest)
            case "write":
                return endings.written_lines(self.run)
            case "save":
                return self._copy(answer.rest)
            case "settings":
                return settings_lines(self._settings)
            case "set":
                self._settings, said = set_lines(self._settings, answer.rest)
                self._console.measure = self._settings.measure
                return said
            case "help":
                return help_lines(answer.rest, {word: command for word, command in COMMANDS.items()})
        return None

    def _heeded(self, said: str) -> None:
        self._console.heeded()
        if said:
            self._console.say([said])

    def _keep(self) -> None:
        with undisturbed():
            said = self._slot.write(self.run.life())
        if said:
            self._console.say([said])

    def _copy(self, name: str) -> list[str]:
        if not name:
            self._keep()
            if not self._slot.kept:
                return ["This playthrough is not kept."]
            path = self._saves.path(self._slot.story, self._slot.name)
            return [
                f"Kept in slot {self._slot.name}, after every choice: {path}",
                "Say save and a name to keep a copy.",
            ]
        problem = slot_problem(name)
        if problem:
            return [saying.sentence(f"That cannot be: {problem}")]
        before = self._saves.keep(self._slot.story, name)
        said = self._saves.slot(self._slot.story, name).write(self.run.life())
        if said:
            return [said]
        kept = f" What that slot held is now slot {before}." if before else ""
        return [f"A copy is kept in slot {name}.{kept} You play on in slot {self._slot.name or 'one of its own'}."]

    def _ended(self, page: Page) -> int | None:
        """Note the ending, and ask a person once more; None when the page must be said anew."""
        self._note()
        while self._console.asks_a_person:
            line = self._console.ask(
                "ending, gallery, back, branch, turning, map, journal, notes, write; or an empty line to leave > "
            )
            answer = understand(line, page) if line and line.strip() else Answer(command="quit")
            if answer.command == "quit":
                break
            if answer.command is None:
                self._console.say(["It is over. back takes the last turn back; an empty line leaves."])
            elif self._do(answer, page):
                return None
        return DONE

    def _leave(self, code: int) -> int:
        if not self.run.steps:
            self._console.say(["Nothing was chosen, so nothing is kept."])
        else:
            self._keep()
            if self._slot.kept:
                how = f"{self._again} --slot {quoted(self._slot.name)}"
                self._console.say([f"Saved in slot {self._slot.name}. To go on: {how}"])
        return code
