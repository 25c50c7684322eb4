"""The typeface of pictures: our own, then what the machine has for rare characters, then 〓.

    family()          the names to give a text, in the order in which they are tried
    printable(text)   the text with 〓 for each character that none of them has
"""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files

from matplotlib import font_manager

__all__ = ["FAMILY", "GETA", "family", "printable"]

FAMILY = "Balance Sans SC"
GETA = "〓"  # what printers have always put where a type was missing
_LOCK = threading.Lock()
# faces of common systems with many Chinese characters, for what ours lacks
_SYSTEM = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC", "SimSun-ExtB",
    "SimSun", "HanaMinB", "WenQuanYi Zen Hei", "Arial Unicode MS",
)  # fmt: skip


@lru_cache(maxsize=1)
def _ours() -> font_manager.FontEntry:
    """Our file, made known to matplotlib in memory only: nothing is written to the system's list."""
    with _LOCK, as_file(files("balance.report.fonts") / "BalanceSansSC.otf") as path:
        font_manager.fontManager.addfont(path)
        return next(face for face in font_manager.fontManager.ttflist if face.name == FAMILY)


@lru_cache(maxsize=1)
def _own_characters() -> frozenset[int]:
    return _characters(_ours().fname)


@lru_cache(maxsize=1)
def _others() -> dict[str, frozenset[int]]:
    """The machine's faces that may help, with the characters they have; looked for only when ours lacks one."""
    there = {face.name: face.fname for face in font_manager.fontManager.ttflist}
    return {name: _characters(there[name]) for name in _SYSTEM if name in there}


def _characters(path: str) -> frozenset[int]:
    return frozenset(font_manager.get_font(path).get_charmap())


def _lacking(text: str) -> set[str]:
    own = _own_characters()
    return {sign for sign in text if ord(sign) not in own and not sign.isspace()}


def family(text: str = "") -> list[str]:
    """The names of the typefaces for this text; ours alone where it has every character."""
    _ours()
    lacking = _lacking(text)
    helping = [name for name, known in _others().items() if any(ord(s) in known for s in lacking)] if lacking else []
    return [FAMILY, *helping]


def printable(text: str) -> str:
    """The text as it can be drawn on one line; marks that control something are left out.

    >>> printable("云河县") == "云河县", printable("\\ue000小学"), printable("a\\x0bb\\nc")
    (True, '〓小学', 'ab c')
    """
    text = "".join(" " if sign in "\t\n\r" else sign for sign in text if sign in "\t\n\r" or unicodedata.category(sign) != "Cc")
    lacking = _lacking(text)
    gone = {s for s in lacking if not any(ord(s) in known for known in _others().values())} if lacking else set()
    return "".join(GETA if sign in gone else sign for sign in text)
