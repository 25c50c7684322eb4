"""Files into a county: one row a school, and everything that was judged on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from balance.columns import STAGES
from balance.corrections import Change, Correction, FactIs
from balance.county import County
from balance.errors import PasswordNeeded, UnusableInput
from balance.problems import Problem, finding
from balance.words import Message, msg
from balance.workbook.archive import sources_in, unpacked
from balance.workbook.assemble import assembled
from balance.workbook.byhand import concerning, with_cells, with_columns
from balance.workbook.forms import as_table, looks_like_form
from balance.workbook.match import Layout, layout_of
from balance.workbook.sheets import Sheet, Source, sheets_of
from balance.workbook.table import Table, table_of
from balance.workbook.template import is_notes

__all__ = ["Progress", "Source", "read", "read_files"]

# called with the file that is being read ("" when they are put together), and the share of the work that is done
Progress = Callable[[str, float], None]
_SHARE = 0.8  # of the time goes into the files, the rest into putting their rows together


def read(
    *sources: Source,
    corrections: Sequence[Correction] = (),
    passwords: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> County:
    """The county, or several, in these files; a .zip stands for the workbooks in it.

    A sheet counts where it has a heading row with the school's name and one more known heading; every other sheet that
    holds something is named in the problems. Of several files those that cannot be opened are named there too.
    corrections: what a person settled, applied before anything is interpreted. passwords: file → its password.

    Raises `UnusableInput` where nothing can be judged: no file can be opened, no sheet has headings, no column of
    pupils, no school; `PasswordNeeded` where a file needs one that was not given.
    """
    if not sources:
        raise UnusableInput(msg("No file was chosen."))
    problems: list[Problem] = []
    refused: list[UnusableInput] = []
    tables: list[Table] = []
    asked: list[PasswordNeeded] = []
    for number, source in enumerate(files := _files(sources, refused, problems)):
        if progress:
            progress(source.name, _SHARE * number / len(files))
        try:
            sheets = sheets_of(source, (passwords or {}).get(source.name, ""))
        except PasswordNeeded as error:
            asked.append(error)
            problems.append(finding("password_needed", file=source.name, why=error.message))
            continue
        except UnusableInput as error:
            refused.append(error)
            problems.append(finding("file_not_read", file=source.name, why=error.message))
            continue
        if progress:  # unpacking a sheet takes about half of its time
            progress(source.name, _SHARE * (number + 0.5) / len(files))
        more, said = _tables(sheets, corrections)
        tables += more
        problems += said
    if not tables:
        if asked:
            raise asked[0]
        if refused and len(refused) >= len(files):
            raise refused[0]
        raise UnusableInput(_no_headings(files))
    _refuse_hopeless(tables)
    if progress:
        progress("", _SHARE)
    for table in tables:
        problems += table.problems
    return assembled([table for table in tables if not table.frame.empty], problems)


def read_files(paths: Iterable[str | Path], passwords: Mapping[str, str] | None = None) -> County:
    """The county in the files, archives and folders at these paths; raises `UnusableInput` also where a path cannot be
    opened."""
    return read(*(source for path in paths for source in sources_in(Path(path))), passwords=passwords)


def _files(sources: Sequence[Source], refused: list[UnusableInput], problems: list[Problem]) -> list[Source]:
    """The files themselves, archives opened; what cannot be opened is added to `refused` and `problems`."""
    files: list[Source] = []
    for source in sources:
        try:
            files += unpacked(source)
        except UnusableInput as error:
            refused.append(error)
            problems.append(finding("file_not_read", file=source.name, why=error.message))
    return files


def _tables(sheets: list[Sheet], corrections: Sequence[Correction]) -> tuple[list[Table], list[Problem]]:
    """The sheets of one file that can be read, and findings on the others; hidden ones count if none is visible."""
    found: list[tuple[Sheet, Layout, frozenset[int], list[Change]]] = []
    said: list[Problem] = []
    for sheet in sheets:
        if is_notes(sheet.rows) or not any(cell != "" for row in sheet.rows for cell in row):
            continue
        mine = concerning(sheet, corrections)
        changed, cells = with_cells(sheet, mine)
        layout = layout_of(changed)
        if layout is None or layout.find("school") is None or looks_like_form(changed, layout):
            form = as_table(changed)
            changed, layout = (form, layout_of(form)) if form else (changed, layout)
        if layout is None:
            said.append(finding("sheet_without_headings", file=sheet.file, sheet=sheet.name))
            continue
        layout, by_hand, columns = with_columns(layout, changed, mine)
        if layout.find("school") is None:
            said.append(finding("sheet_without_headings", file=sheet.file, sheet=sheet.name))
        else:
            found.append((changed, layout, by_hand, [*cells, *columns]))
    visible = [entry for entry in found if entry[0].visible]
    if visible:
        hidden = [sheet for sheet, *_ in found if not sheet.visible]
        said += [finding("sheet_hidden", file=sheet.file, sheet=sheet.name) for sheet in hidden]
    tables = []
    for sheet, layout, by_hand, changes in visible or found:
        facts = [each for each in concerning(sheet, corrections) if isinstance(each, FactIs)]
        table = table_of(sheet, layout, facts, by_hand)
        if table.frame.empty:
            said.append(finding("sheet_without_schools", file=sheet.file, sheet=sheet.name))
        tables.append(replace(table, changes=(*changes, *table.changes)))
    return tables, said


def _no_headings(sources: Sequence[Source]) -> Message:
    return msg(
        "{file}: no row with known headings was found. The table needs a row with “学校名称” (school) and "
        "“在校生数” (pupils); the template shows all of them.",
        file=[source.name for source in sources],
    )


def _refuse_hopeless(tables: list[Table]) -> None:
    """Raises `UnusableInput` where no sheet has a school, or none has pupils."""
    files = list(dict.fromkeys(table.sheet.file for table in tables))
    if all(table.frame.empty for table in tables):
        raise UnusableInput(
            msg(
                "{file}: there are headings but no schools yet. Fill in one row a school below the headings.",
                file=files,
            )
        )
    pupils = {"pupils", *(f"pupils_{stage}" for stage in STAGES)}
    if not any(pupils.intersection(table.frame.columns) for table in tables):
        raise UnusableInput(
            msg(
                "{file}: there is no column with the number of pupils (“在校生数”). Every indicator is per pupil, "
                "so nothing can be judged. Add that column.",
                file=files,
            )
        )
