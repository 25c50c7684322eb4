"""Workbooks with a password: opened with it, asked for without it, refused where that would cost too much."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import olefile
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from balance.errors import PasswordNeeded, UnusableInput
from balance.workbook.password import FOR_EVERYBODY, decrypted
from balance.workbook.recognise import BiggerThanAllowed
from balance.workbook.sheets import sheets_of
from balance.workbook.source import Source
from tests.broken.test_bad_files import ROWS, ods, xls, xlsx
from tests.unit.workbook.locking import in_ole, locked_rc4, locked_standard, with_filepass

RIGHT = "秘密 Secret"


def locked(password: str = RIGHT) -> Source:
    """An .xlsx file with agile encryption, as Excel writes it."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt(password, out)
    return Source("学校.xlsx", out.getvalue())


def test_a_workbook_opens_with_its_password() -> None:
    assert sheets_of(locked(), "秘密 Secret")[0].rows == ROWS


def test_without_the_password_it_is_asked_for() -> None:
    with pytest.raises(PasswordNeeded, match="Enter the password") as asked:
        sheets_of(locked())
    assert (asked.value.file, asked.value.wrong) == ("学校.xlsx", False)
    assert "密码" in asked.value.say("zh")


def test_a_wrong_password_is_told_from_a_missing_one() -> None:
    with pytest.raises(PasswordNeeded, match="is wrong") as asked:
        sheets_of(locked(), "secret")
    assert asked.value.wrong


def test_the_password_that_excel_gives_to_protected_workbooks_is_not_asked_for() -> None:
    assert sheets_of(locked(FOR_EVERYBODY))[0].rows == ROWS
    assert sheets_of(locked(FOR_EVERYBODY), "anything")[0].rows == ROWS


def test_a_password_for_a_file_without_one_changes_nothing() -> None:
    assert sheets_of(Source("a.xlsx", xlsx()), "x")[0].rows == ROWS


@pytest.mark.parametrize(("lock", "plain"), [(locked_standard, xlsx), (locked_rc4, xls)])
def test_the_older_ways_of_locking_open_too(
    lock: Callable[[bytes, str], bytes], plain: Callable[[], bytes]
) -> None:
    content = lock(plain(), "secret12")
    with pytest.raises(PasswordNeeded, match="Enter"):
        sheets_of(Source("a.xls", content))
    with pytest.raises(PasswordNeeded, match="wrong"):
        sheets_of(Source("a.xls", content), "other123")
    assert sheets_of(Source("a.xls", content), "secret12")[0].rows == ROWS


def test_the_simplest_lock_asks_for_its_password_too() -> None:
    content = in_ole(with_filepass(xls(), struct.pack("<HHH", 0, 1, 2)))
    with pytest.raises(PasswordNeeded, match="Enter"):
        sheets_of(Source("a.xls", content))
    with pytest.raises(PasswordNeeded, match="wrong"):
        sheets_of(Source("a.xls", content), "密码")


def test_an_unknown_lock_is_refused_with_a_way_out() -> None:
    content = in_ole(with_filepass(xls(), struct.pack("<HHH", 1, 9, 9) + bytes(48)))
    with pytest.raises(UnusableInput, match="cannot be opened here"):
        sheets_of(Source("a.xls", content), "x")


def test_rounds_without_end_are_refused() -> None:
    source = locked()
    many = source.content.replace(b'spinCount="100000" ', b'spinCount="9999999"')
    assert many != source.content
    for content in (many, source.content.replace(b'spinCount="100000"', b'spinCount="1&#48;00"')):
        with pytest.raises(BiggerThanAllowed, match="too long"):
            decrypted(Source("a.xlsx", content), "x")


def test_a_damaged_lock_is_refused() -> None:
    source = locked()
    at = source.content.find(b"<encryption")
    for content in (source.content[:at] + b"\x00" * 50 + source.content[at + 50 :], source.content[:-2000]):
        with pytest.raises(UnusableInput) as refused:
            sheets_of(Source("a.xlsx", content), "秘密 Secret")
        assert "a.xlsx" in str(refused.value)


def test_an_ods_file_with_a_password_asks_to_remove_it() -> None:
    content = bytearray(ods())
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnusableInput, match="remove the password"):
        sheets_of(Source("a.ods", bytes(content)), "x")


def test_an_ods_file_locked_in_the_way_of_its_own_standard_asks_to_remove_the_password() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods())) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry.filename)
            if entry.filename == "META-INF/manifest.xml":
                content = content.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
            new.writestr(entry, b"\x8a\x11" * 90 if entry.filename == "content.xml" else content)
    with pytest.raises(UnusableInput, match="remove the password"):
        sheets_of(Source("a.ods", out.getvalue()))


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    decrypted(locked(), "秘密 Secret")
    assert list(tmp_path.iterdir()) == []
    assert olefile.isOleFile(io.BytesIO(locked().content))
