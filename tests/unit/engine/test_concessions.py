"""Concessions of 国教督办函〔2019〕30号: off unless switched on, and only for the schools they name."""

import numpy as np
import pytest

from balance.assess import assess
from balance.errors import UnusableInput
from balance.records import assessment_record
from balance.requirements import ceilings
from balance.standard_file import load, switch_on
from tests.counties import county, judged, school, value

QUALITY = load("quality-2017")
L3, L5 = "pe_arts_teachers_per_100", "sports_area_per_pupil"


def visiting(**changed):
    figures = {"pupils_primary": 80, "pe_arts_primary": 0, "visiting_pe_arts_primary": 2, "location": "rural", **changed}
    schools = [school("甲", figures.pop("kind", "primary"), **figures)]
    return [value(judged(*schools, standard=s), "甲", "primary", L3)
            for s in (QUALITY, switch_on(QUALITY, ("visiting_pe_arts",)))]  # fmt: skip


def test_visiting_teachers_count_only_when_switched_on():
    """By hand: 2 × 100 ÷ 80 = 2.5."""
    assert visiting() == [0, pytest.approx(2.5)]


@pytest.mark.parametrize(("pupils", "counts"), [(49, False), (50, True), (99, True), (100, False)])
def test_visiting_teachers_count_in_schools_of_50_to_99_pupils(pupils, counts):
    off, on = visiting(pupils_primary=pupils)
    assert off == 0
    assert (on > 0) == counts


@pytest.mark.parametrize("location", ["urban", "town", None])
def test_visiting_teachers_count_in_rural_schools_alone(location):
    assert visiting(location=location) == [0, 0]


def test_unknown_visiting_teachers_take_nothing_away():
    assert visiting(visiting_pe_arts_primary=None, pe_arts_primary=2) == [pytest.approx(2.5)] * 2


def test_visiting_teachers_do_not_stand_in_for_a_missing_figure():
    assert np.isnan(visiting(pe_arts_primary=None)).all()


def test_a_school_with_unknown_juniors_is_not_known_to_be_small():
    """60 pupils in primary, the junior stage blank: whether it has 50-99 pupils cannot be said, so nothing is granted."""
    off, on = visiting(kind="nine_year", pupils_primary=60)
    assert off == on == 0


def venues(concessions, **changed):
    figures = {"pupils_primary": 100, "sports_ground_m2": 500, "indoor_sports_m2": 100, "other_sports_m2": 300,
               "location": "urban", **changed}  # fmt: skip
    return value(judged(school("甲", **figures), standard=switch_on(QUALITY, concessions)), "甲", "primary", L5)


def test_leased_venues_count_only_when_switched_on_and_in_the_city():
    assert venues(()) == 6
    assert venues(("other_sports_venues",)) == 9
    assert venues(("other_sports_venues",), location="rural") == 6


def test_leased_venues_of_a_combined_school_are_divided_like_its_grounds():
    """110 + 100 pupils: half and half. (500 + 100 + 300) ÷ 2 ÷ 110."""
    a = judged(
        school("甲", "nine_year", pupils_primary=110, pupils_junior=100, sports_ground_m2=500, indoor_sports_m2=100,
               other_sports_m2=300, location="urban"),
        standard=switch_on(QUALITY, ("other_sports_venues",)),
    )  # fmt: skip
    assert value(a, "甲", "primary", L5) == pytest.approx(450 / 110)


def size_limit(concession, kind="primary", **figures):
    standard = switch_on(QUALITY, (concession,) if concession else ())
    return float(ceilings(county(school("甲", kind, **figures)), standard)[0].limit[0])


@pytest.mark.parametrize(
    ("concession", "figures", "limit"),
    [
        ("", {"year_built": 2005}, 2000),
        ("larger_schools_built_2010", {"year_built": 2010}, 2400),
        ("larger_schools_built_2010", {"year_built": 2011}, 2000),
        ("larger_schools_built_2010", {}, 2000),
        ("larger_schools_migrant", {"migrant_pupils": 1101}, 2400),
        ("larger_schools_migrant", {"migrant_pupils": 1100}, 2000),
        ("larger_schools_migrant", {}, 2000),
    ],
)
def test_older_schools_and_those_of_migrants_may_be_larger(concession, figures, limit):
    """“Over half” of 2,200 pupils starts at 1,101."""
    assert size_limit(concession, pupils_primary=2200, **figures) == limit


def test_a_combined_school_may_have_2500_or_3000():
    figures = {"kind": "nine_year", "pupils_primary": 1500, "pupils_junior": 1100, "year_built": 2000}
    assert size_limit("", **figures) == 2500
    assert size_limit("larger_schools_built_2010", **figures) == 3000


def test_what_is_switched_on_is_named_in_the_record():
    a = judged(school("甲", pupils_primary=100), standard=switch_on(QUALITY, ("visiting_pe_arts",)))
    assert assessment_record(a, "en")["concessions"] == ["visiting_pe_arts"]


def test_a_concession_named_twice_is_in_force_once():
    """By hand: 2 × 100 ÷ 80, not twice that."""
    on = switch_on(QUALITY, ("visiting_pe_arts", "visiting_pe_arts"))
    rural = school("甲", pupils_primary=80, pe_arts_primary=0, visiting_pe_arts_primary=2, location="rural")
    assert value(assess(county(rural), on), "甲", "primary", L3) == pytest.approx(2.5)


def test_an_unknown_concession_is_refused_with_those_on_offer():
    with pytest.raises(UnusableInput) as refused:
        switch_on(QUALITY, ("visiting",))
    said = str(refused.value)
    assert "“visiting”" in said
    assert "visiting_pe_arts" in said
    assert "quality-2017" in said


def test_a_standard_without_concessions_says_it_has_none():
    with pytest.raises(UnusableInput, match="none"):
        switch_on(load("basic-2012"), ("visiting_pe_arts",))
