"""The levers of one school: a slider for each thing that the price list knows and the file counts."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import streamlit as st

from balance.choice import knows
from balance.pricelist import Bundle
from balance.tables import part_names
from ui import drafts, state
from ui.rows import worst_first
from ui.text import literal, say, t
from ui.view import View

__all__ = ["levers", "school_key", "schools_in_need", "take_clicked_school", "usable"]


def school_key(view: View) -> str:
    """The key of the list of schools, one a stage."""
    return f"what-if school {view.stage}"


def schools_in_need(view: View) -> dict[str, int]:
    """The schools of the stage as the list offers them, name → row, the one furthest below its bounds first."""
    order = worst_first(view.assessment, view.rows)
    return dict(zip(map(str, part_names(view.assessment)[order]), order.tolist(), strict=True))


def take_clicked_school(view: View, offered: Mapping[str, int]) -> None:
    """Bring a school clicked in the chart into the list; before the list is drawn."""
    pick = state.take_pick(view.stage)
    if pick in offered:
        state.choose(school_key(view), pick)


def levers(view: View, offered: Mapping[str, int]) -> None:
    """The school and its levers."""
    names = list(offered)
    picked = st.selectbox(t("School"), names, key=school_key(view), persist_state="session")
    row = offered[picked if picked in offered else names[0]]
    code = str(view.assessment.county.words("school_code")[view.assessment.parts.school[row]])
    for bundle in usable(view):
        _lever(view, row, code, bundle)


def usable(view: View) -> list[Bundle]:
    """The bundles that change an indicator of the standard and whose figures the file has."""
    counted = {
        column
        for indicator in view.standard.indicators
        for numerator in (indicator.numerator, *(entry.numerator for entry in indicator.instead))
        for column in numerator
    }
    return [
        bundle
        for bundle in drafts.prices().bundles.values()
        if any(column in counted and knows(view.county, column) for column in bundle.adds)
    ]


def _lever(view: View, row: int, code: str, bundle: Bundle) -> None:
    stage = view.stage if bundle.per == "stage" else ""
    slot = (code, stage, bundle.id)
    key = drafts.lever_key(slot)
    top = _top(view, row, bundle)
    now = int(drafts.levers_set().get(slot, 0))
    st.slider(
        literal(say(bundle.title)), 0, max(top, now), now, step=max(top // 50, 1), key=key,
        on_change=drafts.pull, args=(slot,), persist_state="session",
    )  # fmt: skip


def _top(view: View, row: int, bundle: Bundle) -> int:
    """The end of the slider: twice what the school lacks, at least 10; fixed by today's figures, so it never jumps."""
    need = 0.0
    for k, indicator in enumerate(view.standard.indicators):
        for column, amount in bundle.adds.items():
            if column in indicator.numerator:
                missing = view.shortfall.to_bound[row, k]
                need = max(need, float(missing) / amount if np.isfinite(missing) else 0.0)
    least = 500 if bundle.cost < 100 else 10
    return max(least, math.ceil(2 * need / 10) * 10)
