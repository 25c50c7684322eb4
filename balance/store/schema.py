"""The tables of the store, and how an older store becomes a present one.

Times are UTC in ISO 8601 text, which sorts and reads the same in SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    insert,
    inspect,
    select,
    update,
)  # fmt: skip

from balance.errors import UnusableStore
from balance.words import msg

__all__ = ["VERSION", "documents", "migrate", "shares", "versions", "workspaces"]

metadata = MetaData()

# one line a saved thing: a county, a scenario, a mapping, a price list; `latest` is the number of its newest version
documents = Table(
    "documents", metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    Column("place", String(200), nullable=False),
    Column("year", String(20), nullable=False),
    Column("latest", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Index("documents_of_owner", "owner", "kind"),
)  # fmt: skip
# every version there ever was; none is changed or deleted
versions = Table(
    "versions", metadata,
    Column("document", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("saved_at", String(32), nullable=False),
    Column("saved_by", String(80), nullable=False),
    Column("what", String(300), nullable=False),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
# what stands on a browser's table, written while it is worked on: a refresh brings it back
workspaces = Table(
    "workspaces", metadata,
    Column("token", String(64), primary_key=True),
    Column("saved_at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
# what a link opens: a picture of a table at the moment it was shared
shares = Table(
    "shares", metadata,
    Column("token", String(64), primary_key=True),
    Column("created_at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
_about = Table("store_version", metadata, Column("version", Integer, nullable=False))


def _first(connection: Connection) -> None:
    metadata.create_all(connection)


# each entry takes the store one version further; entries are added, never changed
_STEPS: tuple[Callable[[Connection], None], ...] = (_first,)
VERSION = len(_STEPS)


def migrate(connection: Connection) -> None:
    """Bring the store up to `VERSION`, in the connection's transaction; nothing happens to one that is.

    Raises `UnusableStore` for a store of a later program.
    """
    there = inspect(connection).has_table(_about.name)
    version = connection.scalar(select(func.max(_about.c.version))) or 0 if there else 0
    if version > VERSION:
        raise UnusableStore(
            msg("The store was written by a later version of this program ({got}; this one knows {want}).",
                got=version, want=VERSION)
        )  # fmt: skip
    for step in _STEPS[version:]:
        step(connection)
    if version == 0:
        connection.execute(insert(_about).values(version=VERSION))
    elif version < VERSION:
        connection.execute(update(_about).values(version=VERSION))
