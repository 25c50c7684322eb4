"""Home: the answer for the county on the table, and the place to put one's own."""

import streamlit as st

from ui.frame import framed
from ui.text import literal, t
from ui.widgets.kept_counties import kept_counties
from ui.widgets.missing import needed_view
from ui.widgets.upload import upload
from ui.widgets.verdict import verdict

framed()
view = needed_view()
verdict(view)
left, right = st.columns(2, gap="small")
with left, st.container(border=True, height="stretch"):
    st.subheader(t("Your county"), anchor=False)
    upload("home upload")
    kept_counties(view)
with right, st.container(border=True, height="stretch"):
    st.subheader(t("What this answers"), anchor=False)
    for target, icon, words in (
        ("overview", "dashboard", t("Does the county pass, and if not, why?")),
        ("schools", "school", t("Which school lacks what, and how much?")),
        ("balance", "balance", t("Which schools make a coefficient of variation what it is?")),
        ("whatif", "tune", t("What happens if a school gets three more teachers?")),
        ("plan", "savings", t("What is the cheapest way to pass?")),
        ("method", "menu_book", t("Where does each number come from?")),
    ):
        st.page_link(f"pages/{target}.py", label=words, icon=f":material/{icon}:")
    if view.county.invented:
        st.caption(literal(t("The county shown is invented; it is there to try things out.")))
