"""What a heading means below others: the whole path decides, from the outer to the inner heading."""

from __future__ import annotations

import pytest

from balance.workbook.headings import unit_factor
from balance.workbook.paths import ends_in_total, meaning


def read_as(path: str) -> str:
    """The canonical column, or the base name, of a path written with " > "; "" where it is not read."""
    found = meaning(*path.split(" > "))
    if found is None:
        return ""
    return f"{found.column.name}_{found.stage}" if found.stage else found.column.name


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("专任教师 > 本科", "deg_bachelor"),
        ("教职工数 > 其中：专任教师 > 按学历分 > 本科", "deg_bachelor"),
        ("教职工数 > 其中：专任教师 > 本科", "deg_bachelor"),
        ("#按学历分 > 本科", "deg_bachelor"),
        ("专任教师情况 > 学历 > 硕士研究生", "deg_master"),
        ("师资情况 > 专任教师 > 学历 > 专科", "deg_college"),
        ("小学 > 专任教师 > 本科", "deg_bachelor_primary"),
        ("专任教师 > 初中 > 本科", "deg_bachelor_junior"),
        ("骨干教师 > 学历 > 本科", ""),
        ("骨干教师 > 本科", ""),
        ("教职工 > 本科", ""),
        ("教职工数 > 本科", ""),
        ("兼任教师 > 本科", ""),
        ("代课教师 > 学历 > 本科", ""),
        ("外聘教师 > 本科", ""),
        ("行政人员 > 本科", ""),
        ("校长 > 本科", ""),
        ("专任教师 > 职称 > 中级", "title_middle"),
        ("专业技术职务 > 副高级", "title_associate"),
        ("骨干教师 > 职称 > 中级", ""),
        ("教职工 > 中级", ""),
        ("教师 > 人数", ""),
        ("毕业生 > 人数", ""),
        ("班级 > 人数", ""),
    ],
)
def test_a_short_word_means_what_the_headings_above_it_are_about(path: str, column: str) -> None:
    assert read_as(path) == column


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("本学年 > 教学及辅助用房面积", "teaching_area_m2"),
        ("教学及辅助用房面积 > 本学年", "teaching_area_m2"),
        ("教学及辅助用房 > 本年 > 面积", "teaching_area_m2"),
        ("上学年 > 教学及辅助用房面积", ""),
        ("教学及辅助用房面积 > 上学年", ""),
        ("教学及辅助用房 > 上学年末 > 面积", ""),
        ("在校生数 > 上年数", ""),
        ("在校生数 > 去年同期", ""),
        ("在校生数 > 一年级", ""),
        ("在校生数 > 其中：女", ""),
        ("在校生数 > 少数民族", ""),
        ("幼儿园 > 在校生数", ""),
        ("附设幼儿班 > 在校生数", ""),
        ("生均 > 图书册数", ""),
        ("每百名学生拥有 > 骨干教师数", ""),
        ("达标情况 > 骨干教师", ""),
    ],
)
def test_another_year_other_people_and_ratios_are_never_the_thing_itself(path: str, column: str) -> None:
    assert read_as(path) == column


