"""A scenario of forty actions on one county, applied and judged again; and what has to be said about it.

    python benchmarks/stacking.py [SCHOOLS]

Printed: medians for forty mixed actions (resources added, moved, up to a mark, pupils moved, enrolment, one merger, one
school closed, one opened), and as a ratio to one plain judgement of the same county in the same run.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from balance.assess import assess
from balance.county import County
from balance.pricelist import load_prices
from balance.scenario import checks
from balance.scenario.actions import Action, Add, AddUpTo, Close, Enrol, Merge, Move, MovePupils, Open, Placed, Scenario, facts
from balance.scenario.apply import apply
from balance.standard_file import load
from benchmarks.counties import county

QUALITY = load("quality-2017")
ACTIONS = 40


def median(work: Callable[[], object], times: int = 41) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e3


def mixed(table: County) -> Scenario:
    """Forty actions of all kinds on the primary schools of the table."""
    enough = (table.figures("pupils_primary") > 100) & (table.figures("backbone_primary") > 2)
    single = enough & (table.words("school_type") == "primary")
    codes = [str(code) for code in table.words("school_code")[np.flatnonzero(single)]]
    pupils = {code: float(table.figures("pupils_primary")[table.find(code)]) for code in codes[:4]}
    actions: list[Action] = [
        Merge((codes[0], codes[1]), codes[1]), Close(codes[2], (Placed(codes[3], pupils[codes[2]], "primary"),), codes[3]),
        Open(facts({"school": "新校", "pupils_primary": 300.0, "backbone_primary": 4.0})),
        AddUpTo("backbone_teacher", "tolerated", "backbone_teachers_per_100"),
    ]  # fmt: skip
    rest = codes[4:]
    while len(actions) < ACTIONS:
        a, b = rest[len(actions) % len(rest)], rest[(7 * len(actions) + 3) % len(rest)]
        kinds: list[Action] = [Add(a, "backbone_teacher", 2, "primary"), Enrol(a, 400, "primary")]
        if a != b:
            kinds += [Move("backbone", a, b, 1, "primary"), MovePupils(a, b, 10, "primary")]
        actions.append(kinds[len(actions) % len(kinds)])
    return Scenario(tuple(actions))


def main() -> None:
    """Measure and print."""
    schools = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    table, prices = county(schools), load_prices()
    scenario, before = mixed(table), assess(table, QUALITY)
    plain = median(lambda: assess(table, QUALITY))
    again = median(lambda: assess(apply(table, scenario, prices, QUALITY).county, QUALITY))
    after = assess(apply(table, scenario, prices, QUALITY).county, QUALITY)
    said = median(lambda: checks.warnings(before, after))
    print(f"{schools} schools, {len(scenario.actions)} actions: applied and judged {again:.2f} ms,"
          f" {again / plain:.1f} × one judgement")  # fmt: skip
    print(f"what has to be said about it: {said:.2f} ms ({said / plain:.1f} ×)")


if __name__ == "__main__":
    main()
