"""Makes the typeface that pictures are drawn with: the characters of GBK out of Noto Sans CJK SC.

    python balance/report/fonts/make.py NotoSansCJK-Regular.ttc

Debian's package fonts-noto-cjk has the collection. GBK and not GB 2312, because names of places and schools hold
characters that the smaller set lacks (堃, 喆, 镕, 淼), at 5 MB instead of 2. The family is called by a name of its own
so that it is never taken for a face of the machine. fontTools comes with matplotlib.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection  # type: ignore[import-untyped]

FAMILY = "Balance Sans SC"
FACE = "Noto Sans CJK SC"
# Latin with accents, general punctuation, superscripts and signs, arrows, mathematics, circled numbers, shapes
SIGNS = ((0x20, 0x17F), (0x2010, 0x2044), (0x2070, 0x208E), (0x2190, 0x2199), (0x2460, 0x2473), (0x25A0, 0x25EF))
UNUSED = ((0x400, 0x4FF), (0x2500, 0x257F), (0x3040, 0x312F))  # Cyrillic, box drawing, kana, bopomofo
MORE = "√Σ−×÷≈≠≤≥±∞½¼¾π°‰℃€·•…—–“”‘’㎡㎥㎞㎏◐▲●○◆☆★✓"


def wanted() -> set[int]:
    """The code points: all of GBK, and what pictures write beside it."""
    points = {point for low, high in SIGNS for point in range(low, high + 1)} | {ord(sign) for sign in MORE}
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            sign = bytes([high, low]).decode("gbk", errors="ignore")
            if len(sign) == 1 and ord(sign) > 0xFF and not any(a <= ord(sign) <= b for a, b in UNUSED):
                points.add(ord(sign))
    return points


def make(collection: Path, to: Path) -> None:
    """Write the subset of the collection's face for simplified Chinese."""
    with TTCollection(collection) as faces:
        number = next(i for i, face in enumerate(faces.fonts) if face["name"].getDebugName(4).startswith(FACE))
    options = subset.Options(
        font_number=number, hinting=False, layout_features=["kern"], glyph_names=False, notdef_outline=True,
        name_IDs=["*"], drop_tables=["vhea", "vmtx", "VORG", "BASE", "DSIG"],
    )  # fmt: skip
    font = subset.load_font(str(collection), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 16}:
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    subset.save_font(font, str(to), options)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(__file__).with_name("BalanceSansSC.otf"))
