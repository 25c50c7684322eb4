"""A cone as it stands in a model: its columns, and its tangents as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from balance.bounds import Floats
from balance.plan.problem import Cone, Places, measure

__all__ = ["Held", "smallest", "sums", "there", "twice"]

Entries = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Held:
    """A cone as it stands in the model: its parts, their √p_i and what they have; which columns change which of them, part by
    part (`ends`: where each part's entries end); its first column w, the column of H, that by which all that there is counts
    (−1: it counts in full), and the unit of x in which all are written."""

    at: int
    weight: Floats
    start: Floats
    member: Places
    column: Places
    amount: Floats
    ends: Places
    first: int
    total: int
    one: int
    scale: float

    def point(self, columns: Floats) -> Floats:
        """z_i = x_i/√p_i."""
        one = columns[self.one] if self.one >= 0 else 1.0
        x = self.start * one + np.bincount(self.member, self.amount * columns[self.column], len(self.start))
        return np.asarray(x / self.weight)

    def tangents(self, ratios: Floats) -> Iterator[tuple[Entries, float]]:
        """w_i ≥ 2r_i·z_i − r_i²·H for every part: what stands on the left, and the least that it must come to."""
        slopes = 2 * ratios / self.weight / self.scale
        at = 0
        for i, end in enumerate(self.ends.tolist()):
            given = zip(self.column[at:end].tolist(), (-slopes[i] * self.amount[at:end]).tolist(), strict=True)
            at, has = end, float(slopes[i] * self.start[i])
            entries = [(self.first + i, 1.0), (self.total, float(ratios[i] ** 2)), *given, *there(self.one, -has)]
            yield entries, has if self.one < 0 else 0.0


def there(one: int, amount: float) -> Entries:
    """What stands on the left of a row where all that there is counts by a choice."""
    return [(one, amount)] if one >= 0 else []


def twice(amount: float, one: int) -> tuple[float, float]:
    """Both sides of an equation: the amount, where it does not count by a choice."""
    return (amount, amount) if one < 0 else (0.0, 0.0)


def smallest(cone: Cone) -> float:
    """The smallest total above nothing that can come about; 1 where nothing is given or taken.

    Totals change by whole multiples of the amounts' common measure, so it is that, or what is left over above one.
    """
    if not len(cone.amount):
        return 1.0
    unit = measure(np.abs(cone.amount).tolist())
    total = float(cone.start.sum())
    if unit is None:
        return min(float(np.abs(cone.amount).min()), total if total > 0 else np.inf) * 1e-3
    over = total - unit * np.floor(total / unit + 1e-9)
    return float(over if over > 1e-6 * unit else unit)


def sums(columns: Places, amounts: Floats) -> list[tuple[int, float]]:
    """The amounts of each column together."""
    found, place = np.unique(columns, return_inverse=True)
    return list(zip(found.tolist(), np.bincount(place, amounts, len(found)).tolist(), strict=True))
