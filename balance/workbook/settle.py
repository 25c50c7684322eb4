"""Which of a sheet's columns stands for a canonical one, where several claim to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

import numpy as np

from balance.problems import Problem, finding
from balance.workbook.match import Layout, Place
from balance.workbook.sheets import Sheet, address

__all__ = ["settled"]


def settled(
    layout: Layout, values: Mapping[int, np.ndarray], sheet: Sheet
) -> tuple[dict[str, tuple[Place, ...]], list[Problem]]:
    """For each canonical column the places it is read from (several are added up), and what was found.

    Two columns that agree in every row where both are filled are taken once, the fuller one. Two that disagree are
    both given up: which of them is meant cannot be known. Of two columns of words the more official spelling is taken.
    A shared column given per stage ("小学图书册数", "初中图书册数") is added up; one for the whole goes before them.
    """
    claims: dict[str, list[Place]] = defaultdict(list)
    for place in layout.places:
        claims[f"{place.column.name}_{place.stage}" if place.stage else place.column.name].append(place)
    said: list[Problem] = []
    single: dict[str, Place] = {}
    for name, places in claims.items():
        taken = places[0]
        if len(places) > 1:
            taken_or_none, problem = _one_of(places, values, sheet, layout)
            said.append(problem)
            if taken_or_none is None:
                continue
            taken = taken_or_none
        single[name] = taken
    chosen: dict[str, tuple[Place, ...]] = {}
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


def _one_of(
    places: list[Place], values: Mapping[int, np.ndarray], sheet: Sheet, layout: Layout
) -> tuple[Place | None, Problem]:
    headings = [f"{place.heading} ({address(layout.last, place.index)})" for place in places]
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
            )  # fmt: skip
    return fullest, said("columns_agree", headings=headings, heading=fullest.heading)


def _shown(value: float) -> str:
    return "—" if np.isnan(value) else f"{value:.10g}"
