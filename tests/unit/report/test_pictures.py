"""Charts as pictures: drawn with our own typeface, without a browser, with title, unit and source where asked."""

import io
import re
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

import balance.report.ink as ink
from balance.report import charts, typeface
from balance.report.bars import bars
from balance.report.content import claims
from balance.report.measure import ems, lines
from balance.report.pictures import picture
from balance.report.pieces import CHARTS
from balance.report.typeface import FAMILY, GETA, family, printable
from tests.unit.report.opened import cvs
from ui.palette import LIGHT, SHAPES

KINDS = sorted(CHARTS)


@pytest.fixture(scope="module")
def drawings(changed):
    """One chart of every kind, each of a scenario where it has one."""
    found = {claim.chart.kind: claim.chart for claim in claims(changed) if claim.chart is not None}
    assert sorted(found) == KINDS
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_as_wide_as_asked_and_no_glyph_is_missing(drawings, kind, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = picture(drawings[kind], lang, (16, None))
    size = Image.open(io.BytesIO(drawn)).size
    assert abs(size[0] / 220 * 2.54 - 16) < 0.05


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_holds_outlines_and_asks_for_nothing(drawings, kind):
    drawn = picture(drawings[kind], "zh", (16, None), "svg").decode("utf-8")
    assert drawn.lstrip().startswith("<?xml")
    assert "<text" not in drawn
    assert "font-family" not in drawn
    assert {link.split("#")[0] for link in re.findall(r'href="([^"]*)"', drawn)} <= {""}


def test_the_rows_print_the_cvs_of_the_form(today):
    """Expected from values and pupils by the formula, not from our own dispersion."""
    for stage in ("primary", "junior"):
        rows = bars(charts.cv_chart(today, stage), "zh").rows
        assert [row.text.split()[0] for row in rows] == cvs(today.before, stage)


def test_before_and_after_stand_in_one_row(changed):
    rows = bars(charts.cv_chart(changed, "junior"), "zh").rows
    was, now = cvs(changed.before, "junior"), cvs(changed.after, "junior")
    assert [row.text.split(" ≈")[0] for row in rows] == [a if a == b else f"{a} → {b}" for a, b in zip(was, now, strict=True)]


def test_title_unit_and_source_make_it_larger_and_nothing_else(today):
    chart = charts.cv_chart(today, "junior")
    bare = Image.open(io.BytesIO(picture(chart, "zh", (16, None))))
    told = Image.open(io.BytesIO(picture(chart, "zh", (16, None), title="初中差异系数", source="数据：示例")))
    assert told.size[0] == bare.size[0]
    assert told.size[1] > bare.size[1] + 80


def test_more_rows_than_asked_for_are_counted_in_a_note(today):
    chart = charts.influence_chart(today, "junior", 1)
    content = bars(chart, "zh", 5)
    assert len(content.rows) == 5
    assert content.note == f"另有 {len(chart.frame) - 5} 所占比更小的学校未画出"


def test_a_chart_with_nothing_known_is_drawn_without_a_number(today):
    chart = charts.cv_chart(today, "junior")
    frame = chart.frame.assign(cv=np.nan, within=None)
    gone = replace(chart, frame=frame)
    assert {row.text for row in bars(gone, "zh").rows} == {"—"}
    assert {row.sign for row in bars(gone, "zh").rows} == {"absent"}
    assert picture(gone, "zh", (12, None))


def test_an_empty_frame_is_an_empty_picture_and_no_error(today):
    chart = charts.cv_chart(today, "junior")
    assert picture(replace(chart, frame=chart.frame.iloc[:0]), "zh", (12, None))


def test_marks_of_formulas_in_a_school_s_name_are_drawn_as_typed(today):
    chart = charts.influence_chart(today, "junior", 1)
    frame = pd.concat([chart.frame.head(1).assign(school="$\\frac$ <b>&小学"), chart.frame.iloc[1:3]])
    assert picture(replace(chart, frame=frame), "zh", (12, None), "svg")


def test_two_threads_draw_two_pictures(drawings):
    alone = {kind: picture(chart, "zh", (14, None)) for kind, chart in drawings.items()}
    with ThreadPoolExecutor(4) as pool:
        together = dict(zip(drawings, pool.map(lambda chart: picture(chart, "zh", (14, None)), drawings.values()), strict=True))
    assert together == alone


def test_the_typeface_has_gbk_and_names_its_licence():
    folder = files("balance.report.fonts")
    font = TTFont(str(folder / "BalanceSansSC.otf"))
    known = set(font.getBestCmap())
    for text in ("云河县示例第一小学", "堃喆镕淼垚", "0123456789.,−→≥≈㎡％●◐▲○", GETA):
        assert {ord(sign) for sign in text} <= known
    gbk = {bytes([high, low]).decode("gbk", "ignore") for high in range(0x81, 0xFE) for low in range(0x40, 0xFF)}
    hanzi = {sign for sign in gbk if len(sign) == 1 and "一" <= sign <= "龥"}
    assert len(hanzi) > 20_000
    assert {ord(sign) for sign in hanzi} <= known
    assert font["name"].getDebugName(1) == FAMILY
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")
    assert len((folder / "BalanceSansSC.otf").read_bytes()) <= 5_000_000


def test_chinese_is_drawn_with_our_own_face_alone():
    assert family("云河县第一小学 0.462 ▲") == [FAMILY]


def test_a_character_that_no_face_has_is_a_printer_s_mark_and_no_empty_box():
    assert printable("\ue123云小学") == f"{GETA}云小学"


def test_a_machine_without_chinese_draws_all_the_same(monkeypatch, drawings):
    """GBK is our own; a character beyond it becomes a printer's mark, and none an empty box."""
    monkeypatch.setattr(typeface, "_SYSTEM", ())
    typeface._others.cache_clear()
    try:
        assert printable("㵲𬭎小学") == f"{GETA}{GETA}小学"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for chart in drawings.values():
                assert picture(chart, "zh", (16, None), title="云河县", source="教督〔2017〕6号")
    finally:
        typeface._others.cache_clear()


def test_drawing_does_not_start_matplotlib_s_state_machine():
    """`pyplot` keeps one list of figures for all readers of a server."""
    run = "import balance.report.pictures, sys; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", run], check=False).returncode == 0


def test_the_colours_are_those_of_the_screen():
    assert (ink.FILLS["met"], ink.FILLS["short"]) == (LIGHT.met, LIGHT.short)
    for status in ("met", "tolerated", "short", "absent"):
        assert ink.FILLS[status] == LIGHT.fill(status)
        assert ink.text_colour(status) == LIGHT.line(status)
        assert ink.SIGNS[status] == SHAPES[status]
    assert (LIGHT.ink, LIGHT.muted, LIGHT.rule, LIGHT.track, LIGHT.accent) == (ink.INK, ink.MUTED, ink.RULE, ink.TRACK, ink.ACCENT)


def test_lines_lose_nothing_and_keep_to_their_width():
    text = "《县域义务教育优质均衡发展督导评估办法》（教督〔2017〕6号），school year 2024-2025"
    found = lines(text, 12)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert max(map(ems, found)) <= 12.5
    assert not any(line[0] in "，。）》" or line[-1] in "（《〔" for line in found)
