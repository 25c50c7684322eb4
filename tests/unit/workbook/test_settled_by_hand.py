"""What a person settles holds, can be taken back, and travels with the county."""

from __future__ import annotations

import pytest

from balance.assess import assess
from balance.corrections import CellIs, ColumnIs, FactIs, RowOut, UnitIs, from_records, to_records
from balance.errors import BrokenCorrections
from balance.standard_file import load
from balance.universe import join_campuses
from balance.workbook.read import Source, read
from tests.unit.workbook.tables import codes, problem

TABLE = "学校名称,学校类型,在校生数,教学仪器设备值,电子图书\n东小学,小学,100,50,7\n西小学,小学,200,90,8\n"
FILE = Source("表.csv", TABLE.encode())
TWICE = Source("表.csv", "学校名称,在校生数\n东小学,100\n东小学,120\n西小学,50\n".encode())


def test_each_kind_of_correction_does_what_it_says_and_without_it_all_is_as_before() -> None:
    before = read(FILE)
    corrected = read(
        FILE,
        corrections=[
            CellIs("表.csv", "", 2, 2, 110), UnitIs("表.csv", "", 3, "万元"), ColumnIs("表.csv", "", 4, "books"),
            FactIs("表.csv", "", 3, "town", "柳河镇"),
        ],
    )  # fmt: skip
    assert corrected.figures("pupils_primary").tolist() == [110, 200]
    assert corrected.figures("equipment_yuan").tolist() == [500_000, 900_000]
    assert corrected.figures("books").tolist() == [7, 8]
    assert corrected.words("town").tolist() == ["", "柳河镇"]
    again = read(FILE)
    assert again.schools.equals(before.schools)
    assert before.figures("pupils_primary").tolist() == [100, 200]
    assert not before.knows("books")


def test_the_changes_travel_with_the_county_with_what_stood_there_before() -> None:
    county = read(FILE, corrections=[CellIs("表.csv", "", 2, 2, 110), RowOut("表.csv", "", 3)])
    cell, row = county.changes
    assert (cell.before, cell.after, cell.applied) == ("100", "110", True)
    assert "西小学" in str(row.before)
    assert county.words("school").tolist() == ["东小学"]


def test_a_correction_of_another_file_or_of_a_cell_that_is_not_there_changes_nothing_and_says_so() -> None:
    county = read(FILE, corrections=[CellIs("表.csv", "", 99, 2, 1), CellIs("别的.csv", "", 2, 2, 1)])
    assert county.figures("pupils_primary").tolist() == [100, 200]
    assert [change.applied for change in county.changes] == [False]


def test_a_column_can_be_left_out_by_hand_and_is_listed_as_such() -> None:
    county = read(FILE, corrections=[ColumnIs("表.csv", "", 3, "")])
    assert not county.knows("equipment_yuan")
    column = county.columns[3]
    assert (column.canonical, column.why, column.path) == ("", "by_hand", "教学仪器设备值")


def test_a_school_that_stands_twice_is_settled_by_the_offers_of_its_finding() -> None:
    found = problem(read(TWICE), "school_twice_differs")
    kept = [read(TWICE, corrections=fix.corrections).figures("pupils_primary").tolist() for fix in found.fixes]
    assert kept == [[100, 50], [120, 50]]
    assert all("school_twice_differs" not in codes(read(TWICE, corrections=fix.corrections)) for fix in found.fixes)


def test_columns_that_contradict_each_other_are_settled_by_the_offers_of_their_finding() -> None:
    source = Source("表.csv", "学校名称,在校生数,图书册数,藏书量\n东小学,100,5,6\n西小学,50,7,7\n".encode())
    found = problem(read(source), "columns_disagree")
    assert [read(source, corrections=fix.corrections).figures("books").tolist() for fix in found.fixes] == [[5, 7], [6, 7]]


def test_a_campus_is_joined_to_the_school_that_is_offered_for_it() -> None:
    rows = ["实验小学（本部）,1,,500", "实验小学东校区,0,,200", "实验小学西校区,0, 实验 小学 ,100"]
    table = "\n".join(["学校名称,是否计校数,主校名称,在校生数", *rows])
    source = Source("表.csv", table.encode())
    county = read(source)
    found = problem(county, "campus_parent_unknown")
    assert found.row == 3
    assert join_campuses(county).figures("pupils_primary").tolist() == [600]
    (fix,) = found.fixes
    settled = read(source, corrections=fix.corrections)
    assert "campus_parent_unknown" not in codes(settled)
    assert join_campuses(settled).figures("pupils_primary").tolist() == [800]


def test_a_school_whose_type_cannot_be_told_is_asked_for_it() -> None:
    source = Source("表.csv", "学校名称,在校生数,专任教师数\n柳河中心校,320,25\n东小学,100,9\n".encode())
    found = problem(read(source), "type_unknown")
    answers = {fix.corrections[0].value: fix.corrections for fix in found.fixes}
    settled = read(source, corrections=answers["primary"])
    assert settled.figures("pupils_primary").tolist() == [320, 100]
    assert settled.figures("teachers_primary").tolist() == [25, 9]
    assert not {"type_unknown", "figure_without_stage", "pupils_missing"} & codes(settled)


def test_degrees_given_as_this_or_above_count_in_the_stage_that_asks_for_them() -> None:
    rows = "东小学,小学,100,9,4\n东初中,初级中学,200,9,4\n"
    county = read(Source("表.csv", f"学校名称,学校类型,在校生数,专科及以上学历教师数,本科及以上学历教师数\n{rows}".encode()))
    judged = assess(county, load("quality-2017"))
    k = [indicator.code for indicator in judged.standard.indicators].index("L1")
    assert judged.value[:, k].tolist() == [9.0, 2.0]


def test_an_unknown_unit_of_money_is_asked_and_settled() -> None:
    rows = "".join(f"第{n}小学,{100 + n},{30 + n}\n" for n in range(8))
    source = Source("表.csv", f"学校名称,在校生数,教学仪器设备值\n{rows}".encode())
    found = problem(read(source), "column_unit_suspected")
    (fix,) = found.fixes
    settled = read(source, corrections=fix.corrections)
    assert settled.figures("equipment_yuan")[0] == pytest.approx(300_000)
    assert not {"column_unit_suspected", "unit_assumed_yuan"} & codes(settled)


@pytest.mark.parametrize(
    "corrections",
    [
        (),
        (CellIs("a", "b", 1, 0, 2.5), CellIs("a", "", 9, 3, "字"), FactIs("a", "b", 2, "parent", "x"),
         ColumnIs("a", "b", 4, ""), UnitIs("a", "b", 4, "万元"), RowOut("a", "b", 7)),
    ],
)  # fmt: skip
def test_corrections_written_and_read_are_the_same(corrections) -> None:
    assert from_records(to_records(corrections)) == corrections


@pytest.mark.parametrize(
    "records", ["x", [1], [{}], [{"correct": "cell"}], [{"correct": "row_out", "file": "a", "sheet": "b", "row": "3"}],
                [{"correct": "row_out", "file": 1, "sheet": "b", "row": 3}]],
)  # fmt: skip
def test_what_is_no_list_of_corrections_is_refused(records) -> None:
    with pytest.raises(BrokenCorrections):
        from_records(records)
