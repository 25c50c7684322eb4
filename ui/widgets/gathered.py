"""What can be done with schools that were gathered in the chart by drawing around them."""

from __future__ import annotations

import streamlit as st

from balance.scenario.actions import Action, Add, AddUpTo, Merge
from ui.text import literal, t, tn
from ui.view import View
from ui.widgets.quick import bundle_for, put_and_edit
from ui.widgets.schools_offered import codes_by_name, county_word

__all__ = ["gathered"]

_NAMED = 6


def gathered(view: View, names: list[str], k: int) -> None:
    """Name them, and offer the actions that take several schools."""
    codes, place, bundle = tuple(codes_by_name(view, names)), county_word(view), bundle_for(view, k)
    if len(codes) < 2:
        return
    more = t(" and others") if len(names) > _NAMED else ""
    st.caption(literal(tn("{n} school chosen: {names}", "{n} schools chosen: {names}", len(codes), names=names[:_NAMED]) + more))
    with st.container(horizontal=True, gap="small"):
        if bundle is not None:
            staged = view.stage if bundle.per == "stage" else None
            rule, indicator = view.standard.school_rule, view.indicator(k)
            mark = "tolerated" if rule is not None and indicator.bound(view.stage) is not None else "mean"
            _offer("gathered add", t("Add to each of them"), Add(codes[0], bundle.id, 1.0, staged, place, codes))
            _offer("gathered up to", t("Add up to a mark"), AddUpTo(bundle.id, mark, indicator.id, view.stage, codes, place))
        _offer("gathered merge", t("Merge schools"), Merge(codes, codes[-1], "keep", place))


def _offer(key: str, label: str, action: Action) -> None:
    st.button(label, key=key, icon=":material/add:", on_click=put_and_edit, args=(action,))
