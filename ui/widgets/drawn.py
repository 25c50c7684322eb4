"""Charts on a page: one frame, one sentence for screen readers, and two buttons for the picture."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui.charts import frame
from ui.pictures import worded

__all__ = ["clicked_chart", "drawn", "gathered_chart"]


def drawn(figure: go.Figure, *, key: str, say: str) -> None:
    """A chart; `say` is its sentence for screen readers and the title of its picture."""
    st.plotly_chart(worded(figure, say), key=key, config=frame.CONFIG, theme=None, alt=say)


def clicked_chart(figure: go.Figure, *, key: str, say: str, on_select: Any = "rerun") -> str | None:
    """A chart whose marks can be clicked; the label of the clicked one, None where nothing is."""
    event = st.plotly_chart(
        worded(figure, say), key=key, config=frame.CONFIG, theme=None, alt=say, on_select=on_select, selection_mode="points"
    )
    return label_of(event)


def gathered_chart(figure: go.Figure, *, key: str, say: str) -> list[str]:
    """A chart whose marks can be clicked, or gathered by drawing around them; the labels of those picked."""
    event: Any = st.plotly_chart(
        worded(figure, say), key=key, config=frame.CONFIG, theme=None, alt=say, on_select="rerun",
        selection_mode=("points", "lasso"),
    )  # fmt: skip
    return labels_of(event)


def label_of(event: Any) -> str | None:
    """The label that the clicked mark carries."""
    return next(iter(labels_of(event)), None)


def labels_of(event: Any) -> list[str]:
    """The labels that the picked marks carry, each once."""
    found: list[str] = []
    for point in (event or {}).get("selection", {}).get("points", []):
        data = point.get("customdata")
        if isinstance(data, (list, tuple)):
            data = data[0] if data else None
        elif isinstance(data, dict):
            data = next(iter(data.values()), None)
        if data is not None and str(data) not in found:
            found.append(str(data))
    return found
