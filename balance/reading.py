"""What was read from where: each column of each sheet, and what it was taken for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ColumnRead", "Surety"]

# certain: the whole path was understood; likely: a heading above it was not; by_hand: a person said so
Surety = Literal["certain", "likely", "by_hand"]


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column of a sheet with a heading.

    column     from 0; `letters` as the spreadsheet shows it.
    parts      its headings from the outer to the inner one.
    canonical  what it was read as: a canonical column, a base name ("pupils") where the stage is the row's, "" where it
               was not read; `why` then says why (seq, ratio, verdict, other, unknown, stage, part, older, by_hand,
               settled where another column was taken).
    unit       the unit its figures were taken in, "" for words and where it was not read.
    samples    up to three of its cells as they stand.
    """

    file: str
    sheet: str
    column: int
    letters: str
    parts: tuple[str, ...]
    canonical: str
    why: str
    surety: Surety
    unit: str
    samples: tuple[str, ...]

    @property
    def path(self) -> str:
        """The headings as one text."""
        return " > ".join(self.parts)
