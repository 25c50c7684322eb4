"""Messages and terms in two languages; the sentences here are made for the test and stand in no catalogue."""

from string import Formatter

import pytest

from balance.columns import column_of, label
from balance.problems import KINDS, finding
from balance.words import Message, Term, msg, msgn, render


def test_a_sentence_without_a_translation_is_said_in_english():
    assert render(msg("{n} foxes jump", n=3), "zh") == render(msg("{n} foxes jump", n=3), "en") == "3 foxes jump"


def test_a_term_is_said_in_the_readers_language_also_inside_a_sentence():
    sentence = msg("zzz {stage}", stage=Term("小学", "Primary"))
    assert (render(sentence, "zh"), render(sentence, "en")) == ("zzz 小学", "zzz primary")


@pytest.mark.parametrize(
    ("term", "said"),
    [("Primary", "zzz primary"), ("PE and arts teachers", "zzz PE and arts teachers"), ("㎡", "zzz ㎡"), ("S", "zzz S")],
)
def test_english_writes_a_term_small_inside_a_sentence_unless_it_has_initials(term, said):
    assert render(msg("zzz {term}", term=Term("词", term)), "en") == said


def test_a_sentence_that_begins_with_a_term_begins_large():
    assert render(msg("{stage} zzz", stage=Term("小学", "Primary")), "en") == "Primary zzz"


def test_a_message_inside_a_message_is_said_too():
    inner = msg("inner {stage}", stage=Term("初中", "Junior"))
    assert render(msg("outer: {inner}", inner=inner), "zh") == "outer: inner 初中"


def test_a_list_has_the_commas_of_its_language():
    names = msg("zzz {names}", names=["甲", Term("乙", "B")])
    assert (render(names, "zh"), render(names, "en")) == ("zzz 甲、乙", "zzz 甲, B")


@pytest.mark.parametrize(("n", "said"), [(1, "1 zebra"), (2, "2 zebras"), (0, "0 zebras")])
def test_english_counts_one_and_many(n, said):
    assert render(msgn("{n} zebra", "{n} zebras", n), "en") == said


def test_a_plain_text_and_a_term_are_said_as_they_are():
    assert render("as it is {not} touched", "zh") == "as it is {not} touched"
    assert render(Term("小学", "Primary"), "en") == "Primary"


def test_braces_in_a_fact_are_no_places():
    assert render(msg("zzz {name}", name="{x}"), "en") == "zzz {x}"


def test_a_message_as_text_is_english():
    assert str(msg("zzz {name}", name=Term("甲", "A"))) == "zzz A"  # one letter alone stays


@pytest.mark.parametrize("code", [*KINDS])
def test_every_finding_can_be_said_in_both_languages(code):
    """Each sentence's places are all given: nothing is left in braces and no fact is missing."""
    kind = KINDS[code]
    for text in filter(None, (kind.message, kind.suggestion, kind.many)):
        for lang in ("zh", "en"):
            places = [name for _, name, _, _ in Formatter().parse(text) if name]
            said = render(Message(text, dict.fromkeys(places, "•")), lang)
            assert "{" not in said
            assert said.strip()


def test_an_unknown_finding_is_a_mistake_in_the_program():
    with pytest.raises(KeyError):
        finding("no such code")


def test_a_column_has_its_stage_in_its_label():
    assert label("pupils_junior") == Term("初中在校生数", "Junior · Pupils")
    assert label("books").zh == "图书册数"


@pytest.mark.parametrize("name", ["pupils", "books_primary", "nothing", "pupils_kindergarten"])
def test_a_name_that_is_no_canonical_column_is_refused(name):
    with pytest.raises(KeyError):
        column_of(name)
