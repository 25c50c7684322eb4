"""The written report, section by section: purpose, verdict, balance, schools, drivers, scenario, method, appendix."""

from __future__ import annotations

from collections.abc import Iterator

from balance.assess import NO
from balance.report import charts
from balance.report.claims import claims
from balance.report.limits import left_open, left_open_title, left_out_of, priced
from balance.report.method import basis_table, formulas
from balance.report.pieces import Section, Table
from balance.report.printed import (
    action_table,
    before_after_table,
    driver_table,
    indicator_rows,
    problem_table,
    school_rows,
)
from balance.report.subject import Subject
from balance.sentences import failures, headline, lacking_sentence, stage_sentence, stage_title
from balance.shortfall import lacking
from balance.words import Message, Title, msg, msgn

__all__ = ["report_title", "sections"]


def report_title(subject: Subject) -> Message:
    """The report's title: 云河县义务教育优质均衡发展自评报告."""
    facts = {"county": subject.county_name, "standard": Title(*subject.standard.title)}
    if not subject.county_name:
        return msg("Report on the balance of compulsory education: {standard}", **facts)
    return msg("{county}: report on the balance of compulsory education, {standard}", **facts)


def sections(subject: Subject) -> tuple[Section, ...]:
    """All of them, in their order."""
    return tuple(section for part in (_purpose, _verdict, _balance, _schools, _drivers, _scenario, _method, _appendix)
                 for section in part(subject))  # fmt: skip


def _purpose(subject: Subject) -> Iterator[Section]:
    county, shown = subject.source, subject.shown
    files = list(dict.fromkeys(column.file for column in county.columns))
    rows = shown.rows_of_county(subject.place)
    schools = len(set(shown.parts.school[rows].tolist()))
    paragraphs = [
        msg("This report judges the county's compulsory education under {standard}.", standard=Title(*subject.standard.title)),
        msg("It rests on {documents}.", documents=[Title(*name) for name in subject.standard.documents])
        if subject.standard.documents else None,
        msg("The figures were read from {files}.", files=files) if files else None,
        msg("They are those of the school year {year}.", year=county.year) if county.year else None,
        msgn("{n} school is judged, in {parts} parts by stage.", "{n} schools are judged, in {parts} parts by stage.", schools,
             parts=len(rows)),
        msg("The county shown is invented; it is there to try things out.") if county.invented else None,
        msg("What is shown is the county after the scenario “{title}”; today stands beside it.",
            title=subject.scenario.title or msg("no title")) if subject.scenario is not None else None,
    ]  # fmt: skip
    yield Section("purpose", msg("Purpose and basis"), _known(paragraphs))


def _verdict(subject: Subject) -> Iterator[Section]:
    shown, place = subject.shown, subject.place
    paragraphs: list[Message | None] = [headline(shown, place), *failures(shown, place)]
    if subject.standard.school_rule is not None:
        paragraphs.append(lacking_sentence(shown, lacking(shown), place))
    if subject.after is not None:
        paragraphs.append(msg("As it stands today: {headline}", headline=headline(subject.before, place)))
    yield Section("verdict", msg("The verdict"), _known(paragraphs), chart=charts.passing_chart(subject))


def _balance(subject: Subject) -> Iterator[Section]:
    yield Section("balance", msg("Balance between schools"), (msg("Means, coefficients of variation and bounds, by stage."),))
    for stage in subject.stages:
        yield Section(f"balance-{stage}", msg("{stage}", stage=stage_title(stage)),
                      (stage_sentence(subject.shown, subject.place, stage),), indicator_rows(subject, stage),
                      charts.cv_chart(subject, stage), 2)  # fmt: skip


def _schools(subject: Subject) -> Iterator[Section]:
    if not any(indicator.bounds for indicator in subject.standard.indicators):
        return
    all_ = charts.lacking_chart(subject)
    said = lacking_sentence(subject.shown, lacking(subject.shown), subject.place)
    yield Section("schools", msg("Schools below the bounds"), (said,), chart=all_ if len(all_.frame) else None)
    for stage in subject.stages:
        table, chart = school_rows(subject, stage), charts.shortfall_chart(subject, stage)
        rows = subject.shown.rows_of(subject.place, stage)
        failing = int((subject.shown.passes[rows] == NO).sum())
        told = msgn("{n} of {total} {stage} schools falls short", "{n} of {total} {stage} schools fall short", failing,
                    total=len(rows), stage=stage_title(stage))  # fmt: skip
        if not table.rows:
            told = msg("{stage}: no school has a figure below its bound", stage=stage_title(stage))
        yield Section(f"schools-{stage}", msg("{stage}", stage=stage_title(stage)), (told,), table if table.rows else None,
                      chart if len(chart.frame) else None, 2)  # fmt: skip


def _drivers(subject: Subject) -> Iterator[Section]:
    found = [claim for claim in claims(subject) if claim.id.startswith("drivers-")]
    if not found:
        return
    said = msg("Shares of the spread are this program's own analysis, on the official formula's terms.")
    yield Section("drivers", msg("What drives the coefficients"), (said,))
    for claim in found:
        lines = tuple(line for line in claim.lines if line != said)
        yield Section(claim.id, claim.title, lines, driver_table(subject, claim), claim.chart, 2)


def _scenario(subject: Subject) -> Iterator[Section]:
    if subject.scenario is None or subject.applied is None:
        return
    effect = {claim.id: claim for claim in claims(subject)}
    paragraphs = [effect["effect"].title, *effect["effect"].lines, effect["cost"].title, priced(subject), *subject.applied.unpriced]
    title = msg("The scenario: {title}", title=subject.scenario.title or msg("no title"))
    yield Section("scenario", title, tuple(paragraphs), action_table(subject), effect["cost"].chart)
    yield Section("effect", msg("Coefficients before and after"), (), before_after_table(subject), effect["effect"].chart, 2)
    if "steps" in effect:
        yield Section("steps", msg("What each action did"), (effect["steps"].title,), None, effect["steps"].chart, 2)


def _method(subject: Subject) -> Iterator[Section]:
    yield Section("method", msg("Method and sources"), formulas(subject.standard), basis_table(subject.standard))


def _appendix(subject: Subject) -> Iterator[Section]:
    yield Section("open", msg("What this answer leaves out"), (left_open_title(subject), *left_open(subject)),
                  _left_out_table(subject))  # fmt: skip
    table = problem_table(subject)
    if table.rows:
        yield Section("problems", msg("Appendix: findings in the files"),
                      (msgn("{n} finding", "{n} findings", len(table.rows)),), table)  # fmt: skip


def _left_out_table(subject: Subject) -> Table | None:
    left = left_out_of(subject.shown, subject.place)
    return Table((msg("School"), msg("Reason")), tuple(left)) if left else None


def _known(paragraphs: list[Message | None]) -> tuple[Message, ...]:
    return tuple(paragraph for paragraph in paragraphs if paragraph is not None)
