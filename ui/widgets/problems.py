"""What the reader found and decided, as a table a person can work through."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from balance.columns import label
from balance.county import County
from balance.problems import Problem
from ui.text import literal, say, t, tn

__all__ = ["columns_read", "problems", "reading_sentence"]

_ORDER = ("error", "warning", "info")
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
        t("Findings"), offered, default=offered, selection_mode="multi", key="severities",
        format_func=lambda s: f"{_MARKS[s]} {words[s]} ({counts[s]})", persist_state="session",
    )  # fmt: skip
    shown = [p for p in sorted(county.problems, key=lambda p: _ORDER.index(p.severity)) if p.severity in picked]
    wide = st.column_config.TextColumn(width="large")
    st.dataframe(
        _table(shown, words), hide_index=True, height=min(330, 38 + 35 * max(len(shown), 1)),
        column_config={t("What"): wide, t("What to do"): wide}, alt=t("Findings of the reader"),
    )  # fmt: skip


def _table(found: Sequence[Problem], words: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "": f"{_MARKS[p.severity]} {words[p.severity]}",
                t("What"): say(p.message),
                t("What to do"): say(p.suggestion),
                t("Sheet"): p.sheet,
                t("Row"): "" if p.row is None else str(p.row),
                t("Column"): p.column,
                t("Cell"): p.cell,
                t("Value"): p.value,
                t("File"): p.file,
            }
            for p in found
        ]
    )


def columns_read(county: County) -> None:
    """Which heading each figure was read from."""
    if not county.provenance:
        return
    with st.expander(t("Which heading each figure was read from"), icon=":material/table_chart:"):
        st.dataframe(
            pd.DataFrame(
                {
                    t("Figure"): [say(label(name)) for name in county.provenance],
                    t("Heading"): list(county.provenance.values()),
                }
            ),
            hide_index=True, alt=t("Figures and the headings they were read from"),
        )  # fmt: skip
    st.caption(literal(t("A per-pupil figure in the file is never used: it is worked out again from the totals.")))
