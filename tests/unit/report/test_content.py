"""What every output says: the claims in their order, the frames behind their charts, the sections."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from balance.assess import NO
from balance.errors import UnusableInput
from balance.pricelist import load_prices
from balance.report.content import CHARTS, claims, sections, subject_of
from balance.scenario.actions import Add, Scenario
from balance.standard_file import load
from balance.words import render
from tests.counties import at_the_bounds, county, school
from tests.unit.report.opened import cvs

QUALITY = load("quality-2017")


def subject(*schools, scenario=None, standard=QUALITY):
    return subject_of(county(*schools), standard, "", load_prices(), scenario)


def said(about, lang="zh"):
    return {claim.id: render(claim.title, lang) for claim in claims(about)}


@pytest.mark.parametrize("name", ["today", "changed"])
def test_eight_to_twelve_claims_the_verdict_first_what_is_left_out_last(name, request):
    about = request.getfixturevalue(name)
    found = claims(about)
    assert 8 <= len(found) <= 12
    assert (found[0].id, found[-1].id) == ("verdict", "left-open")
    assert len({claim.id for claim in found}) == len(found)


def test_a_claim_is_a_sentence_with_number_limit_and_verdict(today):
    assert said(today)["drivers-junior-backbone_teachers_per_100"] == "初中骨干教师差异系数 0.462，超出 0.45"
    assert said(today, "en")["drivers-junior-backbone_teachers_per_100"] == "Junior backbone teachers: CV 0.462 over 0.45"


@pytest.mark.parametrize("name", ["today", "changed"])
def test_every_chart_has_the_columns_of_its_kind(name, request):
    about = request.getfixturevalue(name)
    charts = [claim.chart for claim in claims(about)] + [section.chart for section in sections(about)]
    kinds = set()
    for chart in filter(None, charts):
        assert list(chart.frame.columns[: len(CHARTS[chart.kind])]) == list(CHARTS[chart.kind])
        assert len(chart.frame)
        kinds.add(chart.kind)
    assert kinds >= {"passing", "cv", "shortfall", "influence", "reach", "lacking"}
    if name == "changed":
        assert {"cv_before", "within_before"} <= set(next(c for c in charts if c and c.kind == "cv").frame.columns)


def test_the_cvs_of_the_charts_are_those_of_values_and_pupils(today):
    chart = next(claim.chart for claim in claims(today) if claim.id == "cv-junior")
    assert [f"{cv:.3f}" for cv in chart.frame["cv"]] == cvs(today.before, "junior")
    assert chart.frame["within"].tolist() == [True, False, True, True, True, True, True]


def test_what_is_lacking_is_said_in_whole_things():
    """500 pupils with 3 backbone teachers lack 2 to the bound of 1 per 100, counted by hand; the other school has enough."""
    about = subject(at_the_bounds("甲小学"), at_the_bounds("乙小学", times=0.5, backbone_primary=3))
    assert said(about)["short-primary"] == "2 所小学中 1 所未达标"
    assert said(about)["lacking"] == "未达标学校补到标准共缺：骨干教师 2 人"
    chart = next(claim.chart for claim in claims(about) if claim.id == "short-primary")
    (row,) = chart.frame.to_dict("records")
    assert (row["school"], row["ratio"], row["missing"], row["status"]) == ("乙小学", pytest.approx(0.6), 2.0, "short")


def test_the_shares_of_the_spread_of_the_worked_example():
    """The official worked example prints 48.1 % for 小学3 and 42.3 % for 小学4."""
    books = {"小学1": (45, 279), "小学2": (37, 137), "小学3": (89, 935), "小学4": (76, 160), "小学5": (55, 402)}
    about = subject(*(school(name, pupils_primary=p, books=b) for name, (p, b) in books.items()), standard=load("basic-2012"))
    chart = next(claim.chart for claim in claims(about) if claim.id.startswith("drivers-"))
    assert chart.frame["school"].tolist()[:2] == ["小学3", "小学4"]
    assert chart.frame["share"].tolist()[:2] == pytest.approx([0.481, 0.423], abs=5e-4)
    assert chart.frame["share"].sum() == pytest.approx(1)


def test_a_scenario_is_told_step_by_step_with_its_cost():
    """Two teachers at 120,000 yuan a year (default prices) bring 乙小学 to its bound and so to no spread at all."""
    scenario = Scenario((Add("乙小学", "backbone_teacher", 2.0, "primary"),), title="补两名")
    about = subject(at_the_bounds("甲小学"), at_the_bounds("乙小学", times=0.5, backbone_primary=3), scenario=scenario)
    assert said(about)["cost"] == "方案每年支出 24 万元"
    assert "0.218 → 0.000" in said(about)["effect"]
    (step,) = next(claim.chart for claim in claims(about) if claim.id == "steps").frame.to_dict("records")
    assert (step["before"], step["after"], step["limit"]) == (pytest.approx(0.21757, abs=5e-6), pytest.approx(0), 0.5)
    assert about.after is not None
    assert not (about.after.passes == NO).any()


def test_a_scenario_with_nothing_switched_on_is_none(sample):
    off = Scenario((Add("x", "backbone", 1.0, "primary", on=False),))
    assert subject_of(sample, QUALITY, "", load_prices(), off).scenario is None


def test_where_nobody_is_judged_there_is_nothing_to_report():
    with pytest.raises(UnusableInput):
        subject(school("特殊学校", "special", pupils_primary=30))
    with pytest.raises(UnusableInput, match="青山县"):
        subject_of(county(at_the_bounds("甲")), QUALITY, "青山县", load_prices())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["today", "changed"])
def test_everything_is_said_in_the_language_and_no_place_is_left_open(name, lang, request):
    about = request.getfixturevalue(name)
    texts = [text for claim in claims(about) for text in (claim.title, *claim.lines, claim.source)]
    for section in sections(about):
        texts += [section.title, *section.paragraphs]
        if section.table is not None:
            texts += [*section.table.headings, *(cell for row in section.table.rows for cell in row)]
            assert {len(row) for row in section.table.rows} == {len(section.table.headings)}
    for text in texts:
        words = render(text, lang)
        assert words.strip() or text == ""
        assert not re.search(r"[{}]|\bnan\b|None", words), words


def test_a_county_whose_figures_are_missing_is_neither_passed_nor_failed():
    about = subject(at_the_bounds("甲小学"), at_the_bounds("乙小学", equipment_yuan=float("nan")))
    found = {claim.id: claim for claim in claims(about)}
    assert said(about)["verdict"].startswith("无法判定")
    assert "1 所学校（部）有数据缺失" in said(about)["left-open"]
    frame = found["cv-primary"].chart.frame
    assert frame["within"].tolist() == [True, True, True, True, True, None, True]
    assert isinstance(frame, pd.DataFrame)
