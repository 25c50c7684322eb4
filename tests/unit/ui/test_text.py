"""Text that goes into Markdown shows exactly its own characters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ui.text import literal

AWKWARD = (
    "**bold** $x$", "<img src=x onerror=alert(1)>", "[link](https://example.org)", "# head", "1) list", "- list", "+ list",
    "> quote", "`code`", "~~gone~~", "a_b_c", "| a | b |", ":material/home:", ":red[text]", "\\", "![i](j)", "==", "=1+1",
    "小学（一）", "5 < 6 > 4", "$5 and $6",
)  # fmt: skip


def shown(markdown: str) -> tuple[str, set[str]]:
    """The text and the tags that Markdown makes of it."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    text = re.sub(r"<[^>]+>", "", html)
    for mark, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(mark, letter)
    return text.strip("\n"), set(re.findall(r"<(\w+)", html))


@pytest.mark.parametrize("text", AWKWARD)
def test_markdown_shows_a_text_letter_by_letter(text: str) -> None:
    assert shown(literal(text)) == (text, {"p"})


@pytest.mark.parametrize("text", ["1. 第一小学", "A&lt;B", "www.example.org", "head@example.org"])
def test_lists_entities_and_addresses_are_shown_letter_by_letter_too(text: str) -> None:
    assert shown(literal(text)) == (text, {"p"})
    # Streamlit makes links of bare addresses, as GitHub does
    assert not re.search(r"(?<!\\)www\.|\w@\w", literal(text))


@given(st.text("*_`$<>[]()#+-!|~:\\{}ab中 ", min_size=1, max_size=30).filter(lambda text: text.strip() == text))
def test_markdown_shows_any_mixture_of_its_signs_letter_by_letter(text: str) -> None:
    assert shown("a" + literal(text))[0] == "a" + text


@pytest.mark.parametrize("text", ["$x$", ":red[x]", ":material/home:"])
def test_the_signs_that_only_streamlit_knows_never_stand_bare(text: str) -> None:
    assert not re.search(r"(?<!\\)[$:\[\]]", literal(text))


def test_plain_words_and_numbers_stay_as_they_are() -> None:
    assert literal("云河县 12.5 %，达标") == "云河县 12.5 %，达标"
    assert literal(3) == "3"
