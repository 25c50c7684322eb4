"""Which county a row is in, and which school a campus belongs to: exactly, never by likeness."""

from __future__ import annotations

import pytest

from balance.assess import assess
from balance.county import County
from balance.standard_file import load
from balance.universe import join_campuses
from balance.workbook.read import Source, read
from tests.unit.workbook.tables import codes, problem, text

CAMPUSES = "学校,学校类型,在校生数,是否计校数,主校名称\n{}\n"


def campuses(*rows: str) -> County:
    return read(text(CAMPUSES.format("\n".join(rows))))


def joined(county: County) -> dict[str, float]:
    """School → primary pupils, its campuses with it; those without a parent are not there."""
    after = join_campuses(county)
    return dict(zip(after.words("school").tolist(), after.figures("pupils_primary").tolist(), strict=True))


def test_a_blank_county_is_the_only_one_named_where_titles_name_another() -> None:
    titled = Source("a.csv", "清江县小学基本情况\n学校,在校生数\n甲小学,1\n".encode())
    named = Source("b.csv", "区县,学校,在校生数\n云河县,乙小学,2\n".encode())
    county = read(titled, named)
    assert dict(zip(county.words("school"), county.words("county"), strict=True)) == {"甲小学": "清江县", "乙小学": "云河县"}


def test_one_county_in_a_title_is_the_countys_name_and_no_column() -> None:
    county = read(text("云河县2024年小学基本情况,\n学校,在校生数\n甲小学,1\n"))
    assert county.name == "云河县"
    assert set(county.words("county")) == {""}


def test_a_blank_among_several_counties_is_asked_for_and_told_by_a_code_elsewhere() -> None:
    county = read(text("区县,学校代码,学校,在校生数\n,13,三小学,3\n甲县,11,一小学,1\n乙县,12,二小学,2\n"))
    assert problem(county, "county_blank").message.facts["schools"] == ["三小学"]
    primary = Source("a.csv", "区县,学校代码,学校,学段,在校生数\n甲县,11,一学校,小学,1\n乙县,12,二学校,小学,2\n".encode())
    junior = Source("b.csv", "学校代码,学校,学段,在校生数\n11,一学校,初中,5\n12,二学校,初中,6\n".encode())
    both = read(primary, junior)
    assert both.words("county").tolist() == ["甲县", "乙县"]
    assert both.figures("pupils_junior").tolist() == [5, 6]


@pytest.mark.parametrize("parent", ["东小学", "东小学 ", "东　小学", "东小学（本部）", "东小学(本部)"])
@pytest.mark.parametrize("name", ["东小学", "东小学（本部）", " 东小学"])
def test_spaces_width_and_the_main_campus_do_not_count_in_a_parents_name(name: str, parent: str) -> None:
    county = campuses(f"{name},小学,100,是,", f"西校区,小学,20,否,{parent}", "南小学,小学,50,是,")
    assert "campus_parent_unknown" not in codes(county)
    assert sorted(joined(county).values()) == [50, 120]


@pytest.mark.parametrize("parent", ["东小", "东小学二部", "第一小学", "云河东小学"])
def test_a_name_that_is_only_alike_is_never_taken(parent: str) -> None:
    county = campuses("东小学,小学,100,是,", "第二小学,小学,70,是,", f"西校区,小学,20,否,{parent}")
    assert problem(county, "campus_parent_unknown").message.facts["parent"] == parent
    assert joined(county) == {"东小学": 100, "第二小学": 70}


def test_a_parent_may_be_given_by_its_code() -> None:
    table = "学校代码,学校,学校类型,在校生数,是否计校数,主校名称\n2101,东小学,小学,100,是,\n2102,西校区,小学,20,否,2101\n"
    assert joined(read(text(table))) == {"东小学": 120}


def test_a_campus_is_never_another_campuss_parent_nor_that_of_another_county() -> None:
    county = campuses("东小学,小学,100,是,", "甲校区,小学,20,否,乙校区", "乙校区,小学,30,否,东小学")
    assert problem(county, "campus_parent_unknown").message.facts["school"] == "甲校区"
    table = "区县,学校,学校类型,在校生数,是否计校数,主校名称\n甲县,东小学,小学,100,是,\n"
    table += "乙县,西校区,小学,20,否,东小学\n乙县,南小学,小学,5,是,\n"
    assert "campus_parent_unknown" in codes(read(text(table)))


def test_the_offers_for_a_campus_work_and_are_the_longest_names_it_begins_with() -> None:
    rows = "东关小学,小学,100,是,\n东关小学北校,小学,60,是,\n东关小学北校分部,小学,20,否,\n西小学,小学,10,是,"
    source = text(CAMPUSES.format(rows))
    county = read(source)
    asked = problem(county, "campus_parent_unknown")
    assert [fix.corrections[0].value for fix in asked.fixes] == ["东关小学北校", "东关小学"]
    wanted = ({"东关小学": 100, "东关小学北校": 80, "西小学": 10}, {"东关小学": 120, "东关小学北校": 60, "西小学": 10})
    for fix, figures in zip(asked.fixes, wanted, strict=True):
        settled = read(source, corrections=fix.corrections)
        assert "campus_parent_unknown" not in codes(settled)
        assert joined(settled) == figures
        assert not [each for each in assess(settled, load("quality-2017")).left_out if each.school == "东关小学北校分部"]
    assert joined(read(source)) == joined(county) == {"东关小学": 100, "东关小学北校": 60, "西小学": 10}


def test_a_teaching_point_that_is_not_counted_is_no_campus() -> None:
    county = campuses("东小学,小学,100,是,", "岭后教学点,教学点,60,否,东小学")
    assert joined(county) == {"东小学": 100, "岭后教学点": 60}


def test_not_counted_turned_round_says_the_same() -> None:
    county = read(text("学校,学校类型,在校生数,不计校数,主校名称\n东小学,小学,100,否,\n西校区,小学,20,是,东小学\n"))
    assert joined(county) == {"东小学": 120}
