"""Many findings of one kind in one column, said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balance.problems import Problem, finding

__all__ = ["Spot", "gathered"]

_APART = 5  # up to so many are said one by one


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that a finding is about: row from 1, address, what stood there, what was taken for it, whose row it is."""

    row: int
    cell: str
    value: str
    taken: str = ""
    school: str = ""


def gathered(code: str, spots: Sequence[Spot], *, file: str = "", sheet: str = "", column: str = "", **facts: object) -> list[Problem]:
    """One `Problem` for each cell, or a single one with the count and the first cells where there are more than five."""
    if len(spots) <= _APART:
        return [
            finding(code, file=file, sheet=sheet, row=spot.row, column=column, cell=spot.cell, value=spot.value,
                    taken=spot.taken, school=spot.school, **facts)
            for spot in spots
        ]  # fmt: skip
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
            n=len(spots),
            cells=[spot.cell for spot in spots[:_APART]],
            schools=[spot.school for spot in spots[:_APART]],
            **facts,
        )
    ]
