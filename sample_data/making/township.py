"""A township clerk's table with everything in it that such tables have, and the list of what a reader must complain of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .county import of_towns
from .pages import letter, merge, new_book, put_headings, put_lines, save

School = dict[str, Any]
TOWNS = ("柳河镇", "石门镇", "青山镇", "白塔镇")
FILE = "柳河镇最终版(2).xlsx"
SHEET, PIVOT, LAST_YEAR = "汇总（最终）", "Sheet2", "上报2023"
WITH_STAGES = (
    ("在校学生数（人）", "pupils"), ("班级数\n（个）", "classes"), ("专 任 教 师 数", "teachers"),
    ("其中：高于规定\n学历教师数", "above_degree"), ("县级及以上　\n骨干教师数", "backbone"),
    ("体育、艺术（美术、音乐）\n专任教师数", "pe_arts"),
)  # fmt: skip
GOODS = (
    ("教学及辅助用房\n面积（㎡）", "teaching_area_m2"), ("其中：室内体育\n用房（㎡）", "indoor_sports_m2"),
    ("运动场地\n面 积（㎡）", "sports_ground_m2"), ("教学仪器设备值\n（万元）", "equipment_wan"),
    ("网络多媒体\n教室（间）", "multimedia_rooms"), ("图 书（册）", "books"), ("生均图书", "books_each"),
    ("音乐教室\n（间）", "music_rooms"), ("美术教室\n（间）", "art_rooms"),
)  # fmt: skip
COLUMNS = (
    "number", "town", "school", "school_type",
    *(f"{name}_{stage}" for _, name in WITH_STAGES for stage in ("primary", "junior")),
    "backbone_share", "per_teacher", *(name for _, name in GOODS), "remark",
)  # fmt: skip
PATHS = (
    ("序\n号",), ("乡 镇",), ("学 校\n名　称",), ("学校\n类别",),
    *((heading, stage) for heading, _ in WITH_STAGES for stage in ("小学", "初中")),
    ("骨干教师\n占比（％）",), ("师生比",), *(("办 学 条 件", heading) for heading, _ in GOODS), ("备　注",),
)  # fmt: skip
TYPES = {"小学": "完小", "初级中学": "初中", "九年一贯制学校": "九年一贯制"}
# how a clerk wrote a figure: it is the figure all the same
WRITTEN: dict[tuple[str, str], object] = {
    ("柳河小学", "pupils_primary"): "８８９",
    ("石门小学", "pupils_primary"): " 880人",
    ("渡口小学", "pupils_primary"): "７２３ ",
    ("白塔学校", "pupils_primary"): "655",
    ("柳河小学", "books"): "29,812",
    ("竹园小学", "sports_ground_m2"): "9，846",
    ("石门镇九年一贯制学校", "sports_ground_m2"): "11,824.00",
    ("梅岭小学", "teaching_area_m2"): "4731.00㎡",
    ("石门初级中学", "teaching_area_m2"): "3 117",
    ("杨湾小学", "equipment_wan"): "131.79万元",
    ("杨湾小学", "school"): "杨湾小学  ",
    ("大桥小学", "school"): "大桥小学　",
    ("青山初级中学", "school"): " 青山初级中学",
    ("红旗小学", "books"): None,
    ("竹园小学", "remark"): "2018年撤并三所村小，占地18.5亩",
    ("白塔学校", "remark"): "小学部、初中部共用运动场",
    ("柳河初级中学", "books_each"): "#DIV/0!",
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a reader must say: the code of the finding, the cell it is about, and what follows from it.

    absent: the figure is not known then. unit, times: the unit it is suspected to be in and what sets it right."""

    code: str
    school: str
    column: str
    written: object
    absent: bool = False
    unit: str = ""
    times: float = 1.0
    sheet: str = SHEET
    cell: str = ""
    row: int = 0


COMPLAINTS = (
    Complaint("cell_with_note", "柳河镇中心小学", "backbone_primary", "10（含1名兼职）"),
    Complaint("cell_marked_absent", "柳河初级中学", "classes_primary", "—"),
    Complaint("cell_marked_absent", "塔下小学", "music_rooms", "—", absent=True),
    Complaint("cell_marked_absent", "红旗小学", "art_rooms", "/", absent=True),
    Complaint("cell_marked_absent", "石门初级中学", "pe_arts_junior", "/", absent=True),
    Complaint("cell_marked_absent", "塔下小学", "multimedia_rooms", "暂无", absent=True),
    Complaint("cell_formula_error", "大桥小学", "books", "#DIV/0!", absent=True),
    Complaint("cell_not_a_number", "青山镇中心小学", "books", "约九千", absent=True),
    Complaint("unit_suspected", "石门小学", "equipment_wan", 2942900, unit="元", times=1e-4),
    Complaint("unit_suspected", "白塔镇中心小学", "sports_ground_m2", 4.758, unit="亩", times=10_000 / 15),
)
TWICE = "竹园小学"  # stands in two equal rows
HIDDEN = ("杨湾小学", "塔下小学")  # their rows are hidden, they are schools all the same
ABSENT = {("红旗小学", "books"), *((each.school, each.column) for each in COMPLAINTS if each.absent)}


