"""Every action on small counties: what it does to the figures, what it refuses, and what has to be said about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balance.columns import Stage
from balance.errors import RefusedAction
from balance.pricelist import load_prices
from balance.scenario.actions import (
    Action,
    Add,
    AddUpTo,
    Close,
    Enrol,
    Merge,
    Move,
    MovePupils,
    Open,
    Placed,
    Scenario,
    Set,
    facts,
)
from balance.scenario.apply import apply, prefixes
from tests.acting import done, figure, refused, said, three
from tests.counties import at_the_bounds, county, school


def test_a_move_takes_from_one_and_gives_to_the_other() -> None:
    after = done(three(), Move("backbone", "甲", "乙", 3))
    assert (figure(after, "甲", "backbone_primary"), figure(after, "乙", "backbone_primary")) == (7, 8)


def test_a_bundle_that_moves_takes_all_it_holds_along() -> None:
    before = three(teachers_primary=60)
    before = done(before, Set("乙", "teachers_primary", 30.0))
    after = done(before, Move("backbone_teacher", "甲", "乙", 2))
    assert [figure(after, "甲", f"{c}_primary") for c in ("teachers", "backbone", "above_degree")] == [58, 8, 40]
    assert [figure(after, "乙", f"{c}_primary") for c in ("teachers", "backbone", "above_degree")] == [32, 7, 23]


def test_a_move_may_cross_the_stages() -> None:
    after = done(three(), Move("backbone", "甲", "丙", 1, "primary", "junior"))
    assert (figure(after, "甲", "backbone_primary"), figure(after, "丙", "backbone_junior")) == (9, 11)


def test_a_share_is_rounded_down_to_whole_ones() -> None:
    # 30 % of 42 is 12.6
    after = done(three(), Move("above_degree", "甲", "乙", share=0.3))
    assert figure(after, "甲", "above_degree_primary") == 30


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (Move("backbone", "甲", "乙", 11), "there are 10, 11 cannot be taken"),
        (Move("backbone", "甲", "甲", 1), "the same school"),
        (Move("backbone", "甲", "无", 1), "there is no school “无”"),
        (Move("teaching_area_m2", "甲", "乙", 1), "belongs to its place"),
        (Move("backbone", "甲", "丙", 1, "primary", "primary"), "丙 has no primary pupils"),
        (Move("backbone", "甲", "乙", share=0.05), "less than one"),
        (Move("backbone", "甲", "乙"), "a share between 0 and 1"),
        (Move("backbone", "甲", "乙", 1.5), "not a whole number"),
        (Move("gold", "甲", "乙", 1), "there is no resource “gold”"),
        (Enrol("甲", -1), "above zero"),
        (MovePupils("甲", "乙", 1001), "there are 1000, 1001 cannot be taken"),
        (MovePupils("甲", "丙", 5), "丙 has no primary pupils"),
        (Merge(("甲",), "甲"), "two schools or more"),
        (Merge(("甲", "乙"), "丙"), "丙 is not among the schools"),
        (Merge(("甲", "乙"), "甲", "burn"), "kept or given up"),
        (Close("甲", (Placed("甲", 5),)), "cannot receive its own pupils"),
        (Close("甲", (Placed("乙", 1001),)), "1001 cannot be taken"),
        (Close("甲", (), "甲"), "cannot receive its own resources"),
        (Open(facts({"pupils_primary": 5.0})), "needs a name"),
        (Open(facts({"school": "甲"})), "already"),
        (Open(facts({"school": "新", "storeys": 3.0})), "no column “storeys”"),
        (Open(facts({"school": "新", "school_type": "castle"})), "cannot be “castle”"),
        (Open(facts({"school": "新", "pupils_primary": 5.0}), (Placed("甲", 6),)), "more than its 5"),
        (Set("甲", "school", "乙"), "tells the school apart"),
        (Set("甲", "books", -1.0), "from 0 up"),
        (AddUpTo("backbone", "heaven", "backbone_teachers_per_100"), "heaven"),
        (AddUpTo("backbone", "bound", "happiness"), "no indicator “happiness”"),
        (AddUpTo("books", "bound", "backbone_teachers_per_100"), "does not raise"),
    ],
)
def test_what_cannot_apply_is_refused_with_the_reason(action: Action, why: str) -> None:
    before = done(three(), Set("甲", "books", 100.0))
    assert why in refused(before, action)
    assert refused(before, action).startswith("Action 1 cannot be done: ")


def test_an_action_after_its_school_closed_is_refused_with_its_number() -> None:
    with pytest.raises(RefusedAction) as wrong:
        done(three(), Close("甲", (Placed("乙", 1000),)), Add("甲", "backbone", 1))
    assert wrong.value.number == 2


def test_enrolment_sets_pupils_and_can_set_classes() -> None:
    after = done(three(classes_primary=25), Enrol("甲", 700, classes=18))
    assert (figure(after, "甲", "pupils_primary"), figure(after, "甲", "classes_primary")) == (700, 18)


def test_pupils_who_come_lift_the_largest_class_to_the_average_at_least() -> None:
    # 1,000 pupils in 25 classes; 1,150 make 46 on average
    before = three(classes_primary=25, largest_class_primary=44)
    assert figure(done(before, Enrol("甲", 1150)), "甲", "largest_class_primary") == 46
    assert figure(done(before, Enrol("甲", 1010)), "甲", "largest_class_primary") == 44
    assert "over 45" in said(before, Enrol("甲", 1150))


def test_a_school_of_more_than_two_thousand_is_said() -> None:
    words = said(three(), Enrol("甲", 2001))
    assert "2,001, over 2,000" in words
    assert "1,001 more pupils than before" in words


def test_moved_pupils_stay_in_the_county() -> None:
    after = done(three(), MovePupils("甲", "乙", 60))
    assert (figure(after, "甲", "pupils_primary"), figure(after, "乙", "pupils_primary")) == (940, 560)
    assert "more pupils" not in said(three(), MovePupils("甲", "乙", 60))


def test_a_donor_that_falls_below_its_bound_is_said() -> None:
    assert "甲 (primary) no longer reaches the bound 1.0" in said(three(), Move("backbone", "甲", "乙", 1))


@pytest.mark.parametrize(("to", "least"), [("bound", 10), ("tolerated", 9)])
def test_up_to_a_mark_gives_the_least_whole_number(to: str, least: int) -> None:
    # 1,000 pupils: the bound is 10 backbone teachers, 85 % of it 8.5
    before = three(backbone_primary=2)
    after = done(before, AddUpTo("backbone", to, "backbone_teachers_per_100"))
    assert figure(after, "甲", "backbone_primary") == least
    assert figure(after, "乙", "backbone_primary") == 5


def test_up_to_the_mean_aims_at_the_mean_as_it_stands() -> None:
    # 2 + 5 backbone teachers for 1,500 pupils: 0.4667 per 100, so 甲 needs 4.67 and gets 5
    before = three(backbone_primary=2)
    after = done(before, AddUpTo("backbone", "mean", "backbone_teachers_per_100"))
    assert figure(after, "甲", "backbone_primary") == 5


def test_up_to_the_bound_of_a_shared_thing_serves_both_parts_of_a_combined_school() -> None:
    # weights 400 + 1.1 × 600 = 1,060: the primary part gets 400/1,060 of T and needs 400 × 4.5, T ≥ 4,770;
    # the junior part gets 660/1,060 and needs 600 × 5.8, T ≥ 5,589.09, that is 13 bundles of 80 ㎡ above 4,560
    before = county(school("九", "nine_year", pupils_primary=400, pupils_junior=600, teaching_area_m2=4560, indoor_sports_m2=0))
    after = done(before, AddUpTo("classroom", "bound", "teaching_area_per_pupil"))
    assert figure(after, "九", "teaching_area_m2") == 4560 + 13 * 80


def test_only_the_schools_named_are_helped() -> None:
    before = county(at_the_bounds("甲", backbone_primary=2), at_the_bounds("乙", backbone_primary=3))
    after = done(before, AddUpTo("backbone", "bound", "backbone_teachers_per_100", schools=("乙",)))
    assert after.figures("backbone_primary").tolist() == [2, 10]


def test_adding_to_a_selection_gives_each_the_amount() -> None:
    after = done(three(), Add("", "multimedia_rooms", 2, schools=("甲", "丙")))
    assert after.figures("multimedia_rooms").tolist() == [25, 11.5, 26]


def test_the_cost_of_moves_and_bundles_comes_from_the_price_list() -> None:
    # a move of a teacher 5,000 once, a book 20 yuan for each of two schools, a backbone teacher 120,000 a year
    before = done(three(), Set("甲", "books", 9.0), Set("乙", "books", 9.0))
    actions = (Move("backbone", "甲", "乙", 2), Add("", "book", 10, schools=("甲", "乙")), Add("甲", "backbone_teacher", 1))
    applied = apply(before, Scenario(actions), load_prices())
    assert (applied.once, applied.yearly, applied.cost) == (10_400, 120_000, 130_400)
    assert apply(before, Scenario((Add("甲", "backbone", 1),)), load_prices()).unpriced != ()


def test_what_is_switched_off_is_not_applied_and_costs_nothing() -> None:
    before = three()
    applied = apply(before, Scenario((Add("甲", "backbone_teacher", 1, on=False),)), load_prices())
    assert applied.county is before
    assert (applied.cost, applied.steps) == (0, (None,))


def test_every_prefix_is_the_scenario_cut_there() -> None:
    actions: tuple[Action, ...] = (
        Add("甲", "backbone", 1), Move("backbone", "甲", "乙", 2, on=False), Close("乙", (Placed("甲", 500),)), Enrol("甲", 900),
    )  # fmt: skip
    before = three()
    steps = prefixes(before, Scenario(actions), load_prices())
    assert len(steps) == 3
    for applied, cut in zip(steps, (1, 3, 4), strict=True):
        whole = apply(before, Scenario(actions[:cut]), load_prices())
        assert applied.county.schools.equals(whole.county.schools)
        assert applied.cost == whole.cost


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_actions_that_only_add_and_take_can_stand_in_any_order(order: tuple[int, ...]) -> None:
    stage: Stage = "primary"
    actions = (
        Add("甲", "backbone", 3), Move("backbone", "甲", "乙", 2, stage), MovePupils("甲", "乙", 50),
        Add("乙", "multimedia_rooms", 1),
    )  # fmt: skip
    before = three()
    assert done(before, *(actions[i] for i in order)).schools.equals(done(before, *actions).schools)


def test_the_county_given_stays_as_it_is() -> None:
    before = three()
    copy = before.schools.copy()
    done(before, Add("甲", "backbone", 3), Merge(("甲", "乙"), "乙"), Open(facts({"school": "新", "pupils_primary": 9.0})),
         Close("丙"), Set("乙", "books", 5.0))  # fmt: skip
    assert before.schools.equals(copy)


def test_two_schools_of_one_name_need_the_county_or_the_code() -> None:
    before = county(at_the_bounds("实验小学", county="东"), at_the_bounds("实验小学", county="西"))
    assert "2 schools are called" in refused(before, Add("实验小学", "backbone", 1))
    after = done(before, Add("实验小学", "backbone", 1, county="西"))
    assert after.figures("backbone_primary").tolist() == [10, 11]
    assert "two counties" in refused(before, Merge(("C001", "C002"), "C001"))
    assert replace(Add("a", "b", 1), note="x").note == "x"
