"""The files a report can be: the ending of a file → who writes it. Each writer is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from balance.report.subject import Subject

__all__ = ["WRITERS", "Writer"]

Writer = Callable[[Subject, str, Sequence[Subject]], bytes]
"""From what it is about, in which language, with which further counties, to the file's bytes."""


def _workbook(subject: Subject, lang: str, others: Sequence[Subject] = ()) -> bytes:
    from balance.report.excel import form_workbook

    return form_workbook(subject, lang, others)


def _document(subject: Subject, lang: str, others: Sequence[Subject] = ()) -> bytes:
    from balance.report.word import word_report

    return word_report(subject, lang, others)


def _slides(subject: Subject, lang: str, others: Sequence[Subject] = ()) -> bytes:
    from balance.report.slides import slides

    return slides(subject, lang, others)


WRITERS: dict[str, Writer] = {".xlsx": _workbook, ".docx": _document, ".pptx": _slides}
