"""Files into a county: one row a school, and everything that was judged on the way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from balance.county import County
from balance.errors import UnusableInput
from balance.problems import Problem, finding
from balance.words import Message, msg
from balance.workbook.assemble import assembled
from balance.workbook.match import Layout, layout_of
from balance.workbook.sheets import Sheet, Source, sheets_of
from balance.workbook.table import Table, table_of
from balance.workbook.template import is_notes

__all__ = ["Source", "read", "read_files"]


def read(*sources: Source) -> County:
    """The county, or several, in these files.

    A sheet counts where it has a heading row with the school's name and one more known heading; every other sheet that
    holds something is named in the problems. Of several files those that cannot be opened are named there too.

    Raises `UnusableInput` where nothing can be judged: no file can be opened, no sheet has headings, no column of
    pupils, no school.
    """
    if not sources:
        raise UnusableInput(msg("No file was chosen."))
    problems: list[Problem] = []
    refused: list[UnusableInput] = []
    found: list[tuple[Sheet, Layout]] = []
    for source in sources:
        try:
            sheets = sheets_of(source)
        except UnusableInput as error:
            refused.append(error)
            problems.append(finding("file_not_read", file=source.name, why=error.message))
            continue
        usable, said = _usable(sheets)
        found += usable
        problems += said
    if not found:
        if len(refused) == len(sources):
            raise refused[0]
        raise UnusableInput(_no_headings(sources))
    tables = [table_of(sheet, layout) for sheet, layout in found]
    _refuse_hopeless(tables, found)
    for table, (sheet, _) in zip(tables, found, strict=True):
        problems += table.problems
        if table.frame.empty:
            problems.append(finding("sheet_without_schools", file=sheet.file, sheet=sheet.name))
    return assembled([table for table in tables if not table.frame.empty], problems)


def read_files(paths: Iterable[str | Path]) -> County:
    """The county in the files at these paths; raises `UnusableInput` also where a path cannot be opened."""
    sources = []
    for path in map(Path, paths):
        try:
            sources.append(Source(path.name, path.read_bytes()))
        except OSError as error:
            raise UnusableInput(
                msg("{file} cannot be opened. Check the path and whether it may be read.", file=str(path))
            ) from error
    return read(*sources)


def _usable(sheets: list[Sheet]) -> tuple[list[tuple[Sheet, Layout]], list[Problem]]:
    """The sheets of one file that can be read, and findings on the others; hidden ones count if none is visible."""
    found: list[tuple[Sheet, Layout]] = []
    said: list[Problem] = []
    for sheet in sheets:
        if is_notes(sheet.rows) or not any(cell != "" for row in sheet.rows for cell in row):
            continue
        layout = layout_of(sheet)
        if layout is None or layout.find("school") is None:
            said.append(finding("sheet_without_headings", file=sheet.file, sheet=sheet.name))
        else:
            found.append((sheet, layout))
    visible = [pair for pair in found if pair[0].visible]
    if visible:
        said += [finding("sheet_hidden", file=sheet.file, sheet=sheet.name) for sheet, _ in found if not sheet.visible]
        return visible, said
    return found, said


def _no_headings(sources: tuple[Source, ...]) -> Message:
    return msg(
        "{file}: no row with known headings was found. The table needs a row with “学校名称” (school) and "
        "“在校生数” (pupils); the template shows all of them.",
        file=[source.name for source in sources],
    )


def _refuse_hopeless(tables: list[Table], found: list[tuple[Sheet, Layout]]) -> None:
    """Raises `UnusableInput` where no sheet has a school, or none has pupils."""
    files = list(dict.fromkeys(sheet.file for sheet, _ in found))
    if all(table.frame.empty for table in tables):
        raise UnusableInput(
            msg(
                "{file}: there are headings but no schools yet. Fill in one row a school below the headings.",
                file=files,
            )
        )
    if not any(place.column.name == "pupils" for _, layout in found for place in layout.places):
        raise UnusableInput(
            msg(
                "{file}: there is no column with the number of pupils (“在校生数”). Every indicator is per pupil, "
                "so nothing can be judged. Add that column.",
                file=files,
            )
        )
