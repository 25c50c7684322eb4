"""The colours and shapes that carry a meaning, once for a light page and once for a dark one.

Met, tolerated and short stay apart for colour-blind readers; met and absent do not, so *absent* is always
drawn hollow or hatched. Colour never speaks alone: each status has a shape, in text and as a marker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one page, as "#RRGGBB"."""

    met: str
    tolerated: str  # a fill only; plain amber is too light for text on white
    tolerated_ink: str  # amber as text, outline or thin line
    short: str
    absent: str
    accent: str  # controls, links, selection
    ink: str
    muted: str
    rule: str
    background: str
    track: str  # the empty part of a bar

    def fill(self, status: str) -> str:
        """The colour of an area that shows the status; absent and unbounded are grey.

        >>> LIGHT.fill("short")
        '#C2410C'
        """
        fills = {"met": self.met, "tolerated": self.tolerated, "short": self.short}
        return fills.get(status, self.absent)

    def line(self, status: str) -> str:
        """The colour of text, an outline or a thin line that shows the status.

        >>> LIGHT.line("tolerated")
        '#8A6100'
        """
        return self.tolerated_ink if status == "tolerated" else self.fill(status)


LIGHT: Final = Palette(
    met="#1B7F79",
    tolerated="#E0A100",
    tolerated_ink="#8A6100",
    short="#C2410C",
    absent="#667085",
    accent="#1D4ED8",
    ink="#101828",
    muted="#667085",
    rule="#E4E7EC",
    background="#FFFFFF",
    track="#F2F4F7",
)

DARK: Final = Palette(
    met="#4FC3B8",
    tolerated="#F2C14E",
    tolerated_ink="#F2C14E",
    short="#FF9466",
    absent="#98A2B3",
    accent="#7FB2FF",
    ink="#E6EDF7",
    muted="#98A2B3",
    rule="#2A3A55",
    background="#0E1525",
    track="#1B2740",
)

SHAPES: Final[dict[str, str]] = {"met": "●", "tolerated": "◐", "short": "▲", "absent": "○", "unbounded": "·"}

MARKERS: Final[dict[str, str]] = {
    "met": "circle",
    "tolerated": "diamond",  # plotly has no half-filled circle
    "short": "triangle-up",
    "absent": "circle-open",
    "unbounded": "circle-open-dot",
}
