"""A file as it was handed in."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name, with its folder where it came out of an archive, and its bytes."""

    name: str
    content: bytes
