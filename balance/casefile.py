"""What stands on somebody's table as bytes: the files as they were handed in, and what was settled and tried on them.

A .zip that any program opens: ``table.json`` and the files by number. Nothing of a county's figures is stored twice: they
are read again from the files, with the corrections, by whatever program opens it.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any

from balance.corrections import Correction, from_records, to_records
from balance.errors import BrokenCasefile, BrokenCorrections
from balance.words import msg

__all__ = ["Casefile", "pack", "unpack"]

_FORMAT = "balance-table"
_LARGEST = 400 * 2**20


@dataclass(frozen=True, slots=True)
class Casefile:
    """files: name and bytes, in order; corrections: in order; choices: plain values of whoever saves it."""

    files: tuple[tuple[str, bytes], ...] = ()
    corrections: tuple[Correction, ...] = ()
    choices: dict[str, Any] = field(default_factory=dict)


def pack(case: Casefile) -> bytes:
    """The bytes of a casefile."""
    out = io.BytesIO()
    about = {
        "format": _FORMAT, "version": 1, "files": [name for name, _ in case.files],
        "corrections": to_records(case.corrections), "choices": case.choices,
    }  # fmt: skip
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("table.json", json.dumps(about, ensure_ascii=False))
        for number, (_, content) in enumerate(case.files):
            archive.writestr(f"files/{number}", content)
    return out.getvalue()


def unpack(content: bytes) -> Casefile:
    """The casefile in bytes; raises `BrokenCasefile` for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise ValueError("larger than any table")
            about = json.loads(archive.read("table.json"))
            if about["format"] != _FORMAT or about["version"] != 1:
                raise ValueError("another format")
            files = tuple((str(name), archive.read(f"files/{number}")) for number, name in enumerate(about["files"]))
            return Casefile(files, from_records(about["corrections"]), dict(about["choices"]))
    except (ValueError, KeyError, TypeError, RuntimeError, zipfile.BadZipFile, BrokenCorrections) as error:
        raise BrokenCasefile(msg("What was kept cannot be opened again: it is damaged or of another program.")) from error
