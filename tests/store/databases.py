"""A PostgreSQL of our own for the tests: on loopback, in a folder of its own, gone when they end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["NoDatabase", "postgres"]


class NoDatabase(Exception):
    """No PostgreSQL can be started here."""


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL database; its server ends with the block."""
    tools = _tools()
    folder = Path(tempfile.mkdtemp(prefix="balance-postgres-"))
    account = _account(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        made = [str(tools / "initdb"), "-D", str(folder / "data"), "-U", "balance", "-A", "trust", "-E", "UTF8"]
        _run(account, [*made, "--locale=C"])
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        control = [str(tools / "pg_ctl"), "-D", str(folder / "data"), "-w", "-l", str(folder / "log")]
        _run(account, [*control, "-o", options, "start"])
        try:
            yield f"postgresql://balance@127.0.0.1:{port}/postgres"
        finally:
            _run(account, [*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tools() -> Path:
    """The folder of initdb and pg_ctl; installed by the system's packages where that is possible and they are missing."""
    for attempt in range(2):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(p) for p in [shutil.which("initdb")] if p]
        if found:
            return found[-1].parent
        if attempt or not shutil.which("apt-get") or os.name != "posix" or os.geteuid() != 0:
            break
        asked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "postgresql"]):
            subprocess.run(["/usr/bin/apt-get", *command], check=False, capture_output=True, env=asked, timeout=900)
    raise NoDatabase("initdb was not found")


def _account(folder: Path) -> list[str]:
    """How to run a command as somebody other than root, which PostgreSQL refuses to run as."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("runuser"):
        raise NoDatabase("root cannot run it, and there is no runuser")
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(account: list[str], command: list[str]) -> None:
    done = subprocess.run(
        [*account, *command], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        cwd="/", text=True, timeout=120,
    )  # fmt: skip
    if done.returncode:
        raise NoDatabase(f"{command[0]}: {done.stderr.strip()[-300:]}")
