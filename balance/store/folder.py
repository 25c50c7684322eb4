"""Where this program keeps what is saved."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

__all__ = ["data_folder"]


def data_folder() -> Path:
    """``BALANCE_HOME``, else the user's data folder of the system; it is not made here."""
    home = os.environ.get("BALANCE_HOME")
    return Path(home) if home else user_data_path("balance", appauthor=False)
