"""Which rows of a sheet may be its headings, and the path of headings above each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from balance.workbook.headings import unit_of
from balance.workbook.sheets import Sheet

__all__ = ["blocks_of", "paths_in"]

_DEEPEST = 40  # rows among which the headings are looked for
_ENOUGH = 8  # rows of figures below a heading, after which no other is looked for
_TALLEST = 6  # rows that headings may span
_INDEX = re.compile(r"\(?(?:[A-Za-z]{0,2}\d{1,3}(?:\.0)?|[甲乙丙丁戊己庚辛])\)?")
_FIGURE = re.compile(r"[-+]?[\d０-９][\d０-９,，.]*\s*[%％]?")
_LINE = re.compile(r"[:：]|^\W*(?:填表|制表|填报|单位)|20\d\d\s*(?:年|[-—–/.])")
_LONG = 26  # no heading is longer than a sentence


def blocks_of(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Each stretch of rows that may be the headings, as first and last row from 0: from above, the taller ones later.

    Title lines, blank rows, rows that number the columns and rows of figures end a stretch; a row that is blank because
    cells above it are merged downwards does not. A stretch that would cut such a merged heading is none.
    """
    begun: int | None = None
    figures: int | None = None
    for number, row in enumerate(sheet.rows[:_DEEPEST]):
        kind = _kind(row, sheet, number)
        reach = max((bottom for (top, _), (bottom, _) in sheet.merged if begun is not None and begun <= top < number), default=0)
        if kind == "heading":
            begun = number if begun is None else max(begun, number - _TALLEST + 1)
            below = max((bottom for (top, _), (bottom, _) in sheet.merged if begun <= top <= number), default=0)
            if below <= number:
                figures = 0
                yield begun, number
        elif kind != "blank" or reach < number:
            begun = None
        if kind == "figures" and figures is not None:
            figures += 1
            if figures == _ENOUGH:
                return


def paths_in(sheet: Sheet, first: int, last: int) -> list[tuple[str, ...]]:
    """For each column its headings from the outer to the inner one, () where there is none.

    Merged cells count for all they cover. Where nothing is merged sideways, an outer heading holds until the next one
    begins, as long as there is a heading below. A unit of its own ("万元") goes to the heading above it.
    """
    width = max(len(row) for row in sheet.rows[first : last + 1])
    filled = [[_words(cell) for cell in row] + [""] * (width - len(row)) for row in sheet.rows[first : last + 1]]
    sideways = False
    for (top, left), (bottom, right) in sheet.merged:
        if top < first or top > last or left >= width:
            continue
        text = filled[top - first][left]
        sideways |= right > left and bool(text)
        for row in filled[top - first : min(bottom, last) - first + 1]:
            row[left : min(right, width - 1) + 1] = [text] * (min(right, width - 1) + 1 - left)
    if len(filled) > 1 and not sideways:
        _fill_sideways(filled)
    return [_path(parts) for parts in zip(*filled, strict=True)]


def _fill_sideways(filled: list[list[str]]) -> None:
    for depth, row in enumerate(filled[:-1]):
        for index in range(1, len(row)):
            below = any(lower[index] for lower in filled[depth + 1 :])
            same_group = all(filled[upper][index] == filled[upper][index - 1] for upper in range(depth))
            if not row[index] and below and same_group:
                row[index] = row[index - 1]


def _path(parts: Sequence[str]) -> tuple[str, ...]:
    kept = [part for part, above in zip(parts, ("", *parts[:-1]), strict=True) if part and part != above]
    if len(kept) > 1 and unit_of(kept[-1]):
        kept[-2:] = [f"{kept[-2]}（{kept[-1].strip('()（）[]【】 ')}）"]
    return tuple(kept)


def _kind(row: Sequence[object], sheet: Sheet, number: int) -> str:
    """blank, title, index (a row that numbers the columns), figures, or heading."""
    filled = [(n, cell) for n, cell in enumerate(row) if cell != "" and not (isinstance(cell, str) and cell.isspace())]
    if not filled:
        return "blank"
    texts = [cell.strip() for _, cell in filled if isinstance(cell, str)]
    if len(filled) > 2 and sum(bool(_INDEX.fullmatch(_plain(cell))) for _, cell in filled) >= 0.9 * len(filled):
        return "index"
    figures = sum(not isinstance(cell, str) and not _year(cell) for _, cell in filled)
    written = sum(bool(_FIGURE.fullmatch(text)) for text in texts)
    if figures or written > 0.4 * len(filled):
        return "figures"
    if len(set(texts)) <= 1:
        across = next((right - left + 1 for (top, left), (_, right) in sheet.merged if top == number), 1)
        alone = filled[0][0]
        return "title" if alone == 0 or across > sheet.width / 2 or len(texts[0]) > _LONG else "heading"
    if len(filled) <= 4 and all(_LINE.search(text) or len(text) > _LONG for text in texts):
        return "title"
    return "heading"


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _year(cell: object) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1990 <= cell <= 2100


def _words(cell: object) -> str:
    if isinstance(cell, str):
        return " ".join(cell.split())
    return _plain(cell) if _year(cell) else ""
