"""A plan as the plain values that the command line prints."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

from balance.assess import Assessment
from balance.baseline import fingerprint
from balance.county import County
from balance.plan.goal import Plan
from balance.records import assessment_record
from balance.scenario.file import dump_scenario
from balance.words import msg, render

__all__ = ["plan_record"]


def plan_record(plan: Plan, county: County, after: Assessment | None, seconds: float, lang: str) -> dict[str, Any]:
    """status, cost, bound, gap, seconds, scenario, after, why; null for what there is none of. after: the county judged
    with the plan carried out, None without a plan."""
    figures = {"cost": plan.cost, "bound": plan.bound, "gap": plan.gap}
    scenario = plan.scenario
    if scenario is not None:
        scenario = replace(scenario, title=render(msg("Least-cost plan"), lang), baseline=fingerprint(county))
    return {
        "status": plan.status,
        **{name: figure if math.isfinite(figure) else None for name, figure in figures.items()},
        "seconds": seconds,
        "scenario": json.loads(dump_scenario(scenario)) if scenario is not None else None,
        "after": assessment_record(after, lang) if after is not None else None,
        "why": ("；" if lang == "zh" else "; ").join(render(line, lang) for line in (plan.why, *plan.gives)),
    }
