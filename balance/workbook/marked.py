"""The workbook to take away after checking: the original with marked cells, corrections filled in, and a page of notes."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from balance.county import County
from balance.errors import UnusableInput
from balance.words import Message, msg, render
from balance.workbook.copied import Copied, anew, content_of, copied
from balance.workbook.marks import Mark, Marked, marked_cells
from balance.workbook.notes import COLOURS, OUT, write_notes
from balance.workbook.recognise import damaged_message
from balance.workbook.sheets import Source, _opened, sheets_of
from balance.workbook.write import put

__all__ = ["marked"]

_LONGEST = 1_600  # letters of a comment of ours
_KEPT = 8_000  # letters of a comment that was there before
_AUTHOR = "Balance"


def marked(source: Source, county: County, lang: str, password: str = "") -> tuple[str, bytes]:
    """The corrected workbook: its file name, and the .xlsx file.

    An .xlsx keeps its formulas and formats and loses its macros, its password and all that reaches outside; any other
    file is written anew with its rows. Cells with findings and corrections are coloured and have a comment in `lang`; a
    corrected cell holds the new value; a row left out is struck through. A page of notes comes last.

    county: what was read from the file, also together with others, with the corrections applied.
    Raises like `sheets_of`, and `UnusableInput` for a table that is too large to be marked.
    """
    sheets = sheets_of(source, password)
    plain, _ = _opened(source, password)
    found = {sheet.name: marked_cells(sheet, county, lang) for sheet in sheets}
    remarks = [msg("The original is protected by a password; this file is not.")] if plain.content != source.content else []
    workbook = _finished(copied(plain.content, sheets), source, county, found, remarks, lang)
    content = content_of(workbook, sheets)
    if content is None:
        content = content_of(_finished(anew(sheets), source, county, found, remarks, lang), sheets)
    if content is None:
        raise UnusableInput(damaged_message(source.name))
    stem = source.name.replace("\\", "/").rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    return render(msg("{file} (checked).xlsx", file=stem), lang), content


def _finished(
    workbook: Copied, source: Source, county: County, found: dict[str, Marked], remarks: Sequence[Message], lang: str
) -> Copied:
    for name, about in found.items():
        _mark(workbook.pages[name], about)
    titles = {name: page.title for name, page in workbook.pages.items()}
    write_notes(workbook.book, source.name, county, found, titles, [*remarks, *workbook.remarks], lang)
    return workbook


def _mark(page: Worksheet, about: Marked) -> None:
    for (row, column), value in about.values.items():
        _put_corrected(page, row, column, value)
    for row in about.out:
        for cell in page[row] if row <= page.max_row else ():
            cell.fill = PatternFill("solid", fgColor=OUT)
            font = copy(cell.font)
            font.strike, font.color = True, "808080"
            cell.font = font
    anchors = _anchors(page)
    marks: dict[tuple[int, int], Mark] = {}
    for place, mark in about.cells.items():
        marks.setdefault(anchors.get(place, place), Mark()).said.extend(mark.said)
    for (row, column), mark in marks.items():
        cell = page.cell(row, column)
        cell.fill = PatternFill("solid", fgColor=COLOURS[mark.kind])
        _comment(cell, mark.lines)


def _put_corrected(page: Worksheet, row: int, column: int, value: float | str) -> None:
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        # the value is this row's alone, so the merged words are written into every row they stood for
        area = next(each for each in page.merged_cells.ranges if cell.coordinate in each)
        shared = area.start_cell.value
        page.unmerge_cells(area.coord)
        for at in area.cells:
            if isinstance(shared, str):
                put(page.cell(*at), shared)
        cell = page.cell(row, column)
    if cell.is_date:
        cell.number_format = "General"
    cell.value = None
    if value != "":
        put(cell, value)


def _anchors(page: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell hidden in a merged range → the one that is shown."""
    return {cell: (area.min_row, area.min_col) for area in page.merged_cells.ranges for cell in area.cells}


def _comment(cell: Cell, lines: Sequence[str]) -> None:
    text = "\n\n".join(dict.fromkeys(lines))
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    author = _AUTHOR
    if cell.comment is not None:
        author = cell.comment.author or author
        text = f"{cell.comment.text[:_KEPT]}\n\n{text}"
    height = 40 + 18 * sum(1 + len(line) // 24 for line in text.splitlines())
    cell.comment = Comment(text, author, width=340, height=min(height, 420))
