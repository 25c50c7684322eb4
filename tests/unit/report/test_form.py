"""The form workbook: official layout, figures of assess, live down to the raw data."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import openpyxl
import pytest

from balance.assess import assess
from balance.pricelist import load_prices
from balance.report.content import subject_of
from balance.report.excel import form_workbook
from balance.report.fingerprints import fingerprint_of_rules
from balance.standard_file import load, switch_on
from tests.counties import at_the_bounds, county
from tests.unit.report.conftest import SAMPLE
from tests.unit.report.opened import cvs, foreign, outside, parts, printed
from tests.unit.report.reckoning import cells, opened

QUALITY = load("quality-2017")
HOSTILE = ('=HYPERLINK("https://a.example","学校")', "@SUM(1)", "+1", "-甲小学", "\t=1+1")


def form(*schools, lang="zh", standard=QUALITY, results=True):
    subject = subject_of(county(*schools), standard, "", load_prices())
    return opened(form_workbook(subject, lang), results=results)


@pytest.fixture(scope="module")
def sample_form(today):
    return form_workbook(today, "zh")


def test_the_small_county_worked_out_by_hand():
    """Backbone teachers: 10 for 1,000 pupils and 3 for 500. Mean 13 / 1,500 × 100 = 0.8667; S² = (1,000 × 0.1333² +
    500 × 0.2667²) / 1,500 = 0.03556, S = 0.18856, CV = 0.21757. The second school has 0.60 of 1: below 85 %."""
    book = form(at_the_bounds("甲小学"), at_the_bounds("乙小学", times=0.5, backbone_primary=3))
    schools, means = book["表Ⅱ-2"], book["表Ⅲ"]
    assert [schools.cell(5, column).value for column in (1, 2, 4, 8, 14, 15)] == [1, "甲小学", 1000, 1, "是", "各项均达标"]
    assert [schools.cell(6, column).value for column in (1, 2, 4, 8, 14)] == [2, "乙小学", 500, 0.6, "否"]
    assert schools.cell(6, 15).value == "达标：L7 L9 L10 L11 L12 L13；未达到85%：L8"
    assert (round(means["D5"].value, 4), round(means["D6"].value, 5)) == (0.8667, 0.21757)
    counts = book["表Ⅱ-1"]
    assert [counts.cell(5, column).value for column in range(3, 11)] == [2, 1, 2, 2, 2, 2, 2, 1]
    assert [counts.cell(6, column).value for column in range(3, 11)] == [100, 50, 100, 100, 100, 100, 100, 50]


def test_one_value_between_85_percent_and_the_bound_is_allowed_and_named():
    """9 backbone teachers for 1,000 pupils: 0.90 of 1."""
    schools = form(at_the_bounds("甲小学", backbone_primary=9))["表Ⅱ-2"]
    assert schools["N5"].value == "是"
    assert schools["O5"].value == "达标：L7 L9 L10 L11 L12 L13；达到85%：L8"


def test_the_layout_is_that_of_the_official_form(sample_form):
    """Headings, their order and the L row as in 《全国义务教育优质均衡发展县（市、区）申报表》."""
    book = opened(sample_form)
    assert book.sheetnames[:4] == ["表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ"]
    indicators = [
        "每百名学生拥有高于规定学历教师数", "每百名学生拥有县级及以上骨干教师数",
        "每百名学生拥有体育、艺术（美术、音乐）专任教师数", "生均教学及辅助用房面积（㎡）", "生均体育运动场馆面积（㎡）",
        "生均教学仪器设备值（元）", "每百名学生拥有网络多媒体教室数",
    ]  # fmt: skip
    schools = book["表Ⅱ-2"]
    assert [schools.cell(3, column).value for column in range(1, 16)] == [
        "序号", "学校名称", "举办者类型", "在校生数", "年级数", "班级数", *indicators, "该校综合评估是否达标",
        "备注（注明有哪几项指标达标，哪几项指标达到85%）"]  # fmt: skip
    assert [schools.cell(4, column).value for column in range(1, 16)] == [*(f"L{n}" for n in range(1, 15)), None]
    for name in ("表Ⅱ-1", "表Ⅲ"):
        assert [book[name].cell(3, column).value for column in range(3, 11)] == [*indicators, "综合"]
        assert [book[name].cell(4, column).value for column in range(3, 11)] == [f"L{n}" for n in range(1, 9)]
    assert [book["表Ⅱ-1"].cell(row, 2).value for row in (5, 6)] == ["达标学校数", "达标学校比例（%）"]
    assert [book["表Ⅲ"].cell(row, 2).value for row in (5, 6)] == ["全县平均值", "差异系数"]
    assert book["表Ⅲ"]["J5"].value == "——"
    one = book["表Ⅰ"]
    assert [one.cell(6, column).value for column in range(1, 25)] == [f"L{n}" for n in range(1, 25)]
    assert (one["A4"].value, one["I4"].value, one["N3"].value, one["X5"].value) == (
        "人口总数（万人）", "小学", "特殊教育学校（所）", "其中专任教师")  # fmt: skip


def test_the_printed_figures_are_those_of_assess(sample_form, today):
    """Means and CVs worked out anew from values and pupils alone, printed at the form's precision."""
    means = opened(sample_form)["表Ⅲ"]
    for row, stage in ((6, "primary"), (8, "junior")):
        assert [printed(means.cell(row, column).value, 3) for column in range(3, 10)] == cvs(today.before, stage)
    formats = {means.cell(row, column).number_format for row in (5, 7) for column in range(3, 10)}
    assert formats == {"#,##0.00"}
    assert {means.cell(row, column).number_format for row in (6, 8) for column in range(3, 11)} == {"#,##0.000"}
    counts = opened(sample_form)["表Ⅱ-1"]
    assert {counts.cell(6, column).number_format for column in range(3, 11)} == {"#,##0.0"}


