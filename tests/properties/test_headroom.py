"""Headroom and sensitivity against judging anew: what is said to hold holds, and one more breaks it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.arrivals import arriving
from balance.assess import YES, Assessment, assess
from balance.bounds import MET, SHORT, TOLERATED
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.headroom import leaving
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Enrol, Scenario
from balance.scenario.apply import apply
from balance.sensitivity import sensitivity
from balance.standard_file import load
from tests.properties.test_scenarios import counties

BUNDLES = ("backbone_teacher", "pe_arts_teacher", "multimedia_room", "classroom", "equipment")


def lines_kept(before: Assessment, after: Assessment) -> bool:
    """Whether every bound, tolerated share and CV limit that was kept still is."""
    met = (before.status == MET) & (after.status != MET)
    nearly = (before.status == TOLERATED) & (after.status == SHORT)
    return not (met | nearly).any() and not ((before.within == YES) & (after.within != YES)).any()


def with_pupils(before: Assessment, row: int, more: float) -> Assessment:
    parts, county = before.parts, before.county
    code = str(county.words("school_code")[parts.school[row]])
    action = Enrol(code, float(parts.pupils[row] + more), STAGES_JUDGED[parts.stage[row]])
    return assess(apply(county, Scenario((action,)), load_prices(), before.standard).county, before.standard)


def with_fewer(before: Assessment, row: int, bundle: str, fewer: float) -> Assessment:
    """Taken off the table by hand: no action takes things away."""
    parts, schools = before.parts, before.county.schools.copy()
    wanted = load_prices().bundles[bundle]
    for column, each in wanted.adds.items():
        name = f"{column}_{STAGES_JUDGED[parts.stage[row]]}" if wanted.per == "stage" else column
        if name in schools:
            schools[name] = schools[name].astype(float)
            schools.loc[parts.school[row], name] -= each * fewer
    return assess(before.county.with_table(schools), before.standard)


@given(counties(), st.data())
def test_as_many_pupils_as_said_may_arrive_and_not_one_more(county: County, data: st.DataObject) -> None:
    before = assess(county, load("quality-2017"))
    row = data.draw(st.integers(0, len(before.parts) - 1))
    room = float(arriving(before).room[row])
    if room > 1e7:
        assert lines_kept(before, with_pupils(before, row, 100_000.0))
        return
    assert lines_kept(before, with_pupils(before, row, room))
    assert lines_kept(before, with_pupils(before, row, room // 2))
    assert not lines_kept(before, with_pupils(before, row, room + 1))


@given(counties(), st.sampled_from(BUNDLES), st.data())
def test_as_many_things_as_said_may_leave_and_not_one_more(county: County, bundle: str, data: st.DataObject) -> None:
    before = assess(county, load("quality-2017"))
    row = data.draw(st.integers(0, len(before.parts) - 1))
    room = float(leaving(before, load_prices().bundles[bundle]).room[row])
    if not np.isfinite(room):
        return
    assert lines_kept(before, with_fewer(before, row, bundle, room))
    assert lines_kept(before, with_fewer(before, row, bundle, room // 2))
    assert not lines_kept(before, with_fewer(before, row, bundle, room + 1))


@given(counties(), st.sampled_from(BUNDLES), st.data())
def test_one_more_changes_the_cv_by_what_is_said(county: County, bundle: str, data: st.DataObject) -> None:
    before = assess(county, load("quality-2017"))
    row = data.draw(st.integers(0, len(before.parts) - 1))
    wanted, stage = load_prices().bundles[bundle], STAGES_JUDGED[before.parts.stage[row]]
    code, group = str(county.words("school_code")[before.parts.school[row]]), int(before.parts.group[row])
    said = sensitivity(before, wanted).one_more[row]
    add = Add(code, bundle, 1.0, stage if wanted.per == "stage" else None)
    after = assess(apply(county, Scenario((add,)), load_prices()).county, before.standard)
    for k in np.flatnonzero(np.isfinite(said)).tolist():
        changed = after.dispersion.cv[group, k] - before.dispersion.cv[group, k]
        assert said[k] == pytest.approx(changed, abs=2e-7)


@given(counties(), st.data())
def test_the_slope_is_the_slope(county: County, data: st.DataObject) -> None:
    before = assess(county, load("quality-2017"))
    row, bundle = data.draw(st.integers(0, len(before.parts) - 1)), load_prices().bundles["equipment"]
    slope = sensitivity(before, bundle).slope[row]
    code, group = str(county.words("school_code")[before.parts.school[row]]), int(before.parts.group[row])
    k = [indicator.id for indicator in before.standard.indicators].index("equipment_yuan_per_pupil")
    cv = before.dispersion.cv[group, k]
    # a yuan must be little beside what there is, or the step is no tangent
    if not np.isfinite(slope[k]) or cv < 0.05 or before.numerator[before.parts.group == group, k].sum() < 5_000:
        return
    tiny = 1e-4
    after = assess(
        apply(county, Scenario((Add(code, "equipment_yuan", 10_000 * tiny),)), load_prices()).county, before.standard
    )
    assert slope[k] == pytest.approx((after.dispersion.cv[group, k] - cv) / tiny, rel=0.02, abs=1e-4)
