"""The sheets an inspector goes through: every value from the cell of the file to the coefficient, what was found in the
files, what was left out and why, the rules with their places in the documents, the fingerprints.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from openpyxl.utils import get_column_letter

from balance.assess import Assessment
from balance.baseline import fingerprint
from balance.columns import Stage, vocabulary
from balance.numbers import ABSENT
from balance.origins import cells_of
from balance.report.book import Book, Page
from balance.report.calcsheet import Calc, Form
from balance.report.fingerprints import fingerprint_of_rules
from balance.report.limits import left_out_of
from balance.report.method import basis_table, formulas
from balance.report.pieces import Table
from balance.report.printed import problem_table
from balance.report.subject import Subject
from balance.words import Message, Term, msg

__all__ = ["findings_sheet", "rules_sheet", "trace_sheet"]

_HEADS = (
    msg("Stage"), msg("School"), msg("Indicator"), msg("Read from"), msg("Pupils"), msg("Total"), msg("Share of shared goods"),
    msg("Value"), msg("Weight"), msg("Distance from the mean, squared"), msg("Share of S²"), msg("County mean"),
    msg("Coefficient of variation"),
)  # fmt: skip
_NOWHERE = msg("by the scenario, or put in by hand")


def trace_sheet(book: Book, name: str, subject: Subject, assessment: Assessment, calcs: Mapping[Stage, Calc], form: Form) -> None:
    """One row a part and indicator: the cells of the files it was read from, then every step to the coefficient."""
    wide = dict(enumerate((8, 24, 22, 44, 9, 13, 10, 10, 10, 12, 10, 10, 12), 1))
    page = book.page(name, {column: float(width) for column, width in wide.items()})
    page.put(1, 1, msg("From the cell of the file to the coefficient"), "heading")
    for column, head in enumerate(_HEADS, 1):
        page.put(3, column, head, "head")
    page.sheet.row_dimensions[3].height = 44
    at = 4
    for stage, calc in calcs.items():
        title = vocabulary().stage_titles[stage]
        read = _Reading(subject, assessment, stage)
        for n, row in enumerate(calc.rows):
            school = int(assessment.parts.school[row])
            for k, indicator in enumerate(assessment.standard.indicators):
                page.put(at, 1, title)
                page.put(at, 2, str(assessment.county.words("school")[school]), "line")
                page.put(at, 3, indicator.short, "line")
                page.put(at, 4, read.told(book, school, k), "line")
                _steps(page, at, assessment, calc, form, n, row, k)
                at += 1
    page.sheet.freeze_panes = "D4"
    page.sheet.auto_filter.ref = f"A3:{get_column_letter(len(_HEADS))}{max(at - 1, 4)}"
    page.printed(heads=(3, 3))


def _steps(page: Page, at: int, assessment: Assessment, calc: Calc, form: Form, n: int, row: int, k: int) -> None:
    group, spread, digits = int(assessment.parts.group[row]), assessment.dispersion, assessment.standard.precision
    mean = form.means[calc.stage, k]
    below = mean[: mean.rindex("$") + 1] + str(int(mean[mean.rindex("$") + 1 :]) + 1)  # the CV stands below the mean
    value = float(assessment.value[row, k])
    known = np.isfinite(value)
    weight = float(assessment.parts.pupils[row]) / _pupils(calc, assessment, k) if known else np.nan
    distance = (value - float(spread.mean[group, k])) ** 2
    square = float(spread.sd[group, k]) ** 2
    cells: list[tuple[str, float, str]] = [
        (calc.at("C", n), float(assessment.parts.pupils[row]), "0"),
        (calc.at(calc.totals[k], n), float(assessment.numerator[row, k]), "General"),
        (calc.at("D", n), float(assessment.parts.share[row]), "0.0000"),
        (form.value(calc.stage, n, k), value, "0.000000"),
        (calc.at(calc.weights[k], n), weight, "0.000000"),
        (calc.at(calc.distances[k], n), distance, "General"),
        (calc.at(calc.shares[k], n), weight * distance / square if square > 0 else np.nan, "0.0%"),
        (mean, float(spread.mean[group, k]), "0.000000"),
        (below, float(spread.cv[group, k]), "0." + "0" * (digits.cv + 3)),
    ]
    for column, (cell, result, number_format) in enumerate(cells, 5):
        page.reckon(at, column, f'IF(ISNUMBER({cell}),{cell},"")', result, number_format=number_format)


def _pupils(calc: Calc, assessment: Assessment, k: int) -> float:
    known = np.isfinite(assessment.value[calc.rows, k])
    return float(assessment.parts.pupils[calc.rows][known].sum())


class _Reading:
    """Tells the cells that a part's value was read from; what many schools share is looked up once."""

    def __init__(self, subject: Subject, assessment: Assessment, stage: Stage) -> None:
        self._origins, self._stage, self._assessment = subject.source.origins, stage, assessment
        columns = vocabulary().columns
        self._wanted: list[list[str]] = []
        for indicator in assessment.standard.indicators:
            bases = dict.fromkeys([*indicator.numerator, *(c for other in indicator.instead for c in other.numerator)])
            names = [f"{base}_{stage}" if columns[base].stages else base for base in bases]
            self._wanted.append([name for name in names if assessment.county.knows(name)])
        needed = {f"pupils_{stage}", *(name for names in self._wanted for name in names)}
        bases_ = needed | {name.removesuffix(f"_{stage}") for name in needed}
        self._columns = [column for column in subject.source.columns if column.canonical in bases_]
        self._files = len({column.file for column in subject.source.columns}) > 1

    def told(self, book: Book, school: int, k: int) -> str:
        """The cells, the pupils' first: “sheet › F7, K7”."""
        county, origins = self._assessment.county, self._origins.get(str(self._assessment.county.words("school_code")[school]), ())
        spots: dict[str, list[str]] = {}
        for name in (f"pupils_{self._stage}", *self._wanted[k]):
            if np.isnan(county.figures(name)[school]):
                continue
            for file, sheet, cell in cells_of(origins, self._columns, name):
                where = " › ".join(filter(None, [file if self._files or not sheet else "", sheet if sheet != file else ""]))
                spots.setdefault(where, []).append(cell)
        if not spots:
            return book.say(_NOWHERE) if not origins else ABSENT
        return "; ".join(f"{where} › {', '.join(dict.fromkeys(cells))}" for where, cells in spots.items())


