"""What the fast reader does not tell about a workbook: cells too far out, formula errors, formulas without a result.

These are looked up in the packed XML itself, before a cell is unpacked into a table."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from balance.errors import UnusableInput
from balance.words import msg

__all__ = ["MOST_CELLS", "RawSheet", "raw_sheets", "refuse_far_cells"]

MOST_CELLS = 30_000_000  # rows times columns of one sheet; 200,000 rows of 100 columns fit
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})\d""")
_THREE_LETTERS = re.compile(rb"r=.[A-Z]{3}\d")
_TWO_LETTERS = 702  # columns up to ZZ
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d+)["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\b(?=[^>]*?\bt=["']e["'])[^>]*?\br=["']([A-Z]+)(\d+)["']""")
_NO_RESULT = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]+)(\d+)["'][^>]*>\s*<f\b(?:[^<]*</f>|[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_REPEAT = re.compile(rb"""number-(rows|columns)-repeated=["'](\d+)["']""")


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The XML of one sheet of an .xlsx file."""

    xml: bytes

    def refuse_far_cells(self, file: str) -> None:
        """Nothing; raises `UnusableInput` where a few cells span a table of more than `MOST_CELLS`."""
        last = self.xml.rfind(b"<row ")
        found = _ROW.search(self.xml, last) if last >= 0 else None
        rows = max(int(found[1]) if found else 0, self.xml.count(b"<row "))
        columns = _TWO_LETTERS
        if _THREE_LETTERS.search(self.xml) or rows * columns > MOST_CELLS:
            columns = max(map(_number, {found[1] for found in _REFERENCE.finditer(self.xml)}), default=1)
        if rows * columns > MOST_CELLS:
            raise UnusableInput(
                msg(
                    "{file} has cells as far out as row {rows}, column {columns}. "
                    "Delete the empty rows and columns around the table and save it again.",
                    file=file,
                    rows=rows,
                    columns=columns,
                )
            )

    def failed(self) -> tuple[tuple[int, int], ...]:
        """Where a formula ends in an error, as (row, column) from 0."""
        if b't="e"' not in self.xml and b"t='e'" not in self.xml:
            return ()
        return tuple((int(m[2]) - 1, _number(m[1]) - 1) for m in _ERROR.finditer(self.xml))

    def uncounted(self) -> tuple[tuple[int, int], ...]:
        """Where a formula stands without its result, as (row, column) from 0."""
        if b"<f>" not in self.xml and b"<f " not in self.xml:
            return ()
        return tuple((int(m[2]) - 1, _number(m[1]) - 1) for m in _NO_RESULT.finditer(self.xml))


def raw_sheets(content: bytes) -> dict[str, RawSheet]:
    """The sheets of an .xlsx file by name; empty for the binary kind (.xlsb).

    Raises `zipfile.BadZipFile`, `KeyError` or `ValueError` for a damaged file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        try:
            book = ElementTree.fromstring(_plain(archive.read("xl/workbook.xml")))  # noqa: S314  # no entities
            links = ElementTree.fromstring(_plain(archive.read("xl/_rels/workbook.xml.rels")))  # noqa: S314
        except ElementTree.ParseError as error:
            raise ValueError("the workbook's own index is not XML") from error
        targets = {link.get("Id", ""): link.get("Target", "") for link in links}
        found = {}
        for node in book.iter():
            if node.tag.rpartition("}")[2] != "sheet":
                continue
            relation = node.get(_RELATION) or next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
            target = targets.get(relation, "").lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            if path in archive.namelist() and "worksheets/" in path:
                found[node.get("name", "")] = RawSheet(archive.read(path))
        return found


def refuse_far_cells(file: str, content: bytes) -> None:
    """Nothing; raises `UnusableInput` where an .ods file repeats filled cells into a table that is too large."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("content.xml")
    for row in re.finditer(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", xml, re.DOTALL):
        filled = [cell for cell in re.findall(rb"<table:table-cell\b[^>]*>", row[2]) if b"office:value" in cell]
        down = max([int(n) for what, n in _REPEAT.findall(row[1]) if what == b"rows"], default=1)
        across = sum(
            max([int(n) for what, n in _REPEAT.findall(cell) if what == b"columns"], default=1) for cell in filled
        )
        if filled and (down > 200_000 or down * across > MOST_CELLS // 10):
            raise UnusableInput(
                msg(
                    "{file} repeats one cell over {n} rows or columns. Delete them and save it again.",
                    file=file,
                    n=max(down, across),
                )
            )


def _plain(xml: bytes) -> bytes:
    """The XML, refused where it declares entities, which can be nested without end."""
    if b"<!ENTITY" in xml or b"<!DOCTYPE" in xml:
        raise ValueError("a workbook's index declares no entities")
    return xml


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
