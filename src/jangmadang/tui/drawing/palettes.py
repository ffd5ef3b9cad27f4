"""What colour a material has: by theme, hour and season. Plain data and a little arithmetic; no widget, no Textual.

`colour(theme, light, season, material, depth)` gives `#rrggbb`, or the name of one of the terminal's sixteen for the
theme of the terminal's own colours. `depth` is how far down in the drawing it stands: skies, snow and water pass from
their upper to their lower colour, so that a drawing of flat letters has air in it.
"""

from __future__ import annotations

from functools import cache

from ...story.drawings import MATERIALS

STEPS = 6
"""Shades from the top of a drawing to its bottom."""

LIGHTS = {
    "": "day",
    "dawn": "dawn",
    "morning": "day",
    "noon": "day",
    "afternoon": "day",
    "dusk": "dusk",
    "evening": "night",
    "night": "night",
}
"""Which of the four palettes an hour has."""

SEASONS = ("winter", "spring", "summer", "autumn")

Rgb = tuple[float, float, float]


Tones = tuple[str, str]


def _table(text: str) -> dict[str, Tones]:
    """`s aabbcc ddeeff` a line: the upper and the lower colour; one colour stands for both."""
    table = {}
    for line in text.split("\n"):
        if line.strip():
            letter, *tones = line.split()
            table[letter] = (tones[0], tones[-1])
    return table


# A winter's day: the colours that things have. Dawn, dusk and night are made from it but for what they list.
_DAY = _table("""
s 8ea6bd d5dde0
c dfe5e6
o f7e8b4
x 9db1c4 c4d0d8
m 9fb0be
k 6f7478 565b60
w eceff0 c9d3da
g a1978a 857b6f
t c6c2b9 a8a296
r 5d8096 3c5a70
i c2d5dc 9fbac6
b 5a4c41
h b3a186
j b9a07c c9b08a
z 6d7a80
d 2c2824
n 86633f
e 43474d
a 63615f
l f6cf77
f ff9a3d
y eecb8f
p 34353f
q b5402f
u b3996c
v f7f2e4
""")
_SEASON: dict[str, dict[str, Tones]] = {
    "winter": {},
    "spring": _table("m 93a396\nk 6b6a5b 56543f\ng 8a7a62 6f5f49\nb 6d6a46\ni a9b6b8 8b9ea6\nw e2e2dc b9bdbb"),
    "summer": _table("s 7fb0d6 dbe6e0\nm 7ba08c\nk 55784e 456340\ng 7f9a55 66843f\nb 3f6f3b\nt c9b894"),
    "autumn": _table("m a3978c\nk 7d6b4c 66563b\ng a98b5c 8a6e44\nb 7d5a36"),
}

# What light makes of everything: times `by`, then `share` of the way to `tint`; what it lists is so in any season.
_LIGHT: dict[str, tuple[float, str, float, dict[str, Tones]]] = {
    "day": (1.0, "ffffff", 0.0, {}),
    "dawn": (
        0.62,
        "6a6c93",
        0.30,
        _table("""
            s 4f5c86 e6b9a4
            c b9a3ac
            o f4e3c0
            x 7d86a6 d9b7a8
            m 7d7c9e 8a83a0
            k 45435c 3b3a50
            w b3b4cb 8389aa
            r 8b86a0 3f4f6d
            i a5a9c4 7480a2
            l fbc76a
            f ffad55
            y c58f6b
            j 5b4a4a 7d6152
        """),
    ),
    "dusk": (
        0.50,
        "4d3f66",
        0.32,
        _table("""
            s 2b3260 dd8c62
            c a8707a
            o f6dfb0
            x 767aa0 b58a80
            m 574b78 6f5a7c
            k 2d2740 221e33
            w a093ab 5f5f80
            r a06f76 2e3656
            i 9a8aa4 585d84
            l ffbd58
            f ffc76b
            y b8713f
            j 4a3634 6b4a38
        """),
    ),
    "night": (
        0.30,
        "161c30",
        0.34,
        _table("""
            s 0d1222 2a3c63
            c 434c69
            o efe6c8
            x 6b7696 8b97b4
            m 1a2440 202c4a
            k 0e131d 0a0e16
            w 5a6c93 30405f
            g 20263a 1a1f2c
            t 333d58 262d3f
            r 141d31 0e1626
            i 3a4d70 22304b
            b 12151f
            h 30303d 292935
            z 1d2536
            d 07090e
            n 46362a
            e 15171e
            a 262833
            l f4b04a
            f ffdc8c
            y 8f5e2d
            p 0c0d14
            q 85393a
            u 62573f
            v 9a9a9f
            j 2c211d 4d3626
        """),
    ),
}

