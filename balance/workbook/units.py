"""In which unit a column is: its heading says it, else a line above the table, never the size of its figures."""

from __future__ import annotations

from functools import partial

from balance.columns import vocabulary
from balance.problems import Problem, finding
from balance.workbook.headings import unit_factor
from balance.workbook.match import Place
from balance.workbook.sheets import Sheet
from balance.workbook.titles import Titles

__all__ = ["areas_assumed", "factor_of"]


def factor_of(place: Place, titles: Titles, sheet: Sheet) -> tuple[float, list[Problem]]:
    """The factor to the stored unit, and what has to be said about it.

    Special cases: no unit anywhere: 元, ㎡ or whole things are taken; for money that is said here, for areas by
    `areas_assumed`. A line naming several units of one kind (亩 and ㎡) decides nothing.
    """
    if place.factor is not None or place.column.kind == "year":
        return place.factor or 1.0, []
    said = partial(finding, file=sheet.file, sheet=sheet.name, column=place.heading)
    kind, dimension = place.column.kind, place.column.unit
    told = titles.factor(dimension)
    plain = next(iter(vocabulary().units[dimension]))
    named = [unit for unit in titles.units if unit_factor(unit, dimension) is not None]
    if kind in ("money", "area") and told is not None:
        return told[0], [said("unit_from_title", unit=told[1])] if told[0] != 1.0 else []
    if any(unit_factor(unit, dimension) != 1.0 for unit in named):
        return 1.0, [said("unit_unclear", unit=plain, units=named)]
    if kind == "money":
        return 1.0, [said("unit_assumed_yuan")]
    return 1.0, []


def areas_assumed(places: tuple[Place, ...], titles: Titles, sheet: Sheet) -> list[Problem]:
    """One finding that names all areas without a unit, for which ㎡ was taken; none where there is no such area."""
    named = [
        place.heading
        for place in places
        if place.column.kind == "area"
        and place.factor is None
        and not any(unit_factor(unit, place.column.unit) for unit in titles.units)
    ]
    return [finding("unit_assumed_m2", file=sheet.file, sheet=sheet.name, headings=named)] if named else []
