"""Every kind of finding, once: how grave it is, what it says, what to do about it."""

from __future__ import annotations

from balance.doubts import DOUBTS
from balance.kind import Kind, Severity

__all__ = ["KINDS", "Kind", "Severity"]

KINDS: dict[str, Kind] = {
    # the file and its sheets
    "file_not_read": Kind("error", "{file} was not read: {why}", "Put that file right and choose all files again."),
    "password_needed": Kind("error", "{why}", "Enter its password below, or save it without one."),
    "sheet_without_headings": Kind(
        "warning",
        "Sheet “{sheet}” was not read: no row with known headings and the school's name was found.",
        "If it holds schools, give it a heading row such as the one in the template.",
    ),
    "sheet_hidden": Kind(
        "warning",
        "Sheet “{sheet}” is hidden and was not read.",
        "If it belongs to the figures, unhide it and save the file.",
    ),
    "sheet_without_schools": Kind(
        "warning", "Sheet “{sheet}” has headings but no schools.", "Fill it in, or delete it if it is not needed."
    ),
    # headings and units
    "columns_recomputed": Kind(
        "info",
        "Columns of ratios and verdicts in “{sheet}” were not read, they are computed anew: {headings}",
        "Nothing to do; the figures behind them are enough.",
    ),
    "columns_unknown": Kind(
        "info",
        "Columns in “{sheet}” without a known heading were not read: {headings}",
        "If one of them is needed, name it as in the template, with its unit.",
    ),
    "columns_other": Kind(
        "info",
        "Columns in “{sheet}” about other people, another year, a stage that is not judged or a part of a total were "
        "not read: {headings}",
        "Nothing to do, unless one of them is what the standard asks for.",
    ),
    "columns_likely": Kind(
        "info",
        "Columns in “{sheet}” below headings that are not understood were read by their own heading: {headings}",
        "Check them in the list of columns; change the meaning there if it is not right.",
    ),
    "columns_added": Kind(
        "info", "The columns {headings} were added up to “{canonical}”.", "Check that none of them holds another."
    ),
    "columns_agree": Kind(
        "info", "The columns {headings} say the same; it was taken once.", "Delete the one that is not needed."
    ),
    "columns_disagree": Kind(
        "error",
        "The columns {headings} both mean “{canonical}” but differ ({first} and {second}; rows that "
        "differ: {n}); neither was read.",
        "Keep the right one and delete or rename the other.",
    ),
    "columns_of_words_twice": Kind(
        "info", "The columns {headings} mean the same; “{heading}” was taken.", "Delete the one that is not meant."
    ),
    "parts_added": Kind(
        "info",
        "The columns {headings} were added up for each school; shared rooms and goods are divided by the rule.",
        "Check that none of them already holds the whole school's figure.",
    ),
    "parts_beside_whole": Kind(
        "info",
        "“{whole}” was taken; the columns {headings} are parts of it.",
        "Check that it is the whole school's figure.",
    ),
    "unit_from_title": Kind(
        "info",
        "“{column}” was read in {unit}, as the line above the table says.",
        "Check it; a unit in the heading itself is surer.",
    ),
    "unit_unclear": Kind(
        "warning",
        "The lines above the table name several units ({units}) that may belong to “{column}”; {unit} was taken.",
        "Put the unit into the heading, e.g. “{column}（{unit}）”.",
    ),
    "unit_assumed_yuan": Kind(
        "warning",
        "“{column}” names no unit; yuan was taken.",
        "Check whether the figures are in 10,000 yuan; if so, write “（万元）” into the heading.",
    ),
    "unit_assumed_m2": Kind(
        "info",
        "These areas name no unit; ㎡ was taken: {headings}",
        "If they are in mu, write “（亩）” into the headings.",
    ),
    "unit_suspected": Kind(
        "warning",
        "{cell}, “{column}” of {school}: {value} is absurd beside the other schools; it seems to be in {unit} "
        "(factor {factor}). It was not changed.",
        "If so, take {correct} instead.",
    ),
    "column_unit_suspected": Kind(
        "warning",
        "“{column}” in “{sheet}” seems to be in {unit}: read as it stands, its figures are absurd. Nothing was changed.",
        "Choose the unit; a usual figure per pupil would then be {usual}.",
    ),
    # rows
    "rows_not_schools": Kind(
        "info",
        "Rows left out because they are no schools: {n} ({totals} with totals or means, {notes} with notes, "
        "{repeated} with repeated headings; rows {rows}).",
        "Check that no school is among them.",
    ),
    "words_repeated_down": Kind(
        "info",
        "“{column}” stands only in the first row of each group; it was taken for the {n} rows below as well.",
        "Check that every school has the right one.",
    ),
    "rows_hidden": Kind(
        "warning",
        "{n} schools in “{sheet}” stand in hidden rows; they were read like the others (rows {rows}).",
        "If they no longer belong to the county, delete the rows or leave them out here.",
    ),
    "total_differs": Kind(
        "warning",
        "The total row says {told} for “{column}”, the schools that were read add up to {summed}.",
        "Look for a missing, doubled or mistyped row.",
    ),
    "school_without_name": Kind(
        "error",
        "Row {row} has figures but no school name; it was left out.",
        "Write the school's name into every row.",
        many="{n} rows have figures but no school name and were left out, first {cells}.",
    ),
    # cells
    "cell_marked_absent": Kind(
        "info",
        "{cell}: “{value}” was taken as not known, not as 0.",
        "If the figure is zero, write 0.",
        many="“{column}”: {n} cells with a mark such as “{value}” were taken as not known, not as 0 ({cells} …).",
    ),
    "cell_formula_error": Kind(
        "warning",
        "{cell}, “{column}”: the formula ends in an error; the figure is not known.",
        "Correct the formula, or write the figure.",
        many="“{column}”: {n} formulas end in an error; these figures are not known ({cells} …).",
    ),
    "cell_not_calculated": Kind(
        "warning",
        "{cell}, “{column}”: the formula has no stored result; the figure is not known.",
        "Open the file in Excel or WPS and save it again.",
        many="“{column}”: {n} formulas have no stored result; these figures are not known ({cells} …).",
    ),
    "cell_not_a_number": Kind(
        "warning",
        "{cell}, “{column}”: “{value}” is no figure; it was taken as not known.",
        "Write a plain number.",
        many="“{column}”: {n} cells are no figures, such as “{value}”; they were taken as not known ({cells} …).",
    ),
    "cell_with_note": Kind(
        "warning",
        "{cell}, “{column}”: of “{value}” the number {taken} was taken.",
        "Check it, and move the note to another column.",
        many="“{column}”: {n} cells have a note beside the number, such as “{value}”; the number was taken "
        "({cells} …).",
    ),
    "cell_other_unit": Kind(
        "warning",
        "{cell}, “{column}”: “{value}” is in another unit than the column; it was converted to {taken}.",
        "Check it, and write the whole column in one unit.",
        many="“{column}”: {n} cells are in another unit than the column, such as “{value}”, and were "
        "converted ({cells} …).",
    ),
    "figure_negative": Kind(
        "error",
        "{cell}, “{column}”: {value} cannot be; it was taken as not known.",
        "Write the right figure.",
        many="“{column}”: {n} figures are negative, such as {value}; they were taken as not known ({cells} …).",
    ),
    "figure_not_whole": Kind(
        "warning",
        "{cell}, “{column}”: {value} is not a whole number; it was kept as it is.",
        "Check the figure and its unit.",
        many="“{column}”: {n} figures are not whole numbers, such as {value}; they were kept as they are ({cells} …).",
    ),
    "year_impossible": Kind(
        "warning",
        "{cell}, “{column}”: {value} is no year; it was taken as not known.",
        "Write the year with four digits.",
        many="“{column}”: {n} cells are no years, such as {value}; they were taken as not known ({cells} …).",
    ),
    "choice_unknown": Kind(
        "warning",
        "{cell}, “{column}”: “{value}” is none of the known kinds; it was taken as not known.",
        "Write one of: {allowed}",
        many="“{column}”: “{value}” in {n} cells is none of the known kinds; it was taken as not known ({cells} …).",
    ),
    # schools
    "code_rounded": Kind(
        "warning",
        "School codes cut to a power of ten, such as “{value}”: {n}. The schools were told apart by name.",
        "Format the column as text and enter the codes again.",
    ),
    "code_shared": Kind(
        "warning",
        "Schools with different names have the same code and stay apart: {schools}",
        "Correct the codes.",
    ),
    "campus_parent_unknown": Kind(
        "error",
        "{school} is a campus, but its parent school “{parent}” is not among the schools; it was left out.",
        "Say which school it belongs to.",
    ),
    "county_blank": Kind(
        "warning",
        "Schools without a county ({n}): {schools}",
        "Fill in the county for every school, or delete the column.",
    ),
    "school_twice_agrees": Kind(
        "info",
        "Schools in several rows that do not contradict each other, taken once ({n}): {schools}",
        "Nothing to do where files or sheets complete each other; delete rows that only repeat.",
    ),
    "school_twice_differs": Kind(
        "error",
        "{school} stands in rows {rows} with different figures ({what}: {low} and {high}); row {kept} counts.",
        "Delete the wrong row; if these are two schools, give each its own name or code.",
    ),
    "stage_rows_merged": Kind(
        "info",
        "Schools given in one row a stage, put together ({n}): {schools}",
        "Check that the rows belong to one school each.",
    ),
    "stage_rows_differ": Kind(
        "error",
        "{schools}: the rows of one school give different figures for the same stage ({what}: {low} and {high}); "
        "the first row counts.",
        "Correct the wrong row.",
    ),
    "shared_figures_added": Kind(
        "warning",
        "{schools}: “{what}” differs between the rows of one school ({low} and {high}). They were taken as "
        "each stage's own part and added up ({taken}); the rule divides the sum again by pupils.",
        "If one row holds the whole school's figure, write that figure into every row of the school.",
    ),
    "figure_without_stage": Kind(
        "error",
        "{school}: “{column}” ({value}) cannot be put to a stage; it was left out.",
        "Give a column or a row for each stage, or the school's type.",
        many="“{column}” cannot be put to a stage for {n} schools and was left out: {schools} …",
    ),
    "whole_differs_from_stages": Kind(
        "warning",
        "{school}: “{column}” is {value}, its stages add up to something else; the stages' figures count.",
        "Correct the one that is wrong.",
        many="“{column}” differs from the sum of its stages for {n} schools: {schools} … The stages' figures count.",
    ),
    "type_by_title": Kind(
        "info",
        "School type taken from the title of the sheet or file ({n}): {schools}",
        "Check, or add a column with the type.",
    ),
    "type_by_name": Kind(
        "info", "School type taken from the name ({n}): {schools}", "Check, or add a column with the type."
    ),
    "type_by_pupils": Kind(
        "info",
        "School type taken from the stages with pupils ({n}): {schools}",
        "Check, or add a column with the type.",
    ),
    "type_unknown": Kind(
        "error",
        "School type that cannot be told ({n}): {schools}",
        "Add a column “学校类型” (school type) and fill it in.",
    ),
    "type_contradicts_pupils": Kind(
        "warning",
        "{school}: the school type does not fit the pupils ({stage_pupils}: {value}).",
        "Correct the type or the figure.",
        many="{n} schools have a type that does not fit their pupils ({stage_pupils}): {schools} …",
    ),
    "no_pupils": Kind(
        "warning",
        "Schools with 0 pupils, not judged ({n}): {schools}",
        "If a figure is missing, leave the cell blank.",
    ),
    "pupils_missing": Kind(
        "error",
        "Schools without a figure for pupils, which cannot be judged ({n}): {schools}",
        "Fill in the number of pupils.",
    ),
    **DOUBTS,
}
