"""How the form's tables look: titles, headings, notes, number formats, shading."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from balance.assess import Assessment
from balance.numbers import percent, plain_number
from balance.report.book import Page
from balance.standard import Indicator
from balance.words import Message

__all__ = ["VALUES", "indicator_title", "line", "over_limit", "places", "shading", "share_word", "top", "widths"]

VALUES = 7  # the first column of 表Ⅱ-2 with a value
_SHORT = {"fill": PatternFill("solid", bgColor="F9D9CC"), "font": Font(bold=True, color="9A3412")}
_NEARLY = {"fill": PatternFill("solid", bgColor="FDF0C8")}


def top(page: Page, title: Message, heading: Message, columns: int) -> None:
    """The table's title and the line below it, over all its columns."""
    page.spread(1, 1, 1, columns, title, "title")
    page.spread(2, 1, 2, columns, heading, "subtitle")
    page.sheet.row_dimensions[1].height, page.sheet.row_dimensions[2].height = 30, 34


def line(page: Page, row: int, text: Message) -> None:
    """One line of text that runs over the cells beside it."""
    page.put(row, 1, text, "plain")


def widths(page: Page, wide: Mapping[int, float]) -> None:
    """Widths of columns in narrow letters."""
    for column, width in wide.items():
        page.sheet.column_dimensions[get_column_letter(column)].width = width


def places(count: int) -> str:
    """The number format with so many decimals.

    >>> places(2), places(0)
    ('#,##0.00', '#,##0')
    """
    return "#,##0" + ("." + "0" * count if count else "")


def indicator_title(indicator: Indicator, lang: str) -> str:
    """The official name, with its unit where the form prints one."""
    unit = indicator.unit if indicator.unit.zh in ("㎡", "元") else None
    title = indicator.title.of(lang)
    if unit is None:
        return title
    return f"{title}（{unit.zh}）" if lang == "zh" else f"{title} ({unit.en})"


def share_word(assessment: Assessment) -> str:
    """What the standard tolerates, as a percentage; 85 % where it names none."""
    rule = assessment.standard.school_rule
    return "85%" if rule is None else percent(rule.share, 0)


def shading(page: Page, assessment: Assessment, stage: str, first: int, last: int) -> None:
    """Values below their bound are shaded, those that reach the tolerated share of it lightly."""
    rule = assessment.standard.school_rule
    for k, indicator in enumerate(assessment.standard.indicators):
        bound, letter = indicator.bounds.get(stage), get_column_letter(VALUES + k)  # type: ignore[call-overload]
        if bound is None or last < first:
            continue
        cell, low = f"{letter}{first}", bound * (rule.share if rule is not None else 1.0)
        for look, mark in ((_SHORT, low), (_NEARLY, bound)):
            below = f"AND(ISNUMBER({cell}),{cell}<{plain_number(mark)}*(1-1E-12))"
            page.sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", FormulaRule([below], stopIfTrue=True, **look))


def over_limit(page: Page, row: int, first: int, last: int, limit: float) -> None:
    """CVs over their limit are shaded."""
    cell = f"{get_column_letter(first)}{row}"
    over = FormulaRule([f"AND(ISNUMBER({cell}),{cell}>{plain_number(limit)}*(1+1E-12))"], **_SHORT)
    page.sheet.conditional_formatting.add(f"{cell}:{get_column_letter(last)}{row}", over)
