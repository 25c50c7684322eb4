"""Downloads: what begins like a formula stays a text, numbers stay numbers."""

from __future__ import annotations

import io

import numpy as np
import openpyxl
import pandas as pd
import pytest

from balance.workbook.read import Source, read
from balance.workbook.write import table_to_csv, table_to_xlsx

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_begins_like_a_formula_is_no_formula(text: str) -> None:
    frame = pd.DataFrame({"school": [text]})
    page = openpyxl.load_workbook(io.BytesIO(table_to_xlsx(frame, sheet="学校", headings={"school": text}))).worksheets[
        0
    ]
    for cell in (page["A1"], page["A2"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix
    assert table_to_csv(frame).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'") or text == "\rx"
    assert f"'{text}".encode() in table_to_csv(frame)


def test_numbers_stay_numbers_and_gaps_stay_empty() -> None:
    frame = pd.DataFrame({"n": [-1.5, np.nan, 3.0], "s": ["甲", None, "乙"]})
    page = openpyxl.load_workbook(io.BytesIO(table_to_xlsx(frame, sheet="a/b:c", headings={"n": "数"}))).worksheets[0]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["数", "s"],
        [-1.5, "甲"],
        [None, None],
        [3, "乙"],
    ]
    assert page.title == "abc"
    assert table_to_csv(frame) == b"\xef\xbb\xbfn,s\r\n-1.5,\xe7\x94\xb2\r\n,\r\n3.0,\xe4\xb9\x99\r\n"


def test_a_table_written_is_read_back() -> None:
    frame = pd.DataFrame({"school": ["=东小学", "西小学"], "pupils_primary": [5.0, 6.0]})
    county = read(Source("a.xlsx", table_to_xlsx(frame, sheet="学校", headings={})))
    assert county.words("school").tolist() == ["=东小学", "西小学"]
    assert county.figures("pupils_primary").tolist() == [5, 6]
