"""The cells that a school's figures are said to come from hold these figures."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from balance.columns import column_of
from balance.origins import Origin, cells_of
from balance.workbook.read import Source, read, read_files

SAMPLES = Path(__file__).parents[3] / "sample_data"


@pytest.mark.parametrize("name", ["yunhe-county.xlsx", "towns"])
def test_every_count_stands_in_the_cell_that_is_named(name: str) -> None:
    path = SAMPLES / name
    files = {file.name: file for file in ([path] if path.is_file() else path.iterdir())}
    county, books, seen = read_files([path]), {}, 0
    counts = [column for column in county.schools.columns if column_of(column)[0].kind == "count"]
    for row, code in enumerate(county.words("school_code").tolist()):
        for column in counts:
            value = county.figures(column)[row]
            if np.isnan(value):
                continue
            figures = []
            for file, sheet, cell in cells_of(county.origins[code], county.columns, column):
                book = books.setdefault(file, openpyxl.load_workbook(files[Path(file).name], data_only=True))
                found = str(book[sheet][cell].value)
                figures.append(float("".join(letter for letter in found if letter.isdigit() or letter == ".") or "nan"))
            # what the stages of a school share stands once, in every row alike, or in parts that are added
            assert figures, (code, column)
            assert set(figures) == {value} or sum(figures) == value, (code, column, figures)
            seen += 1
    assert seen > 500


def test_a_school_in_two_sheets_names_a_cell_of_each() -> None:
    """Pupils in one sheet, books in another; both rows are told."""
    book = openpyxl.Workbook()
    book.active.title = "学生"
    for row in (["学校名称", "在校生数"], ["甲小学", 100], ["乙小学", 200]):
        book.active.append(row)
    other = book.create_sheet("图书")
    for row in (["学校名称", "图书册数"], ["乙小学", 900], ["甲小学", 700]):
        other.append(row)
    out = io.BytesIO()
    book.save(out)
    county = read(Source("两表.xlsx", out.getvalue()))
    code = county.words("school_code")[county.find("甲小学")]
    assert cells_of(county.origins[code], county.columns, "pupils_primary") == [("两表.xlsx", "学生", "B2")]
    assert cells_of(county.origins[code], county.columns, "books") == [("两表.xlsx", "图书", "B3")]


def test_in_a_form_down_the_page_the_cell_beside_the_label_is_named() -> None:
    """A row laid out from a form: label in A7, the figure to its right."""
    origin = Origin("校.xlsx", "表", 2, form=((4, 0), (6, 0)))
    assert [origin.cell(0, "A"), origin.cell(1, "B")] == ["B5", "B7"]


def test_the_first_of_two_rows_of_a_stage_is_the_one_that_counted() -> None:
    county = read_files([SAMPLES / "yunhe-county.xlsx"])
    twice = (Origin("a", "s", 5, "primary"), Origin("b", "s", 9, "primary"))
    assert cells_of(twice, county.columns, "books") == []
