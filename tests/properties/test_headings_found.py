"""Any columns of the vocabulary, spelled in any of their full spellings and nested in any way, are found where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from balance.columns import Column, vocabulary
from balance.workbook.match import layout_of
from balance.workbook.sheets import Sheet

SECTIONS = ("基本情况", "学校基本情况", "办学条件", "教师情况", "校舍情况", "资源条件")
STAGE_WORDS = {"primary": ("小学", "小学部", "小学阶段"), "junior": ("初中", "初中部"), "senior": ("高中", "普通高中")}
TITLES = (
    "云河县2024—2025学年义务教育学校基本情况统计表", "附件2", "填报单位：云河县教育局    填报时间：2024年10月",
    "单位：人、平方米、万元", "",
)  # fmt: skip
# what stands in another column's list of spellings is not told apart by the heading alone
LEFT = {"school", "is_teaching_point"}
# below another heading a quantity's word ("班数") is a quantity of that heading
QUANTITIES = {word for words in vocabulary().quantities.values() for word in words}
FULL = {
    column.name: tuple(
        each for each in (column.title.zh, *column.spellings) if ">" not in each and not each.isascii() and each not in QUANTITIES
    )
    for column in vocabulary().columns.values()
}
AT_CHOICE = tuple(name for name, spellings in FULL.items() if spellings and name not in LEFT)


@dataclass(frozen=True)
class Found:
    """A heading: its rows from the outer to the inner one, and the column it stands for."""

    path: tuple[str, ...]
    canonical: str


@st.composite
def headings(draw: st.DrawFn) -> Found:
    """A column with its stage before, behind, in brackets, above or below, perhaps under a section."""
    column: Column = vocabulary().columns[draw(st.sampled_from(AT_CHOICE))]
    spelling = draw(st.sampled_from(FULL[column.name]))
    path: list[str] = [spelling]
    canonical = column.name
    if column.stages and draw(st.booleans()):
        stage = draw(st.sampled_from(column.stages))
        word = draw(st.sampled_from((STAGE_WORDS[stage][0], *STAGE_WORDS[stage])))
        canonical = f"{column.name}_{stage}"
        way = draw(st.sampled_from(["before", "brackets", "above", "above", "above", "below"]))
        path = {
            "before": [f"{word}{spelling}"], "brackets": [f"{spelling}（{word}）"], "above": [word, spelling],
            "below": [spelling, word],
        }[way]  # fmt: skip
    elif draw(st.integers(0, 3)) == 0:
        path.append(draw(st.sampled_from(["计", "合计", "本学年"])))
    if draw(st.integers(0, 3)) == 0:
        path.insert(0, draw(st.sampled_from(SECTIONS)))
    return Found(tuple(map(_spaced(draw), path)), canonical)


def _spaced(draw: st.DrawFn) -> Any:
    mark = draw(st.sampled_from(["", "", " ", "\n", "　"]))
    return lambda text: text[:2] + mark + text[2:] if len(text) > 3 else text


def distinct(found: list[Found]) -> list[Found]:
    """One heading a column: several for one thing are another question; so are a total and a part of it."""
    kept: dict[str, Found] = {}
    for each in found:
        column = vocabulary().columns.get(each.canonical.rpartition("_")[0]) or vocabulary().columns.get(each.canonical)
        base = column.name if column else each.canonical
        if not (column and column.part_of):
            kept.setdefault(base, each)
    return list(kept.values())


@st.composite
def tables(draw: st.DrawFn) -> tuple[Sheet, dict[int, str]]:
    """A sheet with these headings, a school below them, and lines above; and what each column is."""
    found = distinct(draw(st.lists(headings(), min_size=1, max_size=16))) or [Found(("在校生数",), "pupils")]
    if draw(st.booleans()):
        found.sort(key=lambda each: each.path)  # equal outer headings stand beside each other
    found.insert(0, Found(("学校名称",), "school"))
    depth = max(len(each.path) for each in found)
    merges = draw(st.booleans())
    left, above = draw(st.integers(0, 3)), draw(st.lists(st.sampled_from(TITLES), max_size=3))
    grid = [[""] * (left + len(found)) for _ in range(depth)]
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] = []
    top = len(above)
    for number, each in enumerate(found):
        before = found[number - 1].path if number else ()
        for level, text in enumerate(each.path):
            shared = level + 1 < len(each.path) and before[: level + 1] == each.path[: level + 1] and level + 1 < len(before)
            grid[level][left + number] = "" if shared else text
            if shared and merges:
                _widened(ranges, (top + level, left + number))
        if merges and len(each.path) < depth:
            ranges.append(((top + len(each.path) - 1, left + number), (top + depth - 1, left + number)))
    rows: list[list[object]] = [[title, *[""] * (left + len(found) - 1)] for title in above]
    rows += [list(row) for row in grid]
    rows += [[*[""] * left, "甲小学", *(float(10 + n) for n in range(len(found) - 1))]]
    sheet = Sheet("a.xlsx", "a", rows, merged=tuple(ranges))
    return sheet, {left + number: each.canonical for number, each in enumerate(found)}


def _widened(ranges: list[tuple[tuple[int, int], tuple[int, int]]], cell: tuple[int, int]) -> None:
    """Adds a cell to the merged range on its left, or begins one with the cell on its left."""
    row, column = cell
    for number, (top, bottom) in enumerate(ranges):
        if top[0] == bottom[0] == row and bottom[1] == column - 1:
            ranges[number] = (top, cell)
            return
    ranges.append(((row, column - 1), cell))


@given(tables())
@settings(max_examples=400)
def test_the_columns_that_were_put_in_are_found_and_no_others(made: tuple[Sheet, dict[int, str]]) -> None:
    sheet, wanted = made
    layout = layout_of(sheet)
    assert layout is not None
    assert {place.index: place.canonical for place in layout.places} == wanted
