"""County tables of 基本均衡 as provinces published them; `published_cv_tables.csv` names the page of each row.

The engine's composite is taken through `assess`: for every county a county of two schools a stage is made whose CVs
are the printed ones. With 900 and 100 pupils and values m(1 − cv/3) and m(1 + 3cv) the mean is m and S is m·cv:
0.9 (cv/3)² + 0.1 (3cv)² = cv². Printed CVs have three decimals, so composites are met within 0.001.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from balance.assess import NO, YES
from balance.standard_file import load
from tests.counties import judged, school

BASIC = load("basic-2012")
STAGES = {"小学": "primary", "初中": "junior"}
INDICATORS = 8


def published():
    tables = defaultdict(dict)
    with Path(__file__).with_name("published_cv_tables.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            if row["cv"] and row["composite_cv"]:
                table = tables[row["region"], STAGES[row["stage"]]]
                table["composite"] = float(row["composite_cv"])
                table[row["indicator"]] = (float(row["mean"]), float(row["cv"]))
    return {key: table for key, table in tables.items() if len(table) == INDICATORS + 1}


TABLES = published()


def two_schools(stage, table):
    """Two schools of one stage that have the printed means and CVs."""
    schools = []
    for name, pupils, factor in (("大校", 900, -1 / 3), ("小校", 100, 3)):
        figures = {f"pupils_{stage}": pupils}
        for indicator in BASIC.indicators:
            mean, cv = table[indicator.title.zh]
            (column,) = indicator.numerator
            name_of = f"{column}_{stage}" if column in ("teachers", "above_degree", "mid_title") else column
            figures[name_of] = mean * (1 + factor * cv) * pupils / indicator.times
        schools.append(school(name, stage, **figures))
    return schools


def test_seventeen_tables_are_printed_whole():
    """Eight counties with both stages, and 綦江 with its primary schools alone: the rest of its table is cut off."""
    assert len(TABLES) == 17
    assert ("重庆綦江区", "junior") not in TABLES


@pytest.mark.parametrize(("region", "stage"), TABLES)
def test_the_composite_is_the_mean_of_the_eight_printed_cvs(region, stage):
    table = TABLES[region, stage]
    a = judged(*two_schools(stage, table), standard=BASIC)
    group = a.group_of("", stage)
    printed = [table[indicator.title.zh][1] for indicator in BASIC.indicators]
    assert a.dispersion.cv[group] == pytest.approx(printed, rel=1e-9)
    assert a.dispersion.mean[group] == pytest.approx([table[i.title.zh][0] for i in BASIC.indicators], rel=1e-9)
    assert a.composite[group] == pytest.approx(table["composite"], abs=1e-3)


@pytest.mark.parametrize(("region", "stage"), TABLES)
def test_all_these_counties_keep_the_limit_although_single_cvs_pass_it(region, stage):
    """The printed composites are 0.592 (庐阳) at most in primary, 0.493 (蜀山) in junior; the limits 0.65 and 0.55."""
    a = judged(*two_schools(stage, TABLES[region, stage]), standard=BASIC)
    assert a.balanced[a.group_of("", stage)] == YES


@pytest.mark.parametrize(("stage", "limit"), [("primary", 0.65), ("junior", 0.55)])
def test_a_composite_just_over_its_limit_is_not_balanced(stage, limit):
    """By hand: eight CVs of limit + 0.001 have that mean; eight CVs of the limit itself keep it."""
    for cv, answer in ((limit, YES), (limit + 0.001, NO)):
        a = judged(*two_schools(stage, {i.title.zh: (10.0, cv) for i in BASIC.indicators}), standard=BASIC)
        assert a.balanced[a.group_of("", stage)] == answer


def test_one_missing_cv_leaves_the_composite_open():
    """A mean of seven of the eight is not the composite."""
    schools = two_schools("primary", TABLES["重庆万州区", "primary"])
    del schools[0]["books"]
    a = judged(*schools, standard=BASIC)
    assert np.isnan(a.composite[0])
    assert a.verdict("") is None
