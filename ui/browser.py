"""A browser's own word: it carries one that nobody can guess, and sees what was saved under it."""

from __future__ import annotations

import re
import secrets

import streamlit as st

from ui import state

__all__ = ["mark_browser", "owner"]

_COOKIE = "balance_browser"
_WORD = re.compile(r"[\w-]{16,64}")
# ours alone, and without anything of a user's: the word of this browser, for a year
_SCRIPT = "<script>document.cookie = '{name}={word}; path=/; max-age=31536000; SameSite=Strict'</script>"


def owner() -> str:
    """The word of this browser."""
    word = str(st.context.cookies.get(_COOKIE, ""))
    if _WORD.fullmatch(word):
        return word
    if not state.chosen(_COOKIE):
        state.choose(_COOKIE, secrets.token_urlsafe(24))
    return str(state.chosen(_COOKIE))


def mark_browser() -> None:
    """Have a browser that comes for the first time remember its word."""
    if not _WORD.fullmatch(str(st.context.cookies.get(_COOKIE, ""))):
        st.html(_SCRIPT.format(name=_COOKIE, word=owner()), unsafe_allow_javascript=True)
