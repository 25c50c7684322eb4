"""A file as a workbook that can be written again: the original itself where it is an .xlsx, else its rows put anew.

Nothing in it reaches outside: no links to other files or pages, no macros.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import openpyxl
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from balance.errors import UnusableInput
from balance.words import Message, msg
from balance.workbook.parts import chunks
from balance.workbook.recognise import DAMAGED
from balance.workbook.results import with_results
from balance.workbook.sheets import Sheet
from balance.workbook.write import put

__all__ = ["MOST_CELLS", "Copied", "anew", "content_of", "copied"]

MOST_CELLS = 800_000  # some forty seconds a million
MOST_COVERED = 500_000  # cells that merged ranges and links may cover; each is laid out singly
_BROKEN = (*DAMAGED, InvalidFileException, SyntaxError, TypeError, AttributeError, ArithmeticError)
# [1]Sheet!A1 is in another file, cmd|'/c calc'!A0 in another program; Table1[1] is a column
_OUTSIDE = re.compile(
    r"(?<![\w\[\],@])\[\d+\]|\[[^\[\]]*\.xl\w+\]|\|(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)|file://|https?://", re.IGNORECASE
)
_LINK = re.compile(rb"""<(?:\w+:)?hyperlink\s[^<>]*?\bref\s*=\s*["']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})["']""")
_LONGEST_LINK = 4_096
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External""", re.IGNORECASE)
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Copied:
    """A workbook, the page of each sheet by the name under which the reader knows it, and what was left behind."""

    book: Workbook
    pages: dict[str, Worksheet]
    remarks: tuple[Message, ...] = ()
    whole: bool = False  # the original with all its formats


def copied(plain: bytes, sheets: Sequence[Sheet]) -> Copied:
    """The workbook in these bytes (without a password), or one with the rows of `sheets` where it is no .xlsx or cannot be
    opened as one. Raises `UnusableInput` where it has more cells than can be written again in reasonable time."""
    if sum(len(sheet.rows) * sheet.width for sheet in sheets) > MOST_CELLS:
        raise UnusableInput(
            msg("{file} is too large to be marked. Divide it, or look at the findings on the screen.", file=sheets[0].file)
        )
    try:
        if not plain.startswith(b"PK") or _covered(plain, sheets) > MOST_COVERED:
            return anew(sheets)
        book = openpyxl.load_workbook(io.BytesIO(plain), keep_links=False)
        pages = {page.title: page for page in book.worksheets}
        remarks = _cut_off(book, {sheet.name: sheet for sheet in sheets})
        macros = _has_macros(plain)
    except _BROKEN:
        return anew(sheets)
    if not {sheet.name for sheet in sheets} <= set(pages):
        return anew(sheets)
    book.template = False
    book.calculation.fullCalcOnLoad = True
    if macros:
        remarks.append(msg("The macros of the file were left out."))
    return Copied(book, pages, tuple(remarks), whole=True)


def anew(sheets: Sequence[Sheet]) -> Copied:
    """A new workbook with the rows of the sheets: texts as texts, merged ranges merged, hidden rows hidden."""
    book = Workbook()
    book.remove(book.worksheets[0])
    pages: dict[str, Worksheet] = {}
    for sheet in sheets:
        stem = sheet.name or sheet.file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
        page = book.create_sheet((INVALID_TITLE_REGEX.sub("", stem)[:31].strip("'")) or "1")
        pages[sheet.name] = page
        for number, row in enumerate(sheet.rows, 1):
            for index, value in enumerate(row, 1):
                if value != "":
                    put(page.cell(number, index), value)
        _merge(page, sheet)
        for number in sheet.hidden:
            page.row_dimensions[number + 1].hidden = True
        for index in range(sheet.width):
            # in this encoding a Chinese letter is as many bytes as it is narrow letters wide
            widest = max((len(str(row[index]).encode("gb18030", "replace")) for row in sheet.rows[:200]), default=0)
            page.column_dimensions[get_column_letter(index + 1)].width = min(max(widest + 2, 8), _WIDEST)
        if not sheet.visible:
            page.sheet_state = "hidden"
    if all(page.sheet_state == "hidden" for page in pages.values()):
        next(iter(pages.values())).sheet_state = "visible"
    said = msg("The formats of the original could not be kept; its rows were written anew.")
    return Copied(book, pages, (said,) if any(pages) else ())  # a text file has one sheet without a name, and no formats


def content_of(copy: Copied, sheets: Sequence[Sheet]) -> bytes | None:
    """The workbook as a file, formulas with the results they had; None where it cannot be written, or would still reach
    outside."""
    out = io.BytesIO()
    try:
        copy.book.save(out)
        content = out.getvalue()
        if copy.whole:
            of_pages = {id(page): name for name, page in copy.pages.items()}
            known = {sheet.name: sheet for sheet in sheets}
            content = with_results(content, [known.get(of_pages.get(id(page), "")) for page in copy.book.worksheets])
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reaching = any(_EXTERNAL.search(archive.read(name)) for name in archive.namelist() if name.endswith(".rels"))
    except _BROKEN:
        if not copy.whole:
            raise
        return None
    return None if reaching else content


def _merge(page: Worksheet, sheet: Sheet) -> None:
    taken: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged:
        bottom, right = min(bottom, len(sheet.rows) - 1), min(right, sheet.width - 1)
        if len(taken) + (bottom - top + 1) * (right - left + 1) > MOST_COVERED:
            return
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        # ranges over each other would make a workbook that Excel wants to repair
        if len(cells) > 1 and taken.isdisjoint(cells):
            page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
            taken |= cells


def _covered(plain: bytes, sheets: Sequence[Sheet]) -> int:
    """How many cells the merged ranges and links over several cells of an .xlsx cover."""
    ranges = [each for sheet in sheets for each in sheet.merged]
    return sum((bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in ranges) + sum(_links(plain))


def _links(plain: bytes) -> Iterable[int]:
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith(".xml"):
                continue
            rest = b""
            for piece in chunks(plain, entry):
                rest = rest[-_LONGEST_LINK:] + piece
                for left, top, right, bottom in _LINK.findall(rest):
                    first, last = (column_index_from_string(each.decode("ascii")) for each in (left, right))
                    yield (abs(last - first) + 1) * (abs(int(bottom) - int(top)) + 1)


def _has_macros(plain: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def _cut_off(book: Workbook, sheets: dict[str, Sheet]) -> list[Message]:
    """Takes out what reaches outside the workbook; formulas are replaced by their results. Says what was taken out."""
    links = formulas = 0
    for page in book.worksheets:
        rows = sheets[page.title].rows if page.title in sheets else []
        for row in page.iter_rows():
            for cell in row:
                if cell.hyperlink is not None and (cell.hyperlink.target or cell.hyperlink.id):
                    cell.hyperlink = None
                    links += 1
                if cell.data_type == "f" and _outside(cell.value):
                    known = cell.row <= len(rows) and cell.column <= len(rows[cell.row - 1])
                    result = rows[cell.row - 1][cell.column - 1] if known else ""
                    cell.value = None
                    put(cell, None if result == "" else result)
                    formulas += 1
        rules = [each for each in page.data_validations.dataValidation if not _outside(each.formula1, each.formula2)]
        page.data_validations.dataValidation = rules
        kept = ConditionalFormattingList()
        for about in page.conditional_formatting:
            for rule in about.rules:
                if not _outside(*rule.formula):
                    kept.add(str(about.sqref), rule)
        page.conditional_formatting = kept
        _forget_names(page.defined_names)
    _forget_names(book.defined_names)
    said = []
    if links:
        said.append(msg("Links to pages and files outside were taken out: {n}.", n=links))
    if formulas:
        said.append(msg("Formulas that look into other files were replaced by their results: {n}.", n=formulas))
    return said


def _forget_names(names: dict[str, object]) -> None:
    for name in [name for name, about in names.items() if _outside(getattr(about, "value", ""))]:
        del names[name]


def _outside(*formulas: object) -> bool:
    texts = (each.text if isinstance(each, ArrayFormula) else each for each in formulas)
    return any(isinstance(text, str) and _OUTSIDE.search(text) is not None for text in texts)
