"""``report``: the file asked for, in the language asked for, of one county; anything else is refused in one line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import EXAMPLE, ROOT, YUNHE, refused, run

TWO = ROOT / "sample_data" / "two-counties"
MAIN_PART = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml", "pptx": "ppt/presentation.xml"}


def written(folder: Path, ending: str, *arguments: object) -> Path:
    to = folder / f"报告.{ending}"
    done = run("report", *arguments, "--to", to)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(to) in done.stdout
    return to


@pytest.mark.parametrize("ending", MAIN_PART)
def test_the_ending_says_which_file_is_written(tmp_path: Path, ending: str) -> None:
    to = written(tmp_path, ending, YUNHE, "--lang", "zh")
    assert MAIN_PART[ending] in zipfile.ZipFile(to).namelist()


def test_the_form_prints_the_county_as_assess_judges_it(tmp_path: Path) -> None:
    """0.462 is what ``assess`` prints for the backbone teachers of the sample county's junior schools."""
    form = openpyxl.load_workbook(written(tmp_path, "xlsx", YUNHE, "--lang", "zh"), data_only=True)
    assert round(form["表Ⅲ"]["D8"].value, 3) == 0.462
    assert "0.462" in run("assess", YUNHE, "--lang", "zh").stdout


def test_a_language_is_that_of_the_whole_file(tmp_path: Path) -> None:
    assert openpyxl.load_workbook(written(tmp_path, "xlsx", YUNHE, "--lang", "en")).sheetnames[:2] == ["Table I", "Table II-1"]
    assert openpyxl.load_workbook(written(tmp_path, "xlsx", YUNHE, "--lang", "zh")).sheetnames[:2] == ["表Ⅰ", "表Ⅱ-1"]


def test_a_concession_in_use_is_named_on_every_table(tmp_path: Path) -> None:
    form = openpyxl.load_workbook(
        written(tmp_path, "xlsx", YUNHE, "--lang", "zh", "--concession", "other_sports_venues"), data_only=True
    )
    for name in ("表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ"):
        assert "中心城区学校计入改建、租借的体育场馆" in form[name]["A2"].value


def test_a_scenario_gives_the_form_after_it_and_as_it_stands(tmp_path: Path) -> None:
    """The worked example's 小学4 has 160 books for 76 pupils; with 50 more its value is 210 / 76."""
    scenario = tmp_path / "s.json"
    action = {"do": "add", "school": "小学4", "resource": "books", "stage": "primary", "amount": 50}
    scenario.write_text(json.dumps({"format": "balance-scenario", "version": 1, "title": "加书", "actions": [action]}), "utf-8")
    to = written(tmp_path, "xlsx", EXAMPLE, "--standard", "basic-2012", "--scenario", scenario, "--lang", "zh")
    form = openpyxl.load_workbook(to, data_only=True)
    column = next(c for c in range(7, 15) if form["表Ⅱ-2（方案后）"].cell(3, c).value == "生均图书册数")
    assert form["表Ⅱ-2（方案后）"].cell(8, column).value == pytest.approx(210 / 76)
    assert form["表Ⅱ-2（现状）"].cell(8, column).value == pytest.approx(160 / 76)
    assert form["方案"]["A1"].value == "方案：加书"


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.xls"])
def test_another_ending_is_refused_with_those_there_are(tmp_path: Path, name: str) -> None:
    line = refused("report", YUNHE, "--to", tmp_path / name, "--lang", "en")
    assert all(ending in line for ending in (".xlsx", ".docx", ".pptx", name))
    assert list(tmp_path.iterdir()) == []


def test_of_several_counties_each_has_its_own_sheets_and_one_may_be_chosen(tmp_path: Path) -> None:
    both = openpyxl.load_workbook(written(tmp_path, "xlsx", TWO, "--lang", "zh"), data_only=True)
    # the sample's files of these counties have 16 and 14 schools
    for county, schools in (("云河县", 16), ("清江县", 14)):
        assert county in both[f"表Ⅲ（{county}）"]["A2"].value
        assert both[f"原始数据（{county}）"].max_row == 4 + schools
    form = openpyxl.load_workbook(written(tmp_path, "xlsx", TWO, "--county", "清江县", "--lang", "zh"), data_only=True)
    assert "清江县" in form["表Ⅲ"]["A2"].value
    assert form["原始数据"].max_row == 4 + 14
    # a county's figures are its own, whether or not another stands beside it
    assert [cell.value for cell in form["表Ⅲ"][7]] == [cell.value for cell in both["表Ⅲ（清江县）"][7]]


@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_a_report_of_several_counties_tells_of_each(tmp_path: Path, ending: str) -> None:
    file = written(tmp_path, ending, TWO, "--lang", "zh")
    with zipfile.ZipFile(file) as packed:
        text = "".join(packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith(".xml"))
    assert "云河县" in text
    assert "清江县" in text


def test_a_file_that_cannot_be_written_or_a_scenario_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "x.xlsx" in refused("report", YUNHE, "--to", tmp_path / "nowhere" / "x.xlsx", "--lang", "en")
    assert "s.json" in refused("report", YUNHE, "--scenario", "s.json", "--to", tmp_path / "x.xlsx", "--lang", "en")
