"""Data: what was read, what had to be decided, and the table that the sums use."""

import streamlit as st

from balance.tables import county_table
from ui import cached, state
from ui.frame import framed
from ui.text import t
from ui.widgets.answer import answer
from ui.widgets.lists import left_out_of_reading
from ui.widgets.problems import columns_read, problems, reading_sentence
from ui.widgets.table import shown_table
from ui.widgets.upload import upload

framed()
at_hand = state.loaded()
county = at_hand.county if at_hand else cached.sample()
if county.invented:
    st.badge(t("Sample data, invented"), icon=":material/science:")
answer(*reading_sentence(county))
with st.container(border=True):
    upload("data upload")
problems(county)
left_out_of_reading(county)
st.subheader(t("The schools as read"), anchor=False)
shown_table(county_table(county, state.lang()), t("schools"), height=420)
columns_read(county)
