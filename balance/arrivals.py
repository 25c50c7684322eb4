"""How many pupils may still arrive at a school before a bound or a CV limit breaks, for its own stage or its other one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.polynomial import polynomial as poly
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import Floats, reaches, within
from balance.headroom import ANY_NUMBER, Headroom, limits_kept, marks_kept, of_first, whole_room
from balance.indicators import numerators
from balance.sensitivity import totals

__all__ = ["arriving"]


@dataclass(frozen=True, slots=True)
class _Split:
    """How a part shares goods with its school's other stages: x = own + shared · w·P / (w·P + others).

    own, shared: parts × indicators. weight, others: one a part; others = the weighted pupils of the other stages.
    """

    own: Floats
    shared: Floats
    weight: Floats
    others: Floats


def arriving(assessment: Assessment) -> Headroom:
    """How many pupils may come to each part, with nothing but pupils, before a line that is kept now breaks.

    A newcomer thins out what the part has, and draws what the school shares from its other stage to this one; so four
    lines may break first: a bound or a CV limit, here or at the other stage. With P' pupils

        the bound    times·(a/P' + Xw/(wP' + O)) ≥ m                                       a root of a square
        the limit    (N + P' − P)·(Q_rest + x(P')²/P') ≤ (1 + L²)·(T_rest + x(P'))²       a root of the fourth power
        the other    its share falls as 1/(wP' + O): solved for the least x it can do with, then for P'
    """
    parts, split = assessment.parts, _split(assessment)
    other = _other_parts(assessment)
    rows = np.arange(len(parts))
    kinds = [
        (_own_bound(assessment, split), False, rows),
        (_own_limit(assessment, split), True, rows),
        (_others_bound(assessment, split, other), False, other),
        (_others_limit(assessment, split, other), True, other),
    ]
    return of_first(kinds)


def _split(assessment: Assessment) -> _Split:
    parts = assessment.parts
    weights = np.array([assessment.standard.split.weights[stage] for stage in assessment.standard.stages])[parts.stage]
    own, whole = (
        numerators(assessment.county, replace(parts, share=np.full(len(parts), share)), assessment.standard)
        for share in (0.0, 1.0)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        others = weights * parts.pupils * (1 - parts.share) / parts.share
    return _Split(own, whole - own, weights, others)


def _other_parts(assessment: Assessment) -> NDArray[np.intp]:
    """The row of the other judged stage of each part's school; −1 where there is none."""
    parts = assessment.parts
    place = np.full((2, int(parts.school.max(initial=0)) + 1), -1, dtype=np.intp)
    place[parts.stage, parts.school] = np.arange(len(parts))
    return np.asarray(place[1 - parts.stage, parts.school])


def _times(assessment: Assessment) -> Floats:
    return np.array([indicator.times for indicator in assessment.standard.indicators])


def _has(split: _Split, pupils: Floats) -> Floats:
    """What a part has with so many pupils, parts × indicators; pupils may be parts × 1 or parts × indicators."""
    weighted = split.weight[:, None] * pupils
    return split.own + split.shared * weighted / (weighted + split.others[:, None])


def _own_bound(assessment: Assessment, split: _Split) -> Floats:
    pupils, times, mark = assessment.parts.pupils[:, None], _times(assessment), marks_kept(assessment)
    weight, others = split.weight[:, None], split.others[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        square, flat = mark * weight, times * split.own * others
        line = times * weight * (split.own + split.shared) - mark * others
        most = (line + np.sqrt(line**2 + 4 * square * flat)) / (2 * square)
        room = np.where(np.isfinite(mark) & (mark > 0), most - pupils, ANY_NUMBER)
    return whole_room(room, lambda n: reaches(times * _has(split, pupils + n) / (pupils + n), mark))


def _own_limit(assessment: Assessment, split: _Split) -> Floats:
    pupils, limit = assessment.parts.pupils[:, None], limits_kept(assessment)
    everyone, total, squares = (entry[assessment.parts.group] for entry in totals(assessment))
    has = assessment.numerator
    rest_n, rest_t, rest_q = everyone - pupils, total - has, squares - has**2 / pupils
    # a part that is alone has all of Q: what is left of it is noise of subtraction
    rest_q = np.where(np.abs(rest_q) < 1e-12 * squares, 0.0, rest_q)
    room = np.full(has.shape, ANY_NUMBER)
    for i, k in np.argwhere(np.isfinite(limit)).tolist():
        w, o, own = split.weight[i], split.others[i], split.own[i, k]
        # polynomials in P', the lowest power first: W = wP' + O, and x·W
        spread = np.array([o, w])
        amount = own * spread + np.array([0.0, w * split.shared[i, k]])
        inner = np.convolve(spread, spread)
        inner = rest_q[i, k] * np.append(0.0, inner) + np.append(np.convolve(amount, amount), 0.0)
        left = np.convolve([rest_n[i, k], 1.0], inner)
        whole = rest_t[i, k] * spread + amount
        right = (1 + limit[i, k] ** 2) * np.append(0.0, np.convolve(whole, whole))
        room[i, k] = _next_root(poly.polysub(left, right), float(pupils[i, 0]))

    def holds(n: Floats) -> NDArray[np.bool_]:
        now = pupils + n
        amount = _has(split, now)
        cv = np.sqrt(np.maximum((rest_n + now) * (rest_q + amount**2 / now) / (rest_t + amount) ** 2 - 1, 0.0))
        return within(cv, limit)

    return whole_room(room, holds)


def _next_root(coefficients: Floats, start: float) -> float:
    """How far from `start` the polynomial next passes zero upwards; infinite where it never does."""
    roots = poly.polyroots(np.trim_zeros(coefficients, "b"))
    # a double root may come out with a little imaginary part
    real = np.sort(roots.real[np.abs(roots.imag) <= 1e-7 * np.maximum(1.0, np.abs(roots.real))])
    for root in real[real >= start * (1 - 1e-12)].tolist():
        beyond = root + max(1e-6 * root, 1e-6)
        if poly.polyval(beyond, coefficients) > 0:
            return max(float(root) - start, 0.0)
    return float(ANY_NUMBER)


def _others_bound(assessment: Assessment, split: _Split, other: NDArray[np.intp]) -> Floats:
    times, mark = _times(assessment), marks_kept(assessment)[other]
    least = mark * assessment.parts.pupils[other][:, None] / times
    return _until(assessment, split, other, least, lambda x: reaches(x, least))


def _others_limit(assessment: Assessment, split: _Split, other: NDArray[np.intp]) -> Floats:
    limit = limits_kept(assessment)[other]
    everyone, total, squares = (entry[assessment.parts.group][other] for entry in totals(assessment))
    has, own = assessment.numerator[other], assessment.parts.pupils[other][:, None]
    rest_t, rest_q, steep = total - has, squares - has**2 / own, 1 + limit**2
    with np.errstate(invalid="ignore", divide="ignore"):
        # N(Q_rest + x²/P) ≤ (1 + L²)(T_rest + x)²: the largest root below what it has now
        square, line, flat = everyone / own - steep, -2 * steep * rest_t, everyone * rest_q - steep * rest_t**2
        root = np.sqrt(np.maximum(line**2 - 4 * square * flat, 0.0))
        both = np.stack([(-line - root) / (2 * square), (-line + root) / (2 * square)])
        both = np.where(np.isfinite(both) & (both <= has * (1 + 1e-12)), both, -np.inf)
    least = np.where(np.isfinite(limit), both.max(axis=0), np.nan)

    def holds(x: Floats) -> NDArray[np.bool_]:
        cv = np.sqrt(np.maximum(everyone * (rest_q + x**2 / own) / (rest_t + x) ** 2 - 1, 0.0))
        return within(cv, limit)

    return _until(assessment, split, other, least, holds)


def _until(
    assessment: Assessment, split: _Split, other: NDArray[np.intp], least: Floats, holds: Callable[[Floats], NDArray[np.bool_]]
) -> Floats:
    """How many pupils may come here until the other stage has no more than `least` (NaN: whatever it has)."""
    there = other >= 0
    own, shared = split.own[other], split.shared[other]
    theirs = (split.weight * assessment.parts.pupils)[other][:, None]
    weight, others = split.weight[:, None], split.others[:, None]
    pupils = assessment.parts.pupils[:, None]

    def left(n: Floats) -> Floats:
        return own + shared * theirs / (weight * (pupils + n) + others)

    with np.errstate(invalid="ignore", divide="ignore"):
        reached = there[:, None] & np.isfinite(least) & (shared > 0) & (least > own)
        room = np.where(reached, (shared * theirs / (least - own) - others) / weight - pupils, ANY_NUMBER)
    return whole_room(room, lambda n: holds(left(n)))
