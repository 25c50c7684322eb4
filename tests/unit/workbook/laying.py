"""A table laid out by the reader, from an .xlsx with merged cells and from a text file with blanks in their place."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import openpyxl

from balance.workbook.match import Layout, layout_of
from balance.workbook.read import Source
from balance.workbook.sheets import sheets_of
from tests.unit.workbook.tables import Row, sheet

NAME, SHEET = "county.xlsx", "Sheet1"


def merged(rows: Sequence[Row], *ranges: str) -> Source:
    book = openpyxl.load_workbook(io.BytesIO(sheet(rows, SHEET).content))
    for each in ranges:
        book[SHEET].merge_cells(each)
    out = io.BytesIO()
    book.save(out)
    return Source(NAME, out.getvalue())


def blanks(rows: Sequence[Row]) -> Source:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return Source("county.csv", out.getvalue().encode())


def mapping(source: Source) -> dict[int, str]:
    """Column from 0 → what it is read as; empty where there is no heading."""
    layout = laid_out(source)
    return {place.index: place.canonical for place in layout.places} if layout else {}


def laid_out(source: Source) -> Layout | None:
    return layout_of(sheets_of(source)[0])


def why_not(source: Source) -> dict[int, str]:
    """Column from 0 → why it is not read."""
    layout = laid_out(source)
    return {column.index: column.why for column in layout.unread} if layout else {}
