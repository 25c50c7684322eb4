"""A plan spread over years: small ones checked by eye, and what cannot be spread."""

from __future__ import annotations

import pytest

from balance.assess import assess
from balance.errors import UnusableInput
from balance.plan.phases import Phase, phased
from balance.pricelist import Prices, parse_prices
from balance.scenario.actions import Action, Add, AddUpTo, Move, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from tests.counties import county, school

QUALITY = load("quality-2017")


def bundle(id: str, adds: str, cost: float, every: str = "once", per: str = "stage") -> str:  # noqa: A002 - the file's word
    return (f'[[bundle]]\nid = "{id}"\ntitle_zh = "{id}"\ntitle_en = "{id}"\nadds = {{ {adds} }}\ncost = {cost}\n'
            f'every = "{every}"\nper = "{per}"\n')  # fmt: skip


def listed(*bundles: str) -> Prices:
    moves = '[[move]]\nresource = "star"\ncost = 10\nkeep = "none"\n'
    return parse_prices('[prices]\nid = "t"\ntitle_zh = "t"\ntitle_en = "t"\nyear = 2024\n' + "".join(bundles) + moves, "t.toml")


STAR = bundle("star", "backbone = 1", 100)
ROOM = bundle("room", "teaching_area_m2 = 80", 240, per="school")
YEARLY_STAR = bundle("star", "backbone = 1", 120, "year")


def stars(name: str, pupils: int, backbone: int, **more: object):
    return school(name, pupils_primary=pupils, backbone_primary=backbone, **more)


# 300 pupils ask for 2.55 at 85 %, so 甲 lacks one; 200 ask for 1.7, so 丙 lacks two; the CV is 0.425, within 0.50
THREE = county(stars("甲", 300, 2), stars("乙", 1000, 10), stars("丙", 200, 0))


def years(actions: tuple[Action, ...], prices: Prices, budget: float, table=THREE) -> tuple[Phase, ...]:
    return phased(table, QUALITY, prices, Scenario(actions), budget)


def given(phase: Phase) -> dict[str, float]:
    return {f"{action.school} {action.resource}": action.amount for action in phase.scenario.actions if isinstance(action, Add)}


def test_three_schools_by_eye_the_one_that_needs_least_first() -> None:
    # one teacher brings 甲 from 2 to 3, all the way; each of two brings 丙 half of its way: 甲 comes first
    found = years((Add("C003", "star", 2.0, "primary"), Add("C001", "star", 1.0, "primary")), listed(STAR), 100)
    assert [given(phase) for phase in found] == [{"C001 star": 1}, {"C003 star": 1}, {"C003 star": 1}]
    assert [(phase.number, phase.once, phase.yearly) for phase in found] == [(1, 100, 0), (2, 100, 0), (3, 100, 0)]


def test_what_is_left_of_a_year_goes_to_what_still_fits() -> None:
    # 250 a year: 甲's teacher and one of 丙's, then the other; 50 are left over and not carried on
    found = years((Add("C003", "star", 2.0, "primary"), Add("C001", "star", 1.0, "primary")), listed(STAR), 250)
    assert [given(phase) for phase in found] == [{"C003 star": 1, "C001 star": 1}, {"C003 star": 1}]


def test_the_same_help_for_less_money_comes_first() -> None:
    # both schools lack one; 甲's would be bought at 100, 丙's at 60
    prices = listed(STAR, bundle("cheap", "backbone = 1", 60))
    table = county(stars("甲", 300, 2), stars("乙", 1000, 10), stars("丙", 300, 2))
    found = years((Add("C001", "star", 1.0, "primary"), Add("C003", "cheap", 1.0, "primary")), prices, 100, table)
    assert [given(phase) for phase in found] == [{"C003 cheap": 1}, {"C001 star": 1}]


