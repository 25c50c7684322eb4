"""Cells as real files write them, and the figures in them."""

from __future__ import annotations

import numpy as np
import pytest

from balance.columns import vocabulary
from balance.workbook.cells import figures

PUPILS, AREA, MONEY, YEAR = (
    vocabulary().columns[name] for name in ("pupils", "teaching_area_m2", "equipment_yuan", "year_built")
)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("1,820", 1820),
        ("１４６０", 1460),
        (" 1210人", 1210),
        ("1 820", 1820),
        ("0", 0),
        (0.0, 0),
        ("1，820", 1820),
        ("'45", 45),
    ],
)
def test_a_figure_is_read_in_every_usual_writing(cell: object, figure: float) -> None:
    read = figures([cell, ""], PUPILS)
    assert read.values[0] == figure
    assert not read.notes


def test_a_unit_in_the_cell_that_is_the_columns_own_is_not_worth_a_word() -> None:
    read = figures(["5512.09㎡", "12 m2"], AREA)
    assert read.values.tolist() == [5512.09, 12]
    assert not read.notes


def test_a_unit_in_the_cell_goes_before_the_columns_and_is_said() -> None:
    assert figures(["3.5万元"], MONEY).values.tolist() == [35_000]
    assert figures(["12亩"], AREA).values[0] == pytest.approx(8_000)
    assert figures(["200元"], MONEY, 10_000).values.tolist() == [200]
    assert list(figures(["12亩"], AREA).notes) == ["cell_other_unit"]


@pytest.mark.parametrize("cell", ["—", "/", "-", "无", "……", "暂无", "N/A"])
def test_a_mark_for_nothing_is_not_known_and_never_zero(cell: str) -> None:
    read = figures([cell, 5.0], PUPILS)
    assert np.isnan(read.values[0])
    assert read.notes == {"cell_marked_absent": [0]}


@pytest.mark.parametrize("cell", ["", "  ", "\u3000"])
def test_a_blank_is_not_zero(cell: str) -> None:
    read = figures([cell, 5.0], PUPILS)
    assert np.isnan(read.values[0])
    assert not read.notes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("#DIV/0!", "cell_formula_error"),
        ("#REF!", "cell_formula_error"),
        ("1:8.98", "cell_not_a_number"),
        ("50％", "cell_not_a_number"),
        ("约1200", "cell_not_a_number"),
        ("12元", "cell_not_a_number"),
        ("inf", "cell_not_a_number"),
        (True, "cell_not_a_number"),
        ("-3", "figure_negative"),
        (-3.0, "figure_negative"),
    ],
)
def test_what_is_no_figure_is_absent_and_said(cell: object, code: str) -> None:
    read = figures([cell, 5.0], PUPILS)
    assert np.isnan(read.values[0])
    assert read.values[1] == 5
    assert read.notes == {code: [0]}


def test_the_number_before_a_note_is_taken_and_said() -> None:
    read = figures(["10（含1名兼职）"], PUPILS)
    assert read.values.tolist() == [10]
    assert read.notes == {"cell_with_note": [0]}


def test_half_a_teacher_is_kept_and_said() -> None:
    read = figures([12.5, 3.0], PUPILS)
    assert read.values.tolist() == [12.5, 3.0]
    assert read.notes == {"figure_not_whole": [0]}


def test_ten_thousands_of_books_are_whole_again_after_converting() -> None:
    read = figures([1.2345, 0.07], vocabulary().columns["books"], 10_000)
    assert read.values == pytest.approx([12_345, 700])
    assert not read.notes


def test_a_year_may_carry_its_sign_and_must_be_one() -> None:
    read = figures(["1987年", "2012-09", "87", 1999.0], YEAR)
    assert read.values[[0, 1, 3]].tolist() == [1987, 2012, 1999]
    assert np.isnan(read.values[2])
