"""What the reader and the rules found and decided, one `Problem` a finding, for a person to see and to settle.

Every kind of finding stands once in `KINDS`: its severity, what it says, what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balance.corrections import Fix
from balance.kinds import KINDS, Kind, Severity
from balance.words import Message, render

__all__ = ["KINDS", "Kind", "LeftOut", "Problem", "Severity", "finding"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `row` is the row of the sheet counted from 1, `column` the heading as it stands in the file,
    `cell` the address ("F7"), `value` what stood there, `fixes` what is offered to settle it.
    `cells`: all the cells (up to a thousand) of a finding that is about several."""

    severity: Severity
    code: str
    message: Message
    suggestion: Message
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    cell: str = ""
    value: str = ""
    fixes: tuple[Fix, ...] = ()
    cells: tuple[str, ...] = ()

    def record(self, lang: str) -> dict[str, object]:
        """The finding as plain values in `lang`, as the command line prints it."""
        return {
            "severity": self.severity,
            "code": self.code,
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "value": self.value,
            "cells": list(self.cells) or [self.cell] * bool(self.cell),
            "message": render(self.message, lang),
            "suggestion": render(self.suggestion, lang),
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A school (or a row) that is not judged, and why."""

    school: str
    county: str
    why: Message

    def record(self, lang: str) -> dict[str, str]:
        """The entry as plain values in `lang`."""
        return {"school": self.school, "county": self.county, "why": render(self.why, lang)}


def finding(
    code: str,
    *,
    many: bool = False,
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    cell: str = "",
    value: str = "",
    fixes: Sequence[Fix] = (),
    every: Sequence[str] = (),
    **facts: object,
) -> Problem:
    """A finding of the kind `code`; where it is and all `facts` are at hand in its sentences. `fixes` are what
    settles it, `every` all the cells it is about.

    `many` takes the sentence for many at once. Raises `KeyError` for a code that is not in `KINDS`.
    """
    kind = KINDS[code]
    places = {"file": file, "sheet": sheet or file, "row": row, "column": column, "cell": cell, "value": value, **facts}
    text = kind.many if many and kind.many else kind.message
    return Problem(
        kind.severity,
        code,
        Message(text, places),
        Message(kind.suggestion, places),
        file,
        sheet,
        row,
        column,
        cell,
        value,
        tuple(fixes),
        tuple(every),
    )
