"""Giving each next unit where it costs least, against trying every allocation."""

from __future__ import annotations

import itertools
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from balance.assess import assess
from balance.county import County
from balance.plan.goal import Allowance, Goal
from balance.plan.solve import least_cost
from balance.pricelist import parse_prices
from balance.standard_file import load
from tests.counties import county, only

STANDARD = only(load("quality-2017"), "backbone_teachers_per_100")
PRICES = parse_prices('[prices]\nid = "t"\ntitle_zh = "t"\ntitle_en = "t"\nyear = 2024\n[[bundle]]\nid = "star"\ntitle_zh = "a"\n'
                      'title_en = "a"\nadds = { backbone = 1 }\ncost = 1\nevery = "once"\nper = "stage"\n', "t.toml")  # fmt: skip
MOST = 6


@st.composite
def capped(draw: st.DrawFn) -> tuple[County, tuple[int, ...]]:
    """Two to four schools and how many each may get."""
    rows: list[dict[str, Any]] = []
    for n in range(draw(st.integers(2, 4))):
        rows.append({"school": f"校{n}", "school_type": "primary", "pupils_primary": draw(st.integers(20, 300)),
                     "backbone_primary": draw(st.integers(0, 9))})  # fmt: skip
    return county(*rows), tuple(draw(st.integers(0, MOST)) for _ in rows)


@settings(max_examples=150)
@given(capped(), st.sampled_from(["", "tolerated"]))
def test_no_allocation_within_the_caps_needs_fewer_units(case: tuple[County, tuple[int, ...]], reach: str) -> None:
    table, caps = case
    codes = [str(code) for code in table.words("school_code")]
    shut = tuple(code for code, cap in zip(codes, caps, strict=True) if not cap)
    allowances = tuple(Allowance(code, "star", most=cap) for code, cap in zip(codes, caps, strict=True) if cap)
    plan = least_cost(table, STANDARD, PRICES, Goal(reach, cv=True, excluded=shut, allowances=allowances), time.monotonic, 30)
    before = assess(table, STANDARD)
    has, pupils = before.numerator[:, 0], before.parts.pupils
    best = None
    for units in itertools.product(*(range(cap + 1) for cap in caps)):
        after = has + units
        total = after.sum()
        if total == 0 or (reach and (after < 0.85 * pupils / 100 * (1 - 1e-12)).any()):
            continue
        # CV² = ΣP · Σ x²/P / (Σx)² − 1, by hand from the definition
        squared = pupils.sum() * (after**2 / pupils).sum() / total**2 - 1
        if squared <= 0.25 * (1 + 1e-12) and (best is None or sum(units) < best):
            best = sum(units)
    assert plan.status == ("infeasible" if best is None else "optimal")
    if best is not None:
        assert plan.cost == best
