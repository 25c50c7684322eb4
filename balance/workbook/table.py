"""One sheet into a table: canonical columns, one entry a row of the sheet, and what was found on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

import numpy as np
import pandas as pd

from balance.columns import Column, vocabulary
from balance.problems import LeftOut, Problem, finding
from balance.words import Term, msg
from balance.workbook.cells import Figures, choice, figures
from balance.workbook.findings import Spot, gathered
from balance.workbook.headings import fold
from balance.workbook.match import Layout, Place
from balance.workbook.rows import Rows, rows_of
from balance.workbook.settle import settled
from balance.workbook.sheets import Sheet, address
from balance.workbook.titles import Titles, titles_in
from balance.workbook.totals import total_findings
from balance.workbook.units import areas_assumed, factor_of

__all__ = ["Table", "table_of"]

_FLAGS = {"是": True, "1": True, "true": True, "yes": True, "y": True, "√": True, "计": True, "计校数": True,
          "否": False, "0": False, "false": False, "no": False, "n": False, "×": False, "不计": False,
          "不计校数": False}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet that are schools.

    frame: canonical columns, base names where a stage is still to be found, and ``at_file``, ``at_sheet``, ``at_row``.
    """

    frame: pd.DataFrame
    titles: Titles
    provenance: dict[str, str]
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]


def table_of(sheet: Sheet, layout: Layout) -> Table:
    """The schools of a sheet whose headings are known; `frame` is empty where no row is a school."""
    titles = titles_in(_lines_above(sheet, layout), sheet.name, sheet.file.rsplit(".", 1)[0])
    sheet = _filled_down(sheet, layout)
    rows = rows_of(sheet, layout)
    body = [sheet.rows[number] for number in rows.schools]
    by_index = {place.index: list(map(itemgetter(place.index), body)) for place in layout.places}
    problems = [*_unread(sheet, layout), *_rows_left(sheet, rows), *areas_assumed(layout.places, titles, sheet)]
    columns: dict[str, object] = {}
    provenance: dict[str, str] = {}
    read: dict[int, Figures] = {}
    for place in layout.places:
        cells = by_index[place.index]
        if place.column.numeric:
            factor, said = factor_of(place, titles, sheet)
            problems += said
            read[place.index] = figures(cells, place.column, factor)
            problems += _cell_findings(read[place.index], cells, place, sheet, rows)
    chosen, said = settled(layout, {index: each.values for index, each in read.items()}, sheet)
    problems += said
    for name, taken in chosen.items():
        provenance[name] = " + ".join(f"{sheet.title} › {place.heading}" for place in taken)
        if taken[0].column.numeric:
            parts = np.vstack([read[place.index].values for place in taken])
            columns[name] = parts[0] if len(parts) == 1 else _sum(parts)
        else:
            columns[name], said = _words(by_index[taken[0].index], taken[0], sheet, rows)
            problems += said
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(rows.schools)))
    frame["at_file"], frame["at_sheet"], frame["at_row"] = (
        sheet.file,
        sheet.name,
        np.asarray(rows.schools, dtype=int) + 1,
    )
    problems += total_findings(
        sheet, layout, rows, {place.index: read[place.index].values for place in layout.places if place.index in read}
    )
    problems += _nameless(sheet, layout, rows)
    left_out = tuple(
        LeftOut(_code_at(sheet, layout, number), "", msg("row {row} has figures but no school name", row=number + 1))
        for number in rows.others.get("nameless", ())
    )
    return Table(frame, titles, provenance, tuple(problems), left_out)


def _lines_above(sheet: Sheet, layout: Layout) -> list[str]:
    return [cell for row in sheet.rows[: layout.first] for cell in row if isinstance(cell, str) and cell.strip()]


def _filled_down(sheet: Sheet, layout: Layout) -> Sheet:
    """The sheet with the words of vertically merged cells repeated in every row they cover."""
    words = {place.index for place in layout.places if not place.column.numeric}
    ranges = [
        (top, bottom) for top, bottom in sheet.merged if top[0] > layout.last and bottom[0] > top[0] and top[1] in words
    ]
    if not ranges:
        return sheet
    rows = list(sheet.rows)
    for top, bottom in ranges:
        for number in range(top[0] + 1, min(bottom[0] + 1, len(rows))):
            rows[number] = list(rows[number])
            if rows[number][top[1]] == "":
                rows[number][top[1]] = rows[top[0]][top[1]]
    return Sheet(sheet.file, sheet.name, rows, sheet.visible, sheet.merged, sheet.failed, sheet.uncounted)


