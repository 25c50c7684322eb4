"""``python -m balance`` run as other programs run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["EXAMPLE", "ROOT", "YUNHE", "printed", "refused", "run"]

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "sample_data" / "worked-example.csv"
YUNHE = ROOT / "sample_data" / "yunhe-county.xlsx"
_LOCALE = ("BALANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """One command, with no language in its environment but the one given."""
    plain = {name: value for name, value in os.environ.items() if name not in _LOCALE}
    return subprocess.run(
        [sys.executable, "-m", "balance", *map(str, arguments)],
        cwd=ROOT, env={**plain, **environment}, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


@cache
def printed(*arguments: object, **environment: str) -> Any:
    """What a command that succeeds prints as JSON; nothing else on stdout, nothing on stderr. Asked once a session."""
    done = run(*arguments, "--json", **environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout, parse_constant=_no_constant)


def refused(*arguments: object, **environment: str) -> str:
    """The one line on stderr of a command that cannot use its input."""
    done = run(*arguments, **environment)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert len(lines[0]) > 10
    return lines[0]


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")
