"""A large county to paper: the form workbook, the Word report and the slides.

    python benchmarks/writing.py [schools]        1,050 by default, read from a workbook so that every value has its cell
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from balance.pricelist import load_prices
from balance.report.subject import subject_of
from balance.report.writers import WRITERS
from balance.standard_file import load
from balance.workbook.read import Source, read
from benchmarks.counties import workbook


def main() -> None:
    """Measure and print."""
    schools = int(sys.argv[1]) if len(sys.argv) > 1 else 1050
    table = read(Source("县.xlsx", workbook(schools)))
    subject = subject_of(table, load("quality-2017"), str(table.words("county")[0]), load_prices())
    for ending, write in WRITERS.items():
        start = time.perf_counter()
        content = write(subject, "zh")
        spent = time.perf_counter() - start
        print(f"{len(subject.shown.parts):,} school parts, {ending}: {spent:.1f} s, {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
