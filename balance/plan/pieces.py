"""A problem taken apart into problems that have nothing to do with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from balance.plan.problem import Cone, Line, Problem, Rule

__all__ = ["Piece", "pieces", "stuck"]

Piece = tuple[np.ndarray, Problem]


def stuck(problem: Problem) -> list[Line | Cone]:
    """The needs that no lever can meet, and the cones that are broken and that no lever changes."""
    lines: list[Line | Cone] = []
    if problem.passing is None:
        lines += [line for rule in problem.rules for line in rule.share if not len(line.levers)]
    for cone in problem.cones:
        if not len(cone.lever) and np.isfinite(cone.limit) and _broken(cone):
            lines.append(cone)
    return lines


def _broken(cone: Cone) -> bool:
    total = float(cone.start.sum())
    length = float(np.sqrt(((cone.start / cone.weight) ** 2).sum()))
    return total <= 0 or length > np.sqrt(1 + cone.limit**2) * total * (1 + 1e-12)


def pieces(problem: Problem) -> list[Piece]:
    """The problem's parts that share no lever, line, rule or cone: each with its levers' places and as a problem of its
    own. A number of schools or of passing parts, and a budget, hold everything together."""
    if problem.most_schools is not None or problem.passing is not None:
        return [(np.arange(len(problem.levers)), problem)]
    root = list(range(len(problem.levers)))

    def top(j: int) -> int:
        while root[j] != j:
            root[j] = root[root[j]]
            j = root[j]
        return j

    def join(levers: Iterable[int]) -> None:
        first = -1
        for j in levers:
            first = top(j) if first < 0 else first
            root[top(j)] = first

    for line in problem.lines:
        join(line.levers.tolist())
    for rule in problem.rules:
        if rule.count:
            join(_of_rule(rule))
        else:
            for line in rule.share:
                join(line.levers.tolist())
    for cone in problem.cones:
        join(cone.lever.tolist())
    for mean in problem.means:
        join(j for at in mean.cones for j in problem.cones[at].lever.tolist())
    members: dict[int, list[int]] = defaultdict(list)
    for j in range(len(problem.levers)):
        members[top(j)].append(j)
    held = {top(int(cone.lever[0])) for cone in problem.cones if len(cone.lever)}
    # what no cone holds is quick to solve: all of it at once
    together: dict[int, list[int]] = defaultdict(list)
    for first, levers in members.items():
        together[first if first in held else -1] += levers
    return [_piece(problem, np.array(levers, dtype=np.intp)) for levers in together.values()]


def _of_rule(rule: Rule) -> list[int]:
    return [j for line in (*rule.share, *rule.full) for j in line.levers.tolist()]


def _piece(problem: Problem, levers: np.ndarray) -> Piece:
    place = np.full(len(problem.levers), -1, dtype=np.intp)
    place[levers] = np.arange(len(levers))

    def mine(line: Line) -> bool:
        return bool(len(line.levers)) and place[line.levers[0]] >= 0

    def moved(line: Line) -> Line:
        return replace(line, levers=place[line.levers])

    rules = []
    for rule in problem.rules:
        share, full = (tuple(moved(line) for line in lines if mine(line)) for lines in (rule.share, rule.full))
        if rule.count and any(place[j] >= 0 for j in _of_rule(rule)):
            rules.append(replace(rule, share=share, full=full))
        elif share and not rule.count:
            rules.append(replace(rule, share=share, full=()))
    cones = [at for at, cone in enumerate(problem.cones) if len(cone.lever) and place[cone.lever[0]] >= 0]
    fixed = [at for at, cone in enumerate(problem.cones) if not len(cone.lever)]
    means, kept = [], list(cones)
    for mean in problem.means:
        if any(at in cones for at in mean.cones):
            kept += [at for at in mean.cones if at in fixed]
    at_new = {at: n for n, at in enumerate(kept)}
    for mean in problem.means:
        if any(at in cones for at in mean.cones):
            means.append(replace(mean, cones=tuple(at_new[at] for at in mean.cones)))
    return levers, Problem(
        levers=tuple(problem.levers[j] for j in levers.tolist()),
        lines=tuple(moved(line) for line in problem.lines if mine(line)),
        rules=tuple(rules),
        cones=tuple(replace(problem.cones[at], lever=place[problem.cones[at].lever]) for at in kept),
        means=tuple(means),
        passing=problem.passing,
        most_schools=problem.most_schools,
    )
