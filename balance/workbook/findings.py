"""Many findings of one kind in one column, said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from balance.problems import Problem, finding

__all__ = ["Spot", "about_schools", "gathered"]

_APART = 5  # up to so many are said one by one
_NAMED = 1000  # and up to so many cells are named in one


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that a finding is about: row from 1, address, what stood there, what was taken for it, whose row it is."""

    row: int
    cell: str
    value: str
    taken: str = ""
    school: str = ""


def gathered(
    code: str,
    entries: Sequence[int],
    spot: Callable[[int], Spot],
    *,
    file: str = "",
    sheet: str = "",
    column: str = "",
    cell: Callable[[int], str] | None = None,
    **facts: object,
) -> list[Problem]:
    """One `Problem` for each of some entries, or a single one with the count and the first cells for more than five.

    `spot` tells of an entry where it stands; it is asked for no more entries than are named. `cell` tells
    only the cell, where that is cheaper.
    """
    spots = [spot(entry) for entry in entries[:_APART]]
    if len(entries) <= _APART:
        return [
            finding(
                code,
                many=False,
                file=file,
                sheet=sheet,
                row=each.row,
                column=column,
                cell=each.cell,
                value=each.value,
                taken=each.taken,
                school=each.school,
                **facts,  # type: ignore[arg-type]
            )
            for each in spots
        ]
    first = spots[0]
    return [
        finding(
            code,
            many=True,
            file=file,
            sheet=sheet,
            row=first.row,
            column=column,
            cell=first.cell,
            value=first.value,
            taken=first.taken,
            school=first.school,
            n=len(entries),
            cells=[each.cell for each in spots],
            every=[cell(entry) if cell else spot(entry).cell for entry in entries[:_NAMED]],
            schools=[each.school for each in spots],
            **facts,  # type: ignore[arg-type]
        )
    ]


def about_schools(code: str, frame: pd.DataFrame, entries: np.ndarray, *, value: str = "") -> Problem:
    """One `Problem` about some schools of a table: where the first stands, how many they are, the first names."""
    first = frame.iloc[entries[0]]
    names = [str(name) for name in frame["school"].iloc[entries[:_APART]]]
    return finding(
        code,
        file=str(first["at_file"]),
        sheet=str(first["at_sheet"]),
        row=int(first["at_row"]),
        value=value,
        n=len(entries),
        schools=[*names, "…"] if len(entries) > _APART else names,
    )
