"""Words that stand once for several rows: vertically merged cells, and what is left of them in a text file."""

from __future__ import annotations

from dataclasses import replace

from balance.problems import Problem, finding
from balance.workbook.match import Layout
from balance.workbook.rows import Rows
from balance.workbook.sheets import Sheet

__all__ = ["as_if_merged", "merged_down"]

_PLACES = ("county", "town")


def merged_down(sheet: Sheet, layout: Layout) -> Sheet:
    """The sheet with the words of vertically merged cells repeated in every row they cover."""
    words = {place.index for place in layout.places if not place.column.numeric}
    ranges = [
        (top, bottom)
        for top, bottom in sheet.merged
        if top[0] > layout.last and bottom[0] > top[0] and top[1] in words and top[0] < len(sheet.rows)
    ]
    if not ranges:
        return sheet
    rows = list(sheet.rows)
    for top, bottom in ranges:
        for number in range(top[0] + 1, min(bottom[0] + 1, len(rows))):
            rows[number] = list(rows[number])
            if rows[number][top[1]] == "":
                rows[number][top[1]] = rows[top[0]][top[1]]
    return replace(sheet, rows=rows)


def as_if_merged(sheet: Sheet, layout: Layout, rows: Rows) -> tuple[Sheet, list[Problem]]:
    """Towns and counties that stand only in the first row of a group, in a sheet without merged cells, repeated down the
    group; each such column is said.

    Only where it can be nothing else: the first school has one, none comes back after another one, and blanks follow.
    """
    said: list[Problem] = []
    if sheet.merged:
        return sheet, said
    body = list(sheet.rows)
    for place in layout.places:
        if place.column.name not in _PLACES:
            continue
        words = [str(body[number][place.index]).strip() for number in rows.schools]
        groups = [word for word in words if word]
        if not words or not words[0] or len(groups) == len(words) or len(set(groups)) < len(groups):
            continue
        current = words[0]
        for number, word in zip(rows.schools, words, strict=True):
            current = word or current
            if not word:
                body[number] = list(body[number])
                body[number][place.index] = current
        said.append(
            finding(
                "words_repeated_down", file=sheet.file, sheet=sheet.name, row=rows.schools[0] + 1, column=place.heading,
                n=len(words) - len(groups),
            )
        )  # fmt: skip
    return (replace(sheet, rows=body) if said else sheet), said
