"""The raw data sheet: one row a school, the figures as they were read, cleaned, and put into one unit.

Every formula of the workbook goes down to these cells: another figure here is another figure everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from openpyxl.utils import get_column_letter

from balance.assess import Assessment
from balance.columns import Column, column_of, label, vocabulary
from balance.county import County
from balance.numbers import plain_number
from balance.report.book import Book, Page
from balance.words import Message, Term, msg

__all__ = ["FIRST", "Raw", "raw_sheet"]

FIRST = 5  # the first row with a school
_UNITS = {"area": Term("㎡", "㎡"), "money": Term("元", "yuan")}


@dataclass(frozen=True, slots=True)
class Raw:
    """Where the raw data stand: `row_of`: row of the judged county's table → row of the sheet."""

    page: Page
    letters: dict[str, str]
    row_of: dict[int, int]

    @property
    def last(self) -> int:
        """The last row with a school."""
        return max(self.row_of.values(), default=FIRST)

    def cell(self, column: str, school: int) -> str | None:
        """A figure as a formula of another sheet names it; None where the files do not have the column."""
        if column not in self.letters:
            return None
        return f"{self.page.ref}${self.letters[column]}${self.row_of[school]}"

    def column(self, name: str) -> str | None:
        """A whole column."""
        if name not in self.letters:
            return None
        return f"{self.page.ref}${self.letters[name]}${FIRST}:${self.letters[name]}${self.last}"


def raw_sheet(book: Book, name: str, assessment: Assessment, place: str, source: County, note: Message) -> Raw:
    """Write the sheet. source: the table before campuses were joined to their schools."""
    county = assessment.county
    shown = [column for column in county.schools.columns if column not in ("county", "counted", "parent")]
    letters = {column: get_column_letter(at) for at, column in enumerate(shown, 2)}
    rows = np.flatnonzero(county.words("county") == place).tolist()
    page = book.page(name, {1: 6, **{at: _width(column) for at, column in enumerate(shown, 2)}})
    page.put(1, 1, msg("Raw data, one row a school"), "heading")
    page.put(2, 1, note, "plain")
    page.put(3, 1, msg("Areas in ㎡, money in yuan. A blank is a figure that is not known."), "plain")
    page.put(4, 1, msg("No."), "head")
    for at, column in enumerate(shown, 2):
        page.put(4, at, _heading(book, column), "head")
    page.sheet.row_dimensions[4].height = 48
    row_of = {school: FIRST + n for n, school in enumerate(rows)}
    campuses = _campuses(source, county)
    for n in range(len(rows)):
        page.put(FIRST + n, 1, n + 1)
    for at, column in enumerate(shown, 2):
        kind = column_of(column)[0]
        values = _values(book, county, column, kind)
        for n, school in enumerate(rows):
            value, style = values[school], "cell" if kind.numeric else "line"
            own = campuses.get(school)
            if own and kind.numeric and (sum_ := _joined(source, own, column, value)):
                page.reckon(FIRST + n, at, sum_, value, style)
            else:
                page.put(FIRST + n, at, value, style)
    page.sheet.freeze_panes = page.sheet.cell(FIRST, shown.index("school") + 3)
    page.printed(heads=(4, 4))
    return Raw(page, letters, row_of)


def _width(column: str) -> float:
    return 24 if column == "school" else 18 if not column_of(column)[0].numeric else 12


def _heading(book: Book, column: str) -> str:
    unit = _UNITS.get(column_of(column)[0].kind)
    title = label(column).of(book.lang)
    if unit is None:
        return title
    return f"{title}（{unit.zh}）" if book.lang == "zh" else f"{title} ({unit.en})"


def _values(book: Book, county: County, name: str, column: Column) -> list[object]:
    if column.numeric:
        found = county.figures(name).tolist()
        return [None if value != value else int(value) if value == int(value) else value for value in found]
    labels = vocabulary().labels.get(column.name, {})
    if column.kind == "flag":
        return [book.say(msg("yes") if flag else msg("no")) if flag in (True, False) else None for flag in county.words(name)]
    return [labels[word].of(book.lang) if word in labels else word or None for word in county.words(name).tolist()]


def _campuses(source: County, county: County) -> dict[int, list[int]]:
    """Row of the joined table → the rows that were put together in it, where there were several."""
    if len(source.schools) == len(county.schools) or "parent" not in source.schools.columns:
        return {}
    names = zip(source.words("county").tolist(), source.words("parent").tolist(), source.words("counted").tolist(), strict=True)
    of: dict[tuple[str, str], list[int]] = {}
    for row, (place, parent, counted) in enumerate(names):
        if parent and (counted is False or counted == 0):
            of.setdefault((place, str(parent).strip()), []).append(row)
    codes = {(c, k): row for row, (c, k) in enumerate(zip(source.words("county"), source.words("school_code"), strict=True))}
    found = {}
    for row, (place, name, code) in enumerate(
        zip(county.words("county"), county.words("school"), county.words("school_code"), strict=True)
    ):
        own = of.get((place, str(name).strip()))
        if own and (place, code) in codes:
            found[row] = [codes[place, code], *own]
    return found


def _joined(source: County, rows: list[int], column: str, value: object) -> str:
    """A sum of the parts of a school with campuses; "" where the figure is not their sum."""
    parts = [float(part) for part in source.figures(column)[rows] if part == part]
    if value is None or len(parts) < 2 or abs(sum(parts) - float(str(value))) > 1e-6:
        return ""
    return "+".join(plain_number(part) for part in parts)