def test_combined_schools_stand_in_rows_of_their_own_and_sponsors_as_codes(sample_form):
    rows = [[cell.value for cell in row] for row in opened(sample_form)["表Ⅱ-2"].iter_rows(min_row=5, max_row=67, max_col=4)]
    names = [row[1] for row in rows]
    assert "白塔学校（小学部）" in names
    assert "白塔学校（初中部）" in names
    numbers = [row[0] for row in rows]
    assert numbers == [*range(1, 42), *range(1, 23)]  # the sample has 41 primary and 22 junior parts
    assert {row[2] for row in rows} == {7}


def test_every_value_is_a_formula_and_a_coefficient_says_how_it_is_worked_out(sample_form):
    book = opened(sample_form, results=False)
    assert re.fullmatch(r"=IF\(N\(D7\)>0,SQRT\(SUMPRODUCT\('初中计算'!.*,'初中计算'!.*\)\)/D7,\"\"\)", book["表Ⅲ"]["D8"].value)
    for row in book["表Ⅱ-2"].iter_rows(min_row=5, max_row=67, min_col=7, max_col=14):
        assert all(str(cell.value).startswith("=") for cell in row)
    assert "*1.1" in next(str(row[3].value) for row in book["小学计算"].iter_rows(min_row=6) if "1.1" in str(row[3].value))


def test_a_value_is_followed_to_the_cell_of_the_file(sample_form, today):
    """The cells named for a school and its equipment hold, in the file, its pupils and its equipment."""
    trace, source = opened(sample_form)["数据来源"], openpyxl.load_workbook(SAMPLE, data_only=True)
    row = next(row for row in trace.iter_rows(min_row=4, values_only=True) if row[1] == "石门小学" and row[2] == "教学仪器设备")
    sheet, _, spots = row[3].partition(" › ")
    pupils, equipment = (source[sheet][spot.strip()].value for spot in spots.split(","))
    assert pupils == row[4]
    found = today.source.figures("equipment_yuan")[today.source.find("石门小学")]
    assert float(str(equipment).replace(",", "")) in (found, found / 10_000)
    assert row[7] == pytest.approx(found / pupils)


def test_a_missing_figure_is_left_blank_and_out_of_mean_and_coefficient():
    """Without 乙's equipment the mean is 甲's alone, 2,000, and the CV of one school is 0."""
    book = form(at_the_bounds("甲小学"), at_the_bounds("乙小学", equipment_yuan=float("nan")))
    schools, means = book["表Ⅱ-2"], book["表Ⅲ"]
    assert schools["L6"].value in (None, "")
    assert schools["N6"].value == "数据不全"
    assert schools["O6"].value.endswith("缺数据：L12")
    assert (means["H5"].value, means["H6"].value) == (2000, 0)
    assert means["J6"].value in (None, "")
    assert any("1 所学校缺数据" in str(value) for _, _, value in cells(book))


