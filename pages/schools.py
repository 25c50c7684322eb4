"""Schools: who is short of what, by how much; one indicator, one school."""

import streamlit as st

from ui.charts.heatmap import school_heatmap
from ui.frame import framed
from ui.rows import heat_frames, status_words, worst_first
from ui.text import t
from ui.view import palette
from ui.widgets.answer import answer, data_line
from ui.widgets.drawn import clicked_chart
from ui.widgets.filters import places_chosen
from ui.widgets.missing import needed_view
from ui.widgets.school import bars_of_indicator, card_of_school, schools_sentence
from ui.widgets.table import shown_table
from ui.widgets.tables import school_table

MOST = 200  # rows of the heatmap: beyond it a browser draws slowly and nobody reads on

framed()
view = needed_view()
data_line(view)
title = st.container()
rows = worst_first(view.assessment, places_chosen(view))
with title:
    answer(*schools_sentence(view, rows))
if not any(indicator.bounds.get(view.stage) for indicator in view.standard.indicators):
    st.info(t("This standard sets no bounds for schools; the values are in the table."), icon=":material/info:")
elif len(rows):
    left, right = st.columns([5, 4], gap="small")
    tall = 560 if len(rows) > 18 else "stretch"
    with left, st.container(border=True, height=tall):
        ratios, statuses, values = heat_frames(view, rows[:MOST])
        figure = school_heatmap(
            ratios, statuses, values=values, status_words=status_words(view), ratio_word=t("of the bound"), p=palette(),
            width=480,
        )
        if len(rows) > MOST:
            st.caption(t("The {n} furthest below; the others are in the list and in the table.", n=MOST))
        clicked = clicked_chart(figure, key=f"heatmap {view.stage}", say=schools_sentence(view, rows)[0])
    with right, st.container(border=True, height=tall):
        card_of_school(view, rows, clicked)
    with st.container(border=True):
        bars_of_indicator(view, rows)
st.subheader(t("All figures"), anchor=False)
shown_table(*school_table(view, rows))
