"""What a plan is asked for: the goal, what may be done, how much it may cost, and what is out of the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from balance.scenario.goods import bundle_of
from ui import drafts, goals, state
from ui.text import literal, say, t, tn
from ui.view import View
from ui.widgets.levers import usable
from ui.widgets.schools_offered import school_titles

__all__ = ["kept_control", "plan_form"]

_SECONDS = (10, 60, 300, 1200)


def plan_form(view: View) -> None:
    """The fields; what is rarely asked for is folded away, and said in a line where it is."""
    _what_schools_reach(view)
    if view.standard.balance_rule is not None:
        single = view.standard.balance_rule.kind == "each_cv"
        words = t("Every CV within its limit") if single else t("The mean of the CVs within its limit")
        st.toggle(words, **kept_control("cv"))
    words = {"buy": t("Add"), "both": t("Add, move"), "rotate": t("Rotate only")}
    st.segmented_control(t("What may be done"), goals.LEVERS, required=True, format_func=words.__getitem__, width="stretch",
                         help=t("Rotation only: nobody is hired and nothing bought; the fewest teachers are moved."),
                         **kept_control("levers"))  # fmt: skip
    budget, schools = st.columns(2)
    budget.number_input(t("Budget, 10,000 yuan"), min_value=0.0, value=None, step=10.0, format="%.10g", placeholder=t("no limit"),
                        disabled=goals.wish("levers") == "rotate", **kept_control("budget"))  # fmt: skip
    schools.number_input(t("Schools, at most"), min_value=1, value=None, step=1, placeholder=t("no limit"),
                         **kept_control("most_schools"))  # fmt: skip
    with st.expander(_folded(view), expanded=False):
        _more(view)


def kept_control(name: str) -> dict[str, Any]:
    """The key of a control and what takes over its value; its value is laid there before it is drawn."""
    key = f"goal|{name}"
    if state.chosen(key) != goals.wish(name):
        state.choose(key, goals.wish(name))
    return {"key": key, "on_change": goals.take, "args": (name,)}


def _what_schools_reach(view: View) -> None:
    offered, rule = goals.offered_reaches(view.standard), view.standard.school_rule
    if rule is None or len(offered) < 2:
        return
    total, share = len(view.standard.indicators), f"{rule.share * 100:g}"
    words = {
        "met": t("{met} of {total}", met=rule.met, total=total),
        "tolerated": t("all to {share} %", share=share),
        "none": t("any"),
    }
    rule_told = t("The school rule: {met} of {total} bounds reached, the rest to {share} %.", met=rule.met, total=total,
                  share=share)  # fmt: skip
    st.segmented_control(t("Bounds that every school reaches"), offered, required=True, format_func=words.__getitem__,
                         width="stretch", help=rule_told, **kept_control("reach"))  # fmt: skip


def _folded(view: View) -> str:
    """The title of what is folded away, with how many conditions stand there."""
    goal = goals.goal_of(view)
    count = sum(bool(goals.wish(name)) for name in ("indicators", "bundles", "movable"))
    count += bool(goal.excluded) + len(goal.allowances)
    return tn("More conditions ({n})", "More conditions ({n})", count) if count else t("More conditions")


def _more(view: View) -> None:
    prices, titles = drafts.prices(), school_titles(view)
    shorts = {entry.id: say(entry.short) for entry in view.standard.indicators}
    _several("indicators", t("Indicators that count"), shorts, t("all"))
    if goals.wish("levers") != "rotate":
        _several("bundles", t("What may be added"), {b.id: say(b.title) for b in usable(view)}, t("everything in the price list"))
    if goals.wish("levers") == "both":
        _several("movable", t("What may be moved"), {b.id: say(b.title) for b in goals.movable(view, prices)},
                 t("everything with a price for moving"))  # fmt: skip
    _several("excluded", t("Schools left as they are"), titles, t("none"))
    _caps(view, titles)
    st.selectbox(t("Search for at most"), _SECONDS, format_func=lambda n: tn("{n} second", "{n} seconds", n),
                 **kept_control("seconds"))  # fmt: skip


def _several(name: str, label: str, titles: dict[str, str], empty: str) -> None:
    known = [entry for entry in goals.wish(name) if entry in titles]
    if known != goals.wish(name):
        goals.put(name, known)
    st.multiselect(label, list(titles), placeholder=empty, format_func=lambda entry: titles.get(entry, entry), **kept_control(name))


def _caps(view: View, titles: dict[str, str]) -> None:
    """No room to build here: so many of a thing at most at one school; each with the way to take it off again."""
    prices = drafts.prices()
    things = {bundle.id: say(bundle.title) for bundle in usable(view)}
    if not things:
        return
    for at, cap in enumerate(goals.wish("caps")):
        if cap["school"] not in titles or cap["resource"] not in prices.bundles:
            continue
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            what = bundle_of(cap["resource"], prices).title
            told = t("{school}: {what} at most {most}", school=titles[cap["school"]], what=what, most=str(cap["most"]))
            st.markdown(literal(told))
            st.button(t("Take off"), key=f"cap off {at}", icon=":material/close:", type="tertiary", on_click=_off, args=(at,))
    with st.popover(t("No room here: cap a school"), icon=":material/block:"):
        _one("cap school", t("School"), list(titles), titles.__getitem__)
        _one("cap thing", t("What"), list(things), things.__getitem__)
        st.number_input(t("At most"), min_value=0, step=1, key="cap most")
        st.button(t("Set this cap"), key="cap set", icon=":material/add:", on_click=_set)


def _one(key: str, label: str, options: Sequence[str], shown: Callable[[str], str]) -> None:
    st.selectbox(label, options, format_func=shown, key=key)


def _set() -> None:
    fresh = {"school": state.chosen("cap school"), "resource": state.chosen("cap thing"), "most": int(state.chosen("cap most", 0))}
    others = [cap for cap in goals.wish("caps") if (cap["school"], cap["resource"]) != (fresh["school"], fresh["resource"])]
    goals.put("caps", [*others, fresh])


def _off(at: int) -> None:
    goals.put("caps", [cap for number, cap in enumerate(goals.wish("caps")) if number != at])
