"""The files a report can be: the ending of a file → who writes it. Each writer is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from balance.report.subject import Subject

__all__ = ["WRITERS", "Writer"]

Writer = Callable[[Subject, str], bytes]


def _workbook(subject: Subject, lang: str) -> bytes:
    from balance.report.excel import form_workbook

    return form_workbook(subject, lang)


def _document(subject: Subject, lang: str) -> bytes:
    from balance.report.word import word_report

    return word_report(subject, lang)


def _slides(subject: Subject, lang: str) -> bytes:
    from balance.report.slides import slides

    return slides(subject, lang)


WRITERS: dict[str, Writer] = {".xlsx": _workbook, ".docx": _document, ".pptx": _slides}
