"""The application form's tables in their official layout: 表Ⅱ-1 and 表Ⅲ (表Ⅱ-2: `formschools`, 表Ⅰ: `formone`).

Means, coefficients and counts are formulas; what the standard has no rule for is left out of the table.
Source: 《全国义务教育优质均衡发展县（市、区）申报表》, tables Ⅱ-1 and Ⅲ and their notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from openpyxl.utils import get_column_letter

from balance.assess import YES, Assessment, reach_counts
from balance.bounds import ABSENT
from balance.columns import Stage, vocabulary
from balance.numbers import plain_number
from balance.report.book import Book, Page, span
from balance.report.calcsheet import Calc, Form
from balance.report.formlook import VALUES, indicator_title, line, over_limit, places, top, widths
from balance.report.formschools import FIRST
from balance.words import Message, msg, msgn

__all__ = ["layout", "table_three", "table_two_one"]


def layout(assessment: Assessment, place: str, schools: Page, means: Page, stages: Sequence[Stage]) -> Form:
    """Where the values (表Ⅱ-2) and the means (表Ⅲ) will stand."""
    count, first, at = len(assessment.standard.indicators), {}, FIRST
    for stage in stages:
        first[stage] = at
        at += len(assessment.rows_of(place, stage))
    letters = tuple(get_column_letter(VALUES + k) for k in range(count))
    places = {(stage, k): f"{means.ref}${get_column_letter(3 + k)}${5 + 2 * s}"
              for s, stage in enumerate(stages) for k in range(count)}  # fmt: skip
    return Form(schools.ref, first, letters, places)


def table_two_one(
    book: Book, page: Page, assessment: Assessment, calcs: Mapping[Stage, Calc], form: Form, heading: Message
) -> None:
    """表Ⅱ-1: how many schools reach each bound, and their share."""
    standard = assessment.standard
    count, ruled = len(standard.indicators), standard.school_rule is not None
    top(page, msg("Table II-1  Resources of primary and junior schools"), heading, 2 + count + ruled)
    page.spread(3, 1, 4, 2, None)
    for k, indicator in enumerate(standard.indicators):
        page.put(3, 3 + k, indicator_title(indicator, book.lang), "head")
        page.put(4, 3 + k, f"L{k + 1}", "code")
    if ruled:
        page.put(3, 3 + count, msg("Overall"), "head")
        page.put(4, 3 + count, f"L{count + 1}", "code")
    reach, at = reach_counts(assessment), 5
    for stage, calc in calcs.items():
        page.spread(at, 1, at + 1, 1, vocabulary().stage_titles[stage])
        page.put(at, 2, msg("Schools reaching it"), "head")
        page.put(at + 1, 2, msg("Their share (%)"), "head")
        group = int(assessment.parts.group[calc.rows[0]])
        for k, indicator in enumerate(standard.indicators):
            states = assessment.status[calc.rows, k]
            known = indicator.bound(stage) is not None and bool((states != ABSENT).any())
            cells = calc.over(calc.statuses[k])
            number = float(reach[group, k]) if known else np.nan
            page.reckon(at, 3 + k, f'IF(COUNT({cells})=0,"",COUNTIF({cells},2))', number, number_format="0")
            _share_of(page, at + 1, 3 + k, len(calc.rows), number, standard.precision.percent)
        if ruled:
            first = form.first_row[stage]
            verdicts = form.values_on + span(get_column_letter(VALUES + count), first, first + len(calc.rows) - 1)
            number = float((assessment.passes[calc.rows] == YES).sum())
            page.reckon(at, 3 + count, f'COUNTIF({verdicts},"{book.say(msg("yes"))}")', number, number_format="0")
            _share_of(page, at + 1, 3 + count, len(calc.rows), number, standard.precision.percent)
        at += 2
    missing = sum(int((assessment.status[calc.rows] == ABSENT).any(axis=1).sum()) for calc in calcs.values())
    if missing:
        note = msgn("Note: {n} school part has figures missing and is not counted as reaching them.",
                    "Note: {n} school parts have figures missing and are not counted as reaching them.", missing)  # fmt: skip
        line(page, at, note)
    widths(page, {1: 8, 2: 18, **dict.fromkeys(range(3, 4 + count), 15)})
    page.sheet.row_dimensions[3].height = 62
    page.printed()


def _share_of(page: Page, row: int, column: int, total: int, number: float, decimals: int) -> None:
    above = f"{get_column_letter(column)}{row - 1}"
    page.reckon(row, column, f'IF(ISNUMBER({above}),{above}/{total}*100,"")', number / total * 100,
                number_format=places(decimals))  # fmt: skip


def table_three(book: Book, page: Page, assessment: Assessment, calcs: Mapping[Stage, Calc], form: Form, heading: Message) -> None:
    """表Ⅲ: the county's mean and coefficient of variation of every indicator, by stage."""
    standard, spread = assessment.standard, assessment.dispersion
    count = len(standard.indicators)
    top(page, msg("Table III  Balance between the county's schools"), heading, 3 + count)
    page.spread(3, 1, 4, 2, None)
    for k, indicator in enumerate(standard.indicators):
        page.put(3, 3 + k, indicator_title(indicator, book.lang), "head")
        page.put(4, 3 + k, f"L{k + 1}", "code")
    page.put(3, 3 + count, msg("Overall"), "head")
    page.put(4, 3 + count, f"L{count + 1}", "code")
    for s, (stage, calc) in enumerate(calcs.items()):
        at, group = 5 + 2 * s, int(assessment.parts.group[calc.rows[0]])
        page.spread(at, 1, at + 1, 1, vocabulary().stage_titles[stage])
        page.put(at, 2, msg("Mean of the county"), "head")
        page.put(at + 1, 2, msg("Coefficient of variation"), "head")
        for k, indicator in enumerate(standard.indicators):
            times = "" if indicator.times == 1 else f"*{plain_number(indicator.times)}"
            total, pupils = (f"{calc.page.ref}${letter}$5" for letter in (calc.totals[k], calc.weights[k]))
            mean = f"{get_column_letter(3 + k)}{at}"
            digits = max(standard.precision.mean, indicator.decimals)
            page.reckon(at, 3 + k, f'IF({pupils}>0,{total}/{pupils}{times},"")', float(spread.mean[group, k]),
                        number_format=places(digits))  # fmt: skip
            root = f"SQRT(SUMPRODUCT({calc.over(calc.weights[k])},{calc.over(calc.distances[k])}))"
            page.reckon(at + 1, 3 + k, f'IF(N({mean})>0,{root}/{mean},"")', float(spread.cv[group, k]),
                        number_format=places(standard.precision.cv))  # fmt: skip
        page.put(at, 3 + count, "——")
        cvs = f"{get_column_letter(3)}{at + 1}:{get_column_letter(2 + count)}{at + 1}"
        whole = spread.cv[group][(spread.absent[group] == 0)]
        first = form.first_row[stage]
        counted = "+".join(f"COUNT({form.values_on}{span(letter, first, first + len(calc.rows) - 1)})"
                           for letter in form.value_letters)  # fmt: skip
        everything = np.isfinite(spread.cv[group]).all() and len(whole) == count
        page.reckon(
            at + 1, 3 + count, f'IF(AND(COUNT({cvs})={count},{counted}={count * len(calc.rows)}),AVERAGE({cvs}),"")',
            float(spread.cv[group].mean()) if everything else None, number_format=places(standard.precision.cv),
        )  # fmt: skip
        limit = standard.cv_limit(stage)
        if limit is not None:
            over_limit(page, at + 1, 3, 2 + count, limit)
    for n, note in enumerate(_notes(assessment, calcs)):
        line(page, 5 + 2 * len(calcs) + n, note)
    widths(page, {1: 8, 2: 14, **dict.fromkeys(range(3, 4 + count), 15)})
    page.sheet.row_dimensions[3].height = 62
    page.printed()


