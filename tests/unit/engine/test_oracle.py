"""An invented county of 26 schools, reckoned a second time: parts and shares in plain Python, means and deviations by
statsmodels (`DescrStatsW`, weights = pupils, ddof = 0). Both must agree to nine decimals."""

import math

import numpy as np
import pytest
from statsmodels.stats.weightstats import DescrStatsW

from balance.assess import assess
from balance.standard_file import load
from tests.counties import county

COLUMNS = ("school", "school_type", "pupils_primary", "pupils_junior", "pupils_senior", "above_degree_primary",
           "above_degree_junior", "backbone_primary", "backbone_junior", "pe_arts_primary", "pe_arts_junior",
           "teaching_area_m2", "indoor_sports_m2", "sports_ground_m2", "equipment_yuan", "multimedia_rooms")  # fmt: skip
U = None  # not in the file
FIGURES = [
    ("第一小学", "primary", 1960, U, U, 95, U, 22, U, 18, U, 9400, 420, 15100, 4_350_000, 47),
    ("第二小学", "primary", 1432, U, U, 61, U, 15, U, 13, U, 7100, 380, 10800, 2_900_000, 33),
    ("第三小学", "primary", 880, U, U, 37, U, 9, U, 8, U, 4200, 0, 6900, 1_700_000, 21),
    ("东关小学", "primary", 645, U, U, 31, U, 5, U, 7, U, 3300, 110, 5200, 1_320_000, 15),
    ("西街小学", "primary", 512, U, U, 20, U, 6, U, 5, U, 2500, 0, 3100, 990_000, 12),
    ("南湖小学", "primary", 333, U, U, 18, U, 3, U, 3, U, 1700, 60, 2900, 720_000, 9),
    ("青山中心小学", "primary", 274, U, U, 14, U, 4, U, 3, U, 1500, 0, 2600, 600_000, 7),
    ("竹园小学", "primary", 121, U, U, 9, U, 1, U, 1, U, 900, 0, 1800, 260_000, 4),
    ("岭头小学", "primary", 58, U, U, 6, U, 0, U, 1, U, 620, 0, 1500, 150_000, 3),
    ("高坡教学点", "teaching_point", 62, U, U, 4, U, 1, U, 0, U, 500, 0, 900, 90_000, 2),
    ("岭后教学点", "teaching_point", 31, U, U, 3, U, 0, U, 0, U, 300, 0, 700, 50_000, 1),
    ("第一中学", "junior", U, 1890, U, U, 104, U, 24, U, 19, 11900, 900, 19500, 5_100_000, 47),
    ("第二中学", "junior", U, 1205, U, U, 70, U, 11, U, 12, 7600, 510, 12800, 3_200_000, 30),
    ("石门初中", "junior", U, 604, U, U, 30, U, 7, U, 5, 4100, 200, 6400, 1_600_000, 15),
    ("白塔初中", "junior", U, 433, U, U, 27, U, 4, U, 5, 2900, 0, 4800, 1_150_000, 12),
    ("松林初中", "junior", U, 197, U, U, 16, U, 2, U, 2, 1700, 0, 3300, 700_000, 7),
    ("滨江学校", "nine_year", 1210, 690, U, 55, 41, 14, 7, 12, 7, 11300, 800, 17900, 4_600_000, 46),
    ("柳河学校", "nine_year", 402, 318, U, 19, 19, 3, 4, 4, 3, 4000, 120, 6700, 1_540_000, 17),
    ("白塔学校", "nine_year", 166, 210, U, 12, 13, 2, 2, 2, 2, 2300, 0, 4400, 870_000, 10),
    ("云溪学校", "nine_year", 95, 0, U, 5, U, 1, U, 1, U, 700, 0, 1200, 240_000, 3),
    ("云河中学", "complete_secondary", U, 940, 1310, U, 60, U, 12, U, 9, 15800, 1400, 24100, 6_900_000, 60),
    ("新城中学", "complete_secondary", U, 511, 488, U, 33, U, 5, U, 6, 7200, 300, 11000, 2_950_000, 27),
    ("外国语学校", "twelve_year", 820, 615, 540, 44, 40, 11, 9, 9, 7, 13500, 1100, 21000, 6_100_000, 52),
    ("北岭学校", "twelve_year", 140, 133, 77, 10, 9, 1, 1, 2, 1, 2600, 0, 4300, 930_000, 9),
    ("特殊教育学校", "special", 77, U, U, 20, U, 5, U, 3, U, 2000, 0, 1900, 800_000, 9),
    ("空校", "primary", 0, U, U, 3, U, 0, U, 0, U, 400, 0, 500, 30_000, 1),
]
SCHOOLS = [dict(zip(COLUMNS, row, strict=True)) for row in FIGURES]
WEIGHTS = {"primary": 1.0, "junior": 1.1, "senior": 1.32}
BOUNDS = {"primary": (4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3), "junior": (5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4)}
LIMITS = {"primary": 0.50, "junior": 0.45}


