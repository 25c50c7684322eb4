"""Cells into figures: a column of cells becomes an array of floats and notes on what had to be judged.

A blank, a dash and a formula error are absent, never 0.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from balance.columns import Column
from balance.workbook.headings import fold, unit_factor

__all__ = ["Figures", "choice", "figures"]

_BLANK = re.compile(r"[-—–―−/\\*….。_~·×\s]*|无|空|缺|暂无|不详|未填|没有|n/?a|nil|null|none|nan")
_ERRORS = frozenset(
    {"#div/0!", "#ref!", "#n/a", "#name?", "#value!", "#null!", "#num!", "#spill!", "#calc!", "#getting_data"}
)
_NUMBER = re.compile(
    r"(?P<number>[+\-−]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?(?:e[+\-]?\d{1,2})?|[+\-−]?\.\d+)\s*"
    r"(?P<unit>[^\d\s()\[\]%‰:：,.+\-]{1,6}2?)?\s*(?P<note>[(\[].*)?",
    re.DOTALL,
)
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)\s*(?:年.*|[-./]\d{1,2}.*)?")
_YEARS = (1800, 2100)


@dataclass(frozen=True, slots=True)
class Figures:
    """A column's figures in the stored unit, NaN where absent; `notes`: kind of finding → the entries it is about."""

    values: np.ndarray
    notes: dict[str, list[int]]


def figures(cells: Sequence[object], column: Column, factor: float = 1.0) -> Figures:
    """The figures of a column of cells; `factor` turns the column's unit into the stored one.

    Special cases: a unit in a cell counts before the column's; "10（含1名兼职）" is 10 with a note; a negative
    figure is absent; part of a person stays as it is, with a note; a percentage is no count, so absent.
    """
    kinds = set(map(type, cells))
    if kinds <= {float, int}:
        return _judged(np.asarray(cells, dtype=float) * factor, {}, column)
    values, texts = _plain_numbers(cells, kinds)
    values *= factor
    notes: dict[str, list[int]] = {}
    known: dict[object, tuple[str, float]] = {}
    for entry in texts:
        cell = cells[entry]
        # True == 1.0 in a dictionary, so the type belongs to the key
        key = (type(cell), cell)
        if key not in known:
            known[key] = _read(cell, column, factor)
        code, value = known[key]
        values[entry] = value
        if code:
            notes.setdefault(code, []).append(entry)
    return _judged(values, notes, column)


def _plain_numbers(cells: Sequence[object], kinds: set[type]) -> tuple[np.ndarray, Sequence[int]]:
    """The cells that are plain numbers already, and where something else than a blank stands."""
    if kinds == {str}:
        try:
            values = np.asarray(list(map(float, cells)))  # type: ignore[arg-type]
        except ValueError:
            values = np.asarray([np.nan])
        if np.isfinite(values).all():
            return values, ()
        texts = np.asarray(cells, dtype=object)
        values = np.array(pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce"), dtype=float)
        values[~np.isfinite(values)] = np.nan
        return values, np.flatnonzero(np.isnan(values) & (texts != "")).tolist()
    values = np.asarray([cell if type(cell) is float or type(cell) is int else np.nan for cell in cells], dtype=float)
    return values, [
        n for n, cell in enumerate(cells) if cell != "" and type(cell) is not float and type(cell) is not int
    ]


def _read(cell: object, column: Column, factor: float) -> tuple[str, float]:
    """The finding (or "") and the figure in one cell that is not a plain number."""
    if isinstance(cell, (datetime.date, datetime.datetime)) and column.kind == "year":
        return "", float(cell.year)
    if not isinstance(cell, str):
        return "cell_not_a_number", np.nan
    text = unicodedata.normalize("NFKC", cell).replace("\u200b", "").strip().lstrip("'").strip().casefold()
    if _BLANK.fullmatch(text):
        return ("cell_marked_absent" if text else ""), np.nan
    if text in _ERRORS:
        return "cell_formula_error", np.nan
    if column.kind == "year":
        year = _YEAR.fullmatch(text)
        return ("", float(year[1])) if year else ("cell_not_a_number", np.nan)
    found = _NUMBER.fullmatch(text)
    if found is None:
        return "cell_not_a_number", np.nan
    value = float(re.sub(r"[, ]", "", found["number"]).replace("−", "-"))
    code = "cell_with_note" if found["note"] else ""
    if not found["unit"]:
        return code, value * factor
    own = unit_factor(found["unit"], column.unit)
    if own is None:
        return "cell_not_a_number", np.nan
    if own != factor:
        return "cell_other_unit", value * own
    return code, value * factor


def _judged(values: np.ndarray, notes: dict[str, list[int]], column: Column) -> Figures:
    """The figures without those that cannot be: negative, infinite, a year out of bounds; fractions noted."""
    with np.errstate(invalid="ignore"):
        strange = np.isinf(values) | (values < 0)
        if column.kind == "year":
            strange = strange | (values < _YEARS[0]) | (values > _YEARS[1]) | (values % 1 > 0)
            code = "year_impossible"
        else:
            code = "figure_negative"
        broken = np.abs(values - np.round(values)) > 1e-6 if column.whole else np.zeros(len(values), dtype=bool)
    if strange.any():
        notes[code] = np.flatnonzero(strange).tolist()
        values = np.where(strange, np.nan, values)
    if broken.any():
        notes["figure_not_whole"] = np.flatnonzero(broken & ~strange).tolist()
    return Figures(values, notes)


def choice(cell: object, spellings: dict[str, str]) -> str | None:
    """The key of a choice, "" for a blank, None where the cell names none of them."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    folded = fold(text)
    if not folded or _BLANK.fullmatch(text.strip().casefold()):
        return ""
    return spellings.get(folded)
