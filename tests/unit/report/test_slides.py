"""The slides, opened by python-pptx and by LibreOffice: one claim each, charts that can be edited, notes."""

import io
import re

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from balance.report.claims import claims
from balance.report.measure import lines
from balance.report.slides import MOST, slides
from balance.words import render
from tests.counties import at_the_bounds, school
from tests.office import NoOffice, pages_of
from tests.unit.report.opened import cvs, foreign, outside, parts, printed, reported


@pytest.fixture(scope="module")
def files(today, changed):
    """(which, language) → the bytes of the slides."""
    return {(which, lang): slides(subject, lang) for which, subject in (("today", today), ("changed", changed))
            for lang in ("zh", "en")}  # fmt: skip


@pytest.fixture(scope="module")
def opened(files):
    """The same, opened."""
    return {key: Presentation(io.BytesIO(content)) for key, content in files.items()}


@pytest.fixture(params=[(which, lang) for which in ("today", "changed") for lang in ("zh", "en")], ids="-".join)
def key(request):
    """Each talk in turn."""
    return request.param


def charts(talk):
    """The native charts with their slides' titles."""
    return [(slide.shapes.title.text, shape) for slide in talk.slides for shape in slide.shapes if shape.has_chart]


def texts(talk):
    """Everything that is read on slides, in notes and in charts."""
    said = []
    for slide in talk.slides:
        said += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        said.append(slide.notes_slide.notes_text_frame.text)
    for _, shape in charts(talk):
        said += [*map(str, shape.chart.plots[0].categories), *(series.name for series in shape.chart.plots[0].series)]
        said.append(shape._element.nvGraphicFramePr.cNvPr.get("descr"))
    return said


def test_there_are_8_to_12_wide_slides_each_with_its_claim(opened, key, today, changed):
    talk = opened[key]
    assert 8 <= len(talk.slides) <= MOST == 12
    assert talk.slide_width / talk.slide_height == pytest.approx(16 / 9, abs=0.001)
    titles = [slide.shapes.title.text for slide in talk.slides]
    known = [render(claim.title, key[1]) for claim in claims(today if key[0] == "today" else changed)]
    assert titles == [title for title in known if title in titles]
    assert titles[0] == known[0]


def test_the_charts_hold_the_cvs_of_the_form(opened, today):
    """Expected from values and pupils by the formula. The figure lies in the chart's own table, in full."""
    plots = [shape.chart.plots[0] for _, shape in charts(opened["today", "zh"])]
    found = {tuple(printed(value, 3) for value in plot.series[0].values) for plot in plots if len(plot.categories) == 7}
    for stage in ("primary", "junior"):
        assert tuple(cvs(today.before, stage)) in found


def test_before_and_after_are_two_series_of_one_chart(opened, changed):
    pairs = [[[printed(v, 3) for v in series.values] for series in shape.chart.plots[0].series]
             for _, shape in charts(opened["changed", "zh"]) if len(shape.chart.plots[0].series) == 2]  # fmt: skip
    for stage in ("primary", "junior"):
        assert [cvs(changed.before, stage), cvs(changed.after, stage)] in pairs


def test_every_chart_has_a_workbook_behind_it_and_a_sentence(opened, files, key):
    found = charts(opened[key])
    assert len(found) >= 7
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for _, shape in found)
    assert sum(name.endswith(".xlsx") for name in parts(files[key])) == len(found)
    assert not [name for name in parts(files[key]) if name.startswith("ppt/media/")]


def test_a_cv_over_its_limit_has_its_own_colour_and_sign(opened):
    """Junior backbone teachers, 0.462 over 0.45 (the sample was made so)."""
    title, shape = next((t, s) for t, s in charts(opened["today", "zh"]) if t.startswith("初中 7 项差异系数"))
    series = shape.chart.plots[0].series[0]
    over = [at for at, value in enumerate(series.values) if value > 0.45]
    assert over, title
    colours = [str(series.points[at].format.fill.fore_color.rgb) for at in over]
    assert set(colours) == {"C2410C"}
    formats = [label.find(qn("c:numFmt")).get("formatCode") for label in series._element.iter(qn("c:dLbl"))]
    assert {at for at, code in enumerate(formats) if "▲" in code} == set(over)


def test_the_limit_is_a_line_with_its_value(opened):
    for slide in opened["today", "zh"].slides:
        lines_ = [shape for shape in slide.shapes if shape.shape_type == 9 or shape._element.tag == qn("p:cxnSp")]
        if lines_:
            said = lines_[0]._element.nvCxnSpPr.cNvPr.get("descr")
            assert said in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
            assert re.fullmatch(r"限值 0\.\d\d|标准 100%", said)


