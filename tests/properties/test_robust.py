"""Whatever stands in the table, judging ends, and its record is JSON that any program can read."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.assess import NO, UNKNOWN, YES, assess
from balance.bounds import STATUSES
from balance.records import assessment_record
from balance.standard_file import BUILT_IN, load, switch_on
from tests.counties import county, judged, school
from tests.properties.strategies import complete_schools, wild_schools

STANDARDS = [load(name) for name in BUILT_IN]
STANDARDS.append(switch_on(STANDARDS[0], tuple(c.id for c in STANDARDS[0].concessions)))
ABSENT, UNBOUNDED = STATUSES.index("absent"), STATUSES.index("unbounded")


@given(wild_schools(), st.sampled_from(STANDARDS), st.sampled_from(["zh", "en"]))
def test_any_table_is_judged_and_its_record_is_json_without_nan(schools, standard, lang):
    text = json.dumps(assessment_record(assess(county(*schools), standard), lang), allow_nan=False, ensure_ascii=False)
    assert "{" in text


@given(wild_schools(), st.sampled_from(STANDARDS))
def test_every_school_is_either_judged_or_left_out_with_a_reason_or_part_of_another(schools, standard):
    a = assess(county(*schools), standard)
    names = {str(name) for name in a.county.words("school")[a.parts.school]}
    gone = {entry.school for entry in a.left_out}
    campuses = {entry["school"] for entry in schools if entry["counted"] is False}
    assert names | gone | campuses == {entry["school"] for entry in schools}
    assert not names & gone
    assert all(str(entry.why) for entry in a.left_out)


@given(wild_schools(), st.sampled_from(STANDARDS))
def test_a_missing_value_is_never_met_tolerated_or_short(schools, standard):
    a = assess(county(*schools), standard)
    missing = np.isnan(a.value)
    assert np.isin(a.status[missing], (ABSENT, UNBOUNDED)).all()
    assert not np.isin(a.status[~missing], (ABSENT,)).any()


@given(wild_schools(), st.sampled_from(STANDARDS))
def test_a_part_with_a_missing_value_never_passes(schools, standard):
    a = assess(county(*schools), standard)
    assert not (a.passes[(a.status == ABSENT).any(axis=1)] == YES).any()


@given(wild_schools(), st.sampled_from(STANDARDS))
def test_what_is_judged_as_known_is_counted_as_known(schools, standard):
    """`absent` of the dispersion and the missing values of the parts are the same schools."""
    a = assess(county(*schools), standard)
    for group in range(a.parts.groups):
        rows = a.parts.group == group
        assert a.dispersion.absent[group].tolist() == (~np.isfinite(a.value[rows])).sum(axis=0).tolist()


@given(complete_schools(least=2, most=5), st.data())
def test_forgetting_a_figure_never_turns_a_no_into_a_yes(schools, data):
    before = assess(county(*schools), STANDARDS[0])
    entry = data.draw(st.sampled_from(schools))
    columns = [name for name in entry if name not in ("school", "school_type") and not name.startswith("pupils")]
    column = data.draw(st.sampled_from(sorted(columns)))
    forgetful = [{**e, column: None} if e is entry else e for e in schools]
    after = assess(county(*forgetful), STANDARDS[0])
    assert not ((before.passes == NO) & (after.passes == YES)).any()
    assert not (before.verdict("") is False and after.verdict("") is True)
    if before.passes.tolist() != after.passes.tolist():
        assert UNKNOWN in after.passes.tolist()


@pytest.mark.parametrize("absurd", [1e160, 1e300, 1e307])
def test_a_figure_beyond_all_sense_is_no_crash_and_no_pass(absurd):
    """Not even a warning; what cannot be reckoned with is not known, and not “met”."""
    a = judged(
        school("甲", pupils_primary=100, backbone_primary=absurd), school("乙", pupils_primary=100, backbone_primary=1)
    )
    json.dumps(assessment_record(a, "zh"), allow_nan=False)
    assert not (~np.isfinite(a.value) & (a.status == STATUSES.index("met"))).any()
