"""One sheet into a table: canonical columns, one entry a row of the sheet, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
import pandas as pd

from balance.columns import column_of, vocabulary
from balance.corrections import Change, FactIs
from balance.problems import LeftOut, Problem
from balance.reading import ColumnRead
from balance.workbook.cells import Figures, figures
from balance.workbook.downward import as_if_merged, merged_down
from balance.workbook.findings import Spot, gathered
from balance.workbook.match import Layout, Place
from balance.workbook.remarks import nameless_rows, on_columns, on_rows
from balance.workbook.rows import Rows, rows_of
from balance.workbook.settle import settled
from balance.workbook.sheets import Sheet, column_letters
from balance.workbook.texts import key_of, plain, words
from balance.workbook.titles import Titles, titles_in
from balance.workbook.totals import total_findings
from balance.workbook.units import areas_assumed, factor_of

__all__ = ["Table", "table_of"]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet that are schools.

    sheet: without its rows. frame: canonical columns, base names where a stage is still to be found, and ``at_file``,
    ``at_sheet``, ``at_row``. places: column of `frame` → the columns of the sheet it was read from. factors: column of
    the sheet → stored units in one of its own.
    """

    sheet: Sheet
    frame: pd.DataFrame
    titles: Titles
    provenance: dict[str, str]
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]
    places: Mapping[str, tuple[Place, ...]]
    factors: Mapping[int, float]
    columns: tuple[ColumnRead, ...] = ()
    changes: tuple[Change, ...] = ()


def table_of(sheet: Sheet, layout: Layout, facts: Sequence[FactIs] = (), by_hand: frozenset[int] = frozenset()) -> Table:
    """The schools of a sheet whose headings are known; `frame` is empty where no row is a school.

    facts: what a person said about single rows of this sheet. by_hand: the columns whose meaning a person chose.
    """
    titles = titles_in(_lines_above(sheet, layout), sheet.name, sheet.file.rsplit(".", 1)[0])
    sheet = merged_down(sheet, layout)
    rows = rows_of(sheet, layout)
    sheet, repeated = as_if_merged(sheet, layout, rows)
    body = [sheet.rows[number] for number in rows.schools]
    by_index = {place.index: list(map(itemgetter(place.index), body)) for place in layout.places}
    problems = [*on_columns(sheet, layout), *on_rows(sheet, layout, rows), *repeated]
    problems += areas_assumed(layout.places, titles, sheet)
    columns: dict[str, object] = {}
    provenance: dict[str, str] = {}
    read: dict[int, Figures] = {}
    factors: dict[int, float] = {}
    for place in layout.places:
        if place.column.numeric:
            factors[place.index], said = factor_of(place, titles, sheet)
            problems += said
            read[place.index] = figures(by_index[place.index], place.column, factors[place.index])
            problems += _cell_findings(read[place.index], by_index[place.index], place, sheet, rows)
    chosen, said = settled(layout, {index: each.values for index, each in read.items()}, sheet)
    problems += said
    for name, taken in chosen.items():
        provenance[name] = " + ".join(f"{sheet.title} › {place.heading}" for place in taken)
        if taken[0].column.numeric:
            parts = np.vstack([read[place.index].values for place in taken])
            columns[name] = parts[0] if len(parts) == 1 else _sum(parts)
        else:
            columns[name], said = words(by_index[taken[0].index], taken[0], sheet, rows)
            problems += said
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(rows.schools)))
    at_row = np.asarray(rows.schools, dtype=int) + 1
    frame["at_file"], frame["at_sheet"], frame["at_row"] = sheet.file, sheet.name, at_row
    frame, changes = _with_facts(frame, facts)
    problems += total_findings(sheet, layout, rows, {index: each.values for index, each in read.items()})
    return Table(
        replace(sheet, rows=[]), frame, titles, provenance, tuple(problems), nameless_rows(sheet, layout, rows), chosen, factors,
        _columns_read(sheet, layout, rows, chosen, factors, by_hand), changes,
    )  # fmt: skip


