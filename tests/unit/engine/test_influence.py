"""Each school's share of S², the column "差异情况" of the worked example; the rest is checked by brute force."""

import numpy as np
import pytest

from balance.assess import assess
from balance.influence import influence
from balance.standard_file import load
from tests.counties import county, judged, school

BASIC = load("basic-2012")
K = [entry.id for entry in BASIC.indicators].index("books_per_pupil")
PUPILS, BOOKS = (120, 333, 45, 800, 61, 240), (3000, 4100, 2600, 9800, 0, 7300)


def books(amounts=BOOKS, pupils=PUPILS):
    return [school(f"第{n}小学", pupils_primary=p, books=b) for n, (p, b) in enumerate(zip(pupils, amounts, strict=True))]


def test_the_shares_of_a_stage_add_up_to_one():
    a = judged(
        *books(), *[{**entry, "school": f"{entry['school']}二", "county": "乙县"} for entry in books()[:3]],
        standard=BASIC,
    )  # fmt: skip
    shares = influence(a).share[:, K]
    assert shares[a.parts.group == 0].sum() == pytest.approx(1, abs=1e-12)
    assert shares[a.parts.group == 2].sum() == pytest.approx(1, abs=1e-12)


def test_a_share_is_weight_times_squared_distance_over_the_variance():
    """300 pupils with 1 book each, 100 with 5: 0.75 × 1 of 3, and 0.25 × 9 of 3."""
    a = judged(*books((300, 500), (300, 100)), standard=BASIC)
    assert influence(a).share[:, K].tolist() == [pytest.approx(0.25), pytest.approx(0.75)]
    assert influence(a).above[:, K].tolist() == [False, True]


@pytest.mark.parametrize("n", range(len(BOOKS)))
def test_the_cv_at_the_mean_is_what_a_recomputation_gives(n):
    """The school is really given the county's present mean per pupil, and the county is judged again."""
    a = judged(*books(), standard=BASIC)
    mean = sum(BOOKS) / sum(PUPILS)
    changed = [b if i != n else mean * PUPILS[i] for i, b in enumerate(BOOKS)]
    again = assess(county(*books(changed)), BASIC).dispersion.cv[0, K]
    assert influence(a).cv_at_mean[n, K] == pytest.approx(again, abs=1e-12)


def test_where_all_schools_are_equal_nobody_has_an_influence():
    assert np.isnan(influence(judged(*books((200, 400), (100, 200)), standard=BASIC)).share[:, K]).all()


def test_a_school_without_a_figure_has_no_influence_and_the_others_share_it_all():
    shares = influence(judged(*books((3000, None, 2600, 9800, 0, 7300)), standard=BASIC)).share[:, K]
    assert np.isnan(shares[1])
    assert np.nansum(shares) == pytest.approx(1, abs=1e-12)


def test_a_school_brought_to_the_mean_moves_the_mean_too():
    """Two schools; the second at the mean of 2 leaves (300 × 1, 100 × 2): mean 1.25, S² 0.1875."""
    a = judged(*books((300, 500), (300, 100)), standard=BASIC)
    assert influence(a).cv_at_mean[1, K] == pytest.approx(0.1875**0.5 / 1.25)
