"""A sheet that is drawn on in points from its upper left corner; matplotlib makes the picture of it."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from balance.report.ink import FILLS, HATCHED, INK, PAPER
from balance.report.typeface import family, printable

__all__ = ["Sheet"]


class Sheet:
    """One figure with one pair of axes whose units are points. No `pyplot`: nothing is shared between two sheets."""

    def __init__(self, width: float, height: float, type_size: float, edge: float) -> None:
        """`edge`: left free around the width and height that is drawn on."""
        self.figure = Figure(figsize=((width + 2 * edge) / 72, (height + 2 * edge) / 72))
        self.type_size = type_size
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(-edge, width + edge)
        self.axes.set_ylim(height + edge, -edge)
        self.axes.set_axis_off()

    def text(
        self, x: float, y: float, text: str, *, colour: str = INK, size: float | None = None, across: str = "left"
    ) -> None:
        """A line of text with its middle at y; `across` says which of its points stands at x."""
        shown = printable(text)
        self.axes.text(x, y, shown, color=colour, fontsize=size or self.type_size, family=family(shown), ha=across,
                       va="center_baseline", parse_math=False)  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, status: str) -> None:
        """A bar's part in the colour of its status; hatched where that is no verdict."""
        colour = FILLS[status]
        hollow = status in HATCHED
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=PAPER if hollow else colour, edgecolor=colour,
                                      linewidth=0.8 if hollow else 0, hatch="/////" if hollow else None))  # fmt: skip

    def ground(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A plain area without an outline."""
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, linewidth=0))

    def line(self, x: float, top: float, bottom: float, *, colour: str = INK, width: float = 1.6) -> None:
        """A line from top to bottom."""
        self.axes.add_line(Line2D([x, x], [top, bottom], color=colour, linewidth=width, solid_capstyle="butt"))

    def level(self, y: float, left: float, right: float, *, colour: str = INK, width: float = 0.8) -> None:
        """A line from left to right."""
        self.axes.add_line(Line2D([left, right], [y, y], color=colour, linewidth=width, solid_capstyle="butt"))

    def ring(self, x: float, y: float, size: float) -> None:
        """A hollow circle: what was before."""
        self.axes.add_line(Line2D([x], [y], marker="o", markersize=size, markerfacecolor=PAPER, markeredgecolor=INK,
                                  markeredgewidth=1.3, linestyle="none"))  # fmt: skip
