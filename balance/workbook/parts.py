"""The parts of a packed workbook, unpacked bit by bit and never beyond the size that the archive tells."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

__all__ = ["chunks", "whole"]

_CHUNK = 2**20
_PACKED = 2**16
_LOCAL = b"PK\x03\x04"


def chunks(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one part, at most a megabyte at a time.

    Raises `ValueError` where there are more or fewer than the archive tells (another reader might go on where this one
    stops), or where they are packed in an unusual way.
    """
    start = entry.header_offset
    header = content[start : start + 30]
    if len(header) < 30 or header[:4] != _LOCAL or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError("a part is not where the archive tells")
    start += 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(content)[start : start + entry.compress_size]
    made = 0
    source = _inflated(packed) if entry.compress_type == zipfile.ZIP_DEFLATED else _stored(packed)
    for chunk in source:
        made += len(chunk)
        if made > entry.file_size:
            raise ValueError("a part is larger than the archive tells")
        yield chunk
    if made < entry.file_size:
        raise ValueError("a part is smaller than the archive tells")


def whole(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """All bytes of one part; raises like `chunks`."""
    return b"".join(chunks(content, entry))


def _stored(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), _CHUNK):
        yield bytes(packed[at : at + _CHUNK])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _PACKED):
        rest: bytes | memoryview = packed[at : at + _PACKED]
        while rest and not inflate.eof:
            if chunk := inflate.decompress(rest, _CHUNK):
                yield chunk
            rest = inflate.unconsumed_tail
    while not inflate.eof:
        chunk = inflate.decompress(b"", _CHUNK)
        if not chunk:
            raise ValueError("a part is cut short")
        yield chunk
