"""Charts as files: what a picture that is passed on alone must say, given to the browser along with the chart."""

from __future__ import annotations

import re
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from balance.report.claims import source_line
from ui.charts import frame
from ui.text import say, t
from ui.view import current, palette

__all__ = ["offer_pictures", "worded"]

_SCRIPT = "<script>" + Path(__file__).with_suffix(".js").read_text("utf-8") + "</script>"  # ours, nothing of a user's
_UNFIT = re.compile(r'[\\/:*?"<>|\s.]+')


def offer_pictures() -> None:
    """Teach this browser page to write title and source into its charts' pictures, as PNG and as SVG."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)


def worded(figure: go.Figure, title: str) -> go.Figure:
    """The chart with the words of its picture: title, source of the figures, file name, and the buttons' labels."""
    view, p = current(), palette()
    if view is None:
        return figure
    words = {
        "title": frame.words(title),
        "source": frame.words(say(source_line(view.county, view.standard))),
        "file": _UNFIT.sub("-", title)[:60].strip("-"),
        "png": t("Download as PNG"),
        "svg": t("Download as SVG"),
        "ground": p.background,
        "ink": p.ink,
        "muted": p.muted,
    }
    return figure.update_layout(meta=words)
