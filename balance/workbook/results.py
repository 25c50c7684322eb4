"""The results of formulas, put back into a workbook that was written without them.

A program that only shows a workbook, and one that reads it, does not reckon: without its result a formula is blank.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import to_excel

from balance.workbook.sheets import Sheet

__all__ = ["with_results"]

_FORMULA = re.compile(
    r'<c r="(?P<letters>[A-Z]{1,3})(?P<row>\d+)"(?P<style>[^<>]*)>(?P<formula><f\b[^<>]*(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>'
)


def with_results(content: bytes, sheets: Sequence[Sheet | None]) -> bytes:
    """The .xlsx file with the results that its sheets hold, one entry of `sheets` a sheet in their order; None for a new one.

    Special cases: a formula whose result is not known ("" in its row, or beyond the rows) stays without one; of one that
    ended in an error the reader does not know in which, so it is a common one until the workbook is reckoned anew.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            part = before.read(entry)
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            sheet = sheets[int(number[1]) - 1] if number and int(number[1]) <= len(sheets) else None
            if sheet and b"<f" in part:
                part = _filled(part.decode("utf-8"), sheet).encode("utf-8")
            after.writestr(entry, part)
    return out.getvalue()


def _filled(xml: str, sheet: Sheet) -> str:
    rows, failed = sheet.rows, set(sheet.failed)

    def fill(found: re.Match[str]) -> str:
        row, column = int(found["row"]) - 1, column_index_from_string(found["letters"]) - 1
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        told = _told("#VALUE!" if (row, column) in failed else value)
        if told is None:
            return found[0]
        kind, text = told
        # a formula is written without the kind of its result
        return f'<c r="{found["letters"]}{found["row"]}"{found["style"]}{kind}>{found["formula"]}<v>{text}</v></c>'

    return _FORMULA.sub(fill, xml)


def _told(value: object) -> tuple[str, str] | None:
    """How a result is written: the kind of the cell, and the text; None for none."""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, (int, float)):
        return "", repr(value)
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return "", repr(to_excel(value))
    if not isinstance(value, str) or value == "":
        return None
    text = escape(ILLEGAL_CHARACTERS_RE.sub("", value))
    return (' t="e"' if re.fullmatch(r"#[A-Z/0]+[!?A]", text) else ' t="str"'), text
