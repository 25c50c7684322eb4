"""表Ⅱ-2 of the form: one row a school and stage, with the indicators' values, the verdict and the remark.

Source: 《全国义务教育优质均衡发展县（市、区）申报表》, table Ⅱ-2 and its notes.
"""

from __future__ import annotations

from collections.abc import Mapping

from balance.assess import NO, YES, Assessment, met_counts
from balance.bounds import ABSENT, MET, SHORT, TOLERATED
from balance.columns import Stage, vocabulary
from balance.numbers import plain_number
from balance.report.book import Book, Page
from balance.report.calcsheet import Calc
from balance.report.formlook import VALUES, indicator_title, line, places, shading, share_word, top, widths
from balance.report.rawsheet import Raw
from balance.words import Message, msg

__all__ = ["FIRST", "table_two_two"]

FIRST = 5  # the first row with a school


def table_two_two(
    book: Book, page: Page, assessment: Assessment, raw: Raw, calcs: Mapping[Stage, Calc], heading: Message
) -> None:
    """表Ⅱ-2: one row a school and stage, primary first."""
    standard = assessment.standard
    count, ruled = len(standard.indicators), standard.school_rule is not None
    bounded = any(indicator.bounds for indicator in standard.indicators)
    last = VALUES + count - 1 + ruled + bounded
    top(page, msg("Table II-2  Resources of primary and junior schools, school by school"), heading, last)
    titles = vocabulary().columns
    heads: list[object] = [msg("No."), titles["school"].title, msg("Sponsor type"), titles["pupils"].title,
                           titles["grades"].title, titles["classes"].title,
                           *(indicator_title(indicator, book.lang) for indicator in standard.indicators)]  # fmt: skip
    if ruled:
        heads.append(msg("Does the school reach the overall mark?"))
    if bounded:
        heads.append(msg("Remarks (items reached, items reaching {share})", share=share_word(assessment)))
    for column, head in enumerate(heads, 1):
        page.put(3, column, head, "head")
        page.put(4, column, f"L{column}" if column <= VALUES + count - 1 + ruled else None, "code")
    at = FIRST
    for stage, calc in calcs.items():
        for n, row in enumerate(calc.rows):
            _school_row(book, page, assessment, raw, calc, at + n, n, row)
        shading(page, assessment, stage, at, at + len(calc.rows) - 1)
        at += len(calc.rows)
    for note in _notes(assessment, calcs):
        line(page, at, note)
        at += 1
    wide = dict.fromkeys(range(VALUES, VALUES + count + ruled), 12.0)
    widths(page, {1: 6, 2: 26, 3: 8, 4: 9, 5: 7, 6: 7, **wide, **({last: 40} if bounded else {})})
    page.sheet.row_dimensions[3].height = 78
    page.sheet.freeze_panes = page.sheet.cell(FIRST, 3)
    page.printed(heads=(3, 4))


def _school_row(book: Book, page: Page, assessment: Assessment, raw: Raw, calc: Calc, at: int, n: int, row: int) -> None:
    standard, parts, stage = assessment.standard, assessment.parts, calc.stage
    school, count = int(parts.school[row]), len(standard.indicators)
    name = str(assessment.county.words("school")[school])
    if parts.combined[row]:
        name = book.say(msg("{school} ({stage} part)", school=name, stage=vocabulary().stage_titles[stage]))
    page.put(at, 1, n + 1)
    page.put(at, 2, name, "text")
    sponsor = str(assessment.county.words("sponsor")[school])
    code = vocabulary().choices["sponsor"].get(sponsor, ("",))[0]
    page.put(at, 3, int(code) if code.isdigit() else None)
    for column, base in ((4, "pupils"), (5, "grades"), (6, "classes")):
        cell = raw.cell(f"{base}_{stage}", school)
        if cell is None:
            page.put(at, column, None)
        else:
            figure = float(assessment.county.figures(f"{base}_{stage}")[school])
            page.reckon(at, column, f'IF(ISNUMBER({cell}),{cell},"")', figure, number_format="0")
    for k, indicator in enumerate(standard.indicators):
        total, pupils = calc.at(calc.totals[k], n), calc.at("C", n)
        times = "" if indicator.times == 1 else f"*{plain_number(indicator.times)}"
        page.reckon(at, VALUES + k, f'IF(AND(ISNUMBER({total}),N({pupils})>0),{total}/{pupils}{times},"")',
                    float(assessment.value[row, k]), number_format=places(indicator.decimals))  # fmt: skip
    if standard.school_rule is not None:
        _verdict(book, page, assessment, calc, at, n, row)
    if any(indicator.bounds for indicator in standard.indicators):
        column = VALUES + count + (standard.school_rule is not None)
        if any(indicator.bound(stage) is not None for indicator in standard.indicators):
            page.reckon(at, column, *_remark(book, assessment, calc, n, row), "text")
        else:
            page.put(at, column, msg("no bound in this stage"), "text")


