"""Is a county's compulsory education balanced, what is lacking, and what would change it.

The way of the data: `workbook` (files → County) → `stages` → `indicators` → `dispersion` → `assess`, and from the
Assessment `shortfall` and `influence`; `scenario` changes a County and it is judged again.
"""

__version__ = "0.1.0"
