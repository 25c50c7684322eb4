"""红寺堡区第三中学, conditions self-check of 2014: required, has, short, as the document prints them.

Two of its figures do not follow from its own rules and are not met here on purpose:
computers: 3,779 ÷ 10 rounded up is 378, the document prints 379, while its shortfall of 170 = 378 − 208 follows the rule;
degrees: 205 of 214 teachers are 95.8 %, the document prints 95.3 %.
"""

import numpy as np
import pytest

from balance.assess import assess
from balance.numbers import percent
from balance.requirements import largest_remainder, needs
from balance.shortfall import lacking
from balance.standard_file import load
from tests.counties import county, judged, school, value

STANDARD = load("ningxia-2014")
SCHOOL = school(
    "红寺堡第三中学", "junior", pupils_junior=3779, classes_junior=68, boarders=3205, teachers_junior=214,
    above_degree_junior=205, building_area_m2=26015, teaching_area_m2=17759, sports_ground_m2=40170, basketball_stands=8,
    physics_labs=4, chemistry_labs=3, biology_labs=5, music_rooms=3, dance_rooms=1, art_rooms=6, computers=208,
    books=60000, backbone_junior=14, backbone_region=4, backbone_city=3, backbone_county=7,
)  # fmt: skip
CHECK = [
    ("校舍建筑面积", 21162.4, 26015, 0),
    ("教学及辅助用房使用面积", 7935.9, 10655.4, 0),
    ("体育活动场地", 32121.5, 40170, 0),
    ("篮球架", 11, 8, 3),
    ("物理实验室", 6, 4, 2),
    ("化学实验室", 5, 3, 2),
    ("生物实验室", 6, 5, 1),
    ("音乐教室", 4, 3, 1),
    ("舞蹈教室", 3, 1, 2),
    ("美术教室", 4, 6, 0),
    ("计算机", 378, 208, 170),
    ("图书", 94475, 60000, 34475),
    ("骨干教师", 32, 14, 18),
    ("自治区级", 6, 4, 2),
    ("市级", 9, 3, 6),
    ("县级", 17, 7, 10),
]


@pytest.fixture(scope="module")
def found():
    return {need.title.zh: need for need in needs(county(SCHOOL), STANDARD)}


@pytest.mark.parametrize(("item", "required", "has", "short"), CHECK)
def test_each_row_of_the_check_is_met(found, item, required, has, short):
    need = found[item]
    assert need.required[0] == pytest.approx(required, abs=1e-6)
    assert need.has[0] == pytest.approx(has, abs=1e-6)
    assert need.short[0] == pytest.approx(short, abs=1e-6)


def test_the_books_that_are_short_cost_689_500_yuan(found):
    need = found["图书"]
    assert need.short[0] * need.requirement.unit_cost_yuan == 689_500


def test_the_degree_share_is_95_8_percent_and_no_teacher_is_short(found):
    need = found["本科及以上学历教师比例"]
    assert percent(need.has[0] / 214) == "95.8%"
    assert need.required[0] == pytest.approx(0.75 * 214)
    assert need.short[0] == 0


def test_an_allotment_goes_by_the_largest_remainders():
    """By hand: 32 × 3/15 = 6.4, 32 × 4/15 = 8.53, 32 × 8/15 = 17.07; one is left over and goes to 8.53."""
    assert largest_remainder(32, [3, 4, 8]) == [6, 9, 17]


def test_at_a_tie_of_remainders_the_earlier_level_gets_it():
    """By hand: 1 over two equal weights is 0.5 and 0.5."""
    assert largest_remainder(1, [1, 1]) == [1, 0]


def test_the_check_as_indicators_gives_the_same_answer():
    """Bounds per pupil: computers 208 × 100 ÷ 3,779 = 5.50 of 10, 170 short; books 15.88 of 25, 34,475 short."""
    a = assess(county(SCHOOL), STANDARD)
    short = lacking(a).to_bound[0]
    by_id = dict(zip([entry.id for entry in STANDARD.indicators], short, strict=True))
    assert by_id == {
        "building_area_per_pupil": 0, "usable_teaching_area_per_pupil": 0, "sports_ground_per_pupil": 0,
        "computers_per_100": 170, "books_per_pupil": 34475,
    }  # fmt: skip
    assert value(a, "红寺堡第三中学", "junior", "usable_teaching_area_per_pupil") == pytest.approx(10655.4 / 3779)


def test_a_school_check_is_no_verdict_about_a_county():
    a = judged(SCHOOL, standard=STANDARD)
    assert a.passes[0] == -1
    assert a.verdict("") is None
    assert np.isnan(lacking(a).to_tolerated).all()
