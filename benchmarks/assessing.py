"""Judging time, and how it compares with the same formula written as a pandas groupby-apply.

    python benchmarks/assessing.py [SCHOOLS]

Printed: one county of 300 schools (median); a what-if on it (one addition, judged again, what got worse); 200,000
schools in 2,800 counties under quality-2017; and beside it mean, S and CV alone by a Python function with numpy inside,
applied to every county and stage, one indicator after the other, on the very part table that the engine divided. It is
compared with the engine's same step (at least 50 times is wanted) and with its whole judging, which also joins campuses,
divides schools and decides statuses, limits and verdicts. The function is timed returning a Series (the usual way, a
table comes out) and a bare tuple (the fastest way). Both must give the same CVs.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent.parent))

from balance.assess import Assessment, assess
from balance.county import County
from balance.dispersion import disperse
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.scenario.compare import worse
from balance.standard_file import load
from benchmarks.counties import county

COUNTIES = 2_800
QUALITY = load("quality-2017")


def seconds(work: Callable[[], object], times: int) -> list[float]:
    """How long the work takes, so many times over, after one run that does not count."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def dispersion(part: pd.DataFrame, amount: str, times: float) -> tuple[float, float, float]:
    """Mean, S and CV of one county and stage."""
    pupils, x = part["pupils"].to_numpy(), part[amount].to_numpy() * times
    known = np.isfinite(x) & (pupils > 0)
    pupils, x = pupils[known], x[known]
    if not len(x):
        return np.nan, np.nan, np.nan
    mean = x.sum() / pupils.sum()
    sd = np.sqrt((pupils / pupils.sum() * (x / pupils - mean) ** 2).sum())
    return mean, sd, sd / mean if mean > 0 else np.nan


def as_series(part: pd.DataFrame, amount: str, times: float) -> pd.Series:
    """The same with named results, so that a table comes out: what one would usually write."""
    return pd.Series(dispersion(part, amount, times), index=["mean", "sd", "cv"])


def by_apply(table: pd.DataFrame, work: Callable[..., object]) -> list[pd.Series | pd.DataFrame]:
    """The seven indicators one after the other."""
    return [
        table.groupby("group", sort=True)[["pupils", indicator.id]].apply(work, indicator.id, indicator.times)
        for indicator in QUALITY.indicators
    ]


def part_table(assessment: Assessment) -> pd.DataFrame:
    """The parts as the engine divided them, not grouped yet."""
    table = pd.DataFrame(assessment.numerator, columns=[indicator.id for indicator in QUALITY.indicators])
    return table.assign(pupils=assessment.parts.pupils, group=assessment.parts.group)


def fresh(of: County) -> County:
    """The same county with no column taken out of its table yet."""
    return County(of.schools)


def main() -> None:
    """Print all figures of one run."""
    schools = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    one, prices = county(300), load_prices()
    before = assess(one, QUALITY)
    name = str(one.words("school_code")[0])
    stage = ("primary", "junior")[before.parts.stage[np.flatnonzero(before.parts.school == 0)[0]]]
    action = Scenario((Add(name, "backbone", 3, stage),))

    def what_if() -> object:
        return worse(before, assess(apply(one, action, prices).county, QUALITY))

    judging = statistics.median(seconds(lambda: assess(fresh(one), QUALITY), 200))
    print(f"300 schools, judged:                       {1000 * judging:8.2f} ms (median of 200)")
    print(f"300 schools, add + judge + what got worse: {1000 * statistics.median(seconds(what_if, 200)):8.2f} ms")

    many = county(schools, min(COUNTIES, max(1, schools // 70)))
    engine = min(seconds(lambda: assess(fresh(many), QUALITY), 5))
    print(f"{schools:,} schools, {len(set(many.words('county'))):,} counties: {engine:8.2f} s (best of 5)")
    judged = assess(many, QUALITY)
    table, parts = part_table(judged), judged.parts
    per = np.array([indicator.times for indicator in QUALITY.indicators])
    alone = min(seconds(lambda: disperse(judged.numerator, parts.pupils, parts.group, parts.groups, per), 5))
    print(f"mean, S and CV alone by the engine:     {alone:8.3f} s")
    for work, returned in ((as_series, "a Series"), (dispersion, "a bare tuple")):
        start = time.perf_counter()
        found = by_apply(table, work)
        other = time.perf_counter() - start
        print(f"mean, S and CV alone by groupby-apply, returning {returned}: {other:.2f} s,")
        print(f"    {other / alone:.0f} times the engine's same step, {other / engine:.0f} times its whole judging")
    for k, entry in enumerate(found):
        np.testing.assert_allclose(judged.dispersion.cv[entry.index, k], [cv for _, _, cv in entry], rtol=1e-9)
    print("both give the same CVs")


if __name__ == "__main__":
    main()
