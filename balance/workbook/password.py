"""Workbooks with a password: the same workbook without it."""

from __future__ import annotations

import io
import re
import struct
from xml.parsers.expat import ExpatError

from balance.errors import PasswordNeeded, UnusableInput
from balance.words import Message, msg
from balance.workbook.recognise import DAMAGED, BiggerThanAllowed
from balance.workbook.source import Source

__all__ = ["FOR_EVERYBODY", "decrypted"]

# Excel locks a workbook whose structure is protected with this one and opens it without asking.
FOR_EVERYBODY = "VelvetSweatshop"
MOST_SPINS = 1_000_000  # Excel and WPS write 100,000; a second at most
LARGEST_LOCKED = 64 * 2**20
LARGEST_OLD = 24 * 2**20  # an old workbook is opened with eight bytes for each of its own
LARGEST_INFO = 64 * 2**10
_SPINS = re.compile(rb"""\bspinCount=["'](\d{1,12})["']""")
_AGILE = b"\x04\x00\x04\x00"
# What a damaged lock raises besides.
_BROKEN = (*DAMAGED, ExpatError, struct.error, AssertionError, LookupError, TypeError, AttributeError, ArithmeticError)


def decrypted(source: Source, password: str) -> Source:
    """The workbook as it is without its password, under the same name: .xlsx (agile and standard encryption) and .xls
    (RC4 and XOR).

    Raises `PasswordNeeded` with ``wrong`` where the password does not open it; `BiggerThanAllowed` where opening it
    would take more than is sensible; `UnusableInput` for another kind of lock and for a damaged file.
    """
    # cryptography costs 10 MB and a twentieth of a second, and most files have no password
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, EncryptionError, FileFormatError, InvalidKeyError, ParseError

    try:
        _refuse_costly(source)
        locked = msoffcrypto.OfficeFile(io.BytesIO(source.content))
        out = io.BytesIO()
        if locked.format == "ooxml":
            locked.load_key(password=password, verify_password=True)
        else:
            locked.load_key(password=password)
        locked.decrypt(out)
    except InvalidKeyError as error:
        raise PasswordNeeded(source.name, wrong=True) from error
    except (DecryptionError, EncryptionError, FileFormatError, ParseError, *_BROKEN) as error:
        raise UnusableInput(cannot_be_unlocked(source.name)) from error
    return Source(source.name, out.getvalue())


def cannot_be_unlocked(name: str) -> Message:
    """What is said of a file with a lock that this program cannot open."""
    return msg(
        "{file} is protected by a password in a way that cannot be opened here. "
        "Open it in Excel or WPS, remove the password, save it and choose it again.",
        file=name,
    )


def _refuse_costly(source: Source) -> None:
    """Raises `BiggerThanAllowed` where the lock asks for endless reckoning or the file is huge."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(source.content)) as ole:
        modern = ole.exists("EncryptionInfo")
        info = ole.openstream("EncryptionInfo").read(LARGEST_INFO + 1) if modern else b""
    spins = [int(found) for found in _SPINS.findall(info)]
    # a number that is not plainly there may still be there: behind entities, or in another encoding
    unclear = info.startswith(_AGILE) and (not spins or b"&" in info or b"<!" in info)
    size = LARGEST_LOCKED if modern else LARGEST_OLD
    if len(source.content) > size or len(info) > LARGEST_INFO or max(spins, default=0) > MOST_SPINS or unclear:
        raise BiggerThanAllowed(
            msg(
                "{file} is locked in a way that would take too long to open. "
                "Open it in Excel or WPS, remove the password, save it and choose it again.",
                file=source.name,
            )
        )
