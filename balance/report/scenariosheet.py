"""The sheet of a scenario: what is done, what it costs, every coefficient before and after."""

from __future__ import annotations

from balance.report.book import Book
from balance.report.limits import priced
from balance.report.pieces import Table
from balance.report.subject import Subject
from balance.scenario.checks import warnings
from balance.words import Message, msg

__all__ = ["scenario_sheet"]


def scenario_sheet(book: Book, name: str, subject: Subject, actions: Table | None, coefficients: Table | None) -> None:
    """Write the sheet."""
    page = book.page(name, {1: 10, 2: 56, 3: 18, 4: 18, 5: 10, 6: 16})
    title = subject.scenario.title if subject.scenario is not None else ""
    page.put(1, 1, msg("The scenario: {title}", title=title or msg("no title")), "heading")
    at = 2
    for table in (actions, coefficients):
        if table is None:
            continue
        for column, head in enumerate(table.headings, 1):
            page.put(at + 1, column, head, "head")
        for n, row in enumerate(table.rows, 2):
            for column, value in enumerate(row, 1):
                page.put(at + n, column, value, "text")
        at += len(table.rows) + 2
    said: list[Message] = [priced(subject)]
    if subject.applied is not None and subject.after is not None:
        said += [*subject.applied.unpriced, *subject.applied.warnings, *warnings(subject.before, subject.after)]
    for n, line in enumerate(said):
        page.put(at + 1 + n, 1, line, "plain")
    page.printed()
