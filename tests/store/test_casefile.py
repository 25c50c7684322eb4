"""What stood on a table comes back from its bytes, to the byte."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from balance.casefile import Casefile, pack, unpack
from balance.corrections import CellIs, RowOut
from balance.errors import BrokenCasefile

CASE = Casefile(
    (("小学.xlsx", b"\x00PK\xff"), ("../初中.csv", "学校".encode()), ("小学.xlsx", b"")),
    (CellIs("小学.xlsx", "表", 2, 3, 1.5), RowOut("../初中.csv", "", 4)),
    {"stage": "primary", "additions": [["1", "", "book", 3.0]]},
)


def test_a_casefile_packed_and_unpacked_is_the_same() -> None:
    assert unpack(pack(CASE)) == CASE
    assert unpack(pack(Casefile())) == Casefile()


def other(**changed: object) -> bytes:
    out = io.BytesIO()
    about = {"format": "balance-table", "version": 1, "files": [], "corrections": [], "choices": {}} | changed
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("table.json", json.dumps(about))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK", pack(CASE)[:-30], other(version=2), other(format="x"), other(files=["a"]), other(corrections=[1]),
        other(choices=3),
    ],
)  # fmt: skip
def test_what_is_no_casefile_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenCasefile):
        unpack(content)
