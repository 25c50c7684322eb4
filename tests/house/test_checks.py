"""The checks of other programs that are part of the gate: import-linter, ruff, mypy."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

PROGRAMS = {"imports": ["lint-imports"], "style": ["ruff", "check"], "types": ["mypy"]}


def place(name):
    """The program of this very environment, else the first on the path."""
    beside = shutil.which(name, path=sysconfig.get_path("scripts"))
    return beside or shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


@pytest.mark.parametrize("check", PROGRAMS)
def test_the_check_passes(root, check):
    name, *arguments = PROGRAMS[check]
    program = place(name)
    assert program, f"{name} is not installed: pip install -e '.[test]'"
    done = subprocess.run(
        [program, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
