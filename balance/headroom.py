"""How near the line: how many pupils may arrive, or how many of a thing may leave, before a bound or a CV limit breaks.

Our own analysis. One school changes at a time; the others stay as they are, and so do the concessions in force.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.assess import YES, Assessment
from balance.bounds import MET, TOLERATED, Floats, reaches, within
from balance.columns import STAGES_JUDGED
from balance.pricelist import Bundle
from balance.scenario.gains import gains
from balance.sensitivity import totals

__all__ = ["ANY_NUMBER", "Headroom", "first_break", "leaving", "limits_kept", "marks_kept", "of_first", "whole_room"]

ANY_NUMBER = np.inf
_Holds = Callable[[Floats], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Headroom:
    """One entry a part.

    room       the largest whole number that still keeps every line; `ANY_NUMBER` where none is ever crossed
    indicator  whose line would be crossed by one more; -1 where none is
    limit      True: a CV limit; False: a bound (or the tolerated share of it, where that is what the part keeps now)
    part       the row of the part whose value or CV that is: the part itself, or the school's other stage
    """

    room: Floats
    indicator: NDArray[np.intp]
    limit: NDArray[np.bool_]
    part: NDArray[np.intp]


def leaving(assessment: Assessment, bundle: Bundle) -> Headroom:
    """How many of the bundle may leave each part (its whole school, where the bundle belongs to the school).

    Only lines that are kept now are counted: a bound that is reached, the tolerated share where only that is reached, a
    CV within its limit. A bound breaks beyond (x − m·P/times)/g; a CV limit L at the first root n of

        N·(Q + (x − n·g)²/P − x²/P) = (1 + L²)·(T − n·g)²
    """
    parts, gain = assessment.parts, gains(assessment, bundle)
    has, own = assessment.numerator, assessment.parts.pupils[:, None]
    mark = marks_kept(assessment)
    times = np.array([indicator.times for indicator in assessment.standard.indicators])
    counts = gain > 0

    def bound_holds(n: Floats) -> NDArray[np.bool_]:
        return reaches(times * (has - n * gain) / own, mark)

    with np.errstate(invalid="ignore", divide="ignore"):
        to_bound = np.where(counts & np.isfinite(mark), (has - mark * own / times) / gain, ANY_NUMBER)
        to_bound = whole_room(to_bound, bound_holds)
        pupils, total, squares = (entry[parts.group] for entry in totals(assessment))
        limit = limits_kept(assessment)
        steep = 1 + limit**2

        def limit_holds(n: Floats) -> NDArray[np.bool_]:
            left = total - n * gain
            cv = np.sqrt(np.maximum(pupils * (squares + (n * gain - 2 * has) * n * gain / own) / left**2 - 1, 0.0))
            return (left > 0) & within(cv, limit)

        square = (pupils / own - steep) * gain**2
        line = 2 * gain * (steep * total - pupils * has / own)
        flat = pupils * squares - steep * total**2
        to_limit = np.where(counts & np.isfinite(limit), _first_root(square, line, flat), ANY_NUMBER)
        to_limit = whole_room(to_limit, limit_holds)
        # nobody can leave who is not there
        there = np.where(counts, np.floor(has / gain), ANY_NUMBER).min(axis=1, keepdims=True)
    to_bound, to_limit = (np.where(room >= there, ANY_NUMBER, room) for room in (to_bound, to_limit))
    rows = np.arange(len(parts))
    found = of_first([(to_bound, False, rows), (to_limit, True, rows)])
    return _of_school(assessment, found) if bundle.per == "school" else found


def marks_kept(assessment: Assessment) -> Floats:
    """The line that every value keeps now, parts × indicators: the bound, the tolerated share of it, or NaN for none."""
    rule = assessment.standard.school_rule
    share = rule.share if rule is not None else np.nan
    lower = np.where(assessment.status == TOLERATED, assessment.bound * share, np.nan)
    return np.where(assessment.status == MET, assessment.bound, lower)


def limits_kept(assessment: Assessment) -> Floats:
    """The CV limit of every part's group, parts × indicators; NaN where the CV is not known to be within one."""
    from_stage = [assessment.standard.cv_limit(stage) or np.nan for stage in STAGES_JUDGED]
    limit = np.array(from_stage)[assessment.parts.stage][:, None]
    known = np.isfinite(assessment.value) & (assessment.within[assessment.parts.group] == YES)
    return np.where(known, limit, np.nan)


def _first_root(square: Floats, line: Floats, flat: Floats) -> Floats:
    """The first n > 0 at which square·n² + line·n + flat passes from ≤ 0 to above; infinite where it never does."""
    under = line**2 - 4 * square * flat
    root = np.sqrt(np.maximum(under, 0.0))
    # the form without cancellation: one root by the sum, the other by the product of the roots
    middle = -0.5 * (line + np.where(line >= 0, root, -root))
    both = np.stack([middle / square, flat / middle])
    both = np.where(np.isfinite(both) & (both >= 0) & (under >= 0), both, ANY_NUMBER)
    return np.asarray(both.min(axis=0))


def whole_room(room: Floats, holds: _Holds) -> Floats:
    """The last whole number that holds, found from where the line is crossed and settled by the comparison that judges."""
    found = np.where(np.isfinite(room), np.maximum(np.floor(room), 0.0), 0.0)
    some = np.isfinite(room)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        for _ in range(2):
            found = np.where(some & (found > 0) & ~holds(found), found - 1, found)
        for _ in range(2):
            found = np.where(some & holds(found + 1), found + 1, found)
    return np.where(some, found, room)


def of_first(kinds: list[tuple[Floats, bool, NDArray[np.intp]]]) -> Headroom:
    """The line that is crossed first. kinds: rooms (parts × indicators), whether they are of a CV limit, whose row."""
    each = np.stack([room for room, _, _ in kinds], axis=1)
    parts, _, indicators = each.shape
    first = each.reshape(parts, -1).argmin(axis=1) if each.size else np.zeros(parts, dtype=np.intp)
    rows = np.arange(parts)
    room = each.reshape(parts, -1)[rows, first] if each.size else np.full(parts, ANY_NUMBER)
    line, indicator = first // max(indicators, 1), np.where(np.isfinite(room), first % max(indicators, 1), -1)
    limit = np.array([kind for _, kind, _ in kinds])[line]
    whose = np.stack([row for _, _, row in kinds], axis=1)[rows, line]
    return Headroom(room, indicator, limit, whose)


def _of_school(assessment: Assessment, found: Headroom) -> Headroom:
    """What belongs to a school leaves all its parts at once: the part that breaks first decides for all."""
    school = assessment.parts.school
    order = np.lexsort((found.room, school))
    firsts = order[np.unique(school[order], return_index=True)[1]]
    decides = np.zeros(int(school.max(initial=0)) + 1, dtype=np.intp)
    decides[school[firsts]] = firsts
    rows = decides[school]
    return Headroom(found.room[rows], found.indicator[rows], found.limit[rows], found.part[rows])


def first_break(headroom: Headroom, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """The rows ordered by how little room they have; those that nothing limits are left out."""
    some = rows[np.isfinite(headroom.room[rows])]
    return np.asarray(some[np.argsort(headroom.room[some], kind="stable")])
