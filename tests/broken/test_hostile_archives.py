"""Archives, locks and macros made to harm: the same demands as in test_hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from balance.workbook.password import FOR_EVERYBODY
from balance.workbook.read import Source, read
from balance.workbook.sheets import sheets_of
from tests.broken.test_bad_files import SHEET, xls, xlsx
from tests.broken.test_hostile import MILLION, ROW, VALUE, outcome, sheet, table_ods, with_index, with_parts

TABLE = "学校,在校生数,图书册数\n东小学,45,279\n西小学,37,137\n".encode()


def archive(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return out.getvalue()


def nested(deep: int) -> bytes:
    content = archive(("a.csv", TABLE))
    for _ in range(deep):
        content = archive(("a.zip", content))
    return content


def overlapping(times: int) -> bytes:
    """An archive whose list names the same packed bytes many times."""
    content = archive(("a.csv", b"1,2\n" * 4 * MILLION))
    start = content.find(b"PK\x01\x02")
    end = content.find(b"PK\x05\x06")
    entry, tail = content[start:end], bytearray(content[end:])
    for at, width, value in ((8, 2, times), (10, 2, times), (12, 4, times * len(entry))):
        tail[at : at + width] = value.to_bytes(width, "little")
    return content[:start] + entry * times + bytes(tail)


def locked(content: bytes) -> bytes:
    """Locked with the password that opens without asking, so that what is inside comes to be read."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(FOR_EVERYBODY, out)
    return out.getvalue()


ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a file of zeros": (lambda: archive(("a.csv", b"\0" * 290 * MILLION)), "more than 80 MB"),
    "many files of zeros": (lambda: archive(*((f"{k}.csv", b"\0" * 10 * MILLION) for k in range(30))), "more than 80 MB"),
    "one file named 50 times": (lambda: overlapping(50), "more than 80 MB"),
    "70 MB of text": (lambda: archive(("a.csv", b"1,2,3,4,5,6,7,8,9\n" * 4 * MILLION)), "too large"),
    "archives in each other": (lambda: nested(40), "archive in an archive in an archive"),
    "an archive in an archive": (lambda: nested(1), "read: 2"),
    "a workbook far out in an archive": (
        lambda: archive(("a.xlsx", sheet(ROW % (1, 1) + b'<row r="9"><c r="XFD900000"><v>1</v></c></row>'))),
        "as far out",
    ),
    "thousands of files": (lambda: archive(*((f"{k}.csv", b"") for k in range(60_000))), "more than 2,000 files"),
    "a locked workbook that unpacks to 250 MB": (
        lambda: locked(sheet(ROW % (1, 1) + b" " * (250 * MILLION))),
        "would unpack to",
    ),
    "a locked workbook with a cell far out": (
        lambda: locked(sheet(ROW % (1, 1) + b'<row r="9"><c r="XFD900000"><v>1</v></c></row>')),
        "as far out",
    ),
}


@pytest.mark.parametrize("case", ARCHIVES)
def test_an_archive_made_to_harm_is_refused_or_read(case: str, tmp_path: Path) -> None:
    made, words = ARCHIVES[case]
    assert words in outcome(tmp_path, made(), "a.zip")


def test_nothing_of_an_archive_comes_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(Source("a.zip", archive(("../a.csv", TABLE), ("/tmp/zz.csv", TABLE))))  # noqa: S108  # the attack
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "a.csv").exists()


def test_macros_are_not_looked_at() -> None:
    county = read(Source("a.xlsm", with_parts(xl__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0 Sub Auto_Open()")))
    assert county.figures("books").tolist() == [279, 137]


def test_names_that_look_like_formulas_or_web_pages_are_plain_text_and_written_as_such() -> None:
    names = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", "+1+1", "@SUM(A1)", "-2"]
    rows = "".join(f'"{name.replace(chr(34), chr(34) * 2)}",{k + 1}\n' for k, name in enumerate(names))
    county = read(Source("a.csv", f"学校名称,在校生数\n{rows}".encode()))
    assert county.schools["school"].tolist() == names


def test_what_stands_in_a_workbook_is_the_text_itself_and_no_entity() -> None:
    cells = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;b&gt;&amp;amp;</t></is></c></row>'
    assert sheets_of(Source("a.xlsx", sheet(cells)))[0].rows == [["<b>&amp;"]]


@pytest.mark.parametrize("base", [xlsx(), xls()])
def test_a_workbook_cut_anywhere_is_refused_or_read(base: bytes, tmp_path: Path) -> None:
    for part in (0.1, 0.5, 0.9, 0.99):
        outcome(tmp_path, base[: int(len(base) * part)])


def test_a_workbook_of_two_kinds_is_looked_at_as_both(tmp_path: Path) -> None:
    """The reader takes the second kind where it fails on the first."""
    far = b'<table:table-row table:number-rows-repeated="90000000">' + VALUE % b"" + b"</table:table-row>"
    both = with_parts(table_ods(far), xl__workbook_dot_xml=b"<workbook/>", xl___rels__workbook_dot_xml_dot_rels=b"<x/>")
    assert "damaged" in outcome(tmp_path, both)
    behind = xls() + sheet(ROW % (1, 1) + b'<row r="9"><c r="XFD900000"><v>1</v></c></row>')
    assert "as far out" in outcome(tmp_path, behind, "a.xls")


def test_a_sheet_in_a_part_of_another_name_is_looked_at(tmp_path: Path) -> None:
    far = SHEET % (b"", ROW % (1, 1) + b'<row r="9"><c r="XFD900000"><v>1</v></c></row>')
    rels = b'<Relationships><Relationship Id="rId1" Target="worksheets/%s"/></Relationships>'
    listed = b"<sheet name='a' sheetId='1' r:id='rId1'/>"
    other = with_index(listed, xl___rels__workbook_dot_xml_dot_rels=rels % b"x.dat", xl__worksheets__x_dot_dat=far)
    assert "as far out" in outcome(tmp_path, other)
