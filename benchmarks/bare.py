"""The least a page with a slider, a sentence and two charts of 300 points can be: what `clicking.py` compares with.

    streamlit run benchmarks/bare.py
"""

import plotly.graph_objects as go
import streamlit as st

SCHOOLS = 300


@st.fragment
def page() -> None:
    """A sentence, two charts, a slider."""
    n = st.session_state.get("n", 0)
    st.title(f"{n} → {n + 1}")
    for name in ("left", "right"):
        y = [(i * 7919 % 101) / 10 + (n if i == 5 else 0) for i in range(SCHOOLS)]
        figure = go.Figure(go.Scatter(x=list(range(SCHOOLS)), y=y, mode="markers", customdata=list(range(SCHOOLS))))
        st.plotly_chart(figure.update_layout(height=300), key=name, theme=None)
    for name in ("m", "n"):
        st.slider(name, 0, 10, key=name)


page()
