"""Lists under the picture: what to mend, who was left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from balance.assess import NO
from balance.bounds import SHORT, TOLERATED
from balance.columns import STAGES_JUDGED, label
from balance.county import County
from balance.numbers import amount, decimal, percent
from balance.problems import LeftOut
from balance.sentences import stage_title
from balance.standard import Indicator
from balance.tables import part_names
from ui.text import literal, say, t, tn
from ui.view import View
from ui.widgets.table import shown_table

__all__ = ["left_out", "left_out_of_reading", "to_mend"]


def to_mend(view: View) -> None:
    """Every shortfall of the parts that fail, the furthest below its bound first."""
    assessment = view.assessment
    rows = assessment.rows_of_county(view.place)
    failing = np.zeros(len(assessment.parts), dtype=bool)
    failing[rows[assessment.passes[rows] == NO]] = True
    below = np.isin(assessment.status, (SHORT, TOLERATED)) & failing[:, None]
    cells = np.argwhere(below)
    if not len(cells):
        return
    cells = cells[np.argsort(assessment.ratio[below], kind="stable")]
    names, stages = part_names(assessment), [stage_title(s) for s in STAGES_JUDGED]
    entries = []
    for row, k in cells:
        indicator = view.indicator(int(k))
        entries.append(
            {
                say(label("school")): names[row],
                t("Stage"): say(stages[assessment.parts.stage[row]]),
                t("Indicator"): say(indicator.short),
                t("Has"): decimal(float(assessment.value[row, k]), indicator.decimals),
                t("Bound"): decimal(float(assessment.bound[row, k]), indicator.decimals),
                t("Of the bound"): percent(float(assessment.ratio[row, k])),
                t("Lacks"): _quantity(float(view.shortfall.to_bound[row, k]), indicator),
                t("Lacks to 85 %"): _quantity(float(view.shortfall.to_tolerated[row, k]), indicator),
            }
        )
    st.subheader(t("Mend first"), anchor=False)
    shown_table(pd.DataFrame(entries), t("shortfalls"))


def _quantity(missing: float, indicator: Indicator) -> str:
    return say(amount(missing, indicator.unit, indicator.whole)) if missing > 0 else "—"


def left_out(view: View) -> None:
    """The schools that are not judged, with the reason."""
    _listed([e for e in view.assessment.left_out if e.county in ("", view.place)])


def left_out_of_reading(county: County) -> None:
    """The rows that the reader left out, with the reason."""
    _listed(county.left_out)


def _listed(entries: Sequence[LeftOut]) -> None:
    if not entries:
        return
    title = tn("{n} not judged, with the reason", "{n} not judged, with the reason", len(entries))
    with st.expander(title, icon=":material/visibility_off:"):
        for entry in entries:
            st.markdown(f"- **{literal(entry.school)}** {literal(say(entry.why))}")
