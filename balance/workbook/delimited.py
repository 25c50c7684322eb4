"""Rows out of a text file: encoding and separator are found out, not asked."""

from __future__ import annotations

import codecs
import csv
import io

from balance.errors import UnusableInput
from balance.words import msg

__all__ = ["delimited_rows", "text_of"]

_SEPARATORS = (",", "\t", ";", "|", "，")
_LONGEST_CELL = 1_000_000


def text_of(name: str, content: bytes) -> str:
    """The text of a file in UTF-8 (with or without its mark), UTF-16 with its mark, or GBK/GB18030.

    Raises `UnusableInput` where it is none of them, or not text at all.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(code in text[:100_000] for code in "\x00\x01\x02\x03\x04\x05\x06\x07\x08"):
            return text
    raise UnusableInput(
        msg("{file} is not a table that can be read. Save it as .xlsx, or as .csv in UTF-8 or GBK.", file=name)
    )


def delimited_rows(name: str, content: bytes) -> list[list[object]]:
    """The rows of a text file as cells, none shorter than the longest.

    The separator is the one of comma, tab, semicolon, bar that splits the first lines most.
    Raises `UnusableInput` for a file that is not text or has a quotation without an end.
    """
    text = text_of(name, content)
    first, _, rest = text.partition("\n")
    separator = _separator(text)
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], "\n" + rest
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        rows: list[list[object]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))  # type: ignore[arg-type]
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
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows


def _separator(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    return max(_SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines)) if lines else ","
