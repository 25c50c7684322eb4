"""Columns of words: texts as they stand, choices and flags by their spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from balance.columns import Column, vocabulary
from balance.problems import Problem
from balance.words import Term
from balance.workbook.cells import choice
from balance.workbook.findings import Spot, gathered
from balance.workbook.headings import fold
from balance.workbook.match import Place
from balance.workbook.rows import Rows
from balance.workbook.sheets import Sheet

__all__ = ["key_of", "plain", "words"]

_FLAGS = {"是": True, "1": True, "true": True, "yes": True, "y": True, "√": True, "计": True, "计校数": True,
          "否": False, "0": False, "false": False, "no": False, "n": False, "×": False, "不计": False,
          "不计校数": False}  # fmt: skip


def words(cells: Sequence[object], place: Place, sheet: Sheet, rows: Rows) -> tuple[object, list[Problem]]:
    """A text, choice or flag column; what names no known choice is absent, with a finding."""
    column = place.column
    if column.kind == "text":
        texts = [cell if type(cell) is str else plain(cell) for cell in cells]
        return pd.array([" ".join(text.split()) or None for text in texts], dtype=object), []
    spellings = _spellings(column)
    keys: dict[object, object] = {}
    strange: dict[str, list[int]] = defaultdict(list)
    found: list[object] = []
    for entry, cell in enumerate(cells):
        if cell not in keys:
            keys[cell] = choice(plain(cell), spellings)
        key = keys[cell]
        if key is None:
            strange[plain(cell)].append(entry)
        found.append(key or None)

    def spot(entry: int) -> Spot:
        number = rows.schools[entry]
        return Spot(sheet.at(number, place.index)[0] + 1, sheet.address(number, place.index), plain(cells[entry]))

    said = [
        problem
        for entries in strange.values()
        for problem in gathered("choice_unknown", entries, spot, file=sheet.file, sheet=sheet.name,
                                column=place.heading, allowed=_allowed(column))
    ]  # fmt: skip
    if column.kind == "flag":
        return pd.array([None if key is None else key == "yes" for key in found], dtype="boolean"), said
    return pd.array(found, dtype=object), said


def key_of(column: Column, value: str) -> object:
    """A word as the column stores it: a choice's key, a flag, the text; None where it is none of them."""
    if column.kind == "text":
        return " ".join(value.split()) or None
    key = choice(value, _spellings(column)) or None
    return key == "yes" if column.kind == "flag" and key else key


def plain(cell: object) -> str:
    """A cell as a person reads it; whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _spellings(column: Column) -> dict[str, str]:
    if column.kind == "flag":
        return {fold(word) or word: "yes" if flag else "no" for word, flag in _FLAGS.items()}
    labels = vocabulary().labels[column.name]
    return {
        fold(word): key
        for key, spelled in vocabulary().choices[column.name].items()
        for word in (key, *labels[key], *spelled)
    }


def _allowed(column: Column) -> list[Term]:
    if column.kind == "flag":
        return [Term("是", "yes"), Term("否", "no")]
    return list(vocabulary().labels[column.name].values())
