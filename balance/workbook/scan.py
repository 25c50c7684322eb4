"""The XML of an .xlsx sheet looked through in bulk, piece by piece, before any of it is laid out as a table.

Tags are found with whole-array comparisons, since an honest sheet has millions of them; whatever is not written in the
usual way is looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from balance.workbook.extent import MOST_MARKS, Extent

__all__ = ["scanned"]

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
LONGEST_PIECE = 4 * 2**20  # what may stand between two cells
_MARGIN = b" " * 32
_OTHERS = rb"""(?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
_REFERENCE = re.compile(rb"<c" + _OTHERS + rb"""?\s+r\s*=\s*["']([A-Za-z]{1,3})(\d{1,8})["']""")
_ROW = re.compile(rb"<row" + _OTHERS + rb"""?\s+r\s*=\s*["'](\d{1,8})["']""")
_WHOLE = re.compile(rb"<\w+" + _OTHERS + rb"\s*/?>")
_HIDDEN = re.compile(rb"""<row\s[^<>]*?\bhidden\s*=\s*["'](?:1|true)["']""")
_IS_ERROR = re.compile(rb"""<c\s[^<>]*?\bt\s*=\s*["']e["']""")
_IS_TEXT = re.compile(rb"""<c\s[^<>]*?\bt\s*=\s*["']str["']""")
_PREFIX = re.compile(rb"(</?)[\w.-]+:(?=\w)")
_QUOTES = np.array([ord("'"), ord('"')], np.uint8)
_ENDS_NAME = np.zeros(256, bool)
_ENDS_NAME[list(b" \t\r\n/>")] = True
_USUAL = np.zeros(256, bool)  # one letter of a tag that is a whole name: c, v, f, t, r
_USUAL[list(b"cvftr")] = True


def scanned(pieces: Iterable[bytes]) -> Extent:
    """How far the sheet with this XML reaches, with its hidden rows, failed and uncounted formulas.

    Cells count whether filled or not; what is not clear is reckoned too large, never too small.
    Raises `ValueError` for what is no sheet of this kind.
    """
    scan = _Scan()
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"<", 0, max(rest.rfind(b"<c "), rest.rfind(b":c "), 0) + 1)
        if cut <= 0:
            cut = rest.rfind(b"<")
        if cut > 0:
            scan.take(rest[:cut])
            rest = rest[cut:]
        elif len(rest) > LONGEST_PIECE:
            raise ValueError("a text without an end")
    scan.take(rest)
    return scan.found()


