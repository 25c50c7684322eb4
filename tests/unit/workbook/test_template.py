"""The template is read back as it is filled in, whatever its language."""

from __future__ import annotations

import io

import openpyxl
import pytest

from balance.columns import column_of, vocabulary
from balance.workbook.match import layout_of
from balance.workbook.read import Source, read
from balance.workbook.sheets import sheets_of
from balance.workbook.template import heading, write_template


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_heading_of_the_template_is_read_back_with_its_unit(lang: str) -> None:
    layout = layout_of(sheets_of(Source("t.xlsx", write_template(lang)))[0])
    assert layout is not None
    assert [place.canonical for place in layout.places] == list(vocabulary().canonical)
    assert not layout.unread
    assert not layout.unread
    assert all(place.factor == 1 for place in layout.places if place.column.kind in ("area", "money"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_filled_in_is_read_without_a_single_complaint(lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template(lang)))
    page = book.worksheets[0]
    names = list(vocabulary().canonical)
    filled = {"school": "西学校", "school_type": "nine_year", "sponsor": "private", "location": "rural"}
    for column, name in enumerate(names, start=1):
        kind = column_of(name)[0].kind
        if name in vocabulary().labels:
            page.cell(2, column, vocabulary().labels[name][filled[name]].of(lang))
        elif kind in ("count", "area", "money") and not name.endswith("_senior"):
            page.cell(2, column, 20 if name.startswith(("deg_", "pe_", "music_", "art_", "arts_")) else 100)
        elif name == "school":
            page.cell(2, column, filled[name])
    out = io.BytesIO()
    book.save(out)
    county = read(Source("t.xlsx", out.getvalue()))
    assert county.problems == ()
    for name in ("school", "school_type", "sponsor", "location"):
        assert county.words(name).tolist() == [filled[name]]
    assert county.figures("equipment_yuan").tolist() == [100]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_offers_lists_and_notes(lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template(lang)))
    page = book.worksheets[0]
    lists = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == 4  # type, location, sponsor, counted
    assert all(len(rule.formula1) <= 257 for rule in lists)  # Excel takes 255 letters between the quotes
    assert page.freeze_panes is not None
    told = {row[0] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert {heading(name, lang) for name in vocabulary().canonical} <= told
