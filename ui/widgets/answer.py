"""The top of a page: which data, then the answer as the title, then one sentence more."""

from __future__ import annotations

import streamlit as st

from ui.text import literal, t, tn
from ui.view import View

__all__ = ["answer", "data_line"]


def data_line(view: View) -> None:
    """One line that says which data: sample or county, standard, year, schools judged; and a way to the findings that
    may change what is said below."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = literal(view.name)
        if view.county.invented:
            st.badge(t("Sample · {name}, invented", name=name) if name else t("Sample data"), icon=":material/science:")
        elif name:
            st.badge(name, icon=":material/location_on:", color="gray")
        facts = [literal(t("{standard}", standard=view.standard.title))]
        if view.county.year:
            facts.append(t("school year {year}", year=view.county.year))
        schools = len(set(view.assessment.parts.school[view.assessment.rows_of_county(view.place)].tolist()))
        facts.append(tn("{n} school judged", "{n} schools judged", schools))
        for concession in view.standard.in_force:
            facts.append(literal(t("concession: {title}", title=concession.title)))
        st.caption(" · ".join(facts))
    open_ = sum(problem.severity == "error" or bool(problem.fixes) for problem in view.county.problems)
    if open_:
        told = tn(
            "{n} finding in the files may change this: settle it",
            "{n} findings in the files may change this: settle them",
            open_,
        )
        st.page_link("pages/data.py", label=told, icon=":material/rule:")


def answer(title: str, more: str = "") -> None:
    """The answer as the page's title, and one sentence more."""
    st.title(literal(title), anchor=False)
    if more:
        st.markdown(literal(more))

