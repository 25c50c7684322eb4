"""Charts on a page: one frame, one sentence for screen readers, no toolbar."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui.charts import frame

__all__ = ["clicked_chart", "drawn"]



def drawn(figure: go.Figure, *, key: str, say: str) -> None:
    """A chart; `say` is its sentence for screen readers."""
    st.plotly_chart(figure, key=key, config=frame.CONFIG, theme=None, alt=say)


def clicked_chart(figure: go.Figure, *, key: str, say: str, on_select: Any = "rerun") -> str | None:
    """A chart whose marks can be clicked; the label of the clicked one, None where nothing is."""
    event = st.plotly_chart(
        figure, key=key, config=frame.CONFIG, theme=None, alt=say, on_select=on_select, selection_mode="points"
    )
    return label_of(event)


def label_of(event: Any) -> str | None:
    """The label that the clicked mark carries."""
    points = (event or {}).get("selection", {}).get("points", [])
    if not points:
        return None
    data = points[0].get("customdata")
    if isinstance(data, (list, tuple)):
        data = data[0] if data else None
    elif isinstance(data, dict):
        data = next(iter(data.values()), None)
    return None if data is None else str(data)