def test_titles_fit_and_nothing_is_too_small(opened, key):
    for slide in opened[key].slides:
        run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        assert run.font.size >= Pt(28)
        rows = lines(run.text, slide.shapes.title.width / run.font.size)
        assert len(rows) * run.font.size * 1.2 <= slide.shapes.title.height + Pt(4)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= Inches(13.34)
            assert shape.top + shape.height <= Inches(7.5)
    for _, shape in charts(opened[key]):
        sizes = [int(node.get("sz")) for node in shape.chart._chartSpace.iter(qn("a:defRPr")) if node.get("sz")]
        assert min(sizes) >= 1400


def test_shapes_do_not_lie_over_each_other(opened, key):
    """Beside the limit's line and word, which belong over the chart."""
    for slide in opened[key].slides:
        boxes = [shape for shape in slide.shapes if shape.has_chart or (shape.has_text_frame and shape.text_frame.text)]
        boxes = [shape for shape in boxes if not re.match(r"限值|标准 100%|limit|bound 100%", getattr(shape, "text", ""))]
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = (one.left + one.width <= other.left or other.left + other.width <= one.left
                         or one.top + one.height <= other.top or other.top + other.height <= one.top)  # fmt: skip
                assert apart, (slide.shapes.title.text, one.name, other.name)


def test_notes_hold_the_source(opened, key):
    for slide in opened[key].slides:
        assert "yunhe-county.xlsx" in slide.notes_slide.notes_text_frame.text


def test_slides_are_numbered_by_fields(opened, key):
    for slide in opened[key].slides:
        assert [field.get("type") for field in slide._element.iter(qn("a:fld"))] == ["slidenum"]


def test_texts_name_a_chinese_typeface(opened, key):
    for slide in opened[key].slides:
        for run in slide._element.iter(qn("a:r")):
            assert run.find(qn("a:rPr")).find(qn("a:ea")) is not None
    for _, shape in charts(opened[key]):
        assert 'typeface="微软雅黑"' in shape.chart.part.blob.decode("utf-8")


def test_nothing_leads_out_of_the_file(files, key):
    assert outside(files[key]) == []


def test_nothing_is_not_a_number(opened, key):
    assert not [text for text in texts(opened[key]) if re.search(r"\bnan\b|\binf\b", text, re.IGNORECASE)]


def test_chinese_slides_have_no_english_words(opened):
    for which in ("today", "changed"):
        talk = opened[which, "zh"]
        assert foreign([*texts(talk), talk.core_properties.title]) == []


def test_a_cv_of_nought_is_printed_and_a_missing_figure_is_named():
    """Two schools alike in all but rooms: six CVs are 0.000, and nobody's rooms are known."""
    both = [at_the_bounds(name, multimedia_rooms=float("nan")) for name in ("甲", "乙")]
    talk = Presentation(io.BytesIO(slides(reported(*both), "zh")))
    plot = next(shape.chart.plots[0] for _, shape in charts(talk) if len(shape.chart.plots[0].categories) == 7)
    assert [*plot.categories][:2] == ["高于规定学历教师", "骨干教师"]
    assert [*plot.categories][6] == "网络多媒体教室（缺数据）"
    assert [*plot.series[0].values] == [0.0] * 6 + [None]
    deleted = [label.find(qn("c:idx")).get("val") for label in plot.series[0]._element.iter(qn("c:dLbl"))
               if label.find(qn("c:delete")) is not None]  # fmt: skip
    assert deleted == ["6"]


def test_a_claim_too_long_for_two_lines_pushes_the_chart_down_and_runs_over_nothing():
    """A county whose files give books alone: seven names of missing figures stand in the verdict, 260 letters."""
    only = [school(f"S{n}", pupils_primary=100 + n, books=900 * n) for n in range(1, 5)]
    talk = Presentation(io.BytesIO(slides(reported(*only), "en")))
    first = talk.slides[0]
    size = first.shapes.title.text_frame.paragraphs[0].runs[0].font.size
    assert len(first.shapes.title.text) > 200
    assert size >= Pt(28)
    rows = lines(first.shapes.title.text, first.shapes.title.width / size)
    assert len(rows) * size * 1.2 <= first.shapes.title.height + Pt(4)
    below = [shape for shape in first.shapes if shape.has_chart]
    assert all(shape.top >= first.shapes.title.top + first.shapes.title.height for shape in below)
    assert len(talk.core_properties.title) <= 255


def test_libreoffice_shows_every_slide(files, opened, key):
    try:
        pages = pages_of(files[key], ".pptx")
    except NoOffice as why:
        pytest.skip(f"no LibreOffice: {why}")
    assert len(pages) == len(opened[key].slides)
    for page, slide in zip(pages, opened[key].slides, strict=True):
        assert re.sub(r"\s", "", slide.shapes.title.text)[:8] in re.sub(r"\s", "", page)
