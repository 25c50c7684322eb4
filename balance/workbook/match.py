"""Where the headings of a sheet stand, and which column of the vocabulary each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from balance.columns import Column, Stage
from balance.workbook.blocks import blocks_of, paths_in
from balance.workbook.headings import not_read, single
from balance.workbook.paths import hidden_by, meaning, shown
from balance.workbook.sheets import Sheet

__all__ = ["Layout", "Place", "Unread", "Why", "layout_of"]

Why = Literal["seq", "ratio", "verdict", "other", "unknown", "stage", "part", "older", "by_hand"]
_YEAR = re.compile(r"(20\d\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """One column of the sheet that is read: where it is (from 0), its headings from the outer to the inner one, and
    what they mean. `sure`: every heading above was understood; `total`: it ends in 计, 合计 or the like."""

    index: int
    parts: tuple[str, ...]
    column: Column
    stage: Stage | None
    factor: float | None
    rank: int
    sure: bool = True
    total: bool = False

    @property
    def heading(self) -> str:
        """The whole path."""
        return shown(self.parts)

    @property
    def canonical(self) -> str:
        """The name of the canonical column; the base name where a stage is still to be found."""
        return f"{self.column.name}_{self.stage}" if self.stage and self.column.stages else self.column.name


@dataclass(frozen=True, slots=True)
class Unread:
    """A column with a heading that is not read, and why: a row number, a ratio, a verdict, other people or last year,
    a stage the column does not exist for, part of a total that is read, an older year, a person's wish, or not known."""

    index: int
    parts: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out: its heading rows first…last (from 0), the columns read, and those that are not."""

    first: int
    last: int
    places: tuple[Place, ...]
    unread: tuple[Unread, ...]

    @property
    def school(self) -> Place:
        """The column with the school's name; asked only of a sheet that has one."""
        return next(place for place in self.places if place.column.name == "school")

    def find(self, name: str) -> Place | None:
        """The first column read as `name`."""
        return next((place for place in self.places if place.column.name == name), None)

    def headings_not_read(self, *why: Why) -> list[str]:
        """The headings that are not read for one of these reasons."""
        return [shown(column.parts) for column in self.unread if column.why in why]


def layout_of(sheet: Sheet) -> Layout | None:
    """The layout with the most headings that are understood, and the rows below them that go on with them; None where
    fewer than two are."""
    best: Layout | None = None
    most = 1
    for first, last in blocks_of(sheet):
        layout = _layout(sheet, first, last)
        count = len({place.canonical for place in layout.places})
        if count > most or (best and _goes_on(sheet, best, layout, count == most)):
            best, most = layout, count
    return best


def _goes_on(sheet: Sheet, best: Layout, layout: Layout, as_good: bool) -> bool:
    """Whether one more row belongs to the headings found: no school stands in it, though several words do. It may make
    fewer of them understood: 骨干教师 above 高中 is not what it seemed to be."""
    place = best.find("school")
    if place is None or layout.find("school") is None or layout.first > best.first or layout.last != best.last + 1:
        return False
    row = sheet.rows[layout.last]
    return not str(row[place.index]).strip() and (as_good or sum(cell != "" for cell in row) > 1)


def _layout(sheet: Sheet, first: int, last: int) -> Layout:
    places: list[Place] = []
    unread: list[Unread] = []
    for index, parts in enumerate(paths_in(sheet, first, last)):
        if not parts:
            continue
        found = meaning(*parts)
        if found and found.stage and found.column.stages and found.stage not in found.column.stages:
            unread.append(Unread(index, parts, "stage"))
        elif found:
            places.append(
                Place(index, parts, found.column, found.stage, found.factor, found.rank, found.sure, found.total)
            )
        else:
            unread.append(Unread(index, parts, _why(parts)))
    for why, left in (("older", _older(places)), ("part", _parts_of_totals(places))):
        unread += [Unread(place.index, place.parts, why) for place in left]  # type: ignore[arg-type]
        places = [place for place in places if place not in left]
    return Layout(first, last, tuple(places), tuple(sorted(unread, key=lambda column: column.index)))


def _why(parts: Sequence[str]) -> Why:
    return not_read(parts[-1]) or next((not_read(part) for part in parts[:-1] if hidden_by(part)), "") or "unknown"


def _older(places: Sequence[Place]) -> list[Place]:
    """The columns of a year that is not the latest among those of the same meaning."""
    years = {place.index: max(map(int, _YEAR.findall(place.heading)), default=0) for place in places}
    latest: dict[str, int] = {}
    for place in places:
        latest[place.canonical] = max(latest.get(place.canonical, 0), years[place.index])
    return [place for place in places if 0 < years[place.index] < latest[place.canonical]]


def _parts_of_totals(places: Sequence[Place]) -> list[Place]:
    """The columns that are already in another one: 音乐 below 艺术, or beside 艺术（计）."""
    found = []
    for place in places:
        whole = place.column.part_of
        totals = [other for other in places if other.column.name == whole and other.stage in (place.stage, None)]
        nested = any((outer := single(part)) and outer.column.name == whole for part in place.parts[:-1])
        if totals and (nested or any(other.total for other in totals)):
            found.append(place)
    return found
