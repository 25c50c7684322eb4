"""What kind of file it really is: the bytes decide, the extension does not."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Literal

import olefile

from balance.errors import PasswordNeeded, UnusableInput
from balance.words import Message, msg

__all__ = ["DAMAGED", "BiggerThanAllowed", "Format", "damaged_message", "is_archive", "is_held", "password_message", "recognise"]

Format = Literal["excel", "xls", "ods", "csv"]
# What unpacking a damaged archive raises.
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, LookupError, ValueError,
    RuntimeError, struct.error,
)  # fmt: skip
LARGEST_BYTES = 300 * 2**20  # what a workbook may unpack to; 200,000 rows of 40 columns need about 250 MB
LARGEST_STRINGS = 64 * 2**20  # the texts of a workbook, which are held at once
LARGEST_PART = 16 * 2**20  # its index, its styles
MOST_TIMES = 400  # an honest sheet packs to a tenth or a thirtieth
MOST_PARTS = 5_000  # pictures and comments included
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00|\x09\x08\x08\x00\x00\x05\x05\x00")  # how an .xls begins, 97 and 95
_HTML = (b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<body", b"<style")
_HELD = re.compile(r"^(?:xl/(?:workbook\.(?:xml|bin)|styles\.(?:xml|bin)|_rels/[^/]*)|_rels/\.rels|\[content_types\]\.xml)$")
_STRINGS = re.compile(r"^xl/sharedstrings\.(?:xml|bin)$")
_LOCKED_ODS = b"encryption-data"
_EMPTY = b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"


class BiggerThanAllowed(UnusableInput):
    """A file that would unpack to more than this program takes in."""


def recognise(name: str, content: bytes) -> Format:
    """The format of the bytes; `name` is only for the message.

    Raises `UnusableInput` for an empty file, a damaged one, and for anything that is not a table (web page, PDF,
    picture, Word document); `PasswordNeeded` for a workbook with a password that can be asked for;
    `BiggerThanAllowed` for a file that unpacks absurdly large.
    """
    if not content[:4096].strip(_EMPTY) and not content.strip(_EMPTY):
        raise UnusableInput(msg("{file} is empty. Save the table again and choose the saved file.", file=name))
    if content.startswith(b"PK"):
        return _inside_zip(name, content)
    if content.startswith(_OLE):
        return _inside_ole(name, content)
    start = content[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start[2:].replace(b"\x00", b"").lstrip()
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
    if start.startswith((b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise UnusableInput(msg("{file} is a packed archive. Unpack it and choose the tables inside.", file=name))
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"{\\rtf")):
        raise UnusableInput(
            msg("{file} is not a table. Only .xlsx, .xls, .ods and .csv tables can be read.", file=name)
        )
    return "csv"


def is_archive(content: bytes) -> bool:
    """Whether these are the bytes of a .zip that is no document itself; a damaged one is none."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _document(archive) == ""
    except DAMAGED:
        return False


def is_held(path: str) -> bool:
    """Whether this part of a workbook (small letters) is one that the reader unpacks at once."""
    return bool(_HELD.match(path) or _STRINGS.match(path))


def _document(archive: zipfile.ZipFile) -> Literal["excel", "ods", "text", "other", ""]:
    """Which document a .zip is: "excel", "ods", "text", "other"; "" for an archive of files."""
    names = set(archive.namelist())
    mimetype = b""
    if "mimetype" in names and not archive.getinfo("mimetype").flag_bits & 1:
        with archive.open("mimetype") as packed:
            mimetype = packed.read(100)
    if names & {"xl/workbook.xml", "xl/workbook.bin"} or any(n.lower().endswith("xl/workbook.xml") for n in names):
        return "excel"
    if b"opendocument.spreadsheet" in mimetype or (not mimetype and "content.xml" in names):
        return "ods"
    if any(n.startswith("word/") for n in names) or b"opendocument.text" in mimetype:
        return "text"
    return "other" if mimetype or "[Content_Types].xml" in names else ""


def _manifest(archive: zipfile.ZipFile) -> bytes:
    """The list of an .ods file's parts, which tells of encryption, as far as it is of an honest length."""
    name = "META-INF/manifest.xml"
    if name not in archive.namelist():
        return b""
    with archive.open(name) as packed:
        return packed.read(2**20)


def _inside_zip(name: str, content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            document = _document(archive)
            locked = any(entry.flag_bits & 1 for entry in entries) or _LOCKED_ODS in _manifest(archive)
    except DAMAGED as e:
        raise UnusableInput(damaged_message(name)) from e
    if locked:
        raise UnusableInput(password_message(name))
    _refuse_large(name, len(content), entries)
    if document == "excel" or document == "ods":
        # of two parts with one name this program would look at one and calamine read the other
        if len({entry.filename.lower().replace("\\", "/") for entry in entries}) < len(entries):
            raise UnusableInput(damaged_message(name))
        return document
    if document == "text":
        raise UnusableInput(_word(name))
    if document == "other":
        raise UnusableInput(damaged_message(name))
    raise UnusableInput(
        msg("{file} is a packed archive without a workbook in it. Unpack it and choose the tables inside.", file=name)
    )


def _refuse_large(name: str, packed: int, entries: list[zipfile.ZipInfo]) -> None:
    """Raises `BiggerThanAllowed` by the sizes that the archive tells; a part that turns out larger is an error later."""
    unpacked = sum(entry.file_size for entry in entries)
    held = max((entry.file_size for entry in entries if _HELD.match(entry.filename.lower())), default=0)
    strings = max((entry.file_size for entry in entries if _STRINGS.match(entry.filename.lower())), default=0)
    if (
        unpacked > LARGEST_BYTES
        or unpacked > MOST_TIMES * max(packed, 2**16)
        or held > LARGEST_PART
        or strings > LARGEST_STRINGS
        or len(entries) > MOST_PARTS
    ):
        raise BiggerThanAllowed(
            msg(
                "{file} is {packed} KB but would unpack to {size} MB, more than an honest table needs. "
                "Copy the table into a new workbook and save that.",
                file=name,
                packed=-(-packed // 2**10),
                size=unpacked // 2**20,
            )
        )


def _inside_ole(name: str, content: bytes) -> Format:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            locked = ole.exists("EncryptionInfo") or ole.exists("EncryptedPackage")
            book, text = ole.exists("Workbook") or ole.exists("Book"), ole.exists("WordDocument")
    except (*DAMAGED, TypeError, AttributeError) as error:
        raise UnusableInput(damaged_message(name)) from error
    if locked or (book and _has_filepass(content)):
        raise PasswordNeeded(name)
    if book:
        return "xls"
    raise UnusableInput(_word(name) if text else damaged_message(name))


def _has_filepass(content: bytes) -> bool:
    """Whether an old workbook's first records hold FILEPASS, the mark of a password."""
    found = _BIFF.search(content)
    at = found.start() if found else -1
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
    """What is said of a file with a password that has to be taken off first."""
    return msg(
        "{file} is protected by a password. Open it, remove the password, save it and choose it again.", file=name
    )


def _word(name: str) -> Message:
    return msg("{file} is a text document. Copy its table into a workbook (.xlsx) and choose that.", file=name)
