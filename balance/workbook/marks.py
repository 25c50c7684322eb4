"""Which cells of a sheet findings and corrections are about, and what is to be said at each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from openpyxl.utils import column_index_from_string

from balance.columns import label
from balance.corrections import CellIs, Change, FactIs, RowOut
from balance.county import County
from balance.problems import Problem
from balance.words import Message, msg, render
from balance.workbook.byhand import concerning, with_cells
from balance.workbook.forms import as_table
from balance.workbook.match import Layout, layout_of
from balance.workbook.sheets import Sheet

__all__ = ["KIND_WORDS", "Kind", "Mark", "Marked", "marked_cells"]

Kind = Literal["error", "corrected", "warning", "info"]
_ORDER: tuple[Kind, ...] = ("error", "corrected", "warning", "info")
KIND_WORDS: dict[str, Message] = {
    "error": msg("to settle"), "corrected": msg("corrected"), "warning": msg("to look at"), "info": msg("for information"),
}  # fmt: skip
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
Cell = tuple[int, int]


@dataclass(slots=True)
class Mark:
    """What is said at one cell, each with its kind."""

    said: list[tuple[Kind, str]] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The kind that colours the cell: an error goes before a correction, that before the rest."""
        return min((kind for kind, _ in self.said), key=_ORDER.index)

    @property
    def lines(self) -> list[str]:
        """What is said, the gravest first."""
        return [text for _, text in sorted(self.said, key=lambda each: _ORDER.index(each[0]))]


@dataclass(slots=True)
class Marked:
    """One sheet. cells: (row, column) from 1 → what is said there. values: what stands there now. out: rows left out,
    from 1. of_problem, of_change: number of the county's finding or change → the cells it is about. headings: column as the reader
    counts it, from 0 → the lowest cell of its heading."""

    cells: dict[Cell, Mark] = field(default_factory=dict)
    values: dict[Cell, float | str] = field(default_factory=dict)
    out: list[int] = field(default_factory=list)
    of_problem: dict[int, list[Cell]] = field(default_factory=dict)
    of_change: dict[int, list[Cell]] = field(default_factory=dict)
    headings: dict[int, Cell] = field(default_factory=dict)


def marked_cells(sheet: Sheet, county: County, lang: str) -> Marked:
    """What is to be marked in one sheet.

    A finding about a row without a cell is put to the school's name in it (column A where there is none), one about a
    column to the lowest cell of its heading, one about a whole sheet to no cell. What a person said of a column is put to
    its heading, what they said of a school to its name. Corrections that found nothing to change mark nothing.
    """
    where = _Where(sheet, county)
    found = Marked(headings={each.column: at for each in where.columns if (at := where.heading(each.column))})
    for number, problem in enumerate(county.problems):
        if (problem.file, problem.sheet) == (sheet.file, sheet.name):
            cells = list(dict.fromkeys(cell for cell in where.of(problem) if _inside(cell)))
            found.of_problem[number] = cells
            said = render(problem.message, lang), render(problem.suggestion, lang)
            text = f"【{render(KIND_WORDS[problem.severity], lang)}】" + "\n→ ".join(said)
            for cell in cells:
                found.cells.setdefault(cell, Mark()).said.append((problem.severity, text))
    for number, change in enumerate(county.changes):
        each = change.correction
        if (each.file, each.sheet) != (sheet.file, sheet.name) or not change.applied:
            continue
        if isinstance(each, RowOut):
            found.out.append(each.row)
            found.of_change[number] = [where.name(each.row)]
            continue
        at = where.changed(change)
        if at is None or not _inside(at):
            continue
        found.of_change[number] = [at]
        if isinstance(each, CellIs):
            found.values[at] = each.value
        found.cells.setdefault(at, Mark()).said.append(("corrected", _spoken(change, lang)))
    return found


def _spoken(change: Change, lang: str) -> str:
    about = f"{label(change.correction.canonical).of(lang)}: " if isinstance(change.correction, FactIs) else ""
    before, after = (render(each, lang) or "—" for each in (change.before, change.after))
    return f"【{render(KIND_WORDS['corrected'], lang)}】{about}{before} → {after}"


def _inside(cell: Cell) -> bool:
    return 0 < cell[0] <= _LAST_ROW and 0 < cell[1] <= _LAST_COLUMN


class _Where:
    """Where things are in a sheet, by the layout that the reader gives it."""

    def __init__(self, sheet: Sheet, county: County) -> None:
        mine = concerning(sheet, [change.correction for change in county.changes])
        changed, _ = with_cells(sheet, mine)
        layout = layout_of(changed)
        self.columns = [each for each in county.columns if (each.file, each.sheet) == (sheet.file, sheet.name)]
        if layout is None or layout.find("school") is None:
            changed = as_table(changed) or changed
            layout = layout_of(changed)
        self.sheet: Sheet = changed
        self.layout: Layout | None = layout
        self.school = next((each.column for each in self.columns if each.canonical == "school"), 0)

    def name(self, row: int) -> Cell:
        """The cell with the school's name in a row of the table, counted from 1."""
        # a form has one label a school's figure, beside which the rows of the table go on
        if self.sheet.form and self.school < len(self.sheet.form):
            there = self.sheet.at(row - 1, self.school)
            return there[0] + 1, there[1] + 1
        return row, self.school + 1

    def heading(self, index: int) -> Cell | None:
        """The lowest cell of a column's heading."""
        if self.layout is None:
            return None
        for number in range(self.layout.last, self.layout.first - 1, -1):
            row = self.sheet.rows[number]
            if index < len(row) and str(row[index]).strip():
                there = self.sheet.at(number, index)
                return there[0] + 1, there[1] + 1
        return None

    def of(self, problem: Problem) -> Iterator[Cell]:
        """The cells of a finding."""
        named = problem.message.facts.get("cells", ())
        for text in (problem.cell, *(named if isinstance(named, Sequence) else ())):
            if isinstance(text, str) and (found := _ADDRESS.fullmatch(text)):
                yield int(found[2]), column_index_from_string(found[1])
            elif isinstance(text, str) and text.isdecimal() and len(text) < 8:
                yield self.name(int(text))
        if problem.cell:
            return
        at_heading = self.layout is not None and problem.row in (None, self.layout.last + 1)
        if problem.column and at_heading:
            for column in self.columns:
                if column.path == problem.column and (cell := self.heading(column.column)):
                    yield cell
                    return
        if problem.row is not None:
            yield self.name(problem.row)

    def changed(self, change: Change) -> Cell | None:
        """The cell of a correction, a row left out excepted."""
        each = change.correction
        if isinstance(each, CellIs):
            return each.row, each.column + 1
        if isinstance(each, (FactIs, RowOut)):
            return self.name(each.row)
        return self.heading(each.column)
