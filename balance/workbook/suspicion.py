"""Figures that look as if they were in another unit than their column: by their peers, or by what any school can have.

Nothing is changed here; a suspicion is put before a person.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.columns import Column, vocabulary

__all__ = ["ColumnSuspect", "Suspect", "implausible", "suspects"]

Floats = NDArray[np.float64]

# The units a clerk may slip into, the usual spelling of each. 亿元 or 万人 are nobody's slip.
_SENSIBLE: dict[str, tuple[str, ...]] = {"m2": ("㎡", "亩", "公顷"), "yuan": ("元", "千元", "万元"), "things": ("册", "万册")}
_PEERS = 5  # fewer schools say nothing about another one
_HONEST = math.log(30)  # one honest school may have 30 times what another has
_SPREADS = 4  # what chance adds to that, in robust standard deviations
_LEAST_SPREAD = 0.3  # no county is taken to be more even than this (log scale: a factor of 1.35)
_FEW = 2.5  # and the fewer the schools, the less their own spread is trusted
_SMALLEST_SLIP = math.log(10_000 / 15)  # 亩 for ㎡; a slip of ten (千元 for 万元) no peers can tell from a rich school
_MAD = 1.4826  # median absolute deviation → standard deviation of a normal distribution


@dataclass(frozen=True, slots=True)
class Suspect:
    """An entry that seems to be in another unit: `times` is what its stored value must be multiplied by if so, `peers`
    what the others usually have, in the stored unit per pupil (per school where pupils are not known)."""

    entry: int
    unit: str
    times: float
    peers: float


@dataclass(frozen=True, slots=True)
class ColumnSuspect:
    """A column that seems to be in another unit as a whole; `typical` is the median per pupil as it was read."""

    unit: str
    times: float
    typical: float


def suspects(
    values: Floats, pupils: Floats, factors: Floats, dimension: str, usual: tuple[float, float] | None = None
) -> list[Suspect]:
    """The entries that are absurd beside their peers in exactly the way a slip of unit is, in their order.

    values     (n,) in the stored unit, NaN where absent
    pupils     (n,) NaN where not known: these entries are compared by value alone
    factors    (n,) by which each raw value was multiplied (10000 where the column is in 万元)
    dimension  a key of ``vocabulary().units``; one whose units nobody confounds has no suspects
    usual      what a pupil can have at all, where that is known: an entry outside is absurd sooner

    With x the logarithm of what there is per pupil: c is the median and s the spread (MAD, with a floor) of the core,
    the entries around the shortest half, so that up to 40 % of slips move neither. Suspect is
    |x - c| > ln 30 + 4 s where the change of unit brings x back to within 2 s + ln 2 of c; the unit that brings it
    nearest wins. Special cases: a value of 0 has no unit; fewer than five peers, or a core that is not the majority,
    tell nothing.
    """
    given = np.isfinite(values) & (values > 0)
    counted = given & np.isfinite(pupils) & (pupils > 0)
    found: list[Suspect] = []
    entries = np.flatnonzero(counted)
    if len(entries):
        found += _beside(entries, np.log(values[entries] / pupils[entries]), factors, dimension, usual)
    if (given & ~counted).any():
        everyone = np.flatnonzero(given)
        by_value = _beside(everyone, np.log(values[everyone]), factors, dimension, None)
        found += [each for each in by_value if not counted[each.entry]]
    return sorted(found, key=lambda each: each.entry)


def implausible(values: Floats, pupils: Floats, factor: float, column: Column) -> ColumnSuspect | None:
    """The unit in which a whole column seems to be; None where it may be in its own, or where no other unit helps.

    values, pupils: (n,), NaN where not known; `factor`: by which the raw values were multiplied. The median per pupil
    is held against ``column.usual``; of several units the one that brings it nearest to the middle of that range (on
    the log scale) is taken.
    """
    known = np.isfinite(values) & (pupils > 0)
    if column.usual is None or not known.any():
        return None
    typical = float(np.median(values[known] / pupils[known]))
    low, high = column.usual
    if typical <= 0 or low <= typical <= high:
        return None
    middle = math.sqrt(low * high)
    fitting = [
        (abs(math.log(typical * times / middle)), unit, times)
        for unit, times in _others(factor, column.unit)
        if low <= typical * times <= high
    ]
    if not fitting:
        return None
    _, unit, times = min(fitting)
    return ColumnSuspect(unit, times, typical)


def _beside(
    entries: NDArray[np.intp], logs: Floats, factors: Floats, dimension: str, usual: tuple[float, float] | None
) -> list[Suspect]:
    """The suspects among `entries`, `logs` what each has."""
    core = logs[np.abs(logs - _shortest_half(logs)) <= _SMALLEST_SLIP / 2]
    if len(core) < _PEERS or 2 * len(core) <= len(logs):
        return []
    centre = float(np.median(core))
    spread = max(_MAD * float(np.median(np.abs(core - centre))), _LEAST_SPREAD, _FEW / len(core))
    away = np.abs(logs - centre)
    far = away > _HONEST + _SPREADS * spread
    if usual is not None:
        outside = (logs < math.log(usual[0])) | (logs > math.log(usual[1]))
        far |= outside & (away > _HONEST)
    found = []
    for entry, log in zip(entries[far].tolist(), logs[far].tolist(), strict=True):
        fitting = [
            (abs(log + math.log(times) - centre), unit, times)
            for unit, times in _others(float(factors[entry]), dimension)
            if abs(log + math.log(times) - centre) <= 2 * spread + math.log(2)
        ]
        if fitting:
            _, unit, times = min(fitting)
            found.append(Suspect(entry, unit, times, math.exp(centre)))
    return found


def _shortest_half(logs: Floats) -> float:
    """The median of the shortest stretch that holds more than half of the entries: slips on one side do not move it."""
    ordered = np.sort(logs)
    half = len(ordered) // 2 + 1
    lengths = ordered[half - 1 :] - ordered[: len(ordered) - half + 1]
    first = int(np.argmin(lengths))
    return float(np.median(ordered[first : first + half]))


def _others(factor: float, dimension: str) -> list[tuple[str, float]]:
    """The other units a value may be in, each with what the stored value is then multiplied by."""
    known = vocabulary().units.get(dimension, {})
    return [(unit, known[unit] / factor) for unit in _SENSIBLE.get(dimension, ()) if not math.isclose(known[unit], factor)]
