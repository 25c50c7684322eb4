"""The Word report, opened by python-docx and by LibreOffice: what stands in it, and how it is made."""

import io
import re

import docx
import numpy as np
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from balance.pricelist import load_prices
from balance.report.content import subject_of
from balance.report.sections import sections
from balance.report.word import word_report
from balance.standard_file import load
from balance.words import render
from tests.counties import school
from tests.office import NoOffice, pages_of
from tests.unit.report.opened import cvs, foreign, outside, parts, printed, reported


@pytest.fixture(scope="module")
def files(today, changed):
    """(which, language) → the bytes of a report."""
    return {(which, lang): word_report(subject, lang) for which, subject in (("today", today), ("changed", changed))
            for lang in ("zh", "en")}  # fmt: skip


@pytest.fixture(scope="module")
def opened(files):
    """The same, opened."""
    return {key: docx.Document(io.BytesIO(content)) for key, content in files.items()}


@pytest.fixture(params=[(which, lang) for which in ("today", "changed") for lang in ("zh", "en")], ids="-".join)
def key(request):
    """Each report in turn."""
    return request.param


def texts(paper):
    """Every paragraph and cell."""
    return [p.text for p in paper.paragraphs] + [cell.text for table in paper.tables for row in table.rows for cell in row.cells]


def table_with(paper, *headings):
    """The tables that have these headings."""
    return [t for t in paper.tables if set(headings) <= {cell.text for cell in t.rows[0].cells}]


def column(table, heading):
    """A column's cells below its heading."""
    at = [cell.text for cell in table.rows[0].cells].index(heading)
    return [row.cells[at].text for row in table.rows[1:]]


def test_means_and_cvs_are_those_of_the_form(opened, today):
    """Means from totals, CVs from values and pupils, rounded by decimal arithmetic."""
    found = table_with(opened["today", "zh"], "全县均值", "差异系数", "限值")
    assert len(found) == 2
    for table, stage in zip(found, ("primary", "junior"), strict=True):
        rows = np.flatnonzero(today.before.parts.stage == ("primary", "junior").index(stage))
        pupils = today.before.parts.pupils[rows].sum()
        totals = today.before.numerator[rows].sum(axis=0)
        means = [printed(total / pupils * indicator.times, 2)
                 for total, indicator in zip(totals, today.standard.indicators, strict=True)]  # fmt: skip
        assert column(table, "全县均值") == means
        assert column(table, "差异系数") == cvs(today.before, stage)
        assert set(column(table, "限值")) == {"0.50" if stage == "primary" else "0.45"}


def test_a_scenario_stands_beside_what_was(opened, changed):
    table = table_with(opened["changed", "zh"], "实施前差异系数", "实施后差异系数")[0]
    assert column(table, "实施前差异系数") == cvs(changed.before, "primary") + cvs(changed.before, "junior")
    assert column(table, "实施后差异系数") == cvs(changed.after, "primary") + cvs(changed.after, "junior")
    assert table_with(opened["today", "zh"], "实施前差异系数") == []


def test_what_a_school_lacks_is_worked_out_by_hand(opened):
    """柳河小学: 889 pupils, 4 backbone teachers, 1 per 100 asked for: 8.89, so 5 more; 85 % of it is 7.56, so 4 more."""
    table = table_with(opened["today", "zh"], "补到标准尚缺")[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    row = next(r for r in rows if r[0] == "柳河小学" and r[2] == "骨干教师")
    assert row[1] == "889"
    assert row[3:5] == ["0.45", "1"]
    assert row[6].startswith("▲")
    assert row[7:9] == ["5 人", "4 人"]


def test_every_section_has_a_real_heading(opened, key, today, changed):
    which, lang = key
    subject = today if which == "today" else changed
    found = [(p.style.name, p.text) for p in opened[key].paragraphs if p.style.name.startswith("Heading")]
    expected = [(f"Heading {s.level}", render(s.title, lang)) for s in sections(subject)]
    assert [style for style, _ in found] == [style for style, _ in expected]
    assert all(text.endswith(title) for (_, text), (_, title) in zip(found, expected, strict=True))
    if lang == "zh":
        assert found[0][1].startswith("一、")


def test_heading_rows_repeat_and_no_row_is_divided(opened, key):
    for table in opened[key].tables:
        marks = [row._tr.trPr for row in table.rows]
        assert marks[0].find(qn("w:tblHeader")) is not None
        assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)
        assert all(mark.find(qn("w:tblHeader")) is None for mark in marks[1:])


def test_every_picture_has_a_sentence_for_those_who_cannot_see_it(opened, key):
    described = [shape._inline.docPr.get("descr") for shape in opened[key].inline_shapes]
    assert len(described) >= 5
    assert all(described)
    assert len({shape._inline.docPr.get("id") for shape in opened[key].inline_shapes}) == len(described)


