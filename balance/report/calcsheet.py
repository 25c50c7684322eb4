"""The working sheet of a stage: what every school part has of what each indicator counts, its weight, its distance from
the mean, its status; all of it formulas on the raw data, so that the form's cells can be followed down.

    total  = signed sum of raw columns (× the part's share of what its school shares)        blank where a figure is missing
    value  = total ÷ pupils × times                                                          stands on the form, 表Ⅱ-2
    weight = pupils ÷ pupils of all parts with a value                                       distance² = (value − mean)²
    CV     = √ Σ weight · distance² ÷ mean                                                   stands on the form, 表Ⅲ
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from openpyxl.utils import get_column_letter

from balance.assess import Assessment
from balance.bounds import MET, TOLERATED
from balance.columns import STAGES, Stage, vocabulary
from balance.holding import holding
from balance.indicators import applies
from balance.numbers import plain_number
from balance.report.book import Book, Page, span
from balance.report.rawsheet import Raw
from balance.standard import Indicator
from balance.words import msg

__all__ = ["FIRST", "Calc", "Form", "calc_sheet"]

FIRST = 6  # the first row with a part; the sums stand in the row above
_NOISE = "(1-1E-12)"  # what balance.bounds forgives


@dataclass(frozen=True, slots=True)
class Form:
    """Where the form's cells stand that the working sheets look at: the values in 表Ⅱ-2, the means in 表Ⅲ."""

    values_on: str
    first_row: Mapping[Stage, int]
    value_letters: tuple[str, ...]
    means: Mapping[tuple[Stage, int], str]

    def value(self, stage: Stage, n: int, k: int) -> str:
        """The value of the n-th part of a stage."""
        return f"{self.values_on}${self.value_letters[k]}${self.first_row[stage] + n}"


@dataclass(frozen=True, slots=True)
class Calc:
    """A written working sheet; columns by their letters, one entry an indicator."""

    page: Page
    stage: Stage
    rows: list[int]
    totals: tuple[str, ...]
    weights: tuple[str, ...]
    distances: tuple[str, ...]
    shares: tuple[str, ...]
    statuses: tuple[str, ...]

    @property
    def last(self) -> int:
        """The last row with a part."""
        return FIRST + len(self.rows) - 1

    def over(self, letter: str) -> str:
        """A column over all parts, as other sheets write it."""
        return self.page.ref + span(letter, FIRST, self.last)

    def at(self, letter: str, n: int) -> str:
        """A cell of the n-th part."""
        return f"{self.page.ref}${letter}${FIRST + n}"

    def statuses_of(self, n: int) -> str:
        """The statuses of the n-th part, side by side."""
        return f"{self.page.ref}${self.statuses[0]}${FIRST + n}:${self.statuses[-1]}${FIRST + n}"


def calc_sheet(book: Book, name: str, assessment: Assessment, place: str, stage: Stage, raw: Raw, form: Form) -> Calc:
    """Write the sheet of a stage."""
    standard, rows = assessment.standard, assessment.rows_of(place, stage).tolist()
    count = len(standard.indicators)
    letters = [[get_column_letter(5 + 4 * k + i) for k in range(count)] for i in range(4)]
    statuses = [get_column_letter(5 + 4 * count + k) for k in range(count)]
    page = book.page(name, {1: 6, 2: 24, 3: 10, 4: 11, **dict.fromkeys(range(5, 5 + 5 * count), 11.5)})
    calc = Calc(page, stage, rows, *map(tuple, [*letters, statuses]))
    _heads(book, calc, assessment)
    names, pupils = assessment.county.words("school"), f"pupils_{stage}"
    holds = holding(assessment.county)
    extras = _conceded(assessment)
    for n, row in enumerate(rows):
        at, school = FIRST + n, int(assessment.parts.school[row])
        page.put(at, 1, n + 1)
        page.put(at, 2, str(names[school]), "line")
        source = raw.cell(pupils, school)
        if source:
            page.reckon(at, 3, f'IF(ISNUMBER({source}),{source},"")', float(assessment.parts.pupils[row]), number_format="0")
        else:
            page.put(at, 3, None)
        share = _share(assessment, raw, stage, school, holds[:, school])
        if share:
            page.reckon(at, 4, share, float(assessment.parts.share[row]), number_format="0.0000")
        else:
            page.put(at, 4, 1)
        for k, indicator in enumerate(standard.indicators):
            _part(calc, assessment, raw, form, n, row, k, _total(assessment, raw, indicator, stage, school, at, extras))
    _sums(calc, assessment, form, place)
    page.sheet.freeze_panes = page.sheet.cell(FIRST, 3)
    page.printed(heads=(3, 4))
    return calc


