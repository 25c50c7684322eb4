"""What every output says, in one place: the form workbook, the Word report, the slides and the presenter page.

    subject = subject_of(county, standard, place, prices, scenario)
    claims(subject)     what stands on slides: one sentence, one chart each
    sections(subject)   the written report: paragraphs, tables, charts

Texts are `Message`s and `Term`s, to be rendered by who writes the file (`balance.words.render`).
"""

from __future__ import annotations

from balance.report.claims import claims, source_of
from balance.report.pieces import CHARTS, Chart, Claim, Section, Table
from balance.report.sections import sections
from balance.report.subject import Subject, subject_of, worst_cv

__all__ = ["CHARTS", "Chart", "Claim", "Section", "Subject", "Table", "claims", "sections", "source_of", "subject_of", "worst_cv"]
