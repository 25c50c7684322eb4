"""A form (one school a sheet, labels down the page, figures beside them) laid out as a table with one row a school."""

from __future__ import annotations

from dataclasses import replace

from balance.workbook.headings import not_read, single
from balance.workbook.match import Layout
from balance.workbook.sheets import Sheet

__all__ = ["as_table", "looks_like_form"]

_LONGEST = 200  # rows of a form
_WIDEST = 12
_LEAST = 4  # labels that make a form


def as_table(sheet: Sheet) -> Sheet | None:
    """The sheet with the labels of the form in one row and what stands to the right of them below; None where it is no
    form: fewer than four labels, or labels in fewer than three rows.

    What stands beside a label goes on to the next label: several schools side by side become several rows. A short label
    ("本科") that may mean something else below another heading is taken only for words, never for figures.
    """
    if len(sheet.rows) > _LONGEST or sheet.width > _WIDEST:
        return None
    labels = [
        (number, index)
        for number, row in enumerate(sheet.rows)
        for index, cell in enumerate(row[:-1])
        if isinstance(cell, str) and _is_label(cell) and not _is_label(row[index + 1])
    ]
    if len(labels) < _LEAST or len({number for number, _ in labels}) < _LEAST - 1:
        return None
    first = labels[0][0]
    above = [list(row) for row in sheet.rows[:first]]
    reach = min(_reach(sheet, labels, at) for at in labels)
    body: list[list[object]] = [[sheet.rows[number][index] for number, index in labels]]
    for step in range(1, reach + 1):
        rows = [sheet.rows[number] for number, _ in labels]
        body.append([row[index + step] if index + step < len(row) else "" for row, (_, index) in zip(rows, labels, strict=True)])
    while len(body) > 1 and not any(cell != "" for cell in body[-1]):
        body.pop()
    return replace(
        sheet, rows=[*above, *body], merged=(), failed=(), uncounted=(), hidden=(), form=tuple(labels), form_row=first
    )


def looks_like_form(sheet: Sheet, layout: Layout) -> bool:
    """Whether what would be the schools' names are labels themselves: 在校生数, 图书册数 below 学校名称."""
    below = [row[layout.school.index] for row in sheet.rows[layout.last + 1 : layout.last + 1 + _LONGEST]]
    names = [cell for cell in below if isinstance(cell, str) and cell.strip()]
    return bool(names) and 2 * sum(map(_is_label, names)) >= len(names)


def _is_label(cell: object) -> bool:
    if not isinstance(cell, str):
        return False
    found = single(cell.strip().rstrip(":："))
    if found is None:
        return bool(not_read(cell)) and len(cell) < 16
    return not (found.bare and found.column.numeric)


def _reach(sheet: Sheet, labels: list[tuple[int, int]], at: tuple[int, int]) -> int:
    """How many columns to the right of a label belong to it."""
    row, index = at
    following = [other for number, other in labels if number == row and other > index]
    return (min(following) if following else sheet.width) - index - 1
