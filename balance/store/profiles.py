"""Saved mappings: documents of the store, one a name, found again by the shape of the table they were made for."""

from __future__ import annotations

from balance.errors import BrokenProfile
from balance.profiles import Profile, dumps, loads
from balance.store.store import Document, Store

__all__ = ["Profiles"]


class Profiles:
    """The mappings of one owner. All of it raises `UnusableStore` where the store cannot be read or written."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def all(self) -> list[Profile]:
        """Every mapping, sorted by name; one that another version of the program wrote otherwise is passed over."""
        return self._read(self._store.all(self._owner, "mapping"))

    def for_shape(self, shape: str) -> list[Profile]:
        """The mappings saved for tables of this shape."""
        return self._read(self._store.all(self._owner, "mapping", shape))

    def save(self, profile: Profile) -> None:
        """Keep a mapping; one of the same name goes off the list, and stays in the history."""
        before = self._called(profile.name)
        self._store.create(self._owner, "mapping", _listed(profile.name), dumps(profile).encode(), place=profile.shape)
        for document in before:
            self._store.forget(self._owner, document.id)

    def forget(self, name: str) -> None:
        """Take a mapping off the list; nothing happens where there is none of that name."""
        for document in self._called(name):
            self._store.forget(self._owner, document.id)

    def _called(self, name: str) -> list[Document]:
        return [document for document in self._store.all(self._owner, "mapping") if document.name == _listed(name)]

    def _read(self, documents: list[Document]) -> list[Profile]:
        found = []
        for document in documents:
            try:
                found.append(loads(self._store.content(self._owner, document.id)))
            except BrokenProfile:
                continue
        return sorted(found, key=lambda profile: profile.name)


def _listed(name: str) -> str:
    """A name as a database can hold it; the mapping itself keeps it as it was given."""
    return name.replace("\x00", "")[:200]
