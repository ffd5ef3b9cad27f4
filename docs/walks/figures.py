"""The figures in words: what was counted, as Markdown for a story's document.

Takes what the other modules counted; gives text. The same counts give the same characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import mean
from textwrap import fill

from msgspec import Struct

from jangmadang.story.model import Story

from .counting import KINDS, Tally, quantiles
from .people import Walkers, walkers_file
from .reading import Read
from .skill import Came, Met
from .verdict import Finding, apart, written_choices

BLOCK = "<!-- {} -->"
"""What a part of a document that is made begins with; a slash before the name ends it."""
FIGURES, PEOPLE = "figures", "people"
WIDTH = 120
SELDOM = 3
"""A written scene that fewer of a hundred random lives see is told."""
DIFFERS = 4
"""Endings whose shares differ by so much between ways of meeting an encounter stand in its table."""


class Counted(Struct, frozen=True):
    """All that was counted for one story."""

    story: Story
    walkers: Walkers
    tallies: dict[str, Tally]
    read: Read
    words: int
    """In the story's files."""
    skill: dict[str, dict[str, Came]]
    findings: list[Finding]

    @property
    def chance(self) -> Tally:
        """The lives of the walker without a wish; of the first, if all have one."""
        names = [name for name, wishes in self.walkers.walkers.items() if not wishes.wishes] or list(self.tallies)
        return self.tallies[names[0]]


def written_into(document: str, made: str, name: str = FIGURES) -> str:
    """The document with what was made between its two marks. Raises ValueError where the marks are not there."""
    before, begin, rest = document.partition(BLOCK.format(name))
    _, end, after = rest.partition(BLOCK.format(f"/{name}"))
    if not begin or not end:
        raise ValueError(f"the document needs {BLOCK.format(name)} and, after it, {BLOCK.format(f'/{name}')}")
    return f"{before}{begin}\n{made.strip()}\n{end}{after}"


