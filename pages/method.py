"""Method: the rules in force with their sources, and the official worked example step by step."""

import streamlit as st

from ui import drafts
from ui.frame import framed
from ui.text import literal, say, t
from ui.widgets.missing import needed_view
from ui.widgets.plan_model import plan_model
from ui.widgets.rules import indicators, items, limits, rooms, split
from ui.widgets.worked import worked_example

framed()
view = needed_view()
standard = view.standard
st.title(literal(t("{standard}: every rule, with its source", standard=standard.title)), anchor=False)
st.markdown(literal("  ·  ".join(say(document) for document in standard.documents)))
tabs = st.tabs([t("Indicators"), t("Verdict"), t("Combined schools"), t("Rooms and size"), t("Other items"),
                t("Least-cost plan"), t("Worked example")])  # fmt: skip
for tab, draw in zip(tabs, (indicators, limits, split, rooms, items), strict=False):
    with tab:
        draw(standard)
with tabs[-2]:
    plan_model(standard, drafts.prices())
with tabs[-1]:
    worked_example()
