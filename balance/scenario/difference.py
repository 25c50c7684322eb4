"""Two scenarios of one county held against each other, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balance.assess import NO, YES, Assessment
from balance.columns import STAGES_JUDGED
from balance.numbers import decimal, money
from balance.scenario.actions import Scenario
from balance.scenario.apply import Applied
from balance.sentences import failures, stage_title
from balance.words import Message, msg, msgn

__all__ = ["Option", "difference", "nearest", "passing"]


@dataclass(frozen=True, slots=True)
class Option:
    """A scenario with what comes of it; today is the empty one."""

    title: str
    scenario: Scenario
    applied: Applied
    assessment: Assessment


def passing(option: Option, county: str) -> tuple[int, int]:
    """How many school parts of the county pass, and how many there are."""
    passes = option.assessment.passes[option.assessment.rows_of_county(county)]
    return int((passes == YES).sum()), len(passes)


def nearest(options: list[Option], county: str) -> int:
    """The option with fewest points against the county, the cheapest of them, the earliest at a tie."""
    return min(range(len(options)), key=lambda i: (len(failures(options[i].assessment, county)), options[i].applied.cost, i))


def difference(first: Option, second: Option, county: str) -> list[Message]:
    """What the second comes to that the first does not, the verdict first; one sentence where they come to the same."""
    names = {"first": first.title, "second": second.title}
    found: list[Message] = []
    a, b = first.assessment, second.assessment
    if a.verdict(county) != b.verdict(county):
        if b.verdict(county):
            found.append(msg("{second} passes, {first} does not", **names))
        elif a.verdict(county):
            found.append(msg("{first} passes, {second} does not", **names))
    for stage in STAGES_JUDGED:
        old, new = a.group_of(county, stage), b.group_of(county, stage)
        digits = a.standard.precision.cv
        for k, indicator in enumerate(a.standard.indicators):
            was, now = a.within[old, k], b.within[new, k]
            if {int(was), int(now)} != {YES, NO}:
                continue
            cvs = {"a": decimal(float(a.dispersion.cv[old, k]), digits), "b": decimal(float(b.dispersion.cv[new, k]), digits)}
            facts = {"stage": stage_title(stage), "indicator": indicator.short, **cvs, **names}
            found.append(
                msg("{stage} {indicator}: CV {b} with {second} is within the limit, {a} with {first} is not", **facts)
                if now == YES
                else msg("{stage} {indicator}: CV {a} with {first} is within the limit, {b} with {second} is not", **facts)
            )
    (few, all_), (more, others) = passing(first, county), passing(second, county)
    if (few, all_) != (more, others):
        found.append(
            msg("schools that pass, by stage: {a} of {n} with {first}, {b} of {m} with {second}", a=few, n=all_, b=more, m=others,
                **names)
        )  # fmt: skip
    gap = second.applied.cost - first.applied.cost
    if gap > 0:
        found.append(msg("{second} costs {sum} more", sum=money(gap), **names))
    elif gap < 0:
        found.append(msg("{second} costs {sum} less", sum=money(-gap), **names))
    if not found and _same(a, b):
        return [msg("{first} and {second} come to the same figures and the same cost", **names)]
    if not found:
        found.append(msg("{first} and {second} differ in single figures only; verdicts and cost are the same", **names))
    own = [action for action in second.scenario.actions if action.on and action not in first.scenario.actions]
    if own:
        found.append(msgn("{n} action is only in {second}", "{n} actions are only in {second}", len(own), **names))
    return found


def _same(a: Assessment, b: Assessment) -> bool:
    return a.value.shape == b.value.shape and bool(np.array_equal(a.value, b.value, equal_nan=True))
