"""Rooms by classes, and how large a school may be: 教督〔2017〕6号, government items 3-5; figures are by hand."""

import numpy as np
import pytest

from balance.records import assessment_record
from balance.requirements import ceilings, needs
from balance.standard_file import load, parse, switch_on
from tests.counties import county, judged, school

QUALITY = load("quality-2017")


def rooms(**figures):
    kind = figures.pop("kind", "primary")
    return next(n for n in needs(county(school("甲", kind, **figures)), QUALITY) if n.requirement.id == "music_rooms")


@pytest.mark.parametrize(("classes", "asked"), [(1, 1), (11, 1), (12, 1), (13, 2), (24, 2), (25, 3), (0, 0)])
def test_a_music_room_for_every_12_classes_or_part_of_it(classes, asked):
    assert rooms(classes_primary=classes, music_rooms=0).required[0] == asked


def test_rooms_that_are_short_and_rooms_that_are_over():
    assert rooms(classes_primary=30, music_rooms=1).short[0] == 2
    assert rooms(classes_primary=30, music_rooms=5).short[0] == 0


def test_the_classes_of_both_stages_count():
    assert rooms(kind="nine_year", classes_primary=10, classes_junior=5, music_rooms=1).required[0] == 2


def test_unknown_classes_ask_for_an_unknown_number_of_rooms():
    assert np.isnan(rooms(music_rooms=1).required[0])


def test_a_nine_year_school_whose_junior_classes_are_not_known_has_no_known_requirement():
    """12 primary classes alone would ask for one room; how many the whole school needs cannot be said."""
    assert np.isnan(rooms(kind="nine_year", pupils_primary=400, pupils_junior=300, classes_primary=12,
                          music_rooms=1).required[0])  # fmt: skip


def test_a_primary_school_has_no_junior_classes_to_be_unknown():
    assert rooms(pupils_primary=400, classes_primary=12, music_rooms=1).required[0] == 1


def test_unknown_rooms_are_not_no_rooms():
    assert np.isnan(rooms(classes_primary=30).short[0])


def excess(which, stage="", concessions=(), kind="primary", **figures):
    standard = switch_on(QUALITY, concessions)
    found = ceilings(county(school("甲", kind, **figures)), standard)
    return next(e for e in found if e.ceiling.id == which and e.stage == stage)


@pytest.mark.parametrize(
    ("kind", "figures", "over"),
    [
        ("primary", {"pupils_primary": 2000}, 0),
        ("primary", {"pupils_primary": 2001}, 1),
        ("junior", {"pupils_junior": 2300}, 300),
        ("nine_year", {"pupils_primary": 1500, "pupils_junior": 1000}, 0),
        ("nine_year", {"pupils_primary": 1500, "pupils_junior": 1100}, 100),
        ("complete_secondary", {"pupils_junior": 2050, "pupils_senior": 900}, 50),
        ("twelve_year", {"pupils_primary": 1500, "pupils_junior": 900, "pupils_senior": 2000}, 0),
    ],
)
def test_the_compulsory_stages_of_a_school_have_their_size(kind, figures, over):
    """2,000; 2,500 where primary and junior are one school; senior pupils do not count."""
    assert excess("school_size", kind=kind, **figures).over[0] == over


def test_a_nine_year_school_with_unknown_juniors_has_no_known_size():
    """1,900 in primary are within every limit; with the juniors it cannot be said."""
    assert np.isnan(excess("school_size", kind="nine_year", pupils_primary=1900).over[0])


@pytest.mark.parametrize(("stage", "largest", "over"), [("primary", 45, 0), ("primary", 46, 1), ("junior", 50, 0),
                                                        ("junior", 55, 5)])  # fmt: skip
def test_no_class_is_over_45_or_50(stage, largest, over):
    assert excess("class_size", stage, **{f"largest_class_{stage}": largest}).over[0] == over


def test_an_unknown_largest_class_is_not_within():
    assert np.isnan(excess("class_size", "primary", pupils_primary=300).over[0])


def test_a_concession_on_class_size_raises_that_ceiling():
    """A province's own file: rural schools may have classes of 48 in primary."""
    own = parse(
        'extends = "quality-2017"\nid = "own"\n[[concessions]]\nid = "classes"\ntitle = { zh = "班额", en = "Classes" }\n'
        'when = { location = ["rural"] }\nceiling = { id = "class_size", limits = { primary = 48, junior = 50 } }\n'
        'cite = { doc = "d2017", zh = "x", en = "x" }\n',
        "own.toml",
    )
    found = ceilings(
        county(school("甲", location="rural", largest_class_primary=48)), switch_on(own, ("classes",))
    )
    assert next(e for e in found if e.ceiling.id == "class_size" and e.stage == "primary").over[0] == 0


def test_a_local_target_can_be_stricter_than_the_national_one():
    """Ningxia's 35 per class, as an own file on top of the national one."""
    own = parse('extends = "quality-2017"\nid = "own"\n[[ceilings]]\nid = "class_size"\nlimits = { primary = 35 }', "x")
    found = ceilings(county(school("甲", largest_class_primary=40, largest_class_junior=40)), own)
    assert [e.over[0] for e in found if e.ceiling.id == "class_size"] == [5, 0]


def test_the_record_lists_what_is_asked_of_judged_schools_only():
    a = judged(
        school("甲", pupils_primary=900, classes_primary=24, music_rooms=1, largest_class_primary=50),
        school("点", "teaching_point", pupils_primary=20, classes_primary=24, music_rooms=0),
    )
    found = {(r["school"], r["item"]): (r["required"], r["has"], r["short_or_over"])
             for r in assessment_record(a, "en")["counties"][0]["requirements"]}  # fmt: skip
    assert found == {
        ("甲", "music_rooms"): (2, 1, 1), ("甲", "art_rooms"): (2, None, None), ("甲", "school_size"): (2000, 900, 0),
        ("甲", "class_size_primary"): (45, 50, 5),
    }  # fmt: skip
