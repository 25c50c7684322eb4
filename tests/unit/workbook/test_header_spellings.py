"""Every heading seen in public forms and tables is read as its field's column, or refused for a reason that stands here.

The field of each is that of the form it comes from, not what the reader says.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from balance.workbook.headings import not_read
from balance.workbook.paths import meaning

RATIO, VERDICT = "a ratio or a mean is always computed anew", "a verdict or its bound is never taken from a file"
REFUSED = {
    "序号": "a row number", "序 号": "a row number", "原始行号": "a row number",
    "区县代码": "a code where the county's name is asked for",
    "每班25人以下班级个数": "classes of one size", "每班46-50人班级个数": "classes of one size",
    "每班66人以上班级个数": "classes of one size",
    "班额（人）": "a mean or a list, not the largest class", "班额": "a mean or a list, not the largest class",
    "正高级+副高级+中级": "a sum of columns, not a heading of one",
    "持有教师资格证的专任教师人数": "some of the teachers, not asked for by an indicator",
    "教师资格证上岗": "not asked for by an indicator", "近5年培训满360学时专任教师人数": "not asked for by an indicator",
    "教学及辅助用房使用面积": "usable area, three fifths of what is asked for",
    "教学用房": "without the auxiliary rooms it is less than what is asked for",
    "实验设备": "a part of the equipment", "实验室（科学教室）（间）": "laboratories of several subjects",
    "理化生实验室教室间数": "laboratories of several subjects", "理化生实验室": "laboratories of several subjects",
    "单间面积≥96㎡的音乐教室间数": "rooms of one size only", "音乐教室面积": "an area, not a number of rooms",
    "音乐美术教室(间)": "two kinds of room in one figure",
    "寄宿制学校": "a kind of school, not a number of pupils",
    "上一年度公用经费预算总额": "money that no indicator asks for", "上年度公用经费决算总额": "money that no indicator asks for",
    "校公用经费总数": "money that no indicator asks for",
}  # fmt: skip
RATIOS = ("生均", "每百", "百名学生", "师生比", "生师比", "学生与", "比例")
VERDICTS = (
    "该校综合评估是否达标", "备注（注明有哪几项指标达标，哪几项指标达到 85%）",
    "是否达标", "基本值", "达标值", "实际值", "指标值", "省级评估标准",
)  # fmt: skip


def spellings() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "header_spellings.csv").read_text("utf-8").splitlines()
    return [(row["field"], row["spelling"]) for row in csv.DictReader(line for line in lines if not line.startswith("#"))]


def reason(spelling: str) -> str:
    if spelling in VERDICTS:
        return VERDICT
    return RATIO if any(word in spelling for word in RATIOS) else REFUSED.get(spelling, "")


def test_there_are_as_many_as_were_collected_and_every_reason_is_used() -> None:
    every = {spelling for _, spelling in spellings()}
    assert len(every) > 200
    assert set(REFUSED) | set(VERDICTS) <= every


@pytest.mark.parametrize(("field", "spelling"), [pair for pair in spellings() if not reason(pair[1])])
def test_a_heading_seen_in_public_is_read_as_its_column(field: str, spelling: str) -> None:
    found = meaning(*spelling.split(" > "))
    assert found is not None
    assert (f"{found.column.name}_{found.stage}" if found.stage else found.column.name) == field


@pytest.mark.parametrize("spelling", [spelling for _, spelling in spellings() if reason(spelling)])
def test_a_heading_of_something_else_is_not_read(spelling: str) -> None:
    assert meaning(*spelling.split(" > ")) is None, reason(spelling)


@pytest.mark.parametrize("spelling", [spelling for _, spelling in spellings() if reason(spelling) in (RATIO, VERDICT)])
def test_ratios_and_verdicts_are_known_as_such(spelling: str) -> None:
    assert not_read(spelling) == ("verdict" if reason(spelling) == VERDICT else "ratio")


@pytest.mark.parametrize("words", ["合计", "总计", "计", "…", "综合", "全县平均值", "区县均值", "差异系数", "标准差"])
def test_words_of_rows_of_sums_and_means_are_no_headings(words: str) -> None:
    assert meaning(words) is None
