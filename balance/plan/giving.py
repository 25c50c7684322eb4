"""What would have to give where no plan reaches the goal.

Needs and cones are made elastic: each may be broken, at a cost for every share of it, and nothing else costs anything. The
rows that stay broken in the least broken plan are named. Moves, stocks, caps and schools left out stay as the goal says.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from balance.assess import Assessment
from balance.columns import STAGES_JUDGED
from balance.plan.goal import Goal
from balance.plan.intervals import Intervals
from balance.plan.model import Model
from balance.plan.pieces import stuck
from balance.plan.problem import Cone, Line, Mean, Problem
from balance.plan.work import Work
from balance.sentences import stage_title
from balance.words import Message, msg, msgn

__all__ = ["what_gives"]

_ROUNDS = 15
_SHARE = 1e-6  # what is broken by less is not
_SECONDS = (2.0, 10.0)  # at least, even where the time is up, and at most


def what_gives(before: Assessment, goal: Goal, problem: Problem, work: Work) -> tuple[Message, ...]:
    """One message for each line that cannot be kept: the parts that stay short, by indicator; the CVs that stay above
    their limit; then what the goal itself forbids that has to do with it."""
    broken: list[Line | Cone | Mean] = [*stuck(problem)]
    nothing = {id(entry) for entry in broken}
    if not broken:
        broken = _least_broken(problem, work)
    parts: dict[tuple[int, bool], list[int]] = defaultdict(list)
    found = []
    for entry in broken:
        if isinstance(entry, Line):
            parts[entry.k, id(entry) in nothing].append(entry.row)
        elif isinstance(entry, Cone):
            found.append(_of_cone(before, entry))
        else:
            stage = stage_title(STAGES_JUDGED[entry.group % len(STAGES_JUDGED)])
            found.append(msg("{stage}: the mean of the CVs cannot be brought within {limit}", stage=stage,
                             limit=f"{entry.limit:g}"))  # fmt: skip
    needs = [_of_parts(before, k, rows, never=never) for (k, never), rows in parts.items()]
    rows = {row for listed in parts.values() for row in listed}
    return (*needs, *found, *_own_words(before, goal, rows))


def _least_broken(problem: Problem, work: Work) -> list[Line | Cone | Mean]:
    model, work = Model(problem, np.inf, Intervals(problem), {}, elastic=True), work.spare(*_SECONDS)
    rows: list[Line | Cone | Mean] = []
    for whole in (False, True):
        # the continuous answer names nearly the same rows; in whole numbers there may be more of them
        for _ in range(_ROUNDS):
            if work.left() <= 0:
                break
            found = model.solve(work.left() * (0.5 if whole else 1.0), whole=whole, gap=1e-2)
            if found.columns is None:
                break
            columns = found.columns
            rows = [what for what, column in model.broken if columns[column] > _SHARE] or rows
            if not model.tighten(found.columns, 1e-6):
                break
        if rows:
            break
    return rows


def _of_parts(before: Assessment, k: int, rows: list[int], *, never: bool) -> Message:
    names = before.county.words("school")
    schools = list(dict.fromkeys(str(names[before.parts.school[row]]) for row in rows))
    indicator = before.standard.indicators[k].short
    if never:
        return msg("nothing that may be added or moved raises {indicator} at: {schools}", indicator=indicator, schools=schools)
    return msg("{indicator} cannot be brought up at: {schools}", indicator=indicator, schools=schools)


def _of_cone(before: Assessment, cone: Cone) -> Message:
    stage = stage_title(STAGES_JUDGED[cone.group % len(STAGES_JUDGED)])
    indicator = before.standard.indicators[cone.k].short
    return msg("{stage} {indicator}: the CV cannot be brought within {limit}", stage=stage, indicator=indicator,
               limit=f"{cone.limit:g}")  # fmt: skip


def _own_words(before: Assessment, goal: Goal, rows: set[int]) -> list[Message]:
    """What the goal forbids and would have to allow."""
    found = []
    codes, names = before.county.words("school_code"), before.county.words("school")
    schools = {str(codes[before.parts.school[row]]): str(names[before.parts.school[row]]) for row in sorted(rows)}
    left_out = [name for code, name in schools.items() if code in goal.excluded]
    capped = [name for code, name in schools.items() if any(a.school == code and a.most is not None for a in goal.allowances)]
    if left_out:
        found.append(msg("left out by the goal: {schools}", schools=left_out))
    if capped:
        found.append(msg("held back by what the goal allows them at most: {schools}", schools=capped))
    if goal.most_schools is not None:
        found.append(msgn("no more than {n} school may be touched", "no more than {n} schools may be touched", goal.most_schools))
    return found
