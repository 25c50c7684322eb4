"""A person's corrections in a sheet: cells and rows before anything is interpreted, columns after."""

from __future__ import annotations

import pandas as pd
import pytest

from balance.corrections import CellIs, ColumnIs, Correction, FactIs, RowOut, UnitIs
from balance.workbook.byhand import concerning, with_cells, with_columns
from balance.workbook.match import layout_of
from balance.workbook.read import read
from balance.workbook.sheets import Sheet
from tests.unit.workbook.tables import codes, problem, sheet

FILE, NAME = "county.xlsx", "Sheet1"
ROWS: list[list[object]] = [["学校名称", "在校生数", "设备", "备用"], ["甲小学", 10.0, 5.0, "x"], ["乙小学", 20.0, 6.0, "y"]]
SHEET = Sheet(FILE, NAME, ROWS, failed=((1, 1),), uncounted=((2, 2),))


def test_only_what_is_about_this_file_and_this_sheet_concerns_it() -> None:
    mine = CellIs(FILE, NAME, 2, 1, 11)
    assert concerning(SHEET, [mine, CellIs("b.xlsx", NAME, 2, 1, 1), CellIs(FILE, "b", 2, 1, 1)]) == [mine]


def test_a_cell_is_changed_in_a_copy_and_is_no_failed_formula_any_more() -> None:
    changed, said = with_cells(SHEET, [CellIs(FILE, NAME, 2, 1, 11.0), CellIs(FILE, NAME, 3, 2, "7")])
    assert [row[1:3] for row in changed.rows[1:]] == [[11.0, 5.0], [20.0, "7"]]
    assert (changed.failed, changed.uncounted) == ((), ())
    assert (ROWS[1][1], SHEET.failed) == (10.0, ((1, 1),))
    assert [(each.before, each.after, each.applied) for each in said] == [("10", "11", True), ("6", "7", True)]


@pytest.mark.parametrize(
    "each",
    [CellIs(FILE, NAME, 0, 1, 1), CellIs(FILE, NAME, 4, 1, 1), CellIs(FILE, NAME, 2, 99, 1), RowOut(FILE, NAME, 9),
     RowOut(FILE, NAME, 0)],
)
def test_what_is_not_there_changes_nothing_and_says_so(each: Correction) -> None:
    changed, said = with_cells(SHEET, [each])
    assert changed.rows == ROWS
    assert [one.applied for one in said] == [False]


def test_the_last_correction_of_a_cell_counts_and_each_says_what_it_found() -> None:
    changed, said = with_cells(SHEET, [CellIs(FILE, NAME, 2, 1, 11), CellIs(FILE, NAME, 2, 1, 12)])
    assert changed.rows[1][1] == 12
    assert [(each.before, each.after) for each in said] == [("10", "11"), ("11", "12")]


def test_a_column_without_a_known_heading_can_be_given_a_meaning_and_a_unit_of_another_kind_is_passed_over() -> None:
    layout = layout_of(SHEET)
    assert layout is not None
    chosen = [ColumnIs(FILE, NAME, 2, "equipment_yuan"), UnitIs(FILE, NAME, 2, "万元"), UnitIs(FILE, NAME, 1, "亩")]
    after, by_hand, said = with_columns(layout, SHEET, chosen)
    place = after.find("equipment_yuan")
    assert place is not None
    assert (place.index, place.factor, by_hand) == (2, 10_000, {2})
    assert [each.applied for each in said] == [True, True, False]
    assert with_columns(layout, SHEET, []) == (layout, frozenset(), [])


def test_the_schools_own_column_can_be_pointed_out() -> None:
    rows = [["办学单位甲", "在校生数", "班级数"], ["东小学", 10, 2], ["西小学", 20, 4]]
    county = read(sheet(rows), corrections=[ColumnIs(FILE, NAME, 0, "school")])
    assert county.words("school").tolist() == ["东小学", "西小学"]


def test_two_columns_that_disagree_are_settled_by_each_of_the_offers() -> None:
    rows = [["学校名称", "在校生数", "图书册数", "藏书量"], ["甲小学", 10, 100, 100], ["乙小学", 20, 200, 250]]
    offers = problem(read(sheet(rows)), "columns_disagree").fixes
    taken = [read(sheet(rows), corrections=fix.corrections).figures("books").tolist() for fix in offers]
    assert taken == [[100, 200], [100, 250]]


def test_rows_that_disagree_are_settled_by_each_of_the_offers() -> None:
    rows = [["学校名称", "在校生数"], ["甲小学", 10], ["乙小学", 20], ["甲小学", 15]]
    offers = problem(read(sheet(rows)), "school_twice_differs").fixes
    settled = [read(sheet(rows), corrections=fix.corrections) for fix in offers]
    assert [dict(zip(one.words("school"), one.figures("pupils_primary"), strict=True)) for one in settled] == [
        {"甲小学": 10, "乙小学": 20}, {"甲小学": 15, "乙小学": 20},
    ]  # fmt: skip
    assert all("school_twice_differs" not in codes(one) for one in settled)


EACH: list[Correction] = [
    CellIs(FILE, NAME, 2, 1, 99), FactIs(FILE, NAME, 2, "books", 7), ColumnIs(FILE, NAME, 2, "books"),
    UnitIs(FILE, NAME, 3, "千元"), RowOut(FILE, NAME, 3),
]  # fmt: skip


@pytest.mark.parametrize("each", EACH, ids=[type(each).__name__ for each in EACH])
def test_taking_a_correction_back_is_reading_without_it(each: Correction) -> None:
    source = sheet([["学校名称", "在校生数", "别的", "教学仪器设备值"], ["甲小学", 10, 5, 3], ["乙小学", 20, 6, 4]])
    before, corrected, after = read(source), read(source, corrections=[each]), read(source)
    assert not corrected.schools.equals(before.schools)
    pd.testing.assert_frame_equal(after.schools, before.schools)
    assert [one.correction for one in corrected.changes] == [each]
    assert after.changes == ()
    assert after.problems == before.problems
