"""From which cells of which files a school's figures were read: kept small, told on demand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from balance.columns import column_of
from balance.reading import ColumnRead

__all__ = ["Origin", "cells_of"]


class Origin(NamedTuple):
    """A row of a sheet that a school's figures stand in: `row` from 1, `stage` where the row is about one.

    form, form_row: of a form laid out as a table, the cell (from 0) of each label, and the row with the labels.
    """

    file: str
    sheet: str
    row: int
    stage: str = ""
    form: tuple[tuple[int, int], ...] = ()
    form_row: int = 0

    def cell(self, column: int, letters: str) -> str:
        """The address of the row's cell in a column (from 0)."""
        if not self.form or self.row - 1 < self.form_row:
            return f"{letters}{self.row}"
        label_row, label_column = self.form[column]
        return f"{get_column_letter(label_column + self.row - self.form_row)}{label_row + 1}"


def cells_of(origins: Iterable[Origin], columns: Iterable[ColumnRead], canonical: str) -> list[tuple[str, str, str]]:
    """The cells (file, sheet, address) from which a canonical column was read for a school standing in these rows.

    A heading without a stage ("pupils") counts for the stage of its row. Of several rows of one stage in different
    sheets the first with the column is told: it is the one that counted.
    """
    base, stage = column_of(canonical)
    wanted = {canonical} | ({base.name} if stage else set())
    by_sheet: dict[tuple[str, str], list[ColumnRead]] = {}
    for column in columns:
        if column.canonical in wanted:
            by_sheet.setdefault((column.file, column.sheet), []).append(column)
    found: list[tuple[str, str, str]] = []
    told: set[str] = set()
    for origin in origins:
        if (stage and origin.stage not in ("", stage)) or origin.stage in told:
            continue
        here = by_sheet.get((origin.file, origin.sheet), [])
        if here:
            told.add(origin.stage)
        found += [(origin.file, origin.sheet, origin.cell(column.column, column.letters)) for column in here]
    return found
