"""Units, campuses, many files and other formats give the schools that were put in; expected values are the makers' rows."""

from __future__ import annotations

import pytest

from balance.assess import assess
from balance.county import County
from balance.standard_file import load
from balance.workbook.read import read_files
from sample_data.making import bundles, campuses, units
from sample_data.making.county import TOWNS, of_towns, schools
from tests.unit.workbook.truth import SAMPLES, plain, same_as_truth, same_figures

UNIT_FILES = (units.IN_HEADINGS, units.IN_A_ROW, units.ABOVE)
CAMPUS_FILES = (campuses.IN_DIGITS, campuses.IN_WORDS, campuses.TURNED)


def errors(county: County) -> list[str]:
    return [each.code for each in county.problems if each.severity == "error"]


@pytest.mark.parametrize("file", UNIT_FILES)
def test_every_way_of_telling_the_units_gives_the_truth(file: str) -> None:
    county = read_files([SAMPLES / "units" / file])
    same_as_truth(county, units.told_in({}))
    same_figures(county, units.told_in({}), "books", "equipment_yuan", "sports_ground_m2", "multimedia_rooms")
    assert errors(county) == []


@pytest.mark.parametrize("file", UNIT_FILES[:2])
def test_a_unit_told_with_the_heading_is_not_worth_a_word(file: str) -> None:
    said = {each.code for each in read_files([SAMPLES / "units" / file]).problems}
    assert not {code for code in said if "unit" in code}


def test_a_unit_told_above_the_table_is_said_for_each_column() -> None:
    county = read_files([SAMPLES / "units" / units.ABOVE])
    said = {each.column: each.message.facts["unit"] for each in county.problems if each.code == "unit_from_title"}
    assert said == units.TOLD_ABOVE


def test_the_same_schools_told_in_three_units_do_not_contradict_each_other() -> None:
    """372 ㎡ and 0.558 亩 are the same, whatever the last binary digit says."""
    county = read_files([SAMPLES / "units" / file for file in UNIT_FILES])
    same_as_truth(county, units.told_in({}))
    assert errors(county) == []
    assert "school_twice_agrees" in {each.code for each in county.problems}


@pytest.mark.parametrize("file", CAMPUS_FILES)
def test_campuses_are_in_the_figures_of_their_school(file: str) -> None:
    same_as_truth(read_files([SAMPLES / "campuses" / file]), campuses.truth())


@pytest.mark.parametrize("file", CAMPUS_FILES)
def test_a_campus_without_its_school_and_a_small_teaching_point_are_left_out_by_name(file: str) -> None:
    county = read_files([SAMPLES / "campuses" / file])
    left_out = {plain(each.school): each.why for each in assess(county, load("quality-2017")).left_out}
    small = [name for name in left_out if name.startswith("岭后")]
    assert set(left_out) == {campuses.ORPHAN, "云河县特殊教育学校", *small}
    assert len(small) == 1
    assert left_out[campuses.ORPHAN].facts["parent"] == campuses.UNKNOWN_PARENT
    assert set(errors(county)) <= {"campus_parent_unknown"}


def test_a_workbook_a_town_gives_the_county() -> None:
    county = read_files([SAMPLES / "towns" / f"{town}.xlsx" for town in TOWNS])
    same_as_truth(county, schools())
    assert errors(county) == []
    assert "shared_figures_added" not in {each.code for each in county.problems}


def test_a_county_is_named_by_titles_that_go_on_with_the_town() -> None:
    assert read_files([SAMPLES / "towns" / f"{town}.xlsx" for town in TOWNS]).name == "云河县"


@pytest.mark.parametrize("town", TOWNS)
def test_each_towns_workbook_gives_its_schools(town: str) -> None:
    same_as_truth(read_files([SAMPLES / "towns" / f"{town}.xlsx"]), of_towns(town))


def test_an_archive_with_a_workbook_a_school_gives_its_schools() -> None:
    county = read_files([SAMPLES / "schools.zip"])
    same_as_truth(county, of_towns(*bundles.IN_ARCHIVE))
    same_figures(county, of_towns(*bundles.IN_ARCHIVE), "books", "computers", "year_built", "teachers_primary")
    assert errors(county) == []


def test_two_counties_stay_two_and_so_do_their_schools_of_one_name() -> None:
    files = [SAMPLES / "two-counties" / f"{county}.xlsx" for county in bundles.COUNTIES]
    county = read_files(files)
    same_as_truth(county, bundles.two_counties(), counties=True)
    assert errors(county) == []


@pytest.mark.parametrize("file", bundles.FORMATS)
def test_every_format_gives_the_county(file: str) -> None:
    county = read_files([SAMPLES / "formats" / file])
    same_as_truth(county, schools())
    same_figures(county, schools(), "books", "computers", "year_built", "mid_title_junior")
    assert errors(county) == []


def test_the_county_in_every_format_at_once_is_the_county_once() -> None:
    county = read_files([SAMPLES / "formats" / file for file in bundles.FORMATS])
    same_as_truth(county, schools())
    assert errors(county) == []


def test_the_sample_itself_gives_the_county() -> None:
    same_as_truth(read_files([SAMPLES / "yunhe-county.xlsx"]), schools())