def _lines_above(sheet: Sheet, layout: Layout) -> list[str]:
    return [cell for row in sheet.rows[: layout.first] for cell in row if isinstance(cell, str) and cell.strip()]


def _with_facts(frame: pd.DataFrame, facts: Sequence[FactIs]) -> tuple[pd.DataFrame, tuple[Change, ...]]:
    """The table with what a person said about single rows."""
    changes = []
    at_row = frame["at_row"].to_numpy()
    for fact in facts:
        column, _ = column_of(fact.canonical)
        entries = np.flatnonzero(at_row == fact.row)
        cells: np.ndarray = np.full(len(frame), None, dtype=object)
        if fact.canonical in frame.columns:
            cells = np.array(frame[fact.canonical].tolist(), dtype=object)
        before = "" if not len(entries) or pd.isna(cells[entries[0]]) else plain(cells[entries[0]])
        cells[entries] = float(fact.value or "nan") if column.numeric else key_of(column, str(fact.value))
        if column.numeric:
            frame[fact.canonical] = pd.to_numeric(pd.Series(cells, dtype=object)).to_numpy(dtype=float)
        else:
            words_of = [None if cell is None or pd.isna(cell) else cell for cell in cells]
            frame[fact.canonical] = pd.array(words_of, dtype="boolean" if column.kind == "flag" else "object")
        changes.append(Change(fact, f"{fact.sheet or fact.file} {fact.row}", before, str(fact.value), bool(len(entries))))
    return frame, tuple(changes)


def _cell_findings(read: Figures, cells: Sequence[object], place: Place, sheet: Sheet, rows: Rows) -> list[Problem]:
    def spot(entry: int) -> Spot:
        number, value = rows.schools[entry], read.values[entry]
        taken = "" if np.isnan(value) else f"{value:.10g}"
        return Spot(sheet.at(number, place.index)[0] + 1, sheet.address(number, place.index), plain(cells[entry]), taken)

    return [
        problem
        for code, entries in read.notes.items()
        for problem in gathered(code, entries, spot, file=sheet.file, sheet=sheet.name, column=place.heading)
    ]


def _columns_read(
    sheet: Sheet, layout: Layout, rows: Rows, chosen: Mapping[str, tuple[Place, ...]], factors: Mapping[int, float],
    by_hand: frozenset[int],
) -> tuple[ColumnRead, ...]:  # fmt: skip
    """Every column with a heading, in the order of the sheet."""
    used = {place.index: name for name, places in chosen.items() for place in places}
    seen = [(place.index, place.parts, place, "" if place.index in used else "settled") for place in layout.places]
    seen += [(column.index, column.parts, None, column.why) for column in layout.unread]  # type: ignore[misc]
    found = []
    for index, parts, place, why in sorted(seen, key=itemgetter(0)):
        surety = "by_hand" if index in by_hand else "likely" if place and not place.sure else "certain"
        unit = _unit(place, factors.get(index, 1.0)) if place and place.column.numeric else ""
        found.append(
            ColumnRead(
                sheet.file, sheet.name, index, column_letters(index), parts, used.get(index, ""), why,
                surety, unit, _samples(sheet, rows, index),  # type: ignore[arg-type]
            )
        )  # fmt: skip
    return tuple(found)


def _unit(place: Place, factor: float) -> str:
    units = vocabulary().units.get(place.column.unit, {})
    return next((spelling for spelling, own in units.items() if own == factor), "")


def _samples(sheet: Sheet, rows: Rows, index: int) -> tuple[str, ...]:
    found: list[str] = []
    for number in rows.schools:
        cell = plain(sheet.rows[number][index]).strip()
        if cell:
            found.append(cell)
        if len(found) == 3:
            break
    return tuple(found)


def _sum(parts: np.ndarray) -> np.ndarray:
    total = np.nansum(parts, axis=0)
    return np.where(np.isnan(parts).all(axis=0), np.nan, total)
