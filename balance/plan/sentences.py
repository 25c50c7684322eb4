"""A plan in words: what it takes, what it reaches, how far that is proved, what is in its way."""

from __future__ import annotations

import math
from collections.abc import Sequence

from balance.numbers import decimal, money, percent
from balance.plan.goal import Goal, Plan
from balance.plan.phases import Phase
from balance.standard import Standard
from balance.words import Message, msg, msgn

__all__ = ["goal_told", "outcome_told", "phases_told", "plan_headline", "point_told", "proof", "search_told"]


def goal_told(goal: Goal, standard: Standard) -> Message:
    """What must hold afterwards."""
    rule = standard.school_rule
    if goal.reach == "met" and rule is not None:
        reached = msg("every school reaches {met} of {total} bounds and {share} of the rest", met=rule.met,
                      total=len(standard.indicators), share=percent(rule.share, 0))  # fmt: skip
        return _with_cvs(goal, standard, reached)
    return outcome_told(goal, standard)


def outcome_told(goal: Goal, standard: Standard) -> Message:
    """The same in fewer words, for a title."""
    rule = standard.school_rule
    if not goal.reach or rule is None:
        return _with_cvs(goal, standard, None)
    if goal.reach == "met":
        return _with_cvs(goal, standard, msg("every school keeps the school rule"))
    return _with_cvs(goal, standard, msg("every school reaches {share} of every bound", share=percent(rule.share, 0)))


def _with_cvs(goal: Goal, standard: Standard, reached: Message | None) -> Message:
    """What schools reach, what the CVs keep, and on how many indicators."""
    single = standard.balance_rule is not None and standard.balance_rule.kind == "each_cv"
    kept = msg("every CV is within its limit") if single else msg("the mean of the CVs is within its limit")
    if reached is not None and goal.cv:
        told = msg("{first}, and {second}", first=reached, second=kept)
    elif reached is not None or goal.cv:
        told = reached or kept
    else:
        return msg("no goal is chosen")
    if not goal.indicators:
        return told
    return msg("{goal} (counting {some} of {total} indicators)", goal=told, some=len(goal.indicators),
               total=len(standard.indicators))  # fmt: skip


def plan_headline(plan: Plan, goal: Goal, standard: Standard, schools: int, passes: bool | None) -> Message:
    """The answer in one sentence. schools: how many get something by the plan; passes: the county's verdict after it."""
    if plan.scenario is None:
        return msg("No plan: {why}", why=plan.why)
    outcome = msg("the county passes") if passes else outcome_told(goal, standard)
    if not plan.scenario.actions:
        return msg("Nothing has to be done: {outcome} already", outcome=outcome)
    if goal.least == "moved":
        return msgn("{n} move between schools is enough, and {outcome}", "{n} moves between schools are enough, and {outcome}",
                    round(plan.cost), outcome=outcome)  # fmt: skip
    if plan.status == "optimal":
        return msgn("At least {cost} for {n} school, and {outcome}", "At least {cost} for {n} schools, and {outcome}",
                    schools, cost=money(plan.cost), outcome=outcome)  # fmt: skip
    return msgn("{cost} will do for {n} school, and {outcome}", "{cost} will do for {n} schools, and {outcome}",
                schools, cost=money(plan.cost), outcome=outcome)  # fmt: skip


def proof(plan: Plan, goal: Goal) -> Message:
    """How far it is proved that nothing less does it."""
    if plan.scenario is None:
        return plan.why
    if plan.status == "optimal":
        if goal.least == "moved":
            return msg("Proved: no plan moves fewer")
        return msg("Proved: no cheaper plan in whole numbers reaches the goal")
    if goal.least == "moved":
        return msg("The best found; proved is that at least {n} must be moved", n=decimal(math.ceil(plan.bound - 1e-6), 0))
    return msg("The best found; it costs at most {gap} more than the least, which is at least {bound}",
               gap=percent(_over(plan), 1), bound=money(plan.bound))  # fmt: skip


def _over(plan: Plan) -> float:
    """By what share of the bound the plan may cost too much."""
    return (plan.cost - plan.bound) / plan.bound if plan.bound > 0 else float("nan")


def search_told(best: float, bound: float, gap: float, goal: Goal) -> Sequence[Message]:
    """How far a search is: best, bound, gap."""
    moved = goal.least == "moved"

    def shown(value: float) -> object:
        return decimal(value, 0) if moved else money(value)

    found = [msg("best so far {best}", best=shown(best)) if math.isfinite(best) else msg("no plan found yet")]
    if math.isfinite(bound) and bound > 0:
        found.append(msg("proved: at least {bound}", bound=shown(bound)))
    if math.isfinite(gap):
        found.append(msg("gap {gap}", gap=percent(gap, 2)))
    return found


def phases_told(phases: Sequence[Phase], place: str) -> Message:
    """How long the plan takes, and what a year costs."""
    dearest = money(max(phase.once + phase.yearly for phase in phases))
    passing = next((phase.number for phase in phases if phase.after.verdict(place)), None)
    if passing is None:
        return msgn("In {n} year, the dearest year {cost}", "In {n} years, the dearest year {cost}", len(phases), cost=dearest)
    return msgn("In {n} year, the dearest year {cost}; the county passes after year {passing}",
                "In {n} years, the dearest year {cost}; the county passes after year {passing}",
                len(phases), cost=dearest, passing=str(passing))  # fmt: skip


def point_told(cost: float, passing: int, parts: int, excess: float, digits: int) -> Message:
    """One point of what money buys."""
    facts = {"cost": money(cost), "passing": str(passing), "parts": str(parts)}
    if excess <= 0:
        return msg("{cost}: {passing} of {parts} school parts, every CV within its limit", **facts)
    return msg("{cost}: {passing} of {parts} school parts, a CV up to {excess} over its limit", excess=decimal(excess, digits),
               **facts)  # fmt: skip