def test_the_page_is_an_official_letter_s(opened):
    paper = opened["today", "zh"]
    section, body = paper.sections[0], paper.styles["Report text"]
    assert [round(m / Mm(1)) for m in (section.page_width, section.page_height)] == [210, 297]
    assert [round(m / Mm(1)) for m in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)] == [
        37, 35, 28, 26,
    ]  # fmt: skip
    assert paper.styles["Normal"].font.size == Pt(16)
    assert body.paragraph_format.line_spacing == Pt(28)
    fonts = paper.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋"
    assert paper.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert not [name for name in fonts.attrib if "Theme" in name]


def test_what_may_stand_for_a_typeface_is_said(files):
    table = parts(files["today", "zh"])["word/fontTable.xml"].decode("utf-8")
    assert re.search('w:name="仿宋"><w:altName w:val="FangSong"', table)


def test_pages_are_numbered_by_fields(opened, key):
    for footer in (opened[key].sections[0].footer, opened[key].sections[0].even_page_footer):
        assert "PAGE" in "".join(node.text for node in footer._element.iter(qn("w:instrText")))
        assert "—" in footer.paragraphs[0].text


def test_nothing_leads_out_of_the_file(files, key):
    assert outside(files[key]) == []
    assert not [name for name in parts(files[key]) if "thumbnail" in name]


def test_nothing_is_not_a_number(opened, key):
    assert not [text for text in texts(opened[key]) if re.search(r"\bnan\b|\binf\b", text, re.IGNORECASE)]


def test_a_chinese_report_has_no_english_words(opened):
    for which in ("today", "changed"):
        paper = opened[which, "zh"]
        described = [shape._inline.docPr.get("descr") for shape in paper.inline_shapes]
        properties = paper.core_properties
        said = [*texts(paper), *described, properties.title, properties.subject, properties.keywords, properties.category]
        assert foreign(said) == []


def test_the_properties_are_the_report_s_own(opened, key):
    properties = opened[key].core_properties
    assert "云河县" in properties.title
    assert properties.language == ("zh-CN" if key[1] == "zh" else "en-GB")
    assert "python-docx" not in (properties.author + properties.comments)


def test_prose_ends_as_sentences_do(opened, key):
    said = [p.text for p in opened[key].paragraphs if p.style.name == "Report text"]
    signed = {"（单位盖章）", "　　　　年　　月　　日", "(seal of the office)", "Date: ______________"}
    assert [text for text in said if text not in signed and text[-1] not in "。！？；：.!?;:"] == []


def test_a_name_that_no_xml_can_hold_is_written_without_it(today):
    from dataclasses import replace

    county = replace(today.before.county, schools=today.before.county.schools.assign(
        school=lambda table: table["school"].astype(str).str.replace("柳河小学", "柳\x0b河<小>&学")))  # fmt: skip
    subject = replace(today, before=replace(today.before, county=county))
    paper = docx.Document(io.BytesIO(word_report(subject, "zh")))
    assert any("柳河<小>&学" in text for text in texts(paper))


def test_properties_hold_no_more_than_they_can():
    """The verdict names seven missing figures, more than the 255 characters of a property."""
    only = [school(f"S{n}", pupils_primary=100 + n, books=900 * n) for n in range(1, 5)]
    paper = docx.Document(io.BytesIO(word_report(reported(*only), "en")))
    assert len(paper.core_properties.subject) == 255


def test_a_standard_without_bounds_or_with_a_composite_is_reported_too(sample):
    """basic-2012 sets no bounds of its own and judges the mean of the CVs."""
    subject = subject_of(sample, load("basic-2012"), "", load_prices())
    paper = docx.Document(io.BytesIO(word_report(subject, "zh")))
    group = subject.before.group_of("", "primary")
    mean = printed(sum(subject.before.dispersion.cv[group]) / 8, 3)
    assert any(mean in text and "综合" in text for text in texts(paper))
    assert not [text for text in texts(paper) if re.search(r"\bnan\b", text)]


def test_libreoffice_sets_every_row_on_numbered_pages(files, opened, key):
    """A table whose heading row stood alone on a page once lost its rows there."""
    try:
        pages = pages_of(files[key], ".docx")
    except NoOffice as why:
        pytest.skip(f"no LibreOffice: {why}")
    assert 5 <= len(pages) <= 16
    assert all(re.search(rf"— ?{number} ?—", page) for number, page in enumerate(pages, 1))
    said = re.sub(r"\s", "", "".join(pages))
    for table in opened[key].tables:
        for row in table.rows:
            first = re.sub(r"\s", "", row.cells[0].text)[:6]
            assert first in said, f"{first} is on no page"
