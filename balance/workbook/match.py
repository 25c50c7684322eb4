"""Where the headings of a sheet stand, and which column of the vocabulary each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balance.columns import Column, Stage
from balance.workbook.headings import meaning, not_read, unit_of
from balance.workbook.sheets import Sheet

__all__ = ["Layout", "Place", "layout_of"]

_DEEPEST = 30  # rows among which the headings are looked for
_TALLEST = 3  # rows that headings may span


@dataclass(frozen=True, slots=True)
class Place:
    """One column of the sheet that is read: where it is (from 0), its heading, and what that means."""

    index: int
    heading: str
    column: Column
    stage: Stage | None
    factor: float | None
    rank: int

    @property
    def canonical(self) -> str:
        """The name of the canonical column; the base name where a stage is still to be found."""
        return f"{self.column.name}_{self.stage}" if self.stage and self.column.stages else self.column.name


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out: its heading rows first…last (from 0), the columns read, and those that are not.

    recomputed: headings of ratios and verdicts. unknown: headings that mean nothing here.
    """

    first: int
    last: int
    places: tuple[Place, ...]
    recomputed: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def school(self) -> Place:
        """The column with the school's name; asked only of a sheet that has one."""
        return next(place for place in self.places if place.column.name == "school")

    def find(self, name: str) -> Place | None:
        """The first column read as `name`."""
        return next((place for place in self.places if place.column.name == name), None)


def layout_of(sheet: Sheet) -> Layout | None:
    """The layout with the most headings that are understood, the simplest on a tie; None where fewer than two are."""
    best: Layout | None = None
    most = 1
    for last in range(min(_DEEPEST, len(sheet.rows))):
        for first in range(last, max(-1, last - _TALLEST), -1):
            if not _may_be_headings(sheet.rows[first : last + 1]):
                break
            layout = _layout(sheet, first, last)
            count = len({place.canonical for place in layout.places})
            if count > most:
                best, most = layout, count
    return best


def _may_be_headings(rows: Sequence[Sequence[object]]) -> bool:
    """Whether rows hold words only; a table's own figures end the search upwards."""
    filled = [cell for row in rows for cell in row if cell != ""]
    return bool(filled) and all(isinstance(cell, str) for cell in rows[0])


def _layout(sheet: Sheet, first: int, last: int) -> Layout:
    places: list[Place] = []
    recomputed: list[str] = []
    unknown: list[str] = []
    for index, parts in enumerate(_headings(sheet.rows[first : last + 1])):
        if not parts:
            continue
        heading = " ".join(parts)
        found = meaning(*parts)
        if found and found.stage and found.column.stages and found.stage not in found.column.stages:
            unknown.append(heading)
        elif found:
            places.append(Place(index, heading, found.column, found.stage, found.factor, found.rank))
        elif (why := not_read(heading)) in ("ratio", "verdict"):
            recomputed.append(heading)
        elif why != "seq":
            unknown.append(heading)
    return Layout(first, last, tuple(places), tuple(recomputed), tuple(unknown))


def _headings(rows: Sequence[Sequence[object]]) -> list[tuple[str, ...]]:
    """For each column its heading from the outer to the inner part; an outer one holds until the next one begins."""
    if len(rows) == 1:
        return [(_words(cell),) if _words(cell) else () for cell in rows[0]]
    filled = [[_words(cell) for cell in row] for row in rows]
    for depth, row in enumerate(filled[:-1]):
        for index in range(1, len(row)):
            below = any(lower[index] for lower in filled[depth + 1 :])
            same_group = all(filled[upper][index] == filled[upper][index - 1] for upper in range(depth))
            if not row[index] and below and same_group:
                row[index] = row[index - 1]
    headings = []
    for parts in zip(*filled, strict=True):
        kept = [part for part in dict.fromkeys(parts) if part]
        if len(kept) > 1 and unit_of(kept[-1]):
            kept[-2:] = [f"{kept[-2]}（{kept[-1]}）"]
        headings.append(tuple(kept))
    return headings


def _words(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""
