"""Small tables as sources, and the problems of what was read from them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl

from balance.county import County
from balance.problems import Problem
from balance.workbook.read import Source

Row = Sequence[object]


def sheet(rows: Sequence[Row], name: str = "Sheet1") -> Source:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return Source("county.xlsx", out.getvalue())


def text(table: str, encoding: str = "utf-8") -> Source:
    return Source("county.csv", table.encode(encoding))


def problem(county: County, code: str) -> Problem:
    found = [each for each in county.problems if each.code == code]
    assert found, [each.code for each in county.problems]
    return found[0]


def codes(county: County) -> set[str]:
    return {each.code for each in county.problems}