def findings_sheet(book: Book, name: str, subject: Subject) -> None:
    """What was found in the files, what was put right by hand, and who was left out."""
    page = book.page(name, {1: 22, 2: 36, 3: 56, 4: 56})
    none = msg("Nothing was found that would have to be looked at.")
    at = _table(page, 1, msg("Findings in the files"), problem_table(subject), none)
    changes = tuple((change.where, change.before, change.after, msg("yes") if change.applied else msg("no"))
                    for change in subject.source.changes)  # fmt: skip
    heads = (msg("Where"), msg("Before"), msg("After"), msg("Applied"))
    at = _table(page, at + 1, msg("Put right by hand"), Table(heads, changes), msg("Nothing was put right by hand."))
    left = Table((msg("School"), msg("Reason")), tuple(left_out_of(subject.shown, subject.place)))
    _table(page, at + 1, msg("Schools that are not judged"), left, msg("Every school in the files is judged."))
    page.printed()


def rules_sheet(book: Book, name: str, subject: Subject, heading: Message) -> None:
    """The method in words, the rules with their places in the documents, concessions, fingerprints."""
    page = book.page(name, {1: 34, 2: 26, 3: 70})
    page.put(1, 1, heading, "plain")
    page.put(2, 1, msg("How it is worked out"), "heading")
    at = 3
    for line in formulas(subject.standard):
        page.put(at, 1, line, "plain")
        at += 1
    at = _table(page, at + 1, msg("Rules in use and where they stand"), basis_table(subject.standard), None)
    page.put(at + 1, 1, msg("Fingerprints: the same figures and the same rules always have the same ones"), "heading")
    prints = [(msg("Figures as read"), fingerprint(subject.source)), (msg("Rules"), fingerprint_of_rules(subject.standard))]
    if subject.applied is not None:
        prints.insert(1, (msg("Figures after the scenario"), fingerprint(subject.applied.county)))
    for n, (what, mark) in enumerate(prints):
        page.put(at + 2 + n, 1, what, "line")
        page.put(at + 2 + n, 2, mark, "line")
    page.printed()


def _table(page: Page, at: int, title: Message, table: Table, none: Message | None) -> int:
    """A table with its title; the row below it."""
    page.put(at, 1, title, "heading")
    if not table.rows:
        page.put(at + 1, 1, none, "plain")
        return at + 2
    for column, head in enumerate(table.headings, 1):
        page.put(at + 1, column, head, "head")
    for n, row in enumerate(table.rows):
        for column, value in enumerate(row, 1):
            shown = value.of(page.book.lang) if isinstance(value, Term) else value
            page.put(at + 2 + n, column, shown, "text")
    return at + 2 + len(table.rows)
