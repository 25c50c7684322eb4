"""Sheets as rows of plain cells, out of a workbook or a text file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from balance.errors import PasswordNeeded, UnusableInput
from balance.workbook.delimited import delimited_rows
from balance.workbook.extent import Extent, refuse_far_cells
from balance.workbook.guard import extents
from balance.workbook.password import FOR_EVERYBODY, decrypted
from balance.workbook.recognise import DAMAGED, Format, damaged_message, password_message, recognise
from balance.workbook.source import Source

__all__ = ["Sheet", "Source", "address", "column_letters", "sheets_of", "unlocked"]

Cells = list[object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` start with the sheet's first row; an empty cell is "".

    merged: ranges ((first row, first column), (last row, last column)) from 0. failed: where formulas
    end in an error, (row, column) from 0.
    uncounted: cells with a formula and no stored result. hidden: rows that are not shown, by hand or by a filter, from 0.
    form: of a form (labels down the page, figures beside them) that was laid out as a table, the cell of each label;
    `form_row` is then the row of `rows` with the labels.
    """

    file: str
    name: str
    rows: list[Cells]
    visible: bool = True
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    failed: tuple[tuple[int, int], ...] = ()
    uncounted: tuple[tuple[int, int], ...] = ()
    hidden: tuple[int, ...] = ()
    form: tuple[tuple[int, int], ...] = ()
    form_row: int = 0

    def at(self, row: int, column: int) -> tuple[int, int]:
        """Where an entry of `rows` stands in the file, row and column from 0."""
        if not self.form or row < self.form_row:
            return row, column
        label_row, label_column = self.form[column]
        return label_row, label_column + row - self.form_row

    def address(self, row: int, column: int) -> str:
        """The address in the file of an entry of `rows`."""
        return address(*self.at(row, column))

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    @property
    def title(self) -> str:
        """How the sheet is named to a person: its own name, or the file's where it has none."""
        return self.name or self.file


def column_letters(index: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell, row and column counted from 0.

    >>> address(6, 5)
    'F7'
    """
    return f"{column_letters(column)}{row + 1}"


def sheets_of(source: Source, password: str = "") -> list[Sheet]:
    """Every sheet of a file, in its order; a text file has one, without a name. Charts and macros are no sheets.

    Raises `PasswordNeeded` where the workbook needs a password or `password` is wrong; `UnusableInput` with one clear
    line where the file cannot be opened.
    """
    source, kind = _opened(source, password)
    if kind == "csv":
        return [Sheet(source.name, "", delimited_rows(source.name, source.content))]
    try:
        listed, besides = extents(kind, source.content)
        refuse_far_cells(source.name, listed + besides)
        with load_workbook(io.BytesIO(source.content)) as workbook:
            return _all_sheets(source.name, workbook, listed)
    except PasswordError as error:
        raise UnusableInput(password_message(source.name)) from error
    except (CalamineError, *DAMAGED) as error:
        raise UnusableInput(damaged_message(source.name)) from error
    except BaseException as error:
        # calamine answers some damaged files with a panic, which is no Exception and has no name to import
        if type(error).__name__ != "PanicException":
            raise
        raise UnusableInput(damaged_message(source.name)) from error


def unlocked(source: Source, password: str = "") -> Source:
    """The file without its password; one that has none as it is. Raises as `sheets_of` does."""
    return _opened(source, password)[0]


def _opened(source: Source, password: str) -> tuple[Source, Format]:
    """The file without its password, and its format."""
    try:
        return source, recognise(source.name, source.content)
    except PasswordNeeded as needed:
        for key in (password, FOR_EVERYBODY) if password else (FOR_EVERYBODY,):
            try:
                plain = decrypted(source, key)
                return plain, recognise(plain.name, plain.content)
            except PasswordNeeded:
                continue
        raise PasswordNeeded(source.name, wrong=bool(password)) from needed


def _all_sheets(file: str, workbook: CalamineWorkbook, extents: list[Extent]) -> list[Sheet]:
    found = []
    about_all = workbook.sheets_metadata
    same = len(extents) == len(about_all)
    for index, about in enumerate(about_all):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(index)
        known = extents[index] if same else Extent()
        found.append(
            Sheet(
                file=file,
                name=about.name,
                rows=_rows(sheet),
                visible=about.visible == SheetVisibleEnum.Visible,
                merged=tuple(sheet.merged_cell_ranges or known.merged),
                failed=tuple(known.failed),
                uncounted=tuple(known.uncounted),
                hidden=tuple(known.hidden),
            )
        )
    return found


def _rows(sheet: CalamineSheet) -> list[Cells]:
    """The cells from A1 on; calamine would otherwise begin at the first filled row."""
    if sheet.height == 0:
        return []
    return cast("list[Cells]", sheet.to_python(skip_empty_area=False))
