"""What is kept: documents with their whole history, the table a browser works on, and what was shared.

A SQLite file in the user's data folder, or PostgreSQL by ``BALANCE_DATABASE_URL``; made and brought up to date by itself.
Saving is one transaction: what is acknowledged is on the disk, what is not has left no trace.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select, text, update
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from balance.errors import Conflict, UnusableStore
from balance.store.folder import data_folder
from balance.store.schema import documents, migrate, shares, versions, workspaces
from balance.words import msg

__all__ = ["Document", "Kind", "Store", "Version", "open_store"]

Kind = Literal["county", "scenario", "mapping", "prices"]
_PATIENCE = 15_000  # ms that a writer waits for another
_LOCK = 7_204_117  # the advisory lock under which PostgreSQL migrates; any number that nobody else uses


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a document: its number, when (UTC, ISO 8601), by whom, and what was done."""

    number: int
    saved_at: str
    saved_by: str
    what: str


@dataclass(frozen=True, slots=True)
class Document:
    """A saved thing as it is listed; `latest` is the number of its newest version."""

    id: str
    kind: Kind
    name: str
    place: str
    year: str
    latest: int
    saved_at: str
    saved_by: str


def open_store(url: str = "", folder: Path | None = None) -> Store:
    """The store at this database URL, else at ``BALANCE_DATABASE_URL``, else the file in `folder` (the user's data
    folder where none is given). It is made where there is none.

    Raises `UnusableStore` where it cannot be opened or made.
    """
    url = url or ("" if folder else os.environ.get("BALANCE_DATABASE_URL", ""))
    try:
        if not url:
            place = folder or data_folder()
            place.mkdir(parents=True, exist_ok=True)
            url = f"sqlite:///{place / 'balance.sqlite3'}"
        # postgres:// and postgresql:// are how providers write it; the driver is ours to name
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                url = "postgresql+psycopg://" + url.removeprefix(prefix)
        engine = create_engine(url, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            migrate(connection)
    except (OSError, SQLAlchemyError, ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UnusableStore(
            msg("The place where work is kept cannot be opened: {why}", why=str(error).splitlines()[0][:200])
        ) from error
    return Store(engine)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # transactions are begun by _begin_sqlite; the driver's own are begun too late for two writers
    connection.isolation_level = None
    # the patience first: what follows may already have to wait for another program
    for pragma in (f"busy_timeout={_PATIENCE}", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # SQLite refuses to change the journal at once, without waiting, while anybody else is at the file
    given_up = time.monotonic() + _PATIENCE / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as busy:
            if busy.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or time.monotonic() > given_up:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class Store:
    """Everything that is kept. Contents are bytes; what they mean is known to those who save them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def kind(self) -> str:
        """"sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def create(
        self, owner: str, kind: Kind, name: str, content: bytes, *, by: str = "", what: str = "", place: str = "", year: str = ""
    ) -> Document:  # fmt: skip
        """Save a new document as version 1."""
        document = uuid.uuid4().hex
        with self._writing() as connection:
            connection.execute(
                insert(documents).values(
                    id=document, owner=owner, kind=kind, name=name[:200], place=place[:200], year=year[:20], latest=1,
                    deleted=False,
                )
            )  # fmt: skip
            self._add_version(connection, document, 1, content, by, what)
        return self.document(owner, document)

    def save(
        self, owner: str, document: str, based_on: int, content: bytes, *, by: str = "", what: str = "", name: str = ""
    ) -> Document:
        """Save a new version of a document that was last seen at version `based_on`.

        Raises `Conflict`, which tells who saved since, where that is no longer the newest; `UnusableStore` where there is
        no such document of this owner.
        """
        changed = {"latest": based_on + 1, **({"name": name[:200]} if name else {})}
        with self._writing() as connection:
            same = (documents.c.id == document) & (documents.c.owner == owner) & ~documents.c.deleted
            hit = connection.execute(update(documents).where(same & (documents.c.latest == based_on)).values(**changed))
            if hit.rowcount != 1:
                raise self._in_the_way(connection, owner, document)
            self._add_version(connection, document, based_on + 1, content, by, what)
        return self.document(owner, document)

    def restore(self, owner: str, document: str, number: int, based_on: int, *, by: str = "", what: str = "") -> Document:
        """Make an earlier version the newest again; the ones between stay in the history."""
        return self.save(owner, document, based_on, self.content(owner, document, number), by=by, what=what)

    def forget(self, owner: str, document: str) -> None:
        """Take a document off the list; its history stays in the database."""
        with self._writing() as connection:
            same = (documents.c.id == document) & (documents.c.owner == owner)
            connection.execute(update(documents).where(same).values(deleted=True))

    def all(self, owner: str, kind: Kind, place: str | None = None) -> list[Document]:
        """The documents of an owner, the last saved first."""
        query = _LISTED.where((documents.c.owner == owner) & (documents.c.kind == kind) & ~documents.c.deleted)
        if place is not None:
            query = query.where(documents.c.place == place)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(versions.c.saved_at.desc(), documents.c.id)).all()
        return [Document(*row) for row in rows]

    def document(self, owner: str, document: str) -> Document:
        """One document as it is listed; raises `UnusableStore` where there is none."""
        query = _LISTED.where((documents.c.owner == owner) & (documents.c.id == document) & ~documents.c.deleted)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise _nothing()
        return Document(*row)

    def history(self, owner: str, document: str) -> list[Version]:
        """Every version of a document, the newest first."""
        self.document(owner, document)
        columns = (versions.c.number, versions.c.saved_at, versions.c.saved_by, versions.c.what)
        query = select(*columns).where(versions.c.document == document).order_by(versions.c.number.desc())
        with self._reading() as connection:
            return [Version(*row) for row in connection.execute(query)]

    def content(self, owner: str, document: str, number: int | None = None) -> bytes:
        """The bytes of a version, the newest where none is named."""
        wanted = self.document(owner, document).latest if number is None else number
        query = select(versions.c.content).where((versions.c.document == document) & (versions.c.number == wanted))
        with self._reading() as connection:
            packed = connection.scalar(query)
        if packed is None:
            raise _nothing()
        return zlib.decompress(packed)

    def keep_workspace(self, token: str, content: bytes) -> None:
        """Keep what stands on a browser's table, instead of what was kept before."""
        packed, now = zlib.compress(content, 1), _now()
        with self._writing() as connection:
            hit = connection.execute(
                update(workspaces).where(workspaces.c.token == token).values(saved_at=now, content=packed)
            )
            if hit.rowcount == 0:
                connection.execute(insert(workspaces).values(token=token, saved_at=now, content=packed))

    def workspace(self, token: str) -> bytes | None:
        """What was kept for this browser; None where nothing was."""
        with self._reading() as connection:
            packed = connection.scalar(select(workspaces.c.content).where(workspaces.c.token == token))
        return None if packed is None else zlib.decompress(packed)

    def drop_workspaces(self, before: str) -> int:
        """Delete the tables nobody came back to since this time (UTC, ISO 8601); how many they were."""
        with self._writing() as connection:
            return connection.execute(delete(workspaces).where(workspaces.c.saved_at < before)).rowcount

    def share(self, content: bytes) -> str:
        """Keep something for whoever has the link; the unguessable word that opens it."""
        token = secrets.token_urlsafe(12)
        with self._writing() as connection:
            connection.execute(insert(shares).values(token=token, created_at=_now(), content=zlib.compress(content)))
        return token

    def shared(self, token: str) -> bytes | None:
        """What was shared under this word; None where nothing was."""
        with self._reading() as connection:
            packed = connection.scalar(select(shares.c.content).where(shares.c.token == token))
        return None if packed is None else zlib.decompress(packed)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _failed(error) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _failed(error) from error

    def _add_version(self, connection: Connection, document: str, number: int, content: bytes, by: str, what: str) -> None:
        connection.execute(
            insert(versions).values(
                document=document, number=number, saved_at=_now(), saved_by=by[:80], what=what[:300],
                content=zlib.compress(content),
            )
        )  # fmt: skip

    def _in_the_way(self, connection: Connection, owner: str, document: str) -> Conflict | UnusableStore:
        row = connection.execute(_LISTED.where((documents.c.owner == owner) & (documents.c.id == document))).one_or_none()
        if row is None:
            return _nothing()
        there = Document(*row)
        return Conflict(there.name, there.latest, there.saved_by, there.saved_at)


_LISTED = select(
    documents.c.id, documents.c.kind, documents.c.name, documents.c.place, documents.c.year, documents.c.latest,
    versions.c.saved_at, versions.c.saved_by,
).join(versions, (versions.c.document == documents.c.id) & (versions.c.number == documents.c.latest))  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _nothing() -> UnusableStore:
    return UnusableStore(msg("There is nothing saved under this name any more."))


def _failed(error: SQLAlchemyError) -> UnusableStore:
    return UnusableStore(msg("Saving or reading did not work: {why}", why=str(error).splitlines()[0][:200]))
