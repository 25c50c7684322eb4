"""Reading time: a county file's bytes to a `County`, beside pandas reading only the raw cells with openpyxl.

    python benchmarks/reading.py [ROWS]

The table is made here (30,000 rows of 30 columns by default). Printed: both times, the ratio (at least 3 is wanted),
the raw read by calamine, and 200,000 rows of text.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

import openpyxl
import pandas as pd
from python_calamine import load_workbook

from balance.columns import label
from balance.workbook.read import Source, read

COLUMNS = (
    "school_code", "school", "town", "school_type", "pupils_primary", "classes_primary", "teachers_primary",
    "above_degree_primary", "backbone_primary", "pe_arts_primary", "mid_title_primary", "pupils_junior",
    "classes_junior", "teachers_junior", "above_degree_junior", "backbone_junior", "pe_arts_junior",
    "mid_title_junior", "teaching_area_m2", "indoor_sports_m2", "sports_ground_m2", "equipment_yuan",
    "multimedia_rooms", "computers", "books", "site_area_m2", "building_area_m2", "green_area_m2",
    "music_rooms", "art_rooms",
)  # fmt: skip


def rows(count: int) -> list[list[object]]:
    """A heading row and so many nine-year schools."""
    made: list[list[object]] = [[label(name).zh for name in COLUMNS]]
    for n in range(count):
        figures: list[object] = [
            400 - 20 * (k % 7) + n % 300 if k < 14 else 9000 + (n * 3 - 50 * k) % 4000 for k in range(26)
        ]
        made.append([f"36{n:08d}", f"第{n}学校", f"第{n % 40}乡", "九年一贯制学校", *figures])
    return made


def workbook(table: list[list[object]]) -> bytes:
    """The table as .xlsx."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("学校")
    for row in table:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """The shorter of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Prints the comparison."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    content = workbook(rows(count))
    ours = seconds(lambda: read(Source("county.xlsx", content)))
    raw = seconds(lambda: load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python())
    theirs = seconds(lambda: pd.read_excel(io.BytesIO(content), engine="openpyxl", header=None))
    print(f"{count} rows x {len(COLUMNS)} columns, .xlsx ({len(content) / 2**20:.1f} MB)")
    print(f"  bytes to County          {ours:6.2f} s")
    print(f"  calamine, raw cells      {raw:6.2f} s")
    print(f"  pandas + openpyxl, raw   {theirs:6.2f} s     {theirs / ours:.1f} times ours")
    text = "\n".join(",".join(map(str, row)) for row in rows(200_000)).encode("gb18030")
    print(f"200000 rows x {len(COLUMNS)} columns, .csv in GB18030 ({len(text) / 2**20:.0f} MB)")
    print(f"  bytes to County          {seconds(lambda: read(Source('county.csv', text))):6.2f} s")


if __name__ == "__main__":
    main()
