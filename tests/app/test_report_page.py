"""The report page: its answer, its tables and its files tell what ``assess`` tells, in both languages."""

from __future__ import annotations

import io
import threading
import zipfile

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from balance.assess import assess
from balance.numbers import decimal
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.sentences import headline
from balance.standard_file import load
from balance.words import render
from tests.app.opened import Opener, plain, texts, title, to_page
from tests.app.test_plan_page import planned
from ui import cached, drafts

STANDARD = load("quality-2017")
ENDINGS = (".xlsx", ".docx", ".pptx")


def downloads(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button") if any(end in button.proto.label for end in ENDINGS)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_answer_and_the_tables_are_those_of_assess(opener: Opener, lang: str) -> None:
    app = opener(lang, "report")
    judged = assess(cached.sample(), STANDARD)
    assert title(app) == render(headline(judged, ""), lang)
    shown = "\n".join(texts(app))
    for group in judged.groups_of(""):
        for cv, mean in zip(judged.dispersion.cv[group], judged.dispersion.mean[group], strict=True):
            assert decimal(float(cv), 3) in shown
            assert decimal(float(mean), 2) in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_three_files_are_offered(opener: Opener, lang: str) -> None:
    app = opener(lang, "report")
    assert [next(end for end in ENDINGS if end in label) for label in downloads(app)][:3] == list(ENDINGS)
    assert not app.exception


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_scenario_on_the_table_can_be_reported_on(opener: Opener, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three backbone teachers to the junior part with the fewest for its pupils: judged by hand of `apply` and `assess`."""
    county, before = cached.sample(), assess(cached.sample(), STANDARD)
    rows = before.rows_of("", "junior")
    lowest = rows[before.value[rows, 1].argsort()][0]
    code = str(county.words("school_code")[county.find(str(before.county.words("school_code")[before.parts.school[lowest]]))])
    scenario = Scenario((Add(code, "backbone_teacher", 3.0, "junior"),), title="加三名")
    app = opener(lang, "whatif")
    monkeypatch.setattr(drafts, "scenario", lambda: scenario)
    to_page(app, "report")
    assert app.selectbox("report scenario").value == "today"
    app.selectbox("report scenario").set_value("table").run()
    after = assess(apply(county, scenario, load_prices(), STANDARD).county, STANDARD)
    assert title(app) == render(headline(after, ""), lang)
    assert any("加三名" in plain(option) for option in app.selectbox("report scenario").options)
    cv = float(after.dispersion.cv[after.group_of("", "junior"), 1])
    assert decimal(cv, 3) in "\n".join(texts(app))


def test_the_plan_page_sends_its_plan_to_the_report(opener: Opener) -> None:
    """The report opens with the plan as its scenario; the scenario on the what-if page stays what it was."""
    app = planned(opener)
    lay = "_draft" in app.session_state and app.session_state["_draft"]
    app.button("plan to report").click().run()
    to_page(app, "report")
    assert app.selectbox("report scenario").value not in (None, "today", "table")
    assert ("_draft" in app.session_state and app.session_state["_draft"]) == lay
    assert not app.exception


def test_of_a_large_county_a_file_is_written_beside_the_page_and_then_taken_away(
    opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more parts than a moment allows are judged, the button writes first; the page says for how long, and then offers."""
    monkeypatch.setattr("ui.widgets.report._AT_ONCE", 0)
    app = opener("zh", "report")
    assert not any("report" in button.proto.id for button in app.get("download_button"))
    app.button("write .xlsx").click().run()
    for _ in range(100):
        if any(button.proto.label == "下载 .xlsx" and "report" in button.proto.id for button in app.get("download_button")):
            break
        threading.Event().wait(0.1)
        app.run()
    else:
        raise AssertionError("the file is not written")
    assert not app.exception


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_files_are_written_in_the_language_chosen_for_them(opener: Opener, lang: str) -> None:
    from balance.report.subject import subject_of
    from balance.report.writers import WRITERS

    subject = subject_of(cached.sample(), STANDARD, "", load_prices())
    form = openpyxl.load_workbook(io.BytesIO(WRITERS[".xlsx"](subject, lang)))
    assert form.sheetnames[0] == {"zh": "表Ⅰ", "en": "Table I"}[lang]
    assert zipfile.ZipFile(io.BytesIO(WRITERS[".docx"](subject, lang))).testzip() is None
