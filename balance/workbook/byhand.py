"""A person's corrections put into a sheet and its layout before they are interpreted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from balance.columns import column_of, label, vocabulary
from balance.corrections import CellIs, Change, ColumnIs, Correction, RowOut, UnitIs
from balance.words import Term
from balance.workbook.headings import unit_factor
from balance.workbook.match import Layout, Place, Unread
from balance.workbook.sheets import Sheet, address, column_letters
from balance.workbook.texts import plain

__all__ = ["concerning", "with_cells", "with_columns"]


def concerning(sheet: Sheet, corrections: Sequence[Correction]) -> list[Correction]:
    """The corrections that are about this sheet."""
    return [each for each in corrections if each.file == sheet.file and each.sheet == sheet.name]


def with_cells(sheet: Sheet, corrections: Sequence[Correction]) -> tuple[Sheet, list[Change]]:
    """The sheet with cells changed and rows blanked; a cell or row that is not there changes nothing."""
    changes: list[Change] = []
    rows = list(sheet.rows)
    failed, uncounted = set(sheet.failed), set(sheet.uncounted)
    for each in corrections:
        if isinstance(each, CellIs):
            there = 0 < each.row <= len(rows) and each.column < len(rows[each.row - 1])
            before = plain(rows[each.row - 1][each.column]) if there else ""
            if there:
                rows[each.row - 1] = list(rows[each.row - 1])
                rows[each.row - 1][each.column] = each.value
                failed.discard((each.row - 1, each.column))
                uncounted.discard((each.row - 1, each.column))
            cell = address(each.row - 1, each.column)
            changes.append(Change(each, f"{sheet.title} {cell}", before, plain(each.value), there))
        elif isinstance(each, RowOut):
            there = 0 < each.row <= len(rows)
            if there:
                before = " ".join(plain(cell) for cell in rows[each.row - 1] if cell != "")[:80]
                rows[each.row - 1] = [""] * len(rows[each.row - 1])
            changes.append(Change(each, f"{sheet.title} {each.row}", before if there else "", "", there))
    if not changes:
        return sheet, []
    return replace(sheet, rows=rows, failed=tuple(sorted(failed)), uncounted=tuple(sorted(uncounted))), changes


def with_columns(
    layout: Layout, sheet: Sheet, corrections: Sequence[Correction]
) -> tuple[Layout, frozenset[int], list[Change]]:
    """The layout with meanings and units that a person chose, the columns whose meaning is theirs, and the changes.

    A unit that measures something else than its column is passed over, as is a column without a heading.
    """
    places = {place.index: place for place in layout.places}
    unread = {column.index: column for column in layout.unread}
    chosen: set[int] = set()
    changes = []
    for each in corrections:
        if isinstance(each, ColumnIs):
            changes.append(_with_meaning(each, places, unread, sheet))
            chosen.add(each.column)
        elif isinstance(each, UnitIs):
            place = places.get(each.column)
            factor = unit_factor(each.unit, place.column.unit) if place else None
            if place and factor is not None:
                places[each.column] = replace(place, factor=factor)
            where = f"{sheet.title} {column_letters(each.column)}"
            changes.append(Change(each, where, "", each.unit, factor is not None))
    if not changes:
        return layout, frozenset(), []
    ordered = tuple(places[index] for index in sorted(places))
    others = tuple(unread[index] for index in sorted(unread))
    return replace(layout, places=ordered, unread=others), frozenset(chosen), changes


def _with_meaning(each: ColumnIs, places: dict[int, Place], unread: dict[int, Unread], sheet: Sheet) -> Change:
    place, other = places.pop(each.column, None), unread.pop(each.column, None)
    parts = place.parts if place else other.parts if other else (column_letters(each.column),)
    if each.canonical:
        columns = vocabulary().columns
        column, stage = (columns[each.canonical], None) if each.canonical in columns else column_of(each.canonical)
        same_kind = place is not None and place.column.unit == column.unit
        places[each.column] = Place(each.column, parts, column, stage, place.factor if place and same_kind else None, 0)
    else:
        unread[each.column] = Unread(each.column, parts, "by_hand")
    before = place.canonical if place else ""
    where = f"{sheet.title} {column_letters(each.column)}"
    return Change(each, where, _titled(before), _titled(each.canonical), bool(place or other))


def _titled(canonical: str) -> str | Term:
    if not canonical:
        return ""
    columns = vocabulary().columns
    return columns[canonical].title if canonical in columns else label(canonical)
