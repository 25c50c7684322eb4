"""Headings as they stand in real files, and what each of them is."""

from __future__ import annotations

import pytest

from balance.columns import label, vocabulary
from balance.workbook.headings import not_read
from balance.workbook.paths import meaning


@pytest.mark.parametrize(
    ("heading", "column", "stage", "factor"),
    [
        ("教学仪器设备值（万元）", "equipment_yuan", None, 10_000.0),
        ("教学仪器设备值：千元", "equipment_yuan", None, 1_000.0),
        ("教学仪器设备资产值（账面原值）（万元）", "equipment_yuan", None, 10_000.0),
        ("运动场地面积(亩)", "sports_ground_m2", None, 10_000 / 15),
        ("生均", None, None, None),
        ("在校生数/人", "pupils", None, 1.0),
        ("在 校\n生 数", "pupils", None, None),
        ("小学学生人数（在校人数）", "pupils", "primary", None),
        ("县级以上骨干教师(小学)", "backbone", "primary", None),
        ("县级以上骨干教师（初中）", "backbone", "junior", None),
        ("初中部班级数", "classes", "junior", None),
        ("高中在校生数", "pupils", "senior", None),
        ("Primary pupils", "pupils", "primary", None),
        ("Pupils (junior)", "pupils", "junior", None),
        ("Primary · Pupils", "pupils", "primary", None),
        ("pupils_primary", "pupils", "primary", None),
        ("体育运动场馆面积", "sports_area_m2", None, None),
        ("运动场地面积", "sports_ground_m2", None, None),
        ("学校（机构）名称", "school", None, None),
        ("图书（万册）", "books", None, 10_000.0),
    ],
)
def test_a_heading_says_its_column_its_stage_and_its_unit(
    heading: str, column: str | None, stage: str | None, factor: float | None
) -> None:
    found = meaning(heading)
    got = (found.column.name, found.stage, found.factor) if found else (None, None, None)
    assert got[:2] == (column, stage)
    assert got[2] == (pytest.approx(factor) if factor else factor)


@pytest.mark.parametrize("heading", ["教学仪器设备（台）", "在校生数（元）"])
def test_a_unit_of_another_kind_makes_it_another_heading(heading: str) -> None:
    assert meaning(heading) is None


@pytest.mark.parametrize("heading", ["学校名", "在校生们", "图书馆座位", "小学", "专任教师年龄"])
def test_a_heading_that_is_merely_alike_is_not_taken(heading: str) -> None:
    assert meaning(heading) is None


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("生均图书册数", "ratio"),
        ("每百名学生拥有计算机台数", "ratio"),
        ("师生比", "ratio"),
        ("入学率（%）", "ratio"),
        ("该校综合评估是否达标", "verdict"),
        ("序 号", "seq"),
        ("率先发展", ""),
        ("校长姓名", ""),
    ],
)
def test_ratios_and_verdicts_are_known_as_such(heading: str, why: str) -> None:
    assert meaning(heading) is None
    assert not_read(heading) == why


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_label_and_every_canonical_name_is_read_back(lang: str) -> None:
    for name in vocabulary().canonical:
        for heading in (label(name).of(lang), name):
            found = meaning(heading)
            assert found is not None, heading
            assert (f"{found.column.name}_{found.stage}" if found.stage else found.column.name) == name


def test_an_outer_heading_gives_the_stage_and_one_of_another_group_hides_the_inner() -> None:
    inner = meaning("小学", "在校生数")
    assert inner is not None
    assert (inner.column.name, inner.stage) == ("pupils", "primary")
    assert meaning("生均", "图书册数") is None
    assert meaning("兼任教师", "本科") is None
