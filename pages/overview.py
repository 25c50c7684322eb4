"""Overview: the verdict, the coefficients against their limits, and what to mend first."""

import streamlit as st

from balance.sentences import stage_sentence
from ui.charts.cv_bullets import cv_bullets
from ui.frame import framed
from ui.rows import cv_rows
from ui.text import literal, say, t
from ui.view import palette
from ui.widgets.drawn import drawn
from ui.widgets.lists import left_out, to_mend
from ui.widgets.missing import needed_view
from ui.widgets.verdict import verdict

framed()
view = needed_view()
verdict(view)
for column, stage in zip(st.columns(len(view.stages), gap="small"), view.stages, strict=True):
    with column, st.container(border=True):
        sentence = say(stage_sentence(view.assessment, view.place, stage))
        st.markdown(f"**{literal(sentence)}**")
        drawn(
            cv_bullets(cv_rows(view, stage), limit_word=t("Limit"), cv_word=t("CV"), p=palette()),
            key=f"bullets {stage}",
            say=sentence,
        )
to_mend(view)
left_out(view)
