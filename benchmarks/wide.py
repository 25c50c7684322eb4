"""Reading time of a city's statistics export: three workbooks (one a stage) of 1,050 schools by 400 columns.

    python benchmarks/wide.py [SCHOOLS] [COLUMNS]

The workbooks are made here: three title lines, a units line, four heading rows merged both ways. Printed: the time from
bytes to a county (2 s is wanted), beside calamine's raw cells of the same three files.
"""

from __future__ import annotations

import io
import sys
from functools import partial

import openpyxl
from python_calamine import load_workbook
from reading import seconds

from balance.workbook.read import Source, read

GROUPS = (
    ("学生情况", "在校生数", ("合计", "其中：女", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级")),
    ("学生情况", "班级数", ("合计", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级")),
    ("教职工情况", "兼任教师", ("博士研究生", "硕士研究生", "本科", "专科")),
    ("教职工情况", "专任教师", ("计", "博士研究生", "硕士研究生", "本科", "专科", "县级及以上骨干教师", "体育", "艺术")),
    ("办学条件", "校舍建筑面积", ("计", "教学及辅助用房", "室内体育用房", "行政办公用房", "生活用房")),
    ("办学条件", "运动场地面积", ("上学年", "本学年")),
    ("办学条件", "图书", ("上学年", "本学年")),
    ("办学条件", "教学仪器设备资产值（万元）", ("上学年", "本学年")),
    ("办学条件", "网络多媒体教室", ("间数",)),
)
FIXED = ("学校标识码", "学校名称", "办学类型", "城乡类型")


def workbook(stage: str, schools: int, columns: int) -> bytes:
    """One stage's export."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]

    def put(row: int, index: int, text: str, down: int = 1, across: int = 1) -> None:
        sheet.cell(row, index, text)
        if down * across > 1:
            sheet.merge_cells(start_row=row, start_column=index, end_row=row + down - 1, end_column=index + across - 1)

    for row, line in enumerate((f"云江市2024—2025学年{stage}学校统计", "基础教育统计调查制度", "单位：人、平方米、万元"), 1):
        put(row, 1, line, across=columns)
    for index, heading in enumerate(FIXED, 1):
        put(4, index, heading, down=4)
    index = len(FIXED) + 1
    for section, thing, leaves in GROUPS:
        put(4, index, section, across=len(leaves))
        put(5, index, thing, down=2, across=len(leaves))
        for leaf in leaves:
            put(7, index, leaf)
            index += 1
    while index <= columns:
        width = min(20, columns + 1 - index)
        put(4, index, f"其他情况{index}", down=3, across=width)
        for n in range(index, index + width):
            put(7, n, f"项目{n}")
        index += width
    for n in range(schools):
        figures = [400 + (n * 7 + 13 * k) % 900 for k in range(columns - 4)]
        sheet.append([f"36{n:08d}", f"第{n}{stage}", stage, ("城区", "镇区", "乡村")[n % 3], *figures])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def main() -> None:
    """Prints the comparison."""
    schools = int(sys.argv[1]) if len(sys.argv) > 1 else 1_050
    columns = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    files = [Source(f"{stage}.xlsx", workbook(stage, schools, columns)) for stage in ("小学", "初中", "普通高中")]
    size = sum(len(file.content) for file in files) / 2**20
    ours = seconds(partial(read, *files))
    raw = seconds(lambda: [load_workbook(io.BytesIO(f.content)).get_sheet_by_index(0).to_python() for f in files])
    print(f"3 files of {schools} schools x {columns} columns, .xlsx ({size:.1f} MB)")
    print(f"  bytes to County          {ours:6.2f} s     {ours / raw:.1f} times calamine")
    print(f"  calamine, raw cells      {raw:6.2f} s")


if __name__ == "__main__":
    main()