def truth() -> list[School]:
    """The schools as the table means them: what it does not say is None."""
    return [{name: None if (each["school"], name) in ABSENT else value for name, value in each.items()}
            for each in of_towns(*TOWNS)]  # fmt: skip


def build() -> tuple[Workbook, list[Complaint]]:
    """The workbook, and what must be complained of with the cells."""
    book, sheet = new_book(SHEET)
    complaints = _fill(sheet, "2024—2025", 1.0)
    pivot = book.create_sheet(PIVOT)
    for row in ([None, None, None], ["行标签", "求和项:在校学生数（人）", "计数项:序号"], ["柳河镇", 3187, 6],
                ["(空白)", None, None], ["石门镇", 3024, 5], ["总计", 6211, 11]):  # fmt: skip
        pivot.append(row)
    last_year = book.create_sheet(LAST_YEAR)
    _fill(last_year, "2023—2024", 0.95)
    last_year.sheet_state = "hidden"
    return book, complaints


def _fill(sheet: Worksheet, year: str, times: float) -> list[Complaint]:
    """One year's table; what was written oddly stands in this year's only."""
    this_year = times == 1.0
    width = len(COLUMNS)
    put_lines(sheet, [f"柳河、石门、青山、白塔四镇{year}学年义务教育学校基本情况统计表（最终版）",
                      "填报单位：柳河镇中心学校（虚构）　　　填报时间：2024年10月　　　单位：见各栏"], width)  # fmt: skip
    put_headings(sheet, 3, 2, PATHS)
    found: list[Complaint] = []
    everything = [_told(each, number) for number, each in enumerate(of_towns(*TOWNS), 1)]
    for town in TOWNS:
        if town == "青山镇":
            put_headings(sheet, sheet.max_row + 2, 2, PATHS)
        own = [each for each in everything if each["town"] == town]
        first = sheet.max_row + 1
        for each in own + [each for each in own if each["school"] == TWICE and this_year]:
            row = [_cell(each, name, times) for name in COLUMNS]
            row[1] = town if sheet.max_row + 1 == first else None
            sheet.append(row)
            if this_year:
                found += [replace(one, cell=f"{letter(COLUMNS.index(one.column) + 1)}{sheet.max_row}", row=sheet.max_row)
                          for one in COMPLAINTS if one.school == each["school"]]  # fmt: skip
                sheet.row_dimensions[sheet.max_row].hidden = each["school"] in HIDDEN
        sheet.append([None, None, "小计", None, *_sums(own)])
        merge(sheet, first, 2, sheet.max_row, 2)
    sheet.append([None, None, "……"])
    sheet.append([])
    sheet.append(["总    计", None, None, None, *_sums(everything)])
    merge(sheet, sheet.max_row, 1, sheet.max_row, 4)
    sheet.append([])
    put_lines(sheet, ["注：1.在校学生数为学年初数；2.教学及辅助用房面积含室内体育用房；3.仪器设备值为账面原值。",
                      "填表人：×××　　　审核人：×××　　　联系电话：×××"], width)  # fmt: skip
    return found


def _told(school: School, number: int) -> School:
    """A school with what the clerk worked out beside it: shares and ratios, rounded at will and not always right."""
    pupils = (school["pupils_primary"] or 0) + (school["pupils_junior"] or 0)
    teachers = (school["teachers_primary"] or 0) + (school["teachers_junior"] or 0)
    backbone = (school["backbone_primary"] or 0) + (school["backbone_junior"] or 0)
    return {
        **school, "number": number, "school_type": TYPES[school["school_type"]], "remark": None,
        "backbone_share": "50％" if number % 7 == 0 else f"{backbone * 100 // teachers}％",
        "per_teacher": f"1:{pupils / teachers:.2f}", "books_each": school["books"] // pupils,
    }  # fmt: skip


def _cell(school: School, name: str, times: float) -> object:
    """What stands in a cell."""
    value = school[name]
    if times != 1.0:
        return round(value * times) if isinstance(value, int | float) and name != "number" else value
    key = (school["school"], name)
    written = {(each.school, each.column): each.written for each in COMPLAINTS}
    if key in WRITTEN or key in written:
        return WRITTEN[key] if key in WRITTEN else written[key]
    as_text = school["town"] == "青山镇" and name.startswith(("teachers", "above_degree")) and value is not None
    return str(value) if as_text else value


def _sums(rows: list[School]) -> list[object]:
    """The clerk's sums, of the right figures."""
    return [
        None if name in ("backbone_share", "per_teacher", "books_each", "remark")
        else round(sum(each[name] or 0 for each in rows), 2)
        for name in COLUMNS[4:]
    ]  # fmt: skip


def write_township(folder: Path) -> None:
    """柳河镇最终版(2).xlsx."""
    save(build()[0], folder / FILE)
