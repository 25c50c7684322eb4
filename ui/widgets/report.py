"""The report page: today or a scenario, the language of the files, the form, the report and the slides to take away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from balance.errors import BalanceError
from balance.report.fingerprints import fingerprint_of_rules
from balance.report.pieces import Table
from balance.report.preview import means_table, reach_table
from balance.report.printed import before_after_table
from balance.report.subject import Subject, subject_of
from balance.report.writers import WRITERS
from balance.scenario.actions import Scenario
from balance.scenario.file import dump_scenario
from balance.sentences import headline, lacking_sentence
from balance.shortfall import lacking
from balance.words import LANGUAGES, Message, msg, render
from ui import cached, drafts, state
from ui.browser import owner
from ui.text import literal, say, t, tn
from ui.view import View
from ui.widgets.answer import answer, data_line
from ui.widgets.comparison import offered
from ui.widgets.plan_progress import waiting
from ui.widgets.table import short_table
from ui.widgets.workbench import judged

__all__ = ["report_desk", "report_on"]

_CHOSEN, _LANG = "report scenario", "report language"
_TODAY = "today"
_AT_ONCE = 200  # school parts up to which a file is written in the moment it is asked for


@dataclass(frozen=True, slots=True)
class _File:
    """A file that can be taken away: what it is, what it holds, its ending and its name."""

    title: Message
    holds: Message
    ending: str
    icon: str
    name: Message


_FILES = (
    _File(msg("Application form"), msg("Tables I to III filled in; every figure a formula down to the raw data, with the sheets to "
                                       "check it by"), ".xlsx", "table", msg("{county} application form")),
    _File(msg("Word report"), msg("Verdict, balance, schools that fall short, what drives the coefficients, method and sources"),
          ".docx", "description", msg("{county} report")),
    _File(msg("Slides"), msg("One claim a slide, with charts that can be edited and the sources in the notes"),
          ".pptx", "slideshow", msg("{county} slides")),
)  # fmt: skip


def report_on(document: str) -> None:
    """Have the report page open with this saved scenario."""
    state.choose(_CHOSEN, document)
    st.switch_page("pages/report.py")


def report_desk(view: View) -> None:
    """The answer, what is reported on, three files, and the form's tables to look at."""
    data_line(view)
    head = st.container()
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        subject = _subject(view)
    lang = right.segmented_control(
        t("Language of the files"), LANGUAGES, default=state.lang(), key=_LANG, required=True, persist_state="session",
        format_func={"zh": "中文", "en": "English"}.__getitem__,
    )  # fmt: skip
    with head:
        shown = subject.shown
        more = lacking_sentence(shown, lacking(shown), view.place) if view.standard.school_rule is not None else None
        if subject.after is not None:
            more = msg("As it stands today: {headline}", headline=headline(subject.before, view.place))
        answer(say(headline(shown, view.place)), say(more) if more is not None else "")
    for column, file in zip(st.columns(len(_FILES), gap="small"), _FILES, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f":material/{file.icon}: **{literal(say(file.title))}**")
            st.caption(literal(say(file.holds)))
            _file(view, subject, file, str(lang))
    for table, title in ((reach_table(subject), msg("Table II-1")), (means_table(subject), msg("Table III")),
                         (before_after_table(subject), msg("Coefficients before and after"))):  # fmt: skip
        if table is not None:
            st.subheader(literal(say(title)), anchor=False)
            short_table(_frame(table), say(title))


def _subject(view: View) -> Subject:
    """The county as it stands, or with the scenario chosen; actions that cannot be done are left out, and that is said."""
    scenarios = offered()
    if state.chosen(_CHOSEN) not in (_TODAY, *scenarios):
        state.choose(_CHOSEN, _TODAY)
    picked = st.selectbox(
        t("Report on"), [_TODAY, *scenarios], key=_CHOSEN, persist_state="session",
        format_func=lambda key: t("The county as it stands today") if key == _TODAY
        else t("With the scenario “{title}”", title=scenarios[key].title or t("no title")),
    )  # fmt: skip
    scenario = scenarios.get(picked, Scenario())
    if scenario.actions:
        _, refused = judged(view, scenario)
        if refused:
            st.warning(literal(tn("{title}: {n} action cannot be done on this table and is left out",
                                  "{title}: {n} actions cannot be done on this table and are left out", len(refused),
                                  title=scenario.title or t("no title"))), icon=":material/warning:")  # fmt: skip
        actions = tuple(action for n, action in enumerate(scenario.actions) if n not in refused)
        scenario = Scenario(actions, scenario.title, scenario.note)
    return subject_of(view.county, view.standard, view.place, drafts.prices(), scenario)


def _file(view: View, subject: Subject, file: _File, lang: str) -> None:
    """The button that gives the file: at once, or after it has been written beside the page."""
    write = partial(WRITERS[file.ending], subject, lang)
    name = render(msg("{name}{ending}", name=_named(file, subject, lang), ending=file.ending), lang)
    button = partial(st.download_button, t("Download {ending}", ending=file.ending), file_name=name, on_click="ignore",
                     key=f"report {file.ending}", icon=":material/download:", type="primary", width="stretch")  # fmt: skip
    if len(subject.shown.parts) <= _AT_ONCE:
        button(write)
        return
    key = (owner(), "report", view.key, fingerprint_of_rules(view.standard), view.place, _mark(subject), lang, file.ending)
    task = cached.tasks().found(key)
    if task is None:
        if st.button(t("Write {ending}", ending=file.ending), key=f"write {file.ending}", icon=":material/edit_document:",
                     width="stretch"):  # fmt: skip
            cached.tasks().start(key, lambda _: write())
            st.rerun()
    elif not task.finished:
        waiting(task)
    elif isinstance(task.result, bytes):
        button(task.result)
    else:
        wrong = task.wrong if task.wrong is not None else BalanceError(msg("The file could not be written."))
        st.error(literal(say(wrong.message)), icon=":material/error:")


def _named(file: _File, subject: Subject, lang: str) -> Message:
    county = subject.county_name or render(msg("county"), lang)
    return Message(file.name.text, {"county": county.replace("/", "-")})


def _mark(subject: Subject) -> str:
    """What tells one scenario, priced in one way, from another."""
    scenario = dump_scenario(subject.scenario) if subject.scenario is not None else ""
    return hashlib.sha256((scenario + drafts.own_prices()).encode()).hexdigest()


def _frame(table: Table) -> pd.DataFrame:
    def word(cell: object) -> str:
        return say(cell) if isinstance(cell, (Message, tuple)) else str(cell)  # type: ignore[arg-type]

    return pd.DataFrame([[word(cell) for cell in row] for row in table.rows], columns=[word(head) for head in table.headings])
