"""The page of notes behind a marked workbook: what the colours mean, the findings, the changes, who was left out, and what
every column was read as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from balance.columns import label, vocabulary
from balance.corrections import CellIs, ColumnIs, Correction, FactIs, RowOut
from balance.county import County
from balance.reading import ColumnRead
from balance.words import Message, Term, msg, render
from balance.workbook.marks import KIND_WORDS, Marked
from balance.workbook.write import put

__all__ = ["COLOURS", "OUT", "TITLE", "write_notes"]

TITLE = Term("核对说明", "Notes")
COLOURS = {"error": "F6B8C0", "warning": "FFE0A3", "info": "D6E1EC", "corrected": "BFE3C0"}
OUT = "E3E3E3"
_SEVERITIES = ("error", "warning", "info")
_WIDTHS = (6, 13, 18, 12, 32, 20, 60, 48)
_BORDER = Border(bottom=Side("thin", color="B0B0B0"))
_WORDS: dict[type[Correction], Message] = {
    CellIs: msg("cell corrected"), FactIs: msg("school's figure"), ColumnIs: msg("meaning of the column"),
    RowOut: msg("row left out"),
}  # fmt: skip
_SURE = {"certain": msg("certain"), "likely": msg("please check"), "by_hand": msg("chosen by hand")}
_WHY = {
    "seq": msg("row number"), "ratio": msg("a ratio: computed anew"), "verdict": msg("a verdict: computed anew"),
    "other": msg("other people or another year"), "unknown": msg("not known"), "stage": msg("a stage that is not judged"),
    "part": msg("part of a total that was read"), "older": msg("an older year"), "by_hand": msg("chosen by hand"),
    "settled": msg("another column was taken"),
}  # fmt: skip


def write_notes(
    book: Workbook, file: str, county: County, found: Mapping[str, Marked], titles: Mapping[str, str],
    remarks: Sequence[Message], lang: str,
) -> Worksheet:  # fmt: skip
    """Adds the page of notes at the end of the workbook; it is named differently where its name is taken.

    found, titles: what is marked on each sheet, and the title of its page, by the name under which the reader knows it.
    """
    page = book.create_sheet(TITLE.of(lang))
    notes = _Notes(page, titles, lang)
    notes.heading(render(msg("Checked: {file}", file=file), lang))
    notes.legend()
    for remark in remarks:
        notes.write([render(remark, lang)])
    notes.findings(file, county, found)
    notes.changes(file, county, found)
    notes.left_out(county)
    notes.columns(file, county, found)
    for index, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(index)].width = width
    return page


class _Notes:
    """A page that is written from above; every row of a table begins with its number, so that no reader takes the page for
    a table of schools."""

    def __init__(self, page: Worksheet, titles: Mapping[str, str], lang: str) -> None:
        self.page, self.titles, self.lang = page, titles, lang
        self.row = 0

    def say(self, text: Message | Term | str) -> str:
        return render(text, self.lang)

    def write(self, values: Sequence[object], *, wrap: bool = False) -> None:
        """One row."""
        self.row += 1
        for index, value in enumerate(values, 1):
            cell = self.page.cell(self.row, index)
            put(cell, None if value == "" else value)
            if wrap:
                cell.alignment = Alignment(wrap_text=True, vertical="top")

    def heading(self, text: str) -> None:
        """A line in large letters, with a blank row before it unless it is the first."""
        self.row += bool(self.row)
        self.write([text])
        self.page.cell(self.row, 1).font = Font(bold=True, size=13)

    def header(self, *titles: Message | None) -> None:
        """The header row of a table."""
        self.write([self.say(title) if title else "" for title in titles], wrap=True)
        for index in range(1, len(_WIDTHS) + 1):
            cell = self.page.cell(self.row, index)
            cell.font, cell.border = Font(bold=True), _BORDER
            cell.fill = PatternFill("solid", fgColor="EEF1F4")

    def legend(self) -> None:
        """The colours with their meanings, side by side so that little of the page is frozen."""
        shown = [(COLOURS[kind], self.say(KIND_WORDS[kind])) for kind in (*_SEVERITIES, "corrected")]
        self.write(["", *(text for _, text in shown), self.say(msg("row left out"))], wrap=True)
        for index, colour in enumerate((*(colour for colour, _ in shown), OUT), 2):
            self.page.cell(self.row, index).fill = PatternFill("solid", fgColor=colour)
        self.page.cell(self.row, 6).font = Font(strike=True, color="808080")

    def link(self, sheet: str, cell: str) -> None:
        """Makes column D of the last row lead to a cell of a sheet."""
        quoted = self.titles.get(sheet, "").replace("'", "''")
        if quoted and cell:
            here = self.page.cell(self.row, 4)
            here.hyperlink = Hyperlink(ref=here.coordinate, location=f"'{quoted}'!{cell}")
            here.font = Font(color="1F5FA8", underline="single")

    def findings(self, file: str, county: County, found: Mapping[str, Marked]) -> None:
        """What the reader found in this file and in all files together, the gravest first."""
        self.header(
            msg("No."), msg("Severity"), msg("Sheet"), msg("Cell"), msg("Column"), msg("Value"), msg("Message"), msg("Suggestion")
        )
        first = self.row
        self.page.freeze_panes = self.page.cell(first + 1, 1)
        mine = [(n, each) for n, each in enumerate(county.problems) if each.file in (file, "")]
        letters = {(each.sheet, each.path): _letters(each, found) for each in county.columns if each.file == file}
        for count, (number, each) in enumerate(sorted(mine, key=lambda pair: _SEVERITIES.index(pair[1].severity)), 1):
            cells = found[each.sheet].of_problem.get(number, []) if each.file and each.sheet in found else []
            named = [*map(_named, cells)]
            column = " · ".join(filter(None, (letters.get((each.sheet, each.column), ""), each.column)))
            self.write(
                [count, self.say(KIND_WORDS[each.severity]), self.titles.get(each.sheet, each.sheet) if each.file else "",
                 " ".join(named), column, each.value, self.say(each.message), self.say(each.suggestion)], wrap=True,
            )  # fmt: skip
            self.page.cell(self.row, 2).fill = PatternFill("solid", fgColor=COLOURS[each.severity])
            self.link(each.sheet, named[0] if named else "")
        if mine:
            self.page.auto_filter.ref = f"A{first}:{get_column_letter(len(_WIDTHS))}{self.row}"
        else:
            self.write([self.say(msg("Nothing was found."))])

    def changes(self, file: str, county: County, found: Mapping[str, Marked]) -> None:
        """What was corrected in this file, in the order in which it was applied."""
        mine = [(n, each) for n, each in enumerate(county.changes) if each.correction.file == file]
        self.heading(self.say(msg("Changes made")))
        if not mine:
            self.write([self.say(msg("Nothing was changed."))])
            return
        self.header(msg("No."), msg("Change"), msg("Sheet"), msg("Cell"), msg("Where"), msg("Before"), msg("After"), msg("Remark"))
        for count, (number, each) in enumerate(mine, 1):
            about = each.correction
            cells = found[about.sheet].of_change.get(number, []) if about.sheet in found else []
            named = [*map(_named, cells)]
            kind = self.say(_WORDS.get(type(about), msg("unit of the column")))
            what = f"{each.where} · {label(about.canonical).of(self.lang)}" if isinstance(about, FactIs) else each.where
            remark = "" if each.applied else self.say(msg("Not found in this file; nothing was changed."))
            self.write(
                [count, kind, self.titles.get(about.sheet, about.sheet), " ".join(named), what, self.say(each.before),
                 self.say(each.after), remark], wrap=True,
            )  # fmt: skip
            self.link(about.sheet, named[0] if named else "")

    def left_out(self, county: County) -> None:
        """The schools of the county that are not judged."""
        self.heading(self.say(msg("Schools left out")))
        if not county.left_out:
            self.write([self.say(msg("None."))])
            return
        self.header(msg("No."), None, msg("In the county"), None, msg("School left out"), None, msg("Why"), None)
        for count, each in enumerate(county.left_out, 1):
            self.write([count, "", each.county, "", each.school or "—", "", self.say(each.why)], wrap=True)

    def columns(self, file: str, county: County, found: Mapping[str, Marked]) -> None:
        """What every column with a heading was read as."""
        self.heading(self.say(msg("How the columns were read")))
        self.header(
            msg("No."), msg("How sure"), msg("Sheet"), msg("Column"), msg("Unit"), msg("Why not read"), msg("Headings"),
            msg("Read as"),
        )  # fmt: skip
        for count, each in enumerate((each for each in county.columns if each.file == file), 1):
            sure = self.say(_SURE[each.surety]) if each.canonical else ""
            why = "" if each.canonical else self.say(_WHY.get(each.why, msg("not known")))
            self.write(
                [count, sure, self.titles.get(each.sheet, each.sheet), _letters(each, found), each.unit, why, each.path,
                 self._taken(each)], wrap=True,
            )  # fmt: skip
            self.link(each.sheet, _named(_heading(each, found)))

    def _taken(self, column: ColumnRead) -> str:
        columns = vocabulary().columns
        if not column.canonical:
            return self.say(msg("not read"))
        return self.say(columns[column.canonical].title if column.canonical in columns else label(column.canonical))


def _heading(column: ColumnRead, found: Mapping[str, Marked]) -> tuple[int, int] | None:
    return found[column.sheet].headings.get(column.column) if column.sheet in found else None


def _letters(column: ColumnRead, found: Mapping[str, Marked]) -> str:
    """The letters of a column in the file: those of its heading, for a form has its headings one below the other."""
    cell = _heading(column, found)
    return get_column_letter(cell[1]) if cell else column.letters


def _named(cell: tuple[int, int] | None) -> str:
    return f"{get_column_letter(cell[1])}{cell[0]}" if cell else ""