def _notes(assessment: Assessment, calcs: Mapping[Stage, Calc]) -> list[Message]:
    """The notes below 表Ⅲ: its precision, the limits, and what is missing."""
    precision, spread, titles = assessment.standard.precision, assessment.dispersion, vocabulary().stage_titles
    notes = [msg("Note: county means are printed with {mean} decimals, coefficients of variation with {cv}.",
                 mean=precision.mean, cv=precision.cv)]  # fmt: skip
    for stage, calc in calcs.items():
        limit, group = assessment.standard.limit(stage), int(assessment.parts.group[calc.rows[0]])
        if limit is not None and assessment.standard.cv_limit(stage) is None:
            notes.append(msg("{stage}: the overall coefficient must not pass {limit}.", stage=titles[stage], limit=f"{limit:.2f}"))
        elif limit is not None:
            notes.append(msg("{stage}: no coefficient may pass {limit}; the overall one has no limit.", stage=titles[stage],
                             limit=f"{limit:.2f}"))  # fmt: skip
        for k in np.flatnonzero(spread.absent[group] > 0).tolist():
            absent = int(spread.absent[group, k])
            notes.append(msgn("{stage} {indicator}: {n} school without a figure is left out of mean and coefficient.",
                              "{stage} {indicator}: {n} schools without a figure are left out of mean and coefficient.", absent,
                              stage=titles[stage], indicator=assessment.standard.indicators[k].short))  # fmt: skip
    return notes
