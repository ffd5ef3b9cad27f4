"""Five themes: a lamp in a cold room, paper and ink, the river at night, full contrast, and the terminal's own colours.

Muted and disabled text have colours of their own in each (Textual's are translucent and fall below what can be read):
every pair on background, surface and panel is at least 4.5 to 1, in `contrast` 9 to 1.
"""

from __future__ import annotations

from textual.theme import Theme

NAMES = ("lamp", "hanji", "river", "contrast", "terminal")


def _theme(name: str, papers: str, texts: str, hues: str, signals: str, dark: bool = True) -> Theme:
    background, surface, panel = papers.split()
    text, muted, disabled = texts.split()
    primary, secondary, accent = hues.split()
    success, warning, error = signals.split()
    return Theme(
        name=name,
        dark=dark,
        background=background,
        surface=surface,
        panel=panel,
        foreground=text,
        primary=primary,
        secondary=secondary,
        accent=accent,
        success=success,
        warning=warning,
        error=error,
        variables={
            "text": text,
            "text-muted": muted,
            "text-disabled": disabled,
            "foreground-muted": muted,
            "foreground-disabled": disabled,
            "text-primary": primary,
            "text-secondary": secondary,
            "text-accent": accent,
            "text-success": success,
            "text-warning": warning,
            "text-error": error,
            "block-cursor-background": primary,
            "block-cursor-foreground": background,
            "block-cursor-text-style": "bold",
            "footer-key-foreground": secondary,
        },
    )


THEMES = (
    _theme(
        "lamp",
        "#14110f #1b1713 #272019",
        "#ebe0cc #b3a793 #94897a",
        "#e0a94a #93b3ab #e8835f",
        "#9cc07c #e6b955 #e8735c",
    ),
    _theme(
        "hanji",
        "#f5f0e4 #efe8d8 #e5dcc8",
        "#2b2520 #574c40 #665a4c",
        "#7d4a0c #2f5f57 #9c3518",
        "#3f6323 #7a5200 #9b2416",
        dark=False,
    ),
    _theme(
        "river",
        "#0d131a #121a23 #1b2632",
        "#dbe4ec #a3b1bd #8695a2",
        "#86bce0 #b6a7d6 #e9b872",
        "#92c59b #e6c067 #ee8f84",
    ),
    _theme(
        "contrast",
        "#000000 #000000 #1a1a1a",
        "#ffffff #d6d6d6 #bcbcbc",
        "#ffd75f #87d7ff #ffaf87",
        "#afff87 #ffd75f #ffa99b",
    ),
    Theme(
        name="terminal",
        ansi=True,
        primary="ansi_yellow",
        secondary="ansi_cyan",
        accent="ansi_bright_yellow",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_bright_red",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "text": "ansi_default",
            "text-muted": "ansi_default",
            "text-disabled": "ansi_default",
            "foreground-muted": "ansi_default",
            "foreground-disabled": "ansi_default",
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "block-cursor-background": "ansi_yellow",
            "block-cursor-foreground": "ansi_black",
            "screen-selection-background": "ansi_yellow",
            "screen-selection-foreground": "ansi_black",
        },
    ),
)
