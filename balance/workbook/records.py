"""The binary kinds of workbook (.xls, .xlsb) looked through record by record, before any of it is laid out as a table."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator

import olefile

from balance.workbook.extent import MOST_MARKS, Extent

__all__ = ["bundled_sheets", "scanned_bin", "scanned_xls"]

LONGEST_RECORD = 4 * 2**20
_CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_FORMULA, _MANY, _ROW, _ERROR, _BOOK_SHEET, _TEXTS, _BEGIN, _END = 0x06, 0xBD, 0x208, 0x205, 0x85, 0xFC, 0x809, 0x0A
_REACH, _BIN_REACH = 0x200, 0x94
_MOST_XLS, _MOST_BIN = (2**16, 2**8), (2**20, 2**14)
_HIDDEN_XLS, _HIDDEN_BIN = 0x20, 0x10
_BUNDLE = 0x9C


def scanned_xls(content: bytes) -> list[Extent]:
    """How far the sheets of an .xls file reach, in the order of its index, with hidden rows and failed formulas.

    Raises `ValueError` or `OSError` for a damaged file, `struct.error` for one cut short.
    """
    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        book = ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read()
    sheets = []
    starts: set[int] = set()
    for kind, at, _ in _records(book, 0):
        if kind == _BOOK_SHEET:
            start = struct.unpack_from("<I", book, at)[0]
            if start in starts:
                raise ValueError("several sheets in one place")
            starts.add(start)
            sheets.append(_sheet(book, start))
        elif kind == _TEXTS and struct.unpack_from("<I", book, at + 4)[0] * 3 > len(book):
            raise ValueError("more texts than the file has room for")
    return sheets


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records from here to the end of this part of the book."""
    deep = 0
    unpack = struct.Struct("<HH").unpack_from
    while at + 4 <= len(book):
        kind, length = unpack(book, at)
        yield kind, at + 4, length
        deep += (kind == _BEGIN) - (kind == _END)
        if kind == _END and deep <= 0:
            return
        at += 4 + length


def _sheet(book: bytes, start: int) -> Extent:
    extent = Extent()
    pair = struct.Struct("<HH").unpack_from
    for kind, at, length in _records(book, start):
        if kind in _CELLS:
            row, column = pair(book, at)
            extent.filled += 1
            if (kind == _ERROR and book[at + 6 : at + 8].endswith(b"\x01")) or (
                kind == _FORMULA and book[at + 6] == 2 and book[at + 12 : at + 14] == b"\xff\xff"
            ):
                _note(extent, row, column)
        elif kind == _MANY and length >= 6:
            row, column = pair(book, at)[0], pair(book, at + length - 4)[1]
            extent.filled += max(0, (length - 6) // 6)
        elif kind == _ROW and length >= 14:
            if book[at + 12] & _HIDDEN_XLS:
                extent.hidden.append(pair(book, at)[0])
            continue
        elif kind == _REACH:
            told = struct.unpack_from("<IIHH" if length >= 12 else "<HHHH", book, at)
            _refuse_reach(told[:2], told[2:], _MOST_XLS)
            continue
        else:
            continue
        if row >= extent.rows:
            extent.rows = row + 1
        if column >= extent.columns:
            extent.columns = column + 1
    return extent


def _refuse_reach(rows: tuple[int, int], columns: tuple[int, int], most: tuple[int, int]) -> None:
    """Raises `ValueError` where a sheet tells of more rows or columns (first, one after the last) than its kind can
    have: calamine makes room for as many as are told, and where there is no such room the program ends."""
    if not (rows[0] <= rows[1] <= most[0] and columns[0] <= columns[1] <= most[1]):
        raise ValueError("a sheet larger than sheets can be")


def _note(extent: Extent, row: int, column: int) -> None:
    if len(extent.failed) < MOST_MARKS:
        extent.failed.append((row, column))


def bundled_sheets(index: bytes) -> list[str]:
    """The relation of each sheet of an .xlsb file, in the order of its index (``xl/workbook.bin``)."""
    found = []
    for kind, record in _bin_records([index]):
        if kind == _BUNDLE and len(record) >= 12:
            length = struct.unpack_from("<I", record, 8)[0]
            found.append(record[12 : 12 + 2 * length].decode("utf-16-le"))
    return found


def scanned_bin(pieces: Iterable[bytes]) -> Extent:
    """How far the sheet of an .xlsb file reaches, with hidden rows and failed formulas; raises `ValueError` for
    nonsense."""
    extent = Extent()
    row = 0
    for kind, record in _bin_records(pieces):
        if kind == 0:
            row = int.from_bytes(record[:4], "little")
            if len(record) > 11 and record[11] & _HIDDEN_BIN and len(extent.hidden) < MOST_MARKS:
                extent.hidden.append(row)
        elif kind <= 11:
            column = int.from_bytes(record[:4], "little")
            extent.rows = max(extent.rows, row + 1)
            extent.columns = max(extent.columns, column + 1)
            extent.filled += kind != 1
            if kind in (3, 11):
                _note(extent, row, column)
        elif kind == _BIN_REACH:
            first, last, left, right = struct.unpack_from("<IIII", record)
            _refuse_reach((first, last + 1), (left, right + 1), _MOST_BIN)
    return extent


def _bin_records(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each record."""
    rest = b""
    for piece in pieces:
        rest += piece
        at = 0
        while len(rest) - at > 6:
            kind, next_ = rest[at], at + 1
            if kind & 0x80:
                kind, next_ = kind & 0x7F | (rest[next_] & 0x7F) << 7, next_ + 1
            length = 0
            for k in range(4):
                byte = rest[next_]
                next_ += 1
                length |= (byte & 0x7F) << 7 * k
                if byte < 0x80:
                    break
            if length > LONGEST_RECORD:
                raise ValueError("a record without an end")
            if next_ + length > len(rest) - 6:
                break
            yield kind, rest[next_ : next_ + length]
            at = next_ + length
        rest = rest[at:]