def _verdict(book: Book, page: Page, assessment: Assessment, calc: Calc, at: int, n: int, row: int) -> None:
    rule, count = assessment.standard.school_rule, len(assessment.standard.indicators)
    assert rule is not None  # noqa: S101 - asked for by the caller
    bounded = sum(indicator.bound(calc.stage) is not None for indicator in assessment.standard.indicators)
    cells = calc.statuses_of(n)
    yes, no, open_ = (book.say(word) for word in (msg("yes"), msg("no"), msg("figures missing")))
    # the sum over the missing ones is known only when nothing is missing: till then only a failure can be told
    formula = (f'IF(OR(COUNTIF({cells},0)>0,COUNTIF({cells},1)>{count - rule.met}),"{no}",'
               f'IF(COUNT({cells})={bounded},"{yes}","{open_}"))')  # fmt: skip
    answer = int(assessment.passes[row])
    page.reckon(at, VALUES + count, formula, yes if answer == YES else no if answer == NO else open_)


def _remark(book: Book, assessment: Assessment, calc: Calc, n: int, row: int) -> tuple[str, str]:
    """The remark as a formula on the statuses, and what it says now."""
    states, codes = assessment.status[row], [f"L{VALUES + k}" for k in range(len(assessment.standard.indicators))]
    counted = [k for k, indicator in enumerate(assessment.standard.indicators) if indicator.bound(calc.stage) is not None]
    cells, share = calc.statuses_of(n), share_word(assessment)
    words = {MET: msg("reached:"), TOLERATED: msg("; reaching {share}:", share=share),
             SHORT: msg("; below:") if assessment.standard.school_rule is None else msg("; below {share}:", share=share),
             ABSENT: msg("; no figure:")}  # fmt: skip
    all_, none = book.say(msg("all items reached")), book.say(msg("none"))
    pieces, said = [], ""
    for state, mark in ((MET, "2"), (TOLERATED, "1"), (SHORT, "0"), (ABSENT, '""')):
        word = book.say(words[state])
        each = "&".join(f'IF({calc.at(calc.statuses[k], n)}={mark},"{codes[k]} ","")' for k in counted)
        listed = " ".join(codes[k] for k in counted if states[k] == state)
        if state == MET:
            pieces.append(f'"{word}"&IF(COUNTIF({cells},2)=0,"{none}",TRIM({each}))')
            said += word + (listed or none)
        elif state == ABSENT:
            pieces.append(f'IF(COUNT({cells})<{len(counted)},"{word}"&TRIM({each}),"")')
            said += word + listed if listed else ""
        else:
            pieces.append(f'IF(COUNTIF({cells},{mark})>0,"{word}"&TRIM({each}),"")')
            said += word + listed if listed else ""
    met = int(met_counts(states[None, :])[0])
    formula = f'IF(COUNTIF({cells},2)={len(counted)},"{all_}",{"&".join(pieces)})'
    return formula, all_ if met == len(counted) else said


def _notes(assessment: Assessment, calcs: Mapping[Stage, Calc]) -> list[Message]:
    """The notes below the table, with their blanks filled."""
    types = assessment.county.words("school_type")[assessment.parts.school]
    count: dict[tuple[str, str], int] = {
        (stage, kind): int(sum(types[row] == kind for row in calc.rows))
        for stage, calc in calcs.items() for kind in ("nine_year", "twelve_year", "complete_secondary", "teaching_point")
    }  # fmt: skip
    stages: tuple[Stage, ...] = ("primary", "junior")
    all_ = {stage: len(calcs[stage].rows) if stage in calcs else 0 for stage in stages}
    together = {stage: count.get((stage, "nine_year"), 0) + count.get((stage, "twelve_year"), 0) for stage in all_}
    notes = [
        msg("Note 1: primary schools in all: {all} (of these {parts} primary parts of combined schools, {points} teaching points "
            "with 50 pupils or more); junior schools in all: {junior} (of these {nine} junior parts of combined schools, "
            "{complete} junior parts of complete secondary schools).",
            all=all_["primary"], parts=together["primary"], points=count.get(("primary", "teaching_point"), 0),
            junior=all_["junior"], nine=together["junior"], complete=count.get(("junior", "complete_secondary"), 0)),
        msg("Note 2: codes of the sponsor: 1 central education authority, 2 other central body, 3 provincial education authority, "
            "4 other provincial body, 5 prefecture education authority, 6 other prefecture body, 7 county education authority, "
            "8 other county body, 9 local enterprise, 10 private."),
        msg("Note 3: the values are printed with {n} decimals; verdicts are taken on unrounded numbers.",
            n=assessment.standard.precision.value),
    ]  # fmt: skip
    if not any(kind for kind in types):
        notes.append(msg("The files do not say of which type the schools are; their kinds could not be counted."))
    return notes
