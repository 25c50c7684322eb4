"""How far the cells of a sheet reach, and what the fast reader does not tell of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from balance.errors import UnusableInput
from balance.words import msg

__all__ = ["MOST_CELLS", "MOST_MARKS", "Extent", "refuse_far_cells", "tolerable"]

MOST_CELLS = 12_000_000  # rows times columns of a whole file; 200,000 rows of 60 columns
SPARSE_CELLS = 2_500_000  # what may be empty: 40 bytes each, though nothing stands there
ROW_COST = 2  # a row takes as much as two cells before anything stands in it
MOST_MARKS = 300_000  # merged ranges, formula errors and the like of one sheet


@dataclass(slots=True)
class Extent:
    """What was found in a sheet: its rows and columns (the last one with a cell, counted from 1) and filled cells.

    failed: where formulas end in an error. uncounted: where a formula stands without its result; both (row, column)
    from 0, the first `MOST_MARKS`. hidden: rows that are not shown, from 0. merged: ranges as
    ((first row, first column), (last row, last column)), only where calamine does not tell them.
    """

    rows: int = 0
    columns: int = 0
    filled: int = 0
    failed: list[tuple[int, int]] = field(default_factory=list)
    uncounted: list[tuple[int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def tolerable(sheets: list[Extent]) -> bool:
    """Whether tables with these rows and columns may be laid out, given how many of their cells are filled."""
    area = sum(each.rows * (each.columns + ROW_COST) for each in sheets)
    return area <= min(MOST_CELLS, SPARSE_CELLS + 2 * sum(each.filled for each in sheets))


def refuse_far_cells(file: str, sheets: list[Extent]) -> None:
    """Nothing; raises `UnusableInput` where a few cells span tables that are too large, in all sheets together."""
    if tolerable(sheets):
        return
    far = max(sheets, key=lambda each: each.rows * each.columns)
    raise UnusableInput(
        msg(
            "{file} has cells as far out as row {rows}, column {columns}. "
            "Delete the empty rows and columns around the table and save it again.",
            file=file,
            rows=far.rows,
            columns=far.columns,
        )
    )