def reckoned():
    """Stage → one (school, pupils, amounts, values) a part, by the rules as they are written down."""
    parts = {"primary": [], "junior": []}
    for entry in SCHOOLS:
        pupils = {stage: entry[f"pupils_{stage}"] or 0 for stage in WEIGHTS}
        if entry["school_type"] == "special":
            continue
        if entry["school_type"] == "teaching_point" and pupils["primary"] < 50:
            continue
        weighted = sum(WEIGHTS[stage] * n for stage, n in pupils.items())
        for stage in ("primary", "junior"):
            if not pupils[stage]:
                continue
            share = WEIGHTS[stage] * pupils[stage] / weighted
            amounts = [entry[f"{name}_{stage}"] for name in ("above_degree", "backbone", "pe_arts")] + [
                (entry["teaching_area_m2"] - entry["indoor_sports_m2"]) * share,
                (entry["sports_ground_m2"] + entry["indoor_sports_m2"]) * share,
                entry["equipment_yuan"] * share,
                entry["multimedia_rooms"] * share,
            ]
            per = [100, 100, 100, 1, 1, 1, 100]
            values = [amount * times / pupils[stage] for amount, times in zip(amounts, per, strict=True)]
            parts[stage].append((entry["school"], pupils[stage], amounts, values))
    return parts


@pytest.fixture(scope="module")
def assessment():
    return assess(county(*SCHOOLS), load("quality-2017"))


@pytest.fixture(scope="module")
def expected():
    return reckoned()


def rows(assessment, stage):
    return assessment.rows_of("", stage)


def test_of_26_schools_three_are_left_out(assessment, expected):
    assert len(SCHOOLS) == 26
    assert {e.school for e in assessment.left_out} == {"岭后教学点", "特殊教育学校", "空校"}
    assert len(assessment.parts) == sum(len(found) for found in expected.values())


@pytest.mark.parametrize("stage", ["primary", "junior"])
def test_parts_pupils_amounts_and_values_agree(assessment, expected, stage):
    at = rows(assessment, stage)
    names = assessment.county.words("school")[assessment.parts.school[at]].tolist()
    assert names == [entry[0] for entry in expected[stage]]
    assert assessment.parts.pupils[at].tolist() == [entry[1] for entry in expected[stage]]
    np.testing.assert_allclose(assessment.numerator[at], [entry[2] for entry in expected[stage]], rtol=1e-9)
    np.testing.assert_allclose(assessment.value[at], [entry[3] for entry in expected[stage]], rtol=1e-9)


@pytest.mark.parametrize("stage", ["primary", "junior"])
def test_means_deviations_and_cvs_agree_with_statsmodels(assessment, expected, stage):
    group = assessment.group_of("", stage)
    pupils = np.array([entry[1] for entry in expected[stage]], float)
    other = DescrStatsW(np.array([entry[3] for entry in expected[stage]]), weights=pupils, ddof=0)
    np.testing.assert_allclose(assessment.dispersion.mean[group], other.mean, rtol=1e-9)
    np.testing.assert_allclose(assessment.dispersion.sd[group], other.std, rtol=1e-9)
    np.testing.assert_allclose(assessment.dispersion.cv[group], other.std / other.mean, rtol=1e-9)


@pytest.mark.parametrize("stage", ["primary", "junior"])
def test_school_verdicts_agree(assessment, expected, stage):
    answers = []
    for _, _, _, values in expected[stage]:
        ratios = [v / b for v, b in zip(values, BOUNDS[stage], strict=True)]
        met = sum(ratio >= 1 or math.isclose(ratio, 1, rel_tol=1e-12) for ratio in ratios)
        answers.append(int(met >= 6 and min(ratios) >= 0.85 - 1e-12))
    assert assessment.passes[rows(assessment, stage)].tolist() == answers
    assert 0 < sum(answers) < len(answers), "the county should hold both kinds"


@pytest.mark.parametrize("stage", ["primary", "junior"])
def test_the_county_verdict_agrees(assessment, expected, stage):
    group = assessment.group_of("", stage)
    weights = np.array([entry[1] for entry in expected[stage]], float)
    other = DescrStatsW(np.array([entry[3] for entry in expected[stage]]), weights=weights, ddof=0)
    inside = other.std / other.mean <= LIMITS[stage]
    assert assessment.within[group].tolist() == inside.astype(int).tolist()
    assert assessment.balanced[group] == int(inside.all())
    assert assessment.verdict("") is False
