"""The tables of the pages, with name and decimals, ready for `shown_table`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance.columns import vocabulary
from balance.tables import influence_table, part_table
from ui import state
from ui.text import say, t
from ui.view import View

__all__ = ["influence_frame", "school_table"]


class Shown(NamedTuple):
    """What `shown_table` takes."""

    frame: pd.DataFrame
    name: str
    decimals: dict[str, int]


def school_table(view: View, rows: NDArray[np.intp]) -> Shown:
    """The assessed table of the parts shown."""
    frame = part_table(view.assessment, view.shortfall, rows, state.lang())
    decimals = {say(indicator.title): indicator.decimals for indicator in view.standard.indicators}
    return Shown(frame, t("assessed schools"), decimals)


def influence_frame(view: View, k: int) -> Shown:
    """Who drives one CV, as a table."""
    frame = influence_table(view.assessment, view.influence, view.rows, k, state.lang())
    digits = view.standard.precision.cv
    decimals = {
        say(view.indicator(k).title): view.indicator(k).decimals,
        t("Share of S² (%)"): 1,
        t("CV if it stood at the mean"): digits,
        say(vocabulary().columns["pupils"].title): 0,
    }
    return Shown(frame, t("influence"), decimals)
