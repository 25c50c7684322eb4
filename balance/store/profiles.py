"""Saved mappings: one JSON file each in the user's data folder, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from balance.errors import BrokenProfile
from balance.profiles import Profile, dumps, loads
from balance.store.folder import data_folder

__all__ = ["Profiles"]


class Profiles:
    """The mappings saved in a folder; it is made when the first one is saved."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = (folder or data_folder()) / "mappings"

    def all(self) -> list[Profile]:
        """Every mapping, sorted by name; a file that is none is passed over."""
        found = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                found.append(loads(path.read_bytes()))
            except (OSError, BrokenProfile):
                continue
        return sorted(found, key=lambda profile: profile.name)

    def for_shape(self, shape: str) -> list[Profile]:
        """The mappings saved for tables of this shape."""
        return [profile for profile in self.all() if profile.shape == shape]

    def save(self, profile: Profile) -> None:
        """Keep a mapping; one of the same name is replaced. Raises `OSError` where the folder cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self._folder, suffix=".part", delete=False) as part:
            part.write(dumps(profile))
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(self._path(profile.name))

    def forget(self, name: str) -> None:
        """Delete a mapping; nothing happens where there is none of that name."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"
