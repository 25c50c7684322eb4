"""The form workbook reckoned by another program: LibreOffice gets it without the stored results and works all of it out."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.office import NoOffice, converted

__all__ = ["cells", "opened", "reckoned"]


def opened(content: bytes, *, results: bool = True) -> Workbook:
    """The workbook with the results of its formulas, or with the formulas."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def reckoned(book: bytes | Workbook) -> Workbook:
    """The workbook with what LibreOffice makes of its formulas; skipped only where there is no LibreOffice at all."""
    bare = opened(book, results=False) if isinstance(book, bytes) else book
    out = io.BytesIO()
    bare.save(out)  # openpyxl keeps formulas and drops their results
    try:
        return opened(converted(out.getvalue(), ".xlsx", "xlsx:Calc MS Excel 2007 XML"))
    except NoOffice as why:
        if shutil.which("soffice"):
            raise
        pytest.skip(f"no LibreOffice: {why}")


def cells(book: Workbook) -> Iterator[tuple[str, str, Any]]:
    """Sheet, address and value of every cell that holds something."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, ""):
                    yield sheet.title, cell.coordinate, cell.value
