"""The tables of an .ods file looked through tag by tag, before any of them is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from balance.workbook.extent import MOST_MARKS, Extent

__all__ = ["scanned_tables"]

LONGEST_PIECE = 4 * 2**20
_TAG = re.compile(
    rb"""<(?:[\w.-]+:)?(table-row|table-cell|covered-table-cell|table)((?:\s(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+|/)?)>"""
    rb"""|<(?:[\w.-]+:)?(?:covered-)?table(?:-row|-cell)?[\s/>]"""
)
_COUNT = re.compile(rb"""number-(rows|columns)-(repeated|spanned)\s*=\s*["'](\d{1,9})["']""")
_LONG_COUNT = re.compile(rb"""number-(?:rows|columns)-(?:repeated|spanned)\s*=\s*["'](?!\d{1,9}["'])""")
_OUT_OF_SIGHT = re.compile(rb"""\bvisibility\s*=\s*["'](?:collapse|filter)["']""")
_FAILED = re.compile(rb"""\bcalcext:value-type\s*=\s*["']error["']""")


def scanned_tables(pieces: Iterable[bytes]) -> list[Extent]:
    """How far the tables reach, in their order, with hidden rows, merged ranges and failed formulas; a value that is
    repeated over many cells counts as one filled cell.

    Raises `ValueError` for a tag that another reader might take to say something else.
    """
    scan = _Scan()
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"<")
        if cut > 0:
            scan.take(rest[:cut])
            rest = rest[cut:]
        if len(rest) > LONGEST_PIECE:
            raise ValueError("a text without an end")
    scan.take(rest)
    return scan.found()


class _Scan:
    """Where the reading stands: the row and column that come next, from 0."""

    def __init__(self) -> None:
        self.tables: list[Extent] = []
        self.veiled: list[list[tuple[int, int]]] = []  # of each table the runs of hidden rows
        self.row = self.rows_more = self.column = 0

    def found(self) -> list[Extent]:
        for extent, runs in zip(self.tables, self.veiled, strict=True):
            for first, last in runs:
                extent.hidden += range(first, min(last, extent.rows, first + MOST_MARKS))
        return self.tables

    def take(self, piece: bytes) -> None:
        if b"\x00" in piece[:8]:
            raise ValueError("a document in UTF-16")
        for tag in _TAG.finditer(piece):
            what, said = tag[1], tag[2] or b""
            if what is None:
                raise ValueError("a table with an odd tag")
            if what == b"table":
                self.tables.append(Extent())
                self.veiled.append([])
                self.row = self.rows_more = self.column = 0
            elif not self.tables:
                raise ValueError("a row outside of a table")
            elif what == b"table-row":
                self._row(said)
            else:
                self._cell(said)

    def _row(self, said: bytes) -> None:
        self.row += self.rows_more
        self.rows_more = _counts(said).get((b"rows", b"repeated"), 1) if b"number-" in said else 1
        self.column = 0
        if b"visibility" in said and _OUT_OF_SIGHT.search(said) and len(self.veiled[-1]) < MOST_MARKS:
            self.veiled[-1].append((self.row, self.row + self.rows_more))

    def _cell(self, said: bytes) -> None:
        extent = self.tables[-1]
        first = self.column
        self.column += 1
        if b"number-" in said:
            counts = _counts(said)
            self.column += counts.get((b"columns", b"repeated"), 1) - 1
            down, across = counts.get((b"rows", b"spanned"), 1), counts.get((b"columns", b"spanned"), 1)
            if down * across > 1 and len(extent.merged) < MOST_MARKS:
                extent.merged.append(((self.row, first), (self.row + down - 1, first + across - 1)))
        if said.endswith(b"/") and b"office:" not in said:
            return
        extent.filled += 1
        if extent.rows < self.row + self.rows_more:
            extent.rows = self.row + self.rows_more
        if extent.columns < self.column:
            extent.columns = self.column
        if b"error" in said and _FAILED.search(said) and len(extent.failed) < MOST_MARKS:
            extent.failed.append((self.row, first))


def _counts(said: bytes) -> dict[tuple[bytes, bytes], int]:
    """How often a tag is repeated and how far it spans, by direction."""
    if _LONG_COUNT.search(said):
        raise ValueError("a count that is no count")
    return {(m[1], m[2]): int(m[3]) for m in _COUNT.finditer(said)}
