"""What the fast reader does not tell about a workbook: cells too far out, formula errors, formulas without a result,
hidden rows.

These are looked up in the packed parts themselves, one piece after the other, before a cell is laid out in a table."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterable
from xml.parsers import expat

from balance.workbook.extent import Extent
from balance.workbook.opendocument import scanned_tables
from balance.workbook.parts import chunks, whole
from balance.workbook.recognise import Format, is_held
from balance.workbook.records import bundled_sheets, scanned_bin, scanned_xls
from balance.workbook.scan import scanned

__all__ = ["extents"]

MOST_SHEETS = 1_000
DEEPEST = 50
_IN_ZIP = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}  # by which the reader knows the kind
_OVERLAP = 100
_TOLD = re.compile(rb"""\b(?:uniqueCount|count)\s*=\s*["']\s*\+?(\d+)""")
_BIN_TEXTS = b"\x9f\x01"  # how the shared texts of an .xlsb file begin; two counts follow


def extents(kind: Format, content: bytes) -> tuple[list[Extent], list[Extent]]:
    """How far the sheets of a workbook reach: those in its index, in that order, and parts that may be sheets besides.

    Raises one of `recognise.DAMAGED` for a damaged file and for one that no ordinary program writes.
    """
    if kind == "xls":
        # where the reader cannot make out the one, it tries the other
        hidden = zipfile.is_zipfile(io.BytesIO(content)) and not _IN_ZIP.isdisjoint(_parts(content))
        listed, besides = _in_zip(content) if hidden else ([], [])
        return scanned_xls(content), listed + besides
    return _in_zip(content)


def _parts(content: bytes) -> dict[str, zipfile.ZipInfo]:
    """The parts of a packed workbook by their names in small letters."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename.replace("\\", "/").lower(): entry for entry in archive.infolist()}


def _in_zip(content: bytes) -> tuple[list[Extent], list[Extent]]:
    parts = _parts(content)
    if len(_IN_ZIP & set(parts)) != 1:
        raise ValueError("workbooks of several kinds in one")
    if "content.xml" in parts:
        return scanned_tables(chunks(content, parts["content.xml"])), []
    for name, entry in parts.items():
        if is_held(name):
            _refuse_false_sizes(chunks(content, entry), entry.file_size)
    index = _index(content, parts)
    read = [path for path in index if path in parts]
    if len(index) > MOST_SHEETS or len(set(read)) < len(read):
        raise ValueError("more sheets than a workbook can have, or one part for several")
    scan, ending = (scanned_bin, ".bin") if "xl/workbook.bin" in parts else (scanned, ".xml")
    inside = [path for path in parts if path.startswith("xl/worksheets/") and path.endswith(ending)]
    known = {path: scan(chunks(content, parts[path])) for path in dict.fromkeys((*read, *inside))}
    return [known.pop(path, Extent()) for path in index], list(known.values())


def _refuse_false_sizes(pieces: Iterable[bytes], size: int) -> None:
    """Raises `ValueError` where a part that the reader holds whole is not as large as told, or tells of more entries
    than it has bytes: the reader makes room for as many as are told."""
    rest = b""
    for number, piece in enumerate(pieces):
        rest = rest[-_OVERLAP:] + piece
        told = [int(count) for count in _TOLD.findall(rest)]
        if number == 0 and rest[:2] == _BIN_TEXTS:
            told += struct.unpack_from("<II", rest, 3)
        if max(told, default=0) > size:
            raise ValueError("more entries than there is room for")


def _index(content: bytes, parts: dict[str, zipfile.ZipInfo]) -> list[str]:
    """The part of each sheet, in the order of the workbook's index."""
    if "xl/workbook.bin" in parts:
        relations = bundled_sheets(whole(content, parts["xl/workbook.bin"]))
    else:
        relations = [
            next((value for name, value in facts.items() if name.endswith(":id")), "")
            for facts in _elements(whole(content, parts["xl/workbook.xml"]), "sheet")
        ]
    targets = _targets(content, parts)
    return [targets.get(relation, "") for relation in relations]


def _targets(content: bytes, parts: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """The part that each relation of the workbook stands for."""
    rels = parts.get("xl/_rels/workbook.xml.rels") or parts["xl/_rels/workbook.bin.rels"]
    found = {}
    for facts in _elements(whole(content, rels), "Relationship"):
        target = facts.get("Target", "").replace("\\", "/").lower().lstrip("/")
        found[facts.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def _elements(xml: bytes, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of this name.

    Raises `ValueError` for what is not XML, and for XML that declares entities, which can be nested without end.
    """
    found: list[dict[str, str]] = []
    deep = 0

    def start(name: str, facts: dict[str, str]) -> None:
        nonlocal deep
        deep += 1
        if deep > DEEPEST:
            raise ValueError("a workbook's index is not nested")
        if name.rpartition(":")[2] == wanted:
            found.append(facts)

    def end(_: str) -> None:
        nonlocal deep
        deep -= 1

    def refuse(*_: object) -> None:
        raise ValueError("a workbook's index declares no entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError("the workbook's own index is not XML") from error
    return found
