"""Colours and signs that carry a meaning in files: met, tolerated, short, absent; the same as on a light screen.

Colour never speaks alone: a sign stands beside each figure, and what is absent is hatched.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ACCENT", "FILLS", "HATCHED", "INK", "MUTED", "PAPER", "RULE", "SIGNS", "TRACK", "text_colour"]

INK: Final = "#101828"
MUTED: Final = "#667085"
RULE: Final = "#E4E7EC"
TRACK: Final = "#F2F4F7"
PAPER: Final = "#FFFFFF"
ACCENT: Final = "#1D4ED8"

# status of a bar → its colour; the last five are no verdicts and stay grey, ink or the accent
FILLS: Final[dict[str, str]] = {
    "met": "#1B7F79",
    "tolerated": "#E0A100",
    "short": "#C2410C",
    "absent": MUTED,
    "unbounded": MUTED,
    "above": INK,
    "below": MUTED,
    "once": ACCENT,
    "yearly": ACCENT,
}
HATCHED: Final = frozenset({"absent", "below", "yearly"})
SIGNS: Final[dict[str, str]] = {"met": "●", "tolerated": "◐", "short": "▲", "absent": "○"}


def text_colour(status: str) -> str:
    """The colour of the sign: plain amber is too light for text.

    >>> text_colour("tolerated"), text_colour("met")
    ('#8A6100', '#1B7F79')
    """
    return "#8A6100" if status == "tolerated" else FILLS[status]