def _unread(sheet: Sheet, layout: Layout) -> list[Problem]:
    """What is said about columns that are not read, formula errors and formulas without a result."""
    said = []
    if layout.recomputed:
        said.append(
            finding(
                "columns_recomputed",
                file=sheet.file,
                sheet=sheet.name,
                row=layout.last + 1,
                headings=list(layout.recomputed),
            )
        )
    if layout.unknown:
        said.append(
            finding(
                "columns_unknown", file=sheet.file, sheet=sheet.name, row=layout.last + 1, headings=list(layout.unknown)
            )
        )
    headings = {place.index: place.heading for place in layout.places}
    for code, cells, shown in (
        ("cell_formula_error", sheet.failed, "#"),
        ("cell_not_calculated", sheet.uncounted, "="),
    ):
        by_column: dict[int, list[int]] = defaultdict(list)
        for row, column in cells:
            if column in headings and row > layout.last:
                by_column[column].append(row)
        for column, found in by_column.items():
            at = partial(_spot, column, shown)
            said += gathered(code, found, at, file=sheet.file, sheet=sheet.name, column=headings[column])
    return said


def _rows_left(sheet: Sheet, rows: Rows) -> list[Problem]:
    counts = {kind: len(rows.others.get(kind, ())) for kind in ("total", "average", "note", "heading")}
    if not any(counts.values()):
        return []
    first = min(number for kind in counts for number in rows.others.get(kind, ()))
    numbers = sorted(number + 1 for kind in counts for number in rows.others.get(kind, ()))
    return [
        finding(
            "rows_not_schools",
            file=sheet.file,
            sheet=sheet.name,
            row=first + 1,
            n=sum(counts.values()),
            totals=counts["total"] + counts["average"],
            notes=counts["note"],
            repeated=counts["heading"],
            rows=numbers[:10],
        )
    ]


def _nameless(sheet: Sheet, layout: Layout, rows: Rows) -> list[Problem]:
    place = layout.school
    at = partial(_spot, place.index, "")
    return gathered(
        "school_without_name",
        rows.others.get("nameless", ()),
        at,
        file=sheet.file,
        sheet=sheet.name,
        column=place.heading,
    )


def _spot(column: int, shown: str, row: int) -> Spot:
    return Spot(row + 1, address(row, column), shown)


def _code_at(sheet: Sheet, layout: Layout, number: int) -> str:
    place = layout.find("school_code")
    return str(sheet.rows[number][place.index]).strip() if place else ""


def _cell_findings(read: Figures, cells: Sequence[object], place: Place, sheet: Sheet, rows: Rows) -> list[Problem]:
    def spot(entry: int) -> Spot:
        number, value = rows.schools[entry], read.values[entry]
        taken = "" if np.isnan(value) else f"{value:.10g}"
        return Spot(number + 1, address(number, place.index), _plain(cells[entry]), taken)

    return [
        problem
        for code, entries in read.notes.items()
        for problem in gathered(code, entries, spot, file=sheet.file, sheet=sheet.name, column=place.heading)
    ]


def _words(cells: Sequence[object], place: Place, sheet: Sheet, rows: Rows) -> tuple[object, list[Problem]]:
    """A text, choice or flag column; what names no known choice is absent, with a finding."""
    column = place.column
    if column.kind == "text":
        texts = [cell if type(cell) is str else _plain(cell) for cell in cells]
        return pd.array([" ".join(text.split()) or None for text in texts], dtype=object), []
    spellings = _spellings(column)
    keys: dict[object, object] = {}
    strange: dict[str, list[int]] = defaultdict(list)
    found: list[object] = []
    for entry, cell in enumerate(cells):
        if cell not in keys:
            keys[cell] = choice(_plain(cell), spellings)
        key = keys[cell]
        if key is None:
            strange[_plain(cell)].append(entry)
        found.append(key or None)

    def spot(entry: int) -> Spot:
        number = rows.schools[entry]
        return Spot(number + 1, address(number, place.index), _plain(cells[entry]))

    said = [
        problem
        for entries in strange.values()
        for problem in gathered("choice_unknown", entries, spot, file=sheet.file, sheet=sheet.name,
                                column=place.heading, allowed=_allowed(column))
    ]  # fmt: skip
    if column.kind == "flag":
        return pd.array([None if key is None else key == "yes" for key in found], dtype="boolean"), said
    return pd.array(found, dtype=object), said


def _spellings(column: Column) -> dict[str, str]:
    if column.kind == "flag":
        return {fold(word) or word: "yes" if flag else "no" for word, flag in _FLAGS.items()}
    labels = vocabulary().labels[column.name]
    return {
        fold(word): key
        for key, words in vocabulary().choices[column.name].items()
        for word in (key, *labels[key], *words)
    }


def _allowed(column: Column) -> list[Term]:
    if column.kind == "flag":
        return [Term("是", "yes"), Term("否", "no")]
    return list(vocabulary().labels[column.name].values())


def _plain(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _sum(parts: np.ndarray) -> np.ndarray:
    total = np.nansum(parts, axis=0)
    return np.where(np.isnan(parts).all(axis=0), np.nan, total)
