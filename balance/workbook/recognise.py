"""What kind of file it really is: the bytes decide, the extension does not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Literal

from balance.errors import UnusableInput
from balance.words import Message, msg

__all__ = ["DAMAGED", "BiggerThanAllowed", "Format", "damaged_message", "password_message", "recognise"]

Format = Literal["excel", "xls", "ods", "csv"]
# What unpacking a damaged archive raises.
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError,
    struct.error,
)  # fmt: skip
LARGEST_BYTES = 300 * 2**20  # what a workbook may unpack to; 200,000 rows of 40 columns need about 250 MB
MOST_TIMES = 400  # an honest sheet packs to a tenth or a thirtieth
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # how the records of an .xls file begin (Excel 97 and later)
_HTML = (b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<body", b"<style")


class BiggerThanAllowed(UnusableInput):
    """A file that would unpack to more than this program takes in."""


def recognise(name: str, content: bytes) -> Format:
    """The format of the bytes; `name` is only for the message.

    Raises `UnusableInput` for an empty file, a damaged one, one with a password, and for anything that is not a table
    (web page, PDF, picture, Word document); `BiggerThanAllowed` for a file that unpacks absurdly large.
    """
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise UnusableInput(msg("{file} is empty. Save the table again and choose the saved file.", file=name))
    if content.startswith(b"PK"):
        return _inside_zip(name, content)
    if content.startswith(_OLE):
        return _inside_ole(name, content)
    start = content[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML) or (start.startswith(b"<?xml") and b"<html" in start):
        raise UnusableInput(
            msg("{file} is a web page, not a workbook. Open it in Excel or WPS and save it as .xlsx.", file=name)
        )
    if start.startswith(b"<?xml"):
        raise UnusableInput(
            msg("{file} is an XML file, not a workbook. Open it in Excel or WPS and save it as .xlsx.", file=name)
        )
    if start.startswith(b"%pdf"):
        raise UnusableInput(msg("{file} is a PDF. Only .xlsx, .xls, .ods and .csv tables can be read.", file=name))
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")):
        raise UnusableInput(
            msg("{file} is not a table. Only .xlsx, .xls, .ods and .csv tables can be read.", file=name)
        )
    return "csv"


def _inside_zip(name: str, content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except DAMAGED as e:
        raise UnusableInput(damaged_message(name)) from e
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnusableInput(password_message(name))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_BYTES or unpacked > MOST_TIMES * max(len(content), 2**16):
        raise BiggerThanAllowed(
            msg(
                "{file} is {packed} KB but would unpack to {size} MB, more than an honest table needs. "
                "Copy the table into a new workbook and save that.",
                file=name,
                packed=-(-len(content) // 2**10),
                size=unpacked // 2**20,
            )
        )
    if names & {"xl/workbook.xml", "xl/workbook.bin"} or any(n.lower().endswith("xl/workbook.xml") for n in names):
        return "excel"
    if b"opendocument.spreadsheet" in mimetype or (not mimetype and "content.xml" in names):
        return "ods"
    if any(n.startswith("word/") for n in names) or b"opendocument.text" in mimetype:
        raise UnusableInput(_word(name))
    if "[Content_Types].xml" in names:
        raise UnusableInput(damaged_message(name))
    raise UnusableInput(
        msg("{file} is a packed archive without a workbook in it. Unpack it and choose the tables inside.", file=name)
    )


def _inside_ole(name: str, content: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in content or "EncryptionInfo".encode("utf-16-le") in content:
        raise UnusableInput(password_message(name))
    if _has_filepass(content):
        raise UnusableInput(password_message(name))
    if "WordDocument".encode("utf-16-le") in content:
        raise UnusableInput(_word(name))
    return "xls"


def _has_filepass(content: bytes) -> bool:
    """Whether an old workbook's first records hold FILEPASS, the mark of a password."""
    at = content.find(_BIFF)
    for _ in range(12):
        if at < 0 or at + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, at)
        if record == 0x2F:
            return True
        at += 4 + length
    return False


def damaged_message(name: str) -> Message:
    """What is said of a file that cannot be unpacked."""
    return msg("{file} is damaged or cut short. Save or send it again and choose the new copy.", file=name)


def password_message(name: str) -> Message:
    """What is said of a file with a password."""
    return msg(
        "{file} is protected by a password. Open it, remove the password, save it and choose it again.", file=name
    )


def _word(name: str) -> Message:
    return msg("{file} is a text document. Copy its table into a workbook (.xlsx) and choose that.", file=name)
