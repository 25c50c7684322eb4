"""What would have to give where no plan reaches the goal."""

from __future__ import annotations

from balance.assess import Assessment
from balance.plan.goal import Goal
from balance.plan.problem import Problem
from balance.plan.work import Work
from balance.words import Message

__all__ = ["what_gives"]


def what_gives(before: Assessment, goal: Goal, problem: Problem, work: Work) -> tuple[Message, ...]:
    """One message for each line that cannot be kept."""
    return ()
