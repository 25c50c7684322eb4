"""Files as people really have them give the schools that were put in; expected values come from the makers' rows."""

from __future__ import annotations

import openpyxl
import pytest

from balance.workbook.read import Source, read, read_files
from sample_data.making import township, wide
from sample_data.making.county import of_towns, schools
from tests.unit.workbook.truth import SAMPLES, plain, put_right, said_at, same_as_truth, same_figures

WIDE = [SAMPLES / "wide-export" / f"{name}.xlsx" for name in ("小学", "初中", "普通高中")]
TOWNSHIP = SAMPLES / "township" / township.FILE
EVERYONE = [each for each in schools() if each["school_type"] != "特殊教育学校"]
SAID_OF_CELLS = ("cell_", "figure_not", "figure_negative", "choice_", "year_", "unit_suspected", "column_unit_suspected")


def canonical(column: str) -> str:
    """The canonical name of a maker's column."""
    return "equipment_yuan" if column == "equipment_wan" else column


@pytest.fixture(scope="module")
def exported():
    return read_files(WIDE)


@pytest.fixture(scope="module")
def clerks():
    return read_files([TOWNSHIP])


def test_the_export_has_as_many_columns_and_levels_as_the_real_one() -> None:
    for stage, (_, depth) in wide.STAGES.items():
        paths = [path for path, _ in wide.leaves_of(stage)]
        assert len(set(paths)) == len(paths) >= 150
        assert max(map(len, paths)) == depth


def test_the_export_gives_the_parts_and_cvs_of_the_truth(exported) -> None:
    same_as_truth(exported, EVERYONE)


@pytest.mark.parametrize(
    "column",
    ["pupils_primary", "pupils_junior", "pupils_senior", "classes_primary", "classes_junior", "teachers_primary",
     "teachers_junior", "backbone_primary", "backbone_junior", "books", "music_rooms", "art_rooms", "multimedia_rooms",
     "sports_ground_m2", "teaching_area_m2", "indoor_sports_m2", "equipment_yuan"],
)  # fmt: skip
def test_the_export_gives_every_figure(exported, column: str) -> None:
    same_figures(exported, EVERYONE, column)


def test_the_export_order_of_files_changes_nothing() -> None:
    same_as_truth(read_files(WIDE[::-1]), EVERYONE)


def test_the_export_leaves_out_the_senior_school_and_says_nothing_is_in_error(exported) -> None:
    assert "云河县高级中学" in {plain(each.school) for each in exported.left_out}
    assert [each.code for each in exported.problems if each.severity == "error"] == []
    added = [each.message.facts["what"].en for each in exported.problems if each.code == "shared_figures_added"]
    assert set(added) <= {"Boarders"}  # each file holds its own stage's


def test_one_file_of_the_export_alone_gives_its_stage() -> None:
    """小学.xlsx knows the primary pupils only, so shared goods of combined schools cannot be divided: the others can."""
    county = read_files(WIDE[:1])
    alone = [each for each in EVERYONE if each["school_type"] in ("小学", "教学点")]
    same_figures(county, alone, "pupils_primary", "teaching_area_m2", "sports_ground_m2", "equipment_yuan", "backbone_primary")


def test_the_clerks_table_gives_the_truth_once_its_two_units_are_put_right(clerks) -> None:
    fixes = [(each.school, canonical(each.column), each.times)
             for each in township.COMPLAINTS if each.code == "unit_suspected"]  # fmt: skip
    same_as_truth(put_right(clerks, fixes), township.truth())


@pytest.mark.parametrize(
    "column", ["classes_primary", "classes_junior", "teachers_primary", "teachers_junior", "books", "music_rooms", "art_rooms"]
)
def test_the_clerks_table_gives_every_figure(clerks, column: str) -> None:
    same_figures(clerks, township.truth(), column)


@pytest.mark.parametrize("complaint", township.build()[1], ids=lambda each: f"{each.code}-{each.cell}")
def test_the_clerks_table_is_complained_of_cell_by_cell(clerks, complaint: township.Complaint) -> None:
    said = said_at(clerks, complaint.code, complaint.sheet, complaint.cell)
    assert said is not None, [(each.code, each.cell) for each in clerks.problems]
    if complaint.unit:
        assert said.message.facts["unit"].zh == complaint.unit
        (fix,) = said.fixes
        (correction,) = fix.corrections
        true = next(each for each in of_towns(*township.TOWNS) if each["school"] == complaint.school)
        assert correction.value == pytest.approx(true[complaint.column], rel=1e-9)  # in the column's own unit, 万元 or ㎡


def test_the_two_offered_corrections_give_the_truth(clerks) -> None:
    fixes = [each for problem in clerks.problems if problem.code == "unit_suspected" for each in problem.fixes]
    corrections = [each for fix in fixes for each in fix.corrections]
    assert len(corrections) == 2
    county = read(Source(TOWNSHIP.name, TOWNSHIP.read_bytes()), corrections=corrections)
    same_as_truth(county, township.truth())
    assert "unit_suspected" not in {each.code for each in county.problems}


def test_the_clerks_hidden_schools_are_named(clerks) -> None:
    shown = openpyxl.load_workbook(TOWNSHIP).worksheets[0]
    hidden = [number for number, row in shown.row_dimensions.items() if row.hidden]
    assert len(hidden) == len(township.HIDDEN)
    (said,) = [each for each in clerks.problems if each.code == "rows_hidden"]
    assert list(said.message.facts["rows"]) == hidden


def test_the_clerks_table_is_complained_of_nowhere_else(clerks) -> None:
    wanted = {(each.code, each.sheet, each.cell) for each in township.build()[1]}
    said = {(each.code, each.sheet, cell) for each in clerks.problems if each.code.startswith(SAID_OF_CELLS)
            for cell in each.message.facts.get("cells", [each.cell])}  # fmt: skip
    assert said - wanted == set()
    assert [each.code for each in clerks.problems if each.severity == "error"] == []


def test_the_clerks_repeated_row_counts_once_and_the_other_sheets_are_named(clerks) -> None:
    names = [plain(name) for name in clerks.words("school")]
    assert sorted(names) == sorted(plain(each["school"]) for each in of_towns(*township.TOWNS))
    said = {(each.code, each.sheet) for each in clerks.problems}
    assert ("school_twice_agrees", township.SHEET) in said
    assert ("sheet_without_headings", township.PIVOT) in said
    assert ("sheet_hidden", township.LAST_YEAR) in said
