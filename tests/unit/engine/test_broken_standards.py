"""Broken standard files are refused with file, key, the value found and the values allowed.

What is wrong with each file of `tests/broken/standards` stands in its first line.
"""

from pathlib import Path

import pytest

from balance.errors import BrokenStandard, UnusableInput
from balance.standard_file import load

FOLDER = Path(__file__).parents[2] / "broken" / "standards"
# file → key, value found, a value or form that is allowed
WRONG = {
    "above_a_broken_one": ("indicators[1].bound", "2", "bounds"),
    "bound_below_zero": ("indicators[1].bounds.primary", "-1", "a number from"),
    "bound_is_text": ("indicators[1].bounds.primary", "'2'", "a number from"),
    "bound_not_a_number": ("indicators[1].bounds.primary", "nan", "a number from"),
    "ceiling_half": ("ceilings[2].limits.combined", "missing", "a number from 1"),
    "concession_without_combined_limit": ("concessions[6].ceiling.limits.combined", "missing", "a number from 1"),
    "date_as_text": ("since", "'2017'", "2017-04-19"),
    "empty_numerator": ("indicators[7].numerator", "{}", "backbone"),
    "every_zero": ("requirements[2].every", "0", "a number from"),
    "extends_a_number": ("extends", "2017", "quality-2017"),
    "extends_itself": ("extends", "extends_itself.toml", "quality-2017"),
    "half_decimals": ("indicators[1].decimals", "1.5", "a whole number from 0 to 9"),
    "id_is_a_list": ("indicators[0].id", "backbone_teachers_per_100", "a text"),
    "items_as_a_table": ("items", "{'id': 1}", "a list of tables"),
    "limit_zero": ("balance_rule.limits.primary", "0", "a number from"),
    "met_more_than_there_are": ("school_rule.met", "8", "a whole number from 0 to 7"),
    "misspelt_key": ("indicators[1].bound", "{'primary': 2}", "bounds"),
    "no_citation": ("indicators[7].cite", "missing", "a value"),
    "no_documents": ("documents", "missing", "a value"),
    "no_indicators": ("indicators", "missing", "a list of tables"),
    "not_utf8": ("encoding", "invalid", "UTF-8"),
    "pupils_below_zero": ("universe.teaching_point_pupils", "-1", "a whole number from 0"),
    "same_id_twice": ("indicators.id", "'backbone'", "each id once"),
    "same_id_twice_on_top": ("indicators.id", "'backbone_teachers_per_100'", "each id once"),
    "share_in_percent": ("school_rule.share", "85", "a number from 0 to 1"),
    "steps_without_rounding": ("requirements[2].rounding", "missing", "up, down, nearest, none"),
    "syntax": ("line", "line 5", "TOML"),
    "title_in_one_language": ("indicators[7].title.en", "missing", "a value"),
    "undivided_column": ("indicators[7].numerator.boarders", "1", "teaching_area_m2"),
    "unknown_column": ("indicators[1].numerator.back_bone", "1", "backbone"),
    "unknown_document": ("indicators[1].cite.doc", "'d2020'", "d2017, d2019, form, method"),
    "unknown_indicator_conceded": ("concessions[0].add.indicator", "'pe_arts'", "pe_arts_teachers_per_100"),
    "unknown_requirement_rule": ("requirements[2].rule", "'per_class'", "steps, per_pupil, share, allotment"),
    "unknown_rule": ("balance_rule.kind", "'median_of_cvs'", "each_cv, mean_of_cvs"),
    "unknown_sponsor": ("universe.keep_sponsors", "'county'", "county_education"),
    "unknown_stage": ("indicators[1].bounds.kindergarten", "2", "primary, junior"),
    "weight_missing": ("split.weights.senior", "missing", "a number from 0.01"),
}
AT_FAULT = {"above_a_broken_one": "misspelt_key.toml"}


def refusal(name):
    with pytest.raises(BrokenStandard) as refused:
        load(str(FOLDER / f"{name}.toml"))
    return str(refused.value), refused.value


def test_every_broken_file_is_tried():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(WRONG)


@pytest.mark.parametrize("name", [*WRONG])
def test_the_key_the_value_and_what_is_allowed_are_named(name):
    key, got, allowed = WRONG[name]
    said, _ = refusal(name)
    assert f"“{key}”" in said
    found, _, offered = said.partition("; allowed: ")
    assert got in found
    assert allowed in offered


@pytest.mark.parametrize("name", [*WRONG])
def test_the_file_at_fault_is_named(name):
    said, _ = refusal(name)
    assert said.split(": ")[0].endswith(AT_FAULT.get(name, f"{name}.toml"))


@pytest.mark.parametrize("name", ["misspelt_key", "no_citation", "syntax"])
def test_the_refusal_can_be_said_in_chinese(name):
    _, error = refusal(name)
    assert f"{name}.toml" in error.say("zh")
    assert WRONG[name][0] in error.say("zh")


def test_an_unknown_standard_is_refused_with_the_known_ones():
    with pytest.raises(UnusableInput) as refused:
        load("quality-2027")
    assert "quality-2027" in str(refused.value)
    assert "quality-2017, basic-2012, ningxia-2014" in str(refused.value)


def test_a_standard_on_top_of_a_file_that_is_not_there_names_that_file(tmp_path):
    (tmp_path / "own.toml").write_text('extends = "gone.toml"\nid = "own"\n', "utf-8")
    with pytest.raises(UnusableInput, match=r"gone\.toml"):
        load(str(tmp_path / "own.toml"))
