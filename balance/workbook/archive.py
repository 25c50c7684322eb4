"""Many files at once: an archive of workbooks, a folder of workbooks."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from pathlib import Path, PurePosixPath

from balance.errors import UnusableInput
from balance.words import Message, msg
from balance.workbook.recognise import DAMAGED, BiggerThanAllowed, damaged_message, is_archive
from balance.workbook.source import Source

__all__ = ["MOST_FILES", "sources_in", "unpacked"]

MOST_FILES = 2_000
LARGEST_TOTAL = 80 * 2**20  # all files of an archive together; 2,000 workbooks of 40 KB
TABLES = {".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt", ".zip"}
_CHUNK = 2**18
_JUNK = {".ds_store", "thumbs.db", "desktop.ini"}
_UTF8 = 0x800
_DRIVE = re.compile(r"^[A-Za-z]:")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def unpacked(source: Source) -> list[Source]:
    """The files of an archive, in its order; of any other file, workbooks included, the file itself.

    A name keeps its folder ("柳河镇/柳河小学.xlsx"). A name that points out of the archive ("../", "/", "C:") is cut to
    its last part: nothing is ever written, a name is only a label here, so no school need be lost for it. What systems
    leave behind (__MACOSX, .DS_Store, Thumbs.db, ~$ locks, folders) is left out. An archive in an archive is opened
    once, not deeper. Links are refused, since what they stand for is not in the archive.

    Raises `UnusableInput` for a damaged archive, one with a password, with links or without files;
    `BiggerThanAllowed` for more than `MOST_FILES` files or `LARGEST_TOTAL` bytes, counted while unpacking.
    """
    if not is_archive(source.content):
        return [source]
    found: list[Source] = []
    _unpack(source, found, "")
    if not found:
        raise UnusableInput(msg("{file} is an archive without files in it.", file=source.name))
    return found


def sources_in(path: Path) -> list[Source]:
    """The file at this path, or the tables and archives in a folder and the folders in it, sorted by name; names are
    relative to the folder. Links that lead out of the folder are not followed; locks (~$) and hidden files are left out.

    Raises `UnusableInput`, with the path, where something cannot be opened or a folder holds no table.
    """
    if not path.is_dir():
        return [Source(path.name, _bytes_of(path))]
    whole = path.resolve()
    found = []
    for each in sorted(path.rglob("*")):
        inside = each.relative_to(path)
        if each.suffix.lower() not in TABLES or _is_junk(inside.as_posix()) or any(p.startswith(".") for p in inside.parts):
            continue
        if not each.resolve().is_relative_to(whole) or not each.is_file():
            continue
        found.append(Source(inside.as_posix(), _bytes_of(each)))
        if len(found) > MOST_FILES:
            raise BiggerThanAllowed(_too_many(str(path)))
    if not found:
        raise UnusableInput(
            msg("{file}: the folder holds no tables (.xlsx, .xls, .et, .ods, .csv, .zip).", file=str(path))
        )
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableInput(
            msg("{file} cannot be opened. Check the path and whether it may be read.", file=str(path))
        ) from error


def _unpack(source: Source, found: list[Source], folder: str) -> None:
    """Appends the archive's files to `found`; `folder` is where the archive itself lies in another one."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) + len(found) > MOST_FILES:
                raise BiggerThanAllowed(_too_many(source.name))
            for entry in entries:
                name = _name_of(entry)
                if _is_junk(name):
                    continue
                _refuse_unreadable(source.name, name, entry)
                left = LARGEST_TOTAL - sum(len(each.content) for each in found)
                each = Source(folder + name, _content_of(source.name, archive, entry, left))
                if not is_archive(each.content):
                    found.append(each)
                elif folder:
                    raise UnusableInput(
                        msg(
                            "{file}: “{name}” is an archive in an archive in an archive. Unpack it and choose the tables inside.",
                            file=source.name,
                            name=name,
                        )
                    )
                else:
                    _unpack(Source(f"{source.name}/{name}", each.content), found, f"{name}/")
    except DAMAGED as error:
        raise UnusableInput(damaged_message(source.name)) from error


def _content_of(file: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of one file, unpacked bit by bit since the size that an archive tells may be a lie."""
    parts = []
    with archive.open(entry) as packed:
        while part := packed.read(_CHUNK):
            parts.append(part)
            left -= len(part)
            if left < 0:
                raise BiggerThanAllowed(
                    msg(
                        "{file} would unpack to more than {size} MB. Unpack it and choose the tables in several steps.",
                        file=file,
                        size=LARGEST_TOTAL // 2**20,
                    )
                )
    return b"".join(parts)


def _refuse_unreadable(file: str, name: str, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise UnusableInput(
            msg(
                "{file} is an archive with a password. Unpack it with its password and choose the tables inside.",
                file=file,
            )
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnusableInput(
            msg("{file} is packed in an unusual way. Unpack it and choose the tables inside.", file=file)
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnusableInput(
            msg("{file}: “{name}” is only a link to a file. Pack the file itself.", file=file, name=name)
        )


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name, in whichever encoding, with its folder; the last part alone where it points out of the archive."""
    name = entry.orig_filename.partition("\0")[0]
    if not entry.flag_bits & _UTF8:
        name = _decoded(name)
    name = _UNSEEN.sub("", name.replace("\\", "/"))
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
        return _DRIVE.sub("", path.name)
    return path.as_posix()


def _decoded(name: str) -> str:
    """A name without the UTF-8 flag, which zipfile takes for DOS letters: really UTF-8, or GBK."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _is_junk(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or "__MACOSX" in parts or parts[-1].lower() in _JUNK or parts[-1].startswith(("~$", "._", ".~"))


def _too_many(file: str) -> Message:
    return msg("{file} holds more than {n} files. Choose the tables in several steps.", file=file, n=MOST_FILES)