def test_what_was_begun_is_paid_in_every_later_year() -> None:
    # 240 a year pay two teachers of 120; the third would make 360
    table = county(stars("甲", 300, 2), stars("乙", 1000, 10), stars("丙", 200, 0))
    found = years((Add("C003", "star", 2.0, "primary"), Add("C001", "star", 1.0, "primary")), listed(YEARLY_STAR), 360, table)
    assert [(phase.once, phase.yearly) for phase in found] == [(0, 360)]
    with pytest.raises(UnusableInput, match="360"):
        years((Add("C003", "star", 2.0, "primary"), Add("C001", "star", 1.0, "primary")), listed(YEARLY_STAR), 240, table)


def test_a_teacher_waits_where_paying_him_would_leave_no_year_for_the_room() -> None:
    # teacher (120 each year) and room (240 once) with 300: the teacher first would leave 180 a year, never 240
    table = county(stars("甲", 300, 2, teaching_area_m2=1300), stars("乙", 1000, 10, teaching_area_m2=4500))
    found = years((Add("C001", "star", 1.0, "primary"), Add("C001", "room", 1.0)), listed(YEARLY_STAR, ROOM), 300, table)
    assert [given(phase) for phase in found] == [{"C001 room": 1}, {"C001 star": 1}]
    assert [(phase.once, phase.yearly) for phase in found] == [(240, 0), (0, 120)]


def test_one_room_dearer_than_a_year_is_refused_with_its_price() -> None:
    table = county(stars("甲", 300, 2, teaching_area_m2=1300), stars("乙", 1000, 10, teaching_area_m2=4500))
    with pytest.raises(UnusableInput, match="240"):
        years((Add("C001", "room", 1.0),), listed(STAR, ROOM), 239, table)


def test_moves_are_spread_like_additions() -> None:
    found = years((Move("star", "C002", "C003", 2.0, "primary"),), listed(STAR), 10)
    assert [phase.scenario.actions for phase in found] == [(Move("star", "C002", "C003", 1.0, "primary"),)] * 2
    assert float(found[-1].after.county.figures("backbone_primary")[1]) == 8


def test_the_last_year_ends_where_the_plan_ends() -> None:
    actions = (Add("C003", "star", 2.0, "primary"), Add("C001", "star", 1.0, "primary"))
    whole = assess(apply(THREE, Scenario(actions), listed(STAR)).county, QUALITY)
    found = years(actions, listed(STAR), 100)
    assert (found[-1].after.value[:, 1] == whole.value[:, 1]).all()
    assert int((found[0].after.status == whole.status).all()) == 0


def test_one_action_for_several_schools_is_spread_school_by_school() -> None:
    found = years((Add("", "star", 1.0, "primary", schools=("C001", "C003")),), listed(STAR), 100)
    assert [given(phase) for phase in found] == [{"C001 star": 1}, {"C003 star": 1}]


def test_nothing_to_do_takes_no_years() -> None:
    assert years((), listed(STAR), 100) == ()
    assert years((Add("C001", "star", 1.0, "primary", on=False),), listed(STAR), 100) == ()


def test_a_broken_unit_comes_last() -> None:
    table = county(*(school(name, pupils_primary=100, sports_ground_m2=area) for name, area in (("甲", 700.0), ("乙", 800.0))))
    prices = listed(STAR, bundle("ground", "sports_ground_m2 = 1", 1, per="school"))
    found = years((Add("C001", "ground", 50.5),), prices, 30, table)
    assert [given(phase)["C001 ground"] for phase in found] == [30, 20.5]


@pytest.mark.parametrize("budget", [0.0, -1.0, float("nan"), float("inf")])
def test_a_budget_must_be_an_amount(budget: float) -> None:
    with pytest.raises(UnusableInput):
        years((Add("C001", "star", 1.0, "primary"),), listed(STAR), budget)


def test_other_actions_are_not_spread() -> None:
    with pytest.raises(UnusableInput):
        years((AddUpTo("star", "bound", "backbone_teachers_per_100"),), listed(STAR), 100)
    with pytest.raises(UnusableInput):
        years((Move("star", "C002", "C003", None, "primary", share=0.5),), listed(STAR), 100)