class _Scan:
    """What was seen so far, over all pieces."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row = 0  # the number of the row that is open
        self.unnumbered = 0  # cells of the open row without an address
        self.widest = 0  # the most such cells in one row
        self.merges = 0

    def found(self) -> Extent:
        self.extent.columns += self.widest
        if self.merges > MOST_MARKS:
            raise ValueError("more merged ranges than a table can have")
        return self.extent

    def take(self, piece: bytes) -> None:
        """Looks through whole tags."""
        if b"\x00" in piece[:8]:
            raise ValueError("a sheet in UTF-16")
        whole = np.frombuffer(piece + _MARGIN, np.uint8)
        tags = np.flatnonzero(whole == ord("<"))
        first = whole[tags + 1]
        plain = _USUAL[first] & _ENDS_NAME[whole[tags + 2]]
        rows = tags[first == ord("r")]
        rows = rows[(whole[rows + 2] == ord("o")) & (whole[rows + 3] == ord("w")) & _ENDS_NAME[whole[rows + 4]]]
        if b":" in piece and np.count_nonzero(plain) + len(rows) + np.count_nonzero(first == ord("/")) < len(tags):
            bare = _PREFIX.sub(rb"\1", piece)
            if len(bare) < len(piece):
                return self.take(bare)
        self.merges += int(np.count_nonzero(first == ord("m")))
        which = np.flatnonzero(plain & (first == ord("c")))
        cells = tags[which]
        numbers = self._rows(piece, whole, rows)
        across, down = self._cells(piece, whole, cells, rows)
        self._marks(piece, whole, tags, which, across, down)
        if b"hidden" in piece:
            hidden = [m.start() for m in _HIDDEN.finditer(piece)]
            self.extent.hidden += (numbers[np.searchsorted(rows, hidden)] - 1).tolist() if hidden else []
        return None

    def _rows(self, piece: bytes, whole: Bytes, rows: Places) -> npt.NDArray[np.int64]:
        """The numbers of the rows that begin at these places; a row without a number follows the one before."""
        usual = (whole[rows + 5] == ord("r")) & (whole[rows + 6] == ord("=")) & _is_quote(whole[rows + 7])
        numbers = np.where(usual, _digits(whole, rows + 8), 0)
        for i in np.flatnonzero(numbers == 0).tolist():
            told = _told(_ROW, piece, int(rows[i]))
            numbers[i] = int(told[1]) if told else (numbers[i - 1] if i else self.row) + 1
        if len(numbers):
            self.row = int(numbers[-1])
            self.extent.rows = max(self.extent.rows, int(numbers.max()))
        return numbers

    def _cells(
        self, piece: bytes, whole: Bytes, cells: Places, rows: Places
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The columns and rows of the cells that begin at these places, from 1; 0 where a cell has no address."""
        usual = (whole[cells + 3] == ord("r")) & (whole[cells + 4] == ord("=")) & _is_quote(whole[cells + 5])
        across, length = _letters(whole, cells + 6)
        down = _digits(whole, cells + 6 + length)
        unusual = np.flatnonzero(~usual | (across == 0) | (down == 0))
        lost = []
        for i in unusual.tolist():
            told = _told(_REFERENCE, piece, int(cells[i]))
            if told:
                across[i], down[i] = _column(told[1]), int(told[2])
            else:
                across[i] = down[i] = 0
                lost.append(int(cells[i]))
        if len(across):
            self.extent.columns = max(self.extent.columns, int(across.max()))
            self.extent.rows = max(self.extent.rows, int(down.max()))
        # cells without an address follow each other: at most as many as stand in one row
        in_rows = np.bincount(np.searchsorted(rows, lost), minlength=len(rows) + 1)
        in_rows[0] += self.unnumbered
        self.widest = max(self.widest, int(in_rows.max()))
        self.unnumbered = int(in_rows[-1])
        return across, down

    def _marks(
        self,
        piece: bytes,
        whole: Bytes,
        tags: Places,
        which: Places,
        across: npt.NDArray[np.int64],
        down: npt.NDArray[np.int64],
    ) -> None:
        """Counts filled cells and notes failed and uncounted ones; ``tags[which]`` are the cells."""
        after = np.append(tags, [len(piece)] * 4)
        first, second, third = whole[after + 1], whole[after + 2], whole[after + 3]
        inside = first[which + 1]
        self.extent.filled += int(np.count_nonzero((inside == ord("v")) | (inside == ord("i")) | (inside == ord("f"))))
        if b't="e"' in piece or b"t='e'" in piece:
            for i in np.searchsorted(tags[which], [m.start() for m in _IS_ERROR.finditer(piece)]).tolist():
                if across[i] and len(self.extent.failed) < MOST_MARKS:
                    self.extent.failed.append((int(down[i]) - 1, int(across[i]) - 1))
        formulas = np.flatnonzero(inside == ord("f"))
        if not len(formulas):
            return
        then = which[formulas] + 2
        closed = (first[then] == ord("/")) & (second[then] == ord("f"))
        then = then + closed
        valued = first[then] == ord("v")
        blank = (second[then] == ord("/")) | ((second[then] == ord(">")) & (third[then] == ord("<")))
        ended = (first[then] == ord("/")) & (second[then] == ord("c"))
        for i, has in zip(formulas[ended | (valued & blank)].tolist(), valued[ended | (valued & blank)].tolist(), strict=True):
            # a formula that gives an empty text has its result: it is that text
            text = has and _IS_TEXT.match(piece, int(tags[which[i]]))
            if across[i] and not text and len(self.extent.uncounted) < MOST_MARKS:
                self.extent.uncounted.append((int(down[i]) - 1, int(across[i]) - 1))


def _told(address: re.Pattern[bytes], piece: bytes, start: int) -> re.Match[bytes] | None:
    """The address in an unusual tag, None where it has none.

    Raises `ValueError` for a tag that another reader might take to say something else than this one does.
    """
    told = address.match(piece, start)
    tag = told or _WHOLE.match(piece, start)
    if not tag or (not told and re.search(rb"""\sr\s*=""", tag[0])):
        raise ValueError("a cell or row with an odd address")
    return told


def _is_quote(letters: Bytes) -> npt.NDArray[np.bool_]:
    return np.isin(letters, _QUOTES)


def _digits(whole: Bytes, start: Places) -> npt.NDArray[np.int64]:
    """The numbers that stand at these places, of at most eight digits."""
    value = np.zeros(len(start), np.int64)
    going = np.ones(len(start), bool)
    for k in range(9):
        digit = whole[start + k] - np.uint8(48)  # wraps around for what is no digit
        going &= digit < 10
        if not going.any():
            return value
        value = np.where(going, value * 10 + digit, value)
    raise ValueError("a row number of nine digits")


def _letters(whole: Bytes, start: Places) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The columns (from 1) that the letters at these places name, and how many letters."""
    value = np.zeros(len(start), np.int64)
    length = np.zeros(len(start), np.int64)
    going = np.ones(len(start), bool)
    for k in range(3):
        letter = (whole[start + k] & np.uint8(0xDF)) - np.uint8(64)  # small ones as large ones
        going &= (letter > 0) & (letter < 27)
        if not going.any():
            break
        value = np.where(going, value * 26 + letter, value)
        length += going
    return value, length


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