def _heads(book: Book, calc: Calc, assessment: Assessment) -> None:
    page, standard = calc.page, assessment.standard
    page.put(1, 1, msg("{stage}: from the raw data to the form", stage=vocabulary().stage_titles[calc.stage]), "heading")
    page.put(2, 1, msg("Status: 2 reaches the bound, 1 reaches the tolerated share of it, 0 is below."), "plain")
    for column, title in enumerate((msg("No."), msg("School"), msg("Pupils"), msg("Share of shared goods")), 1):
        page.spread(3, column, 4, column, title)
    for k, indicator in enumerate(standard.indicators):
        page.spread(3, 5 + 4 * k, 3, 8 + 4 * k, indicator.short)
        heads = (msg("Total"), msg("Weight"), msg("Distance from the mean, squared"), msg("Share of S²"))
        for i, title in enumerate(heads):
            page.put(4, 5 + 4 * k + i, title, "head")
    page.spread(3, 5 + 4 * len(standard.indicators), 3, 4 + 5 * len(standard.indicators), msg("Status"))
    for k, indicator in enumerate(standard.indicators):
        page.put(4, 5 + 4 * len(standard.indicators) + k, indicator.short, "head")
    page.sheet.row_dimensions[4].height = 44


def _share(assessment: Assessment, raw: Raw, stage: Stage, school: int, holds: np.ndarray) -> str:
    """The part's share of what its stages share, by weighted pupils; "" in a school of one stage."""
    held = [s for s, yes in zip(STAGES, holds, strict=True) if yes]
    if len(held) < 2:
        return ""
    cells = {s: raw.cell(f"pupils_{s}", school) for s in held}
    if None in cells.values():
        return '""'
    weights = assessment.standard.split.weights
    terms = {s: f"{cells[s]}*{plain_number(weights[s])}" for s in held}
    known = ",".join(str(cell) for cell in cells.values())
    return f'IF(COUNT({known})={len(held)},{terms[stage]}/({"+".join(terms.values())}),"")'


def _conceded(assessment: Assessment) -> dict[str, list[tuple[str, np.ndarray]]]:
    """Indicator → the columns that a concession in use adds, with the schools it is for."""
    found: dict[str, list[tuple[str, np.ndarray]]] = {}
    for concession in assessment.standard.in_force:
        if concession.add_to:
            found.setdefault(concession.add_to, []).append(
                (concession.add_column, applies(assessment.county, concession.when))
            )
    return found


def _total(
    assessment: Assessment, raw: Raw, indicator: Indicator, stage: Stage, school: int, at: int,
    extras: Mapping[str, list[tuple[str, np.ndarray]]],
) -> str:  # fmt: skip
    """The formula of what a part has: the first of the indicator's numerators whose columns are all known."""
    ways = [indicator.numerator, *(other.numerator for other in indicator.instead if not other.stages or stage in other.stages)]
    formula = '""'
    for way in reversed(ways):
        terms = {column: _term(raw, column, stage, school, at) for column in way}
        if None in terms.values():
            continue
        sum_ = "".join(f"{'+' if sign > 0 else '-'}{'' if abs(sign) == 1 else plain_number(abs(sign)) + '*'}{terms[column]}"
                       for column, sign in way.items()).removeprefix("+")  # fmt: skip
        cells = [str(raw.cell(_own(column, stage), school)) for column in way]
        known = [*cells, *([f"$D{at}"] if any(not _staged(column) for column in way) else [])]
        formula = f"IF(COUNT({','.join(known)})={len(known)},{sum_},{formula})"
    for column, who in extras.get(indicator.id, []):
        extra = _term(raw, column, stage, school, at)
        if who[school] and extra is not None and formula != '""':
            cell = raw.cell(_own(column, stage), school)
            formula = f'IF(ISNUMBER({formula}),{formula}+IF(ISNUMBER({cell}),{extra},0),"")'
    signs = any(sign < 0 for way in ways for sign in way.values())
    return f'IF(N({formula})<0,"",{formula})' if signs and formula != '""' else formula


def _staged(column: str) -> bool:
    return bool(vocabulary().columns[column].stages)


def _own(column: str, stage: Stage) -> str:
    return f"{column}_{stage}" if _staged(column) else column


