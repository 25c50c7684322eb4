"""The form workbook: the official tables, live down to the raw data, and the sheets to check them by.

One workbook holds one county, or each county of a city on sheets of its own. Every figure of the form is a formula; its
result is stored beside it, so the figures are seen wherever the file is opened, and a spreadsheet reckons them anew. With
a scenario the form is there twice, after it and as the county stands today.

Not modelled: who belongs to the schools judged (a teaching point with 50 pupils or more), which schools a concession is
for, and which stages a school holds are settled when the file is written and do not follow a figure changed in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balance.assess import Assessment
from balance.columns import STAGES_JUDGED, Stage, vocabulary
from balance.county import County
from balance.report.auditsheet import findings_sheet, rules_sheet, trace_sheet
from balance.report.book import Book
from balance.report.calcsheet import Calc, calc_sheet
from balance.report.form import layout, table_three, table_two_one
from balance.report.formone import table_one
from balance.report.formschools import table_two_two
from balance.report.printed import action_table, before_after_table
from balance.report.rawsheet import raw_sheet
from balance.report.scenariosheet import scenario_sheet
from balance.report.subject import Subject
from balance.words import Message, Title, msg, render

__all__ = ["form_workbook"]


@dataclass(frozen=True, slots=True)
class _Set:
    """One form: which assessment, the table it was made from, which state it shows, and how its sheets are marked."""

    assessment: Assessment
    source: County
    when: Message | None
    mark: Message | None


def form_workbook(subject: Subject, lang: str, others: Sequence[Subject] = ()) -> bytes:
    """The .xlsx file in `lang`. others: further counties of the same files, whose sheets carry their names."""
    book = Book(lang, render(_title(subject), lang))
    for each in (subject, *others):
        for own in _sets(each, named=bool(others)):
            _form(book, each, own)
        if each.scenario is not None:
            mark = msg("{county}", county=each.county_name) if others else None
            scenario_sheet(book, _name(book, msg("Scenario"), mark), each, action_table(each), before_after_table(each))
    # what the files are asked and which rules hold is the same for all of them
    for each in (subject, *others):
        findings_sheet(book, _name(book, msg("Data check"), msg("{county}", county=each.county_name) if others else None), each)
    rules_sheet(book, _name(book, msg("Rules"), None), subject, _heading(subject, None))
    return book.content()


def _sets(subject: Subject, *, named: bool) -> list[_Set]:
    """The states of a county that get a form; `named`: where there are several counties, the sheets say which."""
    county = subject.county_name
    if subject.after is None or subject.applied is None:
        return [_Set(subject.before, subject.source, None, msg("{county}", county=county) if named else None)]
    return [
        _Set(assessment, source, when, msg("{county}, {state}", county=county, state=when) if named else when)
        for assessment, source, when in (
            (subject.after, subject.applied.county, msg("after")), (subject.before, subject.source, msg("as it stands")),
        )
    ]  # fmt: skip


def _form(book: Book, subject: Subject, own: _Set) -> None:
    """The tables of one state of the county, with its raw data and working sheets behind them."""
    assessment, place, heading = own.assessment, subject.place, _heading(subject, own.when)
    stages: list[Stage] = [stage for stage in STAGES_JUDGED if assessment.occupied[assessment.group_of(place, stage)]]
    one, two_one, two_two, three = (
        book.page(_name(book, name, own.mark)) for name in (msg("Table I"), msg("Table II-1"), msg("Table II-2"), msg("Table III"))
    )
    form = layout(assessment, place, two_two, three, stages)
    raw = raw_sheet(book, _name(book, msg("Raw data"), own.mark), assessment, place, own.source, heading)
    calcs: dict[Stage, Calc] = {}
    for stage in stages:
        name = _name(book, msg("{stage} worked out", stage=vocabulary().stage_titles[stage]), own.mark)
        calcs[stage] = calc_sheet(book, name, assessment, place, stage, raw, form)
    table_one(book, one, assessment, place, raw, heading)
    table_two_one(book, two_one, assessment, calcs, form, heading)
    table_two_two(book, two_two, assessment, raw, calcs, heading)
    table_three(book, three, assessment, calcs, form, heading)
    trace_sheet(book, _name(book, msg("Sources"), own.mark), subject, assessment, calcs, form)


def _name(book: Book, name: Message, when: Message | None) -> str:
    """The name of a sheet."""
    return book.say(name if when is None else msg("{sheet} ({when})", sheet=name, when=when))


def _state(when: Message | None) -> Message | None:
    """What the heading of a table says of the state it shows."""
    if when is None:
        return None
    return msg("the county with the scenario") if when.text == "after" else msg("the county as it stands today")


def _title(subject: Subject) -> Message:
    return msg("Application form: {county}", county=subject.county_name or "—")


def _heading(subject: Subject, when: Message | None) -> Message:
    """The line below a table's title: who, which year, which rules, and whatever has to be known to read it."""
    county, standard = subject.source, subject.standard
    parts: list[object] = [
        msg("County: {county}", county=subject.county_name or "＿＿＿＿"),
        msg("school year {year}", year=county.year) if county.year else None,
        Title(*standard.title),
        _state(when),
        msg("invented sample data") if county.invented else None,
        *(msg("concession: {title}", title=concession.title) for concession in standard.in_force),
    ]
    return msg("{parts}", parts=[part for part in parts if part is not None])
