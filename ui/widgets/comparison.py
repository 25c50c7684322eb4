"""Today and up to four scenarios side by side: the answer, the table, every CV, the difference in words."""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from balance.assess import NO, assess
from balance.errors import BalanceError
from balance.numbers import decimal, money
from balance.pricelist import Prices
from balance.scenario.actions import Scenario
from balance.scenario.apply import apply
from balance.scenario.difference import Option, difference, nearest, passing
from balance.scenario.told import told
from balance.sentences import cv_excesses, failures, stage_title
from ui import drafts, shelf
from ui.charts.dumbbell import dumbbell
from ui.charts.printing import ceiling
from ui.palette import SHAPES
from ui.text import literal, say, t, tn
from ui.view import View, palette
from ui.widgets.answer import answer
from ui.widgets.drawn import drawn
from ui.widgets.table import short_table
from ui.widgets.workbench import judged

__all__ = ["comparison", "offered"]

_MOST = 4


def comparison(view: View) -> None:
    """The answer first; what is compared is chosen below it."""
    head = st.container()
    scenarios = offered()
    picked = st.multiselect(
        t("Scenarios to compare"), list(scenarios), default=list(scenarios)[:_MOST], max_selections=_MOST, key="compared",
        format_func=lambda key: scenarios[key].title or t("no title"), placeholder=t("Choose scenarios"), persist_state="session",
    )  # fmt: skip
    if not picked:
        with head:
            more = t("Build a scenario on the what-if page and save it; it then stands here beside today.")
            answer(t("Nothing to compare yet"), more)
        st.page_link("pages/whatif.py", label=t("What if …"), icon=":material/tune:")
        return
    options = _options(view, [scenarios[key] for key in picked])
    with head:
        _answer(view, options)
    _table(view, options)
    _coefficients(view, options)
    _words(view, options)


def offered() -> dict[str, Scenario]:
    """The scenario on the table and the saved ones."""
    found: dict[str, Scenario] = {}
    kept, now = drafts.saved(), drafts.scenario()
    if now.actions:
        found["table"] = now
    try:
        for document in shelf.saved_scenarios():
            if now.actions and kept is not None and kept.document == document.id:
                continue  # the one on the table is newer
            found[document.id] = shelf.saved_scenario(document.id)
    except BalanceError as wrong:
        st.error(literal(say(wrong.message)), icon=":material/error:")
    return found


def _options(view: View, scenarios: Sequence[Scenario]) -> list[Option]:
    today = Scenario()
    options = [Option(t("Today"), today, apply(view.county, today, drafts.prices(), view.standard), view.assessment)]
    for letter, scenario in zip(string.ascii_uppercase, scenarios, strict=False):
        applied, refused = judged(view, scenario)
        title = t("{letter}: {title}", letter=letter, title=scenario.title or t("no title"))
        if refused:
            st.warning(literal(tn("{title}: {n} action cannot be done on this table and is left out",
                                  "{title}: {n} actions cannot be done on this table and are left out",
                                  len(refused), title=title)), icon=":material/warning:")  # fmt: skip
        options.append(Option(title, scenario, applied, assess(applied.county, view.standard)))
    return options


def _answer(view: View, options: list[Option]) -> None:
    passing_ones = [option for option in options[1:] if option.assessment.verdict(view.place)]
    if passing_ones:
        best = min(passing_ones, key=lambda option: option.applied.cost)
        answer(t("{title} passes at the least cost: {cost}", title=best.title, cost=money(best.applied.cost)))
        return
    best = options[1:][nearest(options[1:], view.place)]
    left = len(failures(best.assessment, view.place))
    answer(tn("None passes yet; {title} comes nearest, {n} point left", "None passes yet; {title} comes nearest, {n} points left",
              left, title=best.title))  # fmt: skip


def _table(view: View, options: list[Option]) -> None:
    words = {True: f"{SHAPES['met']} {t('passes')}", False: f"{SHAPES['short']} {t('does not pass')}",
             None: f"{SHAPES['absent']} {t('cannot be judged')}"}  # fmt: skip
    columns: dict[str, list[str]] = {"": [
        t("Verdict"), t("Points open"), t("School parts that pass"), t("CVs over the limit"), t("Worst CV"), t("Cost, once"),
        t("Cost, a year"), t("Actions"),
    ]}  # fmt: skip
    for option in options:
        over = cv_excesses(option.assessment, view.place)
        worst = t("{stage} {indicator} {cv}", stage=stage_title(over[0][0]), indicator=view.indicator(over[0][1]).short,
                  cv=decimal(over[0][2], 3)) if over else "—"  # fmt: skip
        good, everyone = passing(option, view.place)
        columns[option.title] = [
            words[option.assessment.verdict(view.place)], str(len(failures(option.assessment, view.place))), f"{good} / {everyone}",
            str(len(over)), worst, say(money(option.applied.once)), say(money(option.applied.yearly)),
            str(sum(action.on for action in option.scenario.actions)),
        ]  # fmt: skip
    short_table(pd.DataFrame(columns), t("comparison"))


def _coefficients(view: View, options: list[Option]) -> None:
    limit = view.standard.cv_limit(view.stage)
    groups = [(option.assessment, option.assessment.group_of(view.place, view.stage)) for option in options]
    rows = pd.DataFrame(
        {"label": say(view.indicator(k).short), "limit": np.nan if limit is None else limit,
         **{f"value {i}": float(a.dispersion.cv[g, k]) for i, (a, g) in enumerate(groups)},
         **{f"short {i}": bool(a.within[g, k] == NO) for i, (a, g) in enumerate(groups)}}
        for k in view.known
    )  # fmt: skip
    if rows.empty:
        return
    st.markdown(f"**{literal(t('{stage}: CV today and with each scenario', stage=stage_title(view.stage)))}**")
    most = float(np.nanmax(np.append(rows.filter(like="value").to_numpy(float), 0.0)))
    drawn(
        dumbbell(rows, names=[t("Today"), *string.ascii_uppercase[: len(options) - 1]], limit_word=t("Limit"),
                 axis_range=(0.0, ceiling(max(most * 1.15, (limit or 0.0) * 1.3, 0.1))), p=palette()),
        key="dumbbell", say=t("Coefficients of variation of every scenario"),
    )  # fmt: skip


def _words(view: View, options: list[Option]) -> None:
    titles = [option.title for option in options]
    left, right = st.columns(2)
    first = left.selectbox(t("First"), range(len(titles)), format_func=titles.__getitem__, key=f"first {len(titles)}")
    second = right.selectbox(t("Second"), range(len(titles)), index=len(titles) - 1, format_func=titles.__getitem__,
                             key=f"second {len(titles)}")  # fmt: skip
    if first != second:
        st.markdown("\n".join(f"- {literal(say(m))}" for m in difference(options[first], options[second], view.place)))
    prices: Prices = drafts.prices()
    for option in options[1:]:
        with st.expander(literal(option.title)):
            lines = [say(told(action, view.county, prices, view.standard)) for action in option.scenario.actions if action.on]
            st.markdown("\n".join(f"{n}. {literal(line)}" for n, line in enumerate(lines, 1)))
