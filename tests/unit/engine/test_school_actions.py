"""Schools merged, closed and opened."""

from __future__ import annotations

import numpy as np

from balance.scenario.actions import Add, Close, Merge, Move, Open, Placed, facts
from tests.acting import done, figure, said, three
from tests.counties import county, school


def test_merging_adds_up_and_keeps_the_receiver_s_row() -> None:
    after = done(three(), Merge(("甲", "乙"), "乙"))
    assert after.words("school").tolist() == ["乙", "丙"]
    assert [figure(after, "乙", c) for c in ("pupils_primary", "backbone_primary", "teaching_area_m2")] == [1500, 15, 6750]


def test_merging_across_stages_makes_a_nine_year_school_under_a_new_name() -> None:
    after = done(three(), Merge(("甲", "丙"), "新校"))
    row = after.find("新校")
    assert after.words("school_type")[row] == "nine_year"
    assert (after.figures("pupils_primary")[row], after.figures("pupils_junior")[row]) == (1000, 1000)


def test_a_teaching_point_that_joins_a_primary_school_makes_a_primary_school() -> None:
    before = county(school("点", "teaching_point", pupils_primary=40, books=10), school("校", pupils_primary=400, books=900))
    after = done(before, Merge(("点", "校"), "点"))
    assert after.words("school_type").tolist() == ["primary"]


def test_given_up_buildings_stay_behind_and_books_come_along() -> None:
    before = county(school("甲", pupils_primary=100, books=10, teaching_area_m2=500, multimedia_rooms=3),
                    school("乙", pupils_primary=200, books=20, teaching_area_m2=900, multimedia_rooms=5))  # fmt: skip
    after = done(before, Merge(("甲", "乙"), "乙", "give_up"))
    assert [figure(after, "乙", c) for c in ("books", "teaching_area_m2", "multimedia_rooms")] == [30, 900, 5]


def test_what_is_not_known_for_one_is_not_known_for_the_merged_school() -> None:
    before = county(school("甲", pupils_primary=100, books=10), school("乙", pupils_primary=200))
    after = done(before, Merge(("甲", "乙"), "甲"))
    assert np.isnan(figure(after, "甲", "books"))
    assert "not known for the whole: books" in said(before, Merge(("甲", "乙"), "甲"))


def test_campuses_of_a_school_that_ends_belong_to_the_merged_one() -> None:
    before = county(school("甲", pupils_primary=100), school("乙", pupils_primary=200),
                    school("甲东", pupils_primary=50, counted=False, parent="甲"))  # fmt: skip
    after = done(before, Merge(("甲", "乙"), "乙"))
    assert after.words("parent")[after.find("甲东")] == "乙"


def test_closing_places_pupils_and_hands_over_people_and_things() -> None:
    after = done(three(), Close("乙", (Placed("甲", 500),), "甲"))
    assert after.words("school").tolist() == ["甲", "丙"]
    assert [figure(after, "甲", c) for c in ("pupils_primary", "backbone_primary", "teaching_area_m2")] == [1500, 15, 4500]


def test_pupils_placed_nowhere_are_said() -> None:
    assert "乙 closes and 100 of its pupils (primary) are placed nowhere" in said(three(), Close("乙", (Placed("甲", 400),)))


def test_a_new_school_takes_its_pupils_from_others_and_the_rest_from_outside() -> None:
    columns = facts({"school": "新", "pupils_primary": 300.0, "backbone_primary": 4.0})
    after = done(three(), Open(columns, (Placed("甲", 120),)))
    assert [figure(after, name, "pupils_primary") for name in ("新", "甲")] == [300, 880]
    assert after.words("school_type")[after.find("新")] == "primary"
    assert np.isnan(figure(after, "新", "teaching_area_m2"))
    assert "180 more pupils" in said(three(), Open(columns, (Placed("甲", 120),)))


def test_a_new_school_can_be_worked_on_by_later_actions() -> None:
    columns = facts({"school": "新", "pupils_primary": 300.0, "backbone_primary": 4.0})
    after = done(three(), Open(columns), Move("backbone", "甲", "新", 2), Add("新", "backbone", 1))
    assert figure(after, "新", "backbone_primary") == 7
