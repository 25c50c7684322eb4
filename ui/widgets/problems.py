"""What the reader found and decided, as a table a person can work through."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from balance.county import County
from balance.problems import Problem
from ui.text import literal, say, t, tn

__all__ = ["problems", "reading_sentence"]

_ORDER = ("error", "warning", "info")
_READABLE = 12
_MARKS = {"error": "▲", "warning": "◐", "info": "○"}


def reading_sentence(county: County) -> tuple[str, str]:
    """How much was read, and how much of it wants a look."""
    schools = tn("{n} school", "{n} schools", len(county.schools))
    grave = sum(problem.severity == "error" for problem in county.problems)
    look = sum(problem.severity == "warning" for problem in county.problems)
    facts = {"schools": schools, "columns": len(county.schools.columns)}
    if grave:
        title = tn("{schools} read; {n} thing must be settled", "{schools} read; {n} things must be settled", grave, **facts)
    elif look:
        title = tn("{schools} read; {n} thing to look at", "{schools} read; {n} things to look at", look, **facts)
    else:
        title = t("{schools} read, nothing doubtful", **facts)
    return title, t("{columns} columns known. Blank cells count as unknown, never as zero.", **facts)


def problems(county: County) -> None:
    """The findings, filtered by how grave they are."""
    words = {"error": t("to settle"), "warning": t("to look at"), "info": t("for information")}
    counts = {s: sum(p.severity == s for p in county.problems) for s in _ORDER}
    if not county.problems:
        st.success(t("The reader had nothing to decide or to question."), icon=":material/check_circle:")
        return
    offered = [s for s in _ORDER if counts[s]]
    picked = st.pills(
        t("Findings"), offered, default=_first(offered), selection_mode="multi", key="severities",
        format_func=lambda s: f"{_MARKS[s]} {words[s]} ({counts[s]})", persist_state="session",
    )  # fmt: skip
    files = list(dict.fromkeys(p.file for p in county.problems if p.file))
    sought = st.text_input(
        t("Only findings with"), key="findings sought", placeholder=t("a school, a cell, a column …"), icon=":material/search:"
    )
    rows = _table([p for p in sorted(county.problems, key=lambda p: _ORDER.index(p.severity)) if p.severity in picked], words)
    if len(files) < 2:
        rows = rows.drop(columns=[t("File")], errors="ignore")
    if sought.strip():
        found = rows.astype(str).apply(lambda column: column.str.contains(sought.strip(), case=False, regex=False))
        rows = rows[found.any(axis=1)]
    if len(rows) <= _READABLE:
        # a few are shown in full; a grid cuts every sentence to a line
        st.table(
            rows.map(literal).set_axis([literal(name) for name in rows.columns], axis=1),
            hide_index=True,
            border="horizontal",
            alt=t("Findings of the reader"),
        )
        return
    wide = st.column_config.TextColumn(width="large")
    st.dataframe(
        rows, hide_index=True, height=min(420, 38 + 35 * len(rows)),
        column_config={t("What"): wide, t("What to do"): wide}, alt=t("Findings of the reader"),
    )  # fmt: skip


def _first(offered: list[str]) -> list[str]:
    """What is shown before anybody chooses: what wants a look, or everything where nothing does."""
    return [s for s in offered if s != "info"] or offered


def _place(problem: Problem) -> str:
    if problem.cell and not problem.cell.isdigit():
        return problem.cell
    return "" if problem.row is None else t("row {row}", row=problem.row)


def _table(found: Sequence[Problem], words: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "": f"{_MARKS[p.severity]} {words[p.severity]}",
                t("Where"): " ".join(filter(None, (p.sheet, _place(p)))),
                t("Value"): p.value,
                t("What"): say(p.message),
                t("What to do"): say(p.suggestion),
                t("Column"): p.column,
                t("File"): p.file,
            }
            for p in found
        ]
    )
