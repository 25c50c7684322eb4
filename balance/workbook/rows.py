"""Which rows of a sheet are schools, and what the others are: totals, notes, repeated headings, blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from balance.workbook.headings import fold, single
from balance.workbook.match import Layout
from balance.workbook.sheets import Cells, Sheet

__all__ = ["Rows", "rows_of"]

RowKind = Literal["school", "blank", "total", "average", "note", "heading", "nameless"]

_SUSPECT = re.compile(
    r"[计計]\s*[)）]?\s*$|均|差异系数|标准差|综合|^\W*$|^\s*[*※]?\s*(?:注|备|说明|填|制|审|单位|负责|统计|联系|报出|日期|note)"
    r"|total|sum|mean|average|[:：。]|^.{31}|^.{1,2}$|^\W*\d+\W*$",
    re.IGNORECASE,
)
_WHERE = (
    r"(?:全[县区市省]|本[县区市]|各?[县区]区?|[一-龥]{1,8}[县区市镇乡旗]|[一-龥]{1,8}(?:街道|学区|片区)|小学|初中|初级中学"
    r"|九年一贯制(?:学校)?|完全中学|中学|城区|镇区|乡村|农村|公办|民办)*"
)
_TOTAL = re.compile(
    rf"{_WHERE}(?:合计|小计|总计|共计|总数|累计)|(?:[小初高]中?学?|全[县区市])?计|(?:sub|grand)?total|sum"
)
_AVERAGE = re.compile(
    rf"{_WHERE}(?:总?体?平均(?:值|数)?|均值|差异系数|综合差异系数|标准差|综合|达标率|达标校数|校数)|mean|average|standarddeviation|cv"
)
_NOTE = re.compile(
    r"\s*[*※]?\s*(?:(?:附|备)?注(?:释|意)?\s*\d*|(?:填表)?说明|填表人|填报人|制表人?|审核人?|审批人?|(?:单位|统计|学校)?负责人"
    r"|联系(?:电话|人)|填报(?:单位|日期|时间)|填表(?:日期|单位|时间)|报出日期|日期|notes?)(?:\s*(?:[:：]|\(|（).*|\s*\d+[.、].*)?",
    re.DOTALL | re.IGNORECASE,
)
_HEAD_INDEX = {"甲", "乙", "丙", "丁", "戊", "己", "栏次"}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows below the headings, by kind, as row numbers from 0; blank ones are not listed."""

    schools: tuple[int, ...]
    others: dict[str, tuple[int, ...]]

    @property
    def left(self) -> int:
        """How many rows with something in them are no schools."""
        return sum(map(len, self.others.values()))


def rows_of(sheet: Sheet, layout: Layout) -> Rows:
    """The rows below the headings told apart by the school's name, and where that is blank by the rest of the row.

    A name that merely contains such a word is a school: 计家墩小学, 合计小学.
    """
    place = layout.school
    figures = [each.index for each in layout.places if each.column.numeric]
    words = [each.index for each in layout.places if not each.column.numeric]
    headings = sheet.rows[layout.first : layout.last + 1]
    repeated = {*place.column.spellings, *place.column.bare, *place.column.title}
    repeated.update(str(row[place.index]) for row in headings if row[place.index] != "")
    schools: list[int] = []
    others: dict[str, list[int]] = {}
    for number in range(layout.last + 1, len(sheet.rows)):
        row = sheet.rows[number]
        name = row[place.index]
        if isinstance(name, str) and name and not name.isspace() and name not in repeated and not _SUSPECT.search(name):
            schools.append(number)
            continue
        kind = "heading" if _repeats(row, headings) else _kind(name, row, number - layout.last, figures, words)
        if kind == "school":
            schools.append(number)
        elif kind != "blank":
            others.setdefault(kind, []).append(number)
    return Rows(tuple(schools), {kind: tuple(numbers) for kind, numbers in others.items()})


def _repeats(row: Cells, headings: Sequence[Cells]) -> bool:
    """Whether a row is one of the heading rows again: half of its cells stand there in the same column."""
    filled = [(index, cell) for index, cell in enumerate(row) if isinstance(cell, str) and cell.strip()]
    return len(filled) > 1 and any(
        2 * sum(index < len(head) and head[index] == cell for index, cell in filled) > len(filled) for head in headings
    )


def _kind(name: object, row: Cells, below: int, figures: Sequence[int], words: Sequence[int]) -> RowKind:
    if all(cell == "" or (isinstance(cell, str) and cell.isspace()) for cell in row):
        return "blank"
    filled = any(_figure(row[index]) for index in figures)
    text = str(name).strip() if name != "" else ""
    if text:
        return _named(text, row, below, figures, filled)
    told = next((str(cell).strip() for cell in row if isinstance(cell, str) and cell.strip()), "")
    if told and (kind := _named(told, row, below, figures, filled)) in ("total", "average", "note"):
        return kind
    if filled:
        return "nameless"
    named = any(str(row[index]).strip() for index in words)
    return "nameless" if named and any(str(row[index]).strip() for index in figures) else "note"


def _named(text: str, row: Cells, below: int, figures: Sequence[int], filled: bool) -> RowKind:
    folded = fold(text)
    if not folded:
        return "note"
    if _TOTAL.fullmatch(folded):
        return "total"
    if _AVERAGE.fullmatch(folded):
        return "average"
    heading = single(text)
    if heading and heading.column.name == "school" and not filled:
        return "heading"
    if below <= 2 and (text in _HEAD_INDEX or (re.fullmatch(r"[A-Za-z]?\d{1,3}", folded) and _counts_on(row))):
        return "heading"
    if not filled and (_NOTE.fullmatch(text) or len(text) > 30 or "。" in text or re.search(r"[:：]", text)):
        return "note"
    return "school"


def _counts_on(row: Cells) -> bool:
    """Whether the cells only number the columns: 1 2 3 … or L1 L2 L3 …."""
    digits = [re.fullmatch(r"[(（]?[A-Za-z]?(\d{1,3})(?:\.0)?[)）]?", str(cell).strip()) for cell in row if str(cell).strip()]
    numbers = [int(found[1]) if found else -1 for found in digits]
    return (
        len(numbers) > 2
        and all(later == earlier + 1 for earlier, later in pairwise(numbers) if earlier > 0)
        and -1 not in numbers
    )


def _figure(cell: object) -> bool:
    return type(cell) in (float, int) or (isinstance(cell, str) and any(map(str.isdigit, cell)))
