"""HiGHS as a plan uses it: silent, and handed rows by the hundred."""

from __future__ import annotations

from collections.abc import Iterable

import highspy
import numpy as np

__all__ = ["Rows", "Silent"]


class Silent(highspy.Highs):
    """A solver that never writes on the console; the plain one prints its name while it is being made."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 (the solver's own name)
        """Fall silent before the first thing that the making of a solver does."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Rows:
    """Rows gathered to be handed over at once."""

    def __init__(self) -> None:
        self.least: list[float] = []
        self.most: list[float] = []
        self.starts: list[int] = [0]
        self.columns: list[int] = []
        self.amounts: list[float] = []

    def add(self, least: float, most: float, columns: Iterable[int], amounts: Iterable[float]) -> None:
        """One more row."""
        self.least.append(least)
        self.most.append(most)
        self.columns.extend(columns)
        self.amounts.extend(amounts)
        self.starts.append(len(self.columns))

    def give(self, highs: highspy.Highs) -> None:
        """Hand them over."""
        if self.least:
            highs.addRows(len(self.least), np.array(self.least), np.array(self.most), len(self.columns),
                          np.array(self.starts[:-1], dtype=np.int32), np.array(self.columns, dtype=np.int32),
                          np.array(self.amounts, dtype=float))  # fmt: skip
