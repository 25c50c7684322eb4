"""Corrections as plain values and back; what is none is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.corrections import CellIs, Change, ColumnIs, FactIs, RowOut, UnitIs, from_records, to_records
from balance.errors import BrokenCorrections
from balance.words import Term

names = st.text(max_size=20)
numbers = st.integers(0, 10**6)
values = st.one_of(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False))
corrections = st.one_of(
    st.builds(CellIs, names, names, numbers, numbers, values),
    st.builds(FactIs, names, names, numbers, names, values),
    st.builds(ColumnIs, names, names, numbers, names),
    st.builds(UnitIs, names, names, numbers, names),
    st.builds(RowOut, names, names, numbers),
)


@given(st.lists(corrections, max_size=5))
def test_written_as_json_and_read_back_they_are_the_same(given_: list[object]) -> None:
    assert list(from_records(json.loads(json.dumps(to_records(given_), ensure_ascii=False)))) == given_  # type: ignore[arg-type]


def test_each_kind_has_a_name_of_its_own_in_the_records() -> None:
    each = [CellIs("a", "b", 1, 2, 3), FactIs("a", "b", 1, "books", ""), ColumnIs("a", "b", 1, ""), UnitIs("a", "b", 1, "亩"),
            RowOut("a", "b", 1)]  # fmt: skip
    assert [record["correct"] for record in to_records(each)] == ["cell", "fact", "column", "unit", "row_out"]


GOOD = {"correct": "cell", "file": "a", "sheet": "b", "row": 1, "column": 2, "value": 3}


@pytest.mark.parametrize(
    "wrong",
    [
        None, {}, "cell", 5, {"a": 1},
        [None], [[]], ["cell"],
        [{**GOOD, "correct": "else"}], [{**GOOD, "correct": None}], [{**GOOD, "correct": ["cell"]}],
        [{name: value for name, value in GOOD.items() if name != "row"}],
        [{**GOOD, "row": "1"}], [{**GOOD, "row": -1}], [{**GOOD, "row": 1.5}], [{**GOOD, "row": True}],
        [{**GOOD, "column": None}], [{**GOOD, "file": 7}], [{**GOOD, "sheet": None}],
        [{**GOOD, "value": None}], [{**GOOD, "value": [1]}], [{**GOOD, "value": {}}],
        [GOOD, {**GOOD, "row": -1}],
    ],
)  # fmt: skip
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(BrokenCorrections):
        from_records(wrong)


def test_the_refusal_names_the_entry() -> None:
    with pytest.raises(BrokenCorrections) as refused:
        from_records([GOOD, GOOD, {}])
    assert refused.value.message.facts["number"] == 3
    assert "3" in refused.value.say("zh")


def test_a_change_is_recorded_with_what_stood_there_before() -> None:
    change = Change(ColumnIs("a", "b", 1, "books"), "b B", Term("计算机台数", "Computers"), Term("图书册数", "Books"))
    assert change.record() == {
        "correct": "column", "file": "a", "sheet": "b", "column": 1, "canonical": "books", "where": "b B",
        "before": "计算机台数", "after": "图书册数",
    }  # fmt: skip
    assert from_records([change.record()]) == (change.correction,)
