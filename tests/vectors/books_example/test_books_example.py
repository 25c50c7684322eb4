"""The worked example of 《义务教育均衡发展差异系数计算方法及数据来源》: books of five primary schools.

Published: pupils and books, per pupil 6.20 3.70 10.51 2.11 7.31, mean 6.33, terms .003 .85 5.13 4.50 .17 (column
"差异情况"), their sum 10.65, its root 3.26, CV 0.52. More decimals were reckoned by hand from the same figures.
"""

import math

import numpy as np
import pytest

from balance.assess import assess
from balance.bounds import half_up
from balance.influence import influence
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.scenario.compare import worse
from balance.standard_file import load
from tests.counties import county, judged, school

PUPILS = (45, 37, 89, 76, 55)
BOOKS = (279, 137, 935, 160, 402)
BASIC = load("basic-2012")
K = [entry.id for entry in BASIC.indicators].index("books_per_pupil")


def five_schools(books=BOOKS):
    return [school(f"小学{n}", pupils_primary=p, books=b) for n, (p, b) in enumerate(zip(PUPILS, books, strict=True), 1)]


def dispersion(books=BOOKS):
    return judged(*five_schools(books), standard=BASIC).dispersion


def after(*actions):
    before = county(*five_schools())
    done = apply(before, Scenario(actions), load_prices()).county
    return assess(before, BASIC), assess(done, BASIC)


def test_the_mean_is_county_books_over_county_pupils():
    assert dispersion().mean[0, K] == pytest.approx(6.3344370861, abs=5e-11)


def test_the_standard_deviation_is_weighted_by_pupils():
    assert dispersion().sd[0, K] == pytest.approx(3.2638607, abs=5e-8)


def test_the_coefficient_of_variation_is_the_published_one():
    cv = dispersion().cv[0, K]
    assert cv == pytest.approx(0.5152566, abs=5e-8)
    assert half_up(cv, 2) == 0.52


def test_every_printed_step_is_met():
    assessment = judged(*five_schools(), standard=BASIC)
    sd = assessment.dispersion.sd[0, K]
    terms = influence(assessment).share[:, K] * sd**2
    assert half_up(assessment.value[:, K], 2).tolist() == [6.20, 3.70, 10.51, 2.11, 7.31]
    assert half_up(assessment.dispersion.mean[0, K], 2) == 6.33
    assert half_up(terms[0], 3) == 0.003
    assert half_up(terms[1:], 2).tolist() == [0.85, 5.13, 4.50, 0.17]
    assert half_up(terms.sum(), 2) == 10.65
    assert half_up(sd, 2) == 3.26


def test_two_schools_make_nine_tenths_of_the_variation():
    shares = influence(judged(*five_schools(), standard=BASIC)).share[:, K]
    assert half_up(shares * 100, 1).tolist() == [0.0, 8.0, 48.1, 42.3, 1.6]
    assert shares.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("mistake", "wrong"),
    [
        ("unweighted, population", 0.4888),
        ("unweighted, sample", 0.5465),
        ("weighted S over the plain mean of ratios", 0.5472),
        ("the total row taken as a school", 0.364),
    ],
)
def test_the_known_wrong_formulas_give_other_numbers(mistake, wrong):
    """The four mistakes, made here on purpose, give the figures known for them; the engine gives none of these."""
    ratios = np.array(BOOKS) / np.array(PUPILS)
    if mistake == "unweighted, population":
        made = ratios.std() / ratios.mean()
    elif mistake == "unweighted, sample":
        made = ratios.std(ddof=1) / ratios.mean()
    elif mistake.startswith("weighted S"):
        mean = 1913 / 302
        made = math.sqrt(sum(p / 302 * (x - mean) ** 2 for p, x in zip(PUPILS, ratios, strict=True))) / ratios.mean()
    else:
        pupils, books = np.array([*PUPILS, 302]), np.array([*BOOKS, 1913])
        mean = books.sum() / pupils.sum()
        made = math.sqrt((pupils / pupils.sum() * (books / pupils - mean) ** 2).sum()) / mean
    assert made == pytest.approx(wrong, abs=5e-4)
    assert abs(dispersion().cv[0, K] - wrong) > 0.02


def test_fifty_books_for_the_poorest_school_lower_the_cv():
    _, now = after(Add("小学4", "books", 50))
    assert now.dispersion.cv[0, K] == pytest.approx(0.4700, abs=5e-5)


def test_a_hundred_books_for_the_richest_school_raise_it_and_that_is_said():
    before, now = after(Add("小学3", "books", 100))
    assert now.dispersion.cv[0, K] == pytest.approx(0.5548, abs=5e-5)
    (warning,) = worse(before, now)
    assert (warning.stage, warning.indicator, warning.above) == ("primary", K, ("小学3",))
    assert "0.515 → 0.555" in str(warning.message)
    assert "小学3" in str(warning.message)


def test_fifty_books_for_the_poorest_school_bring_no_warning():
    assert worse(*after(Add("小学4", "books", 50))) == []


def test_moving_books_from_the_richest_to_the_poorest_keeps_the_mean():
    moved = dispersion((279, 137, 835, 260, 402))
    assert moved.mean[0, K] == pytest.approx(6.3344, abs=5e-5)
    assert moved.cv[0, K] == pytest.approx(0.3834, abs=5e-5)


def test_one_indicator_of_eight_is_not_a_verdict():
    """Books alone are known: no composite, nothing balanced, no county that passes."""
    assessment = judged(*five_schools(), standard=BASIC)
    assert np.isnan(assessment.composite[0])
    assert assessment.balanced[0] == -1
    assert assessment.verdict("") is None