def figures(counted: Counted) -> str:
    """Everything, a part after the other."""
    parts = (_walkers, _endings, _life, _met, _seldom, _skill)
    return "\n\n".join(block for part in parts for block in part(counted))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; its first column is words, the others are numbers."""
    lines = [head, ["-", *["-:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("| -: ", "|-:").replace("| - ", "|-") for line in lines)


def wrapped(text: str, indent: str = "") -> str:
    """A paragraph in lines as long as those of the other documents."""
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def shown(share: float) -> str:
    """A share in 100, with one decimal; `0` and what is nearly so are told apart."""
    return "0" if not share else "<0.1" if share < 0.05 else f"{share:.1f}"


# ---- parts ----------------------------------------------------------------------------------------------------------
def _walkers(counted: Counted) -> list[str]:
    file = walkers_file(counted.story.id).name
    lives = sum(tally.lives for tally in counted.tallies.values())
    intro = (
        f"Made by `make docs-lives`, from fixed seeds: {lives:,} lives, all through the real encounters. Who "
        "walks knows what each open choice costs and does, and its odds, one turn ahead, and never what will fall. "
        "They lean towards more of what they want, and do not always take it; in numbers that stands in "
        f"[{file}]({file})."
    )
    who = "\n".join(wrapped(f"- **{name}** {wishes.about}.", "  ") for name, wishes in counted.walkers.walkers.items())
    return [wrapped(intro), who]


def _endings(counted: Counted) -> list[str]:
    names = list(counted.tallies)
    rows = [
        [f"`{ending.id}`", *(shown(counted.tallies[name].share(ending.id)) for name in names)]
        for ending in counted.story.endings
    ]
    rows.append(["lives", *(f"{counted.tallies[name].lives:,}" for name in names)])
    pairs = [
        f"{one} and {two} {apart(counted.tallies[one], counted.tallies[two]):.0f}"
        for n, one in enumerate(names)
        for two in names[n + 1 :]
    ]
    bounds = "\n".join(
        wrapped(f"- {'kept' if one.kept else '**not kept**'}: {one.said}", "  ") for one in counted.findings
    )
    return [
        "### Endings, in 100 lives",
        table(["", *names], rows),
        wrapped(f"Of a hundred lives so many end elsewhere: {', '.join(pairs)}."),
        bounds,
    ]


def _life(counted: Counted) -> list[str]:
    tallies, read, chance = counted.tallies.values(), counted.read, counted.chance
    longest, most = max(max(tally.choices) for tally in tallies), max(tally.most_open for tally in tallies)
    stuck = sum(sum(tally.stuck.values()) for tally in tallies)
    rows = [
        [what, *(f"{n:,}" for n in quantiles(counts))]
        for what, counts in (
            ("written scenes", chance.written),
            ("turns", chance.turns),
            ("words of prose", read.prose),
            ("words of choices", read.choices),
        )
    ]
    middle = quantiles(read.both)[1]
    ended = "Nobody is stuck" if not stuck else f"{stuck:,} lives are stuck"
    return [
        "### A life",
        wrapped(f"{ended}. The longest took {longest:,} choices, menus counted; no page has more than {most} open."),
        table(["random lives", "tenth", "middle", "nine tenths"], rows),
        wrapped(
            f"One reading, {middle:,} words in the middle, is {100 * middle / counted.words:.0f} % of the "
            f"{counted.words:,} words that may be read, every variant, choice and hint counted."
        ),
    ]


def _met(counted: Counted) -> list[str]:
    chance, story = counted.chance, counted.story
    rows = []
    for kind, name in KINDS.items():
        shares = [100 * chance.met[kind, n] / chance.lives for n in range(3)]
        rows.append([name, *map(shown, shares), shown(max(0.0, 100 - sum(shares)))])
    nine = max(chance.phenomena)
    storylets = [scene.id for scene in story.scenes.values() if scene.storylet is not None]
    drawn = ", ".join(f"`{name}` {shown(_seen(chance, name))}" for name in sorted(storylets))
    low, middle, high = quantiles(chance.storylets)
    return [
        "### What is met, in 100 random lives",
        table(["", "none", "one", "two", "more"], rows),
        wrapped(
            f"All {nine} phenomena are touched in {shown(_of(chance, chance.phenomena[nine]))}. Storylets in a life: "
            f"{low}, {middle}, {high} (tenth, middle, nine tenths). Each of them: {drawn}."
        ),
    ]


def _seldom(counted: Counted) -> list[str]:
    chance, story = counted.chance, counted.story
    rare = {scene.id: _seen(chance, scene.id) for scene in story.written_scenes if scene.text and scene.ending is None}
    seldom = ", ".join(f"`{id_}` {shown(share)}" for id_, share in rare.items() if share < SELDOM)
    never = ", ".join(f"`{name}`" for name in never_taken(story, counted.tallies.values()))
    return [
        "### Seldom or never",
        wrapped(f"Written scenes that fewer than {SELDOM} in 100 random lives see: {seldom or 'none'}."),
        wrapped(f"Written choices that no walker ever took: {never or 'none'}."),
    ]


def never_taken(story: Story, tallies: Iterable[Tally]) -> list[str]:
    """Written choices that no life took, as scene and choice."""
    taken = {key for tally in tallies for key in tally.taken}
    return [f"{scene}.{choice}" for scene, choice in written_choices(story) if (scene, choice) not in taken]


def _of(tally: Tally, lives: int) -> float:
    return 100 * lives / max(1, tally.lives)


def _seen(tally: Tally, scene: str) -> float:
    return _of(tally, tally.scenes[scene])


# ---- skill ----------------------------------------------------------------------------------------------------------
def _skill(counted: Counted) -> list[str]:
    intro = (
        "Each row meets one kind of encounter in one way and leaves all else to the same lots. Endings stand where "
        f"they differ by {DIFFERS} in 100 or more."
    )
    blocks = ["### What skill brings", wrapped(intro)]
    for kind, ways in counted.skill.items():
        if any(came.lives for came in ways.values()):
            blocks += [wrapped(f"**{KINDS[kind].capitalize()}.** {_ABOUT[kind]}"), _ways(kind, ways)]
    return blocks


_ABOUT = {
    "market": "What one comes away with, in old won, goods counted at their worth, against what one came with.",
    "bribe": "Of a hundred meetings; what was paid, in old won, where one was let by. Who has none of the purse walks.",
    "screening": "Of a hundred evenings.",
    "crossing": "Of a hundred nights.",
}


_Cells = Callable[[Came], list[str]]


def _ways(kind: str, ways: dict[str, Came]) -> str:
    head, columns = _columns(kind, ways)
    endings = sorted({ending for came in ways.values() for ending in came.endings})
    told = [ending for ending in endings if _spread([came.share(ending) for came in ways.values()]) >= DIFFERS]
    rows = [
        [way, *columns(came), _by(mean(met.risk for met in came.met)), *(f"{came.share(e):.0f}" for e in told)]
        for way, came in ways.items()
        if came.met
    ]
    return table([f"{next(iter(ways.values())).lives:,} lives", *head, "risk", *(f"`{e}`" for e in told)], rows)


def _by(much: float) -> str:
    return f"{much:+.1f}".replace("-", "−") if abs(much) >= 0.05 else "0"


def _spread(shares: Sequence[float]) -> float:
    return max(shares) - min(shares)


def _columns(kind: str, ways: dict[str, Came]) -> tuple[list[str], _Cells]:
    match kind:
        case "market":
            names = list(dict.fromkeys(met.name for came in ways.values() for met in came.met))
            return [f"`{name}`" for name in names], lambda came: [_brought(came, name) for name in names]
        case "bribe":
            return ["let by", "door shut", "walked", "paid"], _bribes
        case "screening":
            return ["knock", "names asked", "trust"], lambda came: [
                f"{came.pages('knock', 'visit'):.0f}",
                f"{came.pages('names', 'asked'):.0f}",
                _by(mean(met.trust for met in came.met)),
            ]
    return ["across", "home again", "caught"], lambda came: [
        f"{came.pages(*pages):.0f}" for pages in (("across",), ("back", "stay"), ("caught",))
    ]


def _brought(came: Came, name: str) -> str:
    worth = [met.worth for met in came.met if met.name == name]
    if not worth:
        return ""
    return f"{mean(worth):+,.0f}".replace("-", "−") if round(mean(worth)) else "0"


def _bribes(came: Came) -> list[str]:
    def share(met: Sequence[Met]) -> str:
        return f"{100 * len(met) / len(came.met):.0f}"

    shut = [met for met in came.met if "closed" in met.pages]
    walked = [met for met in came.met if met.left == "walk"]
    let_by = [met for met in came.met if met.left == "offer" and "closed" not in met.pages]
    paid = f"{mean(-met.worth for met in let_by):,.0f}" if let_by else ""
    return [share(let_by), share(shut), share(walked), paid]
