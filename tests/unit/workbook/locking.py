"""Workbooks locked the older ways, put together by the published format, since no library at hand writes them."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator

import olefile
import xlwt
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_standard import ECMA376Standard
from msoffcrypto.method.rc4 import DocumentRC4

SALT = bytes(range(16))
BOF, EOF, FILEPASS, BOUND_SHEET = 0x809, 0x0A, 0x2F, 0x85


def locked_standard(plain: bytes, password: str) -> bytes:
    """An .xlsx file with AES-128, as Excel 2007 writes it."""
    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + name
    key = ECMA376Standard.makekey_from_password(password, 0x660E, 0x8004, 0x18, 128, 16, SALT)

    def locked(content: bytes) -> bytes:
        cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305  # the format's own
        return cipher.update(content + b"\0" * (-len(content) % 16)) + cipher.finalize()

    proof = hashlib.sha1(SALT).digest()  # noqa: S324  # the format's own
    verifier = struct.pack("<I", 16) + SALT + locked(SALT) + struct.pack("<I", 20) + locked(proof)
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + verifier
    out = io.BytesIO()
    ECMA376Encrypted(struct.pack("<Q", len(plain)) + locked(plain), info).write_to(out)
    return out.getvalue()


def locked_rc4(plain: bytes, password: str) -> bytes:
    """An .xls file with the RC4 of Excel 97."""

    def stream(content: bytes) -> bytes:
        return DocumentRC4.decrypt(password, SALT, io.BytesIO(content), 1024).read()

    proof = stream(SALT + hashlib.md5(SALT).digest())  # noqa: S324  # the format's own
    book = with_filepass(plain, struct.pack("<HHH", 1, 1, 1) + SALT + proof)
    hidden = stream(book)
    made = bytearray(hidden)
    for kind, at, length in records(book):
        open_ = length if kind in (BOF, FILEPASS) else 4 if kind == BOUND_SHEET else 0
        made[at : at + 4 + open_] = book[at : at + 4 + open_]
    return in_ole(bytes(made))


def with_filepass(plain: bytes, lock: bytes) -> bytes:
    """The stream of an .xls file with a lock behind its first record, and the places of its sheets put right."""
    with olefile.OleFileIO(io.BytesIO(plain)) as ole:
        book = ole.openstream("Workbook").read()
    first = 4 + struct.unpack_from("<H", book, 2)[0]
    more = 4 + len(lock)
    made = bytearray(book[:first] + struct.pack("<HH", FILEPASS, len(lock)) + lock + book[first:])
    for kind, at, _ in records(bytes(made)):
        if kind == BOUND_SHEET:
            struct.pack_into("<I", made, at + 4, struct.unpack_from("<I", made, at + 4)[0] + more)
    end = max(at for kind, at, _ in records(bytes(made)) if kind == EOF) + 4
    # what follows is zeros in fours, which read as empty records
    return bytes(made[:end]) + struct.pack("<HH", 0, -end % 4) + bytes(-end % 4)


def in_ole(book: bytes) -> bytes:
    out = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(out, book)
    return out.getvalue()


def records(book: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record."""
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, at, length
        at += 4 + length
