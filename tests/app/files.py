"""Files as a county office might send them, made for the screen tests.

The county of `county_workbook` has twelve schools. Each has what quality-2017 asks for times a factor of its own, so
one is far richer than the rest; 石桥小学 has too few backbone teachers and one nine-year school too little equipment.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

import openpyxl

__all__ = [
    "BOOKS_ALONE",
    "BROKEN",
    "GAPS",
    "HOSTILE_NAMES",
    "LATIN_NAMES",
    "NAMES",
    "POOR",
    "PRIMARY_ONLY",
    "RICH",
    "SPECIAL_ONLY",
    "county_workbook",
    "csv_file",
]  # fmt: skip

HEADINGS = (
    "学校代码", "学校名称", "学校类型", "小学在校生数", "初中在校生数", "小学班级数", "初中班级数",
    "小学高于规定学历教师数", "初中高于规定学历教师数", "小学县级及以上骨干教师数", "初中县级及以上骨干教师数",
    "小学体育、艺术（美术、音乐）专任教师数", "初中体育、艺术（美术、音乐）专任教师数", "教学及辅助用房面积（㎡）",
    "室内体育用房面积（㎡）", "运动场地面积（㎡）", "教学仪器设备值（万元）", "网络多媒体教室数（间）", "图书册数",
)  # fmt: skip
# school type, primary pupils, junior pupils, what it has as a multiple of what is asked
SCHOOLS = (
    ("小学", 900, 0, 1.3), ("小学", 640, 0, 1.2), ("小学", 410, 0, 1.5), ("小学", 300, 0, 1.2), ("小学", 150, 0, 6.0),
    ("小学", 520, 0, 1.4), ("初级中学", 0, 700, 1.2), ("初级中学", 0, 480, 1.4), ("初级中学", 0, 350, 1.3),
    ("初级中学", 0, 260, 1.6), ("九年一贯制学校", 360, 240, 1.3), ("九年一贯制学校", 500, 310, 1.25),
)  # fmt: skip
NAMES = ("清河实验小学", "石桥小学", "东门小学", "西门小学", "望山小学", "南湖小学", "清河一中", "清河二中", "城西初中",
         "城东初中", "河湾学校", "桥头学校")  # fmt: skip
LATIN_NAMES = ("Ash Hill", "Birch Lane", "Cedar Row", "Dale End", "Elm Park", "Fern Bank", "Grove House", "Holly Field",
               "Ivy Road", "Juniper Way", "Kings Mead", "Lark Rise")  # fmt: skip
HOSTILE_NAMES = ("=1+1", "<img src=x onerror=alert(1)>", "**bold** $x$", *NAMES[3:])
POOR, RICH = NAMES[1], NAMES[4]
_PER_PUPIL = {"primary": (0.042, 0.010, 0.009, 4.5, 7.5, 0.20, 0.023), "junior": (0.053, 0.010, 0.009, 5.8, 10.2, 0.25, 0.024)}


def _row(number: int, name: str, kind: str, primary: int, junior: int, factor: float) -> list[object]:
    people: list[list[int | None]] = []
    for k in range(3):
        few = 0.6 if number == 2 and k == 1 else factor
        people.append(
            [math.ceil(_PER_PUPIL[stage][k] * pupils * few) if pupils else None
             for stage, pupils in (("primary", primary), ("junior", junior))]
        )  # fmt: skip
    shared = [
        round((_PER_PUPIL["primary"][k] * primary + _PER_PUPIL["junior"][k] * junior) * factor, 2) for k in range(3, 7)
    ]
    if number == 12:
        shared[2] = round(shared[2] * 0.6, 2)
    sports = math.ceil(shared[1])
    return [
        f"3390{number:02d}", name, kind, primary or None, junior or None,
        math.ceil(primary / 42) or None, math.ceil(junior / 46) or None, *people[0], *people[1], *people[2],
        math.ceil(shared[0]), sports // 10, sports - sports // 10, shared[2], math.ceil(shared[3]),
        (primary + junior) * 20 + number * 37,
    ]  # fmt: skip


def county_workbook(names: Sequence[str] = NAMES) -> bytes:
    """An .xlsx with official headings under a title line, equipment in 万元, and a total row at the end."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "学校"
    page.append(["清河县2024—2025学年义务教育学校办学条件"])
    page.append(list(HEADINGS))
    rows = [_row(number, name, *school) for number, (name, school) in enumerate(zip(names, SCHOOLS, strict=True), 1)]
    for row in rows:
        page.append(row)
    for line in page.iter_rows(min_row=3):
        line[1].data_type = "s"  # a name that begins with "=" is a name
    page.append([None, "合计", None, *(sum(row[k] or 0 for row in rows) for k in range(3, len(HEADINGS)))])  # type: ignore[misc]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_file(*rows: Sequence[object]) -> bytes:
    """These rows as UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


SPECIAL_ONLY = csv_file(("学校", "学校类型", "小学在校生数", "小学县级及以上骨干教师数"), ("启明学校", "特殊教育学校", 58, 3))
PRIMARY_ONLY = csv_file(
    ("学校名称", "小学在校生数", "小学县级及以上骨干教师数", "教学仪器设备值（万元）"),
    ("甲小学", 400, 3, 90), ("乙小学", 200, 4, 45.5), ("丙小学", 100, 2, 18),
)  # fmt: skip
GAPS = csv_file(
    ("学校名称", "学校类型", "小学在校生数", "初中在校生数", "小学县级及以上骨干教师数", "初中县级及以上骨干教师数",
     "网络多媒体教室数"),
    ("甲小学", "小学", 400, "", 5, "", 10), ("乙小学", "小学", 200, "", "", "", 6),
    ("丙学校", "九年一贯制学校", 100, 80, 1, "", ""),
)  # fmt: skip
BOOKS_ALONE = csv_file(("学校", "在校生数", "图书册数"), ("东小学", 45, 279), ("西小学", 37, 137))
BROKEN = b"PK\x03\x04 this was a workbook once"
