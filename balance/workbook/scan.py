"""The XML of an .xlsx sheet looked through in bulk, piece by piece, before any of it is laid out as a table.

An honest sheet has millions of tags, so they are found and compared as whole arrays; what is not written in the usual
way is looked at one by one.
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
Words = npt.NDArray[np.uint64]
LONGEST_PIECE = 4 * 2**20  # what may stand between two cells
SHORTEST_PIECE = 2**16  # a cell with all that is in it
LONGEST_NAME = 200
_MARGIN = b" " * 32
_OTHERS = rb"""(?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
_CELL = re.compile(rb"<c" + _OTHERS + rb"""?\s+r\s*=\s*["']([A-Za-z]{1,3})(\d{1,8})["']""")
_ROW = re.compile(rb"<row" + _OTHERS + rb"""?\s+r\s*=\s*["'](\d{1,8})["']""")
_WHOLE = re.compile(rb"<\w+" + _OTHERS + rb"\s*/?>")
_HAS_ADDRESS = re.compile(rb"\sr\s*=")
_HIDDEN = re.compile(rb"""<row\s[^<>]*?\bhidden\s*=\s*["'](?:1|true)["']""")
_NO_RESULT = re.compile(rb"<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:(<v\s*/>|<v>\s*</v>)\s*)?</c>")
_IS_ERROR = re.compile(rb"""<c\s[^<>]*?\bt\s*=\s*["']e["']""")
_IS_TEXT = re.compile(rb"""<c\s[^<>]*?\bt\s*=\s*["']str["']""")
_PREFIX = re.compile(rb"(</?)[\w.-]+:(?=\w)")
_USUAL = int.from_bytes(b' r="', "little")
_ENDS_NAME = np.zeros(256, bool)
_ENDS_NAME[list(b" \t\r\n/>")] = True
_IN_NAME = np.zeros(256, bool)
_IN_NAME[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")] = True
_IN_NAME[128:] = True


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
            if len(rest) < SHORTEST_PIECE:
                continue
            cut = rest.rfind(b"<")
        if cut > 0:
            scan.take(rest, cut)
            rest = rest[cut:]
        elif len(rest) > LONGEST_PIECE:
            raise ValueError("a text without an end")
    scan.take(rest, len(rest))
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

    def take(self, piece: bytes, end: int) -> None:
        """Looks at the tags that begin before `end`; the last of them is whole."""
        if len(piece) < end + len(_MARGIN):
            piece = piece[:end] + _MARGIN
        whole = np.frombuffer(piece, np.uint8)
        if b"\x00" in piece[:8]:
            raise ValueError("a sheet in UTF-16")
        # looking for one letter that is absent costs nothing, so that comes first here and below
        if b":" in piece and _has_prefix(whole[:end]):
            bare = _PREFIX.sub(rb"\1", piece[:end])
            if len(bare) < end:
                return self.take(bare, len(bare))
        rows = _starts(piece, b"<r", end)
        rows = rows[(whole[rows + 2] == ord("o")) & (whole[rows + 3] == ord("w")) & _ENDS_NAME[whole[rows + 4]]]
        cells = _starts(piece, b"<c", end)
        cells = cells[_ENDS_NAME[whole[cells + 2]]]
        opened = self.row
        numbers = self._rows(piece, whole, rows)
        self._cells(piece, whole, cells, rows, np.append(opened, numbers))
        self._marks(piece, whole[:end], end)
        if b"h" in piece and b"hidden" in piece:
            hidden = [m.start() for m in _HIDDEN.finditer(piece, 0, end)]
            self.extent.hidden += (numbers[np.searchsorted(rows, hidden)] - 1).tolist() if hidden else []
        if b"g" in piece:
            self.merges += piece.count(b"<mergeCell ", 0, end)
        return None

    def _rows(self, piece: bytes, whole: Bytes, rows: Places) -> npt.NDArray[np.int64]:
        """The numbers of the rows that begin at these places; a row without a number follows the one before."""
        numbers = np.where(_texts(piece, rows + 4, "<u4") == _USUAL, _digits(whole, rows + 8), 0)
        for i in np.flatnonzero(numbers == 0).tolist():
            told = _told(_ROW, piece, int(rows[i]))
            numbers[i] = int(told[1]) if told else (numbers[i - 1] if i else self.row) + 1
        if len(numbers):
            self.row = int(numbers[-1])
            self.extent.rows = max(self.extent.rows, int(numbers.max()))
        return numbers

    def _cells(
        self, piece: bytes, whole: Bytes, cells: Places, rows: Places, numbers: npt.NDArray[np.int64]
    ) -> None:
        """Where these cells stand; `numbers` are those of the row that was open before, then of `rows`."""
        if not len(cells):
            if len(rows):
                self.unnumbered = 0
            return
        letters = _texts(piece, cells + 6, "<u8").view(np.uint8).reshape(-1, 8)
        first, second, third = (letters[:, k] - np.uint8(ord("A")) for k in range(3))
        two = second < 26
        three = two & (third < 26)
        length = 1 + two + three.astype(np.intp)
        cells_of = np.diff(np.searchsorted(cells, rows), prepend=0, append=len(cells))
        told, mask = _row_texts(numbers)
        down = _texts(piece, cells + 6 + length, "<u8")
        usual = (_texts(piece, cells + 2, "<u4") == _USUAL) & (first < 26)
        usual &= (down & np.repeat(mask, cells_of)) == np.repeat(told, cells_of)
        self.extent.filled += int(np.count_nonzero(whole[cells - 2] == ord("c")))  # the cell before was closed by a tag
        for those, width in ((usual & three, 3), (usual & two, 2), (usual, 1)):
            if those.any():
                value = np.zeros(int(np.count_nonzero(those)), np.int64)
                for letter in (first, second, third)[:width]:
                    value = value * 26 + letter[those] + 1
                self.extent.columns = max(self.extent.columns, int(value.max()))
                break
        lost = []
        for i in np.flatnonzero(~usual).tolist():
            address = _told(_CELL, piece, int(cells[i]))
            if address:
                self.extent.columns = max(self.extent.columns, _column(address[1]))
                self.extent.rows = max(self.extent.rows, int(address[2]))
            else:
                lost.append(int(cells[i]))
        # cells without an address follow each other: at most as many as stand in one row
        in_rows = np.bincount(np.searchsorted(rows, lost), minlength=len(rows) + 1)
        in_rows[0] += self.unnumbered
        self.widest = max(self.widest, int(in_rows.max()))
        self.unnumbered = int(in_rows[-1])

    def _marks(self, piece: bytes, whole: Bytes, end: int) -> None:
        """Notes cells that end in an error, and formulas without a result."""
        letters = np.flatnonzero(whole == ord("e"))
        if np.any((whole[letters - 2] == ord("=")) & (whole[letters - 3] == ord("t"))):
            for failed in _IS_ERROR.finditer(piece, 0, end):
                if len(self.extent.failed) == MOST_MARKS:
                    break
                self._note(self.extent.failed, piece, failed.start())
        if b"f" not in piece:
            return
        for blank in _NO_RESULT.finditer(piece, 0, end):
            cell = piece.rfind(b"<c", 0, blank.start())
            # a formula that gives an empty text has its result: it is that text
            if not (blank[1] and _IS_TEXT.match(piece, cell)):
                self._note(self.extent.uncounted, piece, cell)

    def _note(self, marks: list[tuple[int, int]], piece: bytes, cell: int) -> None:
        address = _CELL.match(piece, max(cell, 0))
        if address and len(marks) < MOST_MARKS:
            marks.append((int(address[2]) - 1, _column(address[1]) - 1))


def _starts(piece: bytes, two: bytes, end: int) -> Places:
    """Where these two letters stand, in order: in every pair from an even place, then from an odd one."""
    wanted = int.from_bytes(two, "little")
    even, odd = (np.frombuffer(piece, "<u2", (len(piece) - shift) // 2, shift) == wanted for shift in (0, 1))
    found = np.concatenate([np.flatnonzero(even) * 2, np.flatnonzero(odd) * 2 + 1])
    found.sort(kind="stable")
    return found[: np.searchsorted(found, end)]


def _texts(piece: bytes, start: Places, size: str) -> npt.NDArray[np.uint64]:
    """The few letters that stand at each of these places, as one number."""
    letters: npt.NDArray[np.uint64] = np.ndarray((len(piece) - 8,), size, piece, strides=(1,))
    return letters[start]


def _row_texts(numbers: npt.NDArray[np.int64]) -> tuple[Words, Words]:
    """How the addresses of cells in these rows end, quotation mark included, and which bits of eight letters that is."""
    texts = [b'%d"' % number for number in numbers.tolist()]
    told = np.array([int.from_bytes(text[:8], "little") for text in texts], np.uint64)
    mask = np.array([2 ** (8 * min(len(text), 8)) - 1 for text in texts], np.uint64)
    return told, mask


def _has_prefix(whole: Bytes) -> bool:
    """Whether a tag's name has a prefix ("<x:c"): going back from a colon over letters leads to its beginning."""
    places = np.flatnonzero(whole == ord(":"))
    for _ in range(LONGEST_NAME):
        places = places[places > 0] - 1
        if not len(places):
            return False
        if np.any(whole[places] == ord("<")):
            return True
        places = places[_IN_NAME[whole[places]]]
    raise ValueError("a name without an end")


def _told(address: re.Pattern[bytes], piece: bytes, start: int) -> re.Match[bytes] | None:
    """The address in an unusual tag, None where it has none.

    Raises `ValueError` for a tag that another reader might take to say something else than this one does.
    """
    told = address.match(piece, start)
    tag = told or _WHOLE.match(piece, start)
    if not tag or (not told and _HAS_ADDRESS.search(tag[0])):
        raise ValueError("a cell or row with an odd address")
    return told


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


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
