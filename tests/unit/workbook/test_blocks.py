"""Which rows are headings: titles, units, indexes and blanks around them, with merged cells and without."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from balance.workbook.read import read
from tests.unit.workbook.laying import blanks, laid_out, mapping, merged, why_not
from tests.unit.workbook.tables import Row, sheet

DATA: Row = ["甲小学", 11, 12, 13, 14, 15, 16, 17]
PUPILS = {0: "school", 1: "pupils_primary", 2: "pupils_junior", 3: "books"}

CASES: dict[str, tuple[list[Row], list[str], dict[int, str]]] = {
    "one row": ([["学校名称", "在校生数", "班级数"]], [], {0: "school", 1: "pupils", 2: "classes"}),
    "two rows": (
        [["学校名称", "在校生数", "", "图书册数"], ["", "小学", "初中", ""]], ["A1:A2", "B1:C1", "D1:D2"], PUPILS,
    ),
    "others before full-time": (
        [["学校名称", "兼任教师", "", "专任教师", "", "在校生数"], ["", "本科", "专科", "本科", "专科", ""]],
        ["A1:A2", "B1:C1", "D1:E1", "F1:F2"], {0: "school", 3: "deg_bachelor", 4: "deg_college", 5: "pupils"},
    ),
    "four rows": (
        [
            ["学校名称", "教职工数", "", "", "", "在校生数"],
            ["", "计", "其中：专任教师", "", "", ""],
            ["", "", "计", "按学历分", "", ""],
            ["", "", "", "本科", "专科", ""],
        ],
        ["A1:A4", "B1:E1", "B2:B4", "C2:E2", "C3:C4", "D3:E3", "F1:F4"],
        {0: "school", 1: "staff", 2: "teachers", 3: "deg_bachelor", 4: "deg_college", 5: "pupils"},
    ),
    "six rows": (
        [
            ["学校名称", "办学条件", "", "", "", "", "学生"],
            ["", "校舍情况", "", "", "", "图书", ""],
            ["", "校舍建筑面积（平方米）", "", "", "", "册数", ""],
            ["", "计", "教学及辅助用房", "", "", "", ""],
            ["", "", "计", "其中：室内体育用房", "普通教室", "", ""],
            ["", "", "", "", "", "", "小学"],
        ],
        ["A1:A6", "B1:F1", "B2:E2", "B3:E3", "B4:B6", "C4:E4", "C5:C6", "D5:D6", "E5:E6", "F3:F6", "G1:G5"],
        {0: "school", 1: "building_area_m2", 2: "teaching_area_m2", 3: "indoor_sports_m2", 5: "books", 6: "pupils_primary"},
    ),
    "last year beside this": (
        [["学校名称", "在校生数", "", "图书册数", ""], ["", "上学年", "本学年", "本学年", "上学年"]],
        ["A1:A2", "B1:C1", "D1:E1"], {0: "school", 2: "pupils", 3: "books"},
    ),
    "years above": (
        [["学校名称", "2023年", "", "2024年", ""], ["", "在校生数", "图书册数", "在校生数", "图书册数"]],
        ["A1:A2", "B1:C1", "D1:E1"], {0: "school", 3: "pupils", 4: "books"},
    ),
    "years above, the later first": (
        [["学校名称", "2024-2025学年", "", "2023-2024学年", ""], ["", "在校生数", "图书册数", "在校生数", "图书册数"]],
        ["A1:A2", "B1:C1", "D1:E1"], {0: "school", 1: "pupils", 2: "books"},
    ),
    "arts in all and in parts": (
        [["学校名称", "在校生数", "体育与健康", "艺术", "", ""], ["", "", "", "计", "音乐", "美术"]],
        ["A1:A2", "B1:B2", "C1:C2", "D1:F1"], {0: "school", 1: "pupils", 2: "pe_teachers", 3: "arts_teachers"},
    ),
    "units in a row": (
        [["学校名称", "在校生数", "教学仪器设备值", "图书册数"], ["", "人", "万元", "册"]], [],
        {0: "school", 1: "pupils", 2: "equipment_yuan", 3: "books"},
    ),
    "second row partly filled": (
        [["学校名称", "在校生数", "骨干教师", "", "图书册数"], ["", "", "小学", "初中", ""]],
        ["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
        {0: "school", 1: "pupils", 2: "backbone_primary", 3: "backbone_junior", 4: "books"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_merged_cells_and_blanks_give_the_same_columns(case: str) -> None:
    rows, ranges, wanted = CASES[case]
    width = max(map(len, rows))
    table = [*rows, DATA[:width], ["乙小学", *range(21, 20 + width)]]
    assert mapping(merged(table, *ranges)) == wanted
    assert mapping(blanks(table)) == wanted


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "above",
    [
        [["云河县2024—2025学年义务教育学校基本情况统计表"]],
        [["附件1"], ["云河县小学基本情况"], ["填报单位：云河县教育局", "", "", "填报时间：2024年9月"]],
        [["云河县小学基本情况"], [], ["（金额单位：元）"]],
        [[], []],
    ],
)
def test_lines_above_the_headings_change_nothing(case: str, above: list[Row]) -> None:
    rows, _, wanted = CASES[case]
    assert mapping(sheet([*above, *rows, DATA[: max(map(len, rows))]])) == wanted


@pytest.mark.parametrize(
    "index",
    [
        ["甲", "乙", 1, 2], ["甲", "1", "2", "3"], ["1", "2", "3", "4"], [1, 2, 3, 4], ["L1", "L2", "L3", "L4"],
        ["（1）", "（2）", "（3）", "（4）"],
    ],
)
def test_a_row_that_numbers_the_columns_is_neither_heading_nor_school(index: Row) -> None:
    headings: list[Row] = [["学校名称", "在校生数", "", "图书册数"], ["", "小学", "初中", ""]]
    county = read(sheet([*headings, index, DATA[:4], ["乙小学", 21, 22, 23]]))
    assert county.words("school").tolist() == ["甲小学", "乙小学"]
    assert county.figures("pupils_junior").tolist() == [12, 22]


def test_a_blank_row_under_headings_merged_downwards_does_not_end_them() -> None:
    rows: list[Row] = [["学校名称", "在校生数", "专任教师"], [], ["", "小学", "小学"], DATA[:3]]
    source = merged(rows, "A1:A3", "B1:B2", "C1:C2")
    assert mapping(source) == {0: "school", 1: "pupils_primary", 2: "teachers_primary"}


@pytest.mark.parametrize(("left", "above"), [(2, 0), (0, 11), (2, 11), (5, 3)])
def test_a_table_may_begin_anywhere(left: int, above: int) -> None:
    rows: Sequence[Row] = [["学校名称", "在校生数", "", "图书册数"], ["", "小学", "初中", ""], DATA[:4]]
    moved = [*([""] for _ in range(above)), *([*[""] * left, *row] for row in rows)]
    layout = laid_out(sheet(moved))
    assert layout is not None
    assert (layout.first, layout.last) == (above, above + 1)
    assert mapping(sheet(moved)) == {index + left: name for index, name in PUPILS.items()}


def test_what_is_not_read_says_why() -> None:
    rows: list[Row] = [
        ["序号", "学校名称", "在校生数", "生均图书册数", "是否达标", "校长", "艺术", "", "兼任教师", "骨干教师"],
        ["", "", "", "", "", "", "计", "音乐", "", "高中"],
        [1, "甲小学", 10, 3, "是", "王", 2, 1, 1, 1],
    ]
    assert why_not(sheet(rows)) == {
        0: "seq", 3: "ratio", 4: "verdict", 5: "unknown", 7: "part", 8: "other", 9: "stage",
    }  # fmt: skip


def test_an_older_year_is_not_read_and_says_so() -> None:
    rows: list[Row] = [["学校名称", "2023年", "2024年"], ["", "在校生数", "在校生数"], ["甲小学", 9, 10]]
    assert why_not(sheet(rows)) == {1: "older"}
    assert read(sheet(rows)).figures("pupils_primary").tolist() == [10]


def test_arts_teachers_are_counted_once() -> None:
    rows: list[Row] = [["学校名称", "在校生数", "艺术", "", ""], ["", "", "计", "音乐", "美术"], ["甲小学", 100, 5, 3, 2]]
    county = read(sheet(rows))
    assert county.figures("arts_teachers_primary").tolist() == [5]
    assert not county.knows("music_teachers_primary")
    apart = read(sheet([["学校名称", "在校生数", "艺术", ""], ["", "", "音乐", "美术"], ["甲小学", 100, 3, 2]]))
    assert apart.figures("music_teachers_primary").tolist() == [3]
    assert apart.figures("art_teachers_primary").tolist() == [2]


def test_all_computers_go_before_those_for_teaching() -> None:
    rows: list[Row] = [["学校名称", "在校生数", "计算机", ""], ["", "", "计", "其中：教学用计算机"], ["甲小学", 100, 50, 40]]
    assert read(sheet(rows)).figures("computers").tolist() == [50]
    turned: list[Row] = [["学校名称", "在校生数", "计算机", ""], ["", "", "其中：教学用计算机", "计"], ["甲小学", 100, 40, 50]]
    assert read(sheet(turned)).figures("computers").tolist() == [50]


def test_an_area_of_rooms_is_not_a_number_of_rooms() -> None:
    rows: list[Row] = [["学校名称", "在校生数", "音乐教室", ""], ["", "", "间数", "面积"], ["甲小学", 100, 2, 180]]
    county = read(merged(rows, "A1:A2", "B1:B2", "C1:D1"))
    assert county.figures("music_rooms").tolist() == [2]


def test_units_in_a_row_of_their_own_count() -> None:
    rows: list[Row] = [["学校名称", "在校生数", "教学仪器设备值", "运动场地面积"], ["", "人", "万元", "亩"], ["甲小学", 100, 5, 3]]
    county = read(sheet(rows))
    assert county.figures("equipment_yuan").tolist() == [50_000]
    assert county.figures("sports_ground_m2") == pytest.approx([2_000])
