"""The empty table to fill in."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["is_notes"]

NOTES_MARK = {"填写说明": "zh", "How to fill in the table": "en"}


def is_notes(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet is the template's page of notes."""
    return bool(rows) and bool(rows[0]) and rows[0][0] in NOTES_MARK