def test_what_a_user_wrote_never_becomes_a_formula():
    schools = [at_the_bounds(name) for name in HOSTILE]
    book = form(*schools, results=False)
    for name in ("表Ⅱ-2", "原始数据", "小学计算", "数据来源"):
        found = [cell for row in book[name].iter_rows() for cell in row
                 if str(cell.value).strip() in [hostile.strip() for hostile in HOSTILE]]  # fmt: skip
        assert len(found) >= len(HOSTILE), name
        assert {cell.data_type for cell in found} == {"s"}, name
    titled = replace(county(at_the_bounds("甲小学")), name="=1+1", year="+2024")
    book = opened(form_workbook(subject_of(titled, QUALITY, "", load_prices()), "zh"), results=False)
    assert book["表Ⅲ"]["A2"].data_type == "s"


def test_a_chinese_workbook_is_chinese_an_english_one_english_and_no_cell_says_nan(today, changed):
    for subject in (today, changed):
        said = [str(value) for _, _, value in cells(opened(form_workbook(subject, "zh")))]
        assert not any("nan" in text.lower() for text in said)
        # columns of the source file ("AA3"), and the fingerprints
        words = [re.sub(r"\b[A-Z]{1,2}\d+\b|\b[0-9a-f]{24}\b", "", text) for text in said]
        assert foreign(words) == []
        english = opened(form_workbook(subject, "en"))
        # Chinese there are the names of schools, sheets, the county and the scenario, and numbers of documents
        names = {*subject.before.county.words("school"), *(column.sheet for column in subject.source.columns)}
        own = re.compile("|".join(map(re.escape, sorted(names | {"云河县", "骨干教师补充与交流"}, key=len, reverse=True))))
        left = {re.sub(r"国?教督办?函?〔\d+〕\d+号|（[^）]*）", "", own.sub("", str(value))) for _, _, value in cells(english)}
        towns = {str(town) for town in subject.before.county.words("town")}
        assert [text for text in left - towns if re.search("[一-鿿]", text)] == []


def test_nothing_leads_out_of_the_file(sample_form):
    assert outside(sample_form) == []
    assert not any("externalLink" in name or "vba" in name.lower() for name in parts(sample_form))


def test_a_scenario_gives_both_forms_and_what_it_does(changed):
    book = opened(form_workbook(changed, "zh"))
    assert {"表Ⅱ-2（方案后）", "表Ⅱ-2（现状）", "方案"} <= set(book.sheetnames)
    for when, assessment in (("方案后", changed.after), ("现状", changed.before)):
        assert [printed(book[f"表Ⅲ（{when}）"].cell(8, column).value, 3) for column in range(3, 10)] == cvs(assessment, "junior")
    assert "方案实施后" in book["表Ⅲ（方案后）"]["A2"].value


def test_a_standard_without_bounds_has_no_counts_and_a_composite_with_its_limit(sample):
    basic = load("basic-2012")
    subject = subject_of(sample, basic, "", load_prices())
    book = opened(form_workbook(subject, "zh"))
    composite = assess(sample, basic).composite
    assert [book["表Ⅲ"].cell(row, 11).value for row in (6, 8)] == pytest.approx(composite.tolist())
    assert any("综合差异系数应不超过 0.65" in str(value) for _, _, value in cells(book))


def test_the_rules_have_one_fingerprint_in_every_run_and_another_with_a_concession():
    told = fingerprint_of_rules(QUALITY)
    assert told != fingerprint_of_rules(switch_on(QUALITY, ("other_sports_venues",)))
    code = ("from balance.report.fingerprints import fingerprint_of_rules as f; from balance.standard_file import load; "
            "import json; print(json.dumps(f(load('quality-2017'))))")  # fmt: skip
    for seed in ("1", "2"):
        done = subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, cwd=SAMPLE.parents[1],
                              capture_output=True, text=True, check=True)  # fmt: skip
        assert json.loads(done.stdout) == told
