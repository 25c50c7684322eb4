"""Two scenarios of one county held against each other."""

from __future__ import annotations

from balance.assess import assess
from balance.county import County
from balance.pricelist import load_prices
from balance.scenario.actions import Action, Add, Scenario
from balance.scenario.apply import apply
from balance.scenario.difference import Option, difference, nearest, passing
from balance.standard_file import load
from tests.counties import at_the_bounds, county


def option(before: County, title: str, *actions: Action) -> Option:
    standard, scenario = load("quality-2017"), Scenario(actions, title)
    applied = apply(before, scenario, load_prices(), standard)
    return Option(title, scenario, applied, assess(applied.county, standard))


def short_of_backbone() -> County:
    """乙 lacks 8 of its 10 backbone teachers; alone in the county with 甲, its CV is over the limit."""
    return county(at_the_bounds("甲"), at_the_bounds("乙", backbone_primary=2))


def said(first: Option, second: Option) -> str:
    return "\n".join(str(message) for message in difference(first, second, ""))


def test_the_verdict_comes_first_then_the_cv_the_schools_and_the_cost() -> None:
    before = short_of_backbone()
    today, helped = option(before, "Today"), option(before, "B", Add("乙", "backbone_teacher", 8))
    lines = said(today, helped).splitlines()
    assert lines[0] == "B passes, Today does not"
    # 10 and 2 per 1,000: mean 6, spread 4, CV 2/3
    assert "0.667 with Today is not" in lines[1]
    assert "1 of 2 with Today, 2 of 2 with B" in lines[2]
    # 8 teachers at 120,000 yuan a year
    assert lines[3] == "B costs 960,000 yuan more"
    assert lines[4] == "1 action is only in B"
    assert said(helped, today).splitlines()[0] == "B passes, Today does not"
    assert "Today costs 960,000 yuan less" in said(helped, today)


def test_two_that_are_equal_come_to_the_same() -> None:
    before = short_of_backbone()
    first, second = (option(before, title, Add("乙", "backbone", 1)) for title in "AB")
    assert said(first, second) == "A and B come to the same figures and the same cost"


def test_the_nearest_has_fewest_points_against_it_and_costs_least() -> None:
    before = short_of_backbone()
    options = [
        option(before, "A", Add("乙", "backbone", 1)), option(before, "B", Add("乙", "backbone_teacher", 8)),
        option(before, "C", Add("乙", "backbone", 8)),
    ]  # fmt: skip
    assert nearest(options, "") == 2
    assert [passing(entry, "") for entry in options] == [(1, 2), (2, 2), (2, 2)]