@pytest.mark.parametrize(
    ("path", "column", "total"),
    [
        ("教学及辅助用房 > 计", "teaching_area_m2", True),
        ("专任教师 > 合计", "teachers", True),
        ("教职工 > 计", "staff", True),
        ("教职工 > 其中：专任教师", "teachers", False),
        ("教职工 > 专任教师 > 小计", "teachers", True),
        ("在校生 > 小学 > 计", "pupils_primary", True),
        ("校舍建筑面积 > 计", "building_area_m2", True),
        ("校舍建筑面积 > 教学及辅助用房", "teaching_area_m2", False),
        ("教学及辅助用房 > 其中：室内体育用房", "indoor_sports_m2", False),
        ("教学及辅助用房 > 普通教室", "", False),
        ("占地面积 > 其中：运动场地面积", "sports_ground_m2", False),
        ("占地面积 > 其中：绿化用地面积", "green_area_m2", False),
        ("艺术 > 计", "arts_teachers", True),
        ("按授课课程分 > 艺术 > 音乐", "music_teachers", False),
        ("按授课课程分 > 艺术 > 其中：美术", "art_teachers", False),
    ],
)
def test_a_total_stands_for_the_heading_above_it_and_a_part_for_itself(path: str, column: str, total: bool) -> None:
    found = meaning(*path.split(" > "))
    assert read_as(path) == column
    assert (found is not None and found.total) == total == ends_in_total(path.split(" > "))


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("骨干教师 > 小学", "backbone_primary"),
        ("骨干教师 > 初中", "backbone_junior"),
        ("骨干教师 > 高中", "backbone_senior"),
        ("县级以上骨干教师 > （小学）", "backbone_primary"),
        ("学生 > 小学", "pupils_primary"),
        ("小学 > 人数", "pupils_primary"),
        ("初中 > 班数", "classes_junior"),
        ("班级数 > 高中", "classes_senior"),
        ("基本情况 > 在校生数 > 初中", "pupils_junior"),
        ("毕业生数 > 小学", ""),
        ("招生数 > 初中", ""),
    ],
)
def test_a_stage_may_stand_above_or_below(path: str, column: str) -> None:
    assert read_as(path) == column


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("图书 > 册数", "books"),
        ("图书 > 数量", "books"),
        ("图书 > 金额", ""),
        ("图书 > 面积", ""),
        ("计算机 > 台数", "computers"),
        ("计算机 > 金额（万元）", ""),
        ("音乐教室 > 间数", "music_rooms"),
        ("音乐教室 > 面积", ""),
        ("美术教室 > 面积（㎡）", ""),
        ("音乐教室 > 建筑面积", ""),
        ("网络多媒体教室 > 间数", "multimedia_rooms"),
        ("网络多媒体教室 > 面积", ""),
        ("教学及辅助用房 > 面积", "teaching_area_m2"),
        ("教学及辅助用房 > 间数", ""),
        ("教学仪器设备 > 资产值", "equipment_yuan"),
        ("教学仪器设备 > 数量", ""),
        ("专任教师 > 人数", "teachers"),
    ],
)
def test_a_quantity_is_that_of_the_thing_above_it_only_where_it_can_be_one(path: str, column: str) -> None:
    assert read_as(path) == column


@pytest.mark.parametrize(
    ("path", "unit", "dimension"),
    [
        ("教学仪器设备值 > 万元", "万元", "yuan"),
        ("固定资产（万元） > 教学仪器设备值", "万元", "yuan"),
        ("教学仪器设备 > 资产值（千元）", "千元", "yuan"),
        ("面积（亩） > 运动场地", "亩", "m2"),
        ("校舍建筑面积（平方米） > 教学及辅助用房 > 计", "㎡", "m2"),
        ("图书 > 万册", "万册", "things"),
        ("占地面积（亩） > 其中：运动场地面积（㎡）", "㎡", "m2"),
    ],
)
def test_a_unit_counts_wherever_it_stands_and_the_innermost_most(path: str, unit: str, dimension: str) -> None:
    found = meaning(*path.split(" > "))
    assert found is not None
    assert found.factor == unit_factor(unit, dimension)


@pytest.mark.parametrize(
    ("path", "sure"),
    [
        ("学校基本情况 > 在校生数", True),
        ("办学条件 > 图书册数", True),
        ("占地面积 > 运动场地面积", True),
        ("附件三甲表 > 在校生数", False),
        ("民办园 > 图书册数", False),
    ],
)
def test_a_full_name_below_a_heading_that_is_not_understood_is_read_with_a_doubt(path: str, sure: bool) -> None:
    found = meaning(*path.split(" > "))
    assert found is not None
    assert found.sure is sure
