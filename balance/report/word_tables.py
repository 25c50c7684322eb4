"""Tables of a Word report as XML: thousands of rows in a blink, which cell by cell would take minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from balance.report.ink import INK, SIGNS, text_colour
from balance.report.measure import ems
from balance.report.pieces import Table
from balance.words import Message, Term, render

__all__ = ["cleaned", "property_text", "table_xml"]

# the words of a status or an answer, as messages → the status whose sign and colour they carry
_STATUSES = {"met": "met", "short": "short", "reaches 85 %": "tolerated", "reaches {share} %": "tolerated", "no figure": "absent"}
_ANSWERS = {"no": "short", "cannot be judged": "absent"}
_PADDING = 0.8  # ems beside a cell's text
_WRAPPED = 6.5  # ems of a column that may break its entries into lines
_LEAST = 7.5  # points, the smallest type
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cleaned(text: str) -> str:
    """The text without characters that no XML file can hold.

    >>> cleaned("a\\x0bb")
    'ab'
    """
    return _ILLEGAL.sub("", text)


def property_text(text: str) -> str:
    """The text as a file's property, which holds 255 characters.

    >>> len(property_text("x" * 300)), property_text("x" * 300)[-1]
    (255, '…')
    """
    return text if len(text) <= 255 else text[:254] + "…"


def table_xml(table: Table, lang: str, width: float, size: float, *, together: bool = False) -> Any:
    """The table as an element, `width` points wide; its heading row is repeated on each page and no row is divided.

    `together`: all its rows stay on one page with what follows; else the first two stay with the heading row.
    """
    headings = [cleaned(render(heading, lang)) for heading in table.headings]
    rows = [[_cell(cell, lang) for cell in row] for row in table.rows]
    texts = [[text for text, _ in row] for row in rows]
    size, columns = _fitting(headings, texts, width, size)
    twips = [round(column * 20) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in twips)
    head = "".join(_tc(text, w, "Tableheading", "center", size, INK, shade="F2F4F7", keep=True)
                   for text, w in zip(headings, twips, strict=True))  # fmt: skip
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            _tc(text, w, "Tabletext", "right" if at in table.numeric else "left", size, colour,
                keep=together or (number < 2 and number < len(rows) - 1))
            for at, ((text, colour), w) in enumerate(zip(row, twips, strict=True))
        )
        + "</w:tr>"
        for number, row in enumerate(rows)
    )  # fmt: skip
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="98A2B3"/>'
                    for side in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def _cell(cell: object, lang: str) -> tuple[str, str]:
    """A cell's text and colour; a status carries its sign."""
    if isinstance(cell, (Message, Term, str)):
        text = cleaned(render(cell, lang))
        key = cell.text if isinstance(cell, Message) else ""
        if key in _STATUSES:
            return f"{SIGNS[_STATUSES[key]]} {text}", text_colour(_STATUSES[key])
        return text, text_colour(_ANSWERS[key]) if key in _ANSWERS else INK
    return cleaned(str(cell)), INK


def _tc(text: str, width: int, style: str, across: str, size: float, colour: str, *, shade: str = "", keep: bool = False) -> str:
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    paint = f'<w:color w:val="{colour[1:]}"/>' if colour != INK else ""
    kept = "<w:keepNext/>" if keep else ""  # a heading row without a row below it loses that row in LibreOffice
    run = f'<w:r><w:rPr>{paint}<w:sz w:val="{round(size * 2)}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ground}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}<w:jc w:val="{across}"/></w:pPr>{run}</w:p></w:tc>'
    )


def _fitting(headings: Sequence[str], rows: Sequence[Sequence[str]], width: float, size: float) -> tuple[float, list[float]]:
    """The type size, smaller where many columns need it, and the columns' widths in points.

    A column of short entries is as wide as they are; those of long ones share what is left. A heading may take four
    lines.
    """
    longest = [max((ems(row[at]) for row in rows), default=0.0) for at in range(len(headings))]
    sizes = [size - step / 2 for step in range(int((size - _LEAST) * 2) + 1)]
    for size, broken in [(size, broken) for size in sizes for broken in (2, 3, 4)]:
        room = width / size
        heads = [max(ems(head) / broken + 0.3, max(ems(word) for word in _words(head))) for head in headings]
        wanted = [max(min(entry, _WRAPPED), head) + _PADDING for entry, head in zip(longest, heads, strict=True)]
        if sum(wanted) <= room:
            break
    spare = max(room - sum(wanted), 0.0)
    more = [max(min(entry, 60.0) - _WRAPPED, 0.0) for entry in longest]
    total = sum(more)
    if total:
        grown = min(spare / total, 1.0)
        wanted = [w + grown * m for w, m in zip(wanted, more, strict=True)]
    factor = room / sum(wanted)
    return size, [w * size * factor for w in wanted]


def _words(text: str) -> list[str]:
    """What a line break cannot divide: Latin words; Chinese can be divided after any two characters."""
    return [word if word.isascii() else word[:2] for word in text.split(" ") if word] or [""]
