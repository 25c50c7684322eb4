"""Rows out of a text file: encoding and separator are found out, not asked."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from balance.errors import UnusableInput
from balance.words import Message, msg
from balance.workbook.extent import MOST_CELLS, Extent, tolerable

__all__ = ["delimited_rows", "encoding_of"]

_SEPARATORS = (",", "\t", ";", "|", "，")
LONGEST_CELL = 1_000_000
LONGEST_LINE = 2 * 2**20
LARGEST_TEXT = 100 * 2**20
MOST_ROWS = 500_000
_CHUNK = 2**20
_NO_TEXT = frozenset("\x00\x01\x02\x03\x04\x05\x06\x07\x08")
_BROKEN = re.compile("\ufffd+")
_BOM16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(name: str, content: bytes) -> str:
    """The encoding of a text: UTF-8 (with or without its mark), UTF-16 with its mark, or GBK/GB18030.

    What is meant to be UTF-8, by its mark or because nearly all of it is, but holds a broken letter, is refused: read
    as GBK it would be nonsense from end to end.
    Raises `UnusableInput` where it is none of them, or not text at all.
    """
    if content.startswith(_BOM16):
        encodings: tuple[str, ...] = ("utf-16",)
    elif content.startswith(codecs.BOM_UTF8) or _meant_as_utf8(content):
        encodings = ("utf-8-sig",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        if _decodes(content, encoding):
            return encoding
    if encodings == ("utf-8-sig",):
        raise UnusableInput(
            msg("{file} is a text in UTF-8 with broken letters in it. Save it again as .xlsx.", file=name)
        )
    raise UnusableInput(
        msg("{file} is not a table that can be read. Save it as .xlsx, or as .csv in UTF-8 or GBK.", file=name)
    )


def _decodes(content: bytes, encoding: str) -> bool:
    """Whether all of it is text in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(content), _CHUNK):
            chunk = content[at : at + _CHUNK]
            text = decoder.decode(chunk, final=at + _CHUNK >= len(content))
            if at == 0 and not _NO_TEXT.isdisjoint(text[:100_000]):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _meant_as_utf8(content: bytes) -> bool:
    """Whether the beginning is UTF-8 but for a letter or two.

    GBK text read as UTF-8 has hardly any Chinese letter between broken ones; damaged UTF-8 has many.
    """
    text = content[:_CHUNK].decode("utf-8", "replace")
    broken = len(_BROKEN.findall(text))
    return broken > 0 and sum("\u0800" <= letter < "\ufffd" for letter in text) > 5 * broken


def delimited_rows(name: str, content: bytes) -> list[list[object]]:
    """The rows of a text file as cells, none shorter than the longest.

    The separator is the one of comma, tab, semicolon, bar that splits most of the first lines alike.
    Raises `UnusableInput` for a file that is not text, is far too large or has a quotation without an end.
    """
    _refuse_endless(name, content)
    encoding = encoding_of(name, content)
    with io.TextIOWrapper(io.BytesIO(content), encoding, newline="") as text:
        beginning = text.read(20_000)
        text.seek(0)
        separator = _separator(beginning)
        first = beginning.splitlines()[0].strip() if beginning else ""
        told = first.lower().startswith("sep=") and len(first) == 5
        if told:
            separator = first[4]
            text.readline()
        rows = _rows(name, text, separator)
    if told:
        rows.insert(0, [])  # so that rows keep their numbers
    filled = sum(map(len, rows))
    width = max(map(len, rows), default=0)
    if not tolerable([Extent(len(rows), width, filled)]):
        raise UnusableInput(_too_large(name, len(rows), width))
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows


def _rows(name: str, text: io.TextIOWrapper, separator: str) -> list[list[object]]:
    rows: list[list[object]] = []
    cells = 0
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        for row in csv.reader(text, delimiter=separator):
            rows.append(row)  # type: ignore[arg-type]  # texts are objects
            cells += len(row)
            if len(rows) > MOST_ROWS or cells > MOST_CELLS:
                raise UnusableInput(_too_large(name, len(rows), len(row)))
    except csv.Error as error:
        raise UnusableInput(
            msg(
                "{file} cannot be split into rows and columns: a quotation mark has no end, or a cell is far too long. "
                "Open it in Excel or WPS and save it as .xlsx.",
                file=name,
            )
        ) from error
    finally:
        csv.field_size_limit(before)
    return rows


def _refuse_endless(name: str, content: bytes) -> None:
    """Raises `UnusableInput` for more lines than schools can be, and for a line without an end, before it is decoded."""
    lines = max(content.count(b"\n"), content.count(b"\r"))
    if lines > MOST_ROWS or len(content) > LARGEST_TEXT:
        raise UnusableInput(_too_large(name, lines, 1))
    for at in range(0, len(content) - LONGEST_LINE, LONGEST_LINE):
        if content.find(b"\n", at, at + LONGEST_LINE) < 0 and content.find(b"\r", at, at + LONGEST_LINE) < 0:
            raise UnusableInput(_too_large(name, lines, 1))


def _too_large(name: str, rows: int, columns: int) -> Message:
    return msg(
        "{file} is too large for a table of schools: {rows} rows, {columns} columns, or one line without an end. "
        "Keep the table only, and save it again.",
        file=name,
        rows=rows,
        columns=columns,
    )


def _separator(text: str) -> str:
    """The mark that splits most lines into equally many cells, marks inside quotations left out."""
    lines = [line for line in text.splitlines() if line.strip()][:30]
    best, most = ",", (0, 0)
    for mark in _SEPARATORS:
        splits = Counter(_splits(line, mark) for line in lines)
        splits.pop(0, None)
        if splits:
            count, alike = max(splits.items(), key=lambda item: (item[1], item[0]))
            if (alike, count) > most:
                best, most = mark, (alike, count)
    return best


def _splits(line: str, mark: str) -> int:
    """How often the line would be split, quotations left out."""
    return sum(part.count(mark) for part in line.split('"')[::2])
