"""A user's own standard is the same file on top of another (``extends``)."""

import pytest

from balance.assess import NO, YES
from balance.errors import BrokenStandard
from balance.standard_file import BUILT_IN, load, parse
from tests.counties import at_the_bounds, judged

QUALITY = load("quality-2017")


def own(text):
    return parse(f'extends = "quality-2017"\nid = "own"\n{text}', "own.toml")


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_standards_of_the_package_load_by_their_ids(name):
    assert load(name).id == name


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_empty_file_on_top_of_a_standard_changes_nothing_but_its_name(name):
    below, above = load(name), parse(f'extends = "{name}"\nid = "own"', "own.toml")
    for part in ("indicators", "requirements", "ceilings", "concessions", "items", "split", "universe", "balance_rule"):
        assert getattr(above, part) == getattr(below, part)
    assert above.id == "own"


def test_one_bound_is_changed_and_all_else_stays():
    changed = own('[[indicators]]\nid = "backbone_teachers_per_100"\nbounds = { primary = 2 }')
    backbone = changed.indicator("backbone_teachers_per_100")
    assert dict(backbone.bounds) == {"primary": 2, "junior": 1}
    assert [i.id for i in changed.indicators] == [i.id for i in QUALITY.indicators]
    assert changed.indicator("pe_arts_teachers_per_100") == QUALITY.indicator("pe_arts_teachers_per_100")


def test_the_changed_bound_is_the_one_that_is_judged():
    """10 backbone teachers for 1,000 pupils are 1 per 100: enough for the nation, half of what this province asks."""
    changed = own('[[indicators]]\nid = "backbone_teachers_per_100"\nbounds = { primary = 2 }')
    assert judged(at_the_bounds("甲")).passes[0] == YES
    assert judged(at_the_bounds("甲"), standard=changed).passes[0] == NO


def test_a_new_indicator_goes_to_the_end():
    changed = own(
        '[[indicators]]\nid = "teachers_per_100"\ntitle = { zh = "专任教师", en = "Teachers" }\n'
        'unit = { zh = "人", en = "teachers" }\nnumerator = { teachers = 1 }\ntimes = 100\n'
        'cite = { doc = "d2017", zh = "自拟", en = "own" }'
    )
    assert [i.id for i in changed.indicators] == [*(i.id for i in QUALITY.indicators), "teachers_per_100"]


def test_a_limit_can_be_made_stricter_for_one_stage():
    changed = own("balance_rule.limits.primary = 0.4")
    assert (changed.cv_limit("primary"), changed.cv_limit("junior")) == (0.4, 0.45)


def test_bounds_for_the_2012_standard_come_from_a_provincial_file():
    """The national file has none; with a bound a school can be judged: 8 books of 10 are short."""
    changed = parse(
        'extends = "basic-2012"\nid = "province"\n[[indicators]]\nid = "books_per_pupil"\nbounds = { primary = 10 }',
        "province.toml",
    )
    assert changed.indicator("books_per_pupil").bound("primary") == 10


def test_a_file_on_top_of_a_file_on_top_of_a_standard(tmp_path):
    (tmp_path / "province.toml").write_text('extends = "quality-2017"\nid = "province"\nschool_rule.met = 5\n', "utf-8")
    (tmp_path / "city.toml").write_text('extends = "province.toml"\nid = "city"\nschool_rule.share = 0.9\n', "utf-8")
    city = load(str(tmp_path / "city.toml"))
    assert (city.id, city.school_rule.met, city.school_rule.share) == ("city", 5, 0.9)
    assert city.limit("primary") == 0.5


def test_a_file_below_looks_for_its_own_base_beside_itself(tmp_path):
    """city.toml → rules/province.toml → rules/base.toml, each named relative to the file that names it."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/base.toml").write_text('extends = "quality-2017"\nid = "base"\nschool_rule.met = 5\n', "utf-8")
    (tmp_path / "rules/province.toml").write_text('extends = "base.toml"\nid = "province"\n', "utf-8")
    (tmp_path / "city.toml").write_text('extends = "rules/province.toml"\nid = "city"\n', "utf-8")
    assert load(str(tmp_path / "city.toml")).school_rule.met == 5


def test_a_file_saved_by_windows_with_a_mark_at_its_start_is_read(tmp_path):
    (tmp_path / "own.toml").write_text('extends = "quality-2017"\nid = "own"\n', "utf-8-sig")
    assert load(str(tmp_path / "own.toml")).id == "own"


def test_a_changed_standard_without_a_name_goes_by_the_name_of_its_file():
    """Otherwise every output would call the province's numbers by the national document's name."""
    changed = parse('extends = "quality-2017"\nbalance_rule.limits.primary = 0.4', "our-province.toml")
    assert changed.id == "our-province"
    assert changed.title.zh == "优质均衡（2017） · our-province"


def test_a_changed_standard_may_not_take_the_name_of_the_one_below():
    with pytest.raises(BrokenStandard, match="id"):
        parse('extends = "quality-2017"\nid = "quality-2017"\nbalance_rule.limits.primary = 0.9', "own.toml")
