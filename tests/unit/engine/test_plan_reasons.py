"""Why a plan does something at a school, on counties small enough to work it out by hand."""

from __future__ import annotations

from balance.plan.reasons import reasons_of
from balance.pricelist import load_prices
from balance.scenario.actions import Add, AddUpTo, Move, Scenario
from balance.words import render
from tests.counties import judged, school

PRICES = load_prices()


def why(*schools, standard: str = "quality-2017", actions) -> dict[str, str]:
    return {reason.school: render(reason.message, "en") for reason in reasons_of(judged(*schools, standard=standard),
            Scenario(actions), PRICES)}  # fmt: skip


def stars(name: str, pupils: int, backbone: int, **more: object):
    return school(name, pupils_primary=pupils, backbone_primary=backbone, **more)


def test_a_school_that_is_short_says_how_many_it_lacks_to_85_percent() -> None:
    # 400 pupils: the bound asks for 4, 85 % of it for 3.4, so from 1 three are lacking
    found = why(stars("甲", 400, 1), stars("乙", 400, 1), actions=(Add("C001", "backbone", 3, "primary"),))
    assert found == {"甲": "Short of 85% of the bound: primary backbone teachers by 3 teachers"}


def test_between_85_percent_and_the_bound_the_bound_is_named() -> None:
    found = why(stars("甲", 1000, 9), stars("乙", 1000, 10), actions=(Add("C001", "backbone", 1, "primary"),))
    assert found == {"甲": "Short of the bound: primary backbone teachers by 1 teacher"}


def test_a_cv_over_its_limit_names_the_schools_share_and_what_would_be() -> None:
    # 100 pupils each, 9 and 1: mean 5, each a deviation of 4, so half of S² each and a CV of 0.8;
    # with 5 instead of 1: 9 and 5, mean 7, S 2, CV 2/7 = 0.286
    found = why(stars("甲", 100, 9), stars("乙", 100, 1), actions=(Add("C002", "backbone", 2, "primary"),))
    assert found == {"乙": "50% of the spread of primary backbone teachers; at the county mean it would turn the CV "
                           "from 0.800 to 0.286"}  # fmt: skip


def test_a_giver_stands_above_the_mean() -> None:
    # taken down to the mean: 5 and 1, mean 3, S 2, CV 2/3
    found = why(stars("甲", 100, 9), stars("乙", 100, 1), actions=(Move("backbone", "C001", "C002", 2, "primary"),))
    assert found["甲"] == ("Primary backbone teachers 9.00, above the county mean of 5.00; 50% of the spread of primary "
                          "backbone teachers; at the county mean it would turn the CV from 0.800 to 0.667")  # fmt: skip
    assert "0.286" in found["乙"]


def test_a_combined_school_lacks_of_what_its_stages_share_as_a_school() -> None:
    # shares 1/2.1 and 1.1/2.1; 85 % asks for max(9.775 · 2.1, 10.2 · 2.1/1.1) = 20.53, so 19 are lacking with 2 there
    found = why(school("甲", "nine_year", pupils_primary=500, pupils_junior=500, multimedia_rooms=2),
                actions=(Add("C001", "multimedia_rooms", 19.0),))  # fmt: skip
    assert found == {"甲": "Short of 85% of the bound: multimedia rooms by 19 rooms"}


def test_who_lacks_nothing_is_told_what_one_more_does() -> None:
    # 乙 stands above the mean, 2.4 against 2, and yet below Q/T: T = 33, Q = 81/100 + 576/1000 = 1.386, N = 1,650;
    # with one more T = 34, Q = 81/100 + 625/1000 = 1.435
    table = (stars("甲", 100, 9), stars("丁", 550, 0), stars("乙", 1000, 24))
    before = (1650 * 1.386 / 33**2 - 1) ** 0.5
    later = (1650 * 1.435 / 34**2 - 1) ** 0.5
    assert later < before
    found = why(*table, actions=(Add("C003", "backbone_teacher", 1, "primary"),))
    turned = f"here turns the CV of primary backbone teachers from {before:.4f} to {later:.4f}"
    assert found == {"乙": f"One more backbone teacher {turned}"}


def test_who_neither_lacks_nor_helps_alone_keeps_the_others_company() -> None:
    found = why(stars("甲", 100, 3), stars("乙", 100, 3), actions=(Add("C001", "backbone", 1, "primary"),))
    assert found == {"甲": "With what others get, its help keeps the CVs within their limits"}


def test_giving_from_below_the_mean_is_said_as_it_is() -> None:
    found = why(stars("甲", 100, 9), stars("乙", 100, 2), actions=(Move("backbone", "C002", "C001", 1, "primary"),))
    assert found["乙"] == "It can spare what others lack more"


def test_one_reason_a_school_and_none_for_what_is_off_or_not_judged() -> None:
    table = (stars("甲", 400, 1), school("特校", "special", pupils_primary=50, backbone_primary=0))
    actions = (Add("C001", "backbone", 1, "primary"), Add("C001", "pe_arts", 1, "primary"),
               Add("C002", "backbone", 1, "primary"), Add("C001", "books", 5.0, on=False),
               AddUpTo("backbone", "bound", "backbone_teachers_per_100"))  # fmt: skip
    found = reasons_of(judged(*table), Scenario(actions), PRICES)
    assert [(reason.school, reason.row, reason.county) for reason in found] == [("甲", 0, "")]


def test_where_the_mean_of_the_cvs_is_judged_its_parts_are_named() -> None:
    things = ("teaching_area_m2", "sports_area_m2", "equipment_yuan", "computers", "books")
    people = ("teachers_primary", "above_degree_primary", "mid_title_primary")
    rich = school("甲", pupils_primary=100, sponsor="county_education", **dict.fromkeys(things + people, 900))
    poor = school("乙", pupils_primary=100, sponsor="county_education", **dict.fromkeys(things + people, 100))
    found = why(rich, poor, standard="basic-2012", actions=(Add("C002", "books", 10.0),))
    assert found == {"乙": "50% of the spread of primary books; at the county mean it would turn the CV from 0.800 to 0.286"}


def test_in_chinese_it_reads_as_one_line() -> None:
    schools = (stars("甲", 400, 1), stars("乙", 100, 9))
    (reason,) = reasons_of(judged(*schools), Scenario((Add("C001", "backbone", 3, "primary"),)), PRICES)
    text = render(reason.message, "zh")
    assert text.startswith("小学骨干教师少 3 人才到标准值的 85%；占小学骨干教师差异的 ")
