"""What is said about a sheet as a whole: columns that were not read, formulas without a figure, rows that are no schools."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from balance.problems import LeftOut, Problem, finding
from balance.words import msg
from balance.workbook.findings import Spot, gathered
from balance.workbook.match import Layout
from balance.workbook.rows import Rows
from balance.workbook.sheets import Sheet

__all__ = ["nameless_rows", "on_columns", "on_rows"]


def on_columns(sheet: Sheet, layout: Layout) -> list[Problem]:
    """Findings on headings that are not read, on formula errors and on formulas without a result."""
    about = partial(finding, file=sheet.file, sheet=sheet.name, row=layout.last + 1)
    said = []
    for code, headings in (
        ("columns_recomputed", layout.headings_not_read("ratio", "verdict")),
        ("columns_other", layout.headings_not_read("other", "older", "part", "stage")),
        ("columns_unknown", layout.headings_not_read("unknown")),
    ):
        if headings:
            said.append(about(code, headings=headings))
    doubtful = [place.heading for place in layout.places if not place.sure]
    if doubtful:
        said.append(about("columns_likely", headings=doubtful))
    headings_at = {place.index: place.heading for place in layout.places}
    for code, cells, shown in (
        ("cell_formula_error", sheet.failed, "#"),
        ("cell_not_calculated", sheet.uncounted, "="),
    ):
        by_column: dict[int, list[int]] = defaultdict(list)
        for row, column in cells:
            if column in headings_at and row > layout.last:
                by_column[column].append(row)
        for column, found in by_column.items():
            at = partial(_spot, sheet, column, shown)
            said += gathered(code, found, at, file=sheet.file, sheet=sheet.name, column=headings_at[column])
    return said


def on_rows(sheet: Sheet, layout: Layout, rows: Rows) -> list[Problem]:
    """Findings on rows that are no schools, on hidden rows, and on rows with figures but no name."""
    counts = {kind: len(rows.others.get(kind, ())) for kind in ("total", "average", "note", "heading")}
    about = partial(finding, file=sheet.file, sheet=sheet.name)
    said = []
    if any(counts.values()):
        numbers = sorted(number + 1 for kind in counts for number in rows.others.get(kind, ()))
        said.append(
            about(
                "rows_not_schools", row=numbers[0], n=sum(counts.values()), totals=counts["total"] + counts["average"],
                notes=counts["note"], repeated=counts["heading"], rows=numbers[:10],
            )
        )  # fmt: skip
    hidden = sorted(set(sheet.hidden).intersection(rows.schools))
    if hidden:
        said.append(
            about("rows_hidden", row=hidden[0] + 1, n=len(hidden), rows=[number + 1 for number in hidden[:10]])
        )
    place = layout.school
    at = partial(_spot, sheet, place.index, "")
    nameless = rows.others.get("nameless", ())
    return said + gathered(
        "school_without_name", nameless, at, file=sheet.file, sheet=sheet.name, column=place.heading
    )


def nameless_rows(sheet: Sheet, layout: Layout, rows: Rows) -> tuple[LeftOut, ...]:
    """The rows with figures but no school's name, as left out."""
    place = layout.find("school_code")
    return tuple(
        LeftOut(
            str(sheet.rows[number][place.index]).strip() if place else "", "",
            msg("row {row} has figures but no school name", row=number + 1),
        )
        for number in rows.others.get("nameless", ())
    )  # fmt: skip


def _spot(sheet: Sheet, column: int, shown: str, row: int) -> Spot:
    return Spot(sheet.at(row, column)[0] + 1, sheet.address(row, column), shown)
