"""Up to a mark: the least whole number of a bundle with which a part's indicator reaches the bound, the tolerated share
of it, or the county's mean."""

from __future__ import annotations

import math

import numpy as np

from balance.assess import Assessment, assess
from balance.bounds import Floats, reaches
from balance.choice import fitting_standard
from balance.columns import STAGES_JUDGED, Stage
from balance.errors import RefusedAction
from balance.scenario.actions import AddUpTo
from balance.scenario.gains import gains
from balance.scenario.goods import bill, bundle_of, give
from balance.scenario.ledger import Ledger
from balance.scenario.step import Given, Step, Terms
from balance.words import Message, msg

__all__ = ["MARKS", "add_up_to"]

MARKS = ("bound", "tolerated", "mean")


def add_up_to(ledger: Ledger, action: AddUpTo, terms: Terms) -> Step:
    """Give every school below the mark (or every one of those named) just enough to reach it.

    n = ⌈(mark · P ÷ times − x) ÷ g⌉ with g what one more of the bundle adds to the part's numerator, found by adding one
    and counting again, so that shared goods of a combined school are split as ever; a school gets what its neediest part
    asks for. "mean" is the county's as it stands before this action. Parts without a value are passed over and said.
    """
    county = ledger.county()
    standard = terms.standard or fitting_standard(county)
    ids = [indicator.id for indicator in standard.indicators]
    if action.indicator not in ids:
        raise RefusedAction(msg("{standard} has no indicator “{id}”", standard=standard.title, id=action.indicator))
    if action.to not in MARKS:
        raise RefusedAction(msg("the mark “{got}” is not known; known: {known}", got=action.to, known=list(MARKS)))
    k, bundle = ids.index(action.indicator), bundle_of(action.resource, terms.prices)
    assessment = assess(county, standard)
    marks = _marks(assessment, k, action.to)
    rows = _concerned(ledger, action, assessment)
    if not np.isfinite(marks[rows]).any():
        raise RefusedAction(msg("“{indicator}” has no such mark here", indicator=standard.indicators[k].short))
    gain = gains(assessment, bundle)[:, k]
    if not (gain[rows] > 0).any():
        raise RefusedAction(
            msg("{resource} does not raise “{indicator}”", resource=bundle.title, indicator=standard.indicators[k].short)
        )
    needs, unknown = _needs(assessment, k, rows, marks, gain, staged=bundle.per == "stage")
    given: list[Given] = []
    warnings: list[Message] = []
    codes, places = assessment.county.words("school_code"), assessment.county.words("county")
    for (school, stage), amount in needs.items():
        row = ledger.find(str(codes[school]), str(places[school]))
        warnings += give(ledger, row, stage, bundle, amount)
        given.append(Given(ledger.name(row), stage, amount))
    if unknown:
        warnings.append(msg("no figure to aim from, so nothing was added: {schools}", schools=unknown))
    return bill(bundle, terms.prices, given, warnings)


def _marks(assessment: Assessment, k: int, to: str) -> Floats:
    """The mark of every part, in the indicator's own unit; NaN where there is none."""
    if to == "mean":
        return np.asarray(assessment.dispersion.mean[assessment.parts.group, k])
    rule = assessment.standard.school_rule
    share = 1.0 if to == "bound" else (rule.share if rule is not None else np.nan)
    return np.asarray(assessment.bound[:, k] * share)


def _concerned(ledger: Ledger, action: AddUpTo, assessment: Assessment) -> list[int]:
    """The parts that the action is about."""
    parts, codes = assessment.parts, assessment.county.words("school_code")
    places = assessment.county.words("county")
    named = None
    if action.schools is not None:
        rows = [ledger.find(school, action.county) for school in action.schools]
        named = {(ledger.word("county", row), ledger.word("school_code", row)) for row in rows}
    found = []
    for row in range(len(parts)):
        school = (places[parts.school[row]], codes[parts.school[row]])
        if action.stage is not None and STAGES_JUDGED[parts.stage[row]] != action.stage:
            continue
        if action.county and school[0] != action.county:
            continue
        if named is None or school in named:
            found.append(row)
    return found


def _needs(
    assessment: Assessment, k: int, rows: list[int], marks: Floats, gain: Floats, *, staged: bool
) -> tuple[dict[tuple[int, Stage | None], float], list[str]]:
    """How many each school (and stage, for what is counted by stage) needs, and the schools without a figure."""
    parts, times = assessment.parts, assessment.standard.indicators[k].times
    needs: dict[tuple[int, Stage | None], float] = {}
    unknown: list[str] = []
    for row in rows:
        value, mark = float(assessment.value[row, k]), float(marks[row])
        if np.isnan(mark) or reaches(np.array(value), mark):
            continue
        if np.isnan(value) or not gain[row] > 0:
            unknown.append(str(assessment.county.words("school")[parts.school[row]]))
            continue
        has, pupils, each = float(assessment.numerator[row, k]), float(parts.pupils[row]), float(gain[row])
        amount = max(math.ceil((mark * pupils / times - has) / each) - 1, 1)
        while not reaches(np.array(times * (has + amount * each) / pupils), mark):
            amount += 1
        key = (int(parts.school[row]), STAGES_JUDGED[parts.stage[row]] if staged else None)
        needs[key] = max(needs.get(key, 0.0), float(amount))
    return needs, list(dict.fromkeys(unknown))
