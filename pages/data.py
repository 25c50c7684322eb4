"""Data: what was read, what had to be decided and can be settled here, and the table that the sums use."""

import streamlit as st

from balance.tables import county_table
from ui import state
from ui.frame import framed
from ui.intake import at_hand
from ui.text import literal, t
from ui.view import current
from ui.widgets.answer import answer
from ui.widgets.corrected import corrected_download
from ui.widgets.fixes import change_log, one_click
from ui.widgets.lacking import lacking_figures
from ui.widgets.lists import left_out_of_reading
from ui.widgets.mapping import mapping, offered_profiles
from ui.widgets.problems import problems, reading_sentence
from ui.widgets.table import shown_table
from ui.widgets.upload import passwords_asked, upload

framed()
county = at_hand().county
if county.invented:
    st.badge(t("Sample data, invented"), icon=":material/science:")
answer(*reading_sentence(county))
with st.container(border=True):
    upload("data upload")
passwords_asked("data")
offered_profiles()
one_click()
change_log()
problems(county)
corrected_download()
view = current()
if view is not None:
    lacking_figures(county, view.standard)
left_out_of_reading(county)
mapping()
st.subheader(t("The schools as read"), anchor=False)
shown_table(county_table(county, state.lang()), t("schools"), height=min(420, 40 + 35 * len(county.schools)))
st.caption(literal(t("A per-pupil figure in the file is never used: it is worked out again from the totals.")))
