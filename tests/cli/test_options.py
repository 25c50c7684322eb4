"""The options of the command line: county, concession, a user's own standard, language, template."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from balance.assess import assess
from balance.columns import vocabulary
from balance.standard_file import load, switch_on
from balance.workbook.read import read_files
from tests.app.files import csv_file
from tests.cli.running import EXAMPLE, YUNHE, printed, run
from tests.cli.test_assess import check_assessment

TWO_COUNTIES = csv_file(
    ("区县名称", "学校名称", "学校类型", "小学在校生数", "小学县级及以上骨干教师数"),
    ("甲县", "一小学", "小学", 100, 1), ("甲县", "二小学", "小学", 300, 9), ("乙县", "三小学", "小学", 200, 2),
)  # fmt: skip


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "two.csv"
    path.write_bytes(TWO_COUNTIES)
    return path


def test_a_file_of_two_counties_judges_each_by_itself(two: Path) -> None:
    record = printed("assess", two)
    check_assessment(record)
    found = {county["county"]: county for county in record["counties"]}
    assert set(found) == {"甲县", "乙县"}
    mean = found["甲县"]["stages"]["primary"]["indicators"]["backbone_teachers_per_100"]["mean"]
    assert mean == pytest.approx(10 / 400 * 100)  # 10 backbone teachers, 400 pupils
    assert [part["school"] for part in found["乙县"]["parts"]] == ["三小学"]


def test_one_county_can_be_picked_and_gives_the_same_numbers(two: Path) -> None:
    both, one = printed("assess", two), printed("assess", two, "--county", "甲县")
    assert [county["county"] for county in one["counties"]] == ["甲县"]
    (expected,) = (county for county in both["counties"] if county["county"] == "甲县")
    assert one["counties"][0]["parts"] == expected["parts"]
    assert one["counties"][0]["stages"] == expected["stages"]


def test_the_name_in_the_title_line_picks_the_only_county() -> None:
    assert printed("assess", YUNHE, "--county", "云河县")["counties"] == printed("assess", YUNHE)["counties"]


def test_a_concession_is_named_in_the_answer_and_in_force() -> None:
    names = [concession.id for concession in load("quality-2017").concessions]
    record = printed("assess", YUNHE, "--concession", names[0], "--concession", names[1], names[2])
    assert record["concessions"] == names[:3]
    judged = assess(read_files([YUNHE]), switch_on(load("quality-2017"), tuple(names[:3])))
    (county,) = record["counties"]
    for name, stage in county["stages"].items():
        assert stage["schools_meeting"] == judged.schools_meeting(judged.group_of(judged.parts.counties[0], name))


def test_without_concessions_none_is_in_force() -> None:
    assert printed("assess", YUNHE)["concessions"] == []


def test_a_user_s_own_standard_by_path_changes_only_what_it_says(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'extends = "quality-2017"\nid = "own"\n[balance_rule]\nlimits = { primary = 0.30, junior = 0.50 }\n', "utf-8"
    )
    record, official = printed("assess", YUNHE, "--standard", own), printed("assess", YUNHE)
    assert record["standard"] == "own"
    for stage, limit in (("primary", 0.30), ("junior", 0.50)):
        mine, theirs = (entry["counties"][0]["stages"][stage]["indicators"] for entry in (record, official))
        for name, spread in mine.items():
            assert spread["limit"] == limit
            assert spread["cv"] == theirs[name]["cv"]
            assert spread["within"] is (spread["cv"] <= limit)


def test_a_standard_file_may_extend_another_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "province.toml").write_text(
        'extends = "basic-2012"\nid = "province"\n[[indicators]]\nid = "books_per_pupil"\nbounds = { primary = 5 }\n', "utf-8"
    )
    (tmp_path / "city.toml").write_text('extends = "province.toml"\nid = "city"\n', "utf-8")
    record = printed("assess", EXAMPLE, "--standard", tmp_path / "city.toml")
    # books a pupil by hand: 6.20, 3.70, 10.51, 2.11, 7.31; three of them reach 5
    assert record["standard"] == "city"
    assert record["counties"][0]["stages"]["primary"]["indicators"]["books_per_pupil"]["reach"] == 3
    lacks = {part["school"]: part["indicators"]["books_per_pupil"]["shortfall"] for part in record["counties"][0]["parts"]}
    assert lacks == {"小学1": 0, "小学2": 5 * 37 - 137, "小学3": 0, "小学4": 5 * 76 - 160, "小学5": 0}


def test_the_language_changes_the_words_and_none_of_the_numbers() -> None:
    chinese, english = printed("assess", YUNHE), printed("assess", YUNHE, "--lang", "en")
    assert printed("assess", YUNHE, BALANCE_LANG="en") == english
    assert chinese["counties"][0]["stages"] == english["counties"][0]["stages"]
    assert chinese["counties"][0]["parts"] == english["counties"][0]["parts"]
    assert chinese["counties"][0]["verdict"]["passes"] == english["counties"][0]["verdict"]["passes"]
    assert all(reason.isascii() for reason in english["counties"][0]["verdict"]["reasons"])
    assert not any(reason.isascii() for reason in chinese["counties"][0]["verdict"]["reasons"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_is_a_workbook_that_reads_back(tmp_path: Path, lang: str) -> None:
    file = tmp_path / "template.xlsx"
    done = run("template", "--to", file, "--lang", lang)
    assert done.returncode == 0
    assert str(file) in done.stdout
    assert zipfile.is_zipfile(file)
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    places = {name: column for column, name in enumerate(vocabulary().canonical, 1)}
    for row, (school, pupils, books) in enumerate((("东小学", 45, 279), ("西小学", 37, 137)), 2):
        for name, value in (("school", school), ("pupils_primary", pupils), ("books", books)):
            page.cell(row, places[name]).value = value
    book.save(file)
    record = printed("assess", file, "--standard", "basic-2012")
    books_per_pupil = record["counties"][0]["stages"]["primary"]["indicators"]["books_per_pupil"]
    assert books_per_pupil["mean"] == pytest.approx((279 + 137) / (45 + 37))
    assert not [problem for problem in record["problems"] if problem["severity"] != "info"]
