"""What the reader and the rules found and decided, one `Problem` a finding, for a person to see and to settle.

Every kind of finding stands once in `KINDS`: its severity, what it says, what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from balance.words import Message, render

__all__ = ["Kind", "LeftOut", "Problem", "Severity"]

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: how grave it is, its sentence and its advice (English, with named places)."""

    severity: Severity
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `row` is the row of the sheet counted from 1, `column` the heading as it stands in the file,
    `cell` the address ("F7"), `value` what stood there."""

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