def _term(raw: Raw, column: str, stage: Stage, school: int, at: int) -> str | None:
    cell = raw.cell(_own(column, stage), school)
    return cell if cell is None or _staged(column) else f"{cell}*$D{at}"


def _part(calc: Calc, assessment: Assessment, raw: Raw, form: Form, n: int, row: int, k: int, total: str) -> None:
    """One part's cells of one indicator."""
    page, at, spread = calc.page, FIRST + n, assessment.dispersion
    group, value = int(assessment.parts.group[row]), float(assessment.value[row, k])
    everyone = _everyone(assessment, group, k)
    shown, mean = form.value(calc.stage, n, k), form.means[calc.stage, k]
    known = np.isfinite(value)
    weight = float(assessment.parts.pupils[row]) / everyone if known else np.nan
    distance = (value - float(spread.mean[group, k])) ** 2
    column = 5 + 4 * k
    page.reckon(at, column, total, float(assessment.numerator[row, k]))
    page.reckon(at, column + 1, f'IF(ISNUMBER({shown}),$C{at}/{calc.weights[k]}${FIRST - 1},"")', weight, number_format="0.0000")
    page.reckon(at, column + 2, f'IF(ISNUMBER({shown}),({shown}-{mean})^2,"")', distance if known else None)
    square = float(spread.sd[group, k]) ** 2
    page.reckon(
        at, column + 3, f'IF(AND(ISNUMBER({shown}),N({calc.distances[k]}${FIRST - 1})>0),'
        f'{calc.weights[k]}{at}*{calc.distances[k]}{at}/{calc.distances[k]}${FIRST - 1},"")',
        weight * distance / square if known and square > 0 else None, number_format="0.0%",
    )  # fmt: skip
    indicator, rule = assessment.standard.indicators[k], assessment.standard.school_rule
    bound = indicator.bound(calc.stage)
    if bound is None:
        page.put(at, 5 + 4 * len(assessment.standard.indicators) + k, None)
        return
    lower = f"IF({shown}>={plain_number(bound)}*{plain_number(rule.share)}*{_NOISE},1,0)" if rule is not None else "0"
    state = int(assessment.status[row, k])
    page.reckon(
        at, 5 + 4 * len(assessment.standard.indicators) + k,
        f'IF(ISNUMBER({shown}),IF({shown}>={plain_number(bound)}*{_NOISE},2,{lower}),"")',
        None if not known else 2 if state == MET else 1 if state == TOLERATED else 0,
    )  # fmt: skip


def _everyone(assessment: Assessment, group: int, k: int) -> float:
    """Pupils of the parts that have a value."""
    rows = np.flatnonzero((assessment.parts.group == group) & np.isfinite(assessment.value[:, k]))
    return float(assessment.parts.pupils[rows].sum())


def _sums(calc: Calc, assessment: Assessment, form: Form, place: str) -> None:
    """The row of sums above the parts: totals and pupils of the parts with a value, and S²."""
    page, at, group = calc.page, FIRST - 1, assessment.group_of(place, calc.stage)
    for column in range(1, 5 + 5 * len(calc.totals)):
        page.put(at, column, msg("Sum") if column == 2 else None, "code")
    pupils = assessment.parts.pupils[calc.rows]
    page.reckon(at, 3, f"SUM({span('C', FIRST, calc.last)})", float(np.nansum(pupils)), "code", "0")
    for k in range(len(calc.totals)):
        letter, first = form.value_letters[k], form.first_row[calc.stage]
        known = f"--ISNUMBER({form.values_on}{span(letter, first, first + len(calc.rows) - 1)})"
        values = assessment.value[calc.rows, k]
        has = np.isfinite(values)
        column = 5 + 4 * k
        page.reckon(at, column, f"SUMPRODUCT({known},{span(calc.totals[k], FIRST, calc.last)})",
                    float(assessment.numerator[calc.rows, k][has].sum()), "code")  # fmt: skip
        page.reckon(at, column + 1, f"SUMPRODUCT({known},{span('C', FIRST, calc.last)})", float(pupils[has].sum()), "code", "0")
        page.reckon(
            at, column + 2, f"SUMPRODUCT({span(calc.weights[k], FIRST, calc.last)},{span(calc.distances[k], FIRST, calc.last)})",
            float(np.nan_to_num(assessment.dispersion.sd[group, k])) ** 2, "code",
        )  # fmt: skip
