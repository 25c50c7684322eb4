"""Archives and folders of workbooks: what is in them, by which name, and what is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from balance.errors import UnusableInput
from balance.workbook import archive
from balance.workbook.archive import sources_in, unpacked
from balance.workbook.recognise import BiggerThanAllowed
from balance.workbook.source import Source
from tests.broken.test_bad_files import ods, xls, xlsx

TABLE = "学校,在校生数\n东小学,45\n".encode()


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def names(content: bytes) -> list[str]:
    return [each.name for each in unpacked(Source("全县.zip", content))]


def renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return content.replace(old, new)


def test_an_archive_becomes_its_files_and_their_names_keep_the_folder() -> None:
    content = packed(("柳河镇/柳河小学.xlsx", xlsx()), ("城关/一中.csv", TABLE))
    found = unpacked(Source("全县.zip", content))
    assert [each.name for each in found] == ["柳河镇/柳河小学.xlsx", "城关/一中.csv"]
    assert found[1].content == TABLE


@pytest.mark.parametrize("content", [xlsx(), xls(), ods(), TABLE, b"", b"PK\x03\x04 damaged"])
def test_what_is_no_archive_stays_as_it_is_whatever_its_name(content: bytes) -> None:
    source = Source("a.zip", content)
    assert unpacked(source) == [source]


def test_what_a_computer_leaves_behind_is_left_out() -> None:
    junk = ["__MACOSX/._a.csv", "a/.DS_Store", "Thumbs.db", "b/~$学校.xlsx", "c/", "desktop.ini", ".~lock.a.ods#"]
    assert names(packed(("a.csv", TABLE), *((name, b"x") for name in junk))) == ["a.csv"]


@pytest.mark.parametrize(("encoding", "length"), [("gbk", 4), ("utf-8", 6)])
def test_chinese_names_without_the_utf8_flag_come_out_right(encoding: str, length: int) -> None:
    content = renamed(packed(("x" * length + ".csv", TABLE)), b"x" * length, "柳河".encode(encoding))
    assert names(content) == ["柳河.csv"]


@pytest.mark.parametrize(
    "name", ["/etc/a.csv", "../../a.csv", "b/../../a.csv", "C:/x/a.csv", "c:a.csv", "..\\a.csv", "\\\\srv\\x\\a.csv"]
)
def test_a_name_that_leads_out_of_the_archive_is_cut_to_its_last_part(name: str) -> None:
    assert names(packed((name, TABLE))) == ["a.csv"]


def test_a_name_holds_no_letters_that_are_not_seen() -> None:
    assert names(packed(("a\u202e\nb.csv", TABLE))) == ["ab.csv"]


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with pytest.raises(UnusableInput, match="only a link"):
        names(packed((link, b"/etc/passwd")))


def test_an_archive_in_an_archive_is_opened_once_and_no_deeper() -> None:
    inner = packed(("小学.csv", TABLE))
    once = packed(("城关.zip", inner), ("一中.csv", TABLE))
    assert names(once) == ["城关.zip/小学.csv", "一中.csv"]
    with pytest.raises(UnusableInput, match="archive in an archive in an archive"):
        names(packed(("全市.zip", once)))


def test_an_archive_with_a_password_says_so() -> None:
    content = bytearray(packed(("a.csv", TABLE)))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnusableInput, match="archive with a password"):
        names(bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_packing_is_refused(method: int) -> None:
    with pytest.raises(UnusableInput, match="unusual way"):
        names(packed(("a.csv", TABLE), method=method))


def test_an_empty_archive_and_a_damaged_one_are_refused() -> None:
    with pytest.raises(UnusableInput, match="without files"):
        names(packed(("a/.DS_Store", b"x")))
    content = packed(("a.csv", TABLE))
    with pytest.raises(UnusableInput, match="damaged"):
        names(renamed(content, content[40:44], b"\xff\xff\xff\xff"))


def test_too_many_files_are_refused() -> None:
    most = archive.MOST_FILES
    assert len(names(packed(*((f"{k}.csv", b"x") for k in range(most))))) == most
    with pytest.raises(BiggerThanAllowed, match=r"more than 2,?000 files"):
        names(packed(*((f"{k}.csv", b"x") for k in range(most + 1))))


def test_more_bytes_than_allowed_are_refused_while_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 2**20)
    files = [(f"{k}.csv", b"1,2\n" * 2**17) for k in range(3)]
    with pytest.raises(BiggerThanAllowed, match="more than 1 MB"):
        names(packed(*files))
    inner = packed(*files[:2])
    with pytest.raises(BiggerThanAllowed, match="more than 1 MB"):
        names(packed(("a.zip", inner), ("b.zip", inner)))


def test_a_size_that_lies_is_found_out() -> None:
    content = bytearray(packed(("a.csv", b"1,2\n" * 2**17)))
    struct.pack_into("<I", content, 22, 8)
    struct.pack_into("<I", content, content.find(b"PK\x01\x02") + 24, 8)
    with pytest.raises(UnusableInput, match="damaged"):
        names(bytes(content))


def test_a_folder_gives_its_tables_sorted_with_their_folders(tmp_path: Path) -> None:
    (tmp_path / "城关").mkdir()
    for name in ("b.csv", "a.XLSX", "城关/c.et", "notes.docx", "~$a.xlsx", ".hidden.csv", "d.zip"):
        (tmp_path / name).write_bytes(TABLE)
    assert [each.name for each in sources_in(tmp_path)] == ["a.XLSX", "b.csv", "d.zip", "城关/c.et"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.csv").write_bytes(TABLE)
    (tmp_path / "in" / "a.csv").write_bytes(TABLE)
    (tmp_path / "in" / "b.csv").symlink_to(tmp_path / "secret.csv")
    (tmp_path / "in" / "c.csv").symlink_to(tmp_path / "in" / "a.csv")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "gone.csv").symlink_to(tmp_path / "in" / "nowhere")
    assert [each.name for each in sources_in(tmp_path / "in")] == ["a.csv", "c.csv"]


def test_a_single_file_is_itself_and_a_missing_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes(TABLE)
    assert sources_in(tmp_path / "a.dat") == [Source("a.dat", TABLE)]
    with pytest.raises(UnusableInput, match=r"nowhere.xlsx cannot be opened"):
        sources_in(tmp_path / "nowhere.xlsx")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableInput, match="no tables"):
        sources_in(tmp_path / "empty")
