"""Which of a sheet's columns stands for a canonical one, where several claim to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

import numpy as np

from balance.corrections import ColumnIs, Fix
from balance.problems import Problem, finding
from balance.words import msg
from balance.workbook.match import Layout, Place
from balance.workbook.sheets import Sheet

__all__ = ["settled"]


def settled(
    layout: Layout, values: Mapping[int, np.ndarray], sheet: Sheet
) -> tuple[dict[str, tuple[Place, ...]], list[Problem]]:
    """For each canonical column the places it is read from (several are added up), and what was found.

    A column whose headings are all understood goes before one below a heading that is not; a total (计) before the parts
    below the same heading. Two columns that agree in every row where both are filled are taken once, the fuller one. Two
    that disagree are both given up: which of them is meant cannot be known. Of two columns of words the more official
    spelling is taken. A column that `adds` takes the sum of all.
    A shared column given per stage ("小学图书册数", "初中图书册数") is added up; one for the whole goes before them.
    """
    claims: dict[str, list[Place]] = defaultdict(list)
    for place in layout.places:
        claims[f"{place.column.name}_{place.stage}" if place.stage else place.column.name].append(place)
    said: list[Problem] = []
    single: dict[str, Place] = {}
    chosen: dict[str, tuple[Place, ...]] = {}
    for name, places in claims.items():
        places = _foremost(places)
        taken = places[0]
        if len(places) > 1 and places[0].column.adds:
            chosen[name] = tuple(places)
            said.append(_added(places, sheet, layout))
            continue
        if len(places) > 1:
            taken_or_none, problem = _one_of(places, values, sheet, layout)
            said.append(problem)
            if taken_or_none is None:
                continue
            taken = taken_or_none
        single[name] = taken
    parts: dict[str, list[Place]] = defaultdict(list)
    for name, place in single.items():
        if place.stage and not place.column.stages:
            parts[place.column.name].append(place)
        else:
            chosen[name] = (place,)
    for name, places in parts.items():
        headings = [place.heading for place in places]
        whole = chosen.get(name)
        code = "parts_beside_whole" if whole else "parts_added"
        if whole or len(places) > 1:
            said.append(finding(code, file=sheet.file, sheet=sheet.name, row=layout.last + 1, column=places[0].heading,
                                headings=headings, whole=whole[0].heading if whole else ""))  # fmt: skip
        if not whole:
            chosen[name] = tuple(places)
    return chosen, said


def _foremost(places: list[Place]) -> list[Place]:
    """Those that stand for the column itself, where the others are doubtful or parts of it."""
    places = [place for place in places if place.sure] or places
    below = [place.parts[:-1] for place in places if place.total and len(place.parts) > 1]
    whole = [place for place in places if not any(_within(place, path) for path in below)]
    return whole or places


def _within(place: Place, path: tuple[str, ...]) -> bool:
    """Whether a column stands below a heading that has a total of its own, and is not that total."""
    own = place.total and place.parts[:-1] == path
    return place.parts[: len(path)] == path and not own


def _added(places: list[Place], sheet: Sheet, layout: Layout) -> Problem:
    headings = [f"{place.heading} ({sheet.address(layout.last, place.index)})" for place in places]
    return finding("columns_added", file=sheet.file, sheet=sheet.name, row=layout.last + 1, column=places[0].heading,
                   headings=headings, canonical=places[0].column.title)  # fmt: skip


def _one_of(
    places: list[Place], values: Mapping[int, np.ndarray], sheet: Sheet, layout: Layout
) -> tuple[Place | None, Problem]:
    headings = [f"{place.heading} ({sheet.address(layout.last, place.index)})" for place in places]
    said = partial(finding, file=sheet.file, sheet=sheet.name, row=layout.last + 1, column=places[0].heading)
    if not places[0].column.numeric:
        best = min(places, key=lambda place: (place.rank, place.index))
        return best, said("columns_of_words_twice", headings=headings, heading=best.heading)
    tables = [values[place.index] for place in places]
    fullest = places[int(np.argmax([np.count_nonzero(~np.isnan(table)) for table in tables]))]
    first = values[fullest.index]
    for place, table in zip(places, tables, strict=True):
        with np.errstate(invalid="ignore"):
            apart = np.abs(first - table) > 1e-9 * np.maximum(1.0, np.abs(first))
        beyond = np.isnan(first) & ~np.isnan(table)
        if apart.any() or beyond.any():
            entry = int(np.flatnonzero(apart | beyond)[0])
            return None, said(
                "columns_disagree", headings=headings, first=_shown(first[entry]), second=_shown(table[entry]),
                other=place.heading, n=int((apart | beyond).sum()), canonical=places[0].column.title,
                fixes=[_only(keep, places, sheet) for keep in places],
            )  # fmt: skip
    return fullest, said("columns_agree", headings=headings, heading=fullest.heading)


def _only(keep: Place, places: list[Place], sheet: Sheet) -> Fix:
    """The offer to read this one of several columns; each other one has to be taken out of what is read."""
    others = tuple(ColumnIs(sheet.file, sheet.name, place.index, "") for place in places if place is not keep)
    return Fix(msg("Use “{heading}”", heading=keep.heading), others)


def _shown(value: float) -> str:
    return "—" if np.isnan(value) else f"{value:.10g}"
