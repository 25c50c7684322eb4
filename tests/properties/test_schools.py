"""What must hold for any school: nothing is lost in dividing it, nothing it is given makes it poorer."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from balance.assess import assess
from balance.bounds import STATUSES
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.scenario.file import dump_scenario, parse_scenario
from balance.shortfall import lacking, school_needs
from balance.standard_file import load
from tests.counties import county, judged, school
from tests.properties.strategies import BY_STAGE, SHARED, STAGES_OF, complete_school, complete_schools

QUALITY, BASIC = load("quality-2017"), load("basic-2012")
WEIGHTS = {"primary": 1.0, "junior": 1.1, "senior": 1.32}
PRICES = load_prices()
MET = STATUSES.index("met")


@st.composite
def addition(draw, entry):
    """Something to give this school: a column or a bundle, to one of its stages."""
    resource = draw(st.sampled_from([*BY_STAGE, *SHARED, *PRICES.bundles]))
    adds = PRICES.bundles[resource].adds if resource in PRICES.bundles else [resource]
    stages = [stage for stage in STAGES_OF[entry["school_type"]] if stage != "senior"]
    stage = draw(st.sampled_from(stages)) if any(column in BY_STAGE for column in adds) else None
    return Add(entry["school"], resource, draw(st.integers(1, 500)), stage)


@given(complete_schools())
def test_the_stages_of_a_school_share_all_it_has(schools):
    """Compulsory parts + the seniors' weighted share (1.32C of A + 1.1B + 1.32C) = the whole."""
    a = judged(*schools, standard=BASIC)
    books = [i.id for i in BASIC.indicators].index("books_per_pupil")
    for row, entry in enumerate(schools):
        weighted = {s: WEIGHTS[s] * entry.get(f"pupils_{s}", 0) for s in WEIGHTS}
        seniors = entry["books"] * weighted["senior"] / sum(weighted.values())
        parts = a.numerator[a.parts.school == row, books].sum()
        np.testing.assert_allclose(parts + seniors, entry["books"], rtol=1e-9)


@given(complete_schools(), st.data())
def test_the_countys_total_rises_by_exactly_what_is_added(schools, data):
    action = data.draw(addition(data.draw(st.sampled_from(schools))))
    before = county(*schools)
    after = apply(before, Scenario((action,)), PRICES).county
    adds = PRICES.bundles[action.resource].adds if action.resource in PRICES.bundles else {action.resource: 1}
    expected = {f"{c}_{action.stage}" if c in BY_STAGE else c: n * action.amount for c, n in adds.items()}
    for column in before.schools.columns:
        if column.startswith("pupils") or column in expected:
            rise = np.nansum(after.figures(column)) - np.nansum(before.figures(column))
            assert rise == expected.get(column, 0)
    untouched = [c for c in before.schools.columns if c not in expected]
    assert after.schools[untouched].equals(before.schools[untouched])


@given(complete_schools(most=4), st.data())
def test_what_a_school_is_given_never_lowers_a_value_of_its_own(schools, data):
    action = data.draw(addition(data.draw(st.sampled_from(schools))))
    after = apply(county(*schools), Scenario((action,)), PRICES).county
    for standard in (QUALITY, BASIC):
        was, now = judged(*schools, standard=standard), assess(after, standard)
        assert (now.value >= was.value * (1 - 1e-12)).all()


@given(complete_schools(most=4))
def test_given_what_it_lacks_every_part_reaches_its_bound(schools):
    """Teachers part by part; shared goods as the school's need says; for schools of one stage both are the same."""
    before = judged(*schools)
    short, k = lacking(before), 1  # backbone teachers
    actions = []
    for row in np.flatnonzero(short.to_bound[:, k] > 0):
        name = before.county.words("school")[before.parts.school[row]]
        stage = ("primary", "junior")[before.parts.stage[row]]
        actions.append(Add(str(name), "backbone", float(short.to_bound[row, k]), stage))
    rooms = [i.id for i in QUALITY.indicators].index("multimedia_rooms_per_100")
    for need in school_needs(before):
        if need.indicator == rooms:
            name = before.county.words("school")[need.school]
            actions.append(Add(str(name), "multimedia_rooms", need.to_bound))
    after = assess(apply(county(*schools), Scenario(tuple(actions)), PRICES).county, QUALITY)
    assert (after.status[:, k] == MET).all()
    assert (after.status[after.parts.combined, rooms] == MET).all()


@given(complete_schools(most=4))
def test_a_part_lacks_something_exactly_where_it_does_not_reach_its_bound(schools):
    a = judged(*schools)
    assert ((lacking(a).to_bound > 0) == (a.status != MET)).all()


@given(complete_school("甲", kinds=("nine_year", "twelve_year")))
def test_one_less_than_a_school_needs_leaves_a_part_short(entry):
    a = judged(entry)
    for need in school_needs(a):
        indicator = a.standard.indicators[need.indicator]
        if indicator.whole and need.to_bound > 1:
            action = Add("甲", "multimedia_rooms", need.to_bound - 1)
            after = assess(apply(county(entry), Scenario((action,)), PRICES).county, QUALITY)
            assert (after.status[:, need.indicator] != MET).any()


actions = st.builds(
    Add, st.text(min_size=1), st.text(min_size=1),
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([None, "primary", "junior"]), st.text(),
)  # fmt: skip


@given(st.builds(Scenario, st.lists(actions, max_size=4).map(tuple), st.text(), st.text(), st.text()))
def test_a_scenario_written_and_read_back_is_the_same(scenario):
    assert parse_scenario(dump_scenario(scenario)) == scenario


@given(st.integers(0, 4000), st.integers(1, 3000))
def test_the_status_follows_whole_people(teachers, pupils):
    """In whole numbers: met where 100 × teachers ≥ pupils, tolerated where 10,000 × teachers ≥ 85 × pupils."""
    a = judged(school("甲", pupils_primary=pupils, backbone_primary=teachers))
    expected = "met" if 100 * teachers >= pupils else "tolerated" if 10_000 * teachers >= 85 * pupils else "short"
    assert STATUSES[a.status[0, 1]] == expected
