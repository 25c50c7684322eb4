"""Small counties acted upon: what comes out, what is refused, what is said."""

from __future__ import annotations

import pytest

from balance.assess import assess
from balance.county import County
from balance.errors import RefusedAction
from balance.pricelist import load_prices
from balance.scenario import checks
from balance.scenario.actions import Action, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from tests.counties import at_the_bounds, county


def three(**changed: object) -> County:
    """Two primary schools and a junior one, each exactly at every bound."""
    return county(at_the_bounds("甲", **changed), at_the_bounds("乙", times=0.5), at_the_bounds("丙", "junior"))


def done(before: County, *actions: Action) -> County:
    return apply(before, Scenario(actions), load_prices(), load("quality-2017")).county


def figure(after: County, name: str, column: str) -> float:
    return float(after.figures(column)[after.find(name)])


def refused(before: County, *actions: Action) -> str:
    with pytest.raises(RefusedAction) as wrong:
        done(before, *actions)
    return str(wrong.value)


def said(before: County, *actions: Action) -> str:
    standard = load("quality-2017")
    applied = apply(before, Scenario(actions), load_prices(), standard)
    found = [*applied.warnings, *checks.warnings(assess(before, standard), assess(applied.county, standard))]
    return "\n".join(str(message) for message in found)
