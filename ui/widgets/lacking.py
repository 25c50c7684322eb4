"""What the files do not hold, and which indicators that costs under the standard."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance.choice import knows
from balance.columns import vocabulary
from balance.county import County
from balance.standard import Standard
from ui.text import say, t, tn
from ui.widgets.table import short_table

__all__ = ["lacking_figures"]


def lacking_figures(county: County, standard: Standard) -> None:
    """Every indicator that no school can be judged on, with the columns that would be needed; nothing where all can."""
    columns = vocabulary().columns
    rows = []
    for indicator in standard.indicators:
        ways = [indicator.numerator, *(entry.numerator for entry in indicator.instead)]
        if any(all(knows(county, name) for name in way) for way in ways):
            continue
        missing = [name for name in ways[0] if not knows(county, name)]
        rows.append(
            {
                t("Cannot be judged"): say(indicator.title),
                t("Column that is missing"): " + ".join(say(columns[name].title) for name in missing),
            }
        )
    if rows:
        with st.container(border=True):
            n = len(rows)
            st.markdown("**" + tn("{n} indicator cannot be judged: its column is missing",
                                  "{n} indicators cannot be judged: their columns are missing", n) + "**")  # fmt: skip
            short_table(pd.DataFrame(rows), t("missing columns"))
