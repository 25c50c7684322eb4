"""Units that were slipped into: single figures, and whole columns, that are absurd in just the way another unit is.

Each is a question with a ready answer; nothing is changed before a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from balance.columns import STAGES, Column, column_of, unit_title
from balance.corrections import CellIs, Fix, UnitIs
from balance.problems import Problem, finding
from balance.words import msg
from balance.workbook.match import Place
from balance.workbook.sheets import address
from balance.workbook.suspicion import Suspect, implausible, suspects
from balance.workbook.table import Table

__all__ = ["unit_findings"]

_MEASURED = ("m2", "yuan", "things")
_MOST_OF = 0.8  # of a column's figures with the same suspicion: it is the column that is in another unit
_LEAST = 3


def unit_findings(frame: pd.DataFrame, tables: Sequence[Table]) -> list[Problem]:
    """Findings on figures and columns that seem to be in another unit, with the corrections that would settle them.

    `frame` has staged columns and ``at_table``, the table each row comes from. A column read from several of a sheet's
    columns is not looked at: which of them would be wrong cannot be told.
    """
    known = [frame[f"pupils_{stage}"] for stage in STAGES if f"pupils_{stage}" in frame.columns]
    pupils = pd.concat(known, axis=1).sum(axis=1, min_count=1).to_numpy(dtype=float) if known else np.full(len(frame), np.nan)
    at = frame["at_table"].to_numpy(dtype=int)
    said: list[Problem] = []
    for name in frame.columns:
        column = _measured(str(name))
        if column is None:
            continue
        values = frame[name].to_numpy(dtype=float, copy=True)
        places = [_place(table, str(name), column) for table in tables]
        used = [table.factors.get(place.index, 1.0) if place else 1.0 for table, place in zip(tables, places, strict=True)]
        for number in np.unique(at[~np.isnan(values)]).tolist():
            place = places[number]
            mine = at == number
            enough = place is not None and (place.factor is None or np.count_nonzero(~np.isnan(values[mine])) >= _LEAST)
            whole = implausible(values[mine], pupils[mine], used[number], column) if enough else None
            if place and whole:
                said.append(_about_column(tables[number], place, whole.unit, whole.typical * whole.times))
                values[mine] = np.nan
        found = suspects(values, pupils, np.asarray(used)[at], column.unit, column.usual)
        said += _about(found, values, frame, tables, places, used)
    return said


def _measured(name: str) -> Column | None:
    if name.startswith(("at_", "row_", "hint_")) or name == "key":
        return None
    column, _ = column_of(name)
    return column if column.numeric and column.unit in _MEASURED else None


def _place(table: Table, name: str, column: Column) -> Place | None:
    """The one column of the sheet behind a canonical column, None where there are several or none."""
    places = table.places.get(name) or table.places.get(column.name) or ()
    return places[0] if len(places) == 1 else None


def _about(
    found: Sequence[Suspect], values: np.ndarray, frame: pd.DataFrame, tables: Sequence[Table],
    places: Sequence[Place | None], used: Sequence[float],
) -> list[Problem]:  # fmt: skip
    said: list[Problem] = []
    at = frame["at_table"].to_numpy(dtype=int)
    groups: dict[tuple[int, str], list[Suspect]] = {}
    for suspect in found:
        groups.setdefault((int(at[suspect.entry]), suspect.unit), []).append(suspect)
    for (number, unit), group in groups.items():
        place, table = places[number], tables[number]
        if place is None:
            continue
        given = int((~np.isnan(values[at == number])).sum())
        if len(group) >= max(_LEAST, _MOST_OF * given):
            said.append(_about_column(table, place, unit, group[0].peers))
            continue
        for suspect in group:
            row, column = table.sheet.at(int(frame["at_row"].iloc[suspect.entry]) - 1, place.index)
            cell = address(row, column)
            raw = values[suspect.entry] / used[number]
            correct = raw * suspect.times
            fix = Fix(
                msg("{cell}: {value} → {correct}", cell=cell, value=_short(raw), correct=_short(correct)),
                (CellIs(table.sheet.file, table.sheet.name, row + 1, column, float(f"{correct:.12g}")),),
            )  # fmt: skip
            said.append(
                finding(
                    "unit_suspected", file=table.sheet.file, sheet=table.sheet.name, row=row + 1, column=place.heading,
                    cell=cell, value=_short(raw), fixes=[fix], unit=unit_title(unit),
                    school=str(frame["school"].iloc[suspect.entry]), times=suspect.times, factor=_factor(suspect.times),
                    correct=_short(correct),
                )
            )  # fmt: skip
    return said


def _about_column(table: Table, place: Place, unit: str, usual: float) -> Problem:
    about = partial(finding, file=table.sheet.file, sheet=table.sheet.name, column=place.heading)
    fix = Fix(msg("Read “{column}” in {unit}", column=place.heading, unit=unit_title(unit)),
              (UnitIs(table.sheet.file, table.sheet.name, place.index, unit),))  # fmt: skip
    return about("column_unit_suspected", fixes=[fix], unit=unit_title(unit), usual=_short(usual))


def _factor(times: float) -> str:
    """How far apart the two units are, as a factor above 1."""
    return f"{max(times, 1 / times):,.6g}"


def _short(value: float) -> str:
    return f"{value:.10g}"