# The sixteen of a terminal, in each light.
_SIXTEEN = {
    "day": _table("""
        s bright_blue
        x bright_blue
        c white
        o bright_yellow
        m blue
        k bright_black
        w bright_white
        g yellow
        t bright_black
        r blue
        i cyan
        b bright_black
        h yellow
        j yellow
        z bright_black
        d black
        n yellow
        e black
        a bright_black
        l bright_yellow
        f bright_red
        y bright_yellow
        p black
        q red
        u yellow
        v bright_white
    """),
    "dawn": _table("""
        s magenta
        x white
        c white
        o bright_yellow
        m blue
        k black
        w white
        g bright_black
        t bright_black
        r blue
        i cyan
        b black
        h bright_black
        j bright_black
        z blue
        d black
        n yellow
        e black
        a bright_black
        l bright_yellow
        f bright_red
        y yellow
        p black
        q red
        u yellow
        v bright_white
    """),
    "dusk": _table("""
        s magenta
        x white
        c bright_black
        o bright_yellow
        m blue
        k black
        w white
        g black
        t bright_black
        r blue
        i bright_blue
        b black
        h bright_black
        j bright_black
        z black
        d black
        n yellow
        e black
        a black
        l bright_yellow
        f bright_red
        y yellow
        p black
        q red
        u yellow
        v white
    """),
    "night": _table("""
        s black
        x white
        c bright_black
        o bright_white
        m blue
        k black
        w bright_black
        g black
        t bright_black
        r black
        i blue
        b black
        h bright_black
        j bright_black
        z blue
        d black
        n yellow
        e black
        a bright_black
        l bright_yellow
        f bright_yellow
        y yellow
        p black
        q red
        u yellow
        v white
    """),
}


@cache
def colour(theme: str, light: str, season: str, material: str, depth: int) -> str:
    """The colour of a material in a light (one of the four) and a season; `depth` from 0 (top) to STEPS - 1."""
    if theme == "terminal":
        return _SIXTEEN[light][material][0]
    by, tint, share, own = _LIGHT[light]
    seasonal = _SEASON[season].get(material)
    at = depth / (STEPS - 1)
    tone = _between(seasonal or _DAY[material], at)
    tone = _mixed((tone[0] * by, tone[1] * by, tone[2] * by), _rgb(tint), share)
    if material in own:  # what this light makes of it, with a trace of the season
        tone = _mixed(_between(own[material], at), tone, 0.35 if seasonal else 0.0)
    return _hex(_on_paper(theme, light, material, tone))


def _on_paper(theme: str, light: str, material: str, tone: Rgb) -> Rgb:
    """What a theme makes of a colour."""
    if theme == "hanji":  # colour woodblock on mulberry paper: no black, deep blues kept apart, a little warm
        power = {"day": 0.92, "dawn": 0.80, "dusk": 0.72, "night": 0.60}[light]
        red, green, blue = (255 * (part / 255) ** power for part in tone)
        return _mixed((red, green, blue), _rgb("f5f0e4"), 0.08)
    if theme == "river":
        return _mixed(tone, _rgb("27415c"), 0.0 if material in "lfyoq" else 0.08 if light == "night" else 0.2)
    if theme == "contrast":
        return tuple(min(255.0, max(0.0, (part - 96) * 1.45 + 96)) for part in tone)  # type: ignore[return-value]
    return tone


def _rgb(text: str) -> Rgb:
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def _hex(tone: Rgb) -> str:
    return "#" + "".join(f"{round(min(255, max(0, part))):02x}" for part in tone)


def _between(tones: Tones, at: float) -> Rgb:
    return _mixed(_rgb(tones[0]), _rgb(tones[1]), at)


def _mixed(first: Rgb, second: Rgb, share: float) -> Rgb:
    return tuple(a + (b - a) * share for a, b in zip(first, second, strict=True))  # type: ignore[return-value]


def _grey(tone: Rgb) -> float:
    return 0.3 * tone[0] + 0.59 * tone[1] + 0.11 * tone[2]


assert set(_DAY) == set(MATERIALS) - {"."}
