"""表Ⅰ of the form: the county in outline, as far as the files tell; what they do not tell stays blank for the office.

Source: 《全国义务教育优质均衡发展县（市、区）申报表》, table Ⅰ and its note.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from balance.assess import Assessment
from balance.columns import STAGES, Stage, vocabulary
from balance.holding import holding
from balance.report.book import Book, Page
from balance.report.formlook import line, top, widths
from balance.report.rawsheet import Raw
from balance.words import Message, Term, msg, msgn

__all__ = ["table_one"]

_LAST = 24
# L1-L8: nothing that a table of schools can tell
_OUTLINE: Sequence[tuple[Message, tuple[Message, ...]]] = (
    (msg("Nature"), (msg("Population (10,000)"), msg("Rural population (10,000)"), msg("Townships"), msg("Villages"))),
    (msg("Economy"), (msg("Gross domestic product per head (yuan)"), msg("Local revenue per head (yuan)"),
                      msg("Net income per farmer (yuan)"), msg("Disposable income per townsman (yuan)"))),
)  # fmt: skip
_KINDS = ("primary", "nine_year", "junior", "complete_secondary", "twelve_year")


def table_one(book: Book, page: Page, assessment: Assessment, place: str, raw: Raw, heading: Message) -> None:
    """Write the table."""
    top(page, msg("Table I  The county in outline"), heading, _LAST)
    labels, titles = vocabulary().labels["school_type"], vocabulary().stage_titles
    column = 1
    for group, parts in _OUTLINE:
        page.spread(3, column, 3, column + len(parts) - 1, group)
        for part in parts:
            page.spread(4, column, 5, column, part)
            column += 1
    page.spread(3, 9, 3, 13, msg("Schools by type"))
    for n, kind in enumerate(_KINDS):
        page.spread(4, 9 + n, 5, 9 + n, labels[kind])
    page.spread(3, 14, 5, 14, msg("Special schools"))
    page.spread(3, 15, 3, 16, msg("Teaching points"))
    page.spread(4, 15, 5, 15, msg("In all"))
    page.spread(4, 16, 5, 16, msg("Of these with 50 pupils or more"))
    for at, title in ((17, msg("Teaching classes")), (19, msg("Pupils at school"))):
        page.spread(3, at, 3, at + 1, title)
        page.spread(4, at, 5, at, titles["primary"])
        page.spread(4, at + 1, 5, at + 1, titles["junior"])
    page.spread(3, 21, 3, 24, msg("Staff"))
    for at, stage in ((21, "primary"), (23, "junior")):
        page.spread(4, at, 4, at + 1, titles[stage])
        page.put(5, at, msg("In all"), "head")
        page.put(5, at + 1, msg("Full-time teachers among them"), "head")
    for at in range(1, _LAST + 1):
        page.put(6, at, f"L{at}", "code")
        page.put(7, at, None)
    _counts(book, page, assessment, place, raw)
    gaps = _sums(page, assessment, place, raw)
    line(page, 8, msg("Note: population by residence, with two decimals; L5 to L8 whole numbers."))
    line(page, 9, msg("Blank columns are not told by the files; they are to be filled in by the office."))
    for n, gap in enumerate(gaps):
        line(page, 10 + n, gap)
    widths(page, dict.fromkeys(range(1, _LAST + 1), 7.5))
    for row, height in ((3, 40), (4, 40), (5, 62), (7, 26)):
        page.sheet.row_dimensions[row].height = height
    page.printed()


def _counts(book: Book, page: Page, assessment: Assessment, place: str, raw: Raw) -> None:
    cells, county = raw.column("school_type"), assessment.county
    if cells is None:
        return
    here = county.words("county") == place
    types, words = county.words("school_type")[here], vocabulary().labels["school_type"]
    for at, kind in (*((9 + n, kind) for n, kind in enumerate(_KINDS)), (14, "special"), (15, "teaching_point")):
        page.reckon(7, at, f'COUNTIF({cells},"{words[kind].of(book.lang)}")', int((types == kind).sum()), number_format="0")
    pupils = raw.column("pupils_primary")
    if pupils is not None:
        large = (types == "teaching_point") & (county.figures("pupils_primary")[here] >= 50)
        points = words["teaching_point"].of(book.lang)
        page.reckon(7, 16, f'COUNTIFS({cells},"{points}",{pupils},">=50")', int(large.sum()), number_format="0")


def _sums(page: Page, assessment: Assessment, place: str, raw: Raw) -> list[Message]:
    """Classes, pupils and people by stage; a sum is left blank where a school's figure is missing, and that is said."""
    county, said = assessment.county, []
    here = county.words("county") == place
    wanted: tuple[tuple[int, str, Stage], ...] = (
        (17, "classes", "primary"), (18, "classes", "junior"), (19, "pupils", "primary"), (20, "pupils", "junior"),
        (21, "staff", "primary"), (22, "teachers", "primary"), (23, "staff", "junior"), (24, "teachers", "junior"),
    )  # fmt: skip
    for at, base, stage in wanted:
        cells = raw.column(f"{base}_{stage}")
        holds = holding(county)[STAGES.index(stage)] & here
        figures = county.figures(f"{base}_{stage}")
        missing = int((np.isnan(figures) & holds).sum())
        if cells is None or not holds.any():
            continue
        if missing:
            said.append(msgn("L{column}: {n} school has no figure for “{figure}”, so the sum is left blank.",
                             "L{column}: {n} schools have no figure for “{figure}”, so the sum is left blank.", missing, column=at,
                             figure=_title(base, stage)))  # fmt: skip
            continue
        page.reckon(7, at, f"SUM({cells})", float(np.nansum(figures[here])), number_format="0")
    return said


def _title(base: str, stage: Stage) -> Term:
    title, name = vocabulary().stage_titles[stage], vocabulary().columns[base].title
    return Term(title.zh + name.zh, f"{title.en} · {name.en}")
