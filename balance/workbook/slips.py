"""Units that were slipped into: single figures, and whole columns, that are absurd in just the way another unit is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from balance.problems import Problem
from balance.workbook.table import Table

__all__ = ["unit_findings"]


def unit_findings(frame: pd.DataFrame, tables: Sequence[Table]) -> list[Problem]:
    return []
