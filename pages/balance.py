"""Balance between schools: which of them make a coefficient of variation what it is."""

import streamlit as st

from ui.charts.influence_bars import influence_bars
from ui.charts.influence_bubbles import influence_bubbles
from ui.frame import framed
from ui.rows import influence_rows, unit_title
from ui.text import say, t
from ui.view import palette
from ui.widgets.answer import answer, data_line
from ui.widgets.drawn import clicked_chart, drawn
from ui.widgets.filters import indicator_chosen
from ui.widgets.influence import influence_sentence, school_at_mean
from ui.widgets.missing import needed_view
from ui.widgets.table import shown_table
from ui.widgets.tables import influence_frame

framed()
view = needed_view()
data_line(view)
headline_place = st.container()
k = indicator_chosen(view, "balance indicator")
if k is None:
    answer(t("No figures for this stage: nothing to compare."))
    st.stop()
with headline_place:
    answer(*influence_sentence(view, k))
indicator, bound = view.indicator(k), view.indicator(k).bound(view.stage)
frame = influence_rows(view, view.rows, k)
if frame.empty:
    st.info(t("All schools are equal here, or only one has a figure."), icon=":material/info:")
    st.stop()
left, right = st.columns(2, gap="small")
with left, st.container(border=True, height="stretch"):
    st.markdown(f"**{t('Share of the spread, largest first')}**")
    drawn(
        influence_bars(
            frame.head(12), above_word=t("above the mean"), below_word=t("below the mean"),
            share_title=t("Share of S²"), p=palette(),
        ),
        key="influence bars", say=influence_sentence(view, k)[0],
    )  # fmt: skip
    at_mean = st.container()
with right, st.container(border=True, height="stretch"):
    st.markdown(f"**{t('Pupils and value; the area is the share')}**")
    clicked = clicked_chart(
        influence_bubbles(
            frame, mean=float(view.assessment.dispersion.mean[view.group, k]), mean_word=t("County mean"), bound=bound,
            bound_word=t("Bound"), pupils_title=t("Pupils"), value_title=unit_title(indicator), selected=None,
            p=palette(),
        ),
        key=f"bubbles {view.stage} {indicator.id}", say=say(indicator.title),
    )  # fmt: skip
with at_mean:
    school_at_mean(view, k, clicked or str(frame["label"].iloc[0]))
shown_table(*influence_frame(view, k))
