"""Whatever is handed in, the reader ends with a county or with one clear refusal, and with nothing else."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from balance.columns import vocabulary
from balance.county import County
from balance.errors import UnusableInput
from balance.workbook.cells import figures
from balance.workbook.read import Source, read
from tests.broken.test_bad_files import ods, xls, xlsx

TABLE = "学校,在校生数,图书册数\n东小学,45,279\n西小学,37,137\n"
COLUMNS = tuple(vocabulary().columns.values())
NUMERIC = [column for column in COLUMNS if column.numeric]
SPELLINGS = sorted({spelling for column in COLUMNS for spelling in (*column.spellings, *column.bare, *column.under)})
BEGINNINGS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]
BOUNDED = settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("柳河镇/小学.xlsx", xlsx())
        packed.writestr("一中.csv", TABLE)
    return out.getvalue()


# made once: a file made again holds another date
VALID = {
    "xlsx": xlsx(), "xls": xls(), "ods": ods(), "zip": archive(), "csv": TABLE.encode(), "gbk": TABLE.encode("gbk"),
}  # fmt: skip


def ends_well(content: bytes, name: str = "a.xlsx") -> County | UnusableInput:
    """A county, or a refusal of one line in both languages; anything else breaks the test."""
    try:
        county = read(Source(name, content))
    except UnusableInput as error:
        refused = error
    else:
        assert all(str(problem.message) for problem in county.problems)
        return county
    assert all(refused.say(lang) and "\n" not in refused.say(lang) for lang in ("zh", "en"))
    return refused


@BOUNDED
@given(st.binary(max_size=3000), st.sampled_from(BEGINNINGS))
def test_random_bytes(content: bytes, start: bytes) -> None:
    ends_well(start + content)


@pytest.mark.parametrize("kind", VALID)
@BOUNDED
@given(data=st.data())
def test_a_valid_file_with_bytes_changed_or_cut(kind: str, data: st.DataObject) -> None:
    content = bytearray(VALID[kind])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=20)):
        content[at] = byte
    ends_well(bytes(content[: data.draw(st.integers(0, len(content)) | st.just(len(content)))]), f"a.{kind}")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "zip"])
@BOUNDED
@given(data=st.data())
def test_an_archive_whose_parts_are_swapped_lost_or_changed(kind: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(VALID[kind])) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    names = sorted(parts)
    for _ in range(data.draw(st.integers(1, 4))):
        one, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
        what = data.draw(st.sampled_from(["swap", "lose", "change", "cut"]))
        if one not in parts or other not in parts:
            continue
        if what == "swap":
            parts[one], parts[other] = parts[other], parts[one]
        elif what == "lose":
            del parts[one]
        elif what == "cut":
            parts[one] = parts[one][: data.draw(st.integers(0, len(parts[one])))]
        else:
            changed = bytearray(parts[one])
            for at, byte in data.draw(
                st.lists(st.tuples(st.integers(0, max(0, len(changed) - 1)), st.sampled_from(b"<>/\"'=0A9 \x00")), max_size=8)
            ):
                changed[at : at + 1] = bytes([byte])
            parts[one] = bytes(changed)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    ends_well(out.getvalue(), f"a.{kind}")


odd_text = st.text(max_size=12) | st.sampled_from(
    [
        *("", " ", "合计", "小计", "—", "#DIV/0!", "1,234", "１２３", "12（含1）", "=1+1", "<b>x</b>", "{0}", "%s", "\u202e"),
        *("３万元", "1e999", "-0", "nan", "∞", "东小学", "45人", "2023年", "A\nB"),
    ]
)
cells = st.one_of(
    odd_text,
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(datetime.date(1900, 3, 1)),
    st.datetimes(datetime.datetime(1900, 3, 1)),
    st.times(),
)
headings = st.one_of(
    st.sampled_from(["学校名称", "在校生数", "小学在校生数", "学校代码", "办学类型", "图书册数"]),
    st.sampled_from(SPELLINGS),
    st.tuples(
        st.sampled_from(["", "小学", "初中", "其中：", "合计"]),
        st.sampled_from(SPELLINGS),
        st.sampled_from(["", "（㎡）", "(万元)", "\n人", "1"]),
    ).map("".join),
    odd_text,
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[Any]]:
    """Headings of the vocabulary among others, then rows of anything; mostly with a school and its pupils in front."""
    wide = draw(st.integers(1, 8))
    top = draw(st.lists(headings, min_size=wide, max_size=wide))
    if draw(st.integers(0, 3)):
        top[:2] = ["学校名称", "在校生数"][: len(top)]
    above = draw(st.lists(st.lists(odd_text, max_size=wide), max_size=2))
    return [*above, top, *draw(st.lists(st.lists(cells, max_size=wide + 1), max_size=6))]


@BOUNDED
@given(tables())
def test_any_table_in_a_workbook(rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for y, row in enumerate(rows, 1):
        for x, cell in enumerate(row, 1):
            try:
                page.cell(y, x, cell)
            except (IllegalCharacterError, ValueError, OverflowError):
                continue  # openpyxl itself does not write this one
    out = io.BytesIO()
    book.save(out)
    ends_well(out.getvalue())


@BOUNDED
@given(tables(), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), st.sampled_from(",\t;|"))
def test_any_table_in_a_text(rows: list[list[Any]], encoding: str, mark: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows(rows)
    ends_well(out.getvalue().encode(encoding, "replace"), "a.csv")


@BOUNDED
@given(st.lists(cells | st.just(datetime.timedelta(hours=30)), max_size=12), st.sampled_from(NUMERIC), st.sampled_from([1.0, 1e4]))
def test_any_cells_become_figures(values: list[Any], column: Any, factor: float) -> None:
    plain = ["" if value is None else value for value in values]
    assert len(figures(plain, column, factor).values) == len(plain)
