"""Saved mappings: the same headings in another file are read the same way; what is damaged is refused."""

from __future__ import annotations

import json

import pytest

from balance.corrections import ColumnIs, UnitIs
from balance.errors import BrokenProfile
from balance.profiles import Profile, applied, dumps, loads, profile_of, shape_of
from balance.workbook.read import Source, read

HEADINGS = "校名,人头,家当,藏书\n"
CHOSEN = [ColumnIs("甲.csv", "", 1, "pupils"), ColumnIs("甲.csv", "", 2, "equipment_yuan"), UnitIs("甲.csv", "", 2, "万元")]


def table(name: str, text: str) -> Source:
    return Source(f"{name}.csv", text.encode())


FIRST = table("甲", f"{HEADINGS}东小学,100,5,900\n西小学,200,6,800\n")


def profile(name: str = "常用") -> Profile:
    return profile_of(name, read(FIRST, corrections=CHOSEN).columns)


def test_a_table_of_the_same_shape_from_another_file_is_read_by_the_profile() -> None:
    other = table("乙", f"{HEADINGS}南小学,300,7,700\n")
    # without the profile the table has no column of pupils, so a column is pointed out that the profile then repeats
    columns = read(other, corrections=[ColumnIs("乙.csv", "", 1, "pupils")]).columns
    corrections = applied(profile(), columns)
    kinds = {(type(each).__name__, each.file, each.column) for each in corrections}
    assert kinds == {("ColumnIs", "乙.csv", 2), ("UnitIs", "乙.csv", 2)}
    county = read(other, corrections=[ColumnIs("乙.csv", "", 1, "pupils"), *corrections])
    assert county.figures("equipment_yuan").tolist() == [70_000]
    assert applied(profile(), county.columns) == ()


def test_the_order_of_the_columns_and_spaces_in_headings_do_not_change_the_shape() -> None:
    one = read(table("a", "学校名称,在校生数,图书册数\n东小学,1,2\n")).columns
    two = read(table("b", "图书 册数,学校名称,在校生数\n3,西小学,4\n")).columns
    three = read(table("c", "学校名称,在校生数,藏书量\n东小学,1,2\n")).columns
    assert shape_of(one) == shape_of(two) != shape_of(three)


def test_columns_of_one_heading_are_told_apart_by_their_order() -> None:
    source = table("a", "学校名称,在校生数,备用,备用\n东小学,1,2,3\n")
    second = read(source, corrections=[ColumnIs("a.csv", "", 3, "town")])
    assert applied(profile_of("p", second.columns), read(source).columns) == (ColumnIs("a.csv", "", 3, "town"),)


def test_a_column_that_was_left_out_by_hand_is_left_out_again() -> None:
    source = table("a", "学校名称,在校生数,图书册数,计算机台数\n东小学,1,2,3\n")
    kept = profile_of("p", read(source, corrections=[ColumnIs("a.csv", "", 3, "")]).columns)
    assert applied(kept, read(source).columns) == (ColumnIs("a.csv", "", 3, ""),)


def test_a_profile_written_and_read_is_the_same() -> None:
    assert loads(dumps(profile())) == profile()
    assert loads(dumps(profile()).encode()) == profile()


def damaged(**changes: object) -> str:
    return json.dumps({**json.loads(dumps(profile())), **changes})


COLUMN = {"headings": ["a"], "read_as": "books", "unit": ""}


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "5", "null", '"x"', "[" * 100_000,
        damaged(format="else"), damaged(version=2), damaged(version=None),
        damaged(columns=None), damaged(columns={}), damaged(columns=[5]), damaged(columns=[{}]),
        damaged(columns=[{**COLUMN, "headings": "a"}]), damaged(columns=[{**COLUMN, "headings": [1]}]),
        damaged(columns=[{**COLUMN, "read_as": "no such column"}]), damaged(columns=[{**COLUMN, "read_as": None}]),
        damaged(columns=[{**COLUMN, "unit": None}]), damaged(columns=[COLUMN] * 20_001),
    ],
)  # fmt: skip
def test_a_damaged_profile_is_refused(text: str) -> None:
    with pytest.raises(BrokenProfile):
        loads(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BrokenProfile):
        loads(b"\xff\xfe\x00\x01")
