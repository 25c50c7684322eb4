"""The form's formulas, worked out by LibreOffice from the raw data alone, come to what assess says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from balance.assess import assess
from balance.pricelist import load_prices
from balance.report.content import subject_of
from balance.report.excel import form_workbook
from balance.standard_file import load, switch_on
from balance.workbook.read import read_files
from tests.counties import at_the_bounds, county, school
from tests.unit.report.opened import printed
from tests.unit.report.reckoning import cells, opened, reckoned

QUALITY = load("quality-2017")
CAMPUSES = Path(__file__).parents[3] / "sample_data" / "campuses" / "不计校数.xlsx"


def compared(content: bytes) -> int:
    """Every cell as stored and as reckoned: equal to 1e-9, and no printed figure differs; how many cells there were."""
    again = {(sheet, at): value for sheet, at, value in cells(reckoned(content))}
    mine = list(cells(opened(content)))
    assert {(sheet, at) for sheet, at, _ in mine} == set(again)
    for sheet, at, value in mine:
        other = again[sheet, at]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            assert other == pytest.approx(value, rel=1e-9, abs=1e-9), (sheet, at)
            assert all(printed(other, digits) == printed(value, digits) for digits in (1, 2, 3)), (sheet, at)
        else:
            assert other == value, (sheet, at)
    return len(mine)


@pytest.mark.parametrize("subject", ["today", "changed"])
def test_the_sample_county_comes_to_the_same_everywhere(subject: str, request: pytest.FixtureRequest) -> None:
    assert compared(form_workbook(request.getfixturevalue(subject), "zh")) > 10_000


def test_another_number_of_pupils_in_the_raw_data_moves_the_form_as_assess_says(sample, today) -> None:
    """The first junior school gets 100 pupils more, typed into its cell of the raw data."""
    book = opened(form_workbook(today, "zh"), results=False)
    raw = book["原始数据"]
    heads = {cell.value: cell.column for cell in raw[4]}
    row = next(r for r in range(5, raw.max_row + 1) if raw.cell(r, heads["初中在校生数"]).value)
    name, pupils = raw.cell(row, heads["学校名称"]).value, raw.cell(row, heads["初中在校生数"]).value
    raw.cell(row, heads["初中在校生数"]).value = pupils + 100
    figures = sample.figures("pupils_junior").copy()
    figures[sample.find(name)] += 100
    then = assess(sample.with_figures({"pupils_junior": figures}), QUALITY)
    means = reckoned(book)["表Ⅲ"]
    for at, stage in ((5, "primary"), (7, "junior")):
        group = then.group_of("", stage)
        assert [means.cell(at, k).value for k in range(3, 10)] == pytest.approx(then.dispersion.mean[group].tolist(), rel=1e-9)
        assert [means.cell(at + 1, k).value for k in range(3, 10)] == pytest.approx(then.dispersion.cv[group].tolist(), rel=1e-9)
    assert not np.allclose(then.dispersion.cv, today.before.dispersion.cv)


def test_a_figure_taken_out_of_the_raw_data_leaves_the_school_out_as_assess_does(sample, today) -> None:
    book = opened(form_workbook(today, "zh"), results=False)
    raw = book["原始数据"]
    heads = {cell.value: cell.column for cell in raw[4]}
    name = raw.cell(5, heads["学校名称"]).value
    raw.cell(5, heads["网络多媒体教室数"]).value = None
    figures = sample.figures("multimedia_rooms").copy()
    figures[sample.find(name)] = np.nan
    then = assess(sample.with_figures({"multimedia_rooms": figures}), QUALITY)
    again, group = reckoned(book), then.group_of("", "primary")
    assert again["表Ⅲ"]["I6"].value == pytest.approx(then.dispersion.cv[group, 6], rel=1e-9)
    assert again["表Ⅲ"]["J6"].value in (None, "")
    assert again["表Ⅱ-2"]["M5"].value in (None, "")
    assert again["表Ⅱ-2"]["N5"].value == "数据不全"


def test_other_columns_instead_concessions_and_gaps_come_to_the_same() -> None:
    """甲's PE and arts teachers are given by subject, 乙's not at all; 丙 is rural with visiting teachers; 丁 has two stages."""
    nan = float("nan")
    schools = [
        at_the_bounds("甲", pe_arts_primary=nan, pe_teachers_primary=5, music_teachers_primary=2, art_teachers_primary=3,
                      location="urban", other_sports_m2=500),
        at_the_bounds("乙", times=0.5, pe_arts_primary=nan, equipment_yuan=nan),
        at_the_bounds("丙", times=0.08, location="rural", visiting_pe_arts_primary=2),
        school("丁", "nine_year", pupils_primary=166, pupils_junior=210, above_degree_primary=9, above_degree_junior=12,
               backbone_primary=2, backbone_junior=3, pe_arts_primary=2, pe_arts_junior=2, teaching_area_m2=2000,
               indoor_sports_m2=300, sports_ground_m2=4000, equipment_yuan=900_000, multimedia_rooms=9),
        at_the_bounds("戊", "junior", pupils_junior=nan),
        at_the_bounds("己", "junior", teaching_area_m2=100, indoor_sports_m2=200),
    ]  # fmt: skip
    table = county(*schools)
    for standard in (QUALITY, switch_on(QUALITY, ("visiting_pe_arts", "other_sports_venues")), load("basic-2012"),
                     load("ningxia-2014")):  # fmt: skip
        assert compared(form_workbook(subject_of(table, standard, "", load_prices()), "zh")) > 100


def test_campuses_stand_in_the_raw_data_as_the_sum_of_their_figures() -> None:
    table = read_files([CAMPUSES])
    content = form_workbook(subject_of(table, QUALITY, str(table.words("county")[0]), load_prices()), "zh")
    sums = [value for _, _, value in cells(opened(content, results=False))
            if isinstance(value, str) and value.startswith("=") and set(value) <= set("=+0123456789.")]  # fmt: skip
    assert sums
    assert compared(content) > 100


def test_the_worked_example_of_the_documents_comes_to_0_52() -> None:
    """《义务教育均衡发展差异系数计算方法及数据来源》: five schools, CV 0.52, exactly 0.5152566."""
    table = read_files([Path(__file__).parents[3] / "sample_data" / "worked-example.csv"])
    means = reckoned(form_workbook(subject_of(table, load("basic-2012"), "", load_prices()), "zh"))["表Ⅲ"]
    column = next(c for c in range(3, 11) if means.cell(3, c).value == "生均图书册数")
    assert means.cell(5, column).value == pytest.approx(6.3344370861)
    assert means.cell(6, column).value == pytest.approx(0.5152566, abs=5e-8)
