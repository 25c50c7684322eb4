"""The JSON record: its shape is the contract of the command line; every figure is by hand."""

import json

import numpy as np
import pytest

from balance.assess import assess
from balance.records import assessment_record
from balance.standard_file import load
from tests.counties import at_the_bounds, county, judged, school


def stage(record, name="primary"):
    return record["counties"][0]["stages"][name]


def test_books_alone_are_assessed_on_books_and_the_rest_is_null():
    a = judged(
        *(school(f"小学{n}", pupils_primary=p, books=b)
          for n, p, b in ((1, 45, 279), (2, 37, 137), (3, 89, 935), (4, 76, 160), (5, 55, 402))),
        standard="basic-2012",
    )  # fmt: skip
    record = assessment_record(a, "zh")
    primary, books = stage(record), stage(record)["indicators"]["books_per_pupil"]
    assert (primary["schools"], primary["pupils"]) == (5, 302)
    assert primary["schools_meeting"] is primary["composite_cv"] is primary["balanced"] is None
    assert books["cv"] == pytest.approx(0.5152566, abs=5e-8)
    assert books["limit"] is books["within"] is books["reach"] is None
    assert (books["judged"], books["absent"]) == (5, 0)
    assert stage(record)["indicators"]["teachers_per_pupil"]["absent"] == 5
    third = record["counties"][0]["parts"][2]
    assert (third["school"], third["stage"], third["pupils"], third["met"]) == ("小学3", "primary", 89, 0)
    assert third["indicators"]["books_per_pupil"]["status"] == "unbounded"
    assert third["indicators"]["books_per_pupil"]["bound"] is None
    assert third["indicators"]["books_per_pupil"]["influence"] == pytest.approx(0.481, abs=5e-4)
    assert record["counties"][0]["verdict"]["passes"] is None
    assert record["counties"][0]["verdict"]["reasons"]


def test_a_part_tells_value_bound_ratio_status_and_shortfall():
    """700 pupils, 5 backbone teachers: 0.714…, bound 1, 2 short, 1 to 85 %."""
    record = assessment_record(judged(school("甲", pupils_primary=700, backbone_primary=5)), "zh")
    (part,) = record["counties"][0]["parts"]
    backbone = part["indicators"]["backbone_teachers_per_100"]
    assert backbone["value"] == backbone["ratio"] == pytest.approx(5 / 7)
    assert (backbone["bound"], backbone["status"], backbone["shortfall"], backbone["to_tolerated"]) == (1, "short", 2, 1)
    assert part["indicators"]["multimedia_rooms_per_100"]["status"] == "absent"
    assert part["indicators"]["multimedia_rooms_per_100"]["value"] is None
    assert part["passes"] is False


def test_the_reach_counts_schools_at_the_bound():
    record = assessment_record(judged(at_the_bounds("甲"), at_the_bounds("乙", backbone_primary=9)), "zh")
    reach = {name: entry["reach"] for name, entry in stage(record)["indicators"].items()}
    assert reach.pop("backbone_teachers_per_100") == 1
    assert set(reach.values()) == {2}
    assert (stage(record)["schools"], stage(record)["schools_meeting"]) == (2, 2)


def test_a_county_that_passes_says_so_and_what_was_looked_at():
    record = assessment_record(judged(at_the_bounds("甲"), at_the_bounds("乙")), "en")["counties"][0]
    assert record["verdict"]["passes"] is True
    (reason,) = record["verdict"]["reasons"]
    assert "2 primary schools" in reason
    assert "7 CVs" in reason


def test_what_was_left_out_is_listed_with_the_reason():
    record = assessment_record(judged(school("特", "special", pupils_primary=9), at_the_bounds("甲")), "en")
    (entry,) = record["left_out"]
    assert entry["school"] == "特"
    assert "not judged" in entry["why"]


def test_the_name_of_a_county_without_a_column_is_that_of_the_file():
    a = assess(county(at_the_bounds("甲"), name="云河县"), load("quality-2017"))
    assert assessment_record(a, "zh")["counties"][0]["county"] == "云河县"


def test_pupils_are_not_cut_to_whole_ones():
    """Numbers go out unrounded; a county with 10.5 and 20 pupils has 30.5."""
    a = judged(school("甲", pupils_primary=10.5), school("乙", pupils_primary=20))
    record = assessment_record(a, "zh")
    assert record["counties"][0]["parts"][0]["pupils"] == 10.5
    assert stage(record)["pupils"] == 30.5


def test_a_table_of_nothing_but_names_is_valid_json_without_nan():
    text = json.dumps(assessment_record(judged(school("甲"), school("乙", "")), "zh"), allow_nan=False)
    assert "甲" in json.loads(text)["counties"][0]["parts"][0]["school"]


def test_an_empty_table_is_valid_json():
    record = assessment_record(judged(), "zh")
    assert record["counties"] == []
    json.dumps(record, allow_nan=False)


def test_what_was_given_is_not_changed_by_judging():
    given = county(at_the_bounds("甲"), school("校区", counted=False, parent="甲", pupils_primary=3))
    kept = given.schools.copy(deep=True)
    assessment_record(assess(given, load("quality-2017")), "zh")
    assert kept.equals(given.schools)


def test_the_engines_arrays_cannot_be_written_by_accident():
    with pytest.raises(ValueError, match="read-only"):
        county(at_the_bounds("甲")).figures("pupils_primary")[0] = np.nan
