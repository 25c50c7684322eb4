"""What a report leaves out or cannot know, in sentences: schools not judged, figures missing, concessions, findings."""

from __future__ import annotations

import numpy as np

from balance.assess import Assessment
from balance.report.subject import Subject
from balance.words import Message, msg, msgn

__all__ = ["left_open", "left_open_title", "left_out_of", "priced"]

_NAMED = 4  # schools named in one line


def left_out_of(assessment: Assessment, place: str) -> list[tuple[str, Message]]:
    """The schools (or rows) of the county that are not judged, with the reason."""
    return [(entry.school, entry.why) for entry in assessment.left_out if entry.county in ("", place)]


def left_open_title(subject: Subject) -> Message:
    """How much the answer leaves out, in one sentence."""
    left, missing = len(left_out_of(subject.shown, subject.place)), _parts_with_gaps(subject.shown, subject.place)
    if left and missing:
        return msgn("{n} school is not judged, and {gaps} lack figures", "{n} schools are not judged, and {gaps} lack figures",
                    left, gaps=msgn("{n} school part", "{n} school parts", missing))  # fmt: skip
    if left:
        return msgn("{n} school is not judged; all others have all their figures",
                    "{n} schools are not judged; all others have all their figures", left)  # fmt: skip
    if missing:
        return msgn("{n} school part has figures missing", "{n} school parts have figures missing", missing)
    return msg("Every school is judged, on all its figures")


def left_open(subject: Subject) -> list[Message]:
    """What was left out, concessions in use, findings to settle, and what the standard asks beyond these figures."""
    shown, standard, lines = subject.shown, subject.standard, []
    if subject.source.invented:
        lines.append(msg("The county shown is invented; it is there to try things out."))
    for concession in standard.in_force:
        lines.append(msg("concession: {title}", title=concession.title))
    left = left_out_of(shown, subject.place)
    for school, why in left[:_NAMED]:
        lines.append(msg("Left out: {school}, {why}", school=school, why=why))
    if len(left) > _NAMED:
        lines.append(msgn("{n} more school is left out", "{n} more schools are left out", len(left) - _NAMED))
    near = int(sum(shown.cv_borderline[group].sum() for group in shown.groups_of(subject.place)))
    if near:
        lines.append(msgn("{n} CV lies so near its limit that rounding would change the verdict",
                          "{n} CVs lie so near their limits that rounding would change the verdict", near))  # fmt: skip
    open_ = sum(problem.severity in ("error", "warning") for problem in subject.source.problems)
    if open_:
        lines.append(msgn("{n} finding in the files should be looked at", "{n} findings in the files should be looked at", open_))
    asked = len({(item.group, item.number) for item in standard.items})
    if asked:
        lines.append(msgn("{n} item of the standard beyond resources is not judged here",
                          "{n} items of the standard beyond resources are not judged here", asked))  # fmt: skip
    return lines


def priced(subject: Subject) -> Message:
    """Which price list costs are reckoned with, and how far it can be relied on."""
    prices = subject.prices
    facts = {"prices": prices.title, "year": prices.year}
    if prices.id == "default":
        return msg("Prices: {prices}, {year}; all but books are assumptions, to be replaced by local prices", **facts)
    if prices.note:
        return msg("Prices: {prices}, {year}; {note}", note=prices.note, **facts)
    return msg("Prices: {prices}, {year}", **facts)


def _parts_with_gaps(assessment: Assessment, place: str) -> int:
    """Parts with a figure missing for an indicator that counts."""
    rows = assessment.rows_of_county(place)
    counts = np.array([bool(indicator.bounds) or assessment.standard.balance_rule is not None
                       for indicator in assessment.standard.indicators])  # fmt: skip
    return int((np.isnan(assessment.value[rows]) & counts).any(axis=1).sum()) if rows.size else 0
