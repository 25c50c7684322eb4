"""A server that is killed in the middle of saves: the store opens, nothing is half written, nothing acknowledged is lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from balance.store.store import open_store

PROGRAM = Path(__file__).parent / "saving.py"
ROOT = Path(__file__).parent.parent.parent


def test_what_was_acknowledged_outlives_fifty_kills(tmp_path) -> None:
    kill_again_and_again(f"sqlite:///{tmp_path / 'store.sqlite3'}", 50)


def test_what_was_acknowledged_outlives_kills_on_postgresql(server: str) -> None:
    kill_again_and_again(server, 5)


def kill_again_and_again(url: str, times: int) -> None:
    store = open_store(url)
    document = store.create("o", "scenario", "甲方案", b"1 " * 2_000).id
    store.close()
    chance = random.Random(20241123)  # noqa: S311 - when to kill is no secret
    for _ in range(times):
        saving = subprocess.Popen(
            [sys.executable, str(PROGRAM), url, document], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert saving.stdout is not None
        acknowledged = [int(saving.stdout.readline()) for _ in range(chance.randint(1, 4))]
        try:
            saving.wait(timeout=chance.random() * 0.02)
        except subprocess.TimeoutExpired:
            saving.kill()
        acknowledged += [int(line) for line in saving.stdout.read().split()]
        saving.wait()
        store = open_store(url)
        newest = store.document("o", document).latest
        assert newest >= acknowledged[-1]
        for number in (acknowledged[0], acknowledged[-1], newest):
            assert store.content("o", document, number) == f"{number} ".encode() * 2_000
        assert [version.number for version in store.history("o", document)] == list(range(newest, 0, -1))
        kept = store.workspace("table")
        assert kept is not None
        word = kept.split()[0]
        assert kept == (word + b" ") * 2_000
        assert acknowledged[-1] <= int(word) <= newest
        store.close()
