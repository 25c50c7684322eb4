"""The numbers on the screen are those of `balance`, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from balance.assess import NO, YES, Assessment, assess
from balance.choice import fitting_standard
from balance.county import County
from balance.influence import influence
from balance.numbers import amount, decimal, percent
from balance.sentences import cv_excesses, headline, lacking_sentence, stage_sentence
from balance.shortfall import lacking
from balance.standard_file import load
from balance.tables import county_table, influence_table, part_names, part_table
from balance.words import render
from balance.workbook.read import Source, read, read_files
from tests.app.files import county_workbook
from tests.app.opened import ROOT, Opener, plain, texts, title, to_page

SAMPLE = ROOT / "sample_data" / "yunhe-county.xlsx"
BOTH = pytest.mark.parametrize("lang", ["zh", "en"])
COUNTIES = pytest.mark.parametrize("name", ["sample", "uploaded"])
FILE = ("清河县.xlsx", county_workbook())


def at_hand(name: str) -> County:
    return read_files([SAMPLE]) if name == "sample" else read(Source(*FILE))


def opened(opener: Opener, name: str, lang: str, page: str, standard: str = ""):  # type: ignore[no-untyped-def]
    return opener(lang, page, *(() if name == "sample" else (FILE,)), standard=standard)


def judged(name: str, standard: str = "") -> tuple[Assessment, str]:
    county = at_hand(name)
    assessment = assess(county, load(standard) if standard else fitting_standard(county))
    return assessment, assessment.parts.counties[0]


@BOTH
@COUNTIES
@pytest.mark.parametrize("page", ["home", "overview"])
def test_the_answer_is_the_headline_and_what_is_lacking(opener: Opener, page: str, name: str, lang: str) -> None:
    app, (assessment, place) = opened(opener, name, lang, page), judged(name)
    assert title(app) == render(headline(assessment, place), lang)
    shown = [plain(entry.value) for entry in app.markdown]
    assert render(lacking_sentence(assessment, lacking(assessment), place), lang) in shown


@BOTH
def test_the_answer_names_the_worst_cv_with_its_limit(opener: Opener, lang: str) -> None:
    assessment, place = judged("sample")
    _, k, cv, limit = cv_excesses(assessment, place)[0]
    answer = title(opened(opener, "sample", lang, "overview"))
    assert decimal(cv, 3) in answer
    assert f"{limit:.2f}" in answer
    assert render(assessment.standard.indicators[k].short, lang).lower() in answer.lower()


@BOTH
@COUNTIES
def test_the_cards_count_schools_and_cvs(opener: Opener, name: str, lang: str) -> None:
    app, (assessment, place) = opened(opener, name, lang, "overview"), judged(name)
    shown = [plain(metric.value) for metric in app.metric]
    for stage, value in zip(("primary", "junior"), shown, strict=False):
        group = assessment.group_of(place, stage)
        assert value == f"{assessment.schools_meeting(group)} / {(assessment.parts.group == group).sum()}"
    assert shown[2] == f"{(assessment.within == YES).sum()} / {assessment.within.size}"
    lack = lacking(assessment).to_bound
    failing = np.where((assessment.passes == NO)[:, None] & (assessment.ratio < 0.85), assessment.ratio, np.inf)
    row, k = np.unravel_index(int(np.argmin(failing)), failing.shape)
    indicator = assessment.standard.indicators[k]
    assert shown[3] == render(amount(float(lack[row, k]), indicator.unit, indicator.whole), lang)
    assert plain(app.metric[3].delta) == part_names(assessment)[row]


@BOTH
@COUNTIES
def test_each_stage_has_its_sentence(opener: Opener, name: str, lang: str) -> None:
    shown, (assessment, place) = texts(opened(opener, name, lang, "overview")), judged(name)
    for stage in ("primary", "junior"):
        assert f"**{render(stage_sentence(assessment, place, stage), lang)}**" in shown


@BOTH
def test_under_the_2012_rules_the_card_shows_both_composite_cvs(opener: Opener, lang: str) -> None:
    app, (assessment, _) = opened(opener, "sample", lang, "overview", "basic-2012"), judged("sample", "basic-2012")
    shown = [plain(metric.value) for metric in app.metric]
    assert " · ".join(decimal(float(cv), 3) for cv in assessment.composite) in shown


@BOTH
@COUNTIES
def test_the_schools_page_counts_lists_and_tabulates_who_is_short(opener: Opener, name: str, lang: str) -> None:
    app, (assessment, place) = opened(opener, name, lang, "schools"), judged(name)
    stage = app.session_state["stage"]
    rows = assessment.rows_of(place, stage)
    failing = rows[assessment.passes[rows] == NO]
    words = title(app).split()
    assert str(len(failing)) in words
    assert str(len(rows)) in words
    for school in part_names(assessment)[failing]:
        assert any(school in plain(entry.value) for entry in app.markdown)
    table = app.dataframe[-1].value
    expected = part_table(assessment, lacking(assessment), rows, lang)
    assert list(table.columns) == list(expected.columns)
    column = expected.columns[0]
    both = table.set_index(column).loc[expected[column]], expected.set_index(column)
    for heading in expected.columns[1:]:
        assert _same(both[0][heading].to_numpy(), both[1][heading].to_numpy()), heading


def _same(shown: np.ndarray, expected: np.ndarray) -> bool:
    if expected.dtype.kind == "f":
        return bool(np.allclose(shown.astype(float), expected, rtol=1e-12, equal_nan=True))
    return list(map(str, shown)) == list(map(str, expected))


@BOTH
@COUNTIES
def test_the_page_between_schools_shows_a_cv_and_who_makes_it(opener: Opener, name: str, lang: str) -> None:
    app, (assessment, place) = opened(opener, name, lang, "balance"), judged(name)
    stage = app.session_state["stage"]
    rows, drives = assessment.rows_of(place, stage), influence(assessment)
    for k in range(len(assessment.standard.indicators)):
        app.pills[0].set_value(k).run()
        assert decimal(float(assessment.dispersion.cv[assessment.group_of(place, stage), k]), 3) in title(app)
        first = rows[np.argmax(drives.share[rows, k])]
        school = part_names(assessment)[first]
        shown = texts(app)
        assert any(f"{school} {percent(float(drives.share[first, k]))}" in line for line in shown)
        assert any(school in line and decimal(float(drives.cv_at_mean[first, k]), 3) in line for line in shown)
        expected = influence_table(assessment, drives, rows, k, lang)
        table = app.dataframe[-1].value
        assert list(table.columns) == list(expected.columns)
        for heading in expected.columns:
            assert _same(table[heading].to_numpy(), expected[heading].to_numpy()), heading


@BOTH
@COUNTIES
def test_the_data_page_counts_schools_and_shows_them_as_read(opener: Opener, name: str, lang: str) -> None:
    app, county = opened(opener, name, lang, "data"), at_hand(name)
    assert str(len(county.schools)) in title(app).split()
    expected = county_table(county, lang)
    tables = [table.value for table in app.dataframe if list(table.value.columns) == list(expected.columns)]
    assert len(tables) == 1
    for heading in expected.columns:
        assert _same(tables[0][heading].to_numpy(), expected[heading].fillna(np.nan).to_numpy()), heading


@BOTH
def test_the_method_page_works_the_official_example_step_by_step(opener: Opener, lang: str) -> None:
    # 《义务教育均衡发展差异系数计算方法及数据来源》: mean 6.33, S 3.26, CV 0.52; unrounded by hand from its table
    shown = " ".join(texts(opened(opener, "sample", lang, "method")))
    for number in ("1,913", "302", "6.33", "3.26", "0.52", "6.3344370861", "3.2638607", "0.5152566", "48.1%", "42.3%"):
        assert number in shown, number


@BOTH
def test_every_page_names_county_standard_year_and_schools_judged(opener: Opener, lang: str) -> None:
    assessment, place = judged("uploaded")
    app = opened(opener, "uploaded", lang, "home")
    for page in ("home", "overview", "schools", "balance", "whatif"):
        shown = " ".join(texts(to_page(app, page)))
        for fact in (place, render(assessment.standard.title, lang), assessment.county.year, "12"):
            assert fact in shown, page
