"""What a kind of finding is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Kind", "Severity"]

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: how grave it is, its sentence and its advice (English, with named places), and its sentence
    for many of them at once ({n}, {cells}, {schools}) where it may occur in many cells."""

    severity: Severity
    message: str
    suggestion: str
    many: str = ""
