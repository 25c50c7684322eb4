"""Plain tables: one row of headings, one row a school, or the same with the stages under a common heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from .county import COLUMNS, HEADINGS
from .pages import new_book, put_headings, put_lines

School = Mapping[str, Any]
HEADING_OF = dict(zip(COLUMNS, HEADINGS, strict=True))
_STAGES = {"小学": "primary", "初中": "junior", "高中": "senior"}
_BY_STAGE = ("pupils", "classes", "largest_class", "teachers", "above_degree", "backbone", "pe_arts", "mid_title")


def simple(rows: Sequence[School], headings: Mapping[str, str], lines: Sequence[str] = (), title: str = "Sheet1") -> Workbook:
    """A workbook with these columns (name → heading), lines above them."""
    book, sheet = new_book(title)
    put_lines(sheet, lines, len(headings))
    sheet.append(list(headings.values()))
    for row in rows:
        sheet.append([row.get(name) for name in headings])
    return book


def grouped(rows: Sequence[School], lines: Sequence[str]) -> Workbook:
    """Headings of two rows: what it is, and under it 小学, 初中, 高中."""
    paths: list[tuple[str, ...]] = []
    for name, heading in HEADING_OF.items():
        stage = next((zh for zh, stage in _STAGES.items() if name.endswith(f"_{stage}")), "")
        paths.append((heading.removeprefix(stage), stage) if stage else (heading,))
    order = sorted(range(len(paths)), key=lambda n: min(m for m, path in enumerate(paths) if path[0] == paths[n][0]))
    book, sheet = new_book("基本情况")
    put_lines(sheet, lines, len(paths))
    put_headings(sheet, len(lines) + 1, 2, [paths[n] for n in order])
    for row in rows:
        sheet.append([row[COLUMNS[n]] for n in order])
    return book


def row_a_stage(rows: Sequence[School], lines: Sequence[str]) -> Workbook:
    """One row for each stage of a school, the whole school's goods repeated in each; the stage in a column of its own."""
    plain = [name for name in COLUMNS if not name.endswith(("_primary", "_junior", "_senior"))]
    headings = {name: HEADING_OF[name] for name in plain[:5]} | {"stage": "学段"}
    headings |= {name: HEADING_OF[f"{name}_primary"].removeprefix("小学") for name in _BY_STAGE}
    headings |= {name: HEADING_OF[name] for name in plain[5:]}
    told = [
        {**row, "stage": zh, **{name: row.get(f"{name}_{stage}") for name in _BY_STAGE}}
        for row in rows
        for zh, stage in _STAGES.items()
        if row[f"pupils_{stage}"]
    ]
    return simple(told, headings, lines)


def upright(row: School) -> Workbook:
    """One school as a form: labels in the first column, figures in the second."""
    book, sheet = new_book("学校基本情况表")
    put_lines(sheet, ["学校办学条件基本情况表（虚构示例）"], 2)
    for name, heading in HEADING_OF.items():
        if row[name] is not None:
            sheet.append([heading, row[name]])
    sheet.append([None, None])
    sheet.append(["填表人：×××", "2024年10月15日"])
    return book
