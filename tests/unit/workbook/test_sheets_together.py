"""Sheets and files that complete each other: by aspect, by stage, with the stage in the school's name."""

from __future__ import annotations

import pytest

from balance.workbook.read import Source, read
from tests.unit.workbook.tables import codes, problem


def csv(name: str, table: str) -> Source:
    return Source(name, table.encode())


def test_a_sheet_of_teachers_alone_is_about_the_stage_that_another_sheet_tells() -> None:
    pupils = csv("学生.csv", "学校名称,学校类型,在校生数\n东校,小学,100\n西校,初级中学,200\n")
    teachers = csv("教师.csv", "学校名称,专任教师数,骨干教师数\n东校,10,2\n西校,20,3\n")
    goods = csv("条件.csv", "学校名称,图书册数\n东校,1000\n西校,2000\n")
    for files in ((pupils, teachers, goods), (goods, teachers, pupils)):
        county = read(*files)
        schools = county.schools.set_index("school")
        for school, stage, figures in (("东校", "primary", [100, 10, 2, 1000]), ("西校", "junior", [200, 20, 3, 2000])):
            wanted = [f"pupils_{stage}", f"teachers_{stage}", f"backbone_{stage}", "books"]
            assert schools.loc[school, wanted].tolist() == figures
        assert "figure_without_stage" not in codes(county)


def test_teachers_of_a_school_with_two_stages_are_given_to_neither() -> None:
    pupils = csv("学生.csv", "学校名称,学校类型,小学在校生数,初中在校生数\n东校,九年一贯制学校,100,80\n")
    teachers = csv("教师.csv", "学校名称,专任教师数\n东校,18\n")
    county = read(pupils, teachers)
    assert not county.knows("teachers_primary")
    assert not county.knows("teachers_junior")
    assert "figure_without_stage" in codes(county)


def test_the_parts_of_one_school_in_two_files_are_one_school_and_its_goods_count_once() -> None:
    county = read(
        csv("小学.csv", "学校,在校生数,图书册数\n柳河学校（小学部）,100,5000\n"),
        csv("初中.csv", "学校,在校生数,图书册数\n柳河学校（初中部）,80,5000\n"),
    )
    assert county.words("school").tolist() == ["柳河学校"]
    assert county.words("school_type").tolist() == ["nine_year"]
    assert county.figures("books").tolist() == [5000]
    assert problem(county, "stage_rows_merged").message.facts["n"] == 1


def test_a_figure_rounded_in_one_of_the_files_is_no_second_figure() -> None:
    county = read(
        csv("小学.csv", "学校,在校生数,运动场地面积（㎡）\n柳河学校,100,5512.09\n"),
        csv("初中.csv", "学校,在校生数,运动场地面积（㎡）\n柳河学校,80,5512.1\n"),
    )
    assert county.figures("sports_ground_m2") == pytest.approx([5512.09])


def test_a_town_that_stands_once_for_its_schools_is_taken_for_all_of_them_and_said() -> None:
    county = read(csv("a.csv", "乡镇,学校,在校生数\n柳河镇,东小学,1\n,西小学,2\n石门镇,南小学,3\n,北小学,4\n"))
    assert county.words("town").tolist() == ["柳河镇", "柳河镇", "石门镇", "石门镇"]
    assert problem(county, "words_repeated_down").message.facts["n"] == 2


@pytest.mark.parametrize("towns", [("", "柳河镇", "", "石门镇"), ("柳河镇", "石门镇", "", "柳河镇")])
def test_a_town_that_may_be_missing_is_not_guessed(towns: tuple[str, ...]) -> None:
    rows = [f"{town},{name}小学,{n + 1}" for n, (town, name) in enumerate(zip(towns, "东西南北", strict=True))]
    county = read(csv("a.csv", "\n".join(["乡镇,学校,在校生数", *rows])))
    assert tuple(county.words("town").tolist()) == towns
    assert "words_repeated_down" not in codes(county)


def test_a_file_without_a_county_joins_the_only_county_there_is() -> None:
    county = read(
        csv("a.csv", "区县,学校,在校生数\n云河县,东小学,1\n云河县,西小学,2\n"), csv("b.csv", "学校,图书册数\n东小学,9\n西小学,8\n")
    )
    assert county.words("school").tolist() == ["东小学", "西小学"]
    assert county.figures("books").tolist() == [9, 8]


def test_a_file_without_a_county_among_several_joins_by_code_or_says_so() -> None:
    both = "区县,学校代码,学校,在校生数\n甲县,11,实验小学,1\n乙县,22,实验小学,2\n"
    by_code = read(csv("a.csv", both), csv("b.csv", "学校代码,学校,图书册数\n22,实验小学,9\n"))
    assert by_code.schools.set_index("county")["books"].to_dict() == pytest.approx({"甲县": float("nan"), "乙县": 9}, nan_ok=True)
    unclear = read(csv("a.csv", both), csv("b.csv", "学校,图书册数\n实验小学,9\n"))
    assert "county_blank" in codes(unclear)
    assert not unclear.schools[unclear.schools["county"] != ""].get("books", default=None).notna().any()
