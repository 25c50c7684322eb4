"""Cross-checks on rows made by hand: what contradicts itself is said, what is merely unknown is not."""

from __future__ import annotations

import pandas as pd
import pytest

from balance.problems import Problem
from balance.words import render
from balance.workbook.checks import cross_checks


def checked(*rows: dict[str, object]) -> list[Problem]:
    """What is said of rows given by canonical columns; what a row does not hold is not known."""
    schools = [{"school": f"第{n}小学", "school_type": "primary", "at_file": "a.xlsx", "at_sheet": "表", "at_row": n + 4, **row}
               for n, row in enumerate(rows, 1)]  # fmt: skip
    return cross_checks(pd.DataFrame(schools))


SOUND: dict[str, object] = {
    "pupils_primary": 900, "classes_primary": 20, "largest_class_primary": 46, "teachers_primary": 50, "staff_primary": 55,
    "above_degree_primary": 48, "backbone_primary": 12, "pe_arts_primary": 9, "mid_title_primary": 30,
    "deg_doctor_primary": 0, "deg_master_primary": 4, "deg_bachelor_primary": 34, "deg_college_primary": 12,
    "pe_teachers_primary": 5, "arts_teachers_primary": 4, "music_teachers_primary": 2, "art_teachers_primary": 2,
    "teaching_area_m2": 5000, "indoor_sports_m2": 400, "sports_area_m2": 8000, "equipment_yuan": 2_000_000,
    "multimedia_rooms": 22, "computers": 90,
}  # fmt: skip


def test_a_sound_school_and_one_of_which_nothing_is_known_are_left_alone() -> None:
    assert checked(SOUND, {}, dict.fromkeys(SOUND, float("nan"))) == []


@pytest.mark.parametrize(
    ("change", "code", "column", "value", "taken"),
    [
        # 0 + 4 + 34 + 13 = 51 teachers with a degree among 50
        ({"deg_college_primary": 13}, "parts_exceed_whole", "小学专任教师数", "50", "51"),
        # what is known is already too much: 4 + 47 of 50
        ({"deg_college_primary": float("nan"), "deg_bachelor_primary": 47}, "parts_exceed_whole", "小学专任教师数", "50", "51"),
        # 47 + 4 = 51; the 4 of arts are the 2 of music and 2 of fine art
        ({"pe_teachers_primary": 47}, "parts_exceed_whole", "小学专任教师数", "50", "51"),
        ({"music_teachers_primary": 30, "art_teachers_primary": 16}, "parts_exceed_whole", "小学专任教师数", "50", "51"),
        # 900 / 19 = 47.4 a class, the largest has 46
        ({"classes_primary": 19}, "mean_class_above_largest", "小学最大班额", "46", "47.4"),
        # 900 / 8 = 112.5 a class
        ({"classes_primary": 8}, "mean_class_absurd", "小学班级数", "8", "112.5"),
        ({"pupils_primary": 15, "largest_class_primary": 1}, "classes_exceed_pupils", "小学班级数", "20", "15"),
        ({"classes_primary": 0}, "pupils_without_classes", "小学在校生数", "900", ""),
        ({"equipment_yuan": 0, "computers": 0}, "equipment_worth_nothing", "网络多媒体教室数", "22", ""),
        ({"equipment_yuan": 0, "multimedia_rooms": 0}, "equipment_worth_nothing", "计算机台数", "90", ""),
        ({"equipment_yuan": 0}, "equipment_worth_nothing", "网络多媒体教室数", "22", ""),
        ({"backbone_primary": 51}, "part_exceeds_whole", "小学县级及以上骨干教师数", "51", ""),
        ({"indoor_sports_m2": 5001}, "part_exceeds_whole", "室内体育用房面积", "5001", ""),
        ({"pupils_junior": 3}, "type_contradicts_pupils", "初中在校生数", "3", ""),
    ],
)  # fmt: skip
def test_a_contradiction_is_said_once_with_its_figures(
    change: dict[str, object], code: str, column: str, value: str, taken: str
) -> None:
    (said,) = checked(SOUND, {**SOUND, **change})
    assert (said.code, said.severity, said.column, said.value, said.row) == (code, "warning", column, value, 6)
    assert said.message.facts["taken"] == taken
    for lang in ("zh", "en"):
        assert "第2小学" in render(said.message, lang)
        assert "{" not in render(said.message, lang) + render(said.suggestion, lang)


def test_equal_is_not_more() -> None:
    even = {"pupils_primary": 920, "deg_college_primary": 12, "pe_teachers_primary": 46, "backbone_primary": 50}
    assert checked({**SOUND, **even}) == []  # 920 / 20 = 46, 0 + 4 + 34 + 12 = 50, 46 + 4 = 50


def test_equipment_that_is_not_known_is_not_worth_nothing() -> None:
    assert checked({**SOUND, "equipment_yuan": float("nan")}) == []
    assert checked({**SOUND, "equipment_yuan": 0, "multimedia_rooms": 0, "computers": 0}) == []


def test_many_schools_are_said_at_once() -> None:
    said = checked(*[{**SOUND, "classes_primary": 8, "deg_college_primary": 40}] * 7)
    assert sorted(each.code for each in said) == ["mean_class_absurd", "parts_exceed_whole"]
    for each in said:
        assert each.message.facts["n"] == 7
        for lang in ("zh", "en"):
            assert "第1小学" in render(each.message, lang)
            assert "{" not in render(each.message, lang)


def test_the_senior_stage_is_checked_as_far_as_it_is_known() -> None:
    (said,) = checked({"school_type": "senior", "pupils_senior": 900, "classes_senior": 3})
    assert (said.code, said.column) == ("mean_class_absurd", "高中班级数")
