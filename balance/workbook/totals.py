"""The file's own total row against the rows that were read."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from balance.problems import Problem, finding
from balance.workbook.cells import figures
from balance.workbook.headings import fold
from balance.workbook.match import Layout
from balance.workbook.rows import Rows
from balance.workbook.sheets import Sheet

__all__ = ["total_findings"]


def total_findings(sheet: Sheet, layout: Layout, rows: Rows, values: Mapping[int, np.ndarray]) -> list[Problem]:
    """A finding for each column of pupils whose only grand total is not the sum of the rows read.

    A file with several grand totals (one a part) is not checked; neither is a total without a figure. A row that
    stands twice counts once.
    """
    school = layout.school
    grand = [
        number
        for number in rows.others.get("total", ())
        if fold(str(sheet.rows[number][school.index]) or _first(sheet.rows[number])).endswith(
            ("合计", "总计", "共计", "total")
        )
    ]
    if len(grand) != 1:
        return []
    said = []
    for place in layout.places:
        if place.column.name != "pupils" or place.index not in values:
            continue
        cell = sheet.rows[grand[0]][place.index]
        told = figures([cell], place.column, place.factor or 1.0).values[0]
        summed = float(np.nansum(values[place.index]))
        if not np.isnan(told) and abs(told - summed) > 0.5:
            summed = float(np.nansum(values[place.index][_once(sheet, school.index, rows, values)]))
        if not np.isnan(told) and abs(told - summed) > 0.5:
            said.append(
                finding(
                    "total_differs",
                    file=sheet.file,
                    sheet=sheet.name,
                    row=grand[0] + 1,
                    column=place.heading,
                    cell=sheet.address(grand[0], place.index),
                    value=str(cell),
                    told=f"{told:.10g}",
                    summed=f"{summed:.10g}",
                )
            )
    return said


def _once(sheet: Sheet, school: int, rows: Rows, values: Mapping[int, np.ndarray]) -> list[int]:
    """The rows without those that repeat an earlier one in the school's name and every figure."""
    table = np.column_stack([*values.values()]) if values else np.empty((len(rows.schools), 0))
    seen: dict[tuple[str, bytes], int] = {}
    for entry, number in enumerate(rows.schools):
        seen.setdefault((fold(str(sheet.rows[number][school])), table[entry].tobytes()), entry)
    return list(seen.values())


def _first(row: list[object]) -> str:
    return next((cell for cell in row if isinstance(cell, str) and cell.strip()), "")
